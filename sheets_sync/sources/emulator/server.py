"""The loopback server: HTTP in front of the token endpoint, Drive and Sheets."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from ...files import stable_id
from ..grid import LOCALE
from . import drive, sheets, updates, writes
from .answers import EXPIRED, NO_SCOPE, UNSIGNED, Answer, Call, GoogleError, as_json, refusal
from .conversation import Server
from .journal import Journal
from .latency import Delays, Latency
from .library import Library
from .quotas import Meter, Quotas, Ticks
from .routes import SCOPES
from .rules import Faults, Rule, played
from .tokens import ACCOUNT, LIFETIME, Bearer, TokenOffice, write_credentials

Fault = Callable[[Call], Answer | None]
"""Looks at a call before it is served: an answer to give instead, or None to serve it."""


class Emulator:
    """Google's token endpoint, Drive and Sheets over a folder of .xlsx, on a loopback port, while the `with` lasts.

    `requests` is the log of calls in the order they came in. `fault`, when given, may answer in Google's place; the
    rules of `faults` come after it, their chances by `seed`.
    Without `quotas` nothing is counted; `clock` is what their minutes are measured by. `log` is a file that gets a line
    of JSON a call.
    """

    def __init__(  # noqa: PLR0913 - each is a trait of the server's, and all but the folder may be left out
        self,
        folder: Path,
        port: int = 0,
        *,
        locale: str = LOCALE,
        token_lifetime: float = LIFETIME,
        fault: Fault | None = None,
        faults: Iterable[Rule] = (),
        seed: int = 0,
        quotas: Quotas | None = None,
        clock: Ticks = time.monotonic,
        latency: Latency | None = None,
        log: Path | None = None,
    ) -> None:
        self.library = Library(Path(folder).resolve(), locale)
        self.tokens = TokenOffice(token_lifetime)
        self.fault = fault
        self.faults = Faults(faults, seed)
        self.meter = Meter(quotas, clock) if quotas else None
        self.delays = Delays(latency, seed) if latency else None
        self.requests: list[Call] = []
        self._lock = threading.Lock()
        self.journal = Journal(log) if log else None
        self._server = Server(("127.0.0.1", port), self.answer)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self) -> str:
        """The address that stands for Google's hosts."""
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}"

    @property
    def root(self) -> str:
        """The id of the folder that is served."""
        return self.library.root

    def id_of(self, name: str) -> str:
        """The id of a file by its name, such as `kalasin.xlsx` or `46/yangtalat.xlsx`."""
        return stable_id(name)

    def link(self, file_id: str) -> str:
        """Where a person opens the file behind an id."""
        file = self.library.file(file_id)
        return file.path.as_uri() if file else ""

    def credentials(self, path: Path, account: str = ACCOUNT) -> Path:
        """Write a throw-away service account's key file for this server (mode 600); each account has its own quota."""
        return write_credentials(path, self.url, account)

    def __enter__(self) -> Emulator:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._server.hang_up()
        self._thread.join()

    def answer(self, call: Call) -> Answer:
        """Answer one call: faults first, then who asks, then what is asked."""
        with self._lock:
            # a token request holds a signed assertion; what is written to a sheet may be looked at afterwards
            self.requests.append(replace(call, authorization="", body=b"" if call.name == "token" else call.body))
        answer, fault = self._answered(call)
        if self.delays:
            answer = self.delays.late(answer)
        if self.journal:
            self.journal.note(call, answer, fault)
        return answer

    def _answered(self, call: Call) -> tuple[Answer, str]:
        """The answer and the name of the fault that it is, if it is one."""
        instead = self.fault(call) if self.fault else None
        if instead:
            return instead, "fault"
        struck = self.faults.strike(call)
        if struck is None:
            return self._served(call), ""
        rule, strike = struck
        made = played(rule, strike, call, lambda: self._served(call), lambda: self._served(call, abroad=True))
        return made, rule.failure

    def _served(self, call: Call, abroad: bool = False) -> Answer:
        try:
            return self.serve(call, abroad)
        except GoogleError as error:
            return error.answer

    def serve(self, call: Call, abroad: bool = False) -> Answer:
        """What Google would answer, or would in another locale; raises GoogleError where that is an error."""
        if not call.name:
            return as_json({"error": {"code": 404, "message": "Not Found", "status": "NOT_FOUND"}}, 404)
        if call.name == "token":
            return self.tokens.exchange(call.body)
        on_drive = call.path.startswith("/drive/")
        bearer = self._admit(call, on_drive)
        if on_drive:
            return drive.answer(call, self.library)
        if call.name == "spreadsheets.batchUpdate":
            return updates.answer(call, self.library, bearer.email)
        if call.method != "GET":
            return writes.answer(call, self.library, bearer.email)
        return sheets.answer(call, self.library, abroad)

    def _admit(self, call: Call, on_drive: bool) -> Bearer:
        """Who asks; raises GoogleError where they may not."""
        kind, _, token = call.authorization.partition(" ")
        if kind.lower() != "bearer" or not token:
            raise refusal(on_drive, 401, UNSIGNED, "CREDENTIALS_MISSING")
        bearer = self.tokens.bearer(token)
        if bearer is None:
            raise refusal(on_drive, 401, EXPIRED, "ACCESS_TOKEN_EXPIRED")
        if not bearer.scopes & SCOPES[call.name]:
            raise refusal(on_drive, 403, NO_SCOPE, "ACCESS_TOKEN_SCOPE_INSUFFICIENT")
        if self.meter:
            self.meter.charge(call, bearer.email)
        return bearer

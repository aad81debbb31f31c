"""The loopback server: HTTP in front of the token endpoint, Drive and Sheets."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from ..xlsx import LOCALE
from . import drive, sheets
from .answers import EXPIRED, NO_SCOPE, UNSIGNED, Answer, Call, GoogleError, as_json, refusal
from .library import Library, stable_id
from .tokens import LIFETIME, TokenOffice, write_credentials

Fault = Callable[[Call], Answer | None]
"""Looks at a call before it is served: an answer to give instead, or None to serve it."""

LARGEST_BODY = 1 << 20
ROUTES: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("POST", "token", re.compile(r"/token")),
    ("GET", "files.list", re.compile(r"/drive/v3/files")),
    ("GET", "files.get", re.compile(r"/drive/v3/files/(?P<id>[^/:]+)")),
    ("GET", "changes.getStartPageToken", re.compile(r"/drive/v3/changes/startPageToken")),
    ("GET", "changes.list", re.compile(r"/drive/v3/changes")),
    ("GET", "spreadsheets.get", re.compile(r"/v4/spreadsheets/(?P<id>[^/:]+)")),
    ("GET", "values.batchGet", re.compile(r"/v4/spreadsheets/(?P<id>[^/:]+)/values:batchGet")),
    ("GET", "values.get", re.compile(r"/v4/spreadsheets/(?P<id>[^/:]+)/values/(?P<range>[^/]+)")),
)
PREFIX = "https://www.googleapis.com/auth/"
SCOPES = {
    "sheets": {PREFIX + s for s in ("spreadsheets.readonly", "spreadsheets", "drive.readonly", "drive", "drive.file")},
    "drive": {
        PREFIX + s for s in ("drive.metadata.readonly", "drive.readonly", "drive.metadata", "drive", "drive.file")
    },
}
HEADERS = {
    "Server": "ESF",
    "Vary": "Origin, X-Origin, Referer",
    "Cache-Control": "private",
    "X-XSS-Protection": "0",
    "X-Frame-Options": "SAMEORIGIN",
    "X-Content-Type-Options": "nosniff",
}


def routed(method: str, target: str) -> Call:
    """What a request line asks for; `name` is empty when Google has no such method."""
    parts = urlsplit(target)
    query = {name: tuple(values) for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
    for verb, name, pattern in ROUTES:
        match = pattern.fullmatch(parts.path)
        if match and verb == method:
            places = {key: unquote(value) for key, value in match.groupdict().items()}
            return Call(method, parts.path, query, name, places.get("id", ""), places.get("range", ""))
    return Call(method, parts.path, query)


class Emulator:
    """Google's token endpoint, Drive and Sheets over a folder of .xlsx, on a loopback port, while the `with` lasts.

    `requests` is the log of calls in the order they came in. `fault`, when given, may answer in Google's place.
    """

    def __init__(
        self,
        folder: Path,
        port: int = 0,
        *,
        locale: str = LOCALE,
        token_lifetime: float = LIFETIME,
        fault: Fault | None = None,
    ) -> None:
        self.library = Library(Path(folder).resolve(), locale)
        self.tokens = TokenOffice(token_lifetime)
        self.fault = fault
        self.requests: list[Call] = []
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", port), self)
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

    def credentials(self, path: Path) -> Path:
        """Write a throw-away service account's key file for this server (mode 600)."""
        return write_credentials(path, self.url)

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
            self.requests.append(replace(call, authorization="", body=b""))
        fault = self.fault(call) if self.fault else None
        if fault is not None:
            return fault
        try:
            return self._serve(call)
        except GoogleError as error:
            return error.answer

    def _serve(self, call: Call) -> Answer:
        if not call.name:
            return as_json({"error": {"code": 404, "message": "Not Found", "status": "NOT_FOUND"}}, 404)
        if call.name == "token":
            return self.tokens.exchange(call.body)
        on_drive = call.path.startswith("/drive/")
        self._admit(call, on_drive)
        return drive.answer(call, self.library) if on_drive else sheets.answer(call, self.library)

    def _admit(self, call: Call, on_drive: bool) -> None:
        kind, _, token = call.authorization.partition(" ")
        if kind.lower() != "bearer" or not token:
            raise refusal(on_drive, 401, UNSIGNED, "CREDENTIALS_MISSING")
        scopes = self.tokens.scopes(token)
        if scopes is None:
            raise refusal(on_drive, 401, EXPIRED, "ACCESS_TOKEN_EXPIRED")
        if not scopes & SCOPES["drive" if on_drive else "sheets"]:
            raise refusal(on_drive, 403, NO_SCOPE, "ACCESS_TOKEN_SCOPE_INSUFFICIENT")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], emulator: Emulator) -> None:
        self.emulator = emulator
        self.connections: set[socket.socket] = set()
        super().__init__(address, _Conversation)

    def hang_up(self) -> None:
        """Close what clients keep open."""
        for connection in list(self.connections):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue

    def handle_error(self, *_: Any) -> None:
        """A client that goes away in the middle is no error of the server's."""


class _Conversation(BaseHTTPRequestHandler):
    """One kept connection: requests in, answers out."""

    server: _Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # with wbufsize, one packet an answer: 40 ms less each
    wbufsize = -1
    timeout = 240

    def setup(self) -> None:
        super().setup()
        self.server.connections.add(self.connection)

    def finish(self) -> None:
        self.server.connections.discard(self.connection)
        super().finish()

    def do_GET(self) -> None:
        self._converse()

    def do_POST(self) -> None:
        self._converse()

    do_PUT = do_PATCH = do_DELETE = do_POST

    def _converse(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        if length > LARGEST_BODY:
            self.close_connection = True
            return
        call = routed(self.command, self.path)
        body = self.rfile.read(length)
        call = replace(call, authorization=self.headers.get("Authorization", ""), body=body)
        self._send(self.server.emulator.answer(call))

    def _send(self, answer: Answer) -> None:
        if answer.sent == 0:
            self.close_connection = True
            return
        self.send_response_only(answer.status)
        own = {
            "Content-Type": answer.content_type,
            "Content-Length": str(len(answer.body)),
            "Date": self.date_time_string(),
        }
        for name, value in {**HEADERS, **own, **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body[: answer.sent])
        if answer.sent is not None:
            self.close_connection = True

    def log_message(self, *_: Any) -> None:
        """The log is `Emulator.requests`; nothing goes to stderr."""

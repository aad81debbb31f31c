"""Whole runs in processes of their own that are killed at their n-th step towards disk, database or mail server."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import io
import json
import os
import pickle
import secrets
import signal
import socket
import sqlite3
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from sqlalchemy.engine.default import DefaultDialect

from sheets_sync import jobs
from sheets_sync.config import Config
from sheets_sync.jobs.deliver import LEASE

from ..mail.servers import SENDER, Scripted

PACKAGE = str(Path(jobs.__file__).parents[1]) + os.sep
NOT_THE_CALLER = ("store/database.py", "files.py")
STEPS = [(os, "fsync"), (os, "replace"), (os, "rename"), (os, "link"), (os, "unlink"), (os, "mkdir")]


def named(what: str) -> str:
    """`commit in store/outbox.py mark_message`: a step with the place in our code that asked for it."""
    frame = sys._getframe(1)
    while frame.f_back:
        name = frame.f_code.co_filename
        if name.startswith(PACKAGE) and not name.endswith(NOT_THE_CALLER):
            return f"{what} in {name.removeprefix(PACKAGE)} {frame.f_code.co_name}"
        frame = frame.f_back
    return f"{what} elsewhere"


def interpose(step: Callable[[str], None]) -> None:
    """Call `step` with its name before every step of this process; never taken back, so only for a child."""

    def before(work: Callable[..., Any], what: str) -> Callable[..., Any]:
        def stepped(*args: Any, **kwargs: Any) -> Any:
            step(named(what))
            return work(*args, **kwargs)

        return stepped

    for module, name in STEPS:
        setattr(module, name, before(getattr(module, name), name))
    for kind, names in ((DefaultDialect, ("do_commit", "do_rollback")), (socket.socket, ("send", "sendall", "close"))):
        for name in names:
            setattr(kind, name, before(getattr(kind, name), name.removeprefix("do_")))
    secrets.token_bytes = lambda count=32: b"k" * (count or 32)  # equal keys give equal hashes of people


def killing(at: int) -> Callable[[str], None]:
    """Kill this process at its step of this number, the first being 0."""
    left = at

    def step(_: str) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return step


class Flat(pickle.Pickler):
    """Pickles what the core is given, its read-only mappings as plain ones."""

    def reducer_override(self, value: Any) -> Any:
        return (dict, (dict(value),)) if isinstance(value, MappingProxyType) else NotImplemented


def remember(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> None:
    """Compute a pure function once for equal arguments, in this process and in those that it starts from then on."""
    work, known = getattr(module, name), {}

    def remembered(*args: Any, **kwargs: Any) -> Any:
        raw = io.BytesIO()
        Flat(raw).dump((args, kwargs))
        key = hashlib.sha256(raw.getvalue()).digest()
        if key not in known:
            known[key] = work(*args, **kwargs)
        return known[key]

    monkeypatch.setattr(module, name, remembered)


def in_child(work: Callable[[], None], log: Path) -> int:
    """Do the work in a process of its own; how it ended. What it raised goes into the log."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        except BaseException:
            log.write_text(traceback.format_exc(), "utf-8")
        finally:
            os._exit(code)
    return os.waitpid(child, 0)[1]


# ---------------------------------------------------------------- a mail server that outlives every kill


class Noted(list[tuple[str, bytes]]):
    """What was taken, noted in a file that another process reads."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def append(self, taken: tuple[str, bytes]) -> None:
        with self.file.open("a", encoding="ascii") as file:
            file.write(f"{taken[0]} {hashlib.sha256(taken[1]).hexdigest()}\n")


@dataclass(frozen=True)
class MailServer:
    """In a process of its own; one conversation at a time, so that a greeting means that all before it are over."""

    port: int
    file: Path

    def took(self) -> list[str]:
        """Recipient and hash of each message taken since the last call."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as line:
            line.recv(100)
        taken = self.file.read_text("ascii").splitlines() if self.file.exists() else []
        self.file.unlink(missing_ok=True)
        return taken


@contextlib.contextmanager
def mail_server(file: Path) -> Iterator[MailServer]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        child = os.fork()
        if child == 0:
            server = Scripted({}, took=Noted(file))
            while True:
                connection, _ = listener.accept()
                server.attend(connection)
        try:
            yield MailServer(listener.getsockname()[1], file)
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def mail_to(server: MailServer) -> str:
    return f"{{host: 127.0.0.1, port: {server.port}, from: '{SENDER}', security: none, per_minute: 600000}}"


# ---------------------------------------------------------------- what a run left

SINCE = ("id", "run_id", "snapshot_id", "taken_at", "checked_at", "state_at", "first_tried_at", "attempts", "kept_at")
WHOSE = ("next_at", "lease_owner", "lease_until", "code", "text")
NOT_COMPARED = ("runs", "leases", "alembic_version", "snapshots")


@dataclass(frozen=True)
class Left:
    """The content of a database, when and how often apart, and of the published files; how the mails stand."""

    rows: dict[str, list[str]]
    files: dict[str, str]
    mails: dict[str, str]  # recipient and hash -> state


def left_in(folder: Path) -> Left:
    """What lies in the folder of a configuration."""
    rows: dict[str, list[str]] = {}
    mails: dict[str, str] = {}
    with closing(sqlite3.connect(folder / "state" / "sheets_sync.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.row_factory = sqlite3.Row
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in sorted(set(tables) - set(NOT_COMPARED)):
            found = [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]  # noqa: S608
            if table == "messages":
                mails = {f"{row['recipient']} {row['edition_key']}": row["state"] for row in found}
            rows[table] = sorted({_content(table, row) for row in found})
    out = folder / "out"
    whole = (path for path in sorted(out.rglob("*")) if path.is_file() and not path.name.startswith("."))
    return Left(rows, {str(p.relative_to(out)): hashlib.sha256(p.read_bytes()).hexdigest() for p in whole}, mails)


def _content(table: str, row: dict[str, Any]) -> str:
    if table in ("workbooks", "snapshot_workbooks"):  # a run that goes on finds unchanged what it read before
        row["state"] = row["state"].replace("unchanged", "fresh")
    else:
        row.pop("state", None)
    kept = {name: value for name, value in row.items() if name not in (*SINCE, *WHOSE)}
    return json.dumps(kept, sort_keys=True, default=lambda raw: hashlib.sha256(raw).hexdigest())


# ---------------------------------------------------------------- one run


def run_once(config: Config, now: dt.datetime, *, later: bool = False) -> None:
    """A whole run; `later` is after every lease, by the clock of the mail's delivery."""
    at = now + LEASE if later else now
    jobs.run(config, now, clock=lambda: at)

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
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, fields, is_dataclass
from email import message_from_bytes
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
from sqlalchemy.engine.default import DefaultDialect

from sheets_sync import jobs
from sheets_sync.config import Config
from sheets_sync.jobs.deliver import LEASE
from sheets_sync.store.secrets import KEY_BYTES

from ..mail.servers import SENDER, Scripted

PACKAGE = str(Path(jobs.__file__).parents[1]) + os.sep
PURE = [
    ("sources.workbooks", "read_file"),
    ("jobs.sync", "merge"),
    ("jobs.press", "merge"),
    ("jobs.press", "measure"),
    ("jobs.press", "templates_of"),
    ("jobs.pool", "editions"),
    ("jobs.publish", "compose"),
    ("jobs.rooms", "_page"),
    ("jobs.notices", "templates_of"),
    ("jobs.notices", "notice_letter"),
]
NOT_THE_CALLER = ("store/database.py", "files.py")
DISK = [(os, "fsync"), (os, "replace"), (os, "rename"), (os, "link"), (os, "unlink"), (os, "mkdir")]
STORE = [(DefaultDialect, "do_commit"), (DefaultDialect, "do_rollback")]
MAIL = [(socket.socket, "send"), (socket.socket, "sendall"), (socket.socket, "close")]


def named(what: str) -> str:
    """`commit in store/outbox.py mark_message`: a step with the place in our code that asked for it."""
    frame = sys._getframe(1)
    while frame.f_back:
        name = frame.f_code.co_filename
        if name.startswith(PACKAGE) and not name.endswith(NOT_THE_CALLER):
            return f"{what} in {name.removeprefix(PACKAGE)} {frame.f_code.co_name}"
        frame = frame.f_back
    return f"{what} elsewhere"


def interpose(step: Callable[[str], None], steps: Iterable[tuple[Any, str]] = (*DISK, *STORE, *MAIL)) -> None:
    """Call `step` with its name before every step of this process; never taken back, so only for a child."""

    def before(work: Callable[..., Any], what: str) -> Callable[..., Any]:
        def stepped(*args: Any, **kwargs: Any) -> Any:
            step(named(what))
            return work(*args, **kwargs)

        return stepped

    for thing, name in steps:
        setattr(thing, name, before(getattr(thing, name), name.removeprefix("do_")))


def same_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every store hashes people with the same key, so that their contents can be compared."""
    chance = secrets.token_bytes
    monkeypatch.setattr(secrets, "token_bytes", lambda count=32: b"k" * 32 if count == KEY_BYTES else chance(count))


def killing(at: int) -> Callable[[str], None]:
    """Kill this process at its step of this number, the first being 0."""
    left = at

    def step(_: str) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return step


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _content_of(*named: Any) -> Any:
    """What a pickle says in the place of a thing; never called, for nobody loads it."""


class Flat(pickle.Pickler):
    """Pickles things by what they say, so that equal ones are alike; a file by when it was written."""

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, MappingProxyType):
            return dict, (dict(value),)
        if isinstance(value, Path):
            return _content_of, (str(value), value.stat().st_mtime_ns if value.is_file() else 0)
        if is_dataclass(value) and not isinstance(value, type):  # without what it has looked up and kept by now
            return _content_of, (type(value).__name__, *(getattr(value, name) for name in _fields(type(value))))
        return NotImplemented


RECENT: deque[tuple[Any, bytes]] = deque(maxlen=8)  # large things that the core is given several times in one run


def digest(value: Any) -> bytes:
    """Equal for equal things."""
    known = next((told for kept, told in RECENT if kept is value), b"")
    if known:
        return known
    raw = io.BytesIO()
    pickler = Flat(raw, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True  # or it would show whether two equal things are one and the same
    pickler.dump(value)
    told = hashlib.sha256(raw.getbuffer()).digest()
    if is_dataclass(value):
        RECENT.append((value, told))
    return told


def remember(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> None:
    """Compute a pure function once for equal arguments, in this process and in those that it starts from then on."""
    work, known = getattr(module, name), {}

    def remembered(*args: Any, **kwargs: Any) -> Any:
        args = tuple(tuple(each) if isinstance(each, Iterator) else each for each in args)
        key = tuple(map(digest, (*args, kwargs)))
        if key not in known:
            made = work(*args, **kwargs)
            known[key] = tuple(made) if isinstance(made, Iterator) else made
        return known[key]

    monkeypatch.setattr(module, name, remembered)


def remember_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that a run computes but does not write, so that one run after the other takes a third of a second."""
    for module, name in PURE:
        remember(monkeypatch, import_module(f"sheets_sync.{module}"), name)


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


class Taken(NamedTuple):
    """A message that the server took: to whom, which, and the hash of its bytes."""

    recipient: str
    message_id: str
    sha256: str


class Noted(list[tuple[str, bytes]]):
    """What was taken, noted in a file that another process reads."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def append(self, taken: tuple[str, bytes]) -> None:
        recipient, raw = taken
        message_id = message_from_bytes(raw)["Message-ID"].strip()
        with self.file.open("a", encoding="ascii") as file:
            file.write(f"{recipient} {message_id} {hashlib.sha256(raw).hexdigest()}\n")


@dataclass(frozen=True)
class MailServer:
    """In a process of its own; one conversation at a time, so that a greeting means that all before it are over."""

    port: int
    file: Path

    def took(self) -> list[Taken]:
        """Each message taken since the last call."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as line:
            line.recv(100)
        taken = self.file.read_text("ascii").splitlines() if self.file.exists() else []
        self.file.unlink(missing_ok=True)
        return [Taken(*line.split(" ")) for line in taken]


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
    mails: dict[str, str]  # Message-ID -> state


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
                mails = {row["message_id"]: row["state"] for row in found}
            rows[table] = sorted({_content(table, row) for row in found})
    return Left(rows, visible_in(folder / "out"), mails)


def visible_in(out: Path) -> dict[str, str]:
    """The hash of each published file; those that are being written are hidden."""
    whole = (path for path in sorted(out.rglob("*")) if path.is_file() and not path.name.startswith("."))
    return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in whole}


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

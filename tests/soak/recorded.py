"""A small run of store and published files whose system calls are recorded; after each step it says what is there.

`python -m tests.soak.recorded FOLDER [SABOTAGE]` appends `number` to FOLDER/told once a step is acknowledged, and
writes what the folder then held to FOLDER.expected.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from sheets_sync import files
from sheets_sync.model import MessageState, WorkbookState
from sheets_sync.store import Store, database

from ..store.made import MINUTE, NOW, a_finding, a_pull, a_reading, an_edition, mails

STORE, OUT = "state/store.db", "out/editions/2564-01"
ROUNDS = 6
FRESH = WorkbookState.FRESH


def database_of(path: Path) -> str:
    """What a database holds, as one hash; empty before its schema is made; SQLite's words when it is damaged."""
    with closing(sqlite3.connect(path)) as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchall()
        if sound != [("ok",)]:
            return f"damaged: {sound}"
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        if "alembic_version" not in tables:
            return ""
        rows = [[name, connection.execute(f"SELECT * FROM {name}").fetchall()] for name in sorted(tables)]  # noqa: S608
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def files_of(folder: Path) -> dict[str, str]:
    """The published files, by name; those that are being written are hidden."""
    found = sorted(path for path in folder.glob("*") if not path.name.startswith("."))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def steps(folder: Path) -> Iterator[Callable[[], object]]:
    """Each is one transaction, or one file put in its place."""
    url = f"sqlite:///{folder / STORE}"
    for number in range(ROUNDS):
        with Store.open(url) as store:  # closed after each round: SQLite then moves its log into the database
            yield lambda store=store: store.start_run("sync", NOW)
            yield lambda number=number, store=store: store.keep_pull(
                number + 1, a_pull(f"w{number}"), NOW, a_reading(f"w{number}", *range(200 * number)), state=FRESH
            )
            yield lambda store=store: store.keep_snapshot(1, NOW)
            yield lambda number=number, store=store: store.keep_findings(
                [a_finding(f"H{row}") for row in range(number, 30)], NOW
            )
            edition = an_edition("46", number)
            yield lambda edition=edition, store=store: store.keep_edition(
                edition, mails(*(f"{name}@example.go.th" for name in "abc")), NOW
            )
            for name, size in (("46.html", 5_000), ("46.pdf", 70_000)):
                content = f"{name} {number} ".encode() * (size // 10)
                yield lambda name=name, content=content: files.write_whole(folder / OUT / name, content)
            for _ in "abc":
                claimed = []
                yield lambda store=store, claimed=claimed: claimed.append(store.claim_message(NOW, MINUTE))
                for state in (MessageState.DOTTED, MessageState.SENT):
                    yield lambda store=store, claimed=claimed, state=state: store.mark_message(
                        claimed[0].id, state, NOW
                    )


def sabotage(name: str) -> None:
    """Take away one of the things that power cuts are survived by."""
    if name in ("OFF", "NORMAL"):
        sound = database._pragmas

        def unsound(connection: object, record: object) -> None:
            sound(connection, record)
            connection.execute(f"PRAGMA synchronous={name}").close()  # type: ignore[attr-defined]

        database._pragmas = unsound
    elif name == "no fsync before rename":
        files.os = type("os", (), {**vars(os), "fsync": staticmethod(lambda _: None)})  # type: ignore[assignment]
    elif name == "no fsync of the folder":
        files.sync_folder = lambda folder: None
    elif name == "no fsync of a new folder's folder":
        database.make_folder = lambda folder, **_: folder.mkdir(parents=True, exist_ok=True)
    elif name == "written in place":
        files.write_whole = lambda path, content, **_: (
            path.parent.mkdir(parents=True, exist_ok=True),
            path.write_bytes(content),
        )  # type: ignore[assignment, return-value]


def main(folder: Path, harm: str = "") -> None:
    """Run all steps, saying after each that it is done, and what then was there."""
    folder.mkdir()
    sabotage(harm)
    told = os.open(folder / "told", os.O_WRONLY | os.O_CREAT)
    expected = []

    def note(number: int) -> None:
        expected.append([database_of(folder / STORE), files_of(folder / OUT)])
        os.write(told, f"{number}\n".encode())

    Store.open(f"sqlite:///{folder / STORE}").close()
    note(0)
    for number, step in enumerate(steps(folder), 1):
        step()
        note(number)
    Path(f"{folder}.expected").write_text(json.dumps(expected), "ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])

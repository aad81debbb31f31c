"""A writer killed at any instant: what was acknowledged is there, whole, and the database is sound."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from sheets_sync.model import MessageState
from sheets_sync.store import Store
from sheets_sync.store.snapshots import content_hash

from ..store.made import MINUTE, NOW, a_finding, a_reading, an_edition, keep, mails
from ..store.test_kills import in_child

pytestmark = pytest.mark.soak

KILLS = 500
A_DATABASE = 25  # kills that one database lives through
PEOPLE = ("a@example.go.th", "b@example.go.th", "c@example.go.th")
NEXT = {MessageState.SENDING: MessageState.DOTTED, MessageState.DOTTED: MessageState.SENT}


def write(url: str, start: int, teller: int) -> None:
    """A month's work over and over: what is told was committed before."""
    with Store.open(url) as store:
        for number in range(start, start + 1_000):
            keep(store, a_reading(f"w{number}", *range(number % 50)))
            os.write(teller, f"reading w{number}\n".encode())
            snapshot = store.keep_snapshot(1, NOW)
            os.write(teller, f"snapshot {snapshot.id}\n".encode())
            store.keep_findings([a_finding(f"H{row}") for row in range(number, number + 40)], NOW)
            os.write(teller, f"findings H{number}\n".encode())
            store.keep_edition(an_edition("46", number), mails(*PEOPLE), NOW)
            os.write(teller, f"edition {number}\n".encode())
            while message := store.claim_message(NOW, MINUTE):
                for state in (MessageState.DOTTED, MessageState.SENT):
                    store.mark_message(message.id, state, NOW)
                    os.write(teller, f"{state} {message.id}\n".encode())


def killed(url: str, start: int, chance: random.Random) -> list[list[str]]:
    """Kill the writer after some of what it tells, or in the middle of the next; all that it had told."""
    told, teller = os.pipe()
    child = in_child(lambda: write(url, start, teller))
    os.close(teller)
    with open(told, encoding="ascii") as pipe:
        lines = [pipe.readline() for _ in range(chance.randrange(40))]
        time.sleep(chance.random() / 100)
        os.kill(child, signal.SIGKILL)
        assert os.waitpid(child, 0)[1] == signal.SIGKILL, "the writer ended by itself"
        lines += pipe.readlines()
    return [line.split() for line in lines if line]


def lost(store: Store, told: list[list[str]]) -> list[str]:
    """What was acknowledged and is not there."""
    books = {book.workbook_id for book in store.workbooks()}
    editions = {str(row.revision) for row in store.editions()}
    states = {str(row.id): row.state for row in store.messages()}
    latest = store.latest_snapshot()
    first = {row.finding.cell for row in store.findings()}
    there = {"reading": books, "edition": editions, "snapshot": {str(n + 1) for n in range(latest.id if latest else 0)}}
    gone = [f"{kind} {name}" for kind, name in told if kind in there and name not in there[kind]]
    found = [name for kind, name in told if kind == "findings"]
    if found and f"H{int(found[-1][1:]) + 39}" not in first:
        gone.append(f"findings {found[-1]}")
    sent = {name for kind, name in told if kind == "sent"}
    gone += [f"sent {name}" for name in sent if states.get(name) != MessageState.SENT]
    dotted = {name for kind, name in told if kind == "dotted"} - sent
    return gone + [f"dotted {n}" for n in dotted if states.get(n) not in (MessageState.DOTTED, MessageState.SENT)]


def torn(store: Store) -> list[str]:
    """What is there by half: an edition without one of its mails, a snapshot or reading that does not add up."""
    mailed = Counter(row.edition_key for row in store.messages())
    halves = [row.key for row in store.editions() if mailed[row.key] != len(PEOPLE)]
    if latest := store.latest_snapshot():
        halves += [] if latest.hash == content_hash(latest.workbooks) else ["snapshot"]
        for book in latest.workbooks[-3:]:
            store.reading(book.reading_hash)  # raises where the bytes are not those of the hash
    cells = sorted(int(row.finding.cell[1:]) for row in store.findings())
    whole = not cells or cells == list(range(cells[0], cells[0] + 40))
    return halves if whole else [*halves, "findings"]


def test_five_hundred_kills_of_the_writer_lose_and_tear_nothing(tmp_path: Path) -> None:
    """Seen to fail: with `keep_edition` in two transactions (torn), with the answer told before the commit (lost)."""
    chance, tellings, gone, halves = random.Random(4607), 0, [], []  # noqa: S311
    for kill in range(KILLS):
        path = tmp_path / f"{kill // A_DATABASE}.db"
        told = killed(f"sqlite:///{path}", kill * 1_000, chance)
        tellings += len(told)
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        with Store.open(f"sqlite:///{path}") as store:
            gone += lost(store, told)
            halves += torn(store)
            store.recover(NOW + 2 * MINUTE)
    print(f"\nrandom kills: {KILLS} tried, {tellings:,} commits acknowledged, {len(gone)} lost, {len(halves)} torn")
    assert tellings > 10 * KILLS
    assert (gone, halves) == ([], [])

"""What a kill, a full disk and several processes do to what was kept."""

from __future__ import annotations

import os
import random
import resource
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sheets_sync.errors import StoreError
from sheets_sync.store import Store

from .made import MINUTE, NOW, a_reading, keep, outbox_of


def in_child(work: Callable[[], None]) -> int:
    """Start the work in a process of its own; its id."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(code)


def test_nothing_acknowledged_is_lost_to_twenty_kills(tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    Store.open(f"sqlite:///{path}").close()
    chance = random.Random(4607)  # noqa: S311
    for start in range(0, 20_000, 1_000):
        told, teller = os.pipe()

        def write(start: int = start, teller: int = teller) -> None:
            with Store.open(f"sqlite:///{path}") as store:
                for number in range(start, start + 1_000):
                    keep(store, a_reading(f"w{number:05d}", number))
                    os.write(teller, f"w{number:05d}\n".encode())

        child = in_child(write)
        os.close(teller)
        with open(told, encoding="ascii") as pipe:
            acknowledged = [pipe.readline().strip() for _ in range(chance.randrange(1, 30))]
            time.sleep(chance.random() / 100)
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            acknowledged += pipe.read().split()
        with Store.open(f"sqlite:///{path}") as store:
            kept = {one.workbook_id for one in store.workbooks()}
            assert kept.issuperset(acknowledged)
            assert len(kept) <= len([name for name in kept if name < f"w{start:05d}"]) + len(acknowledged) + 1
            for one in store.workbooks()[-3:]:
                store.reading(one.reading_hash)
    assert len(kept) > 20
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_four_processes_share_an_outbox_without_a_message_twice_or_a_lock_error(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/kept.db"
    names = [f"r{i}@example.go.th" for i in range(60)]
    with Store.open(url) as store:
        outbox_of(store, *names)
    told, teller = os.pipe()

    def claim_all() -> None:
        with Store.open(url) as store:
            while message := store.claim_message(NOW, MINUTE):
                os.write(teller, f"{message.recipient}\n".encode())

    children = [in_child(claim_all) for _ in range(4)]
    os.close(teller)
    codes = [os.waitpid(child, 0)[1] for child in children]
    with open(told, encoding="ascii") as pipe:
        assert sorted(pipe.read().split()) == sorted(names)
    assert codes == [0, 0, 0, 0]


def keep_many(store: Store) -> None:
    """More than there is room for, and not to be compressed."""
    chance = random.Random(4607)  # noqa: S311
    for number in range(1_000):
        keep(store, a_reading(f"x{number}", *(chance.random() for _ in range(500))))


def test_a_full_disk_leaves_what_was_kept_and_says_so(tmp_path: Path) -> None:
    """Every write that no longer fits raises in words, and the database is whole afterwards."""
    path = tmp_path / "kept.db"
    with Store.open(f"sqlite:///{path}") as store:
        keep(store, a_reading("w1", 1))

    def fill() -> None:
        room = path.stat().st_size + 200_000
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        with Store.open(f"sqlite:///{path}") as store, pytest.raises(StoreError, match="disk"):
            keep_many(store)

    assert os.waitpid(in_child(fill), 0)[1] == 0
    with Store.open(f"sqlite:///{path}") as store:
        names = [one.workbook_id for one in store.workbooks()]
        assert "w1" in names
        assert len(names) > 2
        for one in store.workbooks():
            store.reading(one.reading_hash)
        keep(store, a_reading("after", 1))

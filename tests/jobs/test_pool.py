"""Editions rendered in several processes are those of one, and whatever happens to a process is told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from sheets_sync import areas
from sheets_sync.errors import RenderError
from sheets_sync.jobs import pool
from sheets_sync.jobs.press import Press
from sheets_sync.model import Edition, Level, Unit

from ..render.building import kept, material, plot, reading, shipped, table, village

ROOT = Path(__file__).parents[2]
DISTRICTS = ("4601", "4602", "4603", "4607", "4608", "4609")


def press() -> Press:
    """Six districts of Kalasin with a plot and a village each, and a month before."""
    then, now = (
        [
            reading(
                f"w{code}",
                table(plot("นายสมชาย ใจดี", code, stage=stage, latitude=16.4, longitude=103.5, problem="น้ำท่วม")),
                table(village(1, code, hh_growing=growing), programme="kong_thanu", tab="หมู่บ้าน", tab_id=1),
            )
            for code in DISTRICTS
        ]
        for stage, growing in (("digging", 30), ("dug", 60))
    )
    books = tuple(kept(f"w{code}", code) for code in DISTRICTS)
    made = material(*now, before=tuple(then), books=books)
    return Press(made, shipped(), dict.fromkeys(Level, ("pdf", "xlsx")), 5_000_000)


def units() -> list[Unit]:
    return [areas.unit(code) for code in ("46", *DISTRICTS)]


def digest(editions: Iterable[Edition]) -> str:
    """One hash over all that the editions are."""
    return sha256(repr(list(editions)).encode()).hexdigest()


def test_two_processes_make_what_one_makes_in_the_same_order() -> None:
    pairs = [(unit, None) for unit in units()]
    one, two = (list(pool.editions(press(), pairs, processes)) for processes in (1, 2))
    assert [edition.unit for edition in two] == ["46", *DISTRICTS]
    ends = [{file.name.rsplit(".")[-1] for file in edition.attachments} for edition in two]
    assert all(found >= {"pdf", "xlsx", "kml", "png"} for found in ends)
    assert one == two


@pytest.mark.parametrize("processes", [1, 2])
def test_what_goes_wrong_in_an_edition_names_its_unit(processes: int) -> None:
    broken = Unit("4603", Level.PROVINCE, "ไม่มีที่ใด", None)  # type: ignore[arg-type]
    with pytest.raises(RenderError, match="edition of 4603 "):
        list(pool.editions(press(), [(areas.unit("4601"), None), (broken, None)], processes))


def test_a_process_that_is_killed_is_told_with_its_unit(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the system does when memory is short."""
    tell = pool._Hand.tell

    def kill(hand: pool._Hand, number: int, pair: pool.Pair) -> None:
        if number == 3:
            assert hand.process.pid
            os.kill(hand.process.pid, signal.SIGKILL)
        tell(hand, number, pair)

    monkeypatch.setattr(pool._Hand, "tell", kill)
    with pytest.raises(
        RenderError, match=r"edition of 46\d\d .*: its process ended with -9; when the machine is short"
    ):
        list(pool.editions(press(), [(unit, None) for unit in units()], 2))


def test_no_process_outlives_a_pool_that_is_left() -> None:
    """By Ctrl-C, or by an error of who takes the editions."""
    taken = pool.editions(press(), [(unit, None) for unit in units()], 2)
    next(taken)
    before = children()
    taken.close()
    assert (len(before), children()) == (2, [])


def children() -> list[int]:
    """The pool's processes that there are."""
    return [child.pid or 0 for child in pool.multiprocessing.active_children() if child.name == "press"]


def test_an_edition_is_the_same_whatever_the_machine_is_set_to() -> None:
    """Another seed of hashes, another time zone, another language: the same bytes (faults.md, T19)."""
    script = (
        "from tests.jobs.test_pool import *; print(digest(pool.editions(press(), [(u, None) for u in units()], 1)))"
    )
    found = set()
    for settings in (
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "4242", "TZ": "America/St_Johns", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "LC_ALL": "th_TH.UTF-8"},
    ):
        done = subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT, env=os.environ | settings | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        found.add(done.stdout)
    assert len(found) == 1


def test_few_editions_are_not_worth_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_started", None)
    assert len(list(pool.editions(press(), [(replace(units()[0]), None)]))) == 1

"""A power cut at any instant: nothing corrupt, nothing torn, nothing acknowledged lost."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from sheets_sync.store import Store

from .power import Disk, replayed, traced
from .recorded import OUT, STORE, database_of, files_of

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed: apt install strace"),
]
STATES = 10_000
PER_CHANGE = 14


def recorded(folder: Path, harm: str = "") -> tuple[list[str], list[tuple[str, dict[str, str]]]]:
    """System calls of the small run, and what was there after each of its steps."""
    program = ["-m", "tests.soak.recorded", str(folder), *([harm] if harm else [])]
    lines = list(traced(program, folder.with_suffix(".log")))
    return lines, json.loads(Path(f"{folder}.expected").read_text("ascii"))


def cuts(lines: list[str], root: Path, every: int = 1) -> Iterator[tuple[Disk, dict[str, bytes]]]:
    """States that a cut may leave, several after each `every`-th change."""
    chance = random.Random(4607)  # noqa: S311
    for number, disk in enumerate(replayed(iter(lines), root)):
        if number % every == 0:
            for _ in range(PER_CHANGE):
                yield disk, disk.crashed(chance)


def verdict(folder: Path, acknowledged: int, expected: list[tuple[str, dict[str, str]]]) -> str:
    """What a state on disk is: as after the last acknowledged step or the one under way, or how it is wrong."""
    try:
        database = database_of(folder / STORE)
    except sqlite3.DatabaseError as error:
        return f"corrupt: {error}"[:80]
    if database.startswith("damaged"):
        return f"corrupt: {database}"[:80]
    published = files_of(folder / OUT)
    allowed = expected[acknowledged : acknowledged + 2]
    if database in [state for state, _ in allowed] and published in [files for _, files in allowed]:
        return "sound"
    known = database in ["", *(state for state, _ in expected)] and published in [{}, *(files for _, files in expected)]
    return "lost" if known else "torn"


def tried(root: Path, folder: Path, harm: str = "", every: int = 1) -> Counter[str]:
    """How many states came to which verdict."""
    lines, expected = recorded(root, harm)
    assert len(expected) > 80
    expected = [("", {}), *expected]  # before the first step nothing is there
    found: Counter[str] = Counter()
    for disk, state in cuts(lines, root, every):
        shutil.rmtree(folder, ignore_errors=True)
        for part in (OUT, STORE):
            (folder / part).parent.mkdir(parents=True, exist_ok=True)
        (folder / OUT).mkdir()
        for name, content in state.items():
            (folder / Path(name).relative_to(root)).write_bytes(content)
        what = verdict(folder, disk.acknowledged + 1, expected)
        found[what] += 1
        if what == "sound" and sum(found.values()) % 500 == 0:
            Store.open(f"sqlite:///{folder / STORE}").close()  # our own code opens what is left, too
    return found


def test_ten_thousand_power_cuts_leave_nothing_corrupt_torn_or_lost(tmp_path: Path, memory: Path) -> None:
    found = tried(tmp_path / "run", memory)
    print(f"\npower cuts: {sum(found.values()):,} states: {dict(found)}")
    assert sum(found.values()) >= STATES
    assert set(found) == {"sound"}


@pytest.mark.parametrize(
    ("harm", "seen"),
    [
        ("OFF", {"lost"}),
        ("NORMAL", {"lost"}),
        ("no fsync before rename", {"torn"}),
        ("no fsync of the folder", {"lost"}),
        ("no fsync of a new folder's folder", {"lost"}),
        ("written in place", {"torn"}),
    ],
)
def test_the_same_states_show_what_each_safeguard_is_for(
    tmp_path: Path, memory: Path, harm: str, seen: set[str]
) -> None:
    """What these tests are worth: a safeguard taken away is noticed."""
    found = tried(tmp_path / "run", memory, harm, every=5)
    print(f"\n{harm}: {dict(found)}")
    assert seen <= {name.partition(":")[0] for name in found}

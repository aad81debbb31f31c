"""A disk that is full, fails or is read-only at any write: nothing torn, a clear word, and the next run recovers."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine.default import DefaultDialect

from sheets_sync import files
from sheets_sync.cli.main import call
from sheets_sync.jobs import laying
from sheets_sync.store import database

from .crashing import DISK, interpose, named
from .trials import WRONG, Office, a_month_before_its_closing, opened

pytestmark = [pytest.mark.soak, pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")]
FIRST = 100
SHEETS = 4
TROUBLE = 2
WORDS = {  # what fails -> SQLite's words for it, and what else does not fail with it
    errno.ENOSPC: ("database or disk is full", ("unlink", "replace")),
    errno.EROFS: ("attempt to write a readonly database", ()),
    errno.EIO: ("disk I/O error", ()),
}
TOLD = ("disk is full", "disk is read-only", "disk fails", "right to write", *map(os.strerror, WORDS))


class Torn:
    """A file of which only half is written when its disk fails."""

    def __init__(self, file: Any, step: Callable[[str], None]) -> None:
        self.file, self.step = file, step

    def write(self, content: Any) -> Any:
        try:
            self.step(named("write"))
        except OSError:
            self.file.write(content[: len(content) // 2])
            self.file.flush()
            raise
        return self.file.write(content)

    def __enter__(self) -> Torn:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


def every_write(step: Callable[[str], None]) -> None:
    """Call `step` with its name before every write of this process to disk; never taken back, so only for a child."""
    interpose(step, DISK)
    opens, opens_by_number, opens_low, commits = io.open, os.fdopen, os.open, DefaultDialect.do_commit

    def opened_file(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        if not set(mode) & set("wax+"):
            return opens(file, mode, *args, **kwargs)
        step(named("open"))
        return Torn(opens(file, mode, *args, **kwargs), step)

    def opened_low(path: Any, flags: int, *args: Any, **kwargs: Any) -> int:
        if flags & os.O_CREAT:
            step(named("open"))
        return opens_low(path, flags, *args, **kwargs)

    def committed(self: DefaultDialect, connection: Any) -> None:
        changes = connection.total_changes
        if changes != changed.get(id(connection.dbapi_connection), 0):
            changed[id(connection.dbapi_connection)] = changes
            step(named("commit"))
        commits(self, connection)

    changed: dict[int, int] = {}
    io.open = opened_file  # type: ignore[assignment]
    os.fdopen = lambda *args, **kwargs: Torn(opens_by_number(*args, **kwargs), step)  # type: ignore[assignment]
    os.open = opened_low
    DefaultDialect.do_commit = committed  # type: ignore[method-assign, assignment]


def failing(at: int, how: int) -> Callable[[str], None]:
    """The disk fails at the step of this number, the first being 0, and from there on unless it is a single fault."""
    said, goes = WORDS[how]
    number = -1

    def step(name: str) -> None:
        nonlocal number
        number += 1
        if number < at or (how == errno.EIO and number > at) or name.startswith(goes or "-"):
            return
        if name.startswith("commit"):
            raise sqlite3.OperationalError(said)
        raise OSError(how, os.strerror(how))

    return step


def run(office: Office, said: int, arrange: Callable[[], None]) -> None:
    """`sheets-sync run` once something is arranged; its exit status and what it said go through a pipe."""
    told = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(told):
        arrange()
        status = call(["run", "--config", str(office.folder / "config.yaml"), "--now", "2564-02-05T08:00"])
    os.write(said, f"{status} {told.getvalue()[-4000:]}".encode())


def verdict(office: Office, work: Callable[[int], None]) -> Counter[str]:
    """What a run on such a disk and the next one on a sound one got wrong; `unclear` is a person left alone with it.

    A run that came to its end all the same needs no word.
    """
    ours, theirs = os.pipe()
    tried = office.tried(lambda: work(theirs))
    os.close(theirs)
    with os.fdopen(ours, "rb") as pipe:
        status, _, told = pipe.read().decode("utf-8").partition(" ")
    lines = [line for line in told.splitlines() if line.startswith("sheets-sync: ")]
    clear = int(status or -1) == TROUBLE and any(word in line for word in TOLD for line in lines[-2:])
    went_on = tried.ended == 0 and status in ("0", "1") and tried.alone
    if not (clear or went_on):
        print(f"status {status}, {told[-600:] or office.log.read_text('utf-8')[-2000:]}")
    return tried.wrong + Counter(unclear=not (clear or went_on), stopped=clear)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with opened(tmp_path_factory.mktemp("disk"), a_month_before_its_closing, SHEETS) as office:
        yield office


def on_bad_disk(office: Office, step: int, how: int) -> Counter[str]:
    return verdict(office, lambda said: run(office, said, lambda: every_write(failing(step, how))))


def said(found: Counter[str]) -> str:
    return ", ".join(f"{found[what]} {what}" for what in (*WRONG, "unclear", "stopped"))


def in_order(found: Counter[str]) -> bool:
    """Whether all is as it should be; of one mail nobody may know whether it arrived."""
    return not any(found[what] for what in (*WRONG, "unclear") if what != "uncertain") and found["uncertain"] <= 1


def chosen(names: list[str]) -> list[tuple[int, int]]:
    """A full disk from each of the first writes on; the others at the first and the last of each name."""
    first = {name: step for step, name in reversed(list(enumerate(names)))}
    last = {name: step for step, name in enumerate(names)}
    tried = {(step, errno.ENOSPC) for step in range(FIRST)}
    tried |= {(step, errno.EIO) for step in first.values()}
    return sorted(tried | {(step, errno.EROFS) for step in last.values()})


def test_a_disk_that_fails_at_any_write_tears_nothing_and_is_told(office: Office) -> None:
    """A full or read-only disk stays so, a single fault passes; the earlier edition lies there all the while."""
    names = office.steps(every_write)
    found = {(step, how): on_bad_disk(office, step, how) for step, how in chosen(names)}
    total = sum(found.values(), Counter())
    by_name = len({names[step] for step, _ in found})
    print(f"\nthe disk failed {len(found)} times at {len(names)} writes, {by_name} of them by name: {said(total)}")
    wrong = {f"{step} {names[step]} {errno.errorcode[how]}": what for (step, how), what in found.items()}
    assert {where: what for where, what in wrong.items() if not in_order(what)} == {}
    assert total["stopped"] > len(found) // 2


def ladder(least: int, most: int, rungs: int) -> list[int]:
    """From just above the least to just below the most."""
    return [least + (most - least) * rung // (rungs + 1) for rung in range(1, rungs + 1)]


def test_a_database_that_may_grow_no_further_is_told(office: Office) -> None:
    """SQLite itself says that it is full, wherever in a transaction that is."""
    office.undisturbed()
    pages = [(folder / "state" / "sheets_sync.db").stat().st_size // 4096 for folder in (office.before, office.folder)]
    pragmas = database._pragmas

    def limited(most: int) -> None:
        def limit(connection: Any, record: object) -> None:
            pragmas(connection, record)
            connection.execute(f"PRAGMA max_page_count={most}").close()

        database._pragmas = limit

    found = [
        verdict(office, lambda said, most=most: run(office, said, lambda: limited(most)))  # type: ignore[misc]
        for most in ladder(*pages, 8)
    ]
    print(f"\na database of {pages[0]} pages that may not reach {pages[1]}: {said(sum(found, Counter()))}")
    assert all(map(in_order, found))
    assert sum(found, Counter())["stopped"] > 4


def mount(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=True, capture_output=True)


def size_of(folder: Path) -> int:
    """Pages of a folder's files."""
    return sum(-(-path.stat().st_size // 4096) + 1 for path in folder.rglob("*"))


def test_a_disk_that_is_really_full_tears_nothing(office: Office, tmp_path: Path) -> None:
    """A small disk of its own, from one with hardly any room to one that all but holds it."""
    try:
        mount(tmp_path, "size=64k")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("run as root: only root can mount a small disk")
    subprocess.run(["umount", tmp_path], check=True)
    office.undisturbed()
    sizes = ladder(size_of(office.before) + 8, size_of(office.folder), 12)

    def on_small_disk(pages: int, told: int) -> None:
        mount(office.folder, f"size={pages * 4}k")
        shutil.copytree(office.before, office.folder, dirs_exist_ok=True)
        run(office, told, lambda: None)
        mount(office.folder, "remount,size=64m")

    found = []
    for pages in sizes:
        try:
            found.append(verdict(office, lambda told, pages=pages: on_small_disk(pages, told)))  # type: ignore[misc]
        finally:
            subprocess.run(["umount", office.folder], check=False, capture_output=True)
    print(f"\ndisks of {sizes[0]} to {sizes[-1]} pages: {said(sum(found, Counter()))}")
    assert all(map(in_order, found))
    assert sum(found, Counter())["stopped"] > 6


def test_a_log_on_a_full_disk_stops_nothing(office: Office) -> None:
    def full_log() -> None:
        sys.stderr = open("/dev/full", "w", encoding="utf-8")  # noqa: SIM115

    found = verdict(office, lambda said: run(office, said, full_log))
    print(f"\na full log: {dict(found)}")
    assert found == {}


# ---------------------------------------------------------------- what these tests are worth


def in_place(path: Path, content: bytes, **_: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def overwritten(path: Path, content: bytes, **_: object) -> None:
    """The old file is gone before the new one is there."""
    path.unlink(missing_ok=True)
    files.write_whole(path, content)


@pytest.mark.parametrize(("harm", "where"), [(in_place, "write"), (overwritten, "open")])
def test_a_safeguard_taken_away_is_noticed(
    office: Office, monkeypatch: pytest.MonkeyPatch, harm: Callable[..., None], where: str
) -> None:
    monkeypatch.setattr(laying, "write_whole", harm)
    names = office.steps(every_write)
    steps = [step for step, name in enumerate(names) if name == f"{where} in jobs/laying.py lay_down"]
    found = sum((on_bad_disk(office, step, errno.ENOSPC) for step in steps[1:4]), Counter())
    print(f"\n{harm.__name__}: {said(found)}")
    assert found["torn"] == 3


def test_a_mistake_that_says_nothing_is_noticed(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # where the traceback goes
    monkeypatch.setitem(call.__globals__, "disk_trouble", lambda _: "")
    step = office.steps(every_write).index("replace in jobs/laying.py lay_down")
    assert on_bad_disk(office, step, errno.EIO)["unclear"]

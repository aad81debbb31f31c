"""When a run ended last, what is overdue, and that one failing step holds up no other."""

from __future__ import annotations

import datetime as dt
import importlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sheets_sync import jobs
from sheets_sync.config import Config, load_config
from sheets_sync.errors import SheetsSyncError, SourceError
from sheets_sync.periods import Month

from ..conftest import NOW

HOUR = dt.timedelta(hours=1)
STEPS = importlib.import_module("sheets_sync.jobs.run")  # whose name in the package is its function's


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """A nation without a sheet: one edition, as quick to make as any."""
    (tmp_path / "sheets").mkdir()
    path = tmp_path / "config.yaml"
    path.write_text(
        "source: {kind: workbooks, path: sheets}\nmail: {path: mail}\noverdue_hours: 26\n"
        "regions: {}\nrecipients: [{unit: nation, email: dg@example.go.th}]\n"
    )
    return load_config(path)


def health(config: Config, now: dt.datetime) -> jobs.Health:
    with jobs.opened(config) as store:
        return jobs.health(config, store, now)


def later(minutes: int) -> Callable[[], dt.datetime]:
    return lambda: NOW + dt.timedelta(minutes=minutes)


def test_a_run_tells_when_it_ended_and_is_overdue_a_day_and_two_hours_after(config: Config) -> None:
    assert health(config, NOW).last is None
    jobs.run(config, NOW, clock=later(10))
    found = health(config, NOW + 26 * HOUR)
    assert (found.last and found.last.state, found.good_at, found.overdue) == ("done", NOW + HOUR / 6, False)
    assert (found.due, found.outbox, found.needs_person) == ((), {"sent": 1}, False)
    assert health(config, NOW + 27 * HOUR).overdue


def test_runs_that_fail_every_hour_are_overdue_since_the_last_good_one(config: Config, tmp_path: Path) -> None:
    jobs.run(config, NOW)
    shutil.rmtree(tmp_path / "sheets")
    for hours in (1, 13, 27):
        with pytest.raises(SourceError):
            jobs.run(config, NOW + hours * HOUR)
    found = health(config, NOW + 27 * HOUR)
    assert found.last is not None
    assert (found.last.state, found.good_at, found.overdue) == ("failed", NOW, True)
    assert "no such folder" in found.last.reason


def test_a_run_that_never_came_to_its_end_is_overdue_too(config: Config, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "sheets")
    with pytest.raises(SourceError):
        jobs.run(config, NOW)
    assert [health(config, NOW + hours * HOUR).overdue for hours in (1, 27)] == [False, True]


def broken(*_: object, **__: object) -> None:
    raise RuntimeError("a cell's words")


@pytest.mark.parametrize(
    ("step", "goes_on"),
    [("sync_with", {"published", "delivered"}), ("notices", {"published", "delivered"}), ("publish", {"delivered"})],
)
def test_a_step_that_fails_holds_up_no_other(
    config: Config, monkeypatch: pytest.MonkeyPatch, step: str, goes_on: set[str]
) -> None:
    """December's mail waits, and January is due; whatever step breaks, the ones after it do their work."""
    with jobs.opened(config) as store:
        jobs.sync_with(config, store, NOW - HOUR, tell=print)
        jobs.publish(config, store, jobs.due_periods(config, store, NOW - 9 * HOUR)[0], NOW - HOUR)
    monkeypatch.setattr(STEPS, step, broken)
    with pytest.raises(RuntimeError):
        jobs.run(config, NOW)
    found = health(config, NOW)
    assert found.last is not None
    assert (found.last.state, found.last.reason) == ("failed", "RuntimeError"), "no cell is kept in the ledger"
    assert ("published" in goes_on) is (found.due == ())
    assert ("ready" not in found.outbox) is ("delivered" in goes_on)


def test_the_first_of_two_failures_is_raised_and_the_other_told(
    config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(tmp_path / "sheets")
    monkeypatch.setattr(STEPS, "deliver_with", broken)
    said: list[str] = []
    with pytest.raises(SheetsSyncError, match="no such folder"):
        jobs.run(config, NOW, tell=said.append)
    assert said[-1] == "deliver failed, too: RuntimeError"


def everything(folder: Path) -> dict[str, bytes]:
    """Every file under the folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("ran_before", [False, True])
def test_a_dry_run_leaves_no_trace(config: Config, tmp_path: Path, ran_before: bool) -> None:
    """Store, outbox, editions, mail, keys: byte for byte as before, though it had a month to report."""
    if ran_before:
        jobs.run(config, NOW - dt.timedelta(days=31))
    before = everything(tmp_path)
    done = jobs.run(config, NOW, month=Month.parse("2564-01"), dry_run=True)
    assert [each.messages for each in done.published] == [1]
    assert done.delivered.states == {"sent": 1} if not ran_before else done.delivered.states["sent"] >= 1
    assert everything(tmp_path) == before

"""The worker: it ticks, does what is due, survives a bad run, and stops when it is told to."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import time_machine

from sheets_sync.config import load_config
from sheets_sync.config.settings import WorkerSettings
from sheets_sync.errors import SheetsSyncError
from sheets_sync.mail.answer import Answer, StoppedAtDot
from sheets_sync.model import MessageState
from sheets_sync.periods import BANGKOK
from sheets_sync.worker import tick, work

from .conftest import CASES, NOW


@pytest.fixture
def config_path(tmp_path: Path) -> Path:
    """One office's workbook in a folder, mail into another, a tick every twentieth of a second."""
    (tmp_path / "sheets").mkdir()
    shutil.copy(CASES / "nakhonsawan-maewong.xlsx", tmp_path / "sheets")
    path = tmp_path / "config.yaml"
    path.write_text(
        "source: {kind: workbooks, path: sheets}\nmail: {path: mail}\nregions: {}\nworker: {every_minutes: 0.02}\n"
        "recipients: [{unit: '60', email: ns@example.go.th}]",
        encoding="utf-8",
    )
    return path


def test_a_tick_does_what_is_due_and_the_next_does_not_do_it_again(config_path: Path) -> None:
    """Whether a month is due is asked of the store, not of the timer."""
    config, said = load_config(config_path), []
    assert tick(config, clock=lambda: NOW, tell=said.append)
    assert tick(config, clock=lambda: NOW + dt.timedelta(hours=1), tell=said.append)
    mails = list((config_path.parent / "mail").glob("*.eml"))
    assert [mail.name.split("_")[1] for mail in mails] == ["2564-01"]


def test_a_month_missed_while_the_machine_slept_is_made_up(config_path: Path) -> None:
    """January was reported; the next tick comes in April, and February and March are due."""
    config = load_config(config_path)
    tick(config, clock=lambda: NOW, tell=print)
    tick(config, clock=lambda: dt.datetime(2021, 4, 9, 10, tzinfo=BANGKOK), tell=print)
    periods = sorted(mail.name.split("_")[1] for mail in (config_path.parent / "mail").glob("*.eml"))
    assert periods == ["2564-01", "2564-02", "2564-03"]


def test_nothing_is_due_between_a_month_s_end_and_its_closing(config_path: Path) -> None:
    """On the third of February the month that is due is December."""
    config = load_config(config_path)
    tick(config, clock=lambda: dt.datetime(2021, 2, 3, 10, tzinfo=BANGKOK), tell=print)
    periods = [mail.name.split("_")[1] for mail in (config_path.parent / "mail").glob("*.eml")]
    assert periods == ["2563-12"]


def test_a_run_that_fails_does_not_end_the_worker(config_path: Path) -> None:
    """It is told, and tried again at the next tick."""
    config, said = load_config(config_path), []
    shutil.rmtree(config_path.parent / "sheets")
    stop = threading.Event()
    thread = threading.Thread(
        target=work, args=(config,), kwargs={"clock": lambda: NOW, "tell": said.append, "stop": stop}
    )
    thread.start()
    deadline = time.monotonic() + 20
    while sum("run failed" in line for line in said) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    stop.set()
    thread.join(10)
    assert not thread.is_alive()
    assert sum("no such folder" in line for line in said) >= 2
    assert said[-1] == "stopped; the next start goes on from here"


def test_sigterm_ends_it_with_the_state_kept(config_path: Path) -> None:
    """Within ten seconds, exit 0, and the store opens."""
    command = [sys.executable, "-m", "sheets_sync", "worker", "--config", str(config_path)]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}
    ) as worker:
        assert worker.stderr is not None
        for line in worker.stderr:
            if "run ended" in line:
                break
        worker.send_signal(signal.SIGTERM)
        began = time.monotonic()
        rest = worker.stderr.read()
        assert worker.wait(10) == 0
    assert time.monotonic() - began < 10
    assert "stopped; the next start goes on from here" in rest
    assert (config_path.parent / "state" / "sheets_sync.db").exists()


def test_a_stop_while_a_mail_server_owes_its_answer_is_a_stop_like_any_other(
    config_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it leaves is in the store as uncertain; the worker says that it stopped, not that it broke."""

    def owes(*_: object, **__: object) -> None:
        raise StoppedAtDot(Answer(MessageState.UNCERTAIN, 0, "no answer yet"))

    monkeypatch.setattr("sheets_sync.jobs.run", owes)
    said: list[str] = []
    work(load_config(config_path), clock=lambda: NOW, tell=said.append)
    assert said[1:] == ["stopped; the next start goes on from here"]


class Waits(threading.Event):
    """A halt whose waiting moves the clock instead, and which is set after a thousand ticks."""

    def __init__(self, clock: time_machine.Traveller, ticks: list[dt.datetime]) -> None:
        super().__init__()
        self.clock, self.ticks, self.waits = clock, ticks, 0

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout is not None
        assert timeout > 0
        self.waits += 1
        self.clock.shift(timeout)
        return len(self.ticks) >= 1000


def test_a_run_that_fails_a_thousand_times_is_tried_once_a_tick(
    config_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T17: half an hour apart for three weeks, never sooner; waits of a minute at most, so that a stop is quick."""
    ticks: list[dt.datetime] = []

    def fails(*_: object, **__: object) -> None:
        ticks.append(dt.datetime.now(BANGKOK))
        raise RuntimeError("again") if len(ticks) % 2 else SheetsSyncError("again")

    monkeypatch.setattr("sheets_sync.jobs.run", fails)
    config = load_config(config_path).model_copy(update={"worker": WorkerSettings(every_minutes=30)})
    with time_machine.travel(NOW, tick=False) as clock:
        halt = Waits(clock, ticks)
        work(config, clock=lambda: dt.datetime.now(BANGKOK), tell=lambda _: None, stop=halt)
    apart = {round((after - before).total_seconds()) for before, after in itertools.pairwise(ticks)}
    print(f"\nT17: {len(ticks)} failing ticks, {min(apart)}–{max(apart)} s apart, {halt.waits} waits between them")
    assert (len(ticks), min(apart) >= 1800, max(apart) <= 1860) == (1000, True, True)
    assert halt.waits <= 31 * 1000

"""The only loop and the only sleep: it ticks, and what is due comes from the store."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable

import schedule

from . import jobs
from .config import Config
from .errors import BusyError, SheetsSyncError, disk_trouble

Clock = Callable[[], dt.datetime]
Tell = Callable[[str], None]


def work(config: Config, *, clock: Clock, tell: Tell, stop: threading.Event | None = None) -> None:
    """Run once at the start and then every `worker.every_minutes`, until `stop`, or Stopped out of whatever it is at.

    A run that fails is told and tried again at the next tick: one bad hour does not end the worker, and the next
    tick is never sooner, so it does not hammer either. `schedule` only ticks; whether a month is due is asked of
    the store (faults.md, section 1.9).
    """
    halt = stop or threading.Event()
    ticker = schedule.Scheduler()
    ticker.every(max(int(config.worker.every_minutes * 60), 1)).seconds.do(tick, config, clock=clock, tell=tell)
    try:
        tell(f"working every {config.worker.every_minutes:g} minutes; SIGTERM stops it")
        tick(config, clock=clock, tell=tell)
        while not halt.wait(min(ticker.idle_seconds or 0, 60) if (ticker.idle_seconds or 0) > 0 else 0.05):
            ticker.run_pending()
    except KeyboardInterrupt:  # Stopped, wherever it stood: also where a mail server owes an answer
        pass
    finally:
        tell("stopped; the next start goes on from here")


def tick(config: Config, *, clock: Clock, tell: Tell) -> bool:
    """One step: run what is due and say how it went; return whether it went without an error."""
    try:
        done = jobs.run(config, clock(), tell=tell, clock=clock)
    except BusyError as error:
        tell(f"{error}; it does what is due")
        return True
    except SheetsSyncError as error:
        tell(f"run failed, will be tried again: {error}")
        return False
    except Exception as error:  # the worker outlives whatever a run meets, and says so
        tell(f"run failed unexpectedly, will be tried again: {disk_trouble(error) or type(error).__name__}")
        return False
    tell("run ended" + ("; something needs a person, see `status` and `findings`" if done.needs_person else ""))
    return True

"""Four thousand days by clocks that jump, stop and change: every month's edition once, under its right name."""

from __future__ import annotations

import datetime as dt
import importlib
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sheets_sync import jobs
from sheets_sync.config import Config, load_config
from sheets_sync.jobs.deliver import deliver
from sheets_sync.jobs.due import last_closed
from sheets_sync.mail.answer import Answer
from sheets_sync.model import Edition, Letter, MessageState, Snapshot, Unit, WorkbookState
from sheets_sync.periods import BANGKOK, Month, Quarter
from sheets_sync.store import EditionRow, Store

from ..store.made import a_pull, a_reading

pytestmark = pytest.mark.soak

DAYS = 400
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
Units = Sequence[Unit]
UNITS = ("nation", "region-5", "74", "7401", "7402", "7403")
PEOPLE = ("dg@example.go.th", "r5@example.go.th", "ks@example.go.th")
Ticks = Iterator[tuple[dt.datetime, dt.datetime]]
Clock = Callable[[dt.datetime], dt.datetime]  # what the machine shows at an instant

CONFIG = """
source: {kind: workbooks, path: sheets}
mail: {path: mail}
regions: {5: ['74']}
pages: {rooms: false}
recipients:
  - {unit: nation, email: dg@example.go.th}
  - {unit: region-5, email: r5@example.go.th}
  - {unit: '74', email: ks@example.go.th}
"""


class Blank:
    """A press whose editions say only what they are of: what is due is looked at, not how it looks."""

    def __init__(self, period: Month | Quarter, snapshot_hash: str) -> None:
        self.period, self.hash = period, snapshot_hash

    @classmethod
    def of(
        cls, config: Config, store: Store, period: Month | Quarter, units: Units, at: Snapshot, **_: object
    ) -> Blank:
        return cls(period, at.hash)

    def edition(self, unit: Unit, was: EditionRow | None = None) -> Edition:
        report = "quarterly" if isinstance(self.period, Quarter) else "monthly"
        letter = Letter(self.period.thai, f"{unit.code} {self.period}", f"<p>{unit.code} {self.period}</p>")
        return Edition(report, unit.code, str(self.period), was.revision + 1 if was else 0, letter, self.hash, {})

    @classmethod
    def late(cls, config: Config, store: Store, period: Month | Quarter, latest: Snapshot, at: Snapshot) -> Blank:
        return cls(period, latest.hash)

    def differs(self, unit: Unit, numbers: object) -> bool:
        return False


class Postman:
    """Takes every mail, and remembers what went to whom."""

    def __init__(self) -> None:
        self.sent: Counter[tuple[str, str]] = Counter()

    def send(self, eml: bytes, recipient: str, *, name: str, on_dot: Callable[[], None], **_: object) -> Answer:
        on_dot()
        self.sent[name, recipient] += 1
        return Answer(MessageState.SENT, 250, "")

    def close(self) -> None:
        pass


def lived(config: Config, ticks: Ticks) -> tuple[list[EditionRow], Postman, list[dt.datetime]]:
    """One worker's ticks, each by the true time and the clock's: a reading a day, then what is due."""
    postman, instants, day = Postman(), [], None
    with Store.open(config.store) as store:
        for number, (true, shown) in enumerate(ticks):
            instants.append(true)
            if day != true.date():
                day = true.date()
                run = store.start_run("sync", shown)
                reading = a_reading("w1", number)
                store.keep_pull(run, a_pull("w1"), shown, reading, state=WorkbookState.FRESH, units=("7401",))
                store.keep_snapshot(run, shown)
            with jobs.only_one(config, store, shown):
                for period in jobs.due_periods(config, store, shown):
                    jobs.publish(config, store, period, shown)
                deliver(store, postman, shown)
        return store.editions(), postman, instants


# ---------------------------------------------------------------- the clocks


def right(true: dt.datetime) -> dt.datetime:
    return true


def jumping(by: dt.timedelta, around: int = 5) -> Clock:
    """Wrong by so much for half a day around every closing, and right again after."""
    return lambda true: true + by if true.day == around and true.hour < 14 else true


def five_years_ahead_once(true: dt.datetime) -> dt.datetime:
    return true + 1826 * DAY if (true.month, true.day) == (7, 20) else true


def utc(true: dt.datetime) -> dt.datetime:
    return true.astimezone(dt.UTC)


def berlin(true: dt.datetime) -> dt.datetime:
    return true.astimezone(ZoneInfo("Europe/Berlin"))


def hourly(start: dt.datetime, chance: random.Random) -> Iterator[dt.datetime]:
    """Once a day, and around midnight and the closing's hour more often."""
    for day in range(DAYS):
        at = start + day * DAY
        hours = {chance.random() * 24}
        if at.day in (1, 5):
            hours |= {0.0, 7.99, 8.0, 17.0, 23.99}
        yield from (at + hour * HOUR for hour in sorted(hours))


def five_minutes_late(start: dt.datetime, chance: random.Random) -> Iterator[dt.datetime]:
    """Restarted five minutes after every closing, and off the hours before."""
    return (start + day * DAY + 8 * HOUR + 5 * dt.timedelta(minutes=1) for day in range(DAYS))


def runs_of_26_hours(start: dt.datetime, chance: random.Random) -> Iterator[dt.datetime]:
    at = start
    while at < start + DAYS * DAY:
        yield at
        at += 26 * HOUR


ERAS: dict[str, tuple[str, Clock, Callable[[dt.datetime, random.Random], Iterator[dt.datetime]]]] = {
    "29 February 2567": ("2023-12-01", right, hourly),
    "28 February 2568": ("2024-09-10", right, hourly),
    "a host on UTC": ("2020-08-15", utc, hourly),
    "a host with summer time": ("2021-01-15", berlin, hourly),
    "an hour ahead at closings": ("2020-11-20", jumping(HOUR), hourly),
    "an hour behind at closings": ("2020-11-20", jumping(-HOUR), hourly),
    "a day ahead at closings": ("2020-09-10", jumping(DAY), hourly),
    "a day behind at closings": ("2020-09-10", jumping(-DAY), hourly),
    "five years ahead for a day": ("2021-01-15", five_years_ahead_once, hourly),
    "restarted after every closing": ("2022-03-03", right, five_minutes_late),
    "runs of 26 hours": ("2022-03-03", right, runs_of_26_hours),
}


@pytest.mark.parametrize("era", ERAS)
def test_every_month_is_reported_once_under_its_name(era: str, memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, clock, ticks = ERAS[era]
    monkeypatch.setattr(importlib.import_module("sheets_sync.jobs.publish"), "Press", Blank)
    (memory / "config.yaml").write_text(CONFIG, "utf-8")
    config = load_config(memory / "config.yaml")
    start = dt.datetime.fromisoformat(first).replace(tzinfo=BANGKOK)
    began = time.monotonic()
    rows, postman, instants = lived(config, ((at, clock(at)) for at in ticks(start, random.Random(era))))  # noqa: S311
    expected = months_closed(config, instants[0], instants[-1])
    monthly = Counter((row.period, row.unit) for row in rows if row.report == "monthly" and row.revision == 0)
    astray = sorted({period for period, _ in monthly} - set(expected))
    missed = [key for key in ((month, unit) for month in expected for unit in UNITS) if not monthly[key]]
    doubled = [key for key, times in (monthly + postman.sent).items() if times > 1]
    quarters = sorted({row.period for row in rows if row.report == "quarterly"})
    print(
        f"\n{era}: {(instants[-1] - instants[0]).days} days, {len(instants)} ticks, {len(rows)} editions, "
        f"{postman.sent.total()} mails, {len(missed)} missed, {len(doubled)} doubled, astray {astray}, "
        f"{time.monotonic() - began:.0f} s"
    )
    assert (missed, doubled) == ([], [])
    assert len(astray) <= ("five years" in era), "months that nobody had lived through"
    months = [row for row in rows if row.report == "monthly"]
    assert [row.subject for row in months] == [Month.parse(row.period).thai for row in months]
    assert len(quarters) >= 4


def months_closed(config: Config, first: dt.datetime, last: dt.datetime) -> list[str]:
    """The month that had closed last at the first instant, and those that closed until the last."""
    month, closed = last_closed(config, first), []
    while month.closes(config.closes) <= last:
        closed.append(str(month))
        month = month.next
    return closed

"""Which months and quarters are due: what is missing is asked of the store, never of a timer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from ..config import Config
from ..model import Level, Snapshot
from ..periods import Month, Quarter
from ..store import Store
from .late import late_data
from .people import with_registered
from .units import provinces_of, reported_units, units_of

MONTHLY, QUARTERLY = "monthly", "quarterly"
SWEPT = "full sync"  # the kind of a run that read every workbook
SWEEP = dt.timedelta(days=1)  # before a closing


def due_periods(config: Config, store: Store, now: dt.datetime) -> list[Month | Quarter]:
    """The closed months, and the closed quarter, of which something is missing."""
    return [*due_months(config, store, now), *due_quarters(config, store, now)]


def due_quarters(config: Config, store: Store, now: dt.datetime) -> list[Quarter]:
    """The last closed quarter, while something is missing that a recipient of an inspection region wants.

    A quarter from before the first snapshot is nobody's to report, unless its last month is the one just closed.
    """
    config = with_registered(config, store)
    last = last_closed(config, now)
    quarter = last.quarter if last == last.quarter.months[-1] else last.quarter.previous
    regions = {unit.code for unit in reported_units(config, ()) if unit.level is Level.REGION}
    snapshot = store.as_of(quarter.months[-1].closes(config.closes))
    if snapshot is None or (snapshot.late and quarter.months[-1] != last):
        return []
    if not any(person.unit in regions and QUARTERLY in person.wants for person in config.people):
        return []
    return [] if _complete(config, store, quarter, now) else [quarter]


def due_months(config: Config, store: Store, now: dt.datetime) -> list[Month]:
    """The closed months of which something is missing, oldest first.

    Of the last closed month everything is asked for; of those before it, back to the first ever published, only the
    editions of units that had data, so that who was named since is not sent last year's reports.
    """
    config = with_registered(config, store)
    last = last_closed(config, now)
    made = store.first_made(MONTHLY)
    month, due = min([*map(Month.parse, made), last]), []
    while month < last:
        if _silent(config, store, month, made.get(str(month), {})):
            due.append(month)
        month = month.next
    return due if _complete(config, store, last, now) else [*due, last]


def last_reported(store: Store) -> list[Month]:
    """The latest month of which there are editions; none before the first."""
    return sorted(map(Month.parse, store.first_made(MONTHLY)))[-1:]


def sweep_due(config: Config, store: Store, now: dt.datetime) -> bool:
    """Whether every workbook is to be read, changed or not: once in the day before a month closes, or after it.

    Drive does not tell of answers that a form laid down, and tells of other changes late (google.md, section 2).
    """
    closed = last_closed(config, now).closes(config.closes)
    closing = last_closed(config, now).next.closes(config.closes)
    begins = (closing if now >= closing - SWEEP else closed) - SWEEP
    last = store.last_run(SWEPT)
    return last is None or last.started_at < begins or last.state != "done"


def publishing(report: str, period: Month | Quarter) -> str:
    """The kind of a run that publishes a period: one that never ended left editions that lie in no folder yet."""
    return f"publish {report} {period}"


def cut_off(store: Store, report: str, period: Month | Quarter) -> bool:
    """Whether the last run that published a period was killed, or failed, before all lay where it belongs."""
    last = store.last_run(publishing(report, period))
    return last is not None and last.state != "done"


def _silent(config: Config, store: Store, month: Month, made: Mapping[str, dt.datetime]) -> bool:
    """Whether a unit that had data at the month's closing has no edition of it, or none that was laid down.

    `made` tells of each unit that has one when its first was made.

    A month in which nothing at all was read has nothing of its own to tell: a clock that once jumped ahead by years
    would else send as many years of reports. Nor is one told anew whose own snapshot was purged since.
    """
    snapshot = store.as_of(month.closes(config.closes))
    if snapshot is None or (snapshot.late and made and min(made.values()) < snapshot.taken_at):
        return False
    if cut_off(store, MONTHLY, month):
        return True
    if snapshot.taken_at < month.start:
        return False
    return any(code not in made for workbook in snapshot.workbooks for code in workbook.units)


def last_closed(config: Config, now: dt.datetime) -> Month:
    """The latest month whose closing is past."""
    month = Month.of(now)
    while month.closes(config.closes) > now:
        month = month.previous
    return month


def about_to_close(config: Config, now: dt.datetime) -> Month:
    """The month that is reported next: the one that closes within a day, else the one that closed last."""
    last = last_closed(config, now)
    return last.next if now >= last.next.closes(config.closes) - SWEEP else last


def _complete(config: Config, store: Store, wanted: Month | Quarter, now: dt.datetime) -> bool:
    """Whether every unit has its edition, also as a file, every recipient a message, and nothing came late."""
    report, last = (QUARTERLY, wanted.months[-1]) if isinstance(wanted, Quarter) else (MONTHLY, wanted)
    closes = last.closes(config.closes)
    snapshot = store.as_of(closes)
    if snapshot is None:
        return True  # nothing was ever read, so there is nothing to report
    if cut_off(store, report, wanted):
        return False
    period = str(wanted)
    folder = config.out / "editions" / period
    rows = store.latest_editions(report, period)
    every = units_of(report, reported_units(config, provinces_of(snapshot)))
    codes = [unit.code for unit in every]
    if any(code not in rows or not (folder / f"{code}.html").exists() for code in codes):
        return False
    if any(early(rows[code].created_at, rows[code].snapshot_hash, closes, snapshot) for code in codes):
        return False
    told = {(row.edition_key, row.recipient.lower()) for row in store.messages(period=period)}
    asked = {(rows[p.unit].key, p.email.lower()) for p in config.people if report in p.wants and p.unit in rows}
    return asked <= told and late_data(config, store, report, wanted, every, now) is None


def early(made_at: dt.datetime, made_of: str, closes: dt.datetime, snapshot: Snapshot) -> bool:
    """Whether an edition was made before the closing, of other data than the closing's: it needs a revision."""
    return made_at < closes and made_of != snapshot.hash

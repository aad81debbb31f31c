"""Which months are due: what is missing is asked of the store, never of a timer."""

from __future__ import annotations

import datetime as dt

from ..config import Config
from ..model import Snapshot
from ..periods import Month
from ..store import Store
from .people import with_registered
from .units import reported_units

MONTHLY = "monthly"
SWEPT = "full sync"  # the kind of a run that read every workbook
SWEEP = dt.timedelta(days=1)  # before a closing


def due_months(config: Config, store: Store, now: dt.datetime) -> list[Month]:
    """The closed months of which something is missing, oldest first.

    Of the last closed month everything is asked for; of those before it, back to the first ever published, only the
    editions of units that had data, so that who was named since is not sent last year's reports.
    """
    config = with_registered(config, store)
    last = last_closed(config, now)
    published = [Month.parse(row.period) for row in store.editions() if row.report == MONTHLY]
    month, due = min([*published, last]), []
    while month < last:
        if _silent(config, store, month):
            due.append(month)
        month = month.next
    return due if _complete(config, store, last) else [*due, last]


def sweep_due(config: Config, store: Store, now: dt.datetime) -> bool:
    """Whether every workbook is to be read, changed or not: once in the day before a month closes, or after it.

    Drive does not tell of answers that a form laid down, and tells of other changes late (google.md, section 2).
    """
    closed = last_closed(config, now).closes(config.closes)
    closing = last_closed(config, now).next.closes(config.closes)
    begins = (closing if now >= closing - SWEEP else closed) - SWEEP
    last = store.last_run(SWEPT)
    return last is None or last.started_at < begins or last.state != "done"


def _silent(config: Config, store: Store, month: Month) -> bool:
    """Whether a unit that had data at the month's closing has no edition of it."""
    snapshot = store.as_of(month.closes(config.closes))
    if snapshot is None:
        return False
    told = {row.unit for row in store.editions(str(month)) if row.report == MONTHLY}
    return not {code for workbook in snapshot.workbooks for code in workbook.units} <= told


def last_closed(config: Config, now: dt.datetime) -> Month:
    """The latest month whose closing is past."""
    month = Month.of(now)
    while month.closes(config.closes) > now:
        month = month.previous
    return month


def _complete(config: Config, store: Store, month: Month) -> bool:
    """Whether every unit has its edition as of the closing, also as a file, and every recipient a message."""
    closes = month.closes(config.closes)
    snapshot = store.as_of(closes)
    if snapshot is None:
        return True  # nothing was ever read, so there is nothing to report
    period = str(month)
    folder = config.out / "editions" / period
    rows = {row.unit: row for row in store.editions(period) if row.report == MONTHLY}
    units = [unit.code for unit in reported_units(config, provinces_of(snapshot))]
    if any(code not in rows or not (folder / f"{code}.html").exists() for code in units):
        return False
    if any(early(rows[code].created_at, rows[code].snapshot_hash, closes, snapshot) for code in units):
        return False
    told = {(row.edition_key, row.recipient.lower()) for row in store.messages(period=period)}
    asked = {(rows[p.unit].key, p.email.lower()) for p in config.people if MONTHLY in p.wants and p.unit in rows}
    return asked <= told


def early(made_at: dt.datetime, made_of: str, closes: dt.datetime, snapshot: Snapshot) -> bool:
    """Whether an edition was made before the closing, of other data than the closing's: it needs a revision."""
    return made_at < closes and made_of != snapshot.hash


def provinces_of(snapshot: Snapshot) -> set[str]:
    """Codes of the provinces that the snapshot's rows speak of."""
    return {code[:2] for workbook in snapshot.workbooks for code in workbook.units}

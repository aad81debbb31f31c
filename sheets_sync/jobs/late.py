"""What came after a closing, and which editions it revises (docs/adr/0009)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..config import Config
from ..model import KeptWorkbook, Level, Snapshot, Unit
from ..periods import BANGKOK, Month, Quarter
from ..render.completeness import why_missing
from ..store import EditionRow, Store


@dataclass(frozen=True, slots=True)
class Late:
    """A later snapshot, and the latest editions that it may revise, by unit."""

    snapshot: Snapshot
    editions: Mapping[str, EditionRow]
    settled: bool  # no edition had to wait for another day, so that the snapshot need not be looked at again


def late_data(
    config: Config, store: Store, report: str, period: Month | Quarter, units: Sequence[Unit], now: dt.datetime
) -> Late | None:
    """What the last snapshot holds for the editions of a closed period; None when there is nothing new to look at.

    An edition revised today waits until tomorrow. Whether any figure of it changed only measuring can tell.
    """
    last = period.months[-1] if isinstance(period, Quarter) else period
    latest = store.as_of(now, or_later=False)
    if latest is None or not _open(config, last, now):
        return None
    looked = store.last_run(_kind(report, period))
    if looked and looked.reason == latest.hash:
        return None
    rows = store.latest_editions(report, str(period))
    found = {unit.code: row for unit in units if (row := rows.get(unit.code)) and row.snapshot_hash != latest.hash}
    bases = {(row.snapshot_hash, row.created_at) for row in found.values()}  # a thousand editions are made of one
    came = {base: _arrived(config, store, *base, latest, last) for base in bases}
    found = {
        unit.code: row
        for unit in units
        if (row := found.get(unit.code)) and came[row.snapshot_hash, row.created_at].concerns(unit)
    }
    today = now.astimezone(BANGKOK).date()
    free = {
        code: row
        for code, row in found.items()
        if not row.revision or row.created_at.astimezone(BANGKOK).date() != today
    }
    return Late(latest, free, len(free) == len(found)) if free else None


def note_looked(store: Store, report: str, period: Month | Quarter, late: Late, made: int, now: dt.datetime) -> None:
    """Remember a snapshot that was looked at, so that the next run does not measure the country again."""
    if late.settled:
        run = store.start_run(_kind(report, period), now)
        store.end_run(run, now, "done", reason=late.snapshot.hash, counts={"revised": made})


def in_time(config: Config, snapshot: Snapshot, last: Month) -> frozenset[str]:
    """Ids of the workbooks that had come at the closing."""
    before, closes = last.previous.closes(config.closes), last.closes(config.closes)
    return frozenset(
        book.workbook_id
        for book in snapshot.workbooks
        if not why_missing(book, before) and (book.changed_at is None or book.changed_at <= closes)
    )


def _kind(report: str, period: Month | Quarter) -> str:
    return f"revise {report} {period}"


def _open(config: Config, last: Month, now: dt.datetime) -> bool:
    """Whether late data is still taken: after the closing, for so many days or up to the next one."""
    closes, days = last.closes(config.closes), config.closing.revise_days
    until = last.next.closes(config.closes) if days is None else closes + dt.timedelta(days=days)
    return config.closing.revise != "never" and closes <= now < until


@dataclass(frozen=True, slots=True)
class Arrived:
    """The workbooks that have come since, and the units that their rows speak of."""

    workbooks: int
    districts: frozenset[str]
    provinces: frozenset[str]

    def concerns(self, unit: Unit) -> bool:
        """Whether rows of a unit may stand in one of the workbooks."""
        if unit.level is Level.NATION:
            return bool(self.workbooks)
        if unit.level is Level.DISTRICT:
            return unit.code in self.districts
        return not self.provinces.isdisjoint(unit.parts if unit.level is Level.REGION else (unit.code,))


def _arrived(
    config: Config, store: Store, snapshot_hash: str, made_at: dt.datetime, latest: Snapshot, last: Month
) -> Arrived:
    """What has come since editions were made of a snapshot; with `revise: any` all that says something else now."""
    base = store.snapshot_of(snapshot_hash, made_at)
    then = {book.workbook_id: book for book in base.workbooks} if base else {}
    before = last.previous.closes(config.closes)

    def new(book: KeptWorkbook) -> bool:
        was = then.get(book.workbook_id)
        if was is not None and was.reading_hash == book.reading_hash:
            return False
        return config.closing.revise == "any" or was is None or bool(why_missing(was, before))

    books = [book for book in latest.workbooks if not why_missing(book, before) and new(book)]
    codes = frozenset(code for book in books for code in book.units)
    return Arrived(len(books), codes, frozenset(code[:2] for code in codes))

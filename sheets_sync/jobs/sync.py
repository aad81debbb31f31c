"""Pull what changed, read and check it, and keep one snapshot of the register."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..checks import moved
from ..config import Config
from ..indicators import between
from ..merge import Register, merge
from ..model import Finding, PullState, Reading, Severity, Snapshot, WorkbookState
from ..periods import Month
from ..sources import Source
from ..store import Store
from ..store.secrets import citizen_key, keyed_hash
from .due import SWEPT, last_closed
from .fingerprint import known_to
from .keeper import Keeper
from .noting import noted
from .people import keep_registered
from .photos import gather_photos, photo_findings
from .reader import Reader

Progress = Callable[[str], None]
NEED_THEIR_OFFICE = (
    WorkbookState.LOST_ACCESS,
    WorkbookState.TRASHED,
    WorkbookState.OFFICE_FILE,
    WorkbookState.UNREADABLE,
    WorkbookState.HELD,
)


@dataclass(frozen=True, slots=True)
class Synced:
    """What one sync came to; `needs_person` decides between exit 0 and exit 1."""

    snapshot: Snapshot
    pulls: Mapping[str, int]  # changed, unchanged, held, failed, left out -> workbooks
    findings: Mapping[str, int]  # severity -> findings that stand
    records: int
    tabs: Mapping[str, int]  # read, not_understood -> tabs of the workbooks read in this run
    stale: int  # workbooks in which nothing was entered for the month that closed last
    requests: Mapping[str, int] = field(default_factory=dict)

    @property
    def needs_person(self) -> bool:
        """Whether a workbook could not be read, was not touched or went, or a value in it could not be used."""
        return bool(
            self.pulls.get(PullState.FAILED)
            or self.pulls.get("held")
            or self.stale
            or self.findings.get(Severity.ERROR)
        )


def sync(
    config: Config,
    source: Source,
    store: Store,
    now: dt.datetime,
    *,
    full: bool = False,
    accept: Sequence[str] = (),
    accept_lost: bool = False,
    tell: Progress = lambda _: None,
) -> Synced:
    """Pull what changed, read and check it, merge all, and keep one snapshot with its findings.

    `full` reads every workbook, changed or not; `accept` names workbooks, by id or title, whose sudden shrinking a
    person has confirmed, `accept_lost` says that many are rightly gone at once. Each workbook is committed as it
    comes, so that a killed run keeps what it had. Raises SourceError when no workbook at all can be reached.
    """
    reader = Reader.of(config, now, keyed_hash(citizen_key(config.state_folder)))
    last = store.last_run(SWEPT)
    marks = store.marks(swept_in=last.id if last and last.state != "done" else None)
    swept = full or not marks
    pulls: Counter[str] = Counter()
    tabs: Counter[str] = Counter()
    with noted(store, SWEPT if swept else "sync", now, pulls) as run:
        keeper = Keeper.of(config, source, store, reader, run=run, now=now, accept=accept)
        for pull in source.pull(known_to(marks, keeper.by), full=full, accept_lost=accept_lost):
            came, message, reading = keeper.keep(pull)
            pulls[came] += 1
            tabs.update(_understood(reading))
            tell(f"{came} {pull.title or pull.workbook_id}" + (f": {message}" if message else ""))
        for workbook in keeper.let_go():
            pulls["left out"] += 1
            tell(f"left out {workbook.title or workbook.workbook_id}: the configuration asks for it no more")
        snapshot = store.keep_snapshot(run, now)
        register = merge(store.readings(snapshot), reader.programmes)
        if swept:
            gather_photos(config, source, register, snapshot, reader.programmes, now, tell=tell)
        standing = [
            *_all_findings(store, snapshot),
            *register.conflicts,
            *_against_before(store, snapshot, register, reader, now),
            *keep_registered(config, source, store, tell=tell),
            *photo_findings(config, register),
        ]
        store.keep_findings(standing, now)
    before = last_closed(config, now).previous.closes(config.closes)
    return Synced(
        snapshot,
        dict(pulls),
        dict(Counter(str(finding.severity) for finding in standing)),
        sum(len(frame) for frame in register.frames.values()),
        dict(tabs),
        sum(book.seen_from(before) is WorkbookState.STALE for book in snapshot.workbooks),
        dict(source.requests),
    )


def _understood(reading: Reading | None) -> Iterator[str]:
    return ("read" if table.programme else "not_understood" for table in (reading.tables if reading else ()))


def _all_findings(store: Store, snapshot: Snapshot) -> Iterator[Finding]:
    """Findings of every reading in the snapshot, and one for each workbook that could not be read."""
    for reading in store.readings(snapshot):
        yield from reading.findings
    for workbook in snapshot.workbooks:
        if workbook.state in NEED_THEIR_OFFICE:
            yield Finding(
                "SOURCE_UNREADABLE",
                Severity.ERROR,
                "A1",
                workbook.message,
                workbook_id=workbook.workbook_id,
                unit=workbook.office,
            )


def _against_before(
    store: Store, snapshot: Snapshot, register: Register, reader: Reader, now: dt.datetime
) -> list[Finding]:
    """What only shows beside earlier months: beside the last snapshots from before this month and the last began."""
    month = Month.of(now)
    before = [
        earlier for began in (month.start, month.previous.start) if (earlier := store.as_of(began, or_later=False))
    ]
    registers = {earlier.id: merge(store.readings(earlier), reader.programmes) for earlier in before}
    found = between([registers[earlier.id] for earlier in before], register, reader.programmes, now)
    then = {book.workbook_id: book.reading_hash for book in before[0].workbooks} if before else {}
    for book in snapshot.workbooks:
        was = then.get(book.workbook_id, "")
        if was and book.reading_hash and was != book.reading_hash:
            found += moved(store.reading(was), store.reading(book.reading_hash), reader.programmes)
    return found

"""Pull what changed, read and check it, and keep one snapshot of the register."""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..checks import check_tables
from ..checks.boundaries import Boundaries, load_boundaries
from ..config import Config
from ..errors import ConfigError
from ..indicators import between
from ..merge import Register, merge
from ..model import Finding, KeptWorkbook, Pull, PullState, Reading, Severity, Snapshot, WorkbookState
from ..periods import BANGKOK
from ..programmes import Programme, programmes_from
from ..reading.workbooks import Looked, look_through
from ..sources import Source
from ..store import Store
from ..store.secrets import citizen_key, keyed_hash
from .fingerprint import fingerprint, marked, still_good
from .guard import shrunk

Progress = Callable[[str], None]
UNREAD = "ระบบอ่านไฟล์นี้ไม่สำเร็จ ({kind}) จึงยังใช้ข้อมูลครั้งก่อน โปรดแจ้งผู้ดูแลระบบ"
NEED_THEIR_OFFICE = (
    WorkbookState.LOST_ACCESS,
    WorkbookState.TRASHED,
    WorkbookState.OFFICE_FILE,
    WorkbookState.UNREADABLE,
    WorkbookState.HELD,
)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Synced:
    """What one sync came to; `needs_person` decides between exit 0 and exit 1."""

    snapshot: Snapshot
    pulls: Mapping[str, int]  # changed, unchanged, failed -> workbooks
    findings: Mapping[str, int]  # severity -> findings that stand
    records: int
    tabs: Mapping[str, int]  # read, not_understood -> tabs of the workbooks read in this run
    requests: Mapping[str, int] = field(default_factory=dict)

    @property
    def needs_person(self) -> bool:
        """Whether a workbook could not be read, or a value could not be used."""
        return bool(self.pulls.get(PullState.FAILED) or self.findings.get(Severity.ERROR))


@dataclass(frozen=True, slots=True)
class Reader:
    """Everything that turns one workbook into a reading; pure once it is made."""

    programmes: tuple[Programme, ...]
    today: dt.date
    hash_id: Callable[[str], str]
    pins: Mapping[str, Mapping[str, Mapping[str, str]]]
    boundaries: Boundaries | None

    @classmethod
    def of(cls, config: Config, now: dt.datetime, hash_id: Callable[[str], str]) -> Reader:
        """The reader that a configuration describes; ConfigError when a file it names cannot be read."""
        return cls(
            programmes_from(config.programmes),
            now.astimezone(BANGKOK).date(),
            hash_id,
            config.pins,
            read_boundaries(config),
        )

    def read(self, pull: Pull) -> Reading:
        """Read and check the workbook of a changed pull."""
        return self.look(pull).reading

    def look(self, pull: Pull) -> Looked:
        """The same, with the tabs as they were looked at."""
        assert pull.workbook is not None  # noqa: S101 - a changed pull carries its workbook
        pins = self.pins.get(pull.workbook_id) or self.pins.get(pull.title) or {}
        looked = look_through(pull.workbook, self.programmes, today=self.today, hash_id=self.hash_id, pins=pins)
        checked = check_tables(looked.reading, self.programmes, boundaries=self.boundaries)
        return replace(looked, reading=checked)


def read_boundaries(config: Config) -> Boundaries | None:
    """The polygons that `boundaries:` names; None when there is none; ConfigError when they cannot be used."""
    if config.boundaries is None:
        return None
    try:
        return load_boundaries(config.boundaries.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError([f"boundaries: {config.boundaries}: {error}"]) from error


def sync(
    config: Config,
    source: Source,
    store: Store,
    now: dt.datetime,
    *,
    full: bool = False,
    accept: Sequence[str] = (),
    tell: Progress = lambda _: None,
) -> Synced:
    """Pull what changed, read and check it, merge all, and keep one snapshot with its findings.

    `full` reads every workbook, changed or not; `accept` names workbooks, by id or title, whose sudden shrinking a
    person has confirmed. Each workbook is committed as it comes, so that a killed run keeps what it had. Raises
    SourceError when no workbook at all can be reached.
    """
    reader = Reader.of(config, now, keyed_hash(citizen_key(config.state_folder)))
    by = fingerprint(config, reader.programmes)
    run = store.start_run("sync", now)
    pulls: Counter[str] = Counter()
    tabs: Counter[str] = Counter()
    held = {workbook.workbook_id: workbook for workbook in store.workbooks()}
    keeper = Keeper(store, source, run, reader, now, held, frozenset(accept))
    try:
        for pull in source.pull(still_good(store.marks(), by), full=full):
            reading = keeper.keep(pull, by)
            pulls[pull.state] += 1
            tabs.update(
                "read" if table.programme else "not_understood" for table in (reading.tables if reading else ())
            )
            tell(_line(pull))
        snapshot = store.keep_snapshot(run, now)
        register = merge(store.readings(snapshot), reader.programmes)
        standing = [
            *_all_findings(store, snapshot),
            *register.conflicts,
            *_against_before(store, register, reader, now),
        ]
        store.keep_findings(standing, now)
    except BaseException as error:
        store.end_run(run, now, "failed", reason=f"{type(error).__name__}: {error}", counts=dict(pulls))
        raise
    store.end_run(run, now, "done", counts=dict(pulls))
    return Synced(
        snapshot,
        dict(pulls),
        dict(Counter(str(finding.severity) for finding in standing)),
        sum(len(frame) for frame in register.frames.values()),
        dict(tabs),
        dict(source.requests),
    )


@dataclass(frozen=True, slots=True)
class Keeper:
    """Where pulls go in one run: the store, what it held before, and whose shrinking a person has confirmed."""

    store: Store
    source: Source
    run: int
    reader: Reader
    now: dt.datetime
    held: Mapping[str, KeptWorkbook]
    accepted: frozenset[str]

    def keep(self, pull: Pull, by: str) -> Reading | None:
        """Keep what a pull came to; the reading when it is new, None when the last good one stands."""
        state = WorkbookState.UNCHANGED if pull.state is PullState.UNCHANGED else pull.failure
        reading, message = None, pull.message
        if pull.state is PullState.CHANGED:
            reading, state, message = self._read(pull)
        self.store.keep_pull(
            self.run,
            replace(marked(pull, by), message=message),
            self.now,
            reading,
            state=state or WorkbookState.UNREADABLE,
            url=self.source.url(pull.workbook_id),
            units=reading.units if reading else (),
        )
        return reading

    def _read(self, pull: Pull) -> tuple[Reading | None, WorkbookState, str]:
        try:
            reading = self.reader.read(pull)
        except Exception as error:  # whatever one workbook does to the reader, the others go through
            log.debug("reading %s failed", pull.workbook_id, exc_info=True)  # no traceback reaches a user
            return None, WorkbookState.UNREADABLE, UNREAD.format(kind=type(error).__name__)
        last = self.held.get(pull.workbook_id)
        if last and last.reading_hash and not self.accepted & {pull.workbook_id, pull.title}:
            doubt = shrunk(self.store.reading(last.reading_hash), reading)
            if doubt:
                return None, WorkbookState.HELD, doubt
        return reading, WorkbookState.FRESH, pull.message


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


def _against_before(store: Store, register: Register, reader: Reader, now: dt.datetime) -> Sequence[Finding]:
    """What only shows beside an earlier month: the last snapshot from before this month began."""
    month_began = now.astimezone(BANGKOK).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    before = store.as_of(month_began, or_later=False)
    earlier = merge(store.readings(before), reader.programmes) if before else None
    return between(earlier, register, reader.programmes, now)


def _line(pull: Pull) -> str:
    """One plain line a workbook, for a log."""
    return f"{pull.state} {pull.title or pull.workbook_id}" + (f": {pull.message}" if pull.message else "")

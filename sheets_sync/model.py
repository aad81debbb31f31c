"""The project's nouns: what a sheet holds, what was understood of it, and what is said about it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

Value = str | int | float | bool | list[str] | None
"""A field's value as stored and shown: dates are ISO strings, unknown is None and never 0."""

# ---------------------------------------------------------------- a sheet as it was typed


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as Google Sheets gives it.

    `text` is what the officer sees; `value` is what Sheets keeps: a number (dates and times as serial days
    since 30 December 1899), a text, true/false, or None when blank or broken. `format` is Google's type of the
    number format (DATE, TIME, DATE_TIME, PERCENT, NUMBER, CURRENCY, SCIENTIFIC, TEXT, or empty), `error` Google's
    type of error (REF, N_A, DIVIDE_BY_ZERO, LOADING …). `font` is kept because Wingdings' P is a tick.
    """

    text: str = ""
    value: str | float | bool | None = None
    format: str = ""
    pattern: str = ""
    formula: str = ""
    link: str = ""
    error: str = ""
    font: str = ""
    fill: str = ""  # background as RRGGBB, empty when white or none
    struck: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing is to be seen in the cell and nothing went wrong in it."""
        return not self.text.strip() and not self.error and not self.link and not self.formula


BLANK = Cell()


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, zero-based and half-open, as Google's GridRange."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Tab:
    """One sheet of a workbook: rows of cells, ragged, blank tails left out."""

    id: int
    title: str
    rows: tuple[tuple[Cell, ...], ...]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()  # zero-based
    hidden_columns: frozenset[int] = frozenset()
    unread: str = ""  # Thai: what lies too far out to be read, and where; empty when the tab was read whole


@dataclass(frozen=True, slots=True)
class Workbook:
    """One spreadsheet an office keeps, whole, as it was at one instant."""

    id: str
    title: str
    tabs: tuple[Tab, ...]
    locale: str = "th_TH"
    time_zone: str = "Asia/Bangkok"


# ---------------------------------------------------------------- a pull


class PullState(StrEnum):
    """What one attempt to read a workbook came to."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAILED = "failed"


class WorkbookState(StrEnum):
    """How a workbook stands, as `status` says it (contract.md, section 1)."""

    FRESH = "fresh"
    UNCHANGED = "unchanged"
    STALE = "stale"
    LOST_ACCESS = "lost_access"
    TRASHED = "trashed"
    OFFICE_FILE = "office_file"
    UNREADABLE = "unreadable"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Mark:
    """What the source remembers of a workbook's last good pull, to tell whether it changed."""

    workbook_id: str
    version: str  # Drive's version and modifiedTime, or a file's size and mtime
    changed_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Pull:
    """One attempt to read a workbook: the whole workbook, or unchanged, or why not."""

    workbook_id: str
    title: str
    state: PullState
    version: str = ""
    changed_at: dt.datetime | None = None
    workbook: Workbook | None = None  # only when changed
    failure: WorkbookState | None = None  # only when failed
    message: str = ""  # only when failed: Thai, for the office
    requests: int = 0


# ---------------------------------------------------------------- what was understood


class Severity(StrEnum):
    """error: the value is not used · warning: used or repaired, the officer is asked · info: repaired, logged."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that someone must look at in a sheet, named to the cell."""

    code: str
    severity: Severity
    cell: str  # A1 within the tab
    message: str  # plain, kind Thai, for the officer
    value: str = ""  # as typed
    suggestion: str = ""
    field: str = ""
    tab: str = ""
    tab_id: int | None = None
    workbook_id: str = ""
    unit: str = ""  # DOPA code of the office that keeps the cell, empty when unknown

    def at(self, **place: Any) -> Finding:
        """The same finding with its place filled in."""
        return replace(self, **place)


@dataclass(frozen=True, slots=True)
class Record:
    """One row understood: a plot, a village, an activity, or a district's totals."""

    row: int  # one-based, as the officer sees it
    values: Mapping[str, Value]
    cells: Mapping[str, str] = field(default_factory=dict)  # only where not `columns[field]` + row
    start: str = ""  # A1 of the row's leftmost filled cell, which a finding about the whole row names


@dataclass(frozen=True, slots=True)
class IgnoredRow:
    """A row that is no record, and why (contract.md, section 2)."""

    row: int
    why: str


@dataclass(frozen=True, slots=True)
class Table:
    """What was understood of one tab; `programme` and `shape` are None when it holds neither programme."""

    tab: str
    tab_id: int
    programme: str | None = None
    shape: str | None = None
    as_of: str | None = None  # ISO date
    header_rows: tuple[int, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)  # field -> column letter
    records: tuple[Record, ...] = ()
    ignored_rows: tuple[IgnoredRow, ...] = ()
    findings: tuple[Finding, ...] = ()
    copy_of: str = ""  # title of the tab this one is a copy of: read, listed, left out of the merge
    confidence: Mapping[str, float] = field(default_factory=dict)  # field -> 0..1

    def cell_of(self, record: Record, name: str) -> str:
        """A1 of the cell a record's field was read from, or empty when it came from no cell of the table."""
        if name in record.cells:
            return record.cells[name]
        column = self.columns.get(name)
        return f"{column}{record.row}" if column else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One workbook as it was understood: pure data, kept by the store under the hash of its content."""

    workbook_id: str
    title: str
    tables: tuple[Table, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for table in self.tables for finding in table.findings)

    @property
    def office(self) -> str:
        """DOPA code of the office that keeps the workbook, empty when no row says.

        It is the district that all its rows are of; a workbook with a summary, or with the rows of several
        districts, is a province's: that of most of its rows.
        """
        districts = {code for record in self._records() if (code := _district(record))}
        if len(districts) == 1 and not any(table.programme and table.shape == "summary" for table in self.tables):
            return districts.pop()
        provinces = Counter(code for record in self._records() if (code := _province(record)))
        return provinces.most_common(1)[0][0] if provinces else ""

    @property
    def units(self) -> tuple[str, ...]:
        """Codes of its office, and then of every other province and district that its rows speak of, in order."""
        codes = {code for record in self._records() for code in (_province(record), _district(record)) if code}
        return tuple(sorted(codes, key=lambda code: (code != self.office, code)))

    def _records(self) -> Iterator[Record]:
        return (record for table in self.tables if table.programme for record in table.records)


def _district(record: Record) -> str:
    return str(record.values.get("district_code") or record.values.get("tambon_code") or "")[:4]


def _province(record: Record) -> str:
    return str(record.values.get("province_code") or _district(record))[:2]


# ---------------------------------------------------------------- what is reported


class Level(StrEnum):
    """The levels of units, highest first."""

    NATION = "nation"
    REGION = "region"
    PROVINCE = "province"
    DISTRICT = "district"


@dataclass(frozen=True, slots=True)
class Unit:
    """Nation, inspection region, province or district (DHIS2: organisation unit)."""

    code: str  # nation, region-12, 46, 4607
    level: Level
    name: str  # Thai, with its word: จังหวัดกาฬสินธุ์
    parts: tuple[str, ...] = ()  # codes of the units it is the sum of


class Standing(StrEnum):
    """How an observation stands against its target and pace; always shown with its word and sign."""

    ON_TRACK = "on_track"
    HURRY = "hurry"
    SUPPORT = "support"
    DOUBTFUL = "doubtful"
    UNKNOWN = "unknown"
    PLAIN = "plain"  # a figure with no target to be judged by


@dataclass(frozen=True, slots=True)
class Observation:
    """An indicator's value for a unit and a period (SDMX: observation), with what it was made of.

    `numerator` and `denominator` are None when unknown; `known` of `expected` districts stand behind it.
    """

    programme: str
    indicator: str
    unit: str
    numerator: float | None
    denominator: float | None = None
    target: float | None = None
    known: int = 0
    expected: int = 0
    standing: Standing = Standing.PLAIN

    @property
    def value(self) -> float | None:
        """The numerator, or the percentage (0–100) where the indicator has a denominator."""
        if self.numerator is None or self.denominator is None:
            return self.numerator if self.denominator is None else None
        return None if self.denominator == 0 else 100 * self.numerator / self.denominator


@dataclass(frozen=True, slots=True)
class KeptWorkbook:
    """How one workbook stood when a snapshot was kept, and which reading of it the snapshot holds."""

    workbook_id: str
    title: str
    state: WorkbookState
    reading_hash: str = ""  # empty when it has never been read
    read_at: dt.datetime | None = None  # last good read
    changed_at: dt.datetime | None = None  # last change that its office made
    message: str = ""
    units: tuple[str, ...] = ()  # its office first, then the other units that its rows speak of
    url: str = ""

    @property
    def office(self) -> str:
        """DOPA code of the office that keeps it, empty when no row of it ever said."""
        return self.units[0] if self.units else ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The register and its findings as of an instant; immutable. `hash` names its content."""

    id: int
    taken_at: dt.datetime
    hash: str
    workbooks: tuple[KeptWorkbook, ...]
    late: bool = False  # taken after the closing it serves: "จัดทำย้อนหลัง"


@dataclass(frozen=True, slots=True)
class KeptFinding:
    """A finding with its life: since when it stands, and since when it is mended."""

    finding: Finding
    opened_at: dt.datetime
    closed_at: dt.datetime | None = None

    def age_days(self, now: dt.datetime) -> int:
        return ((self.closed_at or now) - self.opened_at).days


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets which unit's report, and what of it."""

    unit: str
    name: str
    email: str
    wants: tuple[str, ...] = ("monthly",)


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as a person reads it: the triple."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One rendering of a report for one unit, period and revision."""

    report: str  # monthly
    unit: str
    period: str  # 2564-01
    revision: int  # 0 for the first
    letter: Letter
    snapshot_hash: str
    numbers: Mapping[str, float | None] = field(default_factory=dict)  # headline figures, to tell a revision

    @property
    def key(self) -> str:
        """`monthly/2564-01/46/0`: what makes it this edition and no other; never a run's id."""
        return f"{self.report}/{self.period}/{self.unit}/{self.revision}"


class MessageState(StrEnum):
    """Where a message of the outbox stands (faults.md, section 3)."""

    READY = "ready"
    SENDING = "sending"
    DOTTED = "dotted"
    SENT = "sent"
    DEFERRED = "deferred"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Message:
    """One edition on its way to one recipient; `eml` is frozen before the first attempt."""

    id: int
    edition_key: str
    recipient: str  # address
    message_id: str
    eml: bytes
    state: MessageState
    attempts: int = 0
    first_tried_at: dt.datetime | None = None  # from here the days run after which a deferred one is given up

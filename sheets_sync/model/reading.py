"""What was understood of a workbook, and what is wrong in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

Value = str | int | float | bool | list[str] | None
"""A field's value as stored and shown: dates are ISO strings, unknown is None and never 0."""


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
    other_year: int | None = None  # B.E. fiscal year of a tab whose money is not this year's: left out of the merge
    confidence: Mapping[str, float] = field(default_factory=dict)  # field -> 0..1

    @property
    def left_out(self) -> bool:
        """Whether no figure is made of the table: it says again what another tab says, or is of another year."""
        return bool(self.copy_of or self.other_year)

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

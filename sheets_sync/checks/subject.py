"""What a check looks at, and how it says what it found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from ..codes import CODES
from ..model import Finding, Record, Table, Value
from ..model.a1 import leftmost_first
from ..programmes.schema import Programme, Shape
from .boundaries import Boundaries

ANOTHER_RULE = 0.5  # share of disagreeing rows above which it is not the rows that are wrong

T = TypeVar("T")


@dataclass(frozen=True)
class Subject:
    """One table under one rule, with the tables of its kind that were read before it in the same workbook."""

    table: Table
    programme: Programme
    shape: Shape
    code: str  # of the findings that the rule raises
    options: Mapping[str, Any]
    earlier: Sequence[Table] = ()
    boundaries: Boundaries | None = None

    @cached_property
    def raised(self) -> Mapping[str, frozenset[str]]:
        """Cell -> codes that reading it already raised: where two fit, the more specific one is raised, once."""
        found: dict[str, frozenset[str]] = {}
        for finding in self.table.findings:
            found[finding.cell] = found.get(finding.cell, frozenset()) | {finding.code}
        return found

    def codes_at(self, record: Record, name: str) -> frozenset[str]:
        """The codes already raised where a field was read."""
        return self.raised.get(self.table.cell_of(record, name), frozenset())

    def label(self, name: str) -> str:
        spec = self.shape.fields.get(name)
        return spec.label if spec else name

    def at(self, record: Record, name: str, message: str, suggestion: str = "") -> Finding:
        """A finding at the cell from which a field was read, or at the row's first when it came from none."""
        value = record.values.get(name)
        cell = self.table.cell_of(record, name) or record.start or f"A{record.row}"
        return self._finding(cell, message, "" if value is None else f"{value}", suggestion, name)

    def at_point(self, record: Record, message: str) -> Finding:
        """A finding about a point, at the leftmost of the cells from which it was read."""
        names = (self.options["latitude"], self.options["longitude"])
        name = min(names, key=lambda n: leftmost_first(self.table.cell_of(record, n)))
        return self.at(record, name, message)

    def row(self, record: Record, message: str) -> Finding:
        """A finding about a row as a whole, at its leftmost filled cell."""
        return self._finding(record.start or f"A{record.row}", message, "", "", "")

    def _finding(self, cell: str, message: str, value: str, suggestion: str, name: str) -> Finding:
        severity, tab, tab_id = CODES[self.code], self.table.tab, self.table.tab_id
        return Finding(self.code, severity, cell, message, value, suggestion, name, tab, tab_id)


def figure(value: Value) -> float | None:
    """A number that may be reckoned with; None for anything else, and for yes and no."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def exceptions(wrong: Sequence[T], judged: int) -> Sequence[T]:
    """The rows that disagree; none where most of those judged do: then the column follows another rule."""
    return () if judged > 1 and len(wrong) > ANOTHER_RULE * judged else wrong


def shown(number: float) -> str:
    """A figure as findings show it: 104,000 or 3.0625."""
    return f"{number:,.10g}"

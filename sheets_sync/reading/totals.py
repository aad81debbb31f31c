"""A sheet's own sums, held against the sums of its rows; never added."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..model import Value
from .text import fold

SUMMED = frozenset({"count", "money", "size", "number"})
NEVER = frozenset({"kinds_avg"})  # averages
NEAR = 0.51  # baht or households: sheets show sums rounded

_GRAND = re.compile(
    r"^(?:รวม|ยอดรวม|ผลรวม)?(?:ทั้งสิ้น|ทั้งหมด|ทั้งจังหวัด|ทั้งอำเภอ|สุทธิ)|รวมจังหวัด|^total|^grandtotal|^รวม\d+อำเภอ"
)


@dataclass
class Running:
    """One column's figures, summed and their doubts counted, up to each row."""

    sums: list[float] = field(default_factory=lambda: [0.0])
    doubts: list[int] = field(default_factory=lambda: [0])

    def add(self, value: Value, doubtful: bool) -> None:
        number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0.0
        self.sums.append(self.sums[-1] + number)
        self.doubts.append(self.doubts[-1] + doubtful)


@dataclass
class Sums:
    """The figures of the rows read so far, in the groups that a total may stand for."""

    rows: int = 0
    columns: dict[str, Running] = field(default_factory=dict)
    marks: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("tab", "table", "section", "total", "page"), 0)
    )

    def add(self, values: Mapping[str, Value], doubtful: frozenset[str]) -> None:
        """One record's figures: those of every column that may be summed, known or not."""
        for name, value in values.items():
            column = self.columns.get(name)
            if column is None:
                column = self.columns[name] = Running([0.0] * (self.rows + 1), [0] * (self.rows + 1))
            column.add(value, name in doubtful and value is None)
        self.rows += 1
        for name in self.columns.keys() - values.keys():
            self.columns[name].add(None, False)

    def mark(self, name: str) -> None:
        """Let a group begin with the next row."""
        self.marks[name] = self.rows

    def starts(self, label: str) -> list[int]:
        """Where the rows may begin that a total's label speaks of, the likeliest first."""
        grand = bool(_GRAND.search(fold(label)))
        order = ("table", "tab") if grand else ("total", "section", "page", "table", "tab")
        return list(dict.fromkeys(self.marks[name] for name in order))

    def disagrees(self, name: str, shown: float, label: str) -> float | None:
        """The sum that should stand there, when none of the sums that could be meant is what stands there.

        None when one of them is, or when a row's own figure could not be read, so that nobody can tell.
        """
        column = self.columns.get(name)
        if column is None:
            return None
        starts = self.starts(label)
        totals = [column.sums[-1] - column.sums[start] for start in starts]
        if any(math.isclose(total, shown, abs_tol=NEAR) for total in totals):
            return None
        if any(column.doubts[-1] > column.doubts[start] for start in starts):
            return None
        return totals[0]

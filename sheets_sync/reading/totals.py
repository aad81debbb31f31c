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
class Sums:
    """The figures of the rows read so far, in the groups that a total may stand for."""

    all: list[Mapping[str, Value]] = field(default_factory=list)
    doubtful: list[frozenset[str]] = field(default_factory=list)
    marks: dict[str, int] = field(default_factory=lambda: {"tab": 0, "table": 0, "section": 0, "total": 0, "page": 0})

    def add(self, values: Mapping[str, Value], doubtful: frozenset[str]) -> None:
        self.all.append(values)
        self.doubtful.append(doubtful)

    def mark(self, name: str) -> None:
        """Let a group begin with the next row."""
        self.marks[name] = len(self.all)

    def starts(self, label: str) -> list[int]:
        """Where the rows may begin that a total's label speaks of, the likeliest first."""
        grand = bool(_GRAND.search(fold(label)))
        order = ("table", "tab") if grand else ("total", "section", "page", "table", "tab")
        return list(dict.fromkeys(self.marks[name] for name in order))

    def disagrees(self, name: str, shown: float, label: str) -> float | None:
        """The sum that should stand there, when none of the sums that could be meant is what stands there.

        None when one of them is, or when a row's own figure is unknown or doubtful, so that nobody can tell.
        """
        expected = None
        for start in self.starts(label):
            figures = [row.get(name) for row in self.all[start:]]
            total = sum(f for f in figures if isinstance(f, int | float) and not isinstance(f, bool))
            if math.isclose(total, shown, abs_tol=NEAR):
                return None
            if any(name in doubts for doubts in self.doubtful[start:]):
                return None
            if expected is None:
                expected = total
        return expected if self.all else None

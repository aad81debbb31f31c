"""A tab on its way to the file: the lines it shows, the cells it holds, and what was planted in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from . import places
from .people import Person
from .progress import Row
from .styles.form import Form, Look, Typed


@dataclass(frozen=True, slots=True)
class Scene:
    """What titles and feet may speak of, and where a sheet's small chances come from."""

    code: str  # of the office
    day: dt.date
    month: str  # ธันวาคม 2563
    month_short: str  # ธ.ค. 63
    head: Person
    seed: int

    def words(self, form: Form) -> dict[str, str]:
        """Values for the braces of a form's texts."""
        return {
            "place": places.office(self.code).place,
            "province": places.office(self.code[:2]).place,
            "month": self.month,
            "month_short": self.month_short,
            "as_of": str(form.date(self.day)),
            "head": str(self.head),
        }


@dataclass(frozen=True, slots=True)
class Mark:
    """That a mistake was made here on purpose: its name, and the finding it should raise."""

    name: str
    code: str
    sure: bool = True


@dataclass(slots=True)
class Line:
    """One row to be shown, with the cells that are typed otherwise than the office's habit."""

    row: Row
    typed: dict[str, Typed] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)  # key -> the mistake in that cell
    reads: Row = field(default_factory=dict)  # key -> what an honest reader keeps, where not what is true
    hidden: bool = False
    struck: bool = False
    group: str = ""
    raw: tuple[Typed, ...] | None = None  # cells of a row that is no record

    def figure(self, key: str) -> Any:
        """What the line says of a field to an honest reader."""
        return self.reads[key] if key in self.reads else self.row.get(key)


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with the look it is written in: title, head, number, body, total, section, foot."""

    typed: Typed
    look: str


@dataclass(slots=True)
class Sheet:
    """One tab ready to be written: zero-based cells, merges, widths."""

    title: str
    look: Look
    cells: dict[tuple[int, int], Placed] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int, str]] = field(default_factory=list)  # top, left, bottom, right, look
    widths: list[float] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    next: int = 0
    columns: dict[str, int] = field(default_factory=dict)  # key -> column
    frozen: int = 0
    planted: list[tuple[str, Mark]] = field(default_factory=list)  # A1, what is wrong there

    def put(self, row: int, column: int, value: Any, look: str = "body") -> None:
        self.cells[row, column] = Placed(Typed.of(value), look)

    def blank(self, row: int, column: int) -> bool:
        """Whether nothing stands in a cell, its border apart."""
        typed = self.cells[row, column].typed if (row, column) in self.cells else Typed()
        return typed.value is None and not (typed.link or typed.formula or typed.fill)

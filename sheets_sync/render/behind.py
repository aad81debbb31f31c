"""The cells behind a unit's figure, gathered by sheet, and the address that a figure leads to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..indicators import SIDES, Added
from ..model import Unit
from ..model.a1 import a1, place_of
from ..programmes import Programme
from ..programmes.schema import IndicatorSpec
from .cells import CellRef, cell_ref
from .links import cell_link
from .material import Material

MOST_CELLS = 100  # of one tab that are named one by one


@dataclass(frozen=True, slots=True)
class Spots:
    """Cells of one tab that add to a figure: each of them so much, or a range of them that adds so much in all."""

    workbook_id: str
    tab: str
    tab_id: int
    cells: tuple[str, ...]
    value: float  # of all together
    each: float | None = None  # None for a range
    number: int = 1  # of cells in a range

    def at(self, cell: str) -> CellRef:
        return CellRef(self.workbook_id, self.tab, self.tab_id, cell)


def figure_link(material: Material, unit: Unit, programme: Programme, spec: IndicatorSpec) -> str:
    """The published page of the cells behind a figure; else its cell, where one row of one sheet is all behind it."""
    page = material.page_of(unit.code, f"{programme.code}/{spec.code}")
    if page:
        return page
    rows: dict[tuple[int, int], Added] = {}
    for side in SIDES:
        for place in material.lowest_of(unit.code):
            for added in material.provenance.behind(programme.code, spec.code, side, place).added:
                rows.setdefault((added.table, added.record), added)
            if len(rows) > 1:
                return ""
    return "".join(link_of(material, ref_of(material, added)) for added in rows.values())


def ref_of(material: Material, added: Added) -> CellRef:
    """The cell that told."""
    return cell_ref(material.register, added.workbook_id, added.table, added.record, added.field)


def link_of(material: Material, ref: CellRef) -> str:
    """The address of a cell, where a reader may be led there."""
    return cell_link(material.books.get(ref.workbook_id), ref.tab_id, ref.cell)


def by_value(material: Material, added: Iterable[Added]) -> list[Spots]:
    """The cells one by one, those of a tab that add the same in one line; what is too many as one range."""
    found = []
    for rows in _by_tab(added):
        values: dict[float, list[Added]] = {}
        for each in rows[:MOST_CELLS]:
            values.setdefault(each.value, []).append(each)
        for value, same in values.items():
            refs = [ref_of(material, each) for each in same]
            cells = tuple(ref.cell for ref in refs)
            found.append(Spots(refs[0].workbook_id, refs[0].tab, refs[0].tab_id, cells, value * len(cells), value))
        if rows[MOST_CELLS:]:
            found.append(_range(material, rows[MOST_CELLS:]))
    return found


def by_tab(material: Material, added: Iterable[Added]) -> list[Spots]:
    """The range of each tab in which the cells stand, with what they come to."""
    return [_range(material, rows) for rows in _by_tab(added)]


def _by_tab(added: Iterable[Added]) -> list[list[Added]]:
    tabs: dict[int, list[Added]] = {}
    for each in added:
        tabs.setdefault(each.table, []).append(each)
    return list(tabs.values())


def _range(material: Material, rows: Sequence[Added]) -> Spots:
    refs = [ref_of(material, each) for each in rows]
    places = [place_of(ref.cell) for ref in refs]
    (top, bottom), (left, right) = ((min(side), max(side)) for side in zip(*places, strict=True))
    first, last = a1(top, left), a1(bottom, right)
    cells = (first if first == last else f"{first}:{last}",)
    total = float(sum(each.value for each in rows))
    return Spots(refs[0].workbook_id, refs[0].tab, refs[0].tab_id, cells, total, number=len(rows))

"""Where a value came from: its workbook, tab and cell."""

from __future__ import annotations

from dataclasses import dataclass

from ..merge import Register


@dataclass(frozen=True, slots=True)
class CellRef:
    """One cell of one tab of one workbook."""

    workbook_id: str
    tab: str
    tab_id: int
    cell: str


def cell_ref(register: Register, workbook_id: str, table: int, record: int, name: str) -> CellRef:
    """The cell from which a field of a counted row came; the row's first where it came from none."""
    found = register.tables[table]
    row = found.records[record]
    return CellRef(workbook_id, found.tab, found.tab_id, found.cell_of(row, name) or row.start or f"A{row.row}")

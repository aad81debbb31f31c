"""The register: frames of rows that remember the cells they came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from ..codes import CODES
from ..model import Finding, Table
from ..model.a1 import leftmost_first

PROVENANCE = ("workbook_id", "workbook", "tab", "tab_id", "row", "as_of", "own", "unit", "counted", "table", "record")
"""Columns that every frame has beside its fields.

`row` is one-based, as the officer sees it · `as_of` an ISO date, of the tab's title or name · `own` says that the
workbook is one district's · `unit` is the row's district, `46??` where only the province is known, `??` where
nothing is · `table` and `record` are positions in `Register.tables` and in that table's records.
"""

UNKNOWN = "??"


@dataclass(frozen=True)
class Register:
    """All rows of all offices, by programme and shape, and what contradicts what."""

    frames: Mapping[tuple[str, str], pd.DataFrame]
    conflicts: tuple[Finding, ...] = ()
    tables: tuple[Table, ...] = field(default=(), repr=False)

    def counted(self, programme: str, shape: str) -> pd.DataFrame:
        """The rows that figures are made of: one a plot, village, activity or district; empty where there are none."""
        frame = self.frames.get((programme, shape))
        return pd.DataFrame(columns=list(PROVENANCE)) if frame is None else frame[frame["counted"]]

    def cell(self, row: pd.Series[Any], name: str) -> str:
        """A1 of the cell from which the field `name` of a frame's row came, or empty when it came from none."""
        return cell_of(self.tables, row, name)


def cell_of(tables: Sequence[Table], row: pd.Series[Any], name: str) -> str:
    """A1 of the cell from which a field came; without a name, of the row's leftmost filled cell."""
    table = tables[int(row["table"])]
    record = table.records[int(row["record"])]
    if name:
        return table.cell_of(record, name)
    cells = [
        cell for field, value in record.values.items() if value is not None and (cell := table.cell_of(record, field))
    ]
    return min(cells, key=leftmost_first, default=f"A{record.row}")


def finding_at(
    tables: Sequence[Table], row: pd.Series[Any], code: str, message: str, name: str = "", **more: Any
) -> Finding:
    """A finding at a field's cell of a frame's row, or at its leftmost filled cell; `more` is value and suggestion.

    It is the district's where the workbook is the district's own, else the province's.
    """
    unit = str(row["unit"])
    return Finding(
        code,
        CODES[code],
        cell_of(tables, row, name),
        message,
        field=name,
        tab=str(row["tab"]),
        tab_id=int(row["tab_id"]),
        workbook_id=str(row["workbook_id"]),
        unit=(unit if row["own"] else unit[:2]).replace(UNKNOWN, ""),
        **more,
    )

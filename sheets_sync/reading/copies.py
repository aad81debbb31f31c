"""Tabs that are copies of other tabs: read and listed, and left out of the merge."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ..codes import CODES
from ..model import Finding, Tab, Table
from .text import fold, line

SAME = 0.9  # share of equal rows that makes a tab a copy, whatever it is called
RENEWED = 0.5  # share that will do when its name says so
LEAST_ROWS = 3

_COPY = re.compile(
    r"^(?:สำเนาของ|สำเนา|copy\s+of|คัดลอกจาก)\s*|\s*(?:\(\d+\)|\(?(?:ใหม่|แก้ไข|สำรอง|ล่าสุด|copy|สำเนา)\)?)\s*$",
    re.IGNORECASE,
)


def mark_copies(tables: Sequence[Table], tabs: Sequence[Tab]) -> list[Table]:
    """The tables with each copy named as one: a tab whose rows, or name and rows, are an earlier tab's."""
    grids = {tab.id: tab for tab in tabs}
    marked: list[Table] = []
    for table in tables:
        original = next((t for t in marked if not t.copy_of and _is_copy(table, t, grids)), None)
        marked.append(_marked(table, original.tab) if original else table)
    return marked


def _is_copy(table: Table, original: Table, grids: dict[int, Tab]) -> bool:
    if table.programme is None or (table.programme, table.shape) != (original.programme, original.shape):
        return False
    if table.tab_id == original.tab_id or len(table.records) < LEAST_ROWS:
        return False
    share = _alike(table, original, grids)
    named = fold(_COPY.sub("", line(table.tab))) == fold(_COPY.sub("", line(original.tab)))
    same_day = table.as_of == original.as_of
    return share >= SAME or (named and same_day and share >= RENEWED)


def _alike(table: Table, original: Table, grids: dict[int, Tab]) -> float:
    """The share of a table's rows that stand, cell for cell, in another."""
    mine, others = (Counter(_rows(t, grids[t.tab_id])) for t in (table, original))
    return sum((mine & others).values()) / max(sum(mine.values()), 1)


def _rows(table: Table, tab: Tab) -> list[tuple[str, ...]]:
    """The records' rows as typed, without the running number and blanks."""
    return [tuple(line(c.text) for c in tab.rows[r.row - 1] if not c.blank) for r in table.records]


def _marked(table: Table, original: str) -> Table:
    message = f"แท็บนี้เหมือนแท็บ “{original}” จึงอ่านไว้แต่ไม่นำไปรวม หากเป็นข้อมูลใหม่โปรดลบแท็บเดิมหรือเปลี่ยนชื่อแท็บ"
    finding = Finding(
        "TAB_DUPLICATE", CODES["TAB_DUPLICATE"], "A1", message, table.tab, "", "", table.tab, table.tab_id
    )
    return replace(table, copy_of=original, findings=(finding, *table.findings))

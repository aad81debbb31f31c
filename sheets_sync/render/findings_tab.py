"""The findings tab of one workbook is composed: what its office is asked, as the notice says it, in cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ..model import FindingsTab, KeptFinding
from ..periods import BANGKOK, thai_date_short, thai_instant
from .asked import MOST_CELLS, WORDS, alike, more_cells, sentence, worded
from .discretion import Discretion
from .masking import masked

TITLE = "สิ่งที่ควรแก้ในไฟล์นี้"
OURS = (
    "แท็บนี้ระบบเขียนให้เอง ไม่ถูกอ่านเป็นข้อมูล และจะถูกเขียนใหม่ทั้งแท็บเมื่อรายการเปลี่ยน จึงไม่ต้องพิมพ์อะไรในนี้ ลบทิ้งได้ ไม่กระทบแท็บของท่าน",
    "โปรดแก้ที่ช่องในแท็บเดิมของท่าน แก้แล้วรายการนั้นจะหายไปเองในรอบถัดไป หากค่าที่พิมพ์ไว้ถูกต้องอยู่แล้ว โปรดบอกผู้ดูแลระบบ",
)
DONE = ("ขอบคุณที่ช่วยดูแลข้อมูลให้ถูกต้อง แท็บนี้ระบบเขียนให้เอง ลบทิ้งได้ ไม่กระทบแท็บของท่าน",)
HEADS = ("แท็บ", "ช่อง", "สิ่งที่พบ", "ข้อเสนอแนะ", "ผล", "พบตั้งแต่")
MOST_ROWS = 500


def compose_findings_tab(standing: Sequence[KeptFinding], discretion: Discretion, as_of: dt.datetime) -> FindingsTab:
    """What the tab says of these findings, all of one workbook that was read at `as_of`; pure."""
    said = f"ข้อมูล ณ {thai_instant(as_of)}"
    if not standing:
        return FindingsTab(TITLE, said, (sentence(standing), *DONE))
    groups = alike(standing)
    rows = [_row(group, discretion) for group in groups[:MOST_ROWS]]
    rest = sum(map(len, groups[MOST_ROWS:]))
    more = [("", "", f"และอีก {rest:,} จุด จะแสดงเมื่อแก้รายการข้างบนแล้ว")] if rest else []
    return FindingsTab(TITLE, said, (sentence(standing), *OURS), (HEADS, *rows, *more))


def _row(group: Sequence[KeptFinding], discretion: Discretion) -> tuple[str, ...]:
    first = group[0]
    what, value, suggestion = worded(first, discretion)
    cells = ", ".join(kept.finding.cell for kept in group[:MOST_CELLS])
    return (
        masked(first.finding.tab),
        f"{cells} {more_cells(group)}".strip(),
        f"{what} (พิมพ์ไว้ว่า “{value}”)" if value else what,
        suggestion,
        WORDS[first.finding.severity],
        thai_date_short(first.opened_at.astimezone(BANGKOK).date()),
    )

"""A notice put together by hand, with invented people."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sheets_sync import areas
from sheets_sync.model import Finding, KeptFinding, Letter, Reading, Severity
from sheets_sync.periods import BANGKOK, Week
from sheets_sync.programmes import shipped_programmes
from sheets_sync.render import Discretion, NoticeMaterial, notice_letter

from .building import kept, plot, reading, shipped, table

MONDAY = dt.datetime(2021, 2, 1, 8, tzinfo=BANGKOK)
DAY = dt.timedelta(days=1)
BOOK = "1YangTalat"
READING = reading(BOOK, table(plot("นายสมชาย ใจดีมาก"), plot("นางสาวมะลิ มีสุขดี"), tab="ทะเบียนแปลง"))


def found(cell: str, message: str, *, days: int = 3, closed: bool = False, **more: Any) -> KeptFinding:
    """A finding in Yang Talat's register, so many days old."""
    plain = {"code": "AREA_UNITS", "severity": Severity.WARNING, "tab": "ทะเบียนแปลง", "tab_id": 0, "unit": "4607"}
    finding = Finding(cell=cell, message=message, workbook_id=BOOK, **{**plain, **more})  # type: ignore[arg-type]
    return KeptFinding(finding, MONDAY - days * DAY, MONDAY - DAY if closed else None)


def notice_material(*found_: KeptFinding, readings: tuple[Reading, ...] = (READING,), **more: Any) -> NoticeMaterial:
    """The notice of the first of February to Yang Talat."""
    plain: dict[str, Any] = {
        "week": Week.of(MONDAY.date()),
        "now": MONDAY,
        "standing": tuple(k for k in found_ if k.closed_at is None),
        "closed": tuple(k for k in found_ if k.closed_at is not None),
        "books": {BOOK: kept(BOOK, "4607", title="ทะเบียน อ.ยางตลาด"), "2Village": kept("2Village", "4607")},
        "discretion": Discretion.of(shipped_programmes(), readings),
        "since": MONDAY - 7 * DAY,
    }
    return NoticeMaterial(**plain | more)


def notice(*found_: KeptFinding, **more: Any) -> Letter:
    """The notice as shipped templates render it."""
    return notice_letter(notice_material(*found_, **more), areas.unit("4607"), shipped())


UNUSED = Severity.ERROR
USUAL = (
    found(
        "H5",
        "กุมภาพันธ์ 2564 ไม่มีวันที่ 29",
        days=12,
        code="DATE_IMPOSSIBLE",
        severity=UNUSED,
        value="29/2/2564",
        suggestion="28/2/2564",
        field="dig_end",
    ),
    found("E6", "หมายเลข “08123” สั้นเกินไป", code="PHONE_BAD", severity=UNUSED, value="08123", field="phones"),
    found("J7", "งานต้องน้อยกว่า 4 ขอให้ตรวจสอบ", value="3-5-20", suggestion="4-1-20", field="area_rai"),
    *(found(f"K{row}", "ยังไม่ได้กรอกแบบแปลน", code="REQUIRED_MISSING", days=0) for row in range(5, 16)),
    found(
        "B6",
        "ชื่อกับนามสกุลติดกัน",
        code="NAME_NO_SPACE",
        value="นายสมชายใจดีมาก",
        suggestion="นายสมชาย ใจดีมาก",
        field="owner_name",
    ),
    found("M5", "เบิกจ่ายรวมคงเหลือไม่เท่าวงเงิน", code="MONEY_RULE", days=20, closed=True),
    found("M6", "เบิกจ่ายรวมคงเหลือไม่เท่าวงเงิน", code="MONEY_RULE", days=20, closed=True),
)

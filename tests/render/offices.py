"""Three invented offices in December and January: enough for every part of a report to have something to say."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sheets_sync.model import Finding, KeptFinding, Reading, Severity, WorkbookState

from .building import NOW, kept, material, plot, reading, table, village

STAGES = ("designed", "contracted", "digging", "dug", "accepted", "paid", "trained", "aomue")


def plots(district: str, first: int, shift: int) -> list[dict[str, Any]]:
    """Ten plots, each a stage further along in January than in December."""
    rows = []
    for number in range(10):
        stage = STAGES[min((number * 3) // 4 + shift, len(STAGES) - 1)]
        paid = 104_000.0 if STAGES.index(stage) >= STAGES.index("paid") else None
        done = {"stage": stage, "contract_baht": 104_000.0, "disbursed_baht": paid, "qualified": True}
        deed = {"deed_type": "chanote", "deed_no": str(1000 + first + number), "model": "HLM", "size_rai": 3}
        rows.append(
            plot(f"นายทดสอบ{first + number} ตัวอย่าง{first + number}", district, **done, **deed, trained=number < 3)
        )
    rows[0] |= {"stage": "paused", "problem": "น้ำท่วมแปลง ขุดต่อไม่ได้"}
    rows[1] |= {"problem": "น้ำท่วมแปลง ขุดต่อไม่ได้"}
    return rows


def villages(district: str, growing: int) -> list[dict[str, Any]]:
    """Two villages of a hundred households."""
    return [
        village(moo, district, hh_growing=growing, hh_ge10=growing - 20, saving_baht_month=45_000.0, network_villages=2)
        for moo in (1, 2)
    ]


def district(code: str, first: int, shift: int, growing: int) -> Reading:
    """A district's own workbook with plots, villages and a plan."""
    plan = [
        {"district_code": code, "activity": "ขุดปรับพื้นที่", "planned_end": "2021-01-20", "status": "in_progress"},
        {"district_code": code, "activity": "อบรมเจ้าของแปลง", "planned_end": "2021-02-20", "status": "not_started"},
    ]
    return reading(
        f"workbook-{code}",
        table(*plots(code, first, shift), tab="ทะเบียนแปลง"),
        table(*villages(code, growing), programme="kong_thanu", tab="โก่งธนู", tab_id=1),
        table(*plan, shape="plan", tab="แผน", tab_id=2),
    )


def province(disbursed: float) -> Reading:
    """A province's summary of two districts that keep no workbook of their own, and of its own office."""
    rows = [
        {
            "province_code": "46",
            "district_code": code,
            "plots": 6,
            "amount_baht": 624_000.0,
            "disbursed_baht": disbursed,
        }
        for code in ("4605", "4606")
    ]
    office = {"province_code": "46", "district_code": None, "amount_baht": 250_000.0, "disbursed_baht": 120_000.0}
    return reading("workbook-46", table(*rows, office, shape="summary", tab="สรุป"))


DECEMBER = (district("4607", 100, 0, 70), province(104_000.0))
JANUARY = (district("4607", 100, 1, 88), district("4601", 200, 2, 60), province(208_000.0))
BOOKS = (
    kept("workbook-4607", "4607"),
    kept("workbook-4601", "4601", changed_at=dt.datetime(2020, 12, 20, tzinfo=dt.UTC)),
    kept("workbook-46", "46", state=WorkbookState.LOST_ACCESS, message="ขอสิทธิ์เปิดไฟล์"),
)
FINDINGS = tuple(
    KeptFinding(
        Finding(
            code,
            severity,
            cell,
            message,
            value,
            tab="ทะเบียนแปลง",
            workbook_id="workbook-4607",
            unit="4607",
            field=field,
        ),
        NOW - dt.timedelta(days=days),
        closed_at=NOW - dt.timedelta(days=1) if days == 40 else None,
    )
    for code, severity, cell, message, value, field, days in (
        ("DATE_IMPOSSIBLE", Severity.ERROR, "H9", "เดือนกุมภาพันธ์ 2564 ไม่มีวันที่ 29", "29/2/2564", "dig_end", 3),
        ("AREA_UNITS", Severity.WARNING, "J7", "งานต้องน้อยกว่า 4 ขอให้ตรวจสอบ", "3-5-20", "area_rai", 3),
        ("AREA_UNITS", Severity.WARNING, "J8", "งานต้องน้อยกว่า 4 ขอให้ตรวจสอบ", "3-6-20", "area_rai", 50),
        ("PHONE_BAD", Severity.WARNING, "E7", "หมายเลข 08123 สั้นเกินไป", "08123", "phones", 3),
        ("MONEY_RULE", Severity.WARNING, "M5", "เบิกจ่ายรวมคงเหลือไม่เท่าวงเงิน", "9", "remaining_baht", 40),
    )
)
OFFICES = material(*JANUARY, before=DECEMBER, books=BOOKS, findings=FINDINGS)

"""A workbook that suddenly shrinks keeps its last good data until a person confirms (design.md, 4)."""

from __future__ import annotations

from collections import Counter

from ..model import Reading

FEW = 4  # rows below which losing half of them is no surprise


def shrunk(before: Reading, after: Reading) -> str:
    """Why the new reading is doubted, in Thai for its office; empty when it is not.

    Doubted is a register, summary or plan that had at least four rows and has lost half of them or more.
    """
    had, has = _rows(before), _rows(after)
    lost = [(key, rows, has[key]) for key, rows in had.items() if rows >= FEW and has[key] * 2 <= rows]
    if not lost:
        return ""
    (_, shape), rows, left = max(lost, key=lambda each: each[1] - each[2])
    kind = {"register": "ทะเบียน", "summary": "ตารางสรุป", "plan": "แผนงาน"}.get(shape, shape)
    return (
        f"{kind}เคยมี {rows:,} แถว ตอนนี้อ่านได้ {left:,} แถว จึงยังใช้ข้อมูลครั้งก่อน "
        "หากตั้งใจลบ โปรดแจ้งผู้ดูแลระบบให้ยืนยัน หากไม่ได้ตั้งใจ กู้คืนได้จาก ไฟล์ > ประวัติเวอร์ชัน"
    )


def _rows(reading: Reading) -> Counter[tuple[str, str]]:
    """Rows by programme and shape, copied tabs left out."""
    rows: Counter[tuple[str, str]] = Counter()
    for table in reading.tables:
        if table.programme and table.shape and not table.copy_of:
            rows[table.programme, table.shape] += len(table.records)
    return rows

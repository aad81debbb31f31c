"""A workbook that suddenly shrinks keeps its last good data until a person confirms (design.md, 4)."""

from __future__ import annotations

from collections import Counter

from ..model import Reading

ZEROED = (
    "ตัวเลขส่วนใหญ่ที่เคยกรอกไว้กลายเป็น 0 จึงยังใช้ข้อมูลครั้งก่อน "
    "หากตั้งใจแก้ไข โปรดแจ้งผู้ดูแลระบบให้ยืนยัน หากไม่ได้ตั้งใจ กู้คืนได้จาก ไฟล์ > ประวัติเวอร์ชัน"
)
MOST = 0.75  # of a programme's columns of numbers, that turned to nought
FEW = 4  # rows below which losing half of them is no surprise


def shrunk(before: Reading, after: Reading) -> str:
    """Why the new reading is doubted, in Thai for its office; empty when it is not.

    Doubted is a register, summary or plan that had at least four rows and has lost half of them or more, or in which
    most numbers of most columns turned to nought.
    """
    if _zeroed(before, after):
        return ZEROED
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


def _zeroed(before: Reading, after: Reading) -> bool:
    """Whether in most columns of numbers of a programme most turned to nought.

    Not where only progress did while targets stand: a new fiscal year begins so.
    """
    had, has = _numbers(before), _numbers(after)
    columns: Counter[tuple[str, str]] = Counter()
    lost: Counter[tuple[str, str]] = Counter()
    for key, (some, noughts) in had.items():
        if some >= FEW:
            left, now = has.get(key, (0, 0))
            columns[key[:2]] += 1
            lost[key[:2]] += left * 2 <= some and now - noughts >= FEW
    return any(lost[part] >= MOST * number for part, number in columns.items())


def _numbers(reading: Reading) -> dict[tuple[str, str, str], tuple[int, int]]:
    """How many numbers other than nought, and how many noughts, by programme, shape and field."""
    some: Counter[tuple[str, str, str]] = Counter()
    noughts: Counter[tuple[str, str, str]] = Counter()
    for table in reading.tables:
        if not table.programme or not table.shape or table.copy_of:
            continue
        for record in table.records:
            for field, value in record.values.items():
                if isinstance(value, int | float) and not isinstance(value, bool):
                    (some if value else noughts)[table.programme, table.shape, field] += 1
    return {key: (some[key], noughts[key]) for key in some.keys() | noughts.keys()}


def _rows(reading: Reading) -> Counter[tuple[str, str]]:
    """Rows by programme and shape, copied tabs left out."""
    rows: Counter[tuple[str, str]] = Counter()
    for table in reading.tables:
        if table.programme and table.shape and not table.copy_of:
            rows[table.programme, table.shape] += len(table.records)
    return rows

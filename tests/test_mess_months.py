"""Sheets beside last month's or another office's, numbered as in the catalogue of messy sheets: what is asked, summed.

The drawings are those of tests/reading/drawn.py. Row 0 is a finding of its own that the catalogue has no number for.
"""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from sheets_sync.checks import moved
from sheets_sync.indicators import between
from sheets_sync.merge import merge
from sheets_sync.model import Finding
from sheets_sync.periods import BANGKOK
from sheets_sync.programmes import shipped_programmes

from .reading.drawn import field_named, lines_of, understood

PROGRAMMES = shipped_programmes()
NOW = dt.datetime(2021, 2, 5, 8, tzinfo=BANGKOK)


def named(findings: list[Finding] | tuple[Finding, ...]) -> set[str]:
    """Findings as `D3 WENT_BACKWARDS`."""
    return {f"{finding.cell} {finding.code}" for finding in findings}


MONTHS = [
    (
        114, "ร้อยละลดจาก 80 เป็น 60 และจำนวนแปลงลดจาก 31 เป็น 30",
        """
        สรุปโคก หนอง นา จังหวัดกาฬสินธุ์
        อำเภอ | จำนวนแปลง | เบิกจ่าย | ร้อยละ
        ยางตลาด | 12 | 104000 | 80
        เขาวง | 31 | 104000 | 50
        """,
        """
        สรุปโคก หนอง นา จังหวัดกาฬสินธุ์
        อำเภอ | จำนวนแปลง | เบิกจ่าย | ร้อยละ
        ยางตลาด | 12 | 104000 | 60
        เขาวง | 30 | 208000 | 55
        """,
        {"D3 WENT_BACKWARDS", "B4 WENT_BACKWARDS"},
    ),
    (
        114, "สถานะถอยหลัง และเบิกจ่ายลดลง",
        """
        ทะเบียนแปลงโคก หนอง นา อำเภอยางตลาด จังหวัดกาฬสินธุ์
        ชื่อ-สกุล | ตำบล | ประเภทแปลง | ขนาดแปลง | เบิกจ่าย | สถานะ
        นายสมชาย ใจดี | หัวงัว | HLM | 3 | 104000 | ตรวจรับแล้ว
        นายวีระ สีนา | หัวงัว | HLM | 1 | | ขุดเสร็จ
        นายอุดม ดีงาม | หัวงัว | HLM | 1 | | กำลังขุด
        """,
        """
        ทะเบียนแปลงโคก หนอง นา อำเภอยางตลาด จังหวัดกาฬสินธุ์
        ชื่อ-สกุล | ตำบล | ประเภทแปลง | ขนาดแปลง | เบิกจ่าย | สถานะ
        นายอุดม ดีงาม | หัวงัว | HLM | 1 | | ขุดเสร็จ
        นายสมชาย ใจดี | หัวงัว | HLM | 3 | 52000 | ตรวจรับแล้ว
        นายวีระ สีนา | หัวงัว | HLM | 1 | | กำลังขุด
        """,
        {"E4 WENT_BACKWARDS", "F5 WENT_BACKWARDS"},
    ),
    (
        120, "อำเภอกะทู้ของภูเก็ตยังไม่มีหมู่บ้านต้นแบบ",
        "",
        """
        สรุปโก่งธนูโมเดล จังหวัดภูเก็ต
        อำเภอ | จำนวนหมู่บ้าน | ครัวเรือนทั้งหมด | ครัวเรือนที่ปลูก
        เมืองภูเก็ต | 1 | 100 | 80
        กะทู้ | 0 | 0 | 0
        ถลาง | 2 | 210 | 150
        """,
        {"A1 MODEL_VILLAGE_MISSING"},
    ),
    (
        120, "อำเภอกะทู้ยังไม่รายงาน จึงยังไม่ทราบ",
        "",
        """
        สรุปโก่งธนูโมเดล จังหวัดภูเก็ต
        อำเภอ | จำนวนหมู่บ้าน | ครัวเรือนทั้งหมด | ครัวเรือนที่ปลูก
        เมืองภูเก็ต | 1 | 100 | 80
        กะทู้ | | |
        ถลาง | 2 | 210 | 150
        """,
        set(),
    ),
    (
        0, "กิจกรรมเลยกำหนดแล้วเสร็จ ณ วันที่ 5 ก.พ. 64",
        "",
        """
        แผนปฏิบัติการโคก หนอง นา อำเภอยางตลาด จังหวัดกาฬสินธุ์
        กิจกรรม | กำหนดเริ่ม | กำหนดแล้วเสร็จ | สถานะ
        วัดแปลง | 5 ม.ค. 64 | 8 ม.ค. 64 | ดำเนินการแล้ว
        ขุดแปลง | 9 ม.ค. 64 | 20 ม.ค. 64 | กำลังดำเนินการ
        ปลูก | 9 ก.พ. 64 | 20 ก.พ. 64 |
        """,
        {"C4 PLAN_OVERDUE"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("row", "seen", "before", "now", "asked"), MONTHS)
def test_this_month_beside_the_last_and_the_day(row: int, seen: str, before: str, now: str, asked: set[str]) -> None:
    earlier = [merge([understood(before)], PROGRAMMES)] if before else []
    assert named(between(earlier, merge([understood(now)], PROGRAMMES), PROGRAMMES, NOW)) == asked


TITLE = "ทะเบียนแปลงโคก หนอง นา อำเภอยางตลาด จังหวัดกาฬสินธุ์"
DIGGING = f"""
{TITLE}
ชื่อ-สกุล | ตำบล | ประเภทแปลง | ขนาดแปลง | สถานะ
นายสมชาย ใจดี | หัวงัว | HLM | 3 | กำลังขุด
"""
DUG, LAST_STEP = DIGGING.replace("กำลังขุด", "ขุดเสร็จ"), DIGGING.replace("กำลังขุด", "เป็นศูนย์เรียนรู้")
WITH_A_NEW_COLUMN = f"""
{TITLE}
ชื่อ-สกุล | เลขรับหนังสือ | ตำบล | ประเภทแปลง | ขนาดแปลง | สถานะ
นายสมชาย ใจดี | ก 12 | หัวงัว | HLM | 3 | ขุดเสร็จ
"""
WITHOUT_STAGES = f"""
{TITLE}
ชื่อ-สกุล | ตำบล | ประเภทแปลง | ขนาดแปลง
นายสมชาย ใจดี | หัวงัว | HLM | 3
"""


@pytest.mark.parametrize(
    ("row", "seen", "november", "december", "january", "asked"),
    [
        (115, "ตัวเลขเท่าเดิมสามเดือนติดกัน", DIGGING, DIGGING, DIGGING, {"A1 NOT_UPDATED"}),
        (115, "เท่าเดิมสองเดือน เดือนก่อนหน้านั้นยังต่าง", DIGGING, DUG, DUG, set()),
        (115, "เท่าเดิมสามเดือน แต่ไม่มีงานเหลือแล้ว", LAST_STEP, LAST_STEP, LAST_STEP, set()),
    ],
)
def test_three_months_beside_each_other(
    row: int, seen: str, november: str, december: str, january: str, asked: set[str]
) -> None:
    now, *earlier = (merge([understood(month)], PROGRAMMES) for month in (january, december, november))
    assert named(between(earlier, now, PROGRAMMES, NOW)) == asked


@pytest.mark.parametrize(
    ("row", "seen", "before", "now", "told"),
    [
        (39, "แทรกคอลัมน์ใหม่ตรงกลาง", DUG, WITH_A_NEW_COLUMN, {f"{letter}2 COLUMN_MOVED" for letter in "CDEF"}),
        (39, "คอลัมน์ที่เคยมีข้อมูลหายไป", DUG, WITHOUT_STAGES, {"A2 COLUMN_MISSING"}),
    ],
)
def test_columns_beside_last_months(row: int, seen: str, before: str, now: str, told: set[str]) -> None:
    assert named(moved(understood(before), understood(now), PROGRAMMES)) == told


REGISTER = """
ทะเบียนแปลงโคก หนอง นา อำเภอยางตลาด จังหวัดกาฬสินธุ์
ชื่อ-สกุล | ตำบล | ประเภทแปลง | ขนาดแปลง
นายสมชาย ใจดี | หัวงัว | HLM | 3
นายวีระ สีนา | หัวงัว | HLM | 1
"""
SUMS = [
    (
        24, "แถวรวมกลางตารางไม่ถูกนับ",
        """
        สรุปโคก หนอง นา จังหวัดกาฬสินธุ์
        อำเภอ | จำนวนแปลง | งบประมาณ
        ยางตลาด | 2 | 208000
        รวม | 2 | 208000
        เขาวง | 3 | 312000
        """,
        """
        หน่วย | จำนวนแปลง | งบประมาณ
        4606 | 3 | 312000
        4607 | 2 | 208000
        """,
    ),
    (
        25, "แถวของสำนักงานจังหวัดเองไม่ใช่ของอำเภอใด",
        """
        สรุปโคก หนอง นา จังหวัดกาฬสินธุ์
        อำเภอ | จำนวนแปลง | งบประมาณ
        จังหวัด | | 52000
        ยางตลาด | 2 | 208000
        """,
        """
        หน่วย | จำนวนแปลง | งบประมาณ
        4607 | 2 | 208000
        46?? | | 52000
        """,
    ),
    (
        38, "แท็บซ้ำไม่ถูกนับ",
        """
        [แท็บ ม.ค.64]
        สรุปโคก หนอง นา จังหวัดกาฬสินธุ์
        อำเภอ | จำนวนแปลง | งบประมาณ
        ยางตลาด | 2 | 208000
        เขาวง | 3 | 312000
        นาคู | 1 | 104000
        [แท็บ สำเนาของ ม.ค.64]
        สรุปโคก หนอง นา จังหวัดกาฬสินธุ์
        อำเภอ | จำนวนแปลง | งบประมาณ
        ยางตลาด | 2 | 208000
        เขาวง | 3 | 312000
        นาคู | 9 | 936000
        """,
        """
        หน่วย | จำนวนแปลง | งบประมาณ
        4606 | 3 | 312000
        4607 | 2 | 208000
        4616 | 1 | 104000
        """,
    ),
    (
        41, "แปลงเดียวกันในสองแท็บนับครั้งเดียว ตามแท็บแรก",
        """
        [แท็บ งบกรมฯ]
        ทะเบียนแปลงโคก หนอง นา อำเภอยางตลาด จังหวัดกาฬสินธุ์
        ชื่อ-สกุล | ตำบล | ประเภทแปลง | ขนาดแปลง | วงเงินตามสัญญา
        นายสมชาย ใจดี | หัวงัว | HLM | 3 | 104000
        [แท็บ งบเงินกู้]
        ทะเบียนแปลงโคก หนอง นา อำเภอยางตลาด จังหวัดกาฬสินธุ์
        ชื่อ-สกุล | ตำบล | ประเภทแปลง | ขนาดแปลง | วงเงินตามสัญญา
        นายสมชาย ใจดี | หัวงัว | HLM | 3 | 100000
        นายวีระ สีนา | หัวงัว | HLM | 1 | 45200
        """,
        """
        หน่วย | ขนาดแปลง | วงเงินตามสัญญา
        4607 | 4 | 149200
        """,
    ),
    (
        121, "แท็บของปีงบประมาณอื่นไม่ถูกนับ แม้อยู่แท็บแรก",
        """
        [แท็บ งบปี 2563]
        สรุปโคก หนอง นา จังหวัดกาฬสินธุ์
        อำเภอ | จำนวนแปลง | งบประมาณ
        ยางตลาด | 4 | 416000
        นาคู | 1 | 104000
        [แท็บ งบปี 2564]
        สรุปโคก หนอง นา จังหวัดกาฬสินธุ์
        อำเภอ | จำนวนแปลง | งบประมาณ
        ยางตลาด | 2 | 208000
        เขาวง | 3 | 312000
        """,
        """
        หน่วย | จำนวนแปลง | งบประมาณ
        4606 | 3 | 312000
        4607 | 2 | 208000
        """,
    ),
    (
        122, "งบของจังหวัดที่มีแถวอำเภอ แต่ละแถวนับที่หน่วยของตัวเอง",
        """
        สรุปโคก หนอง นา จังหวัดกาฬสินธุ์ งบบริหารโครงการระดับจังหวัด
        อำเภอ | จำนวนแปลง | งบประมาณ
        สนง. | | 52000
        ยางตลาด | | 5000
        """,
        """
        หน่วย | งบประมาณ
        4607 | 5000
        46?? | 52000
        """,
    ),
    (
        123, "โครงการเลขที่เดียวกันในสองแท็บ แท็บแรกนับ",
        """
        [แท็บ งบกรมฯ]
        ทะเบียนแปลงโคก หนอง นา อำเภอยางตลาด จังหวัดกาฬสินธุ์
        เลขที่โครงการ | ชื่อ-สกุล | ตำบล | ประเภทแปลง | ขนาดแปลง
        KNN-01 | นายสมชาย ใจดี | หัวงัว | HLM | 3
        [แท็บ งบเงินกู้]
        ทะเบียนแปลงโคก หนอง นา อำเภอยางตลาด จังหวัดกาฬสินธุ์
        เลขที่โครงการ | ชื่อ-สกุล | ตำบล | ประเภทแปลง | ขนาดแปลง
        KNN-01 | นายสมชาย ใจดี | หัวงัว | HLM | 1
        """,
        """
        หน่วย | ขนาดแปลง
        4607 | 3
        """,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("row", "seen", "sheet", "summed"), SUMS)
def test_what_is_summed(row: int, seen: str, sheet: str, summed: str) -> None:
    reading = understood(sheet)
    head, *expected = lines_of(summed)
    (rows,) = merge([reading], PROGRAMMES).frames.values()
    names = [field_named(reading.tables[0], label) for label in head[1:]]
    sums = rows[rows["counted"]].groupby("unit")[names].sum(min_count=1).sort_index()
    found = [
        [str(unit), *("" if pd.isna(value) else f"{value:g}" for value in line)] for unit, *line in sums.itertuples()
    ]
    assert found == expected


LEVELS = [
    (
        0, "สรุปของจังหวัดว่า 5 แปลง ทะเบียนของอำเภอมี 2",
        """
        สรุปโคก หนอง นา จังหวัดกาฬสินธุ์
        อำเภอ | จำนวนแปลง | งบประมาณ
        ยางตลาด | 5 | 520000
        เขาวง | 3 | 312000
        """,
        {"B3 LEVELS_DISAGREE"},
    ),
    (
        41, "แปลงของอำเภอที่จังหวัดคัดไว้ด้วยไม่ถูกถาม แปลงที่อำเภอไม่มีถูกถาม",
        """
        ทะเบียนแปลงโคก หนอง นา จังหวัดกาฬสินธุ์
        อำเภอ | ตำบล | ชื่อ-สกุล | ประเภทแปลง | ขนาดแปลง
        ยางตลาด | หัวงัว | นายสมชาย ใจดี | HLM | 3
        ยางตลาด | หัวงัว | นายก้อง ดีงาม | HLM | 1
        เขาวง | คุ้มเก่า | นายถวิล ดีงาม | HLM | 1
        """,
        {"A4 LEVELS_DISAGREE"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("row", "seen", "province", "asked"), LEVELS)
def test_a_province_beside_its_district(row: int, seen: str, province: str, asked: set[str]) -> None:
    """The district's own register has two plots, of นายสมชาย and นายวีระ."""
    district = understood(REGISTER, workbook="อำเภอ")
    assert named(merge([district, understood(province, workbook="จังหวัด")], PROGRAMMES).conflicts) == asked

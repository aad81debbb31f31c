"""Each rule on a sheet of two or three rows."""

import json

import pytest

from sheets_sync.checks import check_tables
from sheets_sync.checks.boundaries import load_boundaries
from sheets_sync.model import Reading
from sheets_sync.programmes import shipped_programmes

from ..reading.sheets import read, tab

SUMMARY = """
    สรุปโคก หนอง นา จังหวัดกาฬสินธุ์
    อำเภอ | จำนวนแปลง | จัดสรร | เบิกจ่าย | คงเหลือ | ร้อยละ
    ยางตลาด | 2 | 149200 | 104000 | 45200 | 69.71
    เขาวง | 3 | 312000 | 0 | 312000 | 0
    นาคู | 1 | 45200 | 45200 | 0 | 100
"""
PLOTS = """
    ทะเบียนแปลงโคก หนอง นา อำเภอยางตลาด จังหวัดกาฬสินธุ์
    ที่ | ชื่อ-สกุล | ตำบล | ประเภทแปลง | ขนาดแปลง | เนื้อที่ | พิกัด | เริ่มขุด | ขุดเสร็จ | สถานะ
    1 | นายสมชาย ใจดี | หัวงัว | HLM | 3 | 4-0-0 | 16.42, 103.30 | 1 ก.พ. 64 | 9 ก.พ. 64 | ขุดเสร็จ
    2 | นางคำพา ดีงาม | หัวงัว | CLM | 15 | 16-0-0 | 16.43, 103.31 | 1 ก.พ. 64 | 9 ก.พ. 64 | ขุดเสร็จ
"""
VILLAGES = """
    โก่งธนูโมเดล อำเภอยางตลาด จังหวัดกาฬสินธุ์
    ตำบล | หมู่ที่ | บ้าน | ครัวเรือนทั้งหมด | ครัวเรือนที่ปลูก | ปลูก 10 ชนิดขึ้นไป | ลดรายจ่าย (บาท/เดือน)
    หัวงัว | 1 | ดอนยูง | 100 | 80 | 60 | 40000
    หัวงัว | 2 | คำไผ่ | 90 | 85 | 61 | 50000
"""


def checked(*texts: str, boundaries: object = None) -> Reading:
    tabs = [tab(text, f"แท็บ{number}", number=number) for number, text in enumerate(texts)]
    return check_tables(read(*tabs), shipped_programmes(), boundaries=boundaries)  # type: ignore[arg-type]


def findings(*texts: str, boundaries: object = None) -> set[tuple[str, str]]:
    return {(f.cell, f.code) for f in checked(*texts, boundaries=boundaries).findings if f.severity != "info"}


@pytest.mark.parametrize("text", [SUMMARY, PLOTS, VILLAGES])
def test_a_sheet_in_order_raises_nothing(text):
    assert findings(text) == set()


@pytest.mark.parametrize(
    ("text", "old", "new", "expected"),
    [
        (SUMMARY, "104000 | 45200 | 69.71", "104000 | 40000 | 69.71", ("E3", "MONEY_RULE")),
        (SUMMARY, "45200 | 0 | 100", "45300 | 0 | 100", ("D5", "MONEY_RULE")),
        (SUMMARY, "69.71", "50", ("F3", "PERCENT_DISAGREES")),
        (SUMMARY, "312000 | 0 | 312000", "300000 | 0 | 300000", ("C4", "UNIT_PRICE")),
        (PLOTS, "HLM | 3 |", "HLM | 2 |", ("E3", "SIZE_NOT_STANDARD")),
        (PLOTS, "4-0-0", "2-3-90", ("F3", "AREA_LT_PLOT")),
        (PLOTS, "9 ก.พ. 64 | ขุดเสร็จ\n    2", "9 ม.ค. 64 | ขุดเสร็จ\n    2", ("I3", "DATE_RANGE")),
        (PLOTS, "9 ก.พ. 64 | ขุดเสร็จ\n    2", "9 ก.พ. 64 | อนุมัติแล้ว\n    2", ("J3", "STAGE_ORDER")),
        (PLOTS, "นางคำพา ดีงาม", "นายสมชาย ใจดี", ("A4", "DUP_PLOT")),
        (VILLAGES, "100 | 80 | 60", "100 | 80 | 81", ("F3", "HH_ORDER")),
        (VILLAGES, "100 | 80 | 60", "100 | 101 | 60", ("E3", "HH_ORDER")),
        (VILLAGES, "90 | 85 | 61 | 50000", "100 | 80 | 60 | 40000", ("A4", "COPIED_ROW")),
        (VILLAGES, "40000", "4000000", ("G3", "NUMBER_SUSPECT")),
    ],
)
def test_a_rule_names_the_one_cell_at_fault(text, old, new, expected):
    assert old in text
    assert findings(text.replace(old, new)) == {expected}


def test_a_plot_in_two_tabs_is_named_in_the_later_one():
    (second,) = [
        f for f in checked(PLOTS, PLOTS.replace("นางคำพา ดีงาม", "นางบัวลา สีนา")).findings if f.code == "DUP_PLOT"
    ]
    assert (second.tab, second.cell) == ("แท็บ1", "A3")
    assert "แท็บ “แท็บ0” แถวที่ 3" in second.message


def test_a_column_of_work_percentages_is_not_held_against_money():
    text = SUMMARY.replace("69.71", "20").replace("| 312000 | 0\n", "| 312000 | 40\n").replace("0 | 100", "0 | 60")
    assert findings(text) == set()


def test_prices_of_another_year_are_not_held_against_this_years():
    text = SUMMARY.replace("149200 | 104000 | 45200 | 69.71", "160000 | 0 | 160000 | 0")
    text = text.replace("312000 | 0 | 312000", "330000 | 0 | 330000").replace(
        "45200 | 45200 | 0 | 100", "50000 | 0 | 50000 | 0"
    )
    assert findings(text) == set()


def test_three_plots_at_one_point_are_named_but_the_first():
    rows = "".join(
        f"    {n} | นาย{name} ดีงาม | หัวงัว | HLM | 3 | 4-0-0 | 16.42, 103.30 | | | อนุมัติ\n"
        for n, name in ((3, "ก้อง"), (4, "วีระ"))
    )
    assert findings(PLOTS + rows) == {("G5", "COORD_REPEATED"), ("G6", "COORD_REPEATED")}


def square(code: str, west: float) -> dict[str, object]:
    ring = [[west, 16.3], [west + 0.2, 16.3], [west + 0.2, 16.5], [west, 16.5], [west, 16.3]]
    return {"geometry": {"type": "Polygon", "coordinates": [ring]}, "properties": {"ADM2_PCODE": f"TH{code}"}}


def test_a_point_in_another_district_is_named_with_that_district():
    drawn = load_boundaries(json.dumps({"features": [square("4607", 103.2), square("4601", 103.4)]}))
    reading = checked(PLOTS.replace("103.31", "103.51"), boundaries=drawn)
    (finding,) = [f for f in reading.findings if f.severity != "info"]
    assert (finding.cell, finding.code) == ("G4", "POINT_OUTSIDE_DISTRICT")
    assert "เมืองกาฬสินธุ์" in finding.message


def test_a_point_a_few_steps_over_the_border_is_let_pass():
    drawn = load_boundaries(json.dumps({"features": [square("4607", 103.1)]}))
    assert drawn.holds("4607", 16.4, 103.302) is True
    assert drawn.holds("4607", 16.4, 103.32) is False
    assert drawn.holds("4603", 16.4, 103.2) is None


@pytest.mark.parametrize("text", ["{", "[]", '{"features": []}', '{"features": [{"properties": {"ADM2_PCODE": "X"}}]}'])
def test_a_boundary_file_that_cannot_be_used_says_why(text):
    with pytest.raises(ValueError, match=r"JSON|FeatureCollection|polygon"):
        load_boundaries(text)

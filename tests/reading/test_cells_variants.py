"""Typings beyond the catalogue that officers use for the same things."""

import datetime as dt

import pytest

from sheets_sync.codes import CODES
from sheets_sync.model import Cell
from sheets_sync.programmes import shipped_programmes
from sheets_sync.reading.cells import Context, understand

HERE = Context(province="46", district="4607", today=dt.date(2021, 4, 30), since=dt.date(2019, 10, 1))

VARIANTS = {
    "date": [
        ("8-ม.ค.-64", "2021-01-08", ""),
        ("วันพุธที่ ๖ มกราคม พ.ศ. ๒๕๖๔", "2021-01-06", ""),
        ("15 เดือนมกราคม 2564", "2021-01-15", ""),
        ("8 ม. ค. 64", "2021-01-08", ""),
        ("8/1/2564 10:30", "2021-01-08", ""),
        ("8 มกราคม 2564 เวลา 09.00 น.", "2021-01-08", ""),
        ("8 และ 9 ม.ค. 64", "2021-01-08", ""),
        ("8th January 2021", "2021-01-08", ""),
        ("2564-01-08", "2021-01-08", ""),
        ("8/1/21", "2021-01-08", "YEAR_2DIGIT"),
        ("ประมาณ 15 ม.ค. 64", "2021-01-15", "VALUE_REPAIRED"),
        ("3 กุมพาพันธ์ 2564", "2021-02-03", "VALUE_REPAIRED"),
        ("8 ม.ค.", None, "DATE_UNREADABLE"),
        ("15/13/2564", None, "DATE_UNREADABLE"),
        ("01/2564", None, "DATE_UNREADABLE info"),
    ],
    "money": [
        ("104.000,00", 104000, "NUMBER_SUSPECT"),
        ("104k", 104000, "NUMBER_SUSPECT"),
        ("10%", 10, "NUMBER_SUSPECT"),
        ("ประมาณ 40", 40, "NUMBER_SUSPECT"),
        ("104,000 บาท (หนึ่งแสนสี่พันบาทถ้วน)", 104000, ""),
        ("1.5 ล้านบาท", 1500000, ""),
        (".5", 0.5, ""),
        ("5 แปลง 3 ราย", None, "NUMBER_UNREADABLE"),
        ("12/15", None, "NUMBER_UNREADABLE"),
        ("99999999999999999999", None, "NUMBER_UNREADABLE"),
    ],
    "count": [
        *(
            (f"3 {unit}", 3, "")
            for unit in "ครั้ง คร. ครัวเรือน หมู่บ้าน แห่ง คน ชนิด หลัง เมตร คร.เรือน หลังคาเรือน ถัง แปลง* หลัง/ครัวเรือน".split()
        ),
        ("3 ตามที่แจ้ง", 3, "NUMBER_SUSPECT"),
    ],
    "percent": [
        ("ขุดแล้ว 80%", 80, ""),
        ("๘๐ เปอร์เซนต์", 80, ""),
        ("80-90", None, "NUMBER_UNREADABLE"),
        ("120%", 120, "OVER_100"),
    ],
    "area": [
        ("3ไร่-1งาน-25วา", 3.3125, ""),
        ("3 ไร่ - งาน 25 วา", 3.0625, ""),
        ("3ร-2ง-5ว", 3.5125, ""),
        ("3 ไร่ครึ่ง", 3.5, ""),
        ("3-1-25 (บางส่วน)", 3.3125, ""),
        ("3 ม.ค. 2025", 3.3125, "AREA_AS_DATE"),
        ("4 ไร่เศษ", 4, "NUMBER_SUSPECT"),
        ("3-1-25 จาก 10-0-0", None, "AREA_UNREADABLE"),
        (Cell("4800", 4800.0), 4800, "NUMBER_SUSPECT"),
    ],
    "size": [("HLM 3", 3, ""), ("แปลงละ 3 ไร่", 3, ""), ("1 และ 3", None, "NUMBER_UNREADABLE")],
    "ratio": [("แบบที่ 1:3 (มาตรฐาน)", "1:3", ""), ("1.3", "1:3", "VALUE_REPAIRED"), ("1:1, 1:2", None, "MULTI_VALUE")],
    "deed": [
        ("ฉโนดที่ดิน", "chanote", ""),
        ("โฉนด (น.ส.4 จ)", "chanote", ""),
        ("น.ส.3 (ก)", "ns3k", ""),
        ("น.ส.3/ข", "ns3kh", ""),
        ("ใบจอง", "ns2", ""),
        ("ที่ดินสาธารณประโยชน์", "state_land", ""),
        ("โฉนดเพื่อการเกษตร", "other", ""),
        ("โฉนดของวัด", "chanote", ""),
    ],
    "deed_no": [("๑๒๓๔๕", "12345", ""), ("12345 เล่ม 5 หน้า 6", "12345", ""), ("1234, 1235", None, "MULTI_VALUE")],
    "moo": [("3,4", None, "MULTI_VALUE"), ("หมู่ที่สาม", 3, ""), ("บ้านโนน", None, "NUMBER_UNREADABLE")],
    "village": [("หมู่บ้านโนน", "โนน", ""), ("บ้านบ้านใหม่", "บ้านใหม่", ""), ("ชุมชนวัดใต้", "ชุมชนวัดใต้", "")],
    "house_no": [("12/3 ก", "12/3ก", ""), (Cell("ม.ค.-12", 40909.0, "DATE", "mmm-yy"), "1/12", "VALUE_REPAIRED")],
    "plot_no": [("แปลงที่ ๓", "3", ""), ("01", "01", ""), (Cell("1", 1.0), "1", "")],
    "district": [
        ("1. ยางตลาด", "4607", ""),
        ("อ ยางตลาด", "4607", ""),
        ("ยางตลาด 5 แปลง", "4607", ""),
        ("4607", "4607", ""),
        ("YANGTALAT", "4607", "VALUE_REPAIRED info"),
        ("เมืองกาฬสิน", "4601", "GEO_SPELLING"),
        ("ทุกอำเภอ", None, "GEO_UNKNOWN"),
    ],
    "tambon": [
        ("ยางตลาด อ.ยางตลาด", "460701", ""),
        ("หัวนาดำ", "460707", "GEO_SPELLING"),
        ("ยางตลาด/เว่อ", None, "GEO_MULTI"),
    ],
    "name": [
        ("1. นายสมชาย ใจดี", "นายสมชาย ใจดี", ""),
        ("นางสมจิตร (แดง) บุญมา", "นางสมจิตร บุญมา", ""),
        ("ร.ต.อ.หญิง สมใจ ดีงาม", "ร.ต.อ.หญิงสมใจ ดีงาม", ""),
        ("บุญเรือง ภูขามคม (น.ส.)", "นางสาวบุญเรือง ภูขามคม", ""),
    ],
    "phones": [
        ("043-811223 ต่อ 12", ["043811223"], ""),
        ("+66 81 234 5678", ["0812345678"], ""),
        ("0812345678 0898765432", ["0812345678", "0898765432"], ""),
        ("0812345678, 08123", ["0812345678"], "PHONE_BAD warning"),
    ],
    "model": [("LM", None, "MODEL_UNKNOWN"), ("HLM,CLM", None, "MULTI_VALUE"), ("HLM (ครัวเรือน)", "HLM", "")],
    "yes_no": [
        ("ยังไม่ได้อบรม", False, ""),
        ("ผ่านแล้วค่ะ", True, ""),
        ("ไม่แน่ใจ", None, ""),
        ("รอเอกสาร", None, "VALUE_REPAIRED"),
    ],
}


@pytest.mark.parametrize(
    ("kind", "typed", "value", "finding"), [(kind, *row) for kind, rows in VARIANTS.items() for row in rows]
)
def test_variants(kind, typed, value, finding):
    read = understand(kind, typed if isinstance(typed, Cell) else Cell(typed, typed), HERE)
    said = [f"{d.code} {d.severity}" if d.severity not in (None, CODES[d.code]) else d.code for d in read.doubts]
    assert (read.value, said) == (value, [finding] if finding else [])


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("12 ม 4 ต นาดี", {"house_no": "12", "moo": 4, "tambon_code": "460713"}),
        ("99/9 ซ.3 ถ.สุขสันต์ ต.ยางตลาด", {"house_no": "99/9", "tambon_code": "460701"}),
        (
            "12ม.4ต.นาดีอ.ยางตลาดจ.กาฬสินธุ์",
            {"house_no": "12", "moo": 4, "tambon_code": "460713", "district_code": "4607", "province_code": "46"},
        ),
        ("โนน ม.4 ต.นาดี", {"moo": 4, "village": "โนน", "tambon_code": "460713"}),
        ("บ.โนน หมู่ที่ ๔ ตำบล นาดี 46120", {"moo": 4, "village": "โนน", "tambon_code": "460713"}),
        ("12 หมู่ 14 บ้านดงบัง(ใหม่) ต.นาดี", {"house_no": "12", "moo": 14, "village": "ดงบัง(ใหม่)", "tambon_code": "460713"}),
        (
            "ม.5 ต.บ้านเป็ด อ.เมือง จ.ขอนแก่น",
            {"moo": 5, "tambon_code": "400115", "district_code": "4001", "province_code": "40"},
        ),
    ],
)
def test_addresses_run_together(typed, parts):
    context = Context() if "ขอนแก่น" in typed else HERE
    read = understand("address", Cell(typed, typed), context)
    assert {name: value for name, value in read.values.items() if value is not None} == parts


@pytest.mark.parametrize(
    "typed",
    [
        "N 16.43281 E 103.50658",
        "E103.50658 N16.43281",
        "lat 16.43281 long 103.50658",
        "(16.43281/103.50658)",
        "https://maps.google.com/?q=loc:16.43281+103.50658",
        "พิกัด 16.43281, 103.50658 หน้าวัด",
    ],
)
def test_points_in_other_words(typed):
    assert understand("point", Cell(typed, typed), HERE).values == {"latitude": 16.43281, "longitude": 103.50658}


def test_a_sentence_with_two_numbers_is_no_point():
    read = understand("point", Cell("ห่างวัด 3 กม. ม.4", "x"), HERE)
    assert [doubt.code for doubt in read.doubts] == ["COORD_UNREADABLE"]


SHIPPED = Context(choices=tuple((code, stage.spellings) for code, stage in shipped_programmes()[0].stages.items()))
STATUS = Context(choices=tuple((c, tuple(w)) for c, w in shipped_programmes()[0].choices["status"].items()))


@pytest.mark.parametrize(
    ("typed", "stage"),
    [
        ("อยู่ระหว่างการขุด", "digging"),
        ("อยู่ในระหว่างดำเนินการขุด", "digging"),
        ("กำลังทำการขุด", "digging"),
        ("ดำเนินการขุดแล้วเสร็จ", "dug"),
        ("ทำการตรวจรับงานแล้ว", "accepted"),
        ("ขอสละสิทธิ์", "withdrawn"),
        ("ขอตรวจรับ", None),
        ("รอการขุด", None),
        ("ยังไม่ได้ดำเนินการขุด", None),
    ],
)
def test_a_stage_is_known_through_the_words_that_only_fill(typed, stage):
    assert understand("stage", Cell(typed, typed), SHIPPED).value == stage


@pytest.mark.parametrize(
    ("typed", "status"),
    [("ทำแล้ว", "done"), ("ดำเนินการแล้ว", "done"), ("แล้วแต่ผู้บริหาร", None), ("ดำเนินการแล้วแต่ยังไม่ครบ", None)],
)
def test_a_but_behind_a_word_takes_it_back(typed, status):
    assert understand("choice", Cell(typed, typed), STATUS).value == status


def test_a_village_without_two_consonants_in_a_row_is_a_village():
    assert understand("moo", Cell("ม.13 บ้านท่าตาเสือ"), HERE).values == {"value": 13, "village": "ท่าตาเสือ"}


@pytest.mark.parametrize(("code", "severity"), [("CGM4+4J เมืองกาฬสินธุ์", "info"), ("X9M4+4J ท่าคันโท", None)])
def test_a_short_plus_code_is_asked_about_only_far_from_its_provinces_middle(code, severity):
    [doubt] = understand("point", Cell(code, code), HERE).doubts
    assert doubt.severity == severity


@pytest.mark.parametrize("typed", ["n/a", "ไม่มีข้อมูล", "-", "?"])
def test_a_remark_that_nothing_is_known_is_no_remark(typed):
    assert understand("text", Cell(typed, typed), HERE).value is None

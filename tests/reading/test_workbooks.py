"""What only all tabs of a workbook together tell: copies, the office that keeps it; and its JSON."""

import json
import re

from sheets_sync.reading import inspect_dict

from .sheets import column, raised, read, tab

ROWS = """โก่งธนูโมเดล อำเภอยางตลาด จังหวัดกาฬสินธุ์ (ข้อมูล ณ วันที่ {day})
    หมู่บ้าน | หมู่ | ตำบล | ครัวเรือนทั้งหมด | ปลูกแล้ว | ปลูก 10 ชนิดขึ้นไป
    ดอนยูง | 1 | หัวงัว | 100 | {a} | 60
    คำไผ่ | 2 | หัวงัว | 90 | {b} | 50
    นาแก | 3 | หัวงัว | 80 | {c} | 40
    โนนค้อ | 4 | หัวงัว | 70 | 50 | 30
"""
JANUARY = ROWS.format(day="31 ม.ค. 64", a=80, b=70, c=60)
FEBRUARY = ROWS.format(day="28 ก.พ. 64", a=85, b=75, c=65)


def copies(*tabs):
    return [
        table.copy_of for table in read(*(tab(text, title, number=n) for n, (title, text) in enumerate(tabs))).tables
    ]


def test_an_equal_tab_is_a_copy_whatever_it_is_called():
    assert copies(("ม.ค. 64", JANUARY), ("Sheet7", JANUARY)) == ["", "ม.ค. 64"]


def test_a_copy_that_was_changed_a_little_is_one_by_its_name():
    changed = JANUARY.replace("80 | 60", "81 | 60")
    assert copies(("เมือง", JANUARY), ("เมือง (ใหม่)", changed)) == ["", "เมือง"]
    assert copies(("เมือง", JANUARY), ("สำเนาของ เมือง", changed)) == ["", "เมือง"]


def test_next_months_tab_made_from_a_copy_is_none():
    assert copies(("ม.ค. 64", JANUARY), ("สำเนาของ ม.ค. 64", FEBRUARY)) == ["", ""]


def test_a_copy_is_listed_with_its_finding_and_its_records():
    second = read(tab(JANUARY, "ม.ค. 64"), tab(JANUARY, "สำเนาของ ม.ค. 64", number=1)).tables[1]
    assert [(f.cell, f.code, f.workbook_id) for f in second.findings] == [("A1", "TAB_DUPLICATE", "book")]
    assert len(second.records) == 4


def test_findings_bear_the_office_that_keeps_the_workbook():
    reading = read(tab(JANUARY.replace("70 | 50 | 30", "ไม่แน่ | 50 | 30"), "ม.ค. 64"))
    assert {(finding.unit, finding.workbook_id, finding.tab) for finding in reading.findings} == {
        ("4607", "book", "ม.ค. 64")
    }


def test_the_json_has_the_shape_of_the_contract():
    said = json.loads(json.dumps(inspect_dict(read(tab(JANUARY, "ม.ค. 64"), tab("", "ว่าง", number=1)))))
    first, second = said["tabs"]
    assert set(first) == {
        "tab",
        "programme",
        "shape",
        "as_of",
        "header_rows",
        "columns",
        "records",
        "ignored_rows",
        "findings",
    }
    assert first["as_of"] == "2021-01-31"
    assert first["columns"]["hh_total"] == "D"
    assert first["records"][0] | {"row": 3, "village": "ดอนยูง", "hh_growing": 80} == first["records"][0]
    assert first["ignored_rows"] == [{"row": 1, "why": "title"}, {"row": 2, "why": "header"}]
    assert (second["programme"], second["shape"], second["records"]) == (None, None, [])


def test_a_citizen_id_is_kept_as_a_hash_for_the_merge_and_never_shown():
    text = """ทะเบียนแปลงโคก หนอง นา อำเภอยางตลาด จังหวัดกาฬสินธุ์
    เจ้าของแปลง | เลขบัตรประชาชน | ประเภท | ขนาด
    นายสมชาย ใจดี | 1-1014-00123-45-1 | HLM | 3
    นายวีระ ใจดี | 1-1014-00123-45-0 | HLM | 3
    """
    reading = read(tab(text))
    hashes = [record.values.get("citizen_id_hash") for record in reading.tables[0].records]
    assert sum(value is not None for value in hashes) == 1
    shown = json.dumps(inspect_dict(reading), ensure_ascii=False)
    assert "citizen_id_hash" not in shown
    assert "1014" not in shown.replace("-", "")
    assert "345" in shown or column(reading.tables[0], "citizen_id_last4") != [None, None]


def test_the_month_comes_first_in_a_file_of_an_american_locale():
    text = """แผนปฏิบัติการโคก หนอง นา อำเภอยางตลาด
    กิจกรรม | กำหนดเริ่ม | กำหนดแล้วเสร็จ
    ขุด | 2/13/2564 | 2/15/2564
    """
    (found,) = read(tab(text), locale="en_US").tables
    assert (column(found, "planned_start"), column(found, "planned_end")) == (["2021-02-13"], ["2021-02-15"])


def test_a_citizen_id_in_the_wrong_place_is_kept_and_shown_nowhere():
    """Check digit wrong on purpose: in a title, a tab's name, a header, a sum's label, a figure and a remark."""
    text = """ทะเบียนแปลงโคก หนอง นา อำเภอยางตลาด จังหวัดกาฬสินธุ์ 3460100123450
    ที่ | ชื่อ-สกุล | ตำบล | ประเภท | ขนาด (ไร่) | เบิกจ่ายแล้ว (บาท) | หมายเหตุ | เลข 3460100123450
    1 | นายสมชาย ใจดี ๓-๔๖๐๑-๐๐๑๒๓-๔๕-๐ | หัวงัว | HLM | 3 | 3460100123450 | บัตร 3 4601 00123 45 0 | ก
    2 | นายวีระ สีนา | หัวงัว | HLM | 3460100123450 | 104000 | ดู https://drive.google.com/d/3460100123450 | ข
    รวม 3460100123450 | | | | 9 | 5 | |
    """
    found = read(tab(text, "แปลง 3460100123450"), title="3460100123450.xlsx")
    rows = [record.values for record in found.tables[0].records]
    told = repr(found).replace("drive.google.com/d/3460100123450", "")
    assert not re.search("346010012345|๓-๔๖๐๑|3 4601 00123", told)
    assert [row["disbursed_baht"] for row in rows] == [None, 104000]
    assert rows[0]["remark"] == "บัตร x xxxx xxxx3 45 0"
    assert rows[1]["remark"] == "ดู https://drive.google.com/d/3460100123450"
    assert {("F3", "NUMBER_UNREADABLE"), ("E4", "NUMBER_UNREADABLE")} <= raised(found.tables[0])
    assert {f.value for f in found.tables[0].findings if f.cell == "F3"} == {"xxxxxxxxx3450"}

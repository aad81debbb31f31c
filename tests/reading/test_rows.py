"""Records are told from everything else that officers put under a header."""

from dataclasses import replace

import pytest

from sheets_sync.model import BLANK, Cell, Merge

from .sheets import cell, column, raised, read, tab, table, why

HEAD = """ทะเบียนแปลงโคก หนอง นา อำเภอยางตลาด จังหวัดกาฬสินธุ์
    ที่ | ชื่อ-สกุล | ตำบล | ประเภท | ขนาด (ไร่) | สถานะ
    1 | นายสมชาย ใจดี | หัวงัว | HLM | 3 | ขุดเสร็จ
"""
VILLAGES = """โก่งธนูโมเดล อำเภอยางตลาด จังหวัดกาฬสินธุ์
    หมู่บ้าน | หมู่ | ตำบล | ครัวเรือนทั้งหมด | ปลูกแล้ว | ปลูก 10 ชนิดขึ้นไป
"""


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("", "blank"),
        ("2 | | | | |", "blank"),
        ("ตัวอย่าง | นายใจดี มีสุข | หัวงัว | HLM | 3 | ขุดเสร็จ", "sample"),
        (" | รวม 1 แปลง | | | 3 |", "total"),
        (" | รวมทั้งสิ้น | | | 3 |", "total"),
        ("Total | | | | 3 |", "total"),
        ("หมายเหตุ : ส่งทุกวันที่ 25", "note"),
        ("เกณฑ์ : ปลูกอย่างน้อย 10 ชนิด", "note"),
        ("เงินยืม 9300", "scratch"),
        (" | ค่าจ้าง 6900 | | | |", "scratch"),
        (" | | | ลงชื่อ.............ผู้รายงาน | |", "signature"),
        (" | | | (นางอุไร ดีงาม) | |", "signature"),
        (" | | | ตำแหน่ง พัฒนาการอำเภอ | |", "signature"),
    ],
)
def test_a_row_that_is_no_record_says_why(row, reason):
    found = table(HEAD + row + "\n    |")
    assert [record.row for record in found.records] == [3]
    assert why(found)[4] == reason


def test_scratch_is_logged_at_its_cell():
    found = table(HEAD + "\n    | เงินยืม 9300")
    assert [(f.cell, f.code, f.severity.value) for f in found.findings] == [("B5", "SCRATCH_ROW", "info")]


def test_a_table_goes_on_after_four_blank_rows_and_ends_after_five():
    more = "    2 | นายวีระ สีนา | หัวงัว | HLM | 1 | กำลังขุด\n"
    assert [r.row for r in table(HEAD + "\n" * 4 + more).records] == [3, 8]
    ended = table(HEAD + "\n" * 5 + more)
    assert [r.row for r in ended.records] == [3]
    assert ("A9", "SCRATCH_ROW") in {(f.cell, f.code) for f in ended.findings}


def test_sections_say_the_place_and_the_model_of_the_rows_below():
    found = table("""ทะเบียนแปลงโคก หนอง นา จังหวัดกาฬสินธุ์
    ที่ | ชื่อ-สกุล | ขนาด (ไร่) | สถานะ
    อำเภอยางตลาด (งวดที่ 1)
    ตำบลหัวงัว
    1 | นายสมชาย ใจดี | 3 | ขุดเสร็จ
    กลุ่มที่ 2 ครัวเรือนต้นแบบ (HLM)
    2 | นายวีระ สีนา | 1 | ขุดเสร็จ
    สพอ.เขาวง
    1 | นายอุดม สีนา | 1 | ขุดเสร็จ
    """)
    assert column(found, "tambon_code") == ["460702", "460702", None]
    assert column(found, "district_code") == ["4607", "4607", "4606"]
    assert column(found, "model") == [None, "HLM", "HLM"]
    assert why(found) == {1: "title", 2: "header", 3: "section", 4: "section", 6: "section", 8: "section"}


def test_an_unknown_district_over_a_section_is_said_there_and_not_guessed_below():
    found = table("""ทะเบียนแปลงโคก หนอง นา จังหวัดกาฬสินธุ์
    ที่ | ชื่อ-สกุล | ประเภท | ขนาด (ไร่)
    อำเภอดอนไม่มีจริง
    1 | นายสมชาย ใจดี | HLM | 3
    """)
    assert column(found, "district_code") == [None]
    assert ("A3", "GEO_UNKNOWN") in raised(found)


def test_a_village_named_as_a_sum_is_a_village():
    found = table(VILLAGES + "    รวมไทย | 3 | หัวงัว | 100 | 80 | 60\n    รวม | | | 100 | 80 | 60\n")
    assert column(found, "village") == ["รวมไทย"]
    assert why(found)[4] == "total"


def test_a_ditto_mark_says_what_stands_above():
    rows = '    ดอนยูง | 1 | หัวงัว | 100 | 80 | 60\n    คำไผ่ | 2 | " | 90 | 70 | 50\n    นาแก | 3 | ,, | 90 | 60 | 40\n'
    found = table(VILLAGES + rows)
    assert column(found, "tambon_code") == ["460702"] * 3
    assert raised(found) == set()


def test_a_blank_place_is_filled_from_above_with_a_question_and_from_a_merge_without():
    rows = "    ดอนยูง | 1 | หัวงัว | 100 | 80 | 60\n    คำไผ่ | 2 | | 90 | 70 | 50\n"
    asked, merged = table(VILLAGES + rows), table(VILLAGES + rows, merges=(Merge(2, 2, 4, 3),))
    assert column(asked, "tambon_code") == column(merged, "tambon_code") == ["460702"] * 2
    assert (raised(asked), raised(merged)) == ({("C4", "FILLED_DOWN")}, set())


def test_a_blank_that_is_no_place_stays_unknown():
    rows = "    ดอนยูง | 1 | หัวงัว | 100 | 80 | 60\n    คำไผ่ | | หัวงัว | 90 | | 50\n"
    found = table(VILLAGES + rows)
    assert (column(found, "moo"), column(found, "hh_growing")) == ([1, None], [80, None])


def test_a_count_typed_as_all_is_the_whole_and_is_asked_about():
    found = table(VILLAGES + "    ดอนยูง | 1 | หัวงัว | 100 | ครบทุกครัวเรือน | 60\n")
    assert column(found, "hh_growing") == [100]
    (finding,) = found.findings
    assert (finding.cell, finding.code, finding.suggestion) == ("E3", "NUMBER_SUSPECT", "100")


def test_an_error_of_a_formula_is_unknown_and_never_nought():
    sheet = tab(VILLAGES + "    ดอนยูง | 1 | หัวงัว | 100 | 80 | 60\n")
    broken = (*sheet.rows[2][:4], Cell("#REF!", None, error="REF"), sheet.rows[2][5])
    (found,) = read(replace(sheet, rows=(*sheet.rows[:2], broken))).tables
    assert column(found, "hh_growing") == [None]
    assert raised(found) == {("E3", "FORMULA_ERROR")}


def test_hidden_and_struck_rows_are_read_and_said():
    sheet = tab(VILLAGES + "    ดอนยูง | 1 | หัวงัว | 100 | 80 | 60\n    คำไผ่ | 2 | หัวงัว | 90 | 70 | 50\n")
    struck = tuple(replace(each, struck=True) for each in sheet.rows[3])
    (found,) = read(replace(sheet, rows=(*sheet.rows[:3], struck), hidden_rows=frozenset({2}))).tables
    assert len(found.records) == 2
    assert {(f.cell, f.code) for f in found.findings} == {("A3", "HIDDEN_ROW"), ("A4", "STRUCK_OUT")}


def test_a_status_that_only_a_colour_tells_is_unknown():
    sheet = tab(HEAD + "    2 | นายวีระ สีนา | หัวงัว | HLM | 1 |\n    3 | นายอุดม สีนา | หัวงัว | HLM | 1 |\n")
    rows = [list(row) for row in sheet.rows]
    rows[2][5] = replace(rows[2][5], fill="92D050")
    rows[3] = [*rows[3][:5], Cell(fill="92D050")]
    rows[4] = [*rows[4][:5], BLANK]
    (found,) = read(replace(sheet, rows=tuple(map(tuple, rows)))).tables
    assert column(found, "stage") == ["dug", None, None]
    assert raised(found) == {("F4", "COLOUR_ONLY")}


def test_boxes_left_unticked_and_formulas_make_no_record():
    sheet = tab(HEAD.replace("สถานะ", "อบรม").replace("ขุดเสร็จ", "✓"))
    prepared = (cell("2"), BLANK, BLANK, BLANK, Cell("0", 0.0, formula="=F4*1"), Cell("FALSE", False))
    (found,) = read(replace(sheet, rows=(*sheet.rows, prepared))).tables
    assert [record.row for record in found.records] == [3]
    assert why(found)[4] == "blank"


def test_sums_beside_the_table_are_left_out_and_logged():
    sheet = tab(HEAD.replace("ขุดเสร็จ", "ขุดเสร็จ | | 728000"))
    (found,) = read(sheet).tables
    assert [(f.cell, f.code) for f in found.findings] == [("H3", "SCRATCH_ROW")]
    assert len(found.records) == 1


def test_a_register_of_nothing_but_broken_formulas_is_not_left_out_as_blank():
    row = "\n    1 | #DIV/0! | #DIV/0! | #DIV/0! | #DIV/0! | #DIV/0!"
    sound = tab(HEAD.rsplit("\n", 2)[0] + row * 17)
    broken = Cell("#DIV/0!", None, formula="=1/0", error="DIVIDE_BY_ZERO")
    rows = tuple(tuple(broken if c.text == broken.text else c for c in cells) for cells in sound.rows)
    found = read(replace(sound, rows=rows)).tables[0]
    assert [record.row for record in found.records] == list(range(3, 20))
    assert {record.values["owner_name"] for record in found.records} == {None}
    assert {(f"{letter}19", "FORMULA_ERROR") for letter in "BCDEF"} <= raised(found)


def test_an_unfilled_row_whose_one_formula_divides_by_nothing_stays_blank():
    sound = tab(HEAD + "    2 | | | | #DIV/0! |")
    share = Cell("#DIV/0!", None, formula="=F4/E4", error="DIVIDE_BY_ZERO")
    found = read(replace(sound, rows=(*sound.rows[:3], (*sound.rows[3][:4], share)))).tables[0]
    assert [record.row for record in found.records] == [3]
    assert why(found)[4] == "blank"

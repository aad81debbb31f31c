"""Columns are told by the words over them and by what stands in them."""

import pytest

from sheets_sync.model import Merge

from .sheets import cell, column, raised, read, tab, table

TOP = "ทะเบียนแปลงโคก หนอง นา อำเภอยางตลาด จังหวัดกาฬสินธุ์\n"


def one(head: str, body: str, **more: object) -> dict[str, object]:
    """The only record of a register with these columns besides an owner's and a model's."""
    found = table(f"{TOP}เจ้าของแปลง | ประเภท | {head}\nนายสมชาย ใจดี | HLM | {body}", **more)
    assert len(found.records) == 1
    return dict(found.records[0].values)


@pytest.mark.parametrize(
    ("head", "body", "field", "value"),
    [
        ("พื้นที่ (ไร่)", "3", "size_rai", 3),
        ("พื้นที่ (ไร่)", "3-2-10", "area_rai", 3.525),
        ("ความก้าวหน้า", "ขุดเสร็จ", "stage", "dug"),
        ("ความก้าวหน้า", "80", "progress_percent", 80),
        ("รูปแบบ", "CLM", "model", "HLM"),
        ("แบบแปลนที่ใช้", "1:3", "design_ratio", "1:3"),
        ("เอามื้อสามัคคี", "2", "aomue_count", 2),
        ("วันที่เอามื้อสามัคคี", "9 ม.ค. 64", "aomue_on", "2021-01-09"),
        ("งบประมาณ", "104,000", "contract_baht", 104000),
        ("งบประมาณ", "เงินกู้", "budget_source", "เงินกู้"),
        ("เอกสารสิทธ์", "โฉนด", "deed_type", "chanote"),
        ("Deed No.", "1234", "deed_no", "1234"),
        ("เลขบัตร ปชช.", "3-4697-00123-45-8", "citizen_id_last4", None),
        ("พิกัด (Google Map)", "16.42, 103.30", "latitude", 16.42),
    ],
)
def test_header_and_content_together_tell_the_field(head, body, field, value):
    assert one(f"ขนาด | {head}", f"3 | {body}").get(field) == value


def test_a_column_under_an_unknown_header_is_told_by_its_cells_where_they_are_unmistakable():
    head = "ตำบล | เจ้าของแปลง | กลุ่มงาน | ขนาด | ข้อมูลอื่น\n"
    found = table(f"{TOP}{head}หัวงัว | นายก ข | HLM | 3 | 16.4, 103.3\nหัวงัว | นายค ง | CLM | 15 | 16.45,103.31")
    assert (column(found, "model"), column(found, "latitude")) == (["HLM", "CLM"], [16.4, 16.45])
    assert found.confidence["model"] < 0.6


def test_one_column_may_hold_several_fields():
    record = one("ประเภท/ขนาด | ที่อยู่ | หลักฐานที่ดิน", "HLM ๓ ไร่ | 12 ม.4 บ้านนาแก ต.หัวงัว | โฉนดเลขที่ 20117")
    said = {"size_rai": 3, "house_no": "12", "moo": 4, "village": "นาแก", "tambon_code": "460702", "deed_no": "20117"}
    assert record | said == record


def test_a_name_in_three_columns_is_one():
    found = table(f"{TOP}คำนำหน้า | ชื่อ | สกุล | ประเภท | ขนาด\nน.ส. | มะลิ | ใจดี | HLM | 3")
    assert column(found, "owner_name") == ["นางสาวมะลิ ใจดี"]
    assert found.cell_of(found.records[0], "owner_name") == "B3"


def test_an_area_in_three_columns_is_one_and_a_blank_is_not_nought():
    found = table(f"""{TOP}เจ้าของแปลง | ประเภท | ขนาด | เนื้อที่ | |
         | | | ไร่ | งาน | ตร.ว.
        นายสมชาย ใจดี | HLM | 3 | 3 | 1 | 25
        นายวีระ ใจดี | HLM | 3 | 3 | | 25
        นายอุดม ใจดี | HLM | 3 | 3 | 5 | 0""")
    assert column(found, "area_rai") == [3.3125, None, 4.25]
    assert raised(found) >= {("E5", "AREA_UNREADABLE"), ("E6", "AREA_UNITS")}


def test_ticks_under_the_sizes_say_the_size_and_two_ticks_say_none():
    found = table(
        f"""{TOP}เจ้าของแปลง | ประเภท | ขนาด | |
         | | ๑ ไร่ | ๓ ไร่ | ๑๕ ไร่
        นายสมชาย ใจดี | HLM | | ✓ |
        นายวีระ ใจดี | HLM | / | ✓ |
        นายอุดม ใจดี | HLM | | |
        นายถวิล ใจดี | CLM | | | √
        รวม | | 1 | 2 | 1""",
        merges=(Merge(1, 2, 2, 5),),
    )
    assert column(found, "size_rai") == [3, None, None, 15]
    assert ("C5", "MULTI_VALUE") in raised(found)
    assert found.cell_of(found.records[0], "size_rai") == "D4"


def test_ticks_under_the_steps_of_work_say_the_last_step_taken():
    found = table(f"""{TOP}เจ้าของแปลง | ประเภท | ขนาด | ออกแบบแล้ว | ขุดแล้วเสร็จ | ตรวจรับแล้ว | อบรมแล้ว
        นายสมชาย ใจดี | HLM | 3 | ✓ | ✓ | | ✓
        นายวีระ ใจดี | HLM | 3 | ✓ | | | x
        นายอุดม ใจดี | HLM | 3 | | | |""")
    assert column(found, "stage") == ["dug", "designed", None]
    assert column(found, "trained") == [True, False, None]
    assert found.cell_of(found.records[0], "stage") == "E3"


def test_plots_told_by_stage_in_words_are_held_against_their_number():
    found = table("""สรุปโคก หนอง นา จังหวัดกาฬสินธุ์
        อำเภอ | จำนวนแปลง | งบประมาณ | ความก้าวหน้าการขุด
        ยางตลาด | 4 | 416000 | ขุดเสร็จแล้ว 3 แปลง อยู่ระหว่างขุด 1 แปลง
        เขาวง | 4 | 416000 | ขุดเสร็จแล้ว 2 แปลง อยู่ระหว่างขุด 1 แปลง""")
    assert raised(found) == {("D4", "TOTAL_MISMATCH")}


def test_utm_in_two_columns_is_a_point_and_its_datum_is_asked_for():
    text = "เจ้าของแปลง | ประเภท | ขนาด | พิกัด UTM{0} |\n | | | E | N\nนายสมชาย ใจดี | HLM | 3 | 389388 | 1768306"
    told, untold = (table(TOP + text.format(datum)) for datum in (" (WGS84) โซน 48", ""))
    assert (told.records[0].values["latitude"], told.records[0].values["longitude"]) == (15.9918247, 103.9662515)
    assert raised(told) == raised(untold) - {("D4", "DATUM_UNKNOWN")}
    assert ("D4", "DATUM_UNKNOWN") in raised(untold)


def test_latitude_and_longitude_typed_into_each_others_columns_are_put_back_at_the_leftmost():
    found = table(f"{TOP}เจ้าของแปลง | ประเภท | ขนาด | X | Y\nนายสมชาย ใจดี | HLM | 3 | 16.42 | 103.31")
    assert (column(found, "latitude"), column(found, "longitude")) == ([16.42], [103.31])
    assert ("D3", "LATLON_SWAPPED") in raised(found)


def test_of_two_columns_that_claim_a_field_the_first_has_it():
    found = table(f"{TOP}เจ้าของแปลง | ประเภท | ขนาดแปลง | ขนาดพื้นที่\nนายสมชาย ใจดี | HLM | 3 | 1")
    assert column(found, "size_rai") == [3]
    assert ("D2", "COLUMN_DUPLICATE") in raised(found)


def test_a_required_column_that_is_nowhere_is_said_at_the_leftmost_header():
    found = table("ทะเบียนแปลงโคก หนอง นา จ.กาฬสินธุ์\nที่ | เจ้าของแปลง | อำเภอ | ขนาด\n1 | นายสมชาย ใจดี | ยางตลาด | 3")
    assert raised(found) == {("A2", "COLUMN_MISSING")}
    assert "ประเภทแปลง" in found.findings[0].message


def test_a_required_column_may_be_told_by_the_title():
    found = table("ทะเบียนแปลง HLM โคก หนอง นา จ.กาฬสินธุ์\nที่ | เจ้าของแปลง | อำเภอ | ขนาด\n1 | นายสมชาย ใจดี | ยางตลาด | 3")
    assert (raised(found), column(found, "model")) == (set(), ["HLM"])


def test_a_required_cell_left_blank_is_asked_for():
    found = table(f"{TOP}เจ้าของแปลง | ประเภท | ขนาด\nนายสมชาย ใจดี | | 3\n | HLM | 3")
    assert raised(found) == {("B3", "REQUIRED_MISSING"), ("A4", "REQUIRED_MISSING")}


def test_a_pinned_column_overrules_the_reader():
    sheet = tab(f"{TOP}เจ้าของแปลง | ประเภท | ขนาด | ขุดจริง\nนายสมชาย ใจดี | HLM | 3 | 1", "แปลง")
    (found,) = read(sheet, pins={"แปลง": {"size_rai": "D"}}).tables
    assert (column(found, "size_rai"), found.columns["size_rai"]) == ([1], "D")


def test_a_number_typed_over_a_columns_formula_is_noted():
    rows = [f"นายก{letter} ใจดี | HLM | 3 | 104000 | 4000 | 100000" for letter in "กขคงจ"]
    sheet = tab(TOP + "เจ้าของแปลง | ประเภท | ขนาด | วงเงิน | เบิกจ่าย | คงเหลือ\n" + "\n".join(rows))
    reckoned = [(*row[:5], cell("100000").__class__("100000", 100000.0, formula="=D3-E3")) for row in sheet.rows[2:6]]
    (found,) = read(sheet.__class__(0, "แปลง", (*sheet.rows[:2], *reckoned, sheet.rows[6]))).tables
    assert [(f.cell, f.code) for f in found.findings if f.code == "FORMULA_REPLACED"] == [("F7", "FORMULA_REPLACED")]


def test_months_are_added_up_and_the_sums_beside_them_compared():
    found = table("""
        สรุปผลการเบิกจ่ายโคก หนอง นา จังหวัดกาฬสินธุ์
        อำเภอ | จำนวนแปลง | ต.ค. | พ.ย. | ธ.ค. | รวม | ม.ค. | ก.พ. | มี.ค. | รวม | รวมทั้งสิ้น
        ยางตลาด | 2 | 0 | 0 | 45200 | 45200 | 104000 | | | 104000 | 149200
        นาคู | 1 | 0 | 0 | 0 | 0 | 45200 | | | 40000 | 45200
        เขาวง | 1 | | | | | | | | |
    """)
    assert column(found, "disbursed_baht") == [149200, 45200, None]
    assert raised(found) == {("J4", "TOTAL_MISMATCH")}
    assert found.cell_of(found.records[0], "disbursed_baht") == "K3"

"""Headers are found by what they say: one to three rows, merged or not, repeated, numbered, side by side."""

import pytest

from sheets_sync.model import Merge

from .sheets import column, raised, read, tab, table, why

PLOTS = """
    ทะเบียนแปลงโคก หนอง นา อำเภอยางตลาด จังหวัดกาฬสินธุ์
    ที่ | ชื่อ-สกุล | ตำบล | ประเภท | ขนาด (ไร่) | สถานะ
    1 | นายสมชาย ใจดี | หัวงัว | HLM | 3 | ขุดเสร็จ
    2 | นางคำพา ดีงาม | หัวงัว | CLM | 15 | กำลังขุด
"""


def test_a_header_of_one_row_under_a_title():
    found = table(PLOTS)
    assert (found.programme, found.shape, found.header_rows) == ("khok_nong_na", "register", (2,))
    assert column(found, "size_rai") == [3, 15]
    assert why(found) == {1: "title", 2: "header"}
    assert raised(found) == set()


def test_a_band_typed_once_over_the_first_of_its_columns():
    found = table("""
        ทะเบียนแปลงโคก หนอง นา อำเภอยางตลาด จังหวัดกาฬสินธุ์
        เจ้าของแปลง | เอกสารสิทธิ | | ที่อยู่ | | ประเภท | ขนาด
         | ชนิด | เลขที่ | เลขที่ | ตำบล | |
        นายสมชาย ใจดี | โฉนด | 123 | 45/1 | หัวงัว | HLM | 3 ไร่
    """)
    assert found.header_rows == (2, 3)
    assert found.records[0].values | {"deed_no": "123", "house_no": "45/1"} == found.records[0].values


def test_the_same_leaf_means_what_the_merged_band_over_it_says():
    found = table(
        """
        ทะเบียนแปลงโคก หนอง นา อำเภอยางตลาด จังหวัดกาฬสินธุ์
        เจ้าของแปลง | สัญญาจ้าง | | | โฉนด | งานขุด | | ประเภท | ขนาด
         | เลขที่ | ลงวันที่ | วงเงิน | เลขที่ | เริ่ม | เสร็จ | |
        นายสมชาย ใจดี | 1/2564 | 5 ม.ค. 64 | 104000 | 123 | 9 ม.ค. 64 | 12 ม.ค. 64 | HLM | 3
        """,
        merges=(Merge(1, 1, 2, 4), Merge(1, 5, 2, 7), Merge(1, 0, 3, 1)),
    )
    said = {"contract_no": "1/2564", "contract_date": "2021-01-05", "contract_baht": 104000, "deed_no": "123"}
    dug = {"dig_start": "2021-01-09", "dig_end": "2021-01-12"}
    assert found.records[0].values | said | dug == found.records[0].values


def test_three_rows_of_header_and_a_row_of_column_numbers():
    found = table(
        """
        สรุปโก่งธนูโมเดล จังหวัดกาฬสินธุ์
        ที่ | อำเภอ | จำนวนครัวเรือน | | | หมู่บ้านต้นแบบ
         | | เป้า/ผล | | |
         | | ทั้งหมด | ที่ปลูก | ≥ ๑๐ ชนิด |
        (1) | (2) | (3) | (4) | (5)=(4)-(3) | (6)
        1 | ยางตลาด | 100 | 80 | 60 | 2
        """,
        merges=(Merge(1, 2, 2, 5), Merge(2, 2, 3, 5), Merge(1, 5, 4, 6)),
    )
    assert found.header_rows == (2, 3, 4)
    assert why(found)[5] == "column_numbers"
    assert [column(found, name) for name in ("hh_total", "hh_growing", "hh_ge10", "villages")] == [
        [100],
        [80],
        [60],
        [2],
    ]


def test_a_header_repeated_on_the_next_page_is_no_record():
    again = "    ที่ | ชื่อ-สกุล | ตำบล | ประเภท | ขนาด (ไร่) | สถานะ\n"
    found = table(PLOTS + again + "    3 | นายวีระ สีนา | หัวงัว | HLM | 1 | ขุดเสร็จ\n")
    assert [record.row for record in found.records] == [3, 4, 6]
    assert why(found)[5] == "header"


def test_two_tables_side_by_side_are_both_read_and_every_value_keeps_its_cell():
    found = table("""
        สรุปโคก หนอง นา จังหวัดกาฬสินธุ์
        อำเภอ | จำนวนแปลง | เบิกจ่าย | คงเหลือ | | อำเภอ | จำนวนแปลง | เบิกจ่าย | คงเหลือ
        ยางตลาด | 2 | 104000 | 45200 | | เขาวง | 3 | 0 | 312000
        นาคู | 1 | 45200 | 0 | | | | |
    """)
    assert [(r.row, r.values["district_code"]) for r in found.records] == [(3, "4607"), (3, "4606"), (4, "4616")]
    assert [found.cell_of(record, "plots") for record in found.records] == ["B3", "G3", "B4"]


def test_two_tables_of_two_shapes_in_one_tab_are_two_tables():
    first, second = read(
        tab("""
        สรุปโคก หนอง นา จังหวัดกาฬสินธุ์ ข้อมูล ณ วันที่ 5 มี.ค. 64
        อำเภอ | จำนวนแปลง | งบประมาณ | เบิกจ่าย
        ยางตลาด | 2 | 149200 | 104000

        สรุปโก่งธนูโมเดล
        อำเภอ | จำนวนหมู่บ้าน | ครัวเรือนทั้งหมด | ปลูกแล้ว
        ยางตลาด | 1 | 100 | 80
        """)
    ).tables
    assert (first.programme, first.header_rows, len(first.records)) == ("khok_nong_na", (2,), 1)
    assert (second.programme, second.header_rows, second.as_of) == ("kong_thanu", (6,), "2021-03-05")


@pytest.mark.parametrize(
    "text",
    [
        """ทะเบียนกลุ่มออมทรัพย์ อำเภอยางตลาด
        ที่ | ชื่อ-สกุล | ตำบล | หมู่ | เบอร์โทร | จำนวนเงิน | สถานะ
        1 | นายสมชาย ใจดี | หัวงัว | 1 | 0810001234 | 5000 | ปกติ""",
        """รายชื่อ นพต. โคก หนอง นา อำเภอยางตลาด
        ที่ | ชื่อ-สกุล | ตำบล | หมู่ | เบอร์โทร | ตำแหน่ง
        1 | นายสมชาย ใจดี | หัวงัว | 1 | 0810001234 | นพต.""",
        """กองทุนพัฒนาบทบาทสตรี จังหวัดกาฬสินธุ์
        อำเภอ | จำนวนโครงการ | เงินกู้ (บาท) | ชำระคืน (บาท) | ร้อยละ
        ยางตลาด | 4 | 100000 | 50000 | 50""",
        """คำชี้แจงการกรอกข้อมูลโคก หนอง นา
        1. ให้อำเภอกรอกเฉพาะช่องสีเหลือง""",
        "",
    ],
)
def test_a_tab_of_neither_programme_is_listed_and_not_guessed_at(text):
    found = table(text)
    assert (found.programme, found.shape, found.records, found.findings) == (None, None, (), ())

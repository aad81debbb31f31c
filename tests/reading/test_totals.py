"""A sheet's own sums are held against its rows, never added; a figure that cannot be read makes them silent."""

import pytest

from .sheets import raised, table, why

HEAD = """สรุปโคก หนอง นา จังหวัดกาฬสินธุ์
    อำเภอ | จำนวนแปลง | งบประมาณ | เบิกจ่าย
    ยางตลาด | 2 | 208000 | 104000
    เขาวง | 3 | 312000 | 0
"""


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("    รวม | 5 | 520000 | 104000\n", set()),
        ("    รวม | 6 | 520000 | 104000\n", {("B5", "TOTAL_MISMATCH")}),
        ("    รวม | 5 | 520,000 บาท | 14000\n", {("D5", "TOTAL_MISMATCH")}),
        ("    รวม | | 520000 |\n", set()),
        ("    รวม | 5 | 520000 | 104000\n    นาคู | 1 | 104000 | 0\n    รวมทั้งสิ้น | 6 | 624000 | 104000\n", set()),
        ("    ยอดยกไป | 5 | 520000 | 104000\n    นาคู | 1 | 104000 | 0\n    รวม | 1 | 104000 | 0\n", set()),
        ("    นาคู | 1 | รอโอน | 0\n    รวม | 6 | 999 | 104000\n", {("C5", "NUMBER_UNREADABLE")}),
        (
            "    นาคู | 1 | รอโอน | 0\n    รวม | 7 | 999 | 104000\n",
            {("C5", "NUMBER_UNREADABLE"), ("B6", "TOTAL_MISMATCH")},
        ),
        (  # a figure that was read with a doubt counts as what it was read as
            "    นาคู | 1 | 1O4,000 | 0\n    รวม | 6 | 640000 | 104000\n",
            {("C5", "NUMBER_SUSPECT"), ("C6", "TOTAL_MISMATCH")},
        ),
        ("    นาคู | 1 | 1O4,000 | 0\n    รวม | 6 | 624000 | 104000\n", {("C5", "NUMBER_SUSPECT")}),
        ("    นาคู | | |\n    รวม | 5 | 520000 | 104000\n", set()),
    ],
)
def test_a_sum_is_compared_with_the_rows_that_it_may_mean(rows, expected):
    assert raised(table(HEAD + rows)) == expected


def test_the_finding_says_what_the_rows_add_up_to():
    (finding,) = table(HEAD + "    รวม | 6 | 520000 | 104000\n").findings
    assert (finding.value, finding.suggestion) == ("6", "5")
    assert why(table(HEAD + "    รวม | 6 | 520000 | 104000\n"))[5] == "total"


def test_a_subtotal_of_a_section_means_the_section():
    found = table(
        """ทะเบียนแปลงโคก หนอง นา จังหวัดกาฬสินธุ์
        ที่ | ชื่อ-สกุล | ประเภท | ขนาด (ไร่)
        อำเภอยางตลาด
        1 | นายสมชาย ใจดี | HLM | 3
        2 | นายวีระ ใจดี | HLM | 3
        รวมอำเภอยางตลาด 2 แปลง | | | 6
        อำเภอเขาวง
        1 | นายอุดม ใจดี | HLM | 1
        รวมอำเภอเขาวง 1 แปลง | | | 2
        รวมทั้งสิ้น 3 แปลง | | | 7
        """
    )
    assert raised(found) == {("D9", "TOTAL_MISMATCH")}

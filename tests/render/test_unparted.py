"""No line ends between a number and what it is of."""

from __future__ import annotations

import pytest

from sheets_sync.render.unparted import unparted


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("เดือน มกราคม พ.ศ. 2564", "เดือน มกราคม พ.ศ.~2564"),
        ("ภายในวันที่ 5 มีนาคม 2564", "ภายใน[วันที่~5]~มีนาคม~2564"),
        ("ครบกำหนดตั้งแต่ 26 ม.ค. 64", "ครบกำหนดตั้งแต่ 26~ม.ค.~64"),
        ("7 จาก 10 แปลง (70.0%)", "7 จาก 10~แปลง (70.0%)"),
        ("เวลา 08.00 น.", "เวลา 08.00~น."),
        ("ต้องเร่ง 1 (ปลูกผัก) · ตามแผน 9", "ต้องเร่ง~1 (ปลูกผัก) · ตามแผน~9"),
        ("คงเดิมจากเดือนก่อน (เทียบ 1 อำเภอ) · 1 เรื่อง", "คงเดิมจากเดือนก่อน (เทียบ~1~อำเภอ) · 1~เรื่อง"),
        ("ปลูกผักสวนครัวร้อยละ 70.9", "ปลูกผักสวนครัวร้อยละ~70.9"),
        ('<td width="15%">ต.บัวบาน หมู่ 5</td>', '<td width="15%">ต.บัวบาน หมู่~5</td>'),
        (
            '<title>มกราคม 2564</title><body><img alt="วันที่ 5"><b>วันที่ 5</b>',
            '<title>มกราคม 2564</title><body><img alt="วันที่ 5"><b>[วันที่~5]</b>',
        ),
        ("ขอนแก่น (11) เขาวง 3 นามน", "ขอนแก่น (11) เขาวง 3 นามน"),
    ],
)
def test_a_number_stays_with_its_unit(said: str, shown: str) -> None:
    shown = shown.replace("~", "\u00a0").replace("[", '<span style="white-space:nowrap">').replace("]", "</span>")
    assert unparted(said) == shown

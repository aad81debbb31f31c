"""A country's workbooks: a register of every district, a summary of every province, and some that are of neither."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import openpyxl

from sheets_sync.areas import area_name, districts, outside_the_capital

MORE = 22
WORKBOOKS = 976
Rows = list[list[object]]


def write_fleet(folder: Path) -> None:
    """76 provinces' folders with 878 districts' workbooks in them, and 22 lists of telephones."""
    for number, (name, rows) in enumerate(_books()):
        made = openpyxl.Workbook()
        sheet = made.worksheets[0]
        sheet.title = "ข้อมูล"
        for row in rows:
            sheet.append(row)
        home = folder / name[:2]
        home.mkdir(exist_ok=True)
        made.save(home / f"{number:03} {name}.xlsx")


def _books() -> Iterator[tuple[str, Rows]]:
    for province in outside_the_capital():
        yield province, _summary(province)
        for district in districts(province):
            yield district, _register(district)
    for number in range(MORE):
        yield f"46-{number}", [["ชื่อ", "โทรศัพท์"], [f"กลุ่มงานที่ {number}", "0810000000"]]


def _register(district: str) -> Rows:
    chance = random.Random(district)  # noqa: S311
    title = f"ทะเบียนแปลงโคก หนอง นา อำเภอ{area_name(district)} จังหวัด{area_name(district[:2])} ปีงบประมาณ 2564"
    head: list[object] = ["ลำดับ", "ชื่อ-สกุล", "หมู่ที่", "ประเภท", "ขนาด (ไร่)", "วงเงินตามสัญญา", "เบิกจ่าย", "สถานะ"]
    rows: Rows = [[title], head]
    for number in range(1, 6):
        paid = chance.choice([0, 104000])
        stage = "เบิกจ่ายแล้ว" if paid else chance.choice(["กำลังขุด", "ขุดแล้วเสร็จ", "ทำสัญญาแล้ว"])
        rows.append([number, f"นายคนที่{number} บ้าน{area_name(district)}", number, "HLM", 3, 104000, paid, stage])
    return rows


def _summary(province: str) -> Rows:
    title = f"สรุปโก่งธนูโมเดล จังหวัด{area_name(province)}"
    rows: Rows = [[title], ["อำเภอ", "จำนวนหมู่บ้าน", "ครัวเรือนทั้งหมด", "ครัวเรือนที่ปลูก"]]
    return rows + [[name, 1, 100, 60 + int(code) % 40] for code, name in districts(province).items()]

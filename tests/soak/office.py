"""One small province that reports: twelve workbooks, three people, and a folder in which it all happens."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import openpyxl

from sheets_sync.areas import area_name, districts
from sheets_sync.config import Config, load_config

PROVINCE = "74"  # three districts, so that a run takes a second
SHEETS = 12
PEOPLE = {"nation": "dg@example.go.th", "74": "ks@example.go.th", "7401": "mu@example.go.th"}
STAGES = ("กำลังขุด", "ขุดแล้วเสร็จ", "ทำสัญญาแล้ว", "เบิกจ่ายแล้ว")
EDITED = dt.datetime(2021, 1, 28, 9, tzinfo=dt.UTC).timestamp()


def write_sheets(folder: Path, count: int = SHEETS) -> list[Path]:
    """Twelve registers, four of each district, each with one plot that its office is asked about."""
    folder.mkdir(parents=True)
    return [write_sheet(folder, number) for number in range(count)]


def write_sheet(folder: Path, number: int, rows: int = 6, paid: int = 104000) -> Path:
    """One office's register, dated to January so that it counts as of then."""
    district = sorted(districts(PROVINCE))[number % 3]
    place = f"อำเภอ{area_name(district)} จังหวัด{area_name(PROVINCE)}"
    book = openpyxl.Workbook()
    tab = book.worksheets[0]
    tab.title = "ทะเบียน"
    tab.append([f"ทะเบียนแปลงโคก หนอง นา {place} ปีงบประมาณ 2564"])
    tab.append(["ลำดับ", "ชื่อ-สกุล", "หมู่ที่", "ประเภท", "ขนาด (ไร่)", "วงเงินตามสัญญา", "เบิกจ่าย", "สถานะ"])
    for row in range(1, rows + 1):
        size = "สามไร่ครึ่งกว่าๆ" if row == 1 else 3
        stage = STAGES[row % 4]
        spent = paid if stage == STAGES[3] else 0
        tab.append([row, f"นายคนที่{number}{row} ใจดี", number + 1, "HLM", size, 104000, spent, stage])
    path = folder / f"{number:02}.xlsx"
    book.save(path)
    touch(path, EDITED + number)
    return path


def touch(path: Path, at: float) -> None:
    """Set when a file was changed last."""
    os.utime(path, (at, at))


def write_config(folder: Path, sheets: Path, mail: str = "{path: mail}") -> Config:
    """The office's configuration in a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    people = ", ".join(
        f"{{unit: '{unit}', email: {email}, wants: [monthly, findings]}}" for unit, email in PEOPLE.items()
    )
    path = folder / "config.yaml"
    path.write_text(
        f"source: {{kind: workbooks, path: '{sheets}'}}\nmail: {mail}\nregions: {{}}\nrecipients: [{people}]\n", "utf-8"
    )
    return load_config(path)

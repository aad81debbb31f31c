"""Small .xlsx files, written by hand or by openpyxl, for the tests of the sources."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="แปลง" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="x/{}" Target="{}"/></Relationships>'
)


def raw_book(path: Path, sheet: str, **more: str) -> Path:
    """An .xlsx whose only sheet holds the XML given."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", RELATIONS.format("officeDocument", "xl/workbook.xml"))
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS.format("worksheet", "worksheets/sheet1.xml"))
        archive.writestr("xl/worksheets/sheet1.xml", SHEET.format(sheet))
        for name, text in more.items():
            archive.writestr(name, text)
    return path


def book(path: Path, fill: Callable[[Worksheet], object], title: str = "แปลง") -> Path:
    """An .xlsx of one tab that `fill` writes into."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = title
    fill(sheet)
    made.save(path)
    return path

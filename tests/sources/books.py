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


ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    "{styles}<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
)


def raw_ods(path: Path, rows: str, styles: str = "", tables: str = "", **more: str) -> Path:
    """An .ods whose first tab holds the rows given, with more tabs and more parts if need be."""
    first = f'<table:table table:name="แปลง">{rows}</table:table>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(styles=styles, tables=first + tables))
        for name, text in more.items():
            archive.writestr(name, text)
    return path


def typed(kind: str, value: str, shown: str = "", more: str = "") -> str:
    """A cell of an .ods: its type, its value and the text shown."""
    name = {"string": "string-value", "date": "date-value", "time": "time-value", "boolean": "boolean-value"}.get(
        kind, "value"
    )
    paragraphs = f"<text:p>{shown}</text:p>" if shown else ""
    return (
        f'<table:table-cell office:value-type="{kind}" office:{name}="{value}" {more}>{paragraphs}</table:table-cell>'
    )


def said(text: str, more: str = "") -> str:
    """A cell of an .ods that holds a text."""
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def ods_row(*cells: str, more: str = "") -> str:
    """A row of an .ods."""
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"

"""The workbook that goes with an edition, read back by another library."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync import areas
from sheets_sync.model import Finding, KeptFinding, Severity
from sheets_sync.render import Material, compose_edition
from sheets_sync.render.annexes.book import workbook_of

from ..building import NOW, kept, material, plot, reading, table
from ..offices import OFFICES

EVERY = ("nation", "region-12", "46", "4607")


def made(made_of: Material, code: str) -> bytes:
    unit = made_of.units.get(code) or areas.unit(code)
    return workbook_of(made_of, unit, compose_edition(made_of, unit))


def sheets(raw: bytes) -> dict[str, Worksheet]:
    book = openpyxl.load_workbook(io.BytesIO(raw))
    return {sheet.title: sheet for sheet in book.worksheets}


def said(raw: bytes) -> str:
    """Every text of every sheet."""
    return "\n".join(
        str(cell.value) for sheet in sheets(raw).values() for row in sheet for cell in row if cell.value is not None
    )


def test_each_level_gets_its_own_sheets() -> None:
    registers = ["ทะเบียนโคก หนอง นา", "แผนโคก หนอง นา", "ทะเบียนโก่งธนู"]
    assert list(sheets(made(OFFICES, "nation"))) == ["สรุป", "รายจังหวัด", "จุดที่ควรแก้ไข"]
    assert list(sheets(made(OFFICES, "46"))) == ["สรุป", "รายอำเภอ", *registers, "จุดที่ควรแก้ไข"]
    assert list(sheets(made(OFFICES, "4607"))) == ["สรุป", *registers, "จุดที่ควรแก้ไข"]


def test_a_register_has_a_row_for_each_plot_of_the_unit() -> None:
    """Ten plots each of ยางตลาด and เมือง."""
    assert sheets(made(OFFICES, "46"))["ทะเบียนโคก หนอง นา"].max_row == 4 + 20
    assert sheets(made(OFFICES, "4607"))["ทะเบียนโคก หนอง นา"].max_row == 4 + 10


@pytest.mark.parametrize("unit", EVERY)
def test_headers_stay_and_can_be_filtered(unit: str) -> None:
    for sheet in sheets(made(OFFICES, unit)).values():
        head = int(re.sub(r"\D", "", sheet.auto_filter.ref.split(":")[0]))
        assert sheet.freeze_panes == f"B{head + 1}"
        assert all(cell.value for cell in sheet[head])


def test_the_summary_says_what_the_mail_says_and_unknown_is_no_nought() -> None:
    rows = [[cell.value for cell in row] for row in sheets(made(OFFICES, "46"))["สรุป"].iter_rows(min_row=6)]
    by_name = {row[1]: row for row in rows}
    dug = by_name["ขุดปรับพื้นที่แล้วเสร็จ"]
    assert (dug[3], dug[4], dug[7]) == (20, 15, "รอข้อมูล")
    blank = sheets(made(material(reading("ก")), "46"))["สรุป"]
    assert [row[4].value for row in blank.iter_rows(min_row=6, max_row=8)] == ["รอข้อมูล"] * 3


def test_the_same_snapshot_makes_the_same_bytes() -> None:
    assert made(OFFICES, "46") == made(OFFICES, "46")


def test_links_lead_to_the_officers_sheets_and_nowhere_else() -> None:
    sheet = sheets(made(OFFICES, "4607"))["ทะเบียนโคก หนอง นา"]
    links = [cell.hyperlink for row in sheet for cell in row if cell.hyperlink]
    assert len(links) == 10
    assert (links[0].target, links[0].location) == (
        "https://docs.google.com/spreadsheets/d/workbook-4607/edit",
        "gid=0&range=A5",
    )
    evil = kept("ก", "4607", url="https://evil.example/spreadsheets/edit")
    raw = made(material(reading("ก", table(plot("นายเอ บี"))), books=(evil,)), "4607")
    assert b"evil.example" not in b"".join(zipfile.ZipFile(io.BytesIO(raw)).read(n) for n in _names(raw))


def test_without_an_address_a_row_and_a_cell_are_told_in_words() -> None:
    """Workbooks of a folder: the title, the tab and the cell, so that an officer finds them all the same."""
    book = kept("ก", "4607", title="ยางตลาด 2564.xlsx", url="file:///srv/sheets/x.xlsx")
    finding = Finding("AREA_UNITS", Severity.ERROR, "J6", "ดู", tab="บัญชีแปลง", workbook_id="ก", unit="4607")
    rows = table(plot("นายเอ บี"), plot("นายซี ดี"), tab="บัญชีแปลง")
    raw = made(material(reading("ก", rows), books=(book,), findings=(KeptFinding(finding, NOW),)), "4607")
    last = {name: sheet.cell(sheet.max_row, sheet.max_column).value for name, sheet in sheets(raw).items()}
    assert last["ทะเบียนโคก หนอง นา"] == "ยางตลาด 2564.xlsx · บัญชีแปลง · A6"
    assert last["จุดที่ควรแก้ไข"] == "ยางตลาด 2564.xlsx · บัญชีแปลง · J6"
    assert not any(cell.hyperlink for sheet in sheets(raw).values() for row in sheet for cell in row)


def _names(raw: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(raw)).namelist()


def test_nothing_in_it_runs() -> None:
    """Formulas, addresses and markup that officers typed are texts; there is no external relation."""
    texts = ('=HYPERLINK("http://evil.example")', "+1+1", "@SUM(A1)", "http://evil.example", "<script>", "\x07{{7*7}}")
    rows = [plot(f"นายเอ บี{n}", problem=text, remark=text) for n, text in enumerate(texts)]
    finding = Finding("AREA_UNITS", Severity.ERROR, "A1", texts[0], tab=texts[0], workbook_id="ก", unit="4607")
    raw = made(material(reading("ก", table(*rows)), findings=(KeptFinding(finding, NOW),)), "4607")
    cells = [cell for sheet in sheets(raw).values() for row in sheet for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    assert all(text.strip("\x07") in said(raw) for text in texts)


@pytest.mark.parametrize("unit", EVERY)
def test_nobodys_data_leaves_its_district_and_there_it_is_masked(unit: str) -> None:
    canaries = ("ขวัญเรือน", "คานารีวงศ์", "0812345678", "1469900123457", "99/9", "โฉนด777")
    person = {"phones": ["0812345678"], "citizen_id_last4": "3457", "house_no": "99/9", "deed_no": "โฉนด777"}
    text = "นางขวัญเรือน คานารีวงศ์ โทร 0812345678 บัตร 1469900123457"
    rows = [plot("นางขวัญเรือน คานารีวงศ์", problem=text, remark=text, stage="designed", **person)]
    finding = Finding("PHONE_BAD", Severity.WARNING, "B5", text, text, "", "phones", workbook_id="ก", unit="4607")
    raw = made(material(reading("ก", table(*rows)), findings=(KeptFinding(finding, NOW),)), unit)
    found = [canary for canary in canaries if canary in said(raw)]
    assert found == (["โฉนด777"] if unit == "4607" else [])
    assert ("นางข••• ค•••" in said(raw)) == (unit == "4607")

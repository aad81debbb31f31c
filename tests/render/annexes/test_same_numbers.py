"""Mail, print and workbook say the same numbers: all four are read back."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from bs4 import BeautifulSoup

from sheets_sync import areas
from sheets_sync.render import Templates, compose_edition, render, words
from sheets_sync.render.annexes.book import workbook_of
from sheets_sync.render.annexes.document import document_of

from ..offices import OFFICES
from ..printed import said

Numbers = dict[str, tuple[str, str, str, str]]
"""By label and unit: target, actual, percent, change, as they are shown; “–” where there is none, “…” unknown."""


def of_html(page: str) -> Numbers:
    rows = [row for row in BeautifulSoup(page, "html.parser").find_all("tr", class_="stack") if len(row("td")) == 4]
    return {row.th.contents[0].strip(): tuple(cell.get_text() for cell in row("td")) for row in rows if row.th}  # type: ignore[misc]


def of_text(text: str) -> Numbers:
    part = r"\* (.+?): (\S+) (.+?)(?: · เป้าหมาย (\S+))?(?: · ร้อยละ (\S+))?(?: · เปลี่ยน (\S+))?(?: ·| \[|$)"
    found = {}
    for section in re.findall(r"== ตัวชี้วัด .+ ==\n((?:\* .+\n+)+)", text):
        for label, actual, unit, target, percent, change in re.findall(part, section, re.MULTILINE):
            found[f"{label} ({unit})"] = (target or "–", actual, percent or "–", change or "–")
    return found


def of_print(raw: bytes, labels: list[str]) -> Numbers:
    told = said(raw)
    found = {label: re.search(re.escape(label) + r" (\S+) (\S+) (\S+) (\S+)", told) for label in labels}
    return {label: match.groups() for label, match in found.items() if match}  # type: ignore[misc]


def of_book(raw: bytes) -> Numbers:
    sheet = openpyxl.load_workbook(io.BytesIO(raw))["สรุป"]
    found = {}
    for _, label, unit, target, actual, percent, change, *_ in sheet.iter_rows(min_row=6, values_only=True):
        millions = str(unit).startswith("ล้าน")

        def amount(value: object, *, share: bool = False, millions: bool = millions) -> str:
            if value in (None, "รอข้อมูล"):
                return words.UNKNOWN if value else "–"
            number = float(str(value))
            text = words.percent(number) if share else f"{number:,.2f}" if millions else words.number(number)
            return text.replace("-", words.MINUS)

        rise = words.signed(amount(change), None if change is None else float(str(change)))
        found[f"{label} ({unit})"] = (amount(target), amount(actual), amount(percent, share=True), rise)
    return found


@pytest.mark.parametrize("code", ["nation", "region-12", "46", "40", "4607", "4601"])
def test_the_same_numbers_everywhere(code: str) -> None:
    unit = OFFICES.units.get(code) or areas.unit(code)
    view = compose_edition(OFFICES, unit)
    mail = render(view, Templates.open())
    html = of_html(mail.html)
    assert len(html) == sum(len(programme.rows) for programme in view.programmes if not programme.waiting)
    assert of_text(mail.text) == html
    assert of_print(document_of(view), list(html)) == html
    book = of_book(workbook_of(OFFICES, unit, view))
    assert {label: numbers for label, numbers in book.items() if label in html} == html
    assert {actual for label, (_, actual, *_) in book.items() if label not in html} <= {words.UNKNOWN}
    assert len(book) == sum(len(programme.rows) for programme in view.programmes)

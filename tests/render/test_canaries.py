"""A name, phone, citizen ID and address, typed wherever an office can type, are in nothing that leaves the program."""

from __future__ import annotations

import io
import re
from functools import cache

import openpyxl
import pytest

from sheets_sync import areas
from sheets_sync.model import Finding, KeptFinding, Severity, Table
from sheets_sync.periods import Quarter
from sheets_sync.render import Discretion, Material, compose_edition, compose_quarter, notice_letter, render
from sheets_sync.render.annexes.book import workbook_of
from sheets_sync.render.annexes.document import document_of
from sheets_sync.render.annexes.pins import pins_of
from sheets_sync.render.drawing.canvas import Canvas
from sheets_sync.render.pictures.essence import draw_essence

from .building import NOW, PROGRAMMES, kept, material, plot, reading, shipped, table, village
from .noticing import notice_material
from .printed import said

NAME = "นางสาวขวัญเรือน คานารีวงศ์"
NUMBERS = ("0812345678", "081-234-5678", "๐๘๑ ๒๓๔ ๕๖๗๘", "+66 81 234 5678")
IDS = ("1469900123457", "1-4699-00123-45-7", "๑๔๖๙๙๐๐๑๒๓๔๕๗", "1 4699 00123 45 7", "1469900\u200b123457")
TYPED = " ".join(("แจ้ง", NAME, "โทร", *NUMBERS, "บัตร", *IDS, "อีเมล kwan@example.go.th", "แล้ว"))
CANARIES = ("ขวัญเรือน", "คานารีวงศ์", "81234567", "469900123457", "kwan@", "99/9")
UNITS = ("nation", "region-12", "46", "4607")
PLOT = plot(
    NAME, citizen_id_last4="3457", phones=["0812345678"], house_no="99/9", reporter=NAME, stage="paused", problem=TYPED,
    remark=TYPED, contractor=TYPED, village=TYPED, plot_code=TYPED, soil=TYPED, latitude=16.4, longitude=103.3,
)  # fmt: skip
HOME = village(1, village=TYPED, best_practice=TYPED, problem=TYPED, remark=TYPED, reporter=NAME, latitude=16.4,
               longitude=103.3)  # fmt: skip
PLAN = {"district_code": "4607", "activity": TYPED, "owner_name": NAME, "responsible": NAME, "remark": TYPED,
        "planned_end": "2021-01-02", "status": "in_progress"}  # fmt: skip


def tables() -> tuple[Table, ...]:
    return (
        table(PLOT, tab=TYPED),
        table(HOME, programme="kong_thanu", tab=TYPED, tab_id=1),
        table(PLAN, shape="plan", tab=TYPED, tab_id=2),
    )


READING = reading("ก", *tables())
FOUND = tuple(
    KeptFinding(
        Finding(
            code, Severity.ERROR, cell, TYPED, TYPED, TYPED, field, tab=TYPED, tab_id=0, workbook_id="ก", unit="4607"
        ),
        NOW,
    )
    for code, cell, field in (("AREA_UNITS", "J5", "area_rai"), ("PHONE_BAD", "B5", "phones"), ("CID_BAD", "C5", ""))
)


@cache
def planted() -> Material:
    return material(READING, before=(READING,), books=(kept("ก", "4607", title=TYPED),), findings=FOUND)


def canaries_in(text: str) -> list[str]:
    """Those that stand in a text, whatever digits they are written in and whatever parts them."""
    plain = re.sub(r"(?<=\d)[\s\-.\u200b\u00a0]+(?=\d)", "", "".join(map(_ascii, text)))
    return [canary for canary in CANARIES if canary in plain or canary in text]


def _ascii(letter: str) -> str:
    return str(int(letter)) if letter.isdecimal() else letter


def test_canaries_are_heard() -> None:
    assert canaries_in(TYPED + " 99/9") == list(CANARIES)


@pytest.mark.parametrize("code", UNITS)
def test_none_is_in_a_mail(code: str) -> None:
    mail = render(compose_edition(planted(), planted().units.get(code) or areas.unit(code)), shipped())
    assert canaries_in(mail.subject + mail.text + mail.html) == []


def test_none_is_in_a_quarter() -> None:
    made = material(READING, before=(READING,), findings=FOUND, quarter=Quarter(2564, 1))
    mail = render(compose_quarter(made, made.units["region-12"]), shipped(), "quarterly")
    assert canaries_in(mail.subject + mail.text + mail.html) == []


@pytest.mark.parametrize("code", UNITS)
def test_none_is_in_print_or_in_the_picture_for_a_group(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    view = compose_edition(planted(), planted().units.get(code) or areas.unit(code))
    monkeypatch.setattr(Canvas, "words", lambda _, at, text, *more, **how: drawn.append(text))
    draw_essence(view)
    monkeypatch.undo()
    assert drawn
    assert canaries_in(said(document_of(view)) + "\n".join(drawn)) == []


@pytest.mark.parametrize("code", UNITS)
def test_none_is_in_a_workbook_or_on_a_pin(code: str) -> None:
    unit = planted().units.get(code) or areas.unit(code)
    view = compose_edition(planted(), unit)
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(planted(), unit, view)))
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    links = [cell.hyperlink.target or "" for cell in cells if cell.hyperlink]
    told = "\n".join([*book.sheetnames, *(str(cell.value) for cell in cells), *links])
    assert canaries_in(told) == []
    assert canaries_in((pins_of(planted(), unit, view) or b"").decode("utf-8")) == []


def test_none_is_in_a_notice() -> None:
    notes = notice_material(
        *FOUND, books={"ก": kept("ก", "4607", title=TYPED)}, discretion=Discretion.of(PROGRAMMES, (READING,))
    )
    mail = notice_letter(notes, areas.unit("4607"), shipped())
    assert "J5" in mail.text
    assert canaries_in(mail.subject + mail.text + mail.html) == []

"""Whose data is expected, whose has come, and whose came in time (DHIS2: reporting rates; docs/adr/0009)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ..merge import UNKNOWN
from ..model import KeptWorkbook, Level, Unit, WorkbookState
from ..periods import BANGKOK, thai_date_short
from . import words
from .links import sheet_link
from .masking import masked
from .material import Material

GOOD = (WorkbookState.FRESH, WorkbookState.UNCHANGED)
STATES = {
    WorkbookState.STALE: "ยังไม่ปรับปรุงตั้งแต่ปิดงวดก่อน",
    WorkbookState.LOST_ACCESS: "ไม่มีสิทธิ์เปิดไฟล์แล้ว",
    WorkbookState.TRASHED: "ไฟล์อยู่ในถังขยะ",
    WorkbookState.OFFICE_FILE: "เป็นไฟล์ Excel ยังไม่ได้แปลงเป็น Google ชีต",
    WorkbookState.UNREADABLE: "อ่านไฟล์ไม่ได้",
    WorkbookState.HELD: "ข้อมูลหายไปมากผิดปกติ รอยืนยัน",
}
GONE = "เคยส่งข้อมูล แต่ไม่มีในชุดนี้"


@dataclass(frozen=True, slots=True)
class Awaited:
    """What is expected of one office: a workbook, or the data of a district that has reported before."""

    office: str  # DOPA code; empty where nobody knows whose it is
    title: str  # masked; empty for a district without a workbook
    why: str = ""  # what is missing, in Thai; empty when it has come
    since: dt.datetime | None = None  # the last that is known of it
    on_time: bool = False
    link: str = ""  # to the workbook, where a mail may carry its address

    @property
    def came(self) -> bool:
        return not self.why

    @property
    def name(self) -> str:
        """The office where it is known, else the workbook."""
        return words.office_of_code(self.office) or self.title


@dataclass(frozen=True, slots=True)
class Rate:
    """How much of what is expected has come, and how much of it by the closing."""

    expected: int
    actual: int
    on_time: int


def awaited_of(material: Material, unit: Unit) -> list[Awaited]:
    """Everything that is expected of a unit, by office.

    Expected is every known workbook of an office in the unit, and every district of it that has ever reported; of a
    district that keeps no workbook of its own, those that hold its rows. A readable workbook without one row of a
    programme is nobody's report.
    """
    books = [_awaited(material, book) for book in _expected_books(material, unit)]
    told = {one.office for one in books}
    silent = [
        Awaited(code, "", GONE)
        for code in material.districts_of(unit)
        if code in material.ever and code not in material.reporting and code not in told
    ]
    return [*books, *silent]


def missing_of(material: Material, unit: Unit) -> list[Awaited]:
    """What is expected of a unit and has not come."""
    return [one for one in awaited_of(material, unit) if not one.came]


def rate_of(awaited: Iterable[Awaited]) -> Rate:
    """Expected, actual and on time."""
    every = list(awaited)
    return Rate(len(every), sum(one.came for one in every), sum(one.on_time for one in every))


def complete(material: Material, unit: Unit) -> bool:
    """Whether something is known of a unit, and everything expected of it has come."""
    return bool(material.known(material.districts_of(unit))) and not missing_of(material, unit)


def why_missing(book: KeptWorkbook, before: dt.datetime) -> str:
    """What a workbook lacks to be the month's; empty when it was read, and entered into since the closing before."""
    state = book.seen_from(before)
    return "" if state in GOOD else STATES.get(state, STATES[WorkbookState.STALE])


def told_since(one: Awaited) -> str:
    """`… ข้อมูลล่าสุด 25 พ.ย. 63`: since when a workbook has been silent."""
    since = f" ข้อมูลล่าสุด {thai_date_short(one.since.astimezone(BANGKOK).date())}" if one.since else ""
    return f"{one.title or one.name} – {one.why}{since}"


def _expected_books(material: Material, unit: Unit) -> list[KeptWorkbook]:
    """The workbooks whose office lies in the unit; those of no known office that cannot be read are the nation's."""
    books = material.workbooks_of(unit)
    if unit.level is Level.DISTRICT:
        own = [book for book in books if book.office == unit.code]
        return own or list(books)
    provinces = material.provinces_of(unit)
    return [
        book
        for book in books
        if book.office[:2] in provinces or (unit.level is Level.NATION and not book.office and book.state not in GOOD)
    ]


def _awaited(material: Material, book: KeptWorkbook) -> Awaited:
    why = why_missing(book, material.month.previous.closes(material.closing))
    closes = material.month.closes(material.closing)
    in_time = book.changed_at is None or book.changed_at <= closes or book.workbook_id in material.in_time
    return Awaited(
        book.office.replace(UNKNOWN, ""),
        masked(book.title),
        why,
        book.changed_at or book.read_at,
        on_time=not why and in_time,
        link=sheet_link(book),
    )

"""Recipients as an office lists them in a sheet: its registry's tab `ผู้รับ` (contract.md, section 5)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..areas import area_name
from ..codes import CODES
from ..model import BLANK, Cell, Finding, Recipient, Severity, Tab, Workbook
from ..model.a1 import a1
from ..reading.places import resolve_district, resolve_province
from ..reading.text import clean, fold, line, plain, quote
from .settings import DEFAULT_WANTS
from .values import ADDRESS

TAB = "ผู้รับ"
WRONG = "RECIPIENT_WRONG"
HEADER_WITHIN = 10  # rows: above the header may stand a title and notes
HEADS = {
    "unit": "หน่วย หน่วยงาน หน่วยรับรายงาน พื้นที่ รหัส รหัสหน่วย unit code area".split(),
    "name": "ชื่อ ชื่อสกุล ชื่อผู้รับ ชื่อตำแหน่ง ผู้รับ ตำแหน่ง name recipient".split(),
    "email": "อีเมล อีเมล์ อีเมลล์ เมล ที่อยู่อีเมล email mail emailaddress address".split(),
    "wants": "ต้องการ รับ สิ่งที่ต้องการ รายงานที่ต้องการ ประเภทรายงาน wants reports".split(),
}
NATION = frozenset("nation ประเทศ ทั้งประเทศ ภาพรวมทั้งประเทศ ส่วนกลาง กรม กรมการพัฒนาชุมชน กรมพช".split())
REGION = re.compile(r"(?:region|(?:ผู้ตรวจราชการ(?:กรม)?)?\s*เขต(?:ตรวจราชการ)?(?:ที่)?)[\s-]*(\d{1,2})")
DISTRICT = re.compile(r"(?:อำเภอ|อ\s*\.|กิ่ง|สพอ|พัฒนาการอำเภอ|เขต)")
WANTS = {
    **dict.fromkeys("monthly รายเดือน เดือน ประจำเดือน รายงานประจำเดือน รายงานเดือน".split(), "monthly"),
    **dict.fromkeys("quarterly รายไตรมาส ไตรมาส ประจำไตรมาส รายงานไตรมาส".split(), "quarterly"),
    **dict.fromkeys("findings ใบแจ้ง แจ้งแก้ไข แจ้งให้แก้ไข ข้อที่ควรแก้ไข ข้อที่ต้องตรวจสอบ ใบแจ้งแก้ไข".split(), "findings"),
}
EVERYTHING = frozenset("ทั้งหมด ทุกอย่าง all".split())
NOTHING = frozenset("- none ไม่ต้องการ ไม่รับ งด".split())


@dataclass(frozen=True, slots=True)
class Registered:
    """The recipients of a registry, and what is wrong in its rows; `known` is false where no list could be made out."""

    people: tuple[Recipient, ...]
    findings: tuple[Finding, ...]
    known: bool = True


def registered(workbook: Workbook, regions: Collection[int]) -> Registered:
    """Who is listed in a registry's tab of recipients; a wrong row is a Finding at its cell and harms no other.

    A tab or header that is not there makes no empty list: `known` is false, so that the last good one can stand.
    """
    tab = next((tab for tab in workbook.tabs if tab.title.strip() == TAB), None)
    if tab is None:
        return Registered((), (), known=False)
    head = next((found for row in range(min(HEADER_WITHIN, len(tab.rows))) if (found := _header(tab, row))), None)
    if head is None:
        said = f"ไม่พบหัวตารางในแท็บ {TAB} โปรดใส่หัวคอลัมน์ หน่วย ชื่อ อีเมล ระหว่างนี้ใช้รายชื่อครั้งก่อน"
        return Registered((), (_finding(workbook, tab, "A1", said),), known=False)
    first, columns = head
    people: list[Recipient] = []
    findings: list[Finding] = []
    for row in range(first, len(tab.rows)):
        person, wrong = _row(tab, row, columns, regions)
        people += [person] if person else []
        findings += [_finding(workbook, tab, *each) for each in wrong]
    return Registered(tuple(people), tuple(findings))


def _header(tab: Tab, row: int) -> tuple[int, Mapping[str, int]] | None:
    """The first row of people and the column of each field, where a row heads a unit and an address."""
    found: dict[str, int] = {}
    for column, cell in enumerate(tab.rows[row]):
        for field, heads in HEADS.items():
            if fold(cell.text) in heads:
                found.setdefault(field, column)
    return (row + 1, found) if {"unit", "email"} <= found.keys() else None


Wrong = tuple[str, str, str, str]
"""Cell, what is wrong in Thai, what was typed, and the suggestion."""


def _row(
    tab: Tab, row: int, columns: Mapping[str, int], regions: Collection[int]
) -> tuple[Recipient | None, list[Wrong]]:
    """The person of a row, and what is wrong in it; neither for a blank one, no person for one struck out."""
    cells = {field: _cell(tab.rows[row], column) for field, column in columns.items()}
    places = {field: a1(row, column) for field, column in columns.items()}
    unit, email = line(cells["unit"].text), clean(cells["email"].text)
    if not unit and not email:
        return None, []
    wrong: list[Wrong] = []
    if cells["email"].struck or cells["unit"].struck:
        said = "แถวนี้ถูกขีดฆ่า ระบบจึงไม่ส่งให้ หากเลิกส่งแล้วโปรดลบแถว หากยังส่งโปรดเอาขีดออก"
        return None, [(places["email"], said, email, "")]
    code, near = unit_named(unit, regions)
    if not code:
        said = f"ไม่รู้จักหน่วย {quote(unit)}" if unit else "แถวนี้ไม่ได้บอกว่าเป็นผู้รับของหน่วยใด"
        hint = " โปรดใส่ nation, region-12, รหัส เช่น 46 หรือ 4607 หรือชื่อ เช่น กาฬสินธุ์, อำเภอยางตลาด"
        wrong.append((places["unit"], said + hint, unit, near))
    if not ADDRESS.fullmatch(email):
        said = "อีเมลนี้ใช้ส่งไม่ได้ โปรดใส่อีเมลเดียวต่อแถว เช่น name@example.go.th" if email else "แถวนี้ยังไม่มีอีเมล"
        wrong.append((places["email"], said, email, _mended(email)))
    wants, strange = _wanted(cells["wants"].text) if "wants" in cells else (DEFAULT_WANTS, [])
    if strange:
        said = f"ไม่รู้จักคำว่า {quote(', '.join(strange))} โปรดใส่ รายเดือน, รายไตรมาส, แจ้งแก้ไข หรือ ทั้งหมด"
        wrong.append((places["wants"], said, line(cells["wants"].text), ""))
    if not code or not ADDRESS.fullmatch(email) or not wants:
        return None, wrong
    name = line(cells["name"].text) if "name" in cells else ""
    return Recipient(code, name, email, tuple(wants), cell=places["email"]), wrong


def _cell(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else BLANK


def _mended(email: str) -> str:
    """An address that was only wrapped in blanks, brackets or a mailto:; empty where it is none."""
    found = list(dict.fromkeys(match[0] for match in ADDRESS.finditer(email)))
    return found[0] if len(found) == 1 and "." in found[0].split("@")[1] else ""


def _wanted(text: str) -> tuple[Sequence[str], list[str]]:
    """What is wanted, in the order of the contract, and the words that mean nothing; blank means the usual."""
    words = [word for word in re.split(r"[,;/|\n\s]+|และ", plain(text)) if word]
    if not words:
        return DEFAULT_WANTS, []
    if set(words) <= NOTHING:
        return (), []
    strange = [word for word in words if word not in WANTS and word not in EVERYTHING]
    asked = set(WANTS.values()) if EVERYTHING & set(words) else {WANTS[word] for word in words if word in WANTS}
    return tuple(want for want in dict.fromkeys(WANTS.values()) if want in asked) or DEFAULT_WANTS, strange


def unit_named(text: str, regions: Collection[int]) -> tuple[str, str]:
    """The unit's code that a text names, or empty and the nearest name: 46, กาฬสินธุ์, อำเภอยางตลาด, เขต 12, ประเทศ."""
    key = fold(text)
    if key in NATION:
        return "nation", ""
    if match := REGION.fullmatch(plain(text).strip()):
        number = int(match[1])
        return (f"region-{number}", "") if number in regions else ("", "")
    if key.isdecimal():
        return (key, "") if len(key) in (2, 4) and area_name(key) else ("", "")
    for code, sure in _places(text):
        if sure:
            return code, ""
    return "", next((area_name(code) for code, _ in _places(text) if code), "")


def _places(text: str) -> Iterator[tuple[str, bool]]:
    """Province and district that a text may name, and whether without a doubt; never a guess for who gets mail."""
    found = (
        (resolve_district(text),) if DISTRICT.match(plain(text)) else (resolve_province(text), resolve_district(text))
    )
    for place in found:
        sure = all(doubt.severity is Severity.INFO for doubt in place.doubts)
        yield place.code or "", bool(place.code) and sure


def _finding(workbook: Workbook, tab: Tab, cell: str, said: str, typed: str = "", suggestion: str = "") -> Finding:
    return Finding(
        WRONG, CODES[WRONG], cell, said, typed, suggestion, tab=tab.title, tab_id=tab.id, workbook_id=workbook.id
    )

"""What titles, section rows and tab names say for the rows below: where, as of when, from which money."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..areas import districts
from ..model import Cell
from ..periods import ERA, FIRST_BE_YEAR
from .cells import Context, understand
from .places import capital, resolve_district, resolve_province, resolve_tambon
from .text import arabic, fold, line
from .understood import Doubt

MODELS = ("HLM", "CLM")

_NAME = r"(?P<name>(?!ที่|ละ|นี้|ใด|ทุก|เป้าหมาย|อื่น)[ก-ฮเแโใไa-z][ก-๎a-z]*)"
_PROVINCE = re.compile(r"(?:สพจ\.?|จังหวัด|(?<![ก-๙])จว?\.)\s*" + _NAME)
_DISTRICT = re.compile(r"(?:สพอ\.?|(?:กิ่ง)?อำเภอ|(?<![ก-๙.])(?:กิ่ง\s*)?อ\.)\s*" + _NAME)
_TAMBON = re.compile(r"(?:(?<!ส่วน)(?<!เทศบาล)ตำบล|(?<![ก-๙.])ต\.)\s*" + _NAME)
_ADDRESS = re.compile(r"ถนน|ถ\.|โทร|หมู่\s*(?:ที่)?\s*\d|ม\.\s*\d|เลขที่|ที่ว่าการ|สำนักงาน|ไปรษณีย์|\d{5}")
_AS_OF = re.compile(r"(?:(?:ข้อมูล\s*)?(?:ณ|สิ้น)\s*(?:วันที่)?|ข้อมูล\s*(?:วันที่|ถึงวันที่|ถึง)|ถึงวันที่|as of)\s*(?P<day>\d.*)$")
_DAY = re.compile(
    r"\d{1,2}\s*[ก-์.]+\s*(?:พ\.?\s*ศ\.?)?\s*\d{2,4}|\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}|\d{4}-\d\d-\d\d"
)
_WAITS_FOR_DAY = re.compile(r"(?:ณ\s*(?:วันที่)?|ข้อมูล\s*วันที่|as of)\s*:?$")
_YEAR = re.compile(
    r"(?:ปี\s*(?:งบประมาณ|งบ|งปม\.?)?\s*(?:พ\.?\s*ศ\.?)?\s*|งบปี\s*|fy\s*)(?P<year>(?:25|20)\d\d|[67]\d)(?!\d)"
)
_BUDGET = re.compile(
    r"(?P<source>งบ(?!ประมาณ|ปี|คง|จัดสรร|เหลือ|ลงทุน)[ก-๎.]+(?:กรมฯ?)?|(?:พ\.?ร\.?ก\.?\s*)?เงินกู้|พ\.?ร\.?ก\.?\s*กู้เงิน[ก-๎]*)"
)
_NOT_IN_NAME = re.compile(r"\d+|ใหม่|สำเนาของ|copy of|แก้ไข", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scope:
    """What is known for a tab, or for the rows of a section, before any row is read."""

    province: str = ""
    district: str = ""
    tambon: str = ""
    as_of: str | None = None
    fiscal_year: int | None = None
    budget_source: str | None = None
    model: str | None = None
    text: str = ""

    def within(self, wider: Scope) -> Scope:
        """The same scope with what only the wider one knows; nothing that contradicts it."""
        province = self.province or self.district[:2] or wider.province
        agrees = not self.province or not wider.district or wider.district.startswith(self.province)
        return replace(
            self,
            province=province,
            district=self.district or (wider.district if agrees else ""),
            tambon=self.tambon or (wider.tambon if agrees and wider.tambon.startswith(self.district) else ""),
            fiscal_year=self.fiscal_year or wider.fiscal_year,
            budget_source=self.budget_source or wider.budget_source,
            model=self.model or wider.model,
        )


def read_titles(cells: Sequence[Sequence[Cell]], title: str, today: dt.date) -> Scope:
    """What the rows above a table and the tab's name say."""
    rows = [[line(cell.text) for cell in row if not cell.blank] for row in cells]
    lines = [text for row in rows for text in row]
    text = arabic(" \n ".join([*lines, line(title)]))
    province = _province_in(text)
    district = _district_in(text, province)
    return Scope(
        province=province or district[:2],
        district=district,
        tambon=_tambon_in([*lines, line(title)], district, province),
        as_of=_as_of(cells, today),
        fiscal_year=_fiscal_year(text),
        budget_source=_budget(text),
        model=model_in(text),
        text=text,
    )


def _district_in(text: str, province: str) -> str:
    """The one district that titles name; none when they name several."""
    codes = dict.fromkeys(
        code for match in _DISTRICT.finditer(text.lower()) if (code := _district_code(match["name"], province))
    )
    return next(iter(codes)) if len(codes) == 1 else ""


def _district_code(name: str, province: str) -> str:
    return "" if name.startswith("จังหวัด") else resolve_district(name, province).code


def _tambon_in(lines: Iterable[str], district: str, province: str) -> str:
    """The one tambon of the district that titles name; where an office is to be found says nothing of its rows."""
    told = (match["name"] for text in lines if not _ADDRESS.search(text) for match in _TAMBON.finditer(text.lower()))
    places = (resolve_tambon(name, district, province) for name in told)
    found = {place.code for place in places if place.code and not place.doubts}
    return found.pop() if len(found) == 1 and (district or province) else ""


def _province_in(text: str) -> str:
    """The first province that a text names by its word."""
    for match in _PROVINCE.finditer(text.lower()):
        code = resolve_province(match["name"]).code
        if code:
            return code
    return ""


def district_named(title: str, province: str) -> str:
    """The district of a province whose bare name stands in a tab's name: เมือง, แปลงบางมูลนาก, โก่งธนูตาคลี."""
    name = fold(_NOT_IN_NAME.sub(" ", title))
    if not province or not name:
        return ""
    if name == "เมือง":
        return capital(province)
    found = [
        code for code, district in districts(province).items() if len(fold(district)) > 2 and fold(district) in name
    ]
    return found[0] if len(found) == 1 else ""


def _as_of(rows: Iterable[Sequence[Cell]], today: dt.date) -> str | None:
    """The day as of which a tab's figures are; from its words, or from the cell beside them."""
    for row in rows:
        waiting = False
        for cell in row:
            if cell.blank:
                continue
            text = arabic(line(cell.text)).lower()
            if waiting and (day := _day(cell, today)):
                return day
            match = _AS_OF.search(text)
            piece = match and _DAY.search(match["day"])
            if match and piece and (day := _day(Cell(text=piece[0], value=piece[0]), today)):
                return day
            waiting = bool(_WAITS_FOR_DAY.search(text))
    return None


def _day(cell: Cell, today: dt.date) -> str | None:
    value = understand("date", cell, Context(today=today)).value
    return value if isinstance(value, str) else None


def _fiscal_year(text: str) -> int | None:
    """The fiscal year, B.E., when titles name one only."""
    years = set()
    for match in _YEAR.finditer(text.lower()):
        year = int(match["year"])
        years.add(2500 + year if year < 100 else year if year > FIRST_BE_YEAR else year + ERA)
    return years.pop() if len(years) == 1 else None


def _budget(text: str) -> str | None:
    match = _BUDGET.search(text)
    return match["source"] if match else None


def model_in(text: str) -> str | None:
    """HLM or CLM when a text names one of them only."""
    named = [model for model in MODELS if re.search(rf"(?<![A-Za-z]){model}(?![A-Za-z])", text.upper())]
    return named[0] if len(named) == 1 else None


# ---------------------------------------------------------------- sections

_SECTION_TAIL = re.compile(r"\s*(?:จำนวน|รวม)?\s*\d+\s*(?:แปลง|หมู่บ้าน|ครัวเรือน|ราย|แห่ง|คร\.?)\s*$")
_NUMBERED = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.)]?\s+|\d+[.)]\s*)")


@dataclass(frozen=True, slots=True)
class Section:
    """A section row: what it says for the rows below, and what is doubtful in it."""

    scope: Scope
    doubts: tuple[Doubt, ...] = ()


def read_section(text: str, scope: Scope) -> Section:
    """A row that stands alone above others: a district, a tambon, a group; unknown places are doubts."""
    bare = _SECTION_TAIL.sub("", _NUMBERED.sub("", arabic(line(text)))).strip()
    model = model_in(bare) or scope.model
    within = replace(scope, model=model)
    low = bare.lower()
    if match := _DISTRICT.search(low):
        if match.start() > 0 and not _PROVINCE.match(low):
            return Section(within)
        place = resolve_district(bare, scope.province)
        found = replace(within, district=place.code, province=place.code[:2] or scope.province, tambon="")
        return Section(found, place.doubts)
    if match := _TAMBON.match(low):
        place = resolve_tambon(bare, scope.district, scope.province)
        found = replace(within, tambon=place.code, district=place.code[:4] or scope.district)
        return Section(found, place.doubts)
    if match := _PROVINCE.match(low):
        place = resolve_province(match["name"])
        return Section(replace(within, province=place.code or scope.province, district="", tambon=""))
    return _bare_section(bare, within)


def _bare_section(bare: str, scope: Scope) -> Section:
    """A section that is a place's bare name, if it is one beyond doubt."""
    if scope.province and len(fold(bare)) > 2:
        place = resolve_district(bare, scope.province)
        if place.code and all(doubt.severity == "info" for doubt in place.doubts):
            return Section(replace(scope, district=place.code, tambon=""), place.doubts)
        tambon = resolve_tambon(bare, scope.district, scope.province)
        if tambon.code and not tambon.doubts:
            return Section(replace(scope, tambon=tambon.code, district=tambon.code[:4]))
    return Section(scope)

"""What a whole column tells about its cells: its scale, and which kind its values look like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from ...model import Cell
from ..text import ERROR_TEXT, arabic, clean, plain, says_nothing, says_unknown
from ..understood import Context
from .kinds import PARSERS, understand
from .numbers import numeric, typed_number
from .people import is_name
from .photos import links_in

PLAIN = Context()
THOUSAND = 1000
LOOKED = 1000  # letters of a cell that tell what its column is about


def short(cell: Cell) -> Cell:
    """The cell as far as it tells what its column is about."""
    return replace(cell, text=cell.text[:LOOKED]) if len(cell.text) > LOOKED else cell


def filled(cells: Iterable[Cell]) -> list[Cell]:
    """The cells that say something: neither blank, broken, a dash nor `ไม่มีข้อมูล`; each as far as that tells."""
    return [
        short(cell)
        for cell in cells
        if not cell.blank
        and not cell.error
        and not (says_unknown(cell.text) and not cell.link and not cell.formula)
        and not says_nothing(cell.text)
        and not ERROR_TEXT.fullmatch(clean(cell.text))
    ]


def _bare_percent(cell: Cell) -> float | None:
    """The number of a percentage that carries no % of its own."""
    if cell.format == "PERCENT" or "%" in cell.text or "ร้อยละ" in cell.text:
        return None
    number = numeric(cell)
    if number is not None:
        return number
    typed = typed_number(cell.text)
    return typed.value if typed else None


def percent_scale(cells: Iterable[Cell]) -> float:
    """100 when a column's bare numbers are fractions, 1 when they are percentages, 0 when it mixes the two."""
    there = filled(cells)
    bare = [number for number in map(_bare_percent, there) if number is not None]
    fractions = [number for number in bare if 0 < number < 1]
    if not fractions:
        return 1
    marked = len(there) - len(bare)
    return 0 if marked or any(number > 1 for number in bare) else 100


def looks_thousands(cells: Iterable[Cell]) -> bool:
    """Whether a column's values are mostly thousands, so that `1.200` in it may be 1,200."""
    values = [_amount(cell) for cell in filled(cells)]
    sure = [value for value in values if value]
    return len(sure) >= 2 and sum(abs(value) >= THOUSAND for value in sure) * 2 > len(sure)


def _amount(cell: Cell) -> float | None:
    number = numeric(cell)
    if number is not None:
        return number
    typed = None if re.fullmatch(r"\D*\d{1,3}(?:\.\d{3})+\D*", arabic(cell.text)) else typed_number(cell.text)
    return typed.value if typed else None


# ---------------------------------------------------------------- which kind a column looks like

_COUNTS = re.compile(r"^\D{0,12}\d{1,5}(?:\s*(?:แปลง|คร\.?|ครัวเรือน|คน|แห่ง|หมู่บ้าน|ครั้ง|ชนิด|หลัง|ราย))?$")
_TEL = re.compile(r"^\D*(?:\+?66|0)?[\s\-]?\d(?:[\s\-]?\d){7,9}(?!\d)")
_STATUS = re.compile(
    r"ขุด|ออกแบบ|เขียนแบบ|สำรวจ|วัดแปลง|สัญญา|จัดจ้าง|ตรวจรับ|เบิกจ่าย|จ่ายเงิน|อบรม|เอามื้อ|สละสิทธิ์|ถอนตัว|รับสมัคร|คุณสมบัติ|อนุมัติ|ดำเนินการ|เสร็จ|เริ่ม|ยกเลิก|ชะลอ|พัก|ปลูก|ทิ้งงาน"
)


def _sure(kind: str, cell: Cell, context: Context) -> bool:
    """Whether a cell parses as a kind with a value and nothing grave to say."""
    read = understand(kind, cell, context)
    return any(value is not None for value in read.values.values()) and not any(
        d.code.endswith("UNREADABLE") for d in read.doubts
    )


def _raised(kind: str, code: str, cell: Cell, context: Context) -> bool:
    """Whether a cell is of a kind although its value cannot be used: a number of a citizen, wrong by a digit."""
    return any(doubt.code == code for doubt in understand(kind, cell, context).doubts)


def _citizen(cell: Cell, context: Context) -> bool:
    digits = re.sub(r"\D", "", arabic(cell.text))
    return (
        _sure("citizen_id", cell, context)
        or len(digits) == 13
        or bool(re.fullmatch(r"[\dx*\s\-]{13,17}", plain(cell.text)))
    )


def _phone(cell: Cell, context: Context) -> bool:
    return _sure("phones", cell, context) and bool(_TEL.match(arabic(cell.text)) or numeric(cell))


def _point(cell: Cell, context: Context) -> bool:
    read = understand("point", cell, context)
    return read.values["latitude"] is not None or any(
        d.code in ("SHORT_LINK", "POINT_OUTSIDE_COUNTRY") for d in read.doubts
    )


def _degrees(low: float, high: float, cell: Cell, context: Context) -> bool:
    value = understand("latitude", cell, context).value
    return isinstance(value, int | float) and low <= value <= high and value != int(value)


def _metres(low: float, high: float, cell: Cell, context: Context) -> bool:
    value = understand("easting", cell, context).value
    return isinstance(value, int | float) and low <= value <= high


def _name(cell: Cell, context: Context) -> bool:
    return numeric(cell) is None and is_name(cell.text)


def _status(kind: str, cell: Cell, context: Context) -> bool:
    if context.choices:
        return understand(kind, cell, context).value is not None
    return numeric(cell) is None and bool(_STATUS.search(cell.text))


def _area(cell: Cell, context: Context) -> bool:
    """An area of a deed as only areas are typed: with its three units, or turned into a day."""
    if numeric(cell) is not None or re.fullmatch(r"[\d.,\s]+", arabic(cell.text)):
        return numeric(cell) is not None and numeric(cell) not in (1, 3, 10, 15) and _sure("area", cell, context)
    read = understand("area", cell, context)
    dashed = re.search(r"\d\s*-\s*\d+\s*-\s*\d|งาน|วา|ตร", arabic(cell.text)) is not None
    return read.value is not None and (dashed or any(d.code == "AREA_AS_DATE" for d in read.doubts))


def _size(cell: Cell, context: Context) -> bool:
    value = understand("size", cell, context).value
    return isinstance(value, int | float) and value in (1, 3, 10, 15)


def _ratio(cell: Cell, context: Context) -> bool:
    value = understand("ratio", cell, context).value
    return isinstance(value, str) and re.fullmatch(r"1:[1-9]", value) is not None


def _count(cell: Cell, context: Context) -> bool:
    number = numeric(cell)
    if number is not None:
        return number == int(number) and 0 <= number < 100_000 and cell.format != "PERCENT"
    return bool(_COUNTS.match(arabic(cell.text).strip()))


def _money(cell: Cell, context: Context) -> bool:
    value = understand("money", cell, context).value
    return isinstance(value, int | float) and (value == 0 or abs(value) >= THOUSAND)


def _percent(cell: Cell, context: Context) -> bool:
    if cell.format == "PERCENT" or "%" in cell.text or "ร้อยละ" in cell.text:
        return True
    value = understand("percent", cell, context).value
    return isinstance(value, int | float) and 0 <= value <= 100


def _date(cell: Cell, context: Context) -> bool:
    return understand("date", cell, context).value is not None and (numeric(cell) is None or bool(cell.format))


def _moo(cell: Cell, context: Context) -> bool:
    value = understand("moo", cell, context).value
    return isinstance(value, int) and value <= 40


def _text(cell: Cell, context: Context) -> bool:
    return numeric(cell) is None and re.search(r"[ก-๎a-z]{2}", plain(cell.text)) is not None


_LOOKS: Mapping[str, Callable[[Cell, Context], bool]] = {
    "citizen_id": _citizen,
    "phones": _phone,
    "point": _point,
    "latitude": partial(_degrees, 5.5, 20.6),
    "longitude": partial(_degrees, 97.0, 106.0),
    "easting": partial(_metres, 100_000, 900_000),
    "northing": partial(_metres, 600_000, 2_300_000),
    "name": _name,
    "stage": partial(_status, "stage"),
    "choice": partial(_status, "choice"),
    "area": _area,
    "size": _size,
    "ratio": _ratio,
    "count": _count,
    "money": _money,
    "percent": _percent,
    "date": _date,
    "moo": _moo,
    "photos": lambda cell, context: (
        bool(links_in(cell)) or (_raised("photos", "PHOTO_NOT_LINKED", cell, context) and "ภาพ" in cell.text)
    ),
    "text": _text,
}


def looks_like(kind: str, cells: Sequence[Cell], context: Context = PLAIN) -> float:
    """The share (0–1) of a column's filled cells that are plainly of a kind; 0 when there is none."""
    if not cells:
        return 0.0
    looks = _LOOKS.get(kind) or partial(_sure, kind if kind in PARSERS else "text")
    return sum(looks(cell, context) for cell in cells) / len(cells)

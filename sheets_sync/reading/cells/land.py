"""Areas in rai, ngan and square wah, sizes of plots and ratios of designs."""

from __future__ import annotations

import re

from ...model import Cell, Value
from ..text import gives_no_value, line, plain, quote
from ..understood import UNKNOWN, Context, Doubt, Understood, known, unknown
from .dates import read_day
from .numbers import numeric, thai_words, typed_number, whole
from .turned import is_day, minutes, typed_day

NGAN, WAH = 4, 400  # ngan and square wah in a rai (contract.md, section 2)
SQUARE_METRES = 1600

_DASHED = re.compile(
    r"^(?P<rai>\d+(?:,\d{3})*)\s*[-–—−]\s*(?P<ngan>\d+)\s*[-–—−]\s*(?P<wah>\d+(?:\.\d+)?)\s*(?:ไร่|ร\.?|\(?ไร่.*)?$"
)
_OTHERWISE = re.compile(r"^(?P<rai>\d+)\s*([/.,:])\s*(?P<ngan>\d+)\s*\2\s*(?P<wah>\d+(?:\.\d+)?)\s*(?:ไร่)?$")
_N = r"(\d+(?:,\d{3})*(?:\.\d+)?|[ก-์]+?)"
_GAP = r"[\s,\-–]*"
_WAH = r"ตารางวา|ตร\.?\s*ว(?:า|\.)?|ต\.?\s*ว\.?|วา|ว\.?|wah?"
_WORDED = re.compile(
    rf"^(?:{_N}\s*(?:ไร่|ร\.|ร(?![ก-์])|rai))?{_GAP}(?:{_N}\s*(?:งาน|ง\.|ง(?![ก-์])|ngan))?{_GAP}(?:{_N}\s*(?:{_WAH}))?$"
)
_NONE_OF = re.compile(r"-\s*(?=งาน|ง\.|วา|ตร|ว\.)")  # a dash before a unit is none of it
_HALF = re.compile(r"^(\d+)\s*ไร่\s*ครึ่ง$")
_SHOWN_DAY = re.compile(r"^\d{1,2}[\s\-/.]*[ก-์a-z][ก-์a-z.]*[\s\-/.]*\d{2,4}$")
_NOTE = re.compile(r"\s*(?:\(.*\)?|\*+)$")
LARGEST = 1000  # rai: more is no household's plot, but metres or square wah without their unit
_METRES = re.compile(r"^(\d+(?:,\d{3})*(?:\.\d+)?)\s*(?:ตร\.?\s*ม\.?|ตารางเมตร|ตร\.?\s*เมตร|m2|m²|sq\.?\s*m\.?|sqm)$")
_LEAD = re.compile(r"^(?:เนื้อที่|พื้นที่|ประมาณ|จำนวน|รวม)\s*")


def rai(rais: float, ngans: float, wahs: float) -> int | float:
    """Rai, ngan and square wah in rai."""
    return whole(round(rais + ngans / NGAN + wahs / WAH, 6))


def _too_many(ngans: float, wahs: float, typed: str) -> tuple[Doubt, ...]:
    if ngans < NGAN and wahs < 100:
        return ()
    return (Doubt("AREA_UNITS", f"{quote(typed)} งานต้องไม่เกิน 3 และตารางวาต้องน้อยกว่า 100 (แปลงเป็นไร่ให้แล้ว) โปรดตรวจสอบ"),)


def _as_typed(first: str, second: str, third: str, typed: str) -> Understood:
    rais, ngans, wahs = (float(piece.replace(",", "")) for piece in (first, second, third))
    return known(rai(rais, ngans, wahs), *_too_many(ngans, wahs, typed))


def read_area(cell: Cell, context: Context) -> Understood:
    """An area in rai, from 3-1-25, words, square wah, square metres, or what Sheets took for a day. Parts: value."""
    back = typed_day(cell, context)
    if back is not None:
        return _from_day(back, cell)
    number = numeric(cell)
    typed = cell.text.strip()
    if number is not None:
        if number < 0:
            return unknown(_unreadable(typed))
        much = ("มากกว่า 1,000 ไร่ อาจเป็นตารางวาหรือตารางเมตร",) if number > LARGEST else ()
        return known(whole(number), *_suspect(typed, whole(number), much))
    if is_day(cell) or cell.format == "TIME" or gives_no_value(typed):
        return UNKNOWN if gives_no_value(typed) else unknown(_unreadable(typed))
    return area_of(typed)


def area_of(typed: str) -> Understood:
    """An area in rai from a text. Parts: value."""
    short = _NOTE.sub("", _NONE_OF.sub(" 0 ", _LEAD.sub("", plain(typed)))).strip()
    if len(short) > 100:
        return unknown(_unreadable(typed))
    match = _DASHED.match(short)
    if match:
        return _as_typed(match["rai"], match["ngan"], match["wah"], typed)
    match = _OTHERWISE.match(short)
    if match:
        found = _as_typed(match["rai"], match["ngan"], match["wah"], typed)
        dashed = f"{match['rai']}-{match['ngan']}-{match['wah']}"
        repaired = Doubt("VALUE_REPAIRED", f"{quote(typed)} อ่านเป็น {dashed} (ไร่-งาน-ตร.ว.) โปรดตรวจสอบ", dashed)
        return Understood(found.values, (*found.doubts, repaired))
    match = _METRES.match(short)
    if match:
        return known(whole(round(float(match[1].replace(",", "")) / SQUARE_METRES, 6)))
    return _from_words(short, typed)


def _from_words(short: str, typed: str) -> Understood:
    half = _HALF.match(short)
    if half:
        return known(int(half[1][:9]) + 0.5)
    match = _WORDED.match(short)
    if match and any(match.groups()):
        pieces = [_amount(piece) if piece else 0 for piece in match.groups()]
        if None not in pieces:
            rais, ngans, wahs = (float(piece or 0) for piece in pieces)
            alone = match[1] is None and match[2] is None  # so many square wah and nothing else: any number will do
            return known(rai(rais, ngans, wahs), *(() if alone else _too_many(ngans, wahs, typed)))
    number = typed_number(short)
    if number and number.value >= 0 and re.fullmatch(r"(?:ไร่)?\s*(?:เศษ|กว่า|ขึ้นไป)?", number.tail):
        vague = ("เป็นตัวเลขประมาณ",) if re.search("เศษ", number.tail) else ()
        return known(whole(number.value), *(_suspect(typed, whole(number.value), number.doubts + vague)))
    day = read_day(typed, Context()) if _SHOWN_DAY.match(short) else None
    if day is not None and day.date is not None:
        return _from_day((day.date.day, day.date.month, day.date.year), Cell(typed))
    return unknown(_unreadable(typed))


def _suspect(typed: str, value: float, doubts: tuple[str, ...]) -> tuple[Doubt, ...]:
    return (
        (Doubt("NUMBER_SUSPECT", f"{quote(typed)} อ่านเป็น {value} เพราะ{' และ'.join(doubts)} โปรดตรวจสอบ", f"{value}"),)
        if doubts
        else ()
    )


def _amount(text: str) -> float | None:
    if text[0].isdecimal():
        return float(text.replace(",", ""))
    if text == "ครึ่ง":
        return 0.5
    return thai_words(text)


def _from_day(back: tuple[int, int, int | None], cell: Cell) -> Understood:
    """`3-1-25` that became 3 January 2025: the day is rai, the month ngan, the year's last two digits wah."""
    rais, ngans, year = back
    wahs = 0 if year is None else year % 100
    dashed = f"{rais}-{ngans}" + ("" if year is None else f"-{wahs:02d}")
    message = f"{quote(cell.text)} ถูกแปลงเป็นวันที่ อ่านเนื้อที่เป็น {dashed} (ไร่-งาน-ตร.ว.) โปรดพิมพ์ใหม่โดยนำหน้าด้วยเครื่องหมาย '"
    return known(rai(rais, ngans, wahs), Doubt("AREA_AS_DATE", message, dashed))


def _unreadable(typed: str) -> Doubt:
    return Doubt("AREA_UNREADABLE", f"{quote(typed)} อ่านเป็นเนื้อที่ไม่ได้ โปรดพิมพ์เป็น ไร่-งาน-ตร.ว. เช่น 3-1-25")


def combine_area(rais: Value, ngans: Value, wahs: Value) -> Understood:
    """An area in rai from its three columns; a blank among them is unknown, not 0. Parts: value."""
    pieces = [piece for piece in (rais, ngans, wahs) if isinstance(piece, int | float) and not isinstance(piece, bool)]
    if not pieces:
        return UNKNOWN
    typed = "-".join("" if piece is None else f"{piece}" for piece in (rais, ngans, wahs))
    if len(pieces) < 3:
        return unknown(Doubt("AREA_UNREADABLE", f"เนื้อที่ {quote(typed)} ยังไม่ครบทั้งไร่ งาน และตารางวา หากเป็นศูนย์โปรดใส่ 0"))
    first, second, third = (float(piece) for piece in pieces)
    if min(first, second, third) < 0:
        return unknown(_unreadable(typed))
    return known(rai(first, second, third), *_too_many(second, third, typed))


def read_size(cell: Cell, context: Context) -> Understood:
    """The size of a plot in rai, as typed. Parts: value."""
    found = read_area(cell, context)
    if found.value is None and found.doubts and found.doubts[0].code == "AREA_UNREADABLE":
        typed = cell.text.strip()
        inside = re.search(r"(\d+(?:\.\d+)?)\s*ไร่", plain(typed))
        numbers = re.findall(r"\d+(?:\.\d+)?", plain(typed))
        if len(numbers) == 1 and (inside or re.fullmatch(r"[a-z.]+\s*\d+", plain(typed))):
            return known(whole(float(numbers[0][:9])))
        return unknown(Doubt("NUMBER_UNREADABLE", f"{quote(typed)} อ่านเป็นขนาดแปลงไม่ได้ โปรดใส่จำนวนไร่ เช่น 3"))
    return found


_RATIO = re.compile(r"(?<!\d)(\d{1,2})\s*(?:[:;：/]|ต่อ|-|to)\s*(\d{1,2})(?!\d)")
_MODEL_OF_RATIO = re.compile(r"(?:แบบ|แบบที่|แบบมาตรฐาน|มาตรฐาน|แปลน|type)?\s*(?:ที่)?\s*(\d)")


def read_ratio(cell: Cell, context: Context) -> Understood:
    """A design's ratio as `1:3`, also where Sheets took it for an hour or a day. Parts: value."""
    typed = line(cell.text)
    at = minutes(cell)
    number = numeric(cell)
    if at is None and number is not None and 0 < number < 0.5:
        at = round(number * 1440)
    if at is not None:
        ratio = f"{at // 60}:{at % 60}"
        return known(ratio, Doubt("RATIO_AS_TIME", f"{quote(typed)} ถูกแปลงเป็นเวลา อ่านเป็น {ratio}", ratio))
    back = typed_day(cell, context)
    if back is not None:
        return _repaired_ratio(f"{back[0]}:{back[1]}", typed)
    if gives_no_value(typed):
        return UNKNOWN
    text = plain(typed)
    found = {(int(a), int(b)) for a, b in _RATIO.findall(text)}
    if len(found) == 1:
        first, second = found.pop()
        return known(f"{first}:{second}")
    if found:
        return unknown(Doubt("MULTI_VALUE", f"{quote(typed)} มีหลายสัดส่วน โปรดใส่แบบเดียว เช่น 1:3"))
    alone = _MODEL_OF_RATIO.fullmatch(text) or re.fullmatch(r"1\.(\d)", text)
    return _repaired_ratio(f"1:{alone[1]}", typed) if alone else known(typed)


def _repaired_ratio(ratio: str, typed: str) -> Understood:
    return known(ratio, Doubt("VALUE_REPAIRED", f"{quote(typed)} อ่านเป็นสัดส่วน {ratio} โปรดตรวจสอบ", ratio))

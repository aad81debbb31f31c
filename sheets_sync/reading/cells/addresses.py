"""House numbers, villages and whole addresses, and the places named in them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ...model import Cell, Value
from ..place_doubts import Place
from ..places import is_province_office, resolve_district, resolve_province, resolve_tambon
from ..text import arabic, fold, gives_no_value, line, mask_ids, plain, quote
from ..understood import UNKNOWN, Context, Doubt, Understood, known, unknown
from .numbers import numeric, thai_words, whole
from .turned import typed_day

LAST_MOO = 99

_MARK = re.compile(
    r"(?P<house>บ้านเลขที่|เลขที่(?:บ้าน)?)"
    r"|(?P<moo>หมู่\s*(?:บ้าน)?\s*ที่|หมู่(?=\s*[\d(])|(?<![ก-ฮ]\.)ม\s*\.\s*(?:ที่)?(?=\s*\d)|(?<![ก-์])ม\.?(?=\s*\d)|moo(?=[\s.]*\d))"
    r"|(?P<tambon>ตำบล|แขวง|เทศบาล(?:ตำบล|เมือง|นคร)|องค์การบริหารส่วนตำบล|อบต\.?|ทต\.|ทม\.|(?<!บ)ต\s*\.(?=\s*[ก-ฮเแโใไ])|(?<![^\s\d])ต\s+(?=[ก-ฮเแโใไ]))"
    r"|(?P<district>กิ่ง\s*(?:อำเภอ|อ\.)|อำเภอ|เขต(?=[ก-ฮเแโใไ])|สพอ\.|อ\s*\.(?=\s*[ก-ฮเแโใไ])|(?<![^\s\d])อ\s+(?=[ก-ฮเแโใไ]))"
    r"|(?P<province>จังหวัด|จว\.|จ\s*\.(?=\s*[ก-ฮเแโใไ])|(?<![^\s\d])จ\s+(?=[ก-ฮเแโใไ]))"
    r"|(?P<road>ซอย|ซ\.|ถนน|ถ\.)"
    r"|(?P<village>(?<![ก-์])(?:หมู่บ้าน|บ้าน)(?!เลขที่)|(?<=\d)บ้าน|(?<![ก-์.])บ\.(?=\s*[ก-ฮเแโใไ]))"
)
_HOUSE = re.compile(r"\d+(?:\s*/\s*\d+)*(?:\s?[ก-ฮa-z](?![ก-์a-z.]|\s+[ก-ฮเแโใไ]))?", re.IGNORECASE)
_MOO = re.compile(r"[\s.:]*(\d{1,3})")
_VILLAGE_WORD = re.compile(r"^(?:(?:หมู่)?บ้าน(?!เลขที่)|บ\.)\s*")
_LETTER = re.compile(r"[ก-ฮa-zA-Z]")
_EDGES = " .,:;-–()'\"*/"
_PLACE_EDGES = " ,;-–()'\"*/"


def pieces_of(text: str) -> dict[str, str]:
    """The parts of an address: house, moo, village, and with the word before them tambon, district, province."""
    short = arabic(line(text))[:500]
    marks: list[tuple[str, int, int]] = []
    for match in _MARK.finditer(short):
        name = str(match.lastgroup)
        inside = marks and name == "village" and marks[-1][0] in ("tambon", "district", "province")
        if inside and not short[marks[-1][2] : match.start()].strip():
            continue  # ต.บ้านเป็ด is a tambon's name
        marks.append((name, match.start(), match.end()))
    parts: dict[str, str] = {}
    bounds = [start for _, start, _ in marks] + [len(short)]
    _first(short[: bounds[0]].strip(_EDGES), parts)
    for (name, start, end), after in zip(marks, bounds[1:], strict=True):
        place = name in ("tambon", "district", "province")
        piece = short[start if place else end : after].strip(_EDGES if not place else _PLACE_EDGES)
        piece = re.sub(r"[\s,]*(?:ปณ\.?|รหัสไปรษณีย์)?\s*\d{5}$", "", piece) if place else piece
        _keep(name, piece, parts)
    parts.pop("road", None)
    return {name: _closed(piece) for name, piece in parts.items() if piece}


def _closed(piece: str) -> str:
    """A piece with the bracket that it lost at its edge."""
    return piece + ")" if piece.count("(") > piece.count(")") else piece


def _first(piece: str, parts: dict[str, str]) -> None:
    """What stands before any word: a house number, then perhaps a village."""
    house = _HOUSE.match(piece)
    if house:
        parts["house"] = house[0].replace(" ", "")
        piece = piece[house.end() :].strip(_EDGES)
    if piece:
        parts["village"] = piece


def _keep(name: str, piece: str, parts: dict[str, str]) -> None:
    number = {"house": _HOUSE, "moo": _MOO}.get(name)
    match = number.match(piece) if number else None
    if match:
        parts.setdefault(name, match[1] if name == "moo" else match[0].replace(" ", ""))
        name, piece = "village", _VILLAGE_WORD.sub("", piece[match.end() :].strip(_EDGES))
    if piece and name not in ("house", "moo") and _LETTER.search(piece):
        parts.setdefault(name, piece)


def _moo(text: str) -> int | None:
    return int(text) if text and 1 <= int(text) <= LAST_MOO else None


def read_moo(cell: Cell, context: Context) -> Understood:
    """A village's number. Parts: value, village where the cell names one."""
    number = numeric(cell)
    if number is not None:
        good = number == int(number) and 0 < number <= LAST_MOO
        return known(int(number)) if good else unknown(_no_moo(cell.text))
    text = line(cell.text)
    if gives_no_value(text):
        return UNKNOWN
    if typed_day(cell, context) is not None:
        return unknown(_no_moo(text))
    numbers = re.findall(r"\d+", arabic(text))
    if len(numbers) > 1 and re.fullmatch(r"\D*\d+(?:\s*(?:[,/&+\-–]|และ)\s*(?:ม\.|หมู่(?:ที่)?)?\s*\d+)+\D*", arabic(text)):
        return unknown(Doubt("MULTI_VALUE", f"{quote(text)} มีหลายหมู่ โปรดใส่หมู่เดียว"))
    if not numbers:
        worded = thai_words(fold(text).removeprefix("หมู่ที่").removeprefix("หมู่"))
        return known(worded) if worded else unknown(_no_moo(text))
    moo = _moo(numbers[0][-3:]) if len(numbers[0]) <= 3 else None
    if moo is None:
        return unknown(_no_moo(text))
    village = pieces_of(text if re.match(r"\s*(?:หมู่|ม)", text) else f"ม.{text}").get("village", "")
    return known(moo, village=village) if re.search("[ก-ฮ][ก-๎]", village) else known(moo)


def _no_moo(text: str) -> Doubt:
    return Doubt("NUMBER_UNREADABLE", f"{quote(text)} อ่านเป็นหมู่ที่ไม่ได้ โปรดใส่เป็นตัวเลข")


def read_village(cell: Cell, context: Context) -> Understood:
    """A village's name without the word บ้าน. Parts: value, moo where the cell holds it."""
    text = line(cell.text)
    if gives_no_value(text):
        return UNKNOWN
    parts = pieces_of(text)
    moo = _moo(parts.get("moo", ""))
    name = parts.get("village", "") if moo or "tambon" in parts else _VILLAGE_WORD.sub("", text).strip() or text
    if numeric(cell) is not None or fold(name).isdecimal():
        moo = _moo(fold(name)[:3]) if not moo and fold(name).isdecimal() else moo
        name = ""
    value = mask_ids(name.strip(" *")) or None
    return known(value, moo=moo) if moo else known(value)


def read_moo_village(cell: Cell, context: Context) -> Understood:
    """A village's number and name in one cell. Parts: moo, village."""
    read = read_village(cell, context)
    return Understood({"moo": read.values.get("moo"), "village": read.value}, read.doubts)


def read_house_no(cell: Cell, context: Context) -> Understood:
    """A house number as text; put back where Sheets took it for a day. Parts: value, moo … where it is an address."""
    back = typed_day(cell, context)
    text = line(cell.text)
    if back is not None:
        joined = f"{back[0]}/{back[1]}"
        return known(
            joined, Doubt("VALUE_REPAIRED", f"{quote(text)} ถูกแปลงเป็นวันที่ อ่านบ้านเลขที่เป็น {joined} โปรดตรวจสอบ", joined)
        )
    number = numeric(cell)
    if number is not None:
        return known(str(whole(number)))
    if gives_no_value(text) or text.startswith("ไม่มี"):
        return UNKNOWN
    parts = pieces_of(text)
    if "house" not in parts or set(parts) == {"house", "village"}:
        bare = re.sub(r"^(?:บ้าน)?เลขที่\s*", "", arabic(text))
        return known(mask_ids(bare) or None)
    if set(parts) == {"house"}:
        return known(parts["house"])
    read = read_address(cell, context)
    return Understood({"value": read.values["house_no"], **_filled(read.values, "house_no")}, read.doubts)


def _filled(values: Mapping[str, Value], *without: str) -> dict[str, Value]:
    return {name: value for name, value in values.items() if value is not None and name not in without}


ADDRESS = ("house_no", "moo", "village", "tambon_code", "district_code", "province_code")


def read_address(cell: Cell, context: Context) -> Understood:
    """An address in one cell, its places resolved from the top down. Parts: ADDRESS."""
    text = line(cell.text)
    if gives_no_value(text):
        return Understood(dict.fromkeys(ADDRESS))
    parts = pieces_of(text)
    values: dict[str, Value] = dict.fromkeys(ADDRESS)
    values |= {"house_no": parts.get("house"), "moo": _moo(parts.get("moo", "")), "village": parts.get("village")}
    back = typed_day(cell, context)
    if back is not None:
        return Understood(
            {**dict.fromkeys(ADDRESS), "house_no": f"{back[0]}/{back[1]}"}, read_house_no(cell, context).doubts
        )
    province, district = context.province, context.district
    doubts: list[Doubt] = []
    if "province" in parts:
        province = _take("province_code", resolve_province(parts["province"]), values, doubts) or province
    if "district" in parts:
        found = _take("district_code", resolve_district(parts["district"], province), values, doubts)
        district = found or district
    if "tambon" in parts:
        _take("tambon_code", resolve_tambon(parts["tambon"], district, province), values, doubts)
    return Understood(values, tuple(doubts))


def _take(name: str, place: Place, values: dict[str, Value], doubts: list[Doubt]) -> str:
    values[name] = place.code or None
    doubts += place.doubts
    return place.code


def _place(place: Place) -> Understood:
    return Understood({"value": place.code or None}, place.doubts)


def read_province(cell: Cell, context: Context) -> Understood:
    """A province's code. Parts: value."""
    return _place(resolve_province(cell.text))


def read_district(cell: Cell, context: Context) -> Understood:
    """A district's code within the context's province. Parts: value, province_code where the cell names it."""
    if is_province_office(cell.text):
        return UNKNOWN  # the province's own row: a unit, but no district
    return _place(resolve_district(cell.text, context.province))


def read_tambon(cell: Cell, context: Context) -> Understood:
    """A tambon's code within the context's district or province. Parts: value, and the cell's other places."""
    parts = pieces_of(cell.text)
    if "village" in parts and {"district", "province"} & set(parts) and "tambon" not in parts:
        return read_tambon(Cell(f"ต.{line(cell.text)}"), context)  # the word ตำบล left out before it
    if "tambon" not in parts or not ({"district", "province", "moo"} & set(parts)):
        return _place(resolve_tambon(cell.text, context.district, context.province))
    read = read_address(cell, context)
    return Understood({"value": read.values["tambon_code"], **_filled(read.values, "tambon_code")}, read.doubts)


def read_plot_no(cell: Cell, context: Context) -> Understood:
    """A plot's number as text, `01` kept as typed. Parts: value."""
    text = line(cell.text)
    back = typed_day(cell, context)
    if back is not None:
        joined = f"{back[0]}/{back[1]}"
        return known(joined, Doubt("VALUE_REPAIRED", f"{quote(text)} ถูกแปลงเป็นวันที่ อ่านเป็น {joined} โปรดตรวจสอบ", joined))
    number = numeric(cell)
    if number is not None and not arabic(text).isdecimal():
        return known(str(whole(number)))
    if gives_no_value(text):
        return UNKNOWN
    bare = re.sub(r"^(?:แปลง\s*(?:ที่|เลขที่)?|ที่|ลำดับ(?:ที่)?|no\.?|#)\s*(?=[\d])", "", plain(text))
    return known(bare if bare != plain(text) else mask_ids(arabic(text)))

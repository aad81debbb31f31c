"""Provinces, districts and tambons as officers write them, resolved to DOPA codes from the top down."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ..areas import area_name, districts, provinces
from ..model import Severity
from .place_names import Names, names_under, near, one_letter_away, successors
from .province_words import ABBREVIATIONS
from .text import fold, gives_no_value, latin, line, pdf_fold, plain, quote, skeleton, sound
from .understood import Doubt

LETTERS = 300  # of a cell that are looked at: more cannot be a place
WORDS = {2: "จังหวัด", 4: "อำเภอ", 6: "ตำบล"}  # length of a code -> what it is a code of

_OFFICES = r"ที่ว่าการ|สำนักงานพัฒนาชุมชน|สนง\.?\s*(?:พช\.?|พัฒนาชุมชน)?|พัฒนาการ|สพอ\.?|สพช\.?|พช\.?"
_PREFIX = {
    2: re.compile(
        r"^(?:(?:สนง\.?|สำนักงาน|ศาลากลาง|สพจ\.?|พช\.?)\s*)*(?:พัฒนาชุมชน)?\s*(?:จังหวัด|จว\.?|จ(?:\s*\.|\s))\s*"
        r"|^สพจ\.?\s*|^changwat\s+|\s+province$",
        re.IGNORECASE,
    ),
    4: re.compile(
        rf"^(?:(?:{_OFFICES})\s*)*(?P<king>กิ่ง\s*(?:อำเภอ|อ\s*\.)?\s*)?"
        r"(?:อำเภอ|อำาเภอ|เขต|อ(?:\s*\.|\s)|amphoe\s|amphur\s|district\s)?\s*",
        re.IGNORECASE,
    ),
    6: re.compile(r"^(?:ตำบล|แขวง|ต(?:\s*\.|\s)|tambon\s|tambol\s|t\.)\s*", re.IGNORECASE),
}
_LAO = re.compile(
    r"^(?:องค์การบริหารส่วน(?:ตำบล)?|อบต\.?|อ\.บ\.ต\.?|เทศบาล(?:ตำบล|เมือง|นคร)?|ท\.?[ตมน]\.?)\s*(?=[ก-ฮเแโใไa-z])",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\d{1,3}\s*[.)]\s*(?=\D)")
_COUNTED = re.compile(r"\s+(?:จำนวน\s*)?\d+\s*(?:แปลง|ราย|ครัวเรือน|หมู่บ้าน|ตำบล|แห่ง)?$")
_ASIDE = re.compile(r"\s*[(\[][^)\]]*[)\]]?\s*|[*#^]+|\s+(?:เพิ่ม|เพิ่มเติม)$")
_SEPARATORS = re.compile(r"\s*(?:[/,;+&|\n]|\sและ\s?|\sกับ\s|หรือ|-(?=\s*[ก-ฮเแโใไ]))\s*")
_CAPITAL = re.compile(r"^(?:เมือง|muang|mueang|amphoemueang)")
_TOTAL = re.compile(r"^(?:รวม|ผลรวม|ยอดรวม|ยอดยก|ยกมา|ยกไป|ยอดสะสม|รวมยอด|ทั้งสิ้น|total|grandtotal|subtotal|sum)")
_BUREAU = r"(?:สนง|สำนักงาน)(?:พช|พัฒนาชุมชน)?"
_OFFICE = re.compile(rf"^(?:จังหวัด|จ|สพจ|{_BUREAU}(?:จังหวัด|จ)?|ส่วนกลาง|ส่วนจังหวัด|งบจังหวัด|ระดับจังหวัด|สนงพจ)$")
_OFFICE_OF = re.compile(rf"^(?:สพจ|(?:{_BUREAU})?จังหวัด|{_BUREAU}จ?)(?P<name>.+)$")


@dataclass(frozen=True, slots=True)
class Place:
    """What a text was taken for: a code or none, and what there is to say about it."""

    code: str = ""
    doubts: tuple[Doubt, ...] = ()


NOWHERE = Place()


def is_total(text: str) -> bool:
    """Whether a row's label says that the row is a sum: รวม, รวม 18 อำเภอ, ยอดยกมา, Total."""
    return bool(_TOTAL.match(fold(text)))


def is_province_office(text: str) -> bool:
    """Whether a district's cell names the province's own office: จังหวัด, สนง., สนง.จังหวัด, สพจ.กาฬสินธุ์."""
    key = fold(text)
    if _OFFICE.match(key):
        return True
    office = _OFFICE_OF.match(key)
    return office is not None and len(names_under(2, "").exact.get(office["name"], ())) == 1


def capital(province: str) -> str:
    """The code of a province's capital district, which people call เมือง; empty for Bangkok."""
    names = districts(province)
    town = f"เมือง{area_name(province)}"
    same = (code for code, name in names.items() if name in (town, area_name(province)))
    return next(same, "")


def _repaired(typed: str, code: str) -> Doubt:
    name = area_name(code)
    return Doubt("VALUE_REPAIRED", f"{quote(typed)} อ่านเป็น{WORDS[len(code)]}{name}", name, Severity.INFO)


def _misspelt(typed: str, code: str) -> Doubt:
    word, name = WORDS[len(code)], area_name(code)
    return Doubt("GEO_SPELLING", f"{quote(typed)} น่าจะหมายถึง{word}{name} โปรดแก้ตัวสะกด", name)


def _found(key: str, typed: str, name: str, names: Names) -> Place | None:
    """A place under the parent by its name, cleaned or mended; None when none fits, doubts alone when two do."""
    codes = names.exact.get(key)
    if codes:
        return _one(codes, typed, name)
    pdf = names.pdf.get(pdf_fold(name))
    if pdf and len(pdf) == 1:
        return Place(pdf[0], (_repaired(typed, pdf[0]),))
    for table, alike in ((names.bones, skeleton(name)), (names.sounds, sound(name))):
        codes = table.get(alike)
        if codes and len(codes) == 1 and len(key) > 2:
            return Place(codes[0], (_misspelt(typed, codes[0]),))
    return None


def _one(codes: Sequence[str], typed: str, name: str) -> Place:
    if len(codes) > 1:
        return _ambiguous(codes, typed)
    doubled = "เเ" in name or any(a == b and "\u0e31" <= a <= "\u0e4e" for a, b in pairwise(name))
    return Place(codes[0], (_repaired(typed, codes[0]),) if doubled or latin(name) else ())


def _ambiguous(codes: Sequence[str], typed: str) -> Place:
    level = len(codes[0])
    parents = [area_name(code[: level - 2]) for code in codes[:4]]
    where = " ".join(f"{WORDS[level - 2]}{parent}" for parent in dict.fromkeys(parents))
    more = " และที่อื่น" if len(codes) > 4 else ""
    return Place("", (Doubt("GEO_AMBIGUOUS", f"{quote(typed)} มีหลายแห่ง ({where}{more}) โปรดระบุ{WORDS[level - 2]}"),))


def _elsewhere(codes: Sequence[str], typed: str, parent: str) -> Place:
    """The place exists, but not where the row or the tab says."""
    here = f"{WORDS[len(parent)]}{area_name(parent)}"
    there = [f"{WORDS[len(c)]}{area_name(c)} {WORDS[len(c) - 2]}{area_name(c[:-2])}" for c in codes[:3]]
    message = f"{quote(typed)} ไม่อยู่ใน{here} แต่มีที่ {' หรือ '.join(there)} โปรดตรวจสอบ"
    suggestion = f"{codes[0]} {area_name(codes[0][: len(codes[0]) - 2])}" if len(codes) == 1 else ""
    return Place("", (Doubt("GEO_NOT_IN_PROVINCE", message, suggestion),))


def _nobody(typed: str, level: int) -> Place:
    return Place("", (Doubt("GEO_UNKNOWN", f"ไม่พบ{WORDS[level]} {quote(typed)} โปรดตรวจตัวสะกด"),))


def _bare(text: str) -> str:
    """A typed text in lower case without its number in a list, notes in brackets, stars and counts."""
    return _COUNTED.sub("", _ASIDE.sub(" ", _NUMBERED.sub("", plain(text)))).strip(" -–.,:'\"")


def _tidy(text: str, level: int) -> str:
    """The name in a typed text: without notes in brackets, stars, and the words before it."""
    short = _bare(text)
    return _PREFIX[level].sub("", short).strip()


@lru_cache(maxsize=16384)
def resolve_province(text: str) -> Place:
    """A province's code from its name, abbreviation or English name."""
    typed = line(text[:LETTERS])
    if gives_no_value(typed):
        return NOWHERE
    pieces = _pieces(text[:LETTERS], lambda piece: _province(piece).code)
    return _multi(typed, pieces) if pieces else _province(typed)


def _province(text: str) -> Place:
    name = _tidy(text, 2)
    key = fold(name)
    short = ABBREVIATIONS.get(fold(text)) or ABBREVIATIONS.get(key)  # จ.บ. is Chanthaburi, not the province of บ.
    if short:
        return Place(short, (_repaired(text.strip(), short),))
    if key in provinces():
        return Place(key)
    names = names_under(2, "")
    found = _found(key, text.strip(), name, names)
    if found:
        return found
    close = near(key, names)
    return Place(close, (_misspelt(text.strip(), close),)) if close else _nobody(text.strip(), 2)


def _pieces(text: str, code_of: Callable[[str], str]) -> list[str]:
    """The different places that stand in one cell, when there are two or more; empty otherwise."""
    pieces = [piece for piece in _SEPARATORS.split(_ASIDE.sub(" ", text.strip())) if fold(piece)]
    if len(pieces) < 2:
        return []
    codes = list(dict.fromkeys(code for code in map(code_of, pieces) if code))
    return codes if len(codes) > 1 else []


def _multi(typed: str, codes: Sequence[str]) -> Place:
    names = " และ ".join(area_name(code) for code in codes)
    return Place(
        "", (Doubt("GEO_MULTI", f"{quote(typed)} มีหลาย{WORDS[len(codes[0])]}ในช่องเดียว ({names}) โปรดแยกเป็นแถวละแห่ง"),)
    )


@lru_cache(maxsize=16384)
def resolve_district(text: str, province: str = "") -> Place:
    """A district's code; with no province only a name that one district bears will do."""
    typed = line(text[:LETTERS])
    if gives_no_value(typed):
        return NOWHERE
    pieces = _pieces(text[:LETTERS], lambda piece: _district(piece, province, strict=False).code)
    return _multi(typed, pieces) if pieces else _district(typed, province, strict=True)


def _district(text: str, province: str, strict: bool) -> Place:
    typed = line(text)
    short = _bare(text)
    king = _PREFIX[4].match(short)
    name = _tidy(text, 4)
    name, province = _with_province(name, province)
    key = fold(name)
    if not key:
        return _nobody(typed, 4)
    place = (
        _town(key, typed, province)
        or _namesake(key, typed, province)
        or _in_parent(key, typed, name, 4, province, strict)
    )
    if king and king["king"] and place.code and not place.doubts:
        message = f"{quote(typed)} เป็นอำเภอแล้ว (ไม่มีกิ่งอำเภอตั้งแต่ปี 2550)"
        return Place(place.code, (Doubt("VALUE_REPAIRED", message, area_name(place.code), Severity.INFO),))
    return place


def _with_province(name: str, province: str) -> tuple[str, str]:
    """A district's text without the province behind it (`ยางตลาด จ.กาฬสินธุ์`, `เมือง กส.`), and that province."""
    match = re.match(r"^(?P<name>.+?)\s*(?:จังหวัด|จ\.|จว\.)\s*(?P<province>\S.*)$", name)
    if match:
        code = _province(match["province"]).code
        return (match["name"], province or code) if code else (name, province)
    match = re.match(r"^(?P<name>เมือง|muang|mueang)[\s.]*(?P<province>[^\s].*)$", name)
    code = ABBREVIATIONS.get(fold(match["province"]), "") if match else ""
    return ("เมือง", code) if code and (not province or province == code) else (name, province)


def _town(key: str, typed: str, province: str) -> Place | None:
    """The capital district by its short name: เมือง, เมืองฯ, Muang."""
    if not _CAPITAL.match(key) or _CAPITAL.sub("", key):
        return None
    if not province:
        return Place("", (Doubt("GEO_AMBIGUOUS", f"{quote(typed)} ต้องรู้จังหวัดก่อน โปรดเขียนชื่อเต็ม เช่น เมืองกาฬสินธุ์"),))
    code = capital(province)
    return Place(code, (_repaired(typed, code),)) if code else _nobody(typed, 4)


def _namesake(key: str, typed: str, province: str) -> Place | None:
    """A province's own name where a district belongs: its town if อำเภอ stands before it, else nobody knows."""
    if not province or key != fold(area_name(province)) or key in names_under(4, province).exact:
        return None
    town = capital(province)
    if town and fold(typed) != key:
        return Place(town, (_misspelt(typed, town),))
    return Place(
        "", (Doubt("GEO_AMBIGUOUS", f"{quote(typed)} เป็นชื่อจังหวัด โปรดระบุว่าเป็นอำเภอเมืองหรือจังหวัด", area_name(town)),)
    )


def _in_parent(key: str, typed: str, name: str, level: int, parent: str, strict: bool = True) -> Place:
    """A name looked for under its parent, then misspelt under it, then elsewhere in the nation."""
    if key.isdecimal() and len(key) == level and area_name(key):
        return Place(key) if key.startswith(parent) else _elsewhere([key], typed, parent)
    names = names_under(level, parent)
    found = _found(key, typed, name, names)
    if found:
        return found
    former = {
        new for old, new in successors(level).get(key, ()) if old.startswith(parent) and new.startswith(parent[:2])
    }
    if len(former) == 1:
        code = former.pop()
        return Place(code, (_repaired(typed, code),))
    if not parent:
        close = near(key, names) if strict else ""
        return Place(close, (_misspelt(typed, close),)) if close else _nobody(typed, level)
    return _out_of_parent(key, typed, level, parent, names)


def _out_of_parent(key: str, typed: str, level: int, parent: str, names: Names) -> Place:
    exact = names_under(level, "").exact.get(key, ()) or tuple(new for _, new in successors(level).get(key, ()))
    close = near(key, names)
    if close and (not exact or one_letter_away(key, close, names)):
        return Place(close, (_misspelt(typed, close),))
    there = [code for code in exact if code.startswith(parent[:2])] or list(exact)
    return _elsewhere(there, typed, parent) if there else _nobody(typed, level)


@lru_cache(maxsize=16384)
def resolve_tambon(text: str, district: str = "", province: str = "") -> Place:
    """A tambon's code under its district, else under its province, else the only one of the name in the nation."""
    typed = line(text[:LETTERS])
    if gives_no_value(typed):
        return NOWHERE
    parent = district or province
    pieces = _pieces(text[:LETTERS], lambda piece: _tambon(piece, parent).code)
    return _multi(typed, pieces) if pieces else _tambon(typed, parent)


def _tambon(text: str, parent: str) -> Place:
    typed = line(text)
    short = _bare(text)
    lao = _LAO.match(short)
    name = _LAO.sub("", short) if lao else _PREFIX[6].sub("", short).strip()
    key = fold(name)
    if not key:
        return _nobody(typed, 6)
    exact = fold(re.sub(r"[()\[\]]", "", _PREFIX[6].sub("", plain(text))))
    place = _in_parent(exact if not lao and exact in names_under(6, parent).exact else key, typed, name, 6, parent)
    if not lao or not place.code:
        return place
    word = f"{quote(typed)} เป็นองค์กรปกครองส่วนท้องถิ่น อ่านเป็นตำบล{area_name(place.code)} โปรดใส่ชื่อตำบล"
    return Place(place.code, (Doubt("GEO_LAO", word, area_name(place.code)),))

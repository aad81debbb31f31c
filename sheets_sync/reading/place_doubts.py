"""A place that a text was taken for, and what officers are told where it is misspelt, elsewhere, or not to be found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..areas import area_name
from ..model import Severity
from .text import quote
from .understood import Doubt

WORDS = {2: "จังหวัด", 4: "อำเภอ", 6: "ตำบล"}  # length of a code -> what it is a code of


@dataclass(frozen=True, slots=True)
class Place:
    """What a text was taken for: a code or none, and what there is to say about it."""

    code: str = ""
    doubts: tuple[Doubt, ...] = ()


NOWHERE = Place()


def repaired(typed: str, code: str) -> Doubt:
    """The text was cleaned beyond spaces and prefixes; no question."""
    name = area_name(code)
    return Doubt("VALUE_REPAIRED", f"{quote(typed)} อ่านเป็น{WORDS[len(code)]}{name}", name, Severity.INFO)


def misspelt(typed: str, code: str) -> Doubt:
    """The text is near enough to one place's name to be meant for it."""
    word, name = WORDS[len(code)], area_name(code)
    return Doubt("GEO_SPELLING", f"{quote(typed)} น่าจะหมายถึง{word}{name} โปรดแก้ตัวสะกด", name)


def ambiguous(codes: Sequence[str], typed: str) -> Place:
    """Several places bear the name, and no parent decides."""
    level = len(codes[0])
    parents = [area_name(code[: level - 2]) for code in codes[:4]]
    where = " ".join(f"{WORDS[level - 2]}{parent}" for parent in dict.fromkeys(parents))
    more = " และที่อื่น" if len(codes) > 4 else ""
    return Place("", (Doubt("GEO_AMBIGUOUS", f"{quote(typed)} มีหลายแห่ง ({where}{more}) โปรดระบุ{WORDS[level - 2]}"),))


def elsewhere(codes: Sequence[str], typed: str, parent: str) -> Place:
    """The place exists, but not where the row or the tab says."""
    here = f"{WORDS[len(parent)]}{area_name(parent)}"
    there = [f"{WORDS[len(c)]}{area_name(c)} {WORDS[len(c) - 2]}{area_name(c[:-2])}" for c in codes[:3]]
    message = f"{quote(typed)} ไม่อยู่ใน{here} แต่มีที่ {' หรือ '.join(there)} โปรดตรวจสอบ"
    return Place("", (Doubt("GEO_NOT_IN_PROVINCE", message, there[0] if len(codes) == 1 else ""),))


def nobody(typed: str, level: int) -> Place:
    """No place has the name, not even nearly."""
    return Place("", (Doubt("GEO_UNKNOWN", f"ไม่พบ{WORDS[level]} {quote(typed)} โปรดตรวจตัวสะกด"),))


def several(typed: str, codes: Sequence[str]) -> Place:
    """Two places or more stand in one cell."""
    names = " และ ".join(area_name(code) for code in codes)
    return Place(
        "", (Doubt("GEO_MULTI", f"{quote(typed)} มีหลาย{WORDS[len(codes[0])]}ในช่องเดียว ({names}) โปรดแยกเป็นแถวละแห่ง"),)
    )

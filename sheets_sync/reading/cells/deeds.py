"""Title deeds: their type, their number, and both in one cell."""

from __future__ import annotations

import re

from ...model import Cell
from ..text import arabic, fold, gives_no_value, line, plain, quote
from ..understood import UNKNOWN, Context, Doubt, Understood, known, unknown
from .numbers import numeric
from .turned import typed_day

_S = r"[\s.\-]*"
_END = r"(?![ก-ฮ][ะ-์]|[ก-ฮ][ก-ฮ])"  # a letter of the type, not the first of a word


def _letters(letters: str, rest: str = "") -> str:
    return _S.join(letters) + _S + rest


_TYPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (code, re.compile(pattern))
    for code, pattern in (
        ("other", r"โฉนด\s*(?:เพื่อ\s*การ?\s*เกษตร(?:กรรม)?|ชุมชน)"),
        ("spk401", _letters("สปก", rf"(?:(?:4{_S}[/\-]?{_S}0?1|4){_S}(?:[กขคช]\.?{_END})?)?")),
        ("chanote", rf"(?:โฉ|ฉโ)นด(?:ที่ดิน)?|{_letters('นส', f'4{_S}(?:[จกขคงด].?{_END})?')}"),
        ("ns3k", _letters("นส", rf"3{_S}[(/]?{_S}ก\.?{_END}")),
        ("ns3kh", _letters("นส", rf"3{_S}[(/]?{_S}ข\.?{_END}")),
        ("ns3", _letters("นส", r"3(?!\d)")),
        ("ns2", _letters("นส", r"2(?!\d)") + r"|ใบจอง"),
        ("ns5", _letters("นส", r"5(?!\d)") + r"|ใบไต่สวน"),
        ("sk1", _letters("สค", "1")),
        ("stk", _letters("สทก", "1?")),
        ("nk3", _letters("นค", "3")),
        ("pbt5", f"(?:{_letters('ภบท')}|{_letters('ภทบ')})5"),
        ("pbt6", f"(?:{_letters('ภบท')}|{_letters('ภทบ')})6"),
        ("state_land", r"(?:ที่\s*)?ราชพัสดุ|ที่\s*(?:ดิน\s*)?สาธารณ[ก-์]*|ธนารักษ์"),
        ("temple_land", r"(?:ที่\s*)?ธรณีสงฆ์|(?:ที่(?:ดิน)?\s*)?(?:ของ)?วัด[ก-์]*|ที่พักสงฆ์"),
    )
)
NOT_TITLES = frozenset(("sk1", "pbt5", "pbt6"))
WHOSE = frozenset(("state_land", "temple_land"))  # says whose the land is: a deed beside it says more
_NO = re.compile(r"^[\s,:()]*(?:เลขที่|หมายเลข|เลข|ที่|no\.?|#)?[\s.:]*(?P<no>\d[\d,]*(?:[/\-]\d+)*)")
_BOOK = re.compile(r"[\s,]*(?:เล่ม|หน้า|ระวาง|เลขที่ดิน|แปลง|อ\.|ต\.).*$")  # where the deed is entered, not its number
_OTHER = re.compile(r"^อื่น")
_NUMBERS = re.compile(r"\d[\d,]*(?:[/\-]\d+)*")


def _types_in(text: str) -> list[tuple[str, int]]:
    """The types that a plain text names, each with where it ends; a stretch is counted once."""
    found: list[tuple[str, int]] = []
    taken = [False] * len(text)
    for code, pattern in _TYPES:
        for match in pattern.finditer(text):
            if not any(taken[match.start() : match.end()]) and match[0].strip():
                taken[match.start() : match.end()] = [True] * len(match[0])
                found.append((code, match.end()))
    return [pair for pair in found if pair[0] not in WHOSE] or found


def read_deed(cell: Cell, context: Context) -> Understood:
    """A deed's type, and its number where the cell holds both. Parts: value, deed_no."""
    typed = line(cell.text)
    back = typed_day(cell, context)
    if back is not None:
        if back[:2] == (4, 1):
            return known(
                "spk401",
                Doubt("VALUE_REPAIRED", f"{quote(typed)} ถูกแปลงเป็นวันที่ อ่านเป็น ส.ป.ก.4-01 โปรดพิมพ์ใหม่", "ส.ป.ก.4-01"),
            )
        return unknown(_missing(typed))
    if gives_no_value(typed):
        return UNKNOWN
    for code, words in context.choices:
        if fold(typed) in {fold(word) for word in words}:
            return _judged(code, None, typed)
    text = plain(typed)[:300]
    found = _types_in(text)
    codes = {code for code, _ in found}
    if len(codes) > 1:
        return unknown(Doubt("MULTI_VALUE", f"{quote(typed)} มีเอกสารสิทธิ์มากกว่าหนึ่งประเภท โปรดใส่ประเภทเดียว"))
    if found:
        number = _NO.match(text[max(end for _, end in found) :])
        return _judged(codes.pop(), number["no"].replace(",", "") if number else None, typed)
    if _OTHER.match(text):
        return known("other")
    if re.match(r"ไม่มี|ยังไม่มี", text):
        return UNKNOWN
    alone = _NUMBERS.fullmatch(text)
    if alone:
        return known(None, _missing(typed), deed_no=alone[0].replace(",", ""))
    return unknown(_missing(typed))


def _judged(code: str, number: str | None, typed: str) -> Understood:
    doubts: tuple[Doubt, ...] = ()
    if code in NOT_TITLES:
        doubts = (Doubt("DEED_NOT_TITLE", f"{quote(typed)} ไม่ใช่เอกสารสิทธิ์ในที่ดิน โปรดตรวจคุณสมบัติของแปลง"),)
    return Understood({"value": code, "deed_no": number} if number else {"value": code}, doubts)


def _missing(typed: str) -> Doubt:
    return Doubt("DEED_TYPE_MISSING", f"{quote(typed)} ไม่ได้บอกประเภทเอกสารสิทธิ์ โปรดระบุ เช่น โฉนด น.ส.3 ก หรือ ส.ป.ก.4-01")


def read_deed_no(cell: Cell, context: Context) -> Understood:
    """A deed's number as text, digits in ASCII. Parts: value, deed_type where the cell names one."""
    typed = line(cell.text)
    back = typed_day(cell, context)
    if back is not None:
        joined = f"{back[0]}/{back[1]}"
        return known(
            joined, Doubt("VALUE_REPAIRED", f"{quote(typed)} ถูกแปลงเป็นวันที่ อ่านเป็น {joined} โปรดตรวจสอบ", joined)
        )
    number = numeric(cell)
    if number is not None and number == int(number) and 0 <= number < 1e15:
        return known(typed if typed.isdecimal() and typed.isascii() else str(int(number)))
    if gives_no_value(typed):
        return UNKNOWN
    text = plain(typed)
    found = _types_in(text[:300])
    rest = _BOOK.sub("", text[max(end for _, end in found) :] if found else text)
    numbers = list(dict.fromkeys(n.replace(",", "") for n in _NUMBERS.findall(re.sub(r",\s+", " ; ", rest))))
    if len(numbers) > 1:
        return unknown(Doubt("MULTI_VALUE", f"{quote(typed)} มีมากกว่าหนึ่งเลขที่ โปรดใส่เลขเดียว"))
    if len(numbers) == 1 and re.fullmatch(
        r"[\s,:().#]*(?:โฉนด|เลขที่|หมายเลข|เลข|ที่|no\.?|\s|[:.#])*[\d,/\-]+[\s)*.]*", rest
    ):
        code = {code for code, _ in found}
        return known(numbers[0], deed_type=code.pop()) if len(code) == 1 else known(numbers[0])
    return known(arabic(typed)) if numbers else UNKNOWN

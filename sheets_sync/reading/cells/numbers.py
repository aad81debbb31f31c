"""Counts, amounts of money and percentages as officers type them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from ...model import Cell, Severity
from ..text import gives_no_value, plain, quote, says_nothing, says_unknown
from ..understood import UNKNOWN, Context, Doubt, Understood, known, unknown

DAYS = frozenset(("DATE", "DATE_TIME"))  # number formats that show a number as a day
MOMENTS = DAYS | {"TIME"}  # or as an hour
TIMES = {"ร้อย": 1e2, "พัน": 1e3, "หมื่น": 1e4, "แสน": 1e5, "ล้าน": 1e6}
ZERO_IS_NONE = frozenset(("count", "money"))
LONGEST = 15  # digits a float keeps; more is no count or amount

_PLAIN = re.compile(r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,2})?|\d{1,15}(?:\.\d{1,2})?")
_LETTER_DIGITS = re.compile(r"(?<=[\d,.])[oo]+(?=[\d,.%ooบ]|\b|$)|(?<![a-z])[oo](?=[\d,.])|(?<=\d)[il|](?=\d)")
_NUMBER = re.compile(
    r"(?P<open>\()?(?P<sign>[-−–]\s?)?(?P<body>(?:\d+|(?=\.\d))(?:[,\s.]\d+)*(?:[.,](?!\d))?)(?P<close>\s*\))?"
    r"(?:\s*(?P<times>ร้อย(?!ละ)|พัน|หมื่น|แสน|ล้าน))?"
)
_LEAD = re.compile(
    r"^(?:จำนวน|รวม|ทั้งหมด|มี|ปลูก|ได้|เป็นเงิน|เงิน|ประมาณ|ราว|กว่า|เกือบ|มากกว่า|น้อยกว่า|ไม่เกิน|ร้อยละ|ฯ|฿|บาท|thb|[:=~><≥≤+])+\s*"
)
_VAGUE = re.compile(r"ประมาณ|ราวๆ|ราว|กว่า|เกือบ|ไม่เกิน|ขึ้นไป|[~><≥≤]")
_PERCENT_ASIDE = re.compile(
    r"[(\s]*(?:คิดเป็น|หรือ|=)?\s*(?:(?:ร้อยละ|เปอร์เซ็?นต์?)\s*[\d.,]+\s*%?|[\d.,]+\s*(?:%|เปอร์เซ็?นต์?))\s*\)?$"
)
_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?:\.\d+)?|\d*\.\d+|\d+")
_DOT_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_ASIDE = re.compile(r"[(\[][^)\]]*[)\]]?")
_UNITS_BEHIND = re.compile(
    r"(?:แปลง|ครัวเรือน|ครอบครัว|หลังคาเรือน|หลัง|คร(?![ก-ฮะ-์])\.?\s?(?:เรือน)?|คน|ราย|แห่ง|หมู่บ้าน|หมู่|บ้าน|ตำบล|อำเภอ|ครั้ง(?:ที่)?|ชนิด|อย่าง|ประเภท|กิโลเมตร|กม|เมตร"
    r"|ม(?=\W|$)|บาท|บ(?=\W|$)|สตางค์|ถ้วน|ไร่|งาน|ตารางวา|ตรว|วา|ถัง|จุด|ต้น|กลุ่ม|ศูนย์|ธนาคาร|เครือข่าย|เดือน|ปี|วัน|รุ่น|ภาพ|รูป|ใบ|ฉบับ|โครงการ|กิจกรรม|สัญญา"
    r"|ต่อ|ละ|แล้ว|เท่านั้น|พอดี|ขึ้นไป|กว่า|เศษ|ฯ|ๆ|฿|thb|baht|rai|households?|plots?|times?|m(?=\W|$)|km|[\s.,*/()\-–=:?!+])*+"
)
_ONE_PERCENT = re.compile(r"[^\d.,]*(\d+(?:\.\d+)?)\s*%[^\d%]*")
_THOUSAND = re.compile(r"k\b")
_ALL = re.compile(r"^(?:ครบ|ทุก|ทั้งหมด(?!\s*\d)|เต็ม)(?!\D*\d)")

_UNITS = {"หนึ่ง": 1, "เอ็ด": 1, "สอง": 2, "ยี่": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9}
_WORDED = re.compile(r"(?:(หนึ่ง|สอง|ยี่|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า)?(สิบ))?(หนึ่ง|เอ็ด|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า)?")


@dataclass(frozen=True, slots=True)
class Typed:
    """A number found in a text: what it is worth, what stands behind it, and what is doubtful."""

    value: float
    tail: str = ""
    doubts: tuple[str, ...] = ()
    suggestion: str = ""


def whole(value: float) -> int | float:
    """A number without a decimal part as an int, so that 3.0 rai is shown as 3."""
    return int(value) if value == int(value) else round(value, 6)


def thai_words(text: str) -> int | None:
    """A number below a hundred in Thai words: สาม, สิบห้า, ยี่สิบเอ็ด; None for anything else."""
    match = _WORDED.fullmatch(text.strip())
    if not match or not match[0]:
        return None
    tens, ten, one = match.groups()
    return (_UNITS.get(tens, 1) * 10 if ten else 0) + (_UNITS[one] if one else 0)


def says_all(text: str) -> bool:
    """Whether a count is typed as the whole: ครบ, ครบทุกแปลง, ทุกครัวเรือน. Which number that is, the row knows."""
    return bool(_ALL.match(plain(text)))


def typed_number(text: str, thousands: bool = False) -> Typed | None:
    """The number that a text says, or None when it says none, or more than one."""
    short = plain(text)
    if _PLAIN.fullmatch(short):
        return Typed(float(short.replace(",", "")))
    doubts: list[str] = []
    if _LETTER_DIGITS.search(short):
        short = _LETTER_DIGITS.sub(lambda m: re.sub("[il|]", "1", m[0].replace("o", "0")), short)
        doubts.append("มีตัวอักษรแทนตัวเลข (เช่น โอ แทน ศูนย์)")
    aside = _PERCENT_ASIDE.search(short)
    if aside and re.search(r"\d", short[: aside.start()]):
        short = short[: aside.start()]
    if _VAGUE.search(short):
        doubts.append("เป็นตัวเลขประมาณ")
    lead = _LEAD.sub("", short.lstrip("*#•·"))
    match = _NUMBER.match(lead)
    if not match:
        worded = re.match(r"[ก-์]+?(?=\s|ไร่|แปลง|ครั้ง|คน|ชนิด|แห่ง|หลัง|ครัว|$)", lead)
        number = thai_words(worded[0]) if worded else None
        return None if number is None or worded is None else Typed(number, lead[worded.end() :].strip(), tuple(doubts))
    value = _worth(match["body"].rstrip(".,"), thousands, doubts)
    if value is None:
        return None
    tail = lead[match.end() :].strip()
    if match["open"] and not match["close"]:
        return None
    if match["open"]:
        doubts.append("ตัวเลขในวงเล็บอ่านเป็นค่าติดลบ")
    value *= TIMES.get(match["times"] or "", 1)
    negative = bool(match["sign"]) or bool(match["open"])
    return Typed(-value if negative else round(value, 6), tail, tuple(doubts))


def _worth(body: str, thousands: bool, doubts: list[str]) -> float | None:
    """Digits with their separators as a number."""
    if sum(map(str.isdecimal, body)) > LONGEST:
        return None
    if _DOT_THOUSANDS.fullmatch(body) and (thousands or body.count(".") > 1):
        doubts.append("จุดอาจหมายถึงตัวคั่นหลักพัน")
        return float(body.replace(".", "")) if body.count(".") > 1 else float(body)
    if _GROUPS.fullmatch(body):
        return float(body.replace(",", "").replace(" ", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d{1,2}", body):
        doubts.append("จุดกับจุลภาคสลับกัน")
        return float(body.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d+,\d{1,2}", body):
        doubts.append("จุลภาคอาจหมายถึงจุดทศนิยม")
        return float(body.replace(",", "."))
    if re.fullmatch(r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?", body) or re.fullmatch(r"\d+(?:,\d+)+\.\d+", body):
        doubts.append("ตัวคั่นหลักพันไม่ตรงตำแหน่ง")
        return float(body.replace(",", ""))
    return None


def kept_number(cell: Cell) -> float | None:
    """The number that Sheets keeps in a cell, however the cell shows it."""
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)


def numeric(cell: Cell) -> float | None:
    """The number that Sheets keeps in a cell, unless the cell shows it as a day or an hour."""
    return None if cell.format in MOMENTS else kept_number(cell)


def read_number(cell: Cell, context: Context, kind: str = "number") -> Understood:
    """A number of any kind; parts: value."""
    number = numeric(cell)
    if number is not None:
        return _checked(Typed(number), cell, kind)
    if cell.format in MOMENTS and not isinstance(cell.value, str):
        return unknown(
            Doubt("NUMBER_UNREADABLE", f"ช่องนี้ต้องเป็นตัวเลข แต่แสดงเป็นวันที่หรือเวลา {quote(cell.text)} โปรดพิมพ์ตัวเลขใหม่")
        )
    text = cell.text
    if says_unknown(text):
        return UNKNOWN
    if says_nothing(text):
        if kind in ZERO_IS_NONE or context.role in ZERO_IS_NONE:
            return known(0, Doubt("NUMBER_SUSPECT", f"{quote(text)} อ่านเป็น 0", "0", Severity.INFO))
        return UNKNOWN
    if says_all(text):
        return unknown(Doubt("NUMBER_SUSPECT", f"{quote(text)} ยังไม่บอกจำนวน โปรดใส่เป็นตัวเลข"))
    typed = typed_number(text, context.thousands)
    if typed is not None and _THOUSAND.match(typed.tail):
        typed = Typed(typed.value * 1000, "", (*typed.doubts, "ตัว k หมายถึงพัน"))
    if typed is None:
        return unknown(Doubt("NUMBER_UNREADABLE", f"{quote(text)} อ่านเป็นตัวเลขไม่ได้ โปรดใส่เป็นตัวเลข"))
    return _checked(_with_unit(typed, context), cell, kind)


def _with_unit(typed: Typed, context: Context) -> Typed:
    """Kilometres in a column of metres, as metres."""
    if context.unit in ("เมตร", "ม.") and re.match(r"กม|กิโล|km", typed.tail):
        return Typed(typed.value * 1000, "", (*typed.doubts, "แปลงจากกิโลเมตรเป็นเมตร"))
    return typed


def _checked(typed: Typed, cell: Cell, kind: str) -> Understood:
    """The number with the doubts that its surroundings raise."""
    doubts = list(typed.doubts)
    if typed.tail:
        if not _UNITS_BEHIND.fullmatch(_ASIDE.sub(" ", typed.tail)):
            doubts.append("มีข้อความอื่นต่อท้าย")
        aside = _ASIDE.search(typed.tail)
        if aside and re.search(r"\d", aside[0]):
            doubts.append("มีตัวเลขอื่นในวงเล็บ")
        if re.search(r"\d", _ASIDE.sub(" ", typed.tail)):
            message = f"{quote(cell.text)} มีตัวเลขมากกว่าหนึ่งค่า โปรดใส่ค่าเดียว"
            return unknown(Doubt("NUMBER_UNREADABLE", message))
    if kind == "count" and typed.value < 0:
        doubts.append("จำนวนติดลบ")
    if kind == "count" and typed.value != int(typed.value):
        doubts.append("จำนวนมีทศนิยม")
    value = whole(typed.value)
    if not doubts:
        return known(value)
    return known(
        value,
        Doubt(
            "NUMBER_SUSPECT",
            f"{quote(cell.text)} อ่านเป็น {value:,} เพราะ{' และ'.join(doubts)} โปรดตรวจสอบ",
            f"{value}",
        ),
    )


def read_count(cell: Cell, context: Context) -> Understood:
    """A number of things; a dash is 0. Parts: value."""
    return read_number(cell, context, "count")


def read_money(cell: Cell, context: Context) -> Understood:
    """Baht; a dash is 0. Parts: value."""
    return read_number(cell, context, "money")


def read_percent(cell: Cell, context: Context) -> Understood:
    """A percentage as 0–100; a cell's own % beats the column's scale. Parts: value."""
    number = numeric(cell)
    if number is not None:
        if cell.format == "PERCENT" or (not cell.format and cell.text.rstrip().endswith("%")):
            return _percent(number * 100, cell)
        return _scaled(number, cell, context)
    text = plain(cell.text)
    if isinstance(cell.value, bool) or cell.format in MOMENTS or gives_no_value(text):
        return UNKNOWN if cell.format not in MOMENTS or isinstance(cell.value, str) else read_number(cell, context)
    if says_all(text):
        return unknown(Doubt("NUMBER_SUSPECT", f"{quote(cell.text)} ยังไม่บอกร้อยละ โปรดใส่เป็นตัวเลข"))
    alone = _ONE_PERCENT.fullmatch(text)
    typed = typed_number(alone[1] if alone else re.sub(r"%|เปอร์เซ็?นต์?|percent", " ", text))
    if typed is None:
        return unknown(Doubt("NUMBER_UNREADABLE", f"{quote(cell.text)} อ่านเป็นร้อยละไม่ได้ โปรดใส่เป็นตัวเลข"))
    marked = "%" in text or "ร้อยละ" in text or "เปอร์" in text
    read = _checked(typed, cell, "percent")
    if not isinstance(read.value, int | float) or isinstance(read.value, bool):
        return read
    found = _percent(float(read.value), cell) if marked else _scaled(float(read.value), cell, context)
    return Understood(found.values, read.doubts + found.doubts)


def _scaled(number: float, cell: Cell, context: Context) -> Understood:
    """A bare number in a column of fractions, of percentages, or of both."""
    if context.percent_scale:
        return _percent(number * context.percent_scale, cell)
    if not 0 < number <= 1:
        return _percent(number, cell)
    value = whole(number * 100)
    doubt = Doubt(
        "PERCENT_SCALE",
        f"คอลัมน์นี้มีทั้งแบบ 0.8 และแบบ 80 จึงอ่าน {quote(cell.text)} เป็นร้อยละ {value} โปรดใช้แบบเดียวกัน",
        f"{value}",
    )
    return known(value, doubt)


def _percent(percent: float, cell: Cell) -> Understood:
    value = whole(round(percent, 6))
    if value > 100:
        return known(value, Doubt("OVER_100", f"ร้อยละ {value:,} เกิน 100 โปรดตรวจสอบ"))
    if value < 0:
        return known(value, Doubt("NUMBER_SUSPECT", f"{quote(cell.text)} เป็นร้อยละติดลบ โปรดตรวจสอบ"))
    return known(value)

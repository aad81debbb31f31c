"""Months by name, abbreviation and misspelling, and texts that name a period without a day."""

from __future__ import annotations

import calendar
import re

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ...periods import ERA, FIRST_BE_YEAR, MONTHS, MONTHS_SHORT
from ..text import fold, plain

_MONTH_WORDS: dict[str, int] = {
    **{fold(name): i for i, name in enumerate(MONTHS, 1)},
    **{fold(name): i for i, name in enumerate(MONTHS_SHORT, 1)},
    **{fold(name).removesuffix("คม").removesuffix("ยน"): i for i, name in enumerate(MONTHS, 1) if i != 2},
    **{name.lower(): i for i, name in enumerate(calendar.month_name) if name},
    **{name.lower(): i for i, name in enumerate(calendar.month_abbr) if name},
    "กุมภา": 2,
    "กุมภาพัน": 2,
    "เมษ": 4,
    "เมยน": 4,
    "กค": 7,
    "sept": 9,
    "พค": 5,
    "พฤศจิ": 11,
    "พฤษจิกายน": 11,
    "กรกฏาคม": 7,
    "กรกฏา": 7,
}
_TYPOS = {"ธต": 12, "ธม": 12, "เมย์": 4, "กย์": 9, "มม": 1, "ตม": 10}
_FULL_NAMES = {fold(name): i for i, name in enumerate(MONTHS, 1)}


def month_of(word: str) -> tuple[int, bool] | None:
    """The month that a word names, and whether the word had to be mended; None when it names none."""
    key = fold(word)
    if key in _MONTH_WORDS:
        return _MONTH_WORDS[key], False
    if key in _TYPOS:
        return _TYPOS[key], True
    if len(key) < 5:
        return None
    best = process.extract(key, _FULL_NAMES.keys(), scorer=OSA.distance, limit=2)
    close, far = best[0], best[1]
    return (_FULL_NAMES[close[0]], True) if close[1] <= 2 < far[1] else None


_MONTH_YEAR = re.compile(r"(?P<month>[ก-์][ก-์.]*[ก-์.]|[a-z]{3,9})\s*(?:พ\.?ศ\.?)?\s*(?P<year>\d{4}|\d{2})?")
_NUMERIC_MONTH = re.compile(r"^(?P<month>\d{1,2})\s*/\s*(?P<year>\d{4})$")
_QUARTER = re.compile(r"(?:ไตรมาส(?:ที่)?|ไตร(?:ฯ)?|q)\s*(?P<quarter>[1-4])")
_ONLY_YEAR = re.compile(r"^(?:ปี|พ\.?ศ\.?|ปีงบ(?:ประมาณ)?|\s)*(?P<year>\d{4})$|^(?:ปี|ปีงบ(?:ประมาณ)?)\s*(?P<short>\d{2})$")
_PERIOD_WORDS = re.compile(
    r"เดือน|ประจำ|ต้น|กลาง|ปลาย|สิ้น|ประมาณ|ราวๆ?|ภายใน|สัปดาห์(?:ที่)?\s*\d?|แรก|สุดท้าย|ช่วง|ปีงบ(?:ประมาณ)?|ปี|ของ"
)


def read_period(text: str) -> str | None:
    """The month (`2021-01`), quarter (`Q2`) or year that a text names without a day; None when it names none."""
    short = plain(text)
    quarter = _QUARTER.search(short)
    if quarter:
        return f"Q{quarter['quarter']}"
    only = _ONLY_YEAR.match(short)
    if only:
        return only["year"] or f"25{only['short']}"
    numeric = _NUMERIC_MONTH.match(short)
    if numeric and 1 <= int(numeric["month"]) <= 12:
        return _month_code(int(numeric["month"]), numeric["year"])
    left = _PERIOD_WORDS.sub(" ", short).strip()
    for piece in re.split(r"[-–—/,]|ถึง|และ", left):
        match = _MONTH_YEAR.fullmatch(piece.strip())
        month = month_of(match["month"]) if match else None
        if match and month:
            years = re.findall(r"\d{4}|\d{2}", left)
            return _month_code(month[0], match["year"] or (years[-1] if years else ""))
    return None


def _month_code(month: int, year: str) -> str:
    if not year:
        return f"--{month:02d}"
    number = int(year) + (2500 if len(year) == 2 else 0)
    return f"{number - ERA if number >= FIRST_BE_YEAR else number}-{month:02d}"

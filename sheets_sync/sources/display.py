"""How Google Sheets shows a number: under a number format, in a locale."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from .patterns import CONDITION, Section, Token, sections

EPOCH = dt.datetime(1899, 12, 30)
WIDE = Context(prec=400)  # digits enough for any float written out
LAST_DAY = 2958465  # 31 December 9999, where both Excel and Sheets end
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
THAI_LCID, THAI_CALENDAR, THAI_NUMERALS = 0x41E, 7, 0x0D

MONTHS = {
    "th": "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม".split(),
    "en": "January February March April May June July August September October November December".split(),
}
SHORT_MONTHS = {
    "th": "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.".split(),
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
}
DAYS = {
    "th": "จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์ อาทิตย์".split(),
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
}
SHORT_DAYS = {"th": "จ. อ. พ. พฤ. ศ. ส. อา.".split(), "en": "Mon Tue Wed Thu Fri Sat Sun".split()}

AUTOMATIC = {"DATE": "d/m/yyyy", "TIME": "h:mm:ss", "DATE_TIME": "d/m/yyyy, h:mm:ss", "PERCENT": "0.00%"}
AMERICAN = {"DATE": "m/d/yyyy", "DATE_TIME": "m/d/yyyy h:mm:ss"}


class Moment(NamedTuple):
    """A serial day taken apart, and how it is to be shown."""

    at: dt.datetime
    seconds: int  # since the epoch
    words: str  # th or en
    era: int  # years to add
    half: bool  # by a clock of twelve hours


@lru_cache(maxsize=65536)
def display(value: float, pattern: str = "", locale: str = "th_TH", kind: str = "") -> str:
    """A number as Sheets shows it; `kind` is Google's format type where the format has a type and no pattern."""
    pattern = pattern or (AMERICAN.get(kind) if locale == "en_US" else None) or AUTOMATIC.get(kind, "")
    if pattern in ("", "General", "@"):
        return general(value)
    section, value = _chosen(sections(pattern), value)
    if any(token.kind in ("clock", "minute", "elapsed") for token in section.tokens):
        return _moment(value, section, locale)
    return _number(value, section)


def display_text(text: str, pattern: str) -> str:
    """A text as Sheets shows it: as it is, unless the format has a part of its own for texts."""
    parts = sections(pattern) if ";" in pattern else ()
    if len(parts) < 4:
        return text
    return "".join(text if token.text == "@" and token.kind == "other" else token.text for token in parts[3].tokens)


def general(value: float) -> str:
    """A number in the automatic format: whole numbers in full, others to ten significant digits."""
    if value == 0:
        return "0"
    if not 1e-9 <= abs(value) < 1e15:
        mantissa, exponent = f"{value:.5E}".split("E")
        return f"{mantissa.rstrip('0').rstrip('.')}E{int(exponent):+03d}"
    if value == int(value):
        return str(int(value))
    whole = len(str(int(abs(value))))
    text = f"{value:.{max(0, 10 - whole)}f}" if abs(value) >= 1 else f"{Decimal(f'{value:.10g}'):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _chosen(parts: tuple[Section, ...], value: float) -> tuple[Section, float]:
    """The section that a number is shown by, and the number without the sign that the section itself writes."""
    for part in parts[:3]:
        if part.condition and _holds(part.condition, value):
            return part, value
    if any(part.condition for part in parts):
        return next((part for part in parts if not part.condition), parts[-1]), value
    if value < 0 and len(parts) > 1:
        return parts[1], -value
    if value == 0 and len(parts) > 2:
        return parts[2], value
    return parts[0], value


def _holds(condition: str, value: float) -> bool:
    match = CONDITION.fullmatch(condition)
    assert match is not None  # noqa: S101 - `sections` kept only what matches
    limit = float(match[2])
    return {
        "<": value < limit, "<=": value <= limit, ">": value > limit, ">=": value >= limit,
        "=": value == limit, "<>": value != limit,
    }[match[1]]  # fmt: skip


def _rounded(value: Decimal, places: int) -> str:
    return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, WIDE):f}"


def _number(value: float, section: Section) -> str:
    tokens = section.tokens
    places = [i for i, token in enumerate(tokens) if token.kind == "digit"]
    if not places:
        return _around(tokens, general(abs(value)), value < 0)
    first, last = places[0], places[-1]
    exponent = next((token.text for token in tokens if token.kind == "exponent"), "")
    body = "".join(token.text for token in tokens[first : last + 1] if token.kind in ("digit", "other"))
    after = "".join(token.text for token in tokens[last + 1 :] if token.kind == "other")
    percent = sum(token.kind == "other" and token.text == "%" for token in tokens)
    thousands = len(after) - len(after.lstrip(","))
    amount = abs(Decimal(repr(float(value)))).scaleb(2 * percent - 3 * thousands)
    if "/" in body and "." not in body:
        text = _fraction(amount, body)
    else:
        text = _scientific(amount, body, exponent) if exponent else _fixed(amount, body)
    before = "".join(_literal(token) for token in tokens[:first])
    behind = "".join(_literal(token) for token in tokens[last + 1 :] if token.kind != "exponent")
    sign = "-" if value < 0 and re.search("[1-9]", text) else ""
    text = sign + before + text + (behind[thousands:] if thousands and behind.startswith(",") else behind)
    return text.translate(THAI_DIGITS) if section.lcid >> 24 == THAI_NUMERALS else text


def _around(tokens: tuple[Token, ...], text: str, negative: bool) -> str:
    """A section without digit places: literals only, or General among them."""
    out = "".join(text if token.kind == "general" else _literal(token) for token in tokens)
    return f"-{out}" if negative and any(token.kind == "general" for token in tokens) else out


def _literal(token: Token) -> str:
    return token.text if token.kind in ("literal", "other", "currency") else ""


def _fixed(amount: Decimal, body: str) -> str:
    """A number under digit places such as `#,##0.00`; other characters between them stay where they are."""
    integer, _, decimals = body.partition(".")
    wanted = [char for char in decimals if char in "0#?"]
    whole, _, part = _rounded(amount, len(wanted)).partition(".")
    least = sum(char in "0?" for char in integer)
    whole = whole.lstrip("0").zfill(least) if least or whole.strip("0") else ""
    keep = len(part)
    while keep and wanted[keep - 1] == "#" and part[keep - 1] == "0":
        keep -= 1
    marks = re.sub(r"[0#?,]", "", integer)
    if marks:
        whole = _threaded(whole, integer)
    elif "," in integer:
        whole = f"{int(whole or 0):,}".zfill(least) if whole else whole
    return whole + ("." if decimals or body.endswith(".") else "") + part[:keep]


def _threaded(digits: str, places: str) -> str:
    """Digits laid right to left through places with marks between them: `000-0000` makes 0812345 081-2345."""
    out: list[str] = []
    left = list(digits)
    for char in reversed(places):
        if char in "0#?":
            out.append(left.pop() if left else "")
        elif char != ",":
            out.append(char)
    return "".join(left) + "".join(reversed(out))


def _fraction(amount: Decimal, body: str) -> str:
    """A number as a whole and a fraction: `# ?/?` makes 12.25 `12 1/4`."""
    head, _, below = body.partition("/")
    most = 10 ** len(re.sub(r"[^0#?]", "", below)) - 1
    value = Fraction(amount).limit_denominator(max(most, 1))
    whole = int(value) if re.search(r"[0#?] +[0#?]", head) else 0
    rest = value - whole
    if whole and not rest:
        return str(whole)
    return f"{f'{whole} ' if whole else ''}{rest.numerator}/{rest.denominator}"


def _scientific(amount: Decimal, body: str, exponent: str) -> str:
    decimals = len(re.sub(r"[^0#?]", "", body.partition(".")[2]))
    mantissa, power = f"{amount:.{decimals}E}".split("E")
    sign = "-" if int(power) < 0 else "+" if exponent[1] == "+" else ""
    return f"{mantissa}E{sign}{str(abs(int(power))).zfill(len(exponent) - 2)}"


def _moment(serial: float, section: Section, locale: str) -> str:
    """A serial day shown as date and time."""
    if not 0 <= serial < LAST_DAY + 1:
        return general(serial)
    step = 1 if any(token.text.startswith("s") for token in section.tokens if token.kind == "clock") else 60
    seconds = round(serial * 86400) if step == 1 else int(serial * 86400 + 0.5) // 60 * 60
    at = EPOCH + dt.timedelta(seconds=seconds)
    thai = section.lcid & 0xFFFF == THAI_LCID or (not section.lcid & 0xFFFF and locale.startswith("th"))
    era = 543 if section.lcid >> 16 & 0xFF == THAI_CALENDAR else 0
    half = any(token.kind == "ampm" for token in section.tokens)
    moment = Moment(at, seconds, "th" if thai else "en", era, half)
    text = "".join(_shown(token, moment) for token in section.tokens)
    return text.translate(THAI_DIGITS) if section.lcid >> 24 == THAI_NUMERALS else text


def _shown(token: Token, moment: Moment) -> str:
    kind, text = token
    if kind == "clock":
        return _clock(text, moment)
    if kind == "minute":
        return f"{moment.at.minute:0{len(text)}d}"
    if kind == "elapsed":
        return f"{moment.seconds // {'h': 3600, 'm': 60, 's': 1}[text[0]]:0{len(text)}d}"
    if kind == "ampm":
        return ("AM" if moment.at.hour < 12 else "PM")[: 1 if len(text) == 3 else 2]
    return _literal(token)


def _clock(text: str, moment: Moment) -> str:
    unit, wide, at, words = text[0], len(text), moment.at, moment.words
    if unit in "yeb":
        year = at.year + (543 if unit == "b" else moment.era)
        return f"{year % 100:02d}" if wide <= 2 and unit != "e" else f"{year:04d}"
    if unit == "m" and wide >= 3:
        names = SHORT_MONTHS if wide == 3 else MONTHS
        name = names[words][at.month - 1]
        return name[:1] if wide == 5 else name
    if unit == "d" and wide >= 3:
        return (SHORT_DAYS if wide == 3 else DAYS)[words][at.weekday()]
    number = {"m": at.month, "d": at.day, "h": (at.hour % 12 or 12) if moment.half else at.hour, "s": at.second}[unit]
    return f"{number:0{min(wide, 2)}d}"

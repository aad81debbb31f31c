"""Number formats, which OpenDocument keeps as elements, written as the patterns of Excel and Google Sheets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..display import THAI_CALENDAR, THAI_LCID, THAI_NUMERALS

FORMATS = (
    "number-style",
    "currency-style",
    "percentage-style",
    "date-style",
    "time-style",
    "boolean-style",
    "text-style",
)
MAX_DIGITS = 30
BARE = re.compile(r"[ \-/.,:()]*")
LONG_AND_SHORT = {
    "day": ("d", "dd"), "year": ("yy", "yyyy"), "day-of-week": ("ddd", "dddd"),
    "hours": ("h", "hh"), "minutes": ("m", "mm"), "seconds": ("s", "ss"),
}  # fmt: skip
OVERFLOWING = ("hours", "minutes", "seconds")
WESTERN_NUMERALS = 1
SIGNS = {"value()>=0": 0, "value()>0": 0, "value()<0": 1, "value()=0": 2}


@dataclass(slots=True)
class NumberFormat:
    """One format while it is read: its pieces, and by which other formats some values are shown."""

    kind: str
    thai: bool = False
    thai_digits: bool = False
    buddhist: bool = False
    overflows: bool = False  # hours beyond 24
    pieces: list[str] = field(default_factory=list)
    others: list[tuple[str, str]] = field(default_factory=list)  # condition, name of the format
    number: dict[str, str] = field(default_factory=dict)
    place: int = 0
    marks: dict[int, str] = field(default_factory=dict)  # within a number: digits behind it -> text

    @classmethod
    def of(cls, tag: str, attributes: Mapping[str, str]) -> NumberFormat:
        """An empty one of its kind."""
        return cls(
            tag,
            attributes.get("number:language") == "th",
            attributes.get("number:transliteration-language") == "th",
            overflows=attributes.get("number:truncate-on-overflow") == "false",
        )

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take one of its elements; what needs the element's text waits for its end."""
        if tag in ("number", "scientific-number", "fraction"):
            self.number, self.marks = dict(attributes), {}
        elif tag == "embedded-text":
            self.place = _count(attributes, "position", 0)
        elif tag == "map":
            condition = attributes.get("style:condition", "").replace(" ", "")
            self.others.append((condition, attributes.get("style:apply-style-name", "")))
        else:
            self.buddhist = self.buddhist or attributes.get("number:calendar") == "buddhist"
            self.pieces.append(self._part(tag, attributes))

    def end(self, tag: str, text: str) -> None:
        """Finish one of its elements."""
        if tag == "text":
            self.pieces.append(text if self.kind == "percentage-style" and text.strip() == "%" else literal(text))
        elif tag == "currency-symbol":
            self.pieces.append(f"[${text.replace(']', '').replace('-', '')}]" if text else "")
        elif tag == "fill-character":
            self.pieces.append(f"*{text[:1] or ' '}")
        elif tag == "embedded-text":
            self.marks[self.place] = literal(text)
        elif tag == "number":
            self.pieces.append(_digits(self.number, self.marks))
        elif tag == "scientific-number":
            power = "0" * _count(self.number, "min-exponent-digits", 2)
            self.pieces.append(f"{_digits(self.number, {})}E+{power}")
        elif tag == "fraction":
            self.pieces.append(_fraction(self.number))

    def _part(self, tag: str, attributes: Mapping[str, str]) -> str:
        long = attributes.get("number:style") == "long"
        if tag == "month":
            return "m" * (1 + long + 2 * (attributes.get("number:textual") == "true"))
        if tag in LONG_AND_SHORT:
            part = LONG_AND_SHORT[tag][long]
            places = _count(attributes, "decimal-places", 0)
            part += f".{'0' * places}" if places else ""
            if self.overflows and tag in OVERFLOWING:
                self.overflows = False
                return f"[{part}]"
            return part
        return {"am-pm": "AM/PM", "text-content": "@", "boolean": "General"}.get(tag, "")

    @property
    def section(self) -> str:
        """The pattern, other formats left aside."""
        digits = THAI_NUMERALS if self.thai_digits else WESTERN_NUMERALS if self.buddhist else 0
        calendar = THAI_CALENDAR if self.buddhist else 0
        code = digits << 24 | calendar << 16 | (THAI_LCID if self.thai or self.thai_digits else 0)
        prefix = f"[$-{code:X}]" if code else ""
        return prefix + "".join(self.pieces)


def patterns(formats: Mapping[str, NumberFormat]) -> dict[str, str]:
    """The pattern of every format, those for negative numbers, nought and texts behind its own."""
    return {name: _whole(one, formats) for name, one in formats.items()}


def _whole(one: NumberFormat, formats: Mapping[str, NumberFormat]) -> str:
    others = [(condition, formats[name].section) for condition, name in one.others if name in formats]
    signs = [SIGNS.get(condition, -1) for condition, _ in others]
    if signs == list(range(len(others))):  # `#,##0;(#,##0);-` and its like need no conditions
        return ";".join([*(section for _, section in others), one.section])
    sections = [f"[{condition.removeprefix('value()')}]{section}" for condition, section in others]
    return ";".join([*sections, one.section])


def literal(text: str) -> str:
    """A text that stands in a pattern for itself."""
    if BARE.fullmatch(text):
        return text
    return '\\"'.join(f'"{part}"' if part else "" for part in text.split('"'))


def _count(attributes: Mapping[str, str], name: str, default: int) -> int:
    return min(max(int(attributes.get(f"number:{name}", default)), 0), MAX_DIGITS)


def _digits(number: Mapping[str, str], marks: Mapping[int, str]) -> str:
    """The places of a number: `General`, `0.00`, `#,##0`, `000-0000`."""
    if "number:decimal-places" not in number and number.get("number:grouping") != "true" and not marks:
        return "General"
    least, places = _count(number, "min-integer-digits", 0), _count(number, "decimal-places", 0)
    grouped = number.get("number:grouping") == "true"
    digits = ("0" * least).rjust(max(4 if grouped else 1, *marks, 1), "#")
    out = ""
    for behind, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True):
        out += (
            digit + (marks.get(behind, "") if behind else "") + ("," if grouped and behind and not behind % 3 else "")
        )
    sure = min(_count(number, "min-decimal-places", places), places)
    decimals = "0" * sure + "#" * (places - sure)
    return out + (f".{decimals}" if decimals else "") + "," * _thousands(number)


def _thousands(number: Mapping[str, str]) -> int:
    """How often a number is divided by a thousand before it is shown."""
    factor = float(number.get("number:display-factor", 1))
    return min(len(str(int(factor))) // 3, 5) if factor >= 1000 else 0


def _fraction(number: Mapping[str, str]) -> str:
    whole = "# " if "number:min-integer-digits" in number else ""
    above = "?" * max(_count(number, "min-numerator-digits", 1), 1)
    below = number.get("number:denominator-value", "")
    return f"{whole}{above}/{below or '?' * max(_count(number, 'min-denominator-digits', 1), 1)}"

"""What one cell of an .ods file holds: its value, its format and the text that was shown."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from typing import TypeAlias

from ...model import Cell
from ..display import EPOCH, display
from ..grid import plain
from ..worksheet import ERRORS, HYPERLINK
from .formulas import sheets_formula
from .styles import Look

Value: TypeAlias = str | float | bool | None

CALC_ERROR = re.compile(r"Err:(\d{3})")
CALC_ERRORS = {
    "503": "NUM", "521": "NULL_VALUE", "522": "REF", "523": "NUM", "524": "REF", "525": "NAME", "526": "NAME",
    "527": "REF", "532": "DIVIDE_BY_ZERO", "533": "NULL_VALUE",
}  # fmt: skip
FORMATS = {"percentage": "PERCENT", "currency": "CURRENCY", "time": "TIME"}  # of cells whose style names none
TRUTHS = {"=TRUE()": True, "=FALSE()": False}  # how Calc writes a plain true or false
DAY = re.compile(r"(-?\d{1,7})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d(?:[.,]\d+)?))?)?Z?")
SPAN = re.compile(r"(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?)?")
CYCLE, CYCLE_DAYS = 400, 146_097  # years after which the calendar repeats itself


def cell_of(attributes: Mapping[str, str], shown: str, link: str, look: Look, locale: str) -> Cell:
    """The cell that its attributes, its text and its style describe; ValueError where a number is none."""
    formula = sheets_formula(attributes.get("table:formula", ""))
    kind = attributes.get("office:value-type", "string" if shown else "")
    error = _error(attributes, formula, shown)
    value = None if error else TRUTHS.get(formula) if formula in TRUTHS else _value(kind, attributes, shown)
    if formula in TRUTHS or (error and formula == f"={shown}"):  # typed so, not computed
        formula = ""
    style = look.style
    number_format = style.format or _format(kind, value, attributes)
    return plain(
        Cell(
            shown if error else _text(value, shown, attributes) or _made(value, style.pattern, number_format, locale),
            value,
            number_format,
            style.pattern,
            formula,
            link or _linked(formula) or (look.link if shown else ""),
            error,
            style.font,
            style.fill,
            style.struck,
        )
    )


def _error(attributes: Mapping[str, str], formula: str, shown: str) -> str:
    """Google's type of error; older makers mark one by its text alone."""
    calc = CALC_ERROR.fullmatch(shown)
    if attributes.get("calcext:value-type") != "error" and not (formula and (calc or shown in ERRORS)):
        return ""
    return CALC_ERRORS.get(calc[1], "VALUE") if calc else ERRORS.get(shown, "ERROR")


def _linked(formula: str) -> str:
    match = HYPERLINK.match(formula)
    return match[1].replace('""', '"') if match else ""


def _value(kind: str, attributes: Mapping[str, str], shown: str) -> Value:
    if kind == "string":
        return attributes.get("office:string-value", shown) or None
    if kind == "boolean":
        return attributes.get("office:boolean-value") == "true"
    if kind in ("float", "percentage", "currency"):
        amount = float(attributes["office:value"])
        return amount if math.isfinite(amount) else attributes["office:value"]
    if kind == "date":
        return serial(attributes["office:date-value"])
    return fraction(attributes["office:time-value"]) if kind == "time" else None


def _format(kind: str, value: object, attributes: Mapping[str, str]) -> str:
    if kind == "date" and isinstance(value, float):
        return "DATE_TIME" if "T" in attributes["office:date-value"] else "DATE"
    return FORMATS.get(kind, "")


def _text(value: Value, shown: str, attributes: Mapping[str, str]) -> str:
    """What was shown; of a text, what it says itself, for there no blank is lost."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return (attributes.get("office:string-value") if isinstance(value, str) else None) or shown


def _made(value: Value, pattern: str, number_format: str, locale: str) -> str:
    """What is to be shown where the file does not say it."""
    if isinstance(value, str) or value is None:
        return value or ""
    return display(value, pattern, locale, number_format)


def serial(text: str) -> float:
    """`2021-01-08T12:00:00` as days since 30 December 1899."""
    match = DAY.fullmatch(text.strip())
    if not match:
        raise ValueError(text)
    cycles, year = divmod(int(match[1]), CYCLE)
    day = dt.date(year or CYCLE, int(match[2]), int(match[3])).toordinal() + CYCLE_DAYS * (cycles - (year == 0))
    seconds = int(match[4] or 0) * 3600 + int(match[5] or 0) * 60 + float((match[6] or "0").replace(",", "."))
    return day - EPOCH.toordinal() + seconds / 86_400


def fraction(text: str) -> float:
    """`PT01H02M00S` as a part of a day."""
    match = SPAN.fullmatch(text.strip())
    if not match:
        raise ValueError(text)
    days, hours, minutes = (int(part or 0) for part in match.group(2, 3, 4))
    seconds = float((match[5] or "0").replace(",", "."))
    return (-1 if match[1] else 1) * (days + (hours * 3600 + minutes * 60 + seconds) / 86_400)

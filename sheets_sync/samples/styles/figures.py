"""Ways of typing money, counts and percentages."""

from __future__ import annotations

from typing import Any

from .form import Typed

THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def thai(value: Any) -> str:
    """In Thai digits."""
    return str(value).translate(THAI_DIGITS)


def whole(value: float) -> Typed:
    """A number cell, shown 104,000."""
    return Typed(value, "#,##0")


def satang(value: float) -> Typed:
    """A number cell, shown 104,000.00."""
    return Typed(value, "#,##0.00")


def dashed(value: float) -> Typed | str:
    """A number cell, a dash for nothing."""
    return whole(value) if value else "-"


def comma(value: float) -> str:
    """`104,000` as a text."""
    return f"{value:,.0f}"


def baht(value: float) -> str:
    """`104,000 บาท`."""
    return f"{value:,.0f} บาท"


def with_dash(value: float) -> str:
    """`104,000.-`."""
    return f"{value:,.0f}.-"


def thai_number(value: float) -> str:
    """`๑๐๔,๐๐๐`, a dash for nothing."""
    return thai(f"{value:,.0f}") if value else "-"


def fraction(percent: float) -> Typed:
    """80 as 0.8 shown as 80%."""
    return Typed(percent / 100, "0%")


def fraction2(percent: float) -> Typed:
    """29.46 as 0.2946 shown as 29.46%."""
    return Typed(round(percent / 100, 4), "0.00%")


def percent_two(percent: float) -> str:
    """`29.46%` as a text."""
    return f"{percent:.2f}%"


def percent_number(percent: float) -> Typed:
    """A number cell, 80 for 80 percent."""
    return Typed(percent, "0.00")


def percent_sign(percent: float) -> str:
    """`80%` as a text."""
    return f"{percent:g}%"


def households(value: int) -> str:
    """`120 คร.`"""
    return f"{value} คร."


def people_count(value: int) -> str:
    """`5 คน`."""
    return f"{value} คน"

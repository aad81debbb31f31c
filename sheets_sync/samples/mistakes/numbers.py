"""Mistakes in money, counts and percentages of plots."""

from __future__ import annotations

from ..styles.form import Typed
from .kinds import NA, REF, Mistake, Slip, some, unknown

MONEY = ("disbursed_baht", "allocated")


def letter_o(slip: Slip) -> str:
    """`1O4,OOO`: the letter for the digit."""
    return f"{slip.value:,.0f}".replace("0", "O")


def lakhs(slip: Slip) -> str:
    """`1.04 แสน`, `4.52 หมื่น`."""
    return f"{slip.value / 1e5:g} แสน" if slip.value >= 1e5 else f"{slip.value / 1e4:g} หมื่น"


def _of_three_rai(slip: Slip) -> bool:
    return bool(slip.row["size_rai"] == 3)


NUMBERS: tuple[Mistake, ...] = (
    Mistake("money_letter_o", "52a", "NUMBER_SUSPECT", MONEY, letter_o, some),
    Mistake("money_in_words", "49", "", MONEY, lakhs, some),
    Mistake("money_spaced", "47", "", MONEY, lambda s: f"{s.value:,.0f}".replace(",", " "), some),
    Mistake("money_signed", "47", "", MONEY, lambda s: f"฿{s.value:,.0f}", some),
    Mistake(
        "money_awaited",
        "117",
        "NUMBER_UNREADABLE",
        ("disbursed_baht",),
        lambda s: "รอเบิก",
        lambda s: s.value == 0,
        unknown,
    ),
    Mistake("money_broken", "44", "FORMULA_ERROR", ("disbursed_baht",), lambda s: REF, some, unknown),
    Mistake(
        "paid_too_much",
        "117",
        "MONEY_RULE",
        ("disbursed_baht",),
        lambda s: s.way(s.value + 9_000),
        some,
        lambda s: s.value + 9_000,
    ),
    Mistake(
        "price_turned", "118", "UNIT_PRICE", ("allocated",), lambda s: s.way(140_000), _of_three_rai, lambda s: 140_000
    ),
    Mistake(
        "remaining_old",
        "117",
        "MONEY_RULE",
        ("remaining_baht",),
        lambda s: s.way(s.row["allocated"]),
        lambda s: s.value == 0,
        lambda s: s.row["allocated"],
    ),
    Mistake(
        "remaining_brackets",
        "53",
        "NUMBER_SUSPECT",
        ("remaining_baht",),
        lambda s: "(24,673)",
        lambda s: s.value == 0,
        lambda s: -24_673,
        times=1,
    ),
    Mistake(
        "formula_overtyped",
        "124",
        "FORMULA_REPLACED",
        ("left",),
        lambda s: s.way(s.value),
        times=2,
        sure=False,
    ),
    Mistake(
        "percent_fraction",
        "52a",
        "PERCENT_SCALE",
        ("progress_percent",),
        lambda s: Typed(s.value / 100),
        lambda s: 0 < s.value < 100 and isinstance(_typed(s), int | float),
        times=3,
    ),
    Mistake("percent_over", "52b", "OVER_100", ("progress_percent",), lambda s: s.way(120), lambda s: s.value == 100),
    Mistake(
        "percent_letter_o",
        "52a",
        "NUMBER_SUSPECT",
        ("progress_percent",),
        lambda s: f"{s.value}%".replace("0", "O"),
        lambda s: some(s) and "0" in str(s.value),
    ),
    Mistake("percent_missing_lookup", "44", "FORMULA_ERROR", ("progress_percent",), lambda s: NA, some),
    Mistake("fiscal_year_before", "121", "WRONG_FY", ("fiscal_year",), lambda s: 2562, times=2),
    Mistake("fiscal_year_words", "66", "", ("fiscal_year",), lambda s: "ปี 64", times=2),
)


def _typed(slip: Slip) -> object:
    """The bare value an office would type: a number of 0 to 100 where its percent column is not formatted."""
    typed = slip.way(slip.value)
    return (typed.value if "%" not in typed.format else None) if isinstance(typed, Typed) else typed

"""Mistakes in dates."""

from __future__ import annotations

import datetime as dt

from ...periods import ERA, MONTHS_SHORT
from ..styles.days import DMY, serial
from ..styles.form import Typed
from .kinds import Mistake, Slip

DUG = ("dig_end", "dig_start")


def _two_digit(slip: Slip) -> Typed:
    """`8/1/64` as a spreadsheet understands it: 8 January 1964."""
    day: dt.date = slip.value
    return Typed(serial(day.replace(year=1900 + (day.year + ERA) % 100)), DMY)


def _typo(slip: Slip) -> str:
    return f"{slip.value.day} ธ.ต. {(slip.value.year + ERA) % 100}"


def _alone(slip: Slip) -> str:
    return f"{MONTHS_SHORT[slip.value.month - 1]} {(slip.value.year + ERA) % 100}"


DATES: tuple[Mistake, ...] = (
    Mistake(
        "date_of_week",
        "64",
        "DATE_UNREADABLE",
        ("dig_end", "reported_on"),
        lambda s: "วันศุกร์",
        where=("plots", "villages"),
    ),
    Mistake("date_impossible", "63", "DATE_IMPOSSIBLE", DUG, lambda s: "31 พ.ย. 63"),
    Mistake("date_leap", "63", "DATE_IMPOSSIBLE", DUG, lambda s: "29/2/2564", times=1),
    Mistake(
        "ends_before_start",
        "65",
        "DATE_RANGE",
        ("dig_end",),
        lambda s: s.way(s.row["dig_start"] - dt.timedelta(days=20)),
    ),
    Mistake(
        "year_of_two_digits",
        "59",
        "YEAR_2DIGIT",
        ("dig_end", "dig_start", "started_on"),
        _two_digit,
        where=("plots", "villages"),
    ),
    Mistake(
        "date_in_ten_years", "68", "DATE_OUT_OF_RANGE", DUG, lambda s: s.way(s.value.replace(year=s.value.year + 10))
    ),
    Mistake(
        "month_typo",
        "69",
        "VALUE_REPAIRED",
        (*DUG, "contract_date", "started_on"),
        _typo,
        lambda s: s.value is not None and s.value.month == 12,
        where=("plots", "villages"),
    ),
    Mistake(
        "month_begins",
        "64",
        "VALUE_REPAIRED",
        DUG,
        lambda s: "ต้นเดือน ม.ค.",
        lambda s: s.value is not None and s.value.month == 1 and s.value.day <= 10,
        times=2,
    ),
    Mistake("month_alone", "64", "", ("dig_start", "started_on"), _alone, where=("plots", "villages")),
    Mistake(
        "date_slashes",
        "61",
        "DATE_ORDER",
        DUG,
        lambda s: f"{s.value.day}/{s.value.month}/{s.value.year + ERA}",
        lambda s: s.value is not None and s.value.day <= 12,
        sure=False,
    ),
    Mistake("date_iso", "60", "", DUG, lambda s: s.value.isoformat()),
)

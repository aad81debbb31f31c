"""When each office brings its workbook up to date: the three closings, and the days before them."""

from __future__ import annotations

import datetime as dt
from functools import cache

from ..periods import BANGKOK, Month
from . import situations
from .people import dice

MONTHS: tuple[Month, Month, Month] = (Month(2020, 11), Month(2020, 12), Month(2021, 1))


@cache
def updated(seed: int, code: str) -> tuple[bool, bool, bool]:
    """Whether an office changed its workbook before each of the three closings."""
    if code == situations.STALE:
        return True, False, False
    if code == situations.LATE:
        return False, True, True
    chance = dice(seed, "updates", code)
    return True, len(code) == 2 or chance.random() < 0.93, len(code) == 2 or chance.random() < 0.96


def edition(seed: int, code: str, month: Month) -> Month | None:
    """The month whose state an office's workbook shows at a closing; None before its first."""
    known = [each for each, done in zip(MONTHS, updated(seed, code), strict=True) if done and each <= month]
    return known[-1] if known else None


@cache
def day_of(seed: int, code: str, month: Month) -> dt.date:
    """The day as of which an office's figures of a month are: its last week or the first days of the next."""
    if len(code) == 2:  # a province waits for its districts
        return (month.end + dt.timedelta(days=2)).date()
    return (
        month.end + dt.timedelta(days=dice(seed, "day", code, month).choice((-6, -5, -4, -3, -2, -1, -1, 0, 1)))
    ).date()


@cache
def changed_at(seed: int, code: str, month: Month) -> dt.datetime:
    """When an office last touched its workbook for a month: after the day of its figures, before the closing."""
    chance = dice(seed, "changed", code, month)
    time = dt.time(chance.randint(9, 16), chance.randint(0, 59), chance.randint(0, 59))
    return dt.datetime.combine(day_of(seed, code, month) + dt.timedelta(days=chance.randint(0, 1)), time, BANGKOK)

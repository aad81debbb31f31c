"""How a figure stands against its target and the pace of the fiscal year."""

from __future__ import annotations

from ..model import Standing
from ..periods import Month
from ..programmes.schema import IndicatorSpec

Row = tuple[float | None, float | None, int, int]
"""Numerator, denominator, known and expected districts."""


def too_little(spec: IndicatorSpec, known: int, expected: int) -> bool:
    """Whether fewer districts are known than the target asks for."""
    return bool(spec.target and 100 * known < spec.target.least_known * expected)


def counts_districts(spec: IndicatorSpec) -> bool:
    """Whether a figure counts districts, or is due of each of them."""
    return bool(spec.target and spec.target.per_district) or any(part.presence for part in spec.numerator.values())


def target_of(spec: IndicatorSpec, denominator: float | None, districts: int) -> float | None:
    """The target in the numerator's own unit, for the whole fiscal year; None where there is none to speak of."""
    target = spec.target
    if target is None:
        return None
    if target.per_district is not None:
        return target.per_district * districts if districts else None
    return None if target.percent is None or denominator is None else denominator * target.percent / 100


def due_of(spec: IndicatorSpec, target: float | None, month: Month) -> float | None:
    """What of the target is due by the month's end: all of it, or so many twelfths where it goes with the year."""
    if target is None or spec.target is None:
        return None
    return target * month.months_into_fiscal_year / 12 if spec.target.pace else target


def standing(spec: IndicatorSpec, row: Row, target: float | None, month: Month) -> Standing:
    """Above its own whole a figure is doubtful; else it is judged by the share of what is due that is done.

    A share of which too few districts are known waits for data, since it may say little about the others; so does a
    count of districts that falls short only as far as silent districts could still fill it.
    """
    numerator, denominator, known, expected = row
    if numerator is not None and denominator is not None and numerator > denominator + 0.5:
        return Standing.DOUBTFUL
    if numerator is None or too_little(spec, known, expected):
        return Standing.UNKNOWN
    due = due_of(spec, target, month)
    if spec.target is None or not due:
        return Standing.PLAIN
    share = 100 * numerator / due
    if share >= spec.target.hurry_below:
        return Standing.ON_TRACK
    if counts_districts(spec) and numerator + expected - known >= due:
        return Standing.UNKNOWN
    return Standing.HURRY if share >= spec.target.support_below else Standing.SUPPORT

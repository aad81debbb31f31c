"""The expression language of a programme's indicators: what one row adds, and what the rows of a unit come to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ..programmes.schema import Measure, Stage


def per_unit(
    frame: pd.DataFrame, measure: Measure, stages: Mapping[str, Stage], *, whole: bool = False
) -> pd.Series[Any]:
    """What the counted rows of each unit come to: Float64 by `unit`, NA where not one row of it is known.

    `whole` leaves a unit unknown unless every row of it is known.
    """
    each = amounts(frame, measure, stages)
    sums = each.groupby(frame["unit"]).sum(min_count=1).astype("Float64")
    if whole:
        sums = sums.mask(each.isna().groupby(frame["unit"]).any())
    return (sums > 0).astype("Float64") if measure.presence else sums


def amounts(frame: pd.DataFrame, measure: Measure, stages: Mapping[str, Stage]) -> pd.Series[Any]:
    """What each row adds to the measure: Float64, NA where the row does not say."""
    holds = condition(frame, measure.where, stages)
    if measure.any_of:
        some = condition(frame, measure.any_of[0], stages)
        for alternative in measure.any_of[1:]:
            some |= condition(frame, alternative, stages)
        holds &= some
    if not measure.sum:
        return holds.astype("Float64")
    value = column(frame, measure.sum, "Float64")
    if measure.zero_before:
        early = at_least(column(frame, "stage", "string"), measure.zero_before, stages)
        value = value.mask(value.isna() & early.eq(False).fillna(False), 0.0)
    return value.mask(holds.eq(False).fillna(False), 0.0).mask(holds.isna())


def column(frame: pd.DataFrame, name: str, dtype: Any) -> pd.Series[Any]:
    """A field's column, all unknown where the frame has none."""
    return frame[name] if name in frame else pd.Series(pd.NA, index=frame.index, dtype=dtype)


def condition(
    frame: pd.DataFrame, where: Mapping[str, Mapping[str, Any]], stages: Mapping[str, Stage]
) -> pd.Series[Any]:
    """Whether all conditions hold for each row: true, false, or NA where the row does not say (Kleene's logic)."""
    holds = pd.Series(True, index=frame.index, dtype="boolean")
    for name, tests in where.items():
        for test, expected in tests.items():
            holds &= holding(frame, name, test, expected, stages)
    return holds


def holding(frame: pd.DataFrame, name: str, test: str, expected: Any, stages: Mapping[str, Stage]) -> pd.Series[Any]:
    """One condition over a column; `not_in` alone takes an unknown value for one that is not in the list."""
    values = column(frame, name, "string")
    unknown = values.isna()
    match test:
        case "known":
            known: pd.Series[Any] = (~unknown if expected else unknown).astype("boolean")
            return known
        case "is":
            equal: pd.Series[Any] = (values == expected).astype("boolean").mask(unknown)
            return equal
        case "in":
            return values.isin(expected).astype("boolean").mask(unknown)
        case "not_in":
            elsewhere: pd.Series[Any] = ~values.isin(expected).astype("boolean")
            return elsewhere
        case "at_least" if name == "stage":
            return at_least(values, str(expected), stages)
        case "at_least":
            enough: pd.Series[Any] = (pd.to_numeric(values).astype("Float64") >= expected).astype("boolean")
            return enough
        case _:
            raise ValueError(f"no such condition: {test!r}; write is, in, not_in, at_least or known")


def at_least(values: pd.Series[Any], stage: str, stages: Mapping[str, Stage]) -> pd.Series[Any]:
    """Whether a plot has come to a stage; a plot off the track has come to none."""
    way = [code for code, spec in stages.items() if not spec.off_track]
    reached = set(way[way.index(stage) :])
    return values.isin(reached).astype("boolean").mask(values.isna())

"""Proof that every level says the same before anything is sent."""

from __future__ import annotations

import math
from collections.abc import Iterable

from ..errors import RenderError
from ..merge import UNKNOWN
from ..model import Level, Unit
from .observations import Observations


def check_sums(observations: Observations, units: Iterable[Unit]) -> None:
    """Raise RenderError unless each unit is the sum of its parts, in numerator and denominator of every indicator.

    A province is the sum of its districts and the part of it whose district is unknown; the nation the sum of its
    provinces and the part that no province claims. A unit of which nothing is known must have no known part.
    """
    indicators = dict.fromkeys((o.programme, o.indicator) for o in observations)
    wrong = [
        f"{programme}/{indicator}: {side} of {unit.code} is {whole:,.10g} but its parts sum to {parts:,.10g}"
        for unit in units
        if unit.level is not Level.DISTRICT
        for programme, indicator in indicators
        for side in ("numerator", "denominator")
        for whole, parts in [both(observations, programme, indicator, side, unit)]
        if not math.isclose(whole, parts, rel_tol=1e-9, abs_tol=1e-6)
    ]
    if wrong:
        raise RenderError("figures of different levels do not agree; nothing was sent:\n" + "\n".join(wrong))


def both(observations: Observations, programme: str, indicator: str, side: str, unit: Unit) -> tuple[float, float]:
    """A unit's own figure and the sum of its parts', an unknown one being NaN where the other is known."""
    codes = list(unit.parts)
    codes += {Level.NATION: [UNKNOWN], Level.PROVINCE: [unit.code + UNKNOWN]}.get(unit.level, [])
    whole = getattr(observations.get(programme, indicator, unit.code), side)
    parts = [getattr(observations.get(programme, indicator, code), side) for code in codes]
    known = [part for part in parts if part is not None]
    if whole is None and not known:
        return 0.0, 0.0
    return math.nan if whole is None else whole, math.fsum(known) if known else math.nan

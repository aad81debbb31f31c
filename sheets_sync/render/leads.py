"""What the eye meets first: how far each programme is, and compared with what."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Observation, Unit
from ..programmes.schema import IndicatorSpec
from . import words
from .figures import POINTS, change_of, due_percent, judged, seen, since
from .material import Material
from .views import Lead


def leading(material: Material, unit: Unit) -> Iterator[tuple[IndicatorSpec, Observation]]:
    """The first headline percentage of each programme that enough districts stand behind."""
    told = set()
    for programme, spec, o in seen(material, unit):
        if spec.headline and spec.denominator and judged(o) and programme.code not in told:
            told.add(programme.code)
            yield spec, o


def leads_of(material: Material, unit: Unit) -> tuple[Lead, ...]:
    """Each of these with its change since the period before and what is due by now."""
    return tuple(_lead(material, spec, o) for spec, o in leading(material, unit))


def _lead(material: Material, spec: IndicatorSpec, o: Observation) -> Lead:
    due = due_percent(material, spec)
    told = (
        since(material, change_of(material, spec, o), o, POINTS, millions=False),
        f"ควรได้แล้ว {words.percent(due)}%" if due else "",
    )
    return Lead(
        spec.label, words.percent(o.value), words.MARKS[o.standing].colour, tuple(each for each in told if each)
    )

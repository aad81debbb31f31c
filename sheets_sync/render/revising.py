"""What a revision changed, figure by figure, beside the edition that it follows."""

from __future__ import annotations

import math
from collections.abc import Mapping

from ..model import Observation, Unit
from ..programmes.schema import IndicatorSpec
from . import words
from .figures import seen
from .material import Material
from .views import Revised

Numbers = Mapping[str, float | None]
WHOLE = "/of"  # after an indicator's key: its denominator


def figures_differ(old: Numbers, new: Numbers) -> bool:
    """Whether any figure that both editions can have is another; a figure kept by neither is none."""
    return any(key in old and not _same(old[key], new[key]) for key in new)


def revised_figures(material: Material, unit: Unit) -> tuple[Revised, ...]:
    """Each indicator whose numerator or denominator is another than in the edition before; none in a first edition."""
    if not material.revision or material.was is None:
        return ()
    found = []
    for _, spec, o in seen(material, unit):
        key = f"{o.programme}/{o.indicator}"
        if key not in material.was:
            continue
        old, old_whole = material.was[key], material.was.get(key + WHOLE, o.denominator)
        if not (_same(old, o.numerator) and _same(old_whole, o.denominator)):
            unit_word = words.money_unit(spec.unit, millions=_millions(spec, o, old))
            found.append(
                Revised(
                    f"{spec.label} ({unit_word})",
                    _told(spec, o, old, old_whole),
                    _told(spec, o, o.numerator, o.denominator, old),
                )
            )
    return tuple(found)


def _told(
    spec: IndicatorSpec, o: Observation, value: float | None, whole: float | None, other: float | None = None
) -> str:
    """`15 จาก 20`, in millions where one of the two editions needs them."""
    millions = _millions(spec, o, value, other)
    texts = [words.amount(part, baht=spec.money, millions=millions) for part in (value, whole)]
    return f"{texts[0]} จาก {texts[1]}" if spec.denominator and whole is not None else texts[0]


def _millions(spec: IndicatorSpec, o: Observation, *others: float | None) -> bool:
    return spec.money and words.in_millions(o.numerator, o.denominator, *others)


def _same(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-6)

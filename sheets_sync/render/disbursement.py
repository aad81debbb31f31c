"""Money spent, against the share of the fiscal year that has passed."""

from __future__ import annotations

from ..indicators.standing import due_of
from ..model import Unit
from . import words
from .figures import coverage, judged, seen
from .material import Material
from .views import Bar, Disbursement


def disbursement_of(material: Material, unit: Unit) -> Disbursement | None:
    """Money spent of money agreed, against the share of the fiscal year that has passed."""
    for programme, spec, o in seen(material, unit):
        if not (spec.money and spec.denominator and judged(o)) or o.numerator is None or not o.denominator:
            continue
        due = due_of(spec, o.target, material.month)
        pace = None if due is None else 100 * due / o.denominator
        millions = words.in_millions(o.numerator, o.denominator)
        mark, share = words.MARKS[o.standing], o.value
        left = o.denominator - o.numerator
        return Disbursement(
            programme.short,
            words.money_unit(spec.unit, millions=millions),
            words.money(o.denominator, millions=millions),
            words.money(o.numerator, millions=millions),
            words.money(left, millions=millions),
            words.percent(share),
            words.percent(pace),
            words.bar(share, mark.colour) or Bar(0, mark.colour),
            words.bar(pace, "#90a4ae") or Bar(0, "#90a4ae"),
            _pace_sentence(share, pace, coverage(o)),
            mark,
        )
    return None


def _pace_sentence(share: float | None, pace: float | None, behind: str) -> str:
    if share is None or pace is None:
        return behind
    gap = share - pace
    said = (
        f"สูงกว่าจังหวะเวลา {words.percent(gap)} จุดร้อยละ" if gap >= 0 else f"ต่ำกว่าจังหวะเวลา {words.percent(-gap)} จุดร้อยละ"
    )
    return f"{said} · {behind}" if behind else said

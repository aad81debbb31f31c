"""Which of a unit's parts are nearest to what is due, which rose most, and which to support first."""

from __future__ import annotations

from ..indicators.standing import due_of
from ..model import Observation, Standing, Unit
from ..programmes.schema import IndicatorSpec
from . import words
from .figures import ASKING, change_of, level_below, seen, short_label, standing_of
from .material import Material
from .views import Ranking

LEAST_PARTS = 4  # of fewer the table itself shows who is where
MOST = 3
WELL = 90.0  # percent of what is due from which a part is worth naming as near to it


def ranking_of(material: Material, unit: Unit) -> Ranking | None:
    """At most three names each, in kind words; None where the office has switched it off, or there are few parts."""
    parts = [part for part in material.parts_of(unit) if _told(material, part)]
    if not material.ranking or len(parts) < LEAST_PARTS:
        return None
    scores = {part.code: _score(material, part) for part in parts}
    rises = {part.code: rise for part in parts if (rise := _rise(material, part)) is not None}
    by_score = sorted(parts, key=lambda part: (-scores[part.code], part.code))
    leading = [part for part in by_score if scores[part.code] >= WELL][:MOST]
    rising = sorted(parts, key=lambda part: (-rises.get(part.code, 0.0), part.code))
    improved = [part for part in rising if rises.get(part.code, 0.0) >= 1][:MOST]
    support = [
        part for part in reversed(by_score) if standing_of(material, part) is Standing.SUPPORT and part not in leading
    ][:MOST]
    ranking = Ranking(
        tuple((words.short_name(part), f"{scores[part.code]:.0f}%") for part in leading),
        tuple((words.short_name(part), f"+{rises[part.code]:.1f} จุด") for part in improved),
        tuple((words.short_name(part), _weakest(material, part)) for part in support),
        f"ใกล้เป้าหมาย: ผลเทียบกับที่ควรได้ถึงเดือนนี้ เฉลี่ยทุกตัวเลขสำคัญของ{level_below(unit)} (ตัวละไม่เกิน 100%)",
    )
    return ranking if ranking.leading or ranking.improved or ranking.support else None


def asking(material: Material, unit: Unit) -> list[tuple[Unit, str]]:
    """The parts of a unit that ask for something, the gravest and furthest behind first, each with the figure why."""
    stands = {part.code: standing_of(material, part) for part in material.parts_of(unit)}
    parts = [part for part in material.parts_of(unit) if stands[part.code] in ASKING]
    told = {part.code: bool(_targeted(material, part)) for part in parts}
    parts.sort(
        key=lambda part: (
            words.GRAVE.index(stands[part.code]),
            _score(material, part) if told[part.code] else 0.0,
            part.code,
        )
    )
    return [(part, _weakest(material, part) if told[part.code] else "") for part in parts]


def _targeted(material: Material, part: Unit) -> list[tuple[IndicatorSpec, Observation, float]]:
    """Headline indicators that are judged, each with the percentage of what is due that is done."""
    found = []
    for _, spec, o in seen(material, part):
        due = due_of(spec, o.target, material.month)
        judged = o.standing not in (Standing.UNKNOWN, Standing.PLAIN)
        if spec.headline and judged and due and o.numerator is not None:
            found.append((spec, o, 100 * o.numerator / due))
    return found


def _told(material: Material, part: Unit) -> bool:
    """Whether half of a part's targeted figures are known and none is doubtful."""
    asked = sum(bool(spec.headline and spec.target) for _, spec, _ in seen(material, part))
    found = _targeted(material, part)
    return 2 * len(found) >= asked > 0 and all(o.standing is not Standing.DOUBTFUL for _, o, _ in found)


def _score(material: Material, part: Unit) -> float:
    """The mean share of what is due that is done; above 100 counts as 100, so that one figure cannot hide another."""
    shares = [min(share, 100.0) for _, _, share in _targeted(material, part)]
    return sum(shares) / len(shares)


def _rise(material: Material, part: Unit) -> float | None:
    """How many points its headline percentages rose since the period before, on the mean; None: nothing to compare."""
    rises = [
        points
        for _, spec, o in seen(material, part)
        if spec.headline and spec.denominator and (points := change_of(material, spec, o).points) is not None
    ]
    return sum(rises) / len(rises) if rises else None


def _weakest(material: Material, part: Unit) -> str:
    """`อบรมแล้ว 11.0%`: the figure by which a part stands as it does."""
    spec, o, _ = min(_targeted(material, part), key=lambda found: found[2])
    return f"{short_label(spec)} {words.percent(o.value)}%" if spec.denominator else short_label(spec)

"""Headline figures, indicator tables and trend out of observations."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..indicators import Observations
from ..indicators.standing import counts_districts, due_of
from ..model import Level, Observation, Standing, Unit
from ..periods import Month
from ..programmes import Programme
from ..programmes.schema import IndicatorSpec
from . import words
from .behind import figure_link
from .material import Material
from .views import Figure, IndicatorRow, ProgrammePart, Share, Trend

POINTS = "จุดร้อยละ"
ASKING = (Standing.SUPPORT, Standing.HURRY, Standing.DOUBTFUL)
MOST_SHARES = 4  # columns that a telephone can show
MOST_BARS = 30  # of a table of months: each costs a quarter of a kilobyte


def seen(material: Material, unit: Unit) -> Iterator[tuple[Programme, IndicatorSpec, Observation]]:
    """Every indicator of every programme with its observation."""
    for programme in material.programmes:
        for spec in programme.indicators:
            yield programme, spec, material.observations.get(programme.code, spec.code, unit.code)


@dataclass(frozen=True, slots=True)
class Change:
    """How much a numerator and a percentage rose since the period before, and in how many districts; None: unknown."""

    rise: float | None = None
    points: float | None = None
    compared: int = 0


def change_of(material: Material, spec: IndicatorSpec, o: Observation) -> Change:
    """The change since the period before; nothing where nothing can be compared.

    Only districts known in both periods are compared, so that a district's first report is no progress of the
    others; where districts themselves are counted, a first report is.
    """
    if material.before is None:
        return Change()
    pairs = [(o, material.before.get(o.programme, o.indicator, o.unit))]
    if not counts_districts(spec):
        pairs = [
            (
                material.observations.get(o.programme, o.indicator, code),
                material.before.get(o.programme, o.indicator, code),
            )
            for code in material.lowest_of(o.unit)
        ]
    both = [(now, old) for now, old in pairs if now.numerator is not None and old.numerator is not None]
    if not both:
        return Change()
    now, old = total(now for now, _ in both), total(old for _, old in both)
    points = None if now.value is None or old.value is None else now.value - old.value
    return Change((now.numerator or 0) - (old.numerator or 0), points, sum(new.known for new, _ in both))


def total(parts: Iterable[Observation]) -> Observation:
    """Observations of the same indicator as one; only its numerator and denominator mean anything."""
    known = list(parts)
    wholes = [part.denominator for part in known if part.denominator is not None]
    return replace(
        known[0], numerator=sum(p.numerator or 0 for p in known), denominator=sum(wholes) if wholes else None
    )


def due_whole(spec: IndicatorSpec, due: float | None) -> float | None:
    """What is due in whole plots, villages or households, since nobody has a part of one."""
    return due if due is None or spec.money else float(math.ceil(due - 1e-9))


def coverage(observation: Observation) -> str:
    """`ข้อมูลจาก 11/18 อำเภอ` where some districts stand behind the figure, but not all."""
    if observation.expected <= 1 or not 0 < observation.known < observation.expected:
        return ""
    return f"ข้อมูลจาก {observation.known:,}/{observation.expected:,} อำเภอ"


def headline_figures(material: Material, unit: Unit, *, linked: bool = True) -> tuple[Figure, ...]:
    """The figures to be read first: a percentage with what it is of, or a count; where asked, with what is behind."""
    return tuple(
        _figure(material, spec, o, figure_link(material, unit, programme, spec) if linked else "")
        for programme, spec, o in seen(material, unit)
        if spec.headline
    )


def _figure(material: Material, spec: IndicatorSpec, o: Observation, link: str) -> Figure:
    mark = words.MARKS[o.standing]
    millions = spec.money and words.in_millions(o.numerator, o.denominator)
    change = change_of(material, spec, o)
    share = spec.denominator and judged(o)
    unit = words.money_unit(spec.unit, millions=millions)
    amount, whole = (words.amount(v, baht=spec.money, millions=millions) for v in (o.numerator, o.denominator))
    of = [f"{amount} จาก {whole} {unit}"] if share else []
    if not share and spec.denominator and o.value is not None:
        of.append(f"จาก {whole} {unit}")
    elif not share and o.target is not None:
        of.append(f"เป้าหมาย {words.number(due_whole(spec, o.target))} {unit}")
    if coverage(o):
        of.append(coverage(o))
    return Figure(
        spec.label,
        words.percent(o.value) if share else amount,
        "%" if share else unit if o.numerator is not None else "",
        " · ".join(of),
        since(material, change, o, POINTS if share else unit, millions=millions and not share),
        mark,
        words.bar(o.value, mark.colour) if share else None,
        was_of(material.before, o),
        _year_ago(material, spec, o, unit, share=bool(share), millions=millions),
        link,
    )


def was_of(before: Observations | None, o: Observation) -> str:
    """`เดิม: ต้องเร่ง` where a figure stood otherwise in the period before; empty where nothing was known of it."""
    old = before.get(o.programme, o.indicator, o.unit).standing if before else o.standing
    return f"เดิม: {words.MARKS[old].word}" if old not in (o.standing, Standing.PLAIN) else ""


def _year_ago(
    material: Material, spec: IndicatorSpec, o: Observation, unit: str, *, share: bool, millions: bool
) -> str:
    """The same month last year, in the same kind of figure; empty where it is not known."""
    old = material.year_ago.get(o.programme, o.indicator, o.unit) if material.year_ago else None
    if old is None or old.numerator is None or (share and not judged(old)):
        return ""
    told = (
        f"{words.percent(old.value)}%"
        if share
        else f"{words.amount(old.numerator, baht=spec.money, millions=millions)} {unit}"
    )
    return f"เดือนเดียวกันปีก่อน {told}"


def since(material: Material, change: Change, o: Observation, unit: str, *, millions: bool) -> str:
    """`เพิ่มขึ้น 12 แปลง จากเดือนก่อน`, in words because a sign alone says little; of which districts, unless of all."""
    before = "ไตรมาสก่อน" if material.quarter else "เดือนก่อน"
    rise = change.points if unit == POINTS else change.rise
    if rise is None:
        return ""
    some = f" (เทียบ {change.compared:,} อำเภอ)" if 0 < change.compared < o.known else ""
    text = words.money(abs(rise), millions=True) if millions else words.number(abs(rise))
    if not text.strip("0.,"):
        return f"คงเดิมจาก{before}{some}"
    return f"{'เพิ่มขึ้น' if rise > 0 else 'ลดลง'} {text} {unit} จาก{before}{some}"


def programme_parts(material: Material, unit: Unit) -> tuple[ProgrammePart, ...]:
    """All indicators, programme by programme."""
    rows: dict[str, list[IndicatorRow]] = {programme.name: [] for programme in material.programmes}
    for programme, spec, observation in seen(material, unit):
        rows[programme.name].append(_row(material, spec, observation))
    return tuple(ProgrammePart(name, tuple(found), _waiting(found)) for name, found in rows.items() if found)


def _waiting(rows: Sequence[IndicatorRow]) -> str:
    """`… รอข้อมูลทั้ง 13 ตัวชี้วัด` where a table would hold nothing but signs that nothing is known."""
    mark = words.MARKS[Standing.UNKNOWN]
    silent = all(row.actual == words.UNKNOWN for row in rows)
    return f"{mark.sign} {mark.word}ทั้ง {len(rows)} ตัวชี้วัด" if silent else ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of one row of an indicator table; None is unknown, or not asked for."""

    target: float | None
    actual: float | None
    percent: float | None
    rise: float | None
    millions: bool  # told in millions of baht
    shared: bool  # whether there is something of which it is a share: of no plots at all there is none


def numbers_of(material: Material, spec: IndicatorSpec, o: Observation) -> Numbers:
    """What an indicator's row says, before it becomes text: the same in mail, print and workbook."""
    return Numbers(
        due_whole(spec, o.target) if spec.target else None,
        o.numerator,
        o.value if spec.denominator and judged(o) else None,
        change_of(material, spec, o).rise,
        bool(spec.money and words.in_millions(o.numerator, o.target)),
        bool(spec.denominator) and o.denominator != 0,
    )


def _row(material: Material, spec: IndicatorSpec, o: Observation) -> IndicatorRow:
    found = numbers_of(material, spec, o)

    def text(value: float | None) -> str:
        return words.amount(value, baht=spec.money, millions=found.millions)

    mark = words.MARKS[o.standing]
    return IndicatorRow(
        spec.label,
        words.money_unit(spec.unit, millions=found.millions),
        "–" if spec.target is None else text(found.target),
        text(found.actual),
        words.percent(found.percent) if found.shared else "–",
        words.signed(text(found.rise), found.rise),
        mark,
        coverage(o),
        spec.explain,
    )


def shown_shares(material: Material, unit: Unit) -> list[tuple[Programme, IndicatorSpec]]:
    """Headline indicators that are a share and known for the unit: the columns of tables of units and months."""
    found = [
        (programme, spec)
        for programme, spec, o in seen(material, unit)
        if spec.headline and spec.denominator and o.value is not None
    ]
    first = {programme.code: (programme, spec) for programme, spec in reversed(found)}
    order = [pair for pair in found if pair in first.values()] + [pair for pair in found if pair not in first.values()]
    chosen = order[:MOST_SHARES]
    return [pair for pair in found if pair in chosen]


def trend_of(material: Material, unit: Unit) -> Trend | None:
    """The months so far, where there are two or more of them."""
    columns = shown_shares(material, unit)
    if len(material.history) < 2 or not columns:
        return None
    columns = [
        (p, spec) for p, spec in columns if any(judged(m.get(p.code, spec.code, unit.code)) for m in material.history)
    ]
    drawn = max(MOST_BARS // len(material.history), 1)
    rows = []
    for month in material.history:
        shares = tuple(
            share_of(month.get(p.code, spec.code, unit.code), plain=True, bar=number < drawn)
            for number, (p, spec) in enumerate(columns)
        )
        rows.append((month.month.thai_short, shares))
    return Trend(tuple(short_label(spec) for _, spec in columns), tuple(rows)) if columns else None


def short_label(spec: IndicatorSpec) -> str:
    """What an indicator is called where there is little room."""
    return spec.short or spec.label


def due_percent(material: Material, spec: IndicatorSpec, month: Month | None = None) -> float | None:
    """The percentage that is due by a month's end, this one's; None where an indicator has no such target."""
    return due_of(spec, spec.target.percent, month or material.month) if spec.target else None


def judged(observation: Observation) -> bool:
    """Whether a percentage means something: it is known, and of a third of the districts or more."""
    enough = 3 * observation.known >= observation.expected
    return observation.value is not None and observation.standing is not Standing.UNKNOWN and enough


def share_of(observation: Observation, *, plain: bool = False, bar: bool = True) -> Share:
    """A percentage with its bar, in the colour of its standing or of the house; unknown where few districts tell."""
    if not judged(observation):
        return Share("–" if observation.denominator == 0 else words.UNKNOWN, None)
    mark = words.MARKS[observation.standing]
    colour = "#1b5e3b" if plain else mark.colour
    asks = not plain and observation.standing in ASKING
    return Share(
        words.percent(observation.value), words.bar(observation.value, colour) if bar else None, mark if asks else None
    )


def standing_of(material: Material, unit: Unit, at: Observations | None = None) -> Standing:
    """How a unit stands: as its gravest headline figure that has a target; well only if half of those are known."""
    at = at or material.observations
    stands = [
        at.get(programme.code, spec.code, unit.code).standing
        for programme in material.programmes
        for spec in programme.indicators
        if spec.headline and spec.target
    ]
    gravest = words.worst(stands)
    mostly_unknown = 2 * stands.count(Standing.UNKNOWN) > len(stands)
    return Standing.UNKNOWN if gravest is Standing.ON_TRACK and mostly_unknown else gravest


def office_digits(unit: Unit) -> int:
    """How much of a place's code names the office that a unit's reader asks: its province's or its district's."""
    return 2 if unit.level in (Level.NATION, Level.REGION) else 4


def level_below(unit: Unit) -> str:
    """What the parts of a unit are called."""
    return "อำเภอ" if unit.level is Level.PROVINCE else "จังหวัด"

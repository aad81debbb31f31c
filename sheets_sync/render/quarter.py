"""The quarterly edition for the meeting of a region: provinces side by side, and what came of what was asked."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Asked, Level, Observation, Standing, Unit
from ..programmes.schema import IndicatorSpec
from . import words
from .composing import common_parts
from .decisions import BEHIND, OFF_TRACK, OVERDUE, SILENT, VILLAGES, amount_of
from .figures import ASKING, POINTS, change_of, judged, level_below, seen, short_label, standing_of
from .material import Material
from .views import Band, Cell, FollowUp, Mark, MatrixRow, QuarterlyView

MOST_PARTS = 8  # of more the table of units tells, which is made for many
MOST_COLUMNS = 5  # that fit side by side on a telephone of 360 pixels
MOST_LINES = 5
IN_MILLIONS = 100_000  # baht, from which a sum has too many digits for five columns
WIDE_GAP = 10.0  # points between the first and the last from which a gap stands out
COUNTED = {SILENT: "อำเภอ", BEHIND: "", VILLAGES: "อำเภอ", OVERDUE: "กิจกรรม"}
DONE, BETTER, SAME, WORSE, WAITING = (
    Mark("on_track", "✓", "เรียบร้อยแล้ว", words.MARKS[Standing.ON_TRACK].colour),
    Mark("hurry", "◐", "ดีขึ้น ยังไม่ครบ", words.MARKS[Standing.HURRY].colour),
    Mark("support", "!", "ยังคงเดิม", words.MARKS[Standing.SUPPORT].colour),
    Mark("support", "!", "ห่างออกไป", words.MARKS[Standing.SUPPORT].colour),
    words.MARKS[Standing.UNKNOWN],
)


def compose_quarter(material: Material, unit: Unit) -> QuarterlyView:
    """Everything that a unit's edition of the quarter says; pure, and the same for the same material."""
    asked = material.asked.get(unit.code)
    return QuarterlyView(
        **common_parts(material, unit),
        standouts=tuple(standouts(material, unit))[:MOST_LINES],
        follow_ups=tuple(follow_up(material, unit, one) for one in asked or ()),
        asked_when=_asked_when(material, asked),
        bands=tuple(bands(material, unit)),
    )


def _asked_when(material: Material, asked: tuple[Asked, ...] | None) -> str:
    if material.quarter is None or asked is None:
        return "ยังไม่มีรายงานของไตรมาสก่อน จึงยังไม่มีเรื่องที่ต้องติดตาม"
    before = f"รายงาน{material.quarter.previous.thai}"
    return f"จาก{before} · {len(asked):,} เรื่อง" if asked else f"{before} ไม่มีเรื่องที่ขอให้พิจารณา"


def follow_up(material: Material, unit: Unit, asked: Asked) -> FollowUp:
    """What was asked last quarter, how much of it there was then, how much there is now, and what that means."""
    now = amount_of(material, unit, asked.about)
    found = _indicator(material, unit, asked.about)
    fewer = asked.about in COUNTED or asked.about.endswith(f"/{OFF_TRACK}")
    reached = now == 0 if fewer else bool(found and found[1].standing is Standing.ON_TRACK)
    mark = _verdict(asked.stood, now, fewer=fewer, reached=reached)
    if found and found[1].standing is Standing.UNKNOWN:
        mark = WAITING
    unit_word = _unit_word(material, unit, asked.about)
    return FollowUp(asked.what, asked.who, asked.due, _amount(asked.stood, unit_word), _amount(now, unit_word), mark)


def _verdict(then: float | None, now: float | None, *, fewer: bool, reached: bool) -> Mark:
    if now is None:
        return WAITING
    if reached:
        return DONE
    if then is None:
        return BETTER
    gain = then - now if fewer else now - then
    return BETTER if gain > 0.05 else SAME if gain > -0.05 else WORSE


def _indicator(material: Material, unit: Unit, about: str) -> tuple[IndicatorSpec, Observation] | None:
    """The indicator that a matter is about; None where it counts something else, or the programme has it no more."""
    return next(((spec, o) for _, spec, o in seen(material, unit) if f"{o.programme}/{o.indicator}" == about), None)


def _unit_word(material: Material, unit: Unit, about: str) -> str:
    if about in COUNTED:
        return COUNTED[about] or level_below(unit)
    found = _indicator(material, unit, about)
    return "%" if found and found[0].denominator else found[0].unit if found else ""


def _amount(value: float | None, unit: str) -> str:
    """`12.3%`, `4 อำเภอ`."""
    if unit == "%":
        return f"{words.percent(value)}%" if value is not None else words.UNKNOWN
    return f"{words.number(value)} {unit}".strip()


def standouts(material: Material, unit: Unit) -> Iterator[tuple[Mark, str]]:
    """What the meeting should look at: parts that stand otherwise than a quarter ago, wide gaps, and steep rises."""
    parts = material.parts_of(unit)
    yield from _turned(material, parts)
    yield from _gaps(material, unit, parts)
    yield from _rises(material, unit, parts)


def _turned(material: Material, parts: list[Unit]) -> Iterator[tuple[Mark, str]]:
    if material.before is None:
        return
    for part in parts:
        now, old = standing_of(material, part), standing_of(material, part, material.before)
        if now is not old and Standing.PLAIN not in (now, old):
            yield (
                words.MARKS[now],
                f"{words.short_name(part)} จากเดิม “{words.MARKS[old].word}” เป็น “{words.MARKS[now].word}”",
            )


def _shares(material: Material, spec: IndicatorSpec, programme: str, parts: list[Unit]) -> list[tuple[float, Unit]]:
    found = [(material.observations.get(programme, spec.code, part.code), part) for part in parts]
    return sorted(((o.value, part) for o, part in found if judged(o) and o.value is not None), key=lambda p: p[0])


def _gaps(material: Material, unit: Unit, parts: list[Unit]) -> Iterator[tuple[Mark, str]]:
    """Shares with a target in which the parts are far apart, the widest gap first."""
    gaps = []
    for programme, spec, _ in seen(material, unit):
        shares = (
            _shares(material, spec, programme.code, parts)
            if spec.denominator and (spec.headline or spec.target)
            else []
        )
        if len(shares) > 1 and shares[-1][0] - shares[0][0] >= WIDE_GAP:
            (low, last), (high, first) = shares[0], shares[-1]
            stands = material.observations.get(programme.code, spec.code, last.code).standing
            text = (
                f"{short_label(spec)}: {words.short_name(first)} {words.percent(high)}% "
                f"ถึง {words.short_name(last)} {words.percent(low)}% ห่างกัน {words.percent(high - low)} {POINTS}"
            )
            gaps.append((high - low, words.MARKS[stands], text))
    yield from ((mark, text) for _, mark, text in sorted(gaps, key=lambda gap: -gap[0])[:2])


def _rises(material: Material, unit: Unit, parts: list[Unit]) -> Iterator[tuple[Mark, str]]:
    """The part and figure that rose most since the quarter before."""
    rises = [
        (points, short_label(spec), part, o)
        for part in parts
        for _, spec, o in seen(material, part)
        if spec.headline and spec.denominator and judged(o)
        if (points := change_of(material, spec, o).points) is not None and points >= 1
    ]
    if rises:
        points, label, part, o = max(rises, key=lambda rise: (rise[0], rise[2].code))
        yield (
            words.MARKS[o.standing],
            f"{label}: {words.short_name(part)} เพิ่มขึ้นมากที่สุด {words.percent(points)} {POINTS} จากไตรมาสก่อน",
        )


def bands(material: Material, unit: Unit) -> Iterator[Band]:
    """The same indicators of the unit and its parts side by side, as many columns at once as a telephone shows."""
    parts = material.parts_of(unit)
    if not parts or len(parts) > MOST_PARTS:
        return
    whole = {Level.REGION: "ทั้งเขต", Level.PROVINCE: "ทั้งจังหวัด"}.get(unit.level, "ทั้งหมด")
    columns = [(whole, unit), *((words.short_name(part), part) for part in parts)]
    for programme in material.programmes:
        for first in range(0, len(columns), MOST_COLUMNS):
            some = columns[first : first + MOST_COLUMNS]
            rows = tuple(
                _matrix_row(material, programme.code, spec, [u for _, u in some]) for spec in programme.indicators
            )
            yield Band(programme.name, tuple(name for name, _ in some), rows)


def _matrix_row(material: Material, programme: str, spec: IndicatorSpec, units: list[Unit]) -> MatrixRow:
    found = [material.observations.get(programme, spec.code, unit.code) for unit in units]
    sums = [abs(o.numerator) for o in found if o.numerator is not None]
    millions = spec.money and not spec.denominator and max(sums, default=0) >= IN_MILLIONS
    unit = "%" if spec.denominator else words.money_unit(spec.unit, millions=millions)
    return MatrixRow(spec.label, unit, tuple(_cell(material, spec, o, millions=millions) for o in found))


def _cell(material: Material, spec: IndicatorSpec, o: Observation, *, millions: bool) -> Cell:
    """A percentage, or a number where there is none, with its sign where it asks for something, and its change."""
    change = change_of(material, spec, o)
    share = bool(spec.denominator)
    if share:
        known = judged(o)
        text = words.percent(o.value if known else None) if o.denominator != 0 else "–"
        rise = change.points if known else None
        told = words.percent(rise)
    else:
        text, rise = words.amount(o.numerator, baht=spec.money, millions=millions), change.rise
        told = words.amount(rise, baht=spec.money, millions=millions)
    asks = o.standing in ASKING or (o.standing is Standing.UNKNOWN and spec.target is not None)
    return Cell(text, words.MARKS[o.standing] if asks else None, "" if rise is None else words.signed(told, rise))

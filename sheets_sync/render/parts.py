"""Units below, problems, plans and model villages of one unit."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from ..areas import area_name
from ..model import Level, Standing, Unit
from ..periods import BANGKOK, thai_date_short
from ..programmes import Programme
from ..programmes.schema import IndicatorSpec
from . import words
from .figures import (
    ASKING,
    due_percent,
    judged,
    level_below,
    office_digits,
    share_of,
    short_label,
    shown_shares,
    standing_of,
)
from .figures import seen as seen_of
from .material import Material
from .view import ModelVillages, PlanPart, PlotRow, Problem, UnitGroup, UnitRow, UnitTable

MOST_UNITS = 32  # rows: the largest province has 32 districts, and the nation's mail stays under its limit
MOST_PROBLEMS = 6
MOST_PLAN = 6
MOST_OFFICES = 4
MOST_NAMES = 24
MOST_BARS = 60  # of a table: each costs a quarter of a kilobyte

Dated = dict[str, list[tuple[str, str]]]
"""By activity the ISO days on which it is due, each with the code of its place."""


def unit_table(material: Material, unit: Unit) -> UnitTable | None:
    """The provinces or districts of a unit, those that need support first; the rest by name under their mark."""
    columns = shown_shares(material, unit)
    parts = material.parts_of(unit)
    if not parts or not columns:
        return None
    grades: dict[Standing, list[Unit]] = {standing: [] for standing in words.GRAVE}
    for part in parts:
        grades[standing_of(material, part)].append(part)
    telling = [part.code for members in grades.values() for part in members if _tells(material, part, columns)]
    shown = telling[:MOST_UNITS]  # a row of nothing known would say no more than the name
    bars = _barred(material, shown, columns)

    def group(standing: Standing, members: list[Unit]) -> UnitGroup:
        rows = tuple(_unit_row(material, part, columns, bars) for part in members if part.code in shown)
        others = " ".join(words.short_name(part) for part in members if part.code not in shown)
        return UnitGroup(words.MARKS[standing], f"{len(members):,}", rows, others)

    groups = tuple(group(standing, members) for standing, members in grades.items() if members)
    heads = tuple(short_label(spec) for _, spec in columns)
    due = tuple(words.percent(wanted) if (wanted := due_percent(material, spec)) else "–" for _, spec in columns)
    return UnitTable(f"ราย{level_below(unit)}", level_below(unit), heads, groups, due, _rule(columns))


def _tells(material: Material, part: Unit, columns: list[tuple[Programme, IndicatorSpec]]) -> bool:
    return any(judged(material.observations.get(p.code, spec.code, part.code)) for p, spec in columns)


def _rule(columns: list[tuple[Programme, IndicatorSpec]]) -> str:
    """From which share of what is due a figure is on its way, where all columns are held to the same one."""
    bounds = {(spec.target.hurry_below, spec.target.support_below) for _, spec in columns if spec.target}
    if len(bounds) != 1:
        return ""
    hurry, support = bounds.pop()
    marks = [words.MARKS[standing].sign for standing in (Standing.HURRY, Standing.SUPPORT)]
    return f"{marks[0]} ไม่ถึงร้อยละ {hurry:g} ของที่ควรได้ · {marks[1]} ไม่ถึงร้อยละ {support:g}"


def _barred(material: Material, shown: list[str], columns: list[tuple[Programme, IndicatorSpec]]) -> int:
    """How many of the columns can have bars before there are too many of them; one at least."""
    drawn = 0
    for number, (p, spec) in enumerate(columns):
        drawn += sum(material.observations.get(p.code, spec.code, code).value is not None for code in shown)
        if drawn > MOST_BARS:
            return max(number, 1)
    return len(columns)


def _unit_row(material: Material, part: Unit, columns: list[tuple[Programme, IndicatorSpec]], bars: int) -> UnitRow:
    """A part's shares, with bars in the first columns only where a table is long."""
    seen = [material.observations.get(p.code, spec.code, part.code) for p, spec in columns]
    shares = tuple(share_of(o, bar=number < bars) for number, o in enumerate(seen))
    return UnitRow(words.short_name(part), shares, _why(material, part, columns))


def _why(material: Material, part: Unit, columns: list[tuple[Programme, IndicatorSpec]]) -> str:
    """The figures outside the table that make a part stand as it does; empty where the table itself shows it."""
    stands = standing_of(material, part)
    by = [(p, spec, o) for p, spec, o in seen_of(material, part) if spec.headline and o.standing is stands]
    if stands not in ASKING or any((p, spec) in columns for p, spec, _ in by):
        return ""
    told = (
        f"{short_label(spec)} {f'{words.percent(o.value)}%' if spec.denominator else words.number(o.numerator)}"
        for _, spec, o in by
    )
    return " · ".join(told)


def plots_of(material: Material, unit: Unit) -> tuple[PlotRow, ...]:
    """For a district: its plots that are off the track or furthest behind, owners masked; none above it."""
    return material.told.plots.get(unit.code, ()) if unit.level is Level.DISTRICT else ()


def problems_of(material: Material, unit: Unit) -> tuple[Problem, ...]:
    """What officers wrote under problems, told most often first, with nobody's name in it."""
    said: dict[str, list[str]] = {}
    for code in material.places_of(unit):
        for text in material.told.problems.get(code, ()):
            said.setdefault(text, []).append(code)
    order = sorted(said.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(_problem(text, codes, unit) for text, codes in order[:MOST_PROBLEMS])


def _problem(text: str, codes: list[str], unit: Unit) -> Problem:
    digits = office_digits(unit)
    offices = dict.fromkeys(words.office_of_code(code[:digits]) for code in codes)
    return Problem(
        text,
        words.listed([o for o in offices if o] or ["ไม่ระบุหน่วยงาน"], 3),
        f"{len(codes):,} รายการ" if len(codes) > 1 else "",
    )


def plan_of(material: Material, unit: Unit) -> tuple[tuple[PlanPart, ...], tuple[PlanPart, ...]]:
    """Activities overdue on the day of the snapshot, and those due in the month after it; the earliest first."""
    today = material.snapshot.taken_at.astimezone(BANGKOK).date()
    soon = (today + dt.timedelta(days=31)).isoformat()
    digits = office_digits(unit)
    late: Dated = {}
    coming: Dated = {}
    for code in material.places_of(unit):
        for activity in material.told.activities.get(code, ()):
            if activity.end and activity.end < today.isoformat():
                late.setdefault(activity.name, []).append((activity.end, code[:digits]))
            elif activity.end and activity.start <= soon:
                coming.setdefault(activity.name, []).append((activity.end, code[:digits]))
    own = unit.level is Level.DISTRICT
    return _plan(late, "ครบกำหนด", own=own), _plan(coming, "กำหนด", own=own)


def _plan(dated: Dated, verb: str, *, own: bool) -> tuple[PlanPart, ...]:
    order = sorted(dated.items(), key=lambda item: (min(item[1]), item[0]))
    return tuple(_plan_part(name, sorted(dates), verb, own=own) for name, dates in order)


def _plan_part(name: str, dates: list[tuple[str, str]], verb: str, *, own: bool) -> PlanPart:
    """One activity: `สพอ.สหัสขันธ์ (2) ร่องคำ` and `3 รายการ ครบกำหนดแรก 26 ม.ค. 64`."""
    times = Counter(place for _, place in dates)
    offices = {words.office_of_code(place) or "ไม่ระบุหน่วยงาน": count for place, count in times.items()}
    counted = [f"{office} ({count:,})" if count > 1 else office for office, count in offices.items()]
    first = thai_date_short(dt.date.fromisoformat(dates[0][0]))
    when = f"{verb} {first}" if len(dates) == 1 else f"{len(dates):,} รายการ {verb}แรก {first}"
    return PlanPart(name, "" if own else words.listed(counted, MOST_OFFICES), when, first, tuple(offices))


def model_villages(material: Material, unit: Unit) -> ModelVillages | None:
    """Which districts have a model village, which have not told of one, and how many have told nothing at all."""
    found = presence_of(material)
    if found is None or unit.level is Level.DISTRICT:
        return None
    programme, spec = found
    districts = material.districts_of(unit)
    having = [code for code in districts if material.observations.get(programme.code, spec.code, code).numerator]
    rest = [code for code in districts if code not in set(having)]
    lacking = material.known(rest)
    waiting = len(rest) - len(lacking)
    stands = material.observations.get(programme.code, spec.code, unit.code).standing
    if stands not in ASKING:
        stands = Standing.HURRY if lacking else Standing.UNKNOWN if waiting else Standing.ON_TRACK
    sentence = f"มีหมู่บ้านต้นแบบแล้ว {len(having):,} จาก {len(districts):,} อำเภอ"
    if not rest:
        sentence = f"มีหมู่บ้านต้นแบบครบทั้ง {len(districts):,} อำเภอ"
    return ModelVillages(
        f"หมู่บ้านต้นแบบ{programme.short}",
        sentence,
        names_of(having, unit) if rest else "",
        names_of(lacking, unit),
        words.MARKS[stands],
        f"{waiting:,} อำเภอยังไม่ส่งข้อมูล" if waiting else "",
    )


def presence_of(material: Material) -> tuple[Programme, IndicatorSpec] | None:
    """The indicator that counts the districts in which a programme is present, with its programme."""
    for programme in material.programmes:
        for spec in programme.indicators:
            if any(part.presence for part in spec.numerator.values()):
                return programme, spec
    return None


def names_of(codes: list[str], unit: Unit) -> str:
    """Districts by name, or by province with their number where there are too many to name."""
    if len(codes) <= MOST_NAMES:
        return " ".join(area_name(code) for code in codes)
    if unit.level is Level.PROVINCE:
        return words.listed([area_name(code) for code in codes], MOST_NAMES)
    numbers = Counter(code[:2] for code in codes)
    return " ".join(f"{area_name(code)} {count:,}" for code, count in numbers.items())

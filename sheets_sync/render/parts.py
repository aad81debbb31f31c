"""Units below, problems, plans and model villages of one unit."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ..areas import area_name
from ..model import Level, Standing, Unit
from ..periods import BANGKOK, thai_date_short
from ..programmes import Programme
from ..programmes.schema import IndicatorSpec
from . import words
from .figures import column_label, level_below, share_of, shown_shares, standing_of
from .material import Material
from .view import ModelVillages, PlanPart, PlotRow, Problem, UnitGroup, UnitRow, UnitTable

MOST_UNITS = 32  # rows: the largest province has 32 districts, and the nation's mail stays under its limit
MOST_PROBLEMS = 6
MOST_PLAN = 6
MOST_NAMES = 24
MOST_BARS = 60  # of a table: each costs a quarter of a kilobyte


def unit_table(material: Material, unit: Unit) -> UnitTable | None:
    """The provinces or districts of a unit, those that need support first; the rest by name under their mark."""
    columns = shown_shares(material, unit)
    parts = [material.units.get(code) or Unit(code, Level.DISTRICT, area_name(code)) for code in unit.parts]
    if not parts or not columns:
        return None
    grades: dict[Standing, list[Unit]] = {standing: [] for standing in words.GRAVE}
    for part in parts:
        grades[standing_of(material, part)].append(part)
    telling = [
        part.code for standing, members in grades.items() if standing is not Standing.UNKNOWN for part in members
    ]
    shown = telling[:MOST_UNITS]  # a row of nothing known would say no more than the name
    bars = _barred(material, shown, columns)

    def group(standing: Standing, members: list[Unit]) -> UnitGroup:
        rows = tuple(_unit_row(material, part, columns, bars) for part in members if part.code in shown)
        others = " ".join(words.short_name(part) for part in members if part.code not in shown)
        return UnitGroup(words.MARKS[standing], f"{len(members):,}", rows, others)

    groups = tuple(group(standing, members) for standing, members in grades.items() if members)
    heads = tuple(column_label(p, spec) for p, spec in columns)
    return UnitTable(f"ราย{level_below(unit)}", level_below(unit), heads, groups)


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
    return UnitRow(words.short_name(part), tuple(share_of(o, bar=number < bars) for number, o in enumerate(seen)))


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
    level = 2 if unit.level in (Level.NATION, Level.REGION) else 4
    offices = dict.fromkeys(words.office_of_code(code[:level]) for code in codes)
    return Problem(text, words.listed([o for o in offices if o] or ["ไม่ระบุหน่วยงาน"], 3), f"{len(codes):,} รายการ")


def plan_of(material: Material, unit: Unit) -> tuple[tuple[PlanPart, ...], tuple[PlanPart, ...]]:
    """Activities overdue on the day of the snapshot, and those due in the month after it."""
    today = material.snapshot.taken_at.astimezone(BANGKOK).date()
    soon = (today + dt.timedelta(days=31)).isoformat()
    level = 2 if unit.level in (Level.NATION, Level.REGION) else 4
    late: dict[tuple[str, str], list[str]] = {}
    coming: dict[tuple[str, str], list[str]] = {}
    for code in material.places_of(unit):
        for activity in material.told.activities.get(code, ()):
            if activity.end and activity.end < today.isoformat():
                late.setdefault((activity.name, code[:level]), []).append(activity.end)
            elif activity.end and activity.start <= soon:
                coming.setdefault((activity.name, code[:level]), []).append(activity.end)
    return _plan(late, "ครบกำหนด"), _plan(coming, "กำหนด")


def _plan(grouped: dict[tuple[str, str], list[str]], verb: str) -> tuple[PlanPart, ...]:
    order = sorted(grouped.items(), key=lambda item: (min(item[1]), item[0][1]))
    return tuple(
        PlanPart(
            name,
            words.office_of_code(place) or "ไม่ระบุหน่วยงาน",
            f"{verb} {thai_date_short(dt.date.fromisoformat(min(dates)))}"
            + (f" · {len(dates):,} รายการ" if len(dates) > 1 else ""),
        )
        for (name, place), dates in order[:MOST_PLAN]
    )


def model_villages(material: Material, unit: Unit) -> ModelVillages | None:
    """Which districts have a model village and which have not told of one yet."""
    found = presence_of(material)
    if found is None or unit.level is Level.DISTRICT:
        return None
    programme, spec = found
    districts = material.districts_of(unit)
    having = [code for code in districts if material.observations.get(programme.code, spec.code, code).numerator]
    lacking = [code for code in districts if code not in set(having)]
    mark = words.MARKS[Standing.SUPPORT if lacking else Standing.ON_TRACK]
    sentence = f"มีหมู่บ้านต้นแบบแล้ว {len(having):,} จาก {len(districts):,} อำเภอ"
    return ModelVillages(f"หมู่บ้านต้นแบบ{programme.short}", sentence, _names(having, unit), _names(lacking, unit), mark)


def presence_of(material: Material) -> tuple[Programme, IndicatorSpec] | None:
    """The indicator that counts the districts in which a programme is present, with its programme."""
    for programme in material.programmes:
        for spec in programme.indicators:
            if any(part.presence for part in spec.numerator.values()):
                return programme, spec
    return None


def _names(codes: list[str], unit: Unit) -> str:
    """Districts by name, or by province with their number where there are too many to name."""
    if len(codes) <= MOST_NAMES:
        return " ".join(area_name(code) for code in codes)
    if unit.level is Level.PROVINCE:
        return words.listed([area_name(code) for code in codes], MOST_NAMES)
    numbers: dict[str, Any] = {}
    for code in codes:
        numbers[code[:2]] = numbers.get(code[:2], 0) + 1
    return " ".join(f"{area_name(code)} {count}" for code, count in numbers.items())

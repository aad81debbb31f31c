"""Units below, problems, plans and model villages of one unit."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from ..areas import area_name
from ..model import Level, Observation, Standing, Unit
from ..periods import BANGKOK, thai_date_short
from ..programmes import Programme
from ..programmes.schema import IndicatorSpec
from . import words
from .figures import column_label, level_below, share_of, shown_shares, standing_of
from .masking import masked
from .material import Material
from .view import ModelVillages, PlanPart, Problem, UnitGroup, UnitRow, UnitTable

MOST_UNITS = 32  # rows: the largest province has 32 districts, and the nation's mail stays under its limit
MOST_PROBLEMS = 6
MOST_PLAN = 6
MOST_NAMES = 24
DONE = ("done", "paused", "cancelled")


def unit_table(material: Material, unit: Unit) -> UnitTable | None:
    """The provinces or districts of a unit, those that need support first; the rest by name under their mark."""
    columns = shown_shares(material, unit)
    parts = [material.units.get(code) or Unit(code, Level.DISTRICT, area_name(code)) for code in unit.parts]
    if not parts or not columns:
        return None
    grades: dict[Standing, list[Unit]] = {standing: [] for standing in words.GRAVE}
    for part in parts:
        grades[standing_of(material, part)].append(part)
    groups, left = [], MOST_UNITS
    for standing, members in grades.items():
        if members:
            groups.append(_group(material, standing, members, columns, left))
            left = max(left - len(members), 0)
    heads = tuple(column_label(p, spec) for p, spec in columns)
    return UnitTable(f"ราย{level_below(unit)}", level_below(unit), heads, tuple(groups))


def _group(
    material: Material,
    standing: Standing,
    members: list[Unit],
    columns: list[tuple[Programme, IndicatorSpec]],
    most: int,
) -> UnitGroup:
    rows = tuple(
        UnitRow(
            words.short_name(part),
            tuple(share_of(material.observations.get(p.code, spec.code, part.code)) for p, spec in columns),
        )
        for part in members[:most]
    )
    others = " ".join(words.short_name(part) for part in members[most:])
    return UnitGroup(words.MARKS[standing], f"{len(members):,}", rows, others)


def problems_of(material: Material, unit: Unit) -> tuple[Problem, ...]:
    """What officers wrote under problems, told most often first, with nobody's name in it."""
    told: dict[str, list[str]] = {}
    for programme in material.programmes:
        for shape in ("register", "summary"):
            frame = material.rows_of(unit, programme.code, shape)
            if "problem" not in frame or not len(frame):
                continue
            personal = [n for n, f in programme.shapes[shape].fields.items() if f.kind == "name" and n in frame]
            for row in frame.loc[frame["problem"].notna(), ["problem", "unit", *personal]].itertuples(index=False):
                text = " ".join(masked(str(row[0]), [str(n) for n in row[2:] if isinstance(n, str)]).split())
                if text:
                    told.setdefault(text, []).append(str(row[1]))
    order = sorted(told.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(_problem(text, codes, unit) for text, codes in order[:MOST_PROBLEMS])


def _problem(text: str, codes: list[str], unit: Unit) -> Problem:
    level = 2 if unit.level in (Level.NATION, Level.REGION) else 4
    offices = dict.fromkeys(words.office_of_code(code[:level]) for code in codes)
    return Problem(text, words.listed([o for o in offices if o] or ["ไม่ระบุหน่วยงาน"], 3), f"{len(codes):,} รายการ")


def plan_of(material: Material, unit: Unit) -> tuple[tuple[PlanPart, ...], tuple[PlanPart, ...]]:
    """Activities overdue on the day of the snapshot, and those due in the month after it."""
    today = material.snapshot.taken_at.astimezone(BANGKOK).date()
    late: list[pd.DataFrame] = []
    coming: list[pd.DataFrame] = []
    for programme in material.programmes:
        frame = material.rows_of(unit, programme.code, "plan")
        if frame.empty:
            continue
        open_ = ~frame["status"].isin(DONE) & frame["done_on"].isna() & frame["activity"].notna()
        end, start = frame["planned_end"].fillna(frame["planned_start"]), frame["planned_start"]
        soon = (today + dt.timedelta(days=31)).isoformat()
        overdue = (open_ & (end < today.isoformat())).fillna(False).astype(bool)
        next_ = (open_ & (end >= today.isoformat()) & (start.fillna(end) <= soon)).fillna(False).astype(bool)
        late.append(frame[overdue].assign(when=end))
        coming.append(frame[next_].assign(when=end))
    return _plan(late, "ครบกำหนด"), _plan(coming, "กำหนด")


def _plan(frames: list[pd.DataFrame], verb: str) -> tuple[PlanPart, ...]:
    rows = [row for frame in frames for row in frame[["activity", "unit", "when"]].itertuples(index=False)]
    grouped: dict[tuple[str, str], list[str]] = {}
    for activity, place, when in rows:
        grouped.setdefault((masked(str(activity)), str(place)), []).append(str(when))
    order = sorted(grouped.items(), key=lambda item: min(item[1]))
    return tuple(
        PlanPart(
            activity,
            words.office_of_code(place) or "ไม่ระบุหน่วยงาน",
            f"{verb} {thai_date_short(dt.date.fromisoformat(min(dates)))}"
            + (f" · {len(dates):,} รายการ" if len(dates) > 1 else ""),
        )
        for (activity, place), dates in order[:MOST_PLAN]
    )


def model_villages(material: Material, unit: Unit) -> ModelVillages | None:
    """Which districts have a model village and which have not told of one yet."""
    found = [
        (programme.code, spec.code)
        for programme in material.programmes
        for spec in programme.indicators
        if any(part.presence for part in spec.numerator.values())
    ]
    if not found or unit.level is Level.DISTRICT:
        return None
    districts = material.districts_of(unit)
    having = [code for code in districts if _present(material.observations.get(*found[0], code))]
    lacking = [code for code in districts if code not in set(having)]
    mark = words.MARKS[Standing.SUPPORT if lacking else Standing.ON_TRACK]
    sentence = f"มีหมู่บ้านต้นแบบแล้ว {len(having):,} จาก {len(districts):,} อำเภอ"
    return ModelVillages(sentence, _names(having, unit), _names(lacking, unit), mark)


def _present(observation: Observation) -> bool:
    return bool(observation.numerator)


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

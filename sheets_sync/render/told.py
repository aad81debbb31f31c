"""What offices tell row by row – problems, plans, plots – arranged by place once for all editions, people masked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ..areas import area_name
from ..merge import Register
from ..programmes import Programme
from .cells import CellRef, cell_ref
from .masking import masked, masked_label, masked_name
from .views import PlotRow

MOST_PLOTS = 12
SETTLED = ("done", "paused", "cancelled")


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity of a plan with ISO dates, empty where unknown; the status only where it is settled."""

    name: str
    start: str
    end: str
    done: str = ""
    status: str = ""  # done, paused, cancelled


@dataclass(frozen=True, slots=True)
class Said:
    """What an officer wrote, whole and masked, with what stands beside it and the cell that it stands in."""

    text: str
    remedy: str = ""
    cell: CellRef | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """By the code of a district, or of the part of a province whose district is unknown (`46??`)."""

    problems: Mapping[str, tuple[Said, ...]]
    practices: Mapping[str, tuple[Said, ...]]
    activities: Mapping[str, tuple[Activity, ...]]
    plots: Mapping[str, tuple[PlotRow, ...]]


def told(register: Register, programmes: tuple[Programme, ...]) -> Told:
    """Everything that the counted rows tell beside figures."""
    return Told(
        by_place(pair for programme in programmes for pair in said(register, programme, "problem", "remark")),
        by_place(pair for programme in programmes for pair in said(register, programme, "best_practice")),
        by_place(pair for programme in programmes for pair in activities(register, programme)),
        by_place(pair for programme in programmes for pair in plots(register, programme)),
    )


def by_place(pairs: Iterator[tuple[str, Any]]) -> dict[str, tuple[Any, ...]]:
    """Pairs of place and thing, gathered by place in their order."""
    found: dict[str, list[Any]] = {}
    for place, thing in pairs:
        found.setdefault(place, []).append(thing)
    return {place: tuple(things) for place, things in found.items()}


def said(register: Register, programme: Programme, name: str, beside: str = "") -> Iterator[tuple[str, Said]]:
    """Each row's words in a field and in the one beside it, without names that stand in the row or after a title."""
    for shape_name, shape in programme.shapes.items():
        frame = register.counted(programme.code, shape_name)
        if name not in frame:
            continue
        people = [field for field, spec in shape.fields.items() if spec.kind == "name" and field in frame]
        columns = [name, beside] if beside in frame else [name, name]
        for row in frame.loc[
            frame[name].notna(), ["unit", "workbook_id", "table", "record", *columns, *people]
        ].values.tolist():
            names = [value for value in row[6:] if isinstance(value, str)]
            text, remedy = (" ".join(masked(v, names).split()) if isinstance(v, str) else "" for v in row[4:6])
            if text:
                cell = cell_ref(register, row[1], int(row[2]), int(row[3]), name)
                yield row[0], Said(text, remedy if beside in frame else "", cell)


def activities(register: Register, programme: Programme) -> Iterator[tuple[str, Activity]]:
    """The activities of the programme's plans."""
    frame = register.counted(programme.code, "plan")
    if frame.empty:
        return
    columns = ["unit", "activity", "planned_start", "planned_end", "done_on", "status"]
    for unit, activity, start, end, done, status in frame.loc[frame["activity"].notna(), columns].fillna("").values:
        settled = status if status in SETTLED else ""
        yield unit, Activity(masked(activity), start or end, end or start, done, settled or ("done" if done else ""))


def plots(register: Register, programme: Programme) -> Iterator[tuple[str, PlotRow]]:
    """Of each district the plots that are off the track, then those furthest from the last stage."""
    frame = register.counted(programme.code, "register")
    if not programme.stages or frame.empty:
        return
    owner = next((n for n, spec in programme.shapes["register"].fields.items() if spec.kind == "name"), "")
    order = {code: spec.weight - 100 * spec.off_track for code, spec in programme.stages.items()}
    frame = frame.assign(weight=frame["stage"].map(order))
    behind = frame[frame["weight"] < max(order.values())].sort_values(["weight", "table", "row"], kind="stable")
    first = behind.groupby("unit", sort=False).head(MOST_PLOTS)
    for row in first.to_dict("records"):
        yield str(row["unit"]), PlotRow(whose(row, owner), where(row), programme.stages[str(row["stage"])].label)


def whose(row: dict[Any, Any], owner: str) -> str:
    """The owner's masked name and the plot's code."""
    name, code = row.get(owner), row.get("plot_code")
    named = masked_name(name) if isinstance(name, str) else "ไม่ระบุชื่อ"
    own = (name,) if isinstance(name, str) else ()
    return f"{named} · {masked_label(code, own)}" if isinstance(code, str) else named


def where(row: dict[Any, Any]) -> str:
    """`ต.หัวงัว หมู่ 5`, as far as it is known."""
    tambon, moo = row.get("tambon_code"), row.get("moo")
    parts = [f"ต.{area_name(tambon)}"] if isinstance(tambon, str) and area_name(tambon) else []
    return " ".join([*parts, *([] if moo is None or pd.isna(moo) else [f"หมู่ {moo:g}"])])

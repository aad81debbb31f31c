"""Which photographs an edition shows: the latest that its month has brought, of as many places and states as may be."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ..merge import Register
from ..model import KeptWorkbook, Level, Unit
from ..periods import BANGKOK
from ..programmes import Programme
from .register import unknown
from .states import state_of

SHOWN = 3  # photographs of an edition


@dataclass(frozen=True, slots=True)
class Sight:
    """A plot or village with photographs, the latest first, and what may be said of it above the district."""

    links: tuple[str, ...]
    day: dt.date  # of its report
    state: str
    what: str  # แปลงโคก หนอง นา, หมู่บ้านโก่งธนู
    place: str  # code of its district, or `46??`
    tambon: str  # code, empty where it is unknown
    row: tuple[str, int, int]  # workbook, tab and row, so that the same register gives the same order


Sights = Mapping[str, Sequence[Sight]]
"""The sights of a month by the code of their place."""


def sights_of(
    register: Register,
    programmes: Iterable[Programme],
    books: Iterable[KeptWorkbook],
    began: dt.datetime,
    until: dt.datetime,
) -> Sights:
    """The rows with photographs that were reported in a month: after the closing before it, and by its own."""
    touched = {book.workbook_id: book.changed_at for book in books}
    first, last = began.astimezone(BANGKOK).date(), until.astimezone(BANGKOK).date()
    found: dict[str, list[Sight]] = {}
    for programme in programmes:
        rows = register.counted(programme.code, "register")
        if "photos" not in rows:
            continue
        for row in rows[rows["photos"].notna()].to_dict("records"):
            day = reported_on(row, touched.get(str(row["workbook_id"])))
            if day and first < day <= last and isinstance(row["photos"], list):
                found.setdefault(str(row["unit"]), []).append(_sight(row, day, programme))
    return found


def reported_on(row: Mapping[Any, Any], changed_at: dt.datetime | None) -> dt.date | None:
    """When a row was reported: as it says itself, its table, or the day on which its workbook was last touched."""
    for name in ("reported_on", "as_of"):
        value = row.get(name)
        if isinstance(value, str) and not pd.isna(value):
            return dt.date.fromisoformat(value[:10])
    return changed_at.astimezone(BANGKOK).date() if changed_at else None


def _sight(row: Mapping[Any, Any], day: dt.date, programme: Programme) -> Sight:
    stage, tambon = row.get("stage"), row.get("tambon_code")
    return Sight(
        tuple(reversed(row["photos"])),
        day,
        state_of(programme, "" if unknown(stage) else str(stage)) if programme.stages else "",
        f"{programme.shapes['register'].row_label}{programme.short}",
        str(row["unit"]),
        "" if unknown(tambon) else str(tambon),
        (str(row["workbook_id"]), int(row["tab_id"]), int(row["row"])),
    )


def places_of(unit: Unit, sights: Sights) -> list[str]:
    """The codes of a unit's places among the sights."""
    if unit.level is Level.NATION:
        return list(sights)
    if unit.level is Level.DISTRICT:
        return [unit.code]
    provinces = unit.parts if unit.level is Level.REGION else (unit.code,)
    return [place for place in sights if place[:2] in provinces]


def chosen(sights: Sights, places: Iterable[str], unit: Unit, usable: Callable[[str], bool]) -> list[tuple[Sight, str]]:
    """Up to three of a unit's sights, each with the link of its latest usable photograph.

    The first is the latest; each further one is of a part, a kind and a state not shown yet, where there is one.
    """
    waiting = [(sight, link) for place in places for sight in sights.get(place, ()) if (link := _first(sight, usable))]
    waiting.sort(key=lambda pair: (-pair[0].day.toordinal(), pair[0].row))
    shown: list[tuple[Sight, str]] = []
    parts: Counter[str] = Counter()
    kinds: Counter[tuple[str, str]] = Counter()
    links: Counter[str] = Counter()
    while waiting and len(shown) < SHOWN:
        best = min(waiting, key=lambda p: (links[p[1]], parts[part_of(p[0], unit)] + kinds[p[0].what, p[0].state]))
        if links[best[1]]:
            break  # nothing is left but a photograph that is shown already
        waiting.remove(best)
        shown.append(best)
        parts[part_of(best[0], unit)] += 1
        kinds[best[0].what, best[0].state] += 1
        links[best[1]] += 1
    return shown


def _first(sight: Sight, usable: Callable[[str], bool]) -> str:
    return next((link for link in sight.links if usable(link)), "")


def part_of(sight: Sight, unit: Unit) -> str:
    """Which part of a unit a sight lies in: a province of the nation or a region, a district, a tambon."""
    if unit.level is Level.DISTRICT:
        return sight.tambon
    return sight.place if unit.level is Level.PROVINCE else sight.place[:2]

"""A unit's room: its edition's view, the same figures of months before, its parts and its plots."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from ...areas import area_name
from ...model import Level, Standing, Unit
from ...periods import Month
from .. import words
from ..composing import compose_edition, sentence_of
from ..figures import headline_figures, judged, seen, standing_of
from ..mapping import within
from ..material import Material
from ..ranking import asking
from ..views import Figure, IndicatorRow, Mark, MonthlyView
from .entries import Entry, entries_of
from .packing import looks, packed
from .quarters import indicator_choices, parts_of
from .trail import Stages

WORST = 3
MOST_BYTES = 2_000_000  # of photographs in one page
SIGNS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png", b"RIFF": "image/webp"}


@dataclass(frozen=True, slots=True)
class Closing:
    """What the head of the page says at one closing."""

    code: str
    label: str  # ม.ค. 64
    name: str  # มกราคม 2564
    mark: Mark
    sentence: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Worst:
    """One of the three places to look at first."""

    code: str
    name: str
    why: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Spark:
    """How one indicator went: points of a line of 100 × 24, and the same in words."""

    row: IndicatorRow
    points: str
    told: str


@dataclass(frozen=True, slots=True)
class Room:
    """Everything a page shows: `view` as in the mail, the rest for the map, the table and the slider."""

    unit: Unit
    view: MonthlyView
    closings: tuple[Closing, ...]
    worst: tuple[Worst, ...]
    worst_title: str
    programmes: tuple[tuple[str, tuple[Spark, ...]], ...]
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Rooms:
    """A month's material, with how far each plot was in the months before: from here a room is a pure function."""

    material: Material
    trails: Mapping[Month, Stages]

    @cached_property
    def entries(self) -> Mapping[str, Sequence[Entry]]:
        return entries_of(self.material, self.trails)

    @cached_property
    def past(self) -> tuple[Material, ...]:
        """The material of each month that is looked back upon, this one last."""
        made = []
        history = self.material.history
        for number, month in enumerate(history[:-1]):
            made.append(
                replace(
                    self.material,
                    month=month.month,
                    observations=month,
                    earlier=history[:number],
                    year_ago=None,
                    was=None,
                )
            )
        return (*made, self.material)

    def of(self, unit: Unit, revision: int = 0) -> Room:
        """The room of one unit, of the revision that its edition has."""
        view = compose_edition(self.material.revised(revision, self.material.was), unit)
        title, worst = self._worst(unit, view)
        return Room(
            unit,
            view,
            tuple(self._closing(at, unit, view) for at in self.past),
            worst,
            title,
            tuple(self._programmes(unit, view)),
            self._data(unit),
        )

    def _closing(self, at: Material, unit: Unit, view: MonthlyView) -> Closing:
        if at is self.material:
            said = (view.mark, view.sentence, view.figures)
        else:
            mark = words.MARKS[standing_of(at, unit)]
            said = (mark, sentence_of(at, unit), headline_figures(at, unit, linked=False))
        return Closing(str(at.month), at.month.thai_short, at.month.thai, *said)

    def _worst(self, unit: Unit, view: MonthlyView) -> tuple[str, tuple[Worst, ...]]:
        if unit.level is Level.DISTRICT:
            mark = words.MARKS[Standing.HURRY]
            found = (Worst("", one.name, f"{one.state} · {one.place}", mark) for one in view.plots[:WORST])
            return "แปลงที่ควรติดตามก่อน", tuple(found)
        if not self.material.ranking:
            return "", ()
        parts = asking(self.material, unit)[:WORST]
        return "พื้นที่ที่ควรสนับสนุนก่อน", tuple(
            Worst(part.code, words.short_name(part), why, words.MARKS[standing_of(self.material, part)])
            for part, why in parts
        )

    def _programmes(self, unit: Unit, view: MonthlyView) -> Iterator[tuple[str, tuple[Spark, ...]]]:
        """The rows of the edition's tables of indicators, each with its line over the months."""
        found = [(p.name, spec, o) for p, spec, o in seen(self.material, unit)]
        for part in view.programmes:
            specs = [(spec, o) for name, spec, o in found if name == part.name]
            rows = []
            for (spec, o), row in zip(specs, part.rows, strict=True):
                line = [(m.month, m.get(o.programme, spec.code, unit.code)) for m in self.material.history]
                values = [(month, o.value if judged(o) or not spec.denominator else None) for month, o in line]
                rows.append(Spark(row, spark(values), spoken(values, share=bool(spec.denominator))))
            yield part.name, tuple(rows)

    def _data(self, unit: Unit) -> Mapping[str, Any]:
        material = self.material
        places = material.lowest_of(unit.code)
        if unit.level is Level.NATION:
            places = tuple(dict.fromkeys((*places, *self.entries)))
        entries = [entry for place in places for entry in self.entries.get(place, ())]
        points = [one.point for one in entries if one.point]
        held = dict(zip(points, within(material, unit, points), strict=True))
        pictures, numbers = self._pictures(entries)
        near = [bool(one.point and held[one.point]) for one in entries]
        plots = packed(entries, near, material.programmes, numbers, owners=unit.level is Level.DISTRICT)
        return {
            "unit": {"code": unit.code, "level": unit.level.value, "name": words.full_name(unit)},
            "closings": [each.month.thai_short for each in self.past],
            "programmes": [programme.short for programme in material.programmes],
            "marks": [
                {"code": mark.code, "sign": mark.sign, "word": mark.word or "ไม่มีเป้าหมาย", "colour": mark.colour}
                for mark in (words.MARKS[standing] for standing in words.GRAVE)
            ],
            "states": looks(material.programmes),
            "places": {code: names_of(code) for code in dict.fromkeys(one.place for one in entries)},
            "indicators": indicator_choices(material),
            "parts": parts_of(self.past, unit, entries),
            "plots": plots,
            "pictures": pictures,
        }

    def _pictures(self, entries: Sequence[Entry]) -> tuple[list[str], dict[str, int]]:
        """The photographs of the plots that can be shown, the first of each plot first, as many as a page can bear."""
        found: list[str] = []
        numbers: dict[str, int] = {}
        size = 0
        most = max((len(one.photos) for one in entries), default=0)
        for link in (one.photos[turn] for turn in range(most) for one in entries if turn < len(one.photos)):
            raw = self.material.photos.get(link) if link not in numbers else None
            kind = next((kind for sign, kind in SIGNS.items() if raw and raw.startswith(sign)), "")
            if raw and kind and size + len(raw) <= MOST_BYTES:
                size += len(raw)
                numbers[link] = len(found)
                found.append(f"data:{kind};base64,{base64.b64encode(raw).decode()}")
        return found, numbers


def names_of(code: str) -> tuple[str, str]:
    """The province and the district of a place; where one is unknown, so it says."""
    province, district = area_name(code[:2]), area_name(code) if code.isdigit() else ""
    return province or "ไม่ระบุจังหวัด", district or "ไม่ระบุอำเภอ"


def spark(values: Sequence[tuple[Month, float | None]]) -> str:
    """The line through what is known, from the least to the most; empty where there are not two points."""
    known = [(at, value) for at, (_, value) in enumerate(values) if value is not None]
    if len(known) < 2:
        return ""
    low, high = min(value for _, value in known), max(value for _, value in known)
    span, steps = (high - low) or 1.0, max(len(values) - 1, 1)
    return " ".join(f"{2 + 96 * at / steps:.1f},{21 - 18 * (value - low) / span:.1f}" for at, value in known)


def spoken(values: Sequence[tuple[Month, float | None]], *, share: bool) -> str:
    """`พ.ย. 63 48.2%, ม.ค. 64 61.0%` for those who do not see the line."""
    sign = "%" if share else ""
    told = (
        f"{month.thai_short} {(words.percent(value) if share else words.number(value)) + sign}"
        for month, value in values
        if value is not None
    )
    return ", ".join(told)

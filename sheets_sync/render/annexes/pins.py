"""The pins of an edition for Google Earth and My Maps: where each plot and village lies, and how far it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from ...model import Level, Unit
from ..material import Material
from ..registers import Column, Listing, Row, Value
from ..states import STATES, VILLAGE, state_of
from ..views import MonthlyView

PHOTO = re.compile(r"https://(?:drive|docs|photos)\.google\.com/[\w\-/.?=&%]+")
MAPS = "https://www.google.com/maps/search/?api=1&query={:.6f},{:.6f}"
TOLD = ("stage", "size_rai", "area_rai", "hh_total", "hh_growing", "progress_percent")
PLACES = ("tambon", "district", "province")
MOST = 5_000  # pins of a programme in an edition's file
LAYER, LAYERS, LARGEST = 2_000, 10, 5_000_000  # what Google My Maps takes: pins of a layer, layers, bytes of a file
ROOM = 20_000  # bytes for what stands around the pins of a file


def pins_of(material: Material, unit: Unit, view: MonthlyView) -> bytes | None:
    """The file, the same bytes for the same snapshot; None where no plot or village has a point."""
    folders: list[str] = []
    for listing in material.listings:
        marks = list(placemarks(listing, material.lowest_of(unit.code), unit))
        if marks:
            folders += layers(f"{listing.title} ({len(marks):,})", marks[:MOST])
    if not folders:
        return None
    said = escape(f"{view.heading.as_of} · รหัสรายงาน {view.key} · ชุดข้อมูล {view.snapshot}")
    return document(view.subject, said, folders)


def document(name: str, said: str, folders: Iterable[str]) -> bytes:
    """A file of KML 2.2; `said` and the folders are markup already."""
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>',
        f"<name>{escape(name)}</name><description>{said}</description>",
        *styles(),
        *folders,
        "</Document></kml>",
    ]
    return "\n".join(parts).encode("utf-8")


def layers(title: str, marks: Sequence[str]) -> Iterator[str]:
    """The pins in folders, each of which My Maps takes as a layer; numbered where there is more than one."""
    parts = [marks[first : first + LAYER] for first in range(0, len(marks), LAYER)]
    for number, part in enumerate(parts, start=1):
        told = f"{title} · {number}/{len(parts)}" if len(parts) > 1 else title
        yield f"<Folder><name>{escape(told)}</name>"
        yield from part
        yield "</Folder>"


def files_of(listing: Listing, places: Iterable[str], unit: Unit) -> list[bytes]:
    """A register's pins as files that My Maps takes, as many as it needs; the same pins as an edition's."""
    marks = list(placemarks(listing, tuple(places), unit))
    files: list[list[str]] = [[]]
    size = 0
    for mark in marks:
        length = len(mark.encode("utf-8")) + 1
        if len(files[-1]) == LAYER * LAYERS or size + length > LARGEST - ROOM:
            files.append([])
            size = 0
        files[-1].append(mark)
        size += length
    title = f"{listing.title} ({len(marks):,})"
    return [document(listing.programme.name, escape(title), layers(title, part)) for part in files]


def styles() -> Iterator[str]:
    """A pin's colour for each state; KML writes it backwards: opacity, blue, green, red."""
    for number, colour in enumerate([*(colour for _, _, colour in STATES), VILLAGE[1]]):
        red, green, blue = colour[1:3], colour[3:5], colour[5:7]
        yield f'<Style id="s{number}"><IconStyle><color>ff{blue}{green}{red}</color></IconStyle></Style>'


def placemarks(listing: Listing, places: tuple[str, ...], unit: Unit) -> Iterator[str]:
    """One for each row that has a point."""
    columns = {column.name: place for place, column in enumerate(listing.columns)}
    if listing.shape != "register" or not {"latitude", "longitude"} <= columns.keys():
        return
    for number, row in enumerate(listing.of(places), start=1):
        north, east = row.values[columns["latitude"]], row.values[columns["longitude"]]
        if isinstance(north, float) and isinstance(east, float):
            state = state_of(listing.programme, row.stage)
            style = next((place for place, (name, _, _) in enumerate(STATES) if name == state), len(STATES))
            name = f"{listing.programme.shapes['register'].row_label} {_called(row, columns) or number}"
            told = "\n".join([*described(listing, row, unit), MAPS.format(north, east)])
            yield (
                f"<Placemark><name>{escape(name)}</name><description>{escape(told)}</description>"
                f"<styleUrl>#s{style}</styleUrl>"
                f"<Point><coordinates>{east:.6f},{north:.6f}</coordinates></Point></Placemark>"
            )


def _called(row: Row, columns: dict[str, int]) -> str:
    """The code or number of a plot, or the name of a village; never a person's."""
    for name in ("plot_code", "plot_no", "village"):
        value = row.values[columns[name]] if name in columns else None
        if value is not None:
            return _text(value)
    return ""


def described(listing: Listing, row: Row, unit: Unit) -> Iterator[str]:
    """Where it is, how far, its photos; in a district's own file the initials of its owner."""
    values = dict(zip((column.name for column in listing.columns), row.values, strict=True))
    yield " ".join(_text(values[place]) for place in PLACES if values.get(place) is not None)
    for column in listing.columns:
        value = values[column.name]
        if value is not None and (column.name in TOLD or _owner(column, unit)):
            yield f"{column.heading}: {_text(value)}"
    yield from PHOTO.findall(str(values.get("photos") or ""))


def _owner(column: Column, unit: Unit) -> bool:
    return column.kind == "name" and column.name != "reporter" and unit.level is Level.DISTRICT


def _text(value: Value) -> str:
    return f"{value:,.10g}" if isinstance(value, float) else str(value)

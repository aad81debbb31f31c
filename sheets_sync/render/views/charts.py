"""What is drawn: the trend, the map, photographs, and how each stands in a mail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class TrendLine:
    """One share over the months of a fiscal year, in percent; None where it is unknown or still to come."""

    label: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class TrendChart:
    """A fiscal year from October to September; `pace` is the percentage due by each month's end, empty for none."""

    year: str
    months: tuple[str, ...]
    lines: tuple[TrendLine, ...]
    pace: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a map's key: how it is marked, what it is, and how many there are."""

    marker: str
    colour: str
    label: str
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class MapArea:
    """An area on the map, in degrees: its rings, the entry of the key that it belongs to, and its name's place."""

    rings: tuple[Any, ...]  # arrays of longitude and latitude
    key: int | None = None
    name: str = ""
    place: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class MapChart:
    """Areas, pins over them with the number of their entry in the key, and the corners of what is to be seen."""

    areas: tuple[MapArea, ...]
    pins: tuple[tuple[float, float, int], ...]
    key: tuple[Key, ...]
    frame: tuple[float, float, float, float]  # west, south, east, north
    note: str = ""


@dataclass(frozen=True, slots=True)
class PhotoStrip:
    """Photographs from left to right, each a small JPEG."""

    tiles: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Logo:
    """The office's mark, as a PNG of few colours."""

    png: bytes


@dataclass(frozen=True, slots=True)
class Illustration:
    """A picture in the mail: its Content-ID, what it shows in one sentence, its size, and what is drawn on it."""

    cid: str
    alt: str
    width: int
    height: int
    chart: TrendChart | MapChart | PhotoStrip | Logo

    @property
    def media_type(self) -> str:
        return "image/jpeg" if isinstance(self.chart, PhotoStrip) else "image/png"

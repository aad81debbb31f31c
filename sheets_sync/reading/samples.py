"""What stands in a column, as far as its first cells show it, and how well that suits each kind of cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..model import Cell
from .cells import filled, looks_like
from .understood import Context

PLAIN = Context()
PLACES = frozenset({"district", "tambon", "address"})
SAMPLE = 40  # cells of a column that are looked at
NAMELESS = 0.7  # likeness to names of texts without นาย, นาง, นางสาว, or of places when no province is known
SWAPPED = 0.6  # likeness of latitudes to longitudes
TURNED = {"latitude": "longitude", "longitude": "latitude", "easting": "northing", "northing": "easting"}
BLANK_FIT = 0.8  # of a column in which nothing is typed yet


@dataclass
class Samples:
    """The first cells of each column, and how well they suit each kind: asked for every kind of table, judged once."""

    cells: Mapping[int, Sequence[Cell]]
    places: Context = PLAIN  # the province by which names of places are judged
    _fits: dict[tuple[int, str], float] = field(default_factory=dict)
    _filled: dict[int, Sequence[Cell]] = field(default_factory=dict)

    def of(self, column: int) -> Sequence[Cell]:
        return self.cells.get(column, ())

    def filled(self, column: int) -> Sequence[Cell]:
        """Those of a column's cells that say something."""
        found = self._filled.get(column)
        if found is None:
            found = self._filled[column] = filled(self.of(column))
        return found

    def fit(self, column: int, kind: str) -> float:
        """How well a column's content suits a kind, 0 to 1."""
        found = self._fits.get((column, kind))
        if found is None:
            found = self._fits[column, kind] = fit(kind, self.filled(column), self.places)
        return found


def fit(kind: str, cells: Sequence[Cell], places: Context = PLAIN) -> float:
    """How well the filled cells of a column suit a kind, 0 to 1."""
    if not cells:
        return BLANK_FIT
    if kind == "village":  # a village's number alone is no village's name
        return looks_like("text", cells)
    likeness = looks_like(kind, cells, places if kind in PLACES else PLAIN)
    if kind in TURNED:  # latitudes under the header of longitudes are to be asked about, not left unread
        return max(likeness, SWAPPED * looks_like(TURNED[kind], cells))
    vague = kind == "name" or (kind in PLACES and not places.province)
    return max(likeness, NAMELESS * looks_like("text", cells)) if vague else likeness

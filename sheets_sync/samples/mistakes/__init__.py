"""Every kind of mistake that the sample's officers make, as data."""

from __future__ import annotations

from .dates import DATES
from .kinds import Mistake, Slip, Where
from .land import LAND
from .numbers import NUMBERS
from .people import PEOPLE
from .places import PLACES, SUMMARY_PLACES
from .points import POINTS
from .summaries import SUMMARIES
from .tables import TABLES, TableMistake
from .villages import VILLAGES
from .work import WORK

CELLS: tuple[Mistake, ...] = (
    PLACES + NUMBERS + DATES + LAND + POINTS + PEOPLE + WORK + VILLAGES + SUMMARY_PLACES + SUMMARIES
)

__all__ = ["CELLS", "TABLES", "Mistake", "Slip", "TableMistake", "Where"]

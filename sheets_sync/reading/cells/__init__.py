"""Understanding one cell: from what an officer typed to values, and what there is to ask about them."""

from ..understood import Choices, Context, Doubt, Understood
from .columns import filled, looks_like, looks_thousands, percent_scale
from .kinds import PARSERS, parts_of, understand, without_ids
from .land import combine_area
from .numbers import says_all
from .people import join_name, quoted
from .points import combine_point, combine_utm
from .progress import stage_counts

__all__ = [
    "PARSERS",
    "Choices",
    "Context",
    "Doubt",
    "Understood",
    "combine_area",
    "combine_point",
    "combine_utm",
    "filled",
    "join_name",
    "looks_like",
    "looks_thousands",
    "parts_of",
    "percent_scale",
    "quoted",
    "says_all",
    "stage_counts",
    "understand",
    "without_ids",
]

"""Understanding one cell: from what an officer typed to values, and what there is to ask about them."""

from ..understood import Choices, Context, Doubt, Understood
from .kinds import PARSERS, parts_of, understand
from .land import combine_area
from .numbers import says_all

__all__ = ["PARSERS", "Choices", "Context", "Doubt", "Understood", "combine_area", "parts_of", "says_all", "understand"]

"""Styles as data, and which office keeps its sheets in which."""

from __future__ import annotations

from ..people import dice
from .bare import BARE
from .board import BOARD
from .form import Style
from .ledger import LEDGER
from .provincial import PROVINCIAL
from .thai_digits import THAI_DIGITS

STYLES: tuple[Style, ...] = (PROVINCIAL, BARE, THAI_DIGITS, LEDGER, BOARD)
HABIT = {  # province -> the style of most of its districts, and of the others
    "40": (BOARD, BARE),
    "44": (THAI_DIGITS, LEDGER),
    "45": (LEDGER, BOARD),
    "46": (PROVINCIAL, THAI_DIGITS),
    "60": (LEDGER, PROVINCIAL),
    "61": (BARE, BOARD),
    "62": (PROVINCIAL, BARE),
    "66": (THAI_DIGITS, PROVINCIAL),
}


def style_of(district: str) -> Style:
    """The style a district's office keeps its sheets in: mostly its province's."""
    usual, other = HABIT[district[:2]]
    return usual if dice("style", district).random() < 0.6 else other

"""Styles as data, and which office keeps its sheets in which."""

from __future__ import annotations

from ..people import dice
from .bare import BARE
from .board import BOARD
from .follow_up import FOLLOW_UP
from .form import Style
from .ledger import LEDGER
from .provincial import PROVINCIAL
from .surveyor import SURVEYOR
from .thai_digits import THAI_DIGITS
from .ticked import TICKED

STYLES: tuple[Style, ...] = (PROVINCIAL, BARE, THAI_DIGITS, LEDGER, BOARD, TICKED, SURVEYOR, FOLLOW_UP)
HABIT = {  # province -> the styles of its districts, the usual one twice
    "40": (BOARD, BOARD, BARE, FOLLOW_UP),
    "44": (FOLLOW_UP, FOLLOW_UP, TICKED, LEDGER),
    "45": (LEDGER, LEDGER, THAI_DIGITS, BOARD),
    "46": (PROVINCIAL, PROVINCIAL, THAI_DIGITS, TICKED),
    "60": (TICKED, TICKED, SURVEYOR, LEDGER),
    "61": (BARE, BARE, SURVEYOR, PROVINCIAL),
    "62": (SURVEYOR, SURVEYOR, PROVINCIAL, FOLLOW_UP),
    "66": (THAI_DIGITS, THAI_DIGITS, BARE, TICKED),
}


def style_of(district: str) -> Style:
    """The style a district's office keeps its sheets in: often its province's."""
    return dice("style", district).choice(HABIT[district[:2]])

"""What a mistake is: where it can happen, how it is typed, what it raises, what an honest reader makes of it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from ..progress import Row
from ..styles.form import Scalar, Typed, Way

Where = Literal["plots", "villages", "summary"]


@dataclass(frozen=True, slots=True)
class Slip:
    """One occasion for a mistake: the true value, its row, the office's way of typing it, and chance."""

    value: Any
    row: Row
    way: Way
    chance: random.Random


Typing = Callable[[Slip], Typed | Scalar | dict[str, Typed]]
"""What is typed instead; a dict where it touches more columns than the one."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One kind of mistake in a cell.

    `catalogue` is its row in the list of cells as officers type them; `code` the finding it should raise, empty where
    a reader repairs it in silence. `sure` is False where the finding needs more than the sheet (boundaries, or a rule
    that may be silent). `reads` gives the figure an honest reader keeps of the cell.
    """

    name: str
    catalogue: str
    code: str
    keys: tuple[str, ...]
    typed: Typing
    fits: Callable[[Slip], bool] = lambda slip: slip.value is not None
    reads: Callable[[Slip], Any] = lambda slip: slip.value
    where: tuple[Where, ...] = ("plots",)
    times: int = 3
    sure: bool = True


def unknown(slip: Slip) -> None:
    """What a reader keeps of a cell that nobody can read."""


def some(slip: Slip) -> bool:
    """Whether there is a figure above nothing."""
    return bool(slip.value)


def error(text: str, formula: str) -> Typed:
    """A cell whose formula broke."""
    return Typed(text, formula=formula)


REF = error("#REF!", "=#REF!")
NA = error("#N/A", "=NA()")
DIV = error("#DIV/0!", "=1/0")

"""Which programme and shape a table is of, if any: nothing is guessed at."""

from __future__ import annotations

from collections.abc import Mapping

from .columns import Column, Layout, lay_out
from .header import Band
from .headings import key, says
from .lexicon import Kind, Lexicon
from .months import month_columns
from .options import option_columns
from .samples import Samples
from .titles import Scope

NAMED = 1.5  # worth of a programme's own word in a title or a tab's name
SPOKEN = 0.75  # worth of a shape's word there
TELLING = 0.7  # confidence from which a column speaks for its programme by itself
ENOUGH = 2  # such columns that will do where no title names the programme
UNTITLED = 4.2  # worth of a table without any title from which one such column will do
LEAST = 2.2  # worth below which a table is nobody's


def choose(lexicon: Lexicon, band: Band, samples: Samples, scope: Scope, pins: Mapping[str, int]) -> Layout | None:
    """The kind of table that a band's columns and titles speak for, laid out; None when none does."""
    text = key(scope.text)
    best, most = None, 0.0
    for kind in lexicon.kinds:
        pinned = {name: column for name, column in pins.items() if name in kind.columns}
        several = [*option_columns(kind, band, samples), *month_columns(kind, band, scope.text)]
        layout = lay_out(kind, band, samples, pinned, several)
        worth = _worth(kind, layout, text, titled=band.top > 0)
        if worth > most:
            best, most = layout, worth
    return best if most >= LEAST else None


def _worth(kind: Kind, layout: Layout, text: str, titled: bool) -> float:
    """How well a layout stands for its kind; 0 when something essential is missing or nothing names the programme."""
    there = layout.names | layout.fields
    if any(not there & set(group) for group in kind.shape.core):
        return 0.0
    named = says_any(text, kind.programme.words)
    telling = sum(_tells(column) for column in layout.columns if column.confidence >= TELLING)
    alone = telling and not titled and layout.worth >= UNTITLED
    if not named and telling < ENOUGH and not alone:
        return 0.0
    spoken = any(key(word) in text for word in kind.shape.words)
    return layout.worth + NAMED * named + SPOKEN * spoken


def _tells(column: Column) -> bool:
    """Whether a column speaks for its programme by what it is, or by a word over it."""
    return column.spec.telling or any(says(column.heading.text, key(word)) for word in column.spec.tells)


def says_any(text: str, words: list[str]) -> bool:
    """Whether a folded text holds one of the words."""
    return any(key(word) in text for word in words)

"""Which programme and shape a table is of, if any: nothing is guessed at."""

from __future__ import annotations

from collections.abc import Mapping

from .columns import BY_CONTENT, UNMISTAKABLE, Column, Layout, lay_out
from .columns import LEAST as PAIRED
from .header import Band
from .headings import Heading, key, says
from .lexicon import Kind, Lexicon
from .months import FIELDS as MONTHLY
from .months import month_columns
from .options import FEWEST, SURE, option_columns
from .samples import Samples
from .titles import Scope

NAMED = 1.5  # worth of a programme's own word in a title or a tab's name
SPOKEN = 0.75  # worth of a shape's word there
TELLING = 0.7  # confidence from which a column speaks for its programme by itself
ENOUGH = 2  # such columns that will do where no title names the programme
UNTITLED = 4.2  # worth of a table without any title from which one such column will do
HEADLESS = frozenset((*MONTHLY, *FEWEST))  # fields that columns of months or of ticks tell
LEAST = 2.2  # worth below which a table is nobody's


def choose(lexicon: Lexicon, band: Band, samples: Samples, scope: Scope, pins: Mapping[str, int]) -> Layout | None:
    """The kind of table that a band's columns and titles speak for, laid out; None when none does.

    Cells are looked at only for kinds whose headers could still win, the most hopeful first.
    """
    text = key(scope.text)
    asked = {kind: _Asked(kind, band, samples, scope, pins) for kind in lexicon.kinds}
    found: dict[Kind, tuple[float, Layout]] = {}
    most = LEAST
    for kind in sorted(lexicon.kinds, key=lambda kind: -asked[kind].hope):
        if asked[kind].hope < most:
            break
        layout = lay_out(kind, band, samples, asked[kind].pins, asked[kind].several)
        found[kind] = _worth(kind, layout, text, titled=band.top > 0), layout
        most = max(most, found[kind][0])
    worths = [found[kind] for kind in lexicon.kinds if kind in found and found[kind][0] >= LEAST]
    return max(worths, key=lambda each: each[0])[1] if worths else None


class _Asked:
    """What a band's headers alone say of one kind: columns of ticks and months, and the most it can be worth."""

    def __init__(self, kind: Kind, band: Band, samples: Samples, scope: Scope, pins: Mapping[str, int]) -> None:
        self.pins = {name: column for name, column in pins.items() if name in kind.columns}
        self.several: list[Column] = []
        self.hope = 0.0
        said = [_best_names(kind, heading) for heading in band.headings]
        if not self._has_core(kind, {name for names, _ in said for name in names}):
            return
        self.several = [*option_columns(kind, band, samples), *month_columns(kind, band, scope.text)]
        unsaid = sum(spec.kind in UNMISTAKABLE for spec in kind.columns.values())
        self.hope = sum(most for _, most in said) + SURE * len(self.several) + len(self.pins) + BY_CONTENT * unsaid
        self.hope += NAMED + SPOKEN

    def _has_core(self, kind: Kind, headed: set[str]) -> bool:
        """Whether everything essential can be there, by headers, pins, or what cells may tell without a header."""
        untitled = {name for name, spec in kind.columns.items() if spec.kind in UNMISTAKABLE or name in HEADLESS}
        names = headed | untitled | set(self.pins)
        names |= {name for column in names for name in kind.columns[column].fills}
        if "first_name" in names:  # a prefix or first name alone is read as the whole name
            names.add("owner_name")
        return all(names & set(group) for group in kind.shape.core)


def _best_names(kind: Kind, heading: Heading) -> tuple[set[str], float]:
    """The columns of a kind for which a header may stand, and how well it does at best."""
    scores = {kind.names[at]: said for at, said in kind.vocabulary.scores(heading).items() if at in kind.names}
    likely = {name: said for name, said in scores.items() if said >= PAIRED}
    return set(likely), max(likely.values(), default=0.0)


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

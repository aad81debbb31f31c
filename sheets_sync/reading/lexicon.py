"""All that a header may mean over every programme and shape, asked many times and answered once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..programmes.schema import FieldSpec, Programme, Shape, ShapeName
from .headings import Heading, columns_of, is_ordinal, key, score


@dataclass(frozen=True)
class Kind:
    """One kind of table: a shape of a programme."""

    programme: Programme
    name: ShapeName
    shape: Shape

    @property
    def columns(self) -> Mapping[str, FieldSpec]:
        return self.shape.fields | self.shape.columns


@dataclass
class Lexicon:
    """The kinds of table that a workbook may hold, and how well a header speaks for any column of them."""

    programmes: Sequence[Programme]
    _best: dict[Heading, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.kinds = [Kind(p, name, shape) for p in self.programmes for name, shape in p.shapes.items()]
        specs = [spec for kind in self.kinds for spec in columns_of(kind.shape).values()]
        unique = {(tuple(s.words), tuple(s.leaves), tuple(s.under), tuple(s.never)): s for s in specs}
        self._specs = list(unique.values())
        self._known = {key(word) for spec in self._specs for word in (*spec.words, *spec.leaves, *spec.under)}

    def best(self, heading: Heading) -> float:
        """How well a header speaks for whatever it speaks for best; a column of row numbers is as good as any."""
        bare = Heading(0, heading.levels, heading.left, heading.right)
        if bare not in self._best:
            self._best[bare] = 1.0 if is_ordinal(bare) else max((score(bare, spec) for spec in self._specs), default=0)
        return self._best[bare]

    def knows(self, folded: str) -> bool:
        """Whether a folded text is, letter by letter, a header word of some column."""
        return folded in self._known

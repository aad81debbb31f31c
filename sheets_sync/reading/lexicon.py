"""The kinds of table that a workbook may hold, and the words of all their columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..programmes.schema import FieldSpec, Programme, Shape, ShapeName
from .headings import LIKELY, Heading, names_month
from .places import is_total
from .vocabulary import CERTAIN, Vocabulary


@dataclass(frozen=True, eq=False)
class Kind:
    """One kind of table: a shape of a programme."""

    programme: Programme
    name: ShapeName
    shape: Shape
    vocabulary: Vocabulary

    @cached_property
    def columns(self) -> Mapping[str, FieldSpec]:
        """Everything that a column may be: a field, or a column of several fields or of a piece of one."""
        return self.shape.fields | self.shape.columns

    @cached_property
    def names(self) -> Mapping[int, str]:
        """The name of each column, by the `id` of its spec."""
        return {id(spec): name for name, spec in self.columns.items()}


class Lexicon:
    """All kinds of table of some programmes."""

    def __init__(self, programmes: Sequence[Programme]) -> None:
        shapes = [(programme, name, shape) for programme in programmes for name, shape in programme.shapes.items()]
        specs = [spec for _, _, shape in shapes for spec in (*shape.fields.values(), *shape.columns.values())]
        self.vocabulary = Vocabulary(specs)
        self.kinds = [Kind(programme, name, shape, self.vocabulary) for programme, name, shape in shapes]

    def best(self, heading: Heading) -> float:
        """How well a header speaks for whatever column it speaks for best; months and sums are headers too."""
        best = self.vocabulary.best(heading)
        if best >= LIKELY:
            return best
        return CERTAIN if names_month(heading.leaf) or is_total(heading.leaf) else best

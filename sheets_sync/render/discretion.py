"""What a finding says, fit for a mail: the people in it masked, whatever their office typed where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..model import Finding, Reading
from ..model.a1 import place_of
from ..programmes import Programme
from .masking import DIGIT, HIDDEN, masked, masked_name

QUOTED = re.compile("“([^”]*)”")
RUN = re.compile(rf"{DIGIT}(?:[\s.\-/]?{DIGIT}){{2,}}")

NUMBER = re.compile(rf"{DIGIT}+")
HOUSE = "house_no"  # the kind of field

Row = tuple[str, int, int]
"""Workbook id, tab id and one-based row."""


@dataclass(frozen=True)
class Discretion:
    """Which fields are about people, and whose names stand in which row."""

    personal: frozenset[str]
    names: frozenset[str]  # fields that hold a name
    houses: frozenset[str]  # fields of which only the numbers tell who is meant: a house's, or an address with it
    people: Mapping[Row, tuple[str, ...]]

    @classmethod
    def of(cls, programmes: Sequence[Programme], readings: Iterable[Reading]) -> Discretion:
        """Of the programmes' fields and the rows of the workbooks that findings are about."""
        shapes = [shape for programme in programmes for shape in programme.shapes.values()]
        fields = [pair for shape in shapes for pair in shape.fields.items()]
        columns = [pair for shape in shapes for pair in shape.columns.items()]
        private = {name for name, spec in fields if spec.personal}
        names = {name for name, spec in fields if spec.kind == "name"}
        house = {name for name, spec in fields if spec.kind == HOUSE}
        fills = [(name, private & set(spec.fills)) for name, spec in columns]  # a name may stand in several shapes
        personal = (
            private | {name for name, spec in columns if spec.personal} | {name for name, filled in fills if filled}
        )
        houses = house | {name for name, filled in fills if filled} - {name for name, filled in fills if filled - house}
        people: dict[Row, tuple[str, ...]] = {}
        for reading in readings:
            for table in reading.tables:
                for record in table.records:
                    found = tuple(str(record.values[name]) for name in names if record.values.get(name))
                    if found:
                        people[reading.workbook_id, table.tab_id, record.row] = found
        return cls(frozenset(personal), frozenset(names), frozenset(houses), people)

    def told(self, finding: Finding, text: str) -> str:
        """A sentence about the finding without anybody in it."""
        if finding.field in self.personal:
            for typed in (finding.value, finding.suggestion):
                text = text.replace(typed, self.typed(finding, typed)) if len(typed) > 1 else text
            text = RUN.sub(HIDDEN, QUOTED.sub(lambda found: f"“{self.typed(finding, found[1])}”", text))
        return masked(text, self._names(finding))

    def typed(self, finding: Finding, text: str) -> str:
        """What stands in the cell, or should: of a name its first letters, of a person's number its last two digits."""
        if finding.field not in self.personal or not text:
            return masked(text, self._names(finding))
        if finding.field in self.names:
            return masked_name(RUN.sub("", text))
        if finding.field in self.houses:
            return masked(NUMBER.sub(HIDDEN, text), self._names(finding))
        digits = re.findall(DIGIT, text)
        return HIDDEN + ("".join(digits[-2:]) if len(digits) >= 5 else "")

    def _names(self, finding: Finding) -> tuple[str, ...]:
        try:
            row = place_of(finding.cell)[0] + 1
        except ValueError:
            return ()
        return self.people.get((finding.workbook_id, finding.tab_id or 0, row), ())

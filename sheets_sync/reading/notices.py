"""Doubts about cells given their place: findings, kept in order, each once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ..codes import CODES
from ..model import Finding, Severity
from .cells import quoted
from .text import ID_LETTERS
from .understood import Doubt

LONGEST = 200  # letters of a typed value that a finding repeats


@dataclass
class Notices:
    """The findings of one tab."""

    tab: str
    tab_id: int
    workbook_id: str
    found: dict[tuple[str, str, str], Finding] = field(default_factory=dict)

    def add(self, cell: str, doubt: Doubt, value: str = "", name: str = "", kind: str = "") -> None:
        """One doubt about a cell; `kind` tells how to mask what was typed."""
        severity = doubt.severity or CODES[doubt.code]
        finding = Finding(
            code=doubt.code,
            severity=severity,
            cell=cell,
            message=doubt.message,
            value=quoted(kind, " ".join(value.split())[: LONGEST + ID_LETTERS])[:LONGEST],
            suggestion=doubt.suggestion,
            field=name,
            tab=self.tab,
            tab_id=self.tab_id,
            workbook_id=self.workbook_id,
        )
        self.found.setdefault((cell, doubt.code, name), finding)

    def add_all(self, cell: str, doubts: Iterable[Doubt], value: str = "", name: str = "", kind: str = "") -> None:
        for doubt in doubts:
            self.add(cell, doubt, value, name, kind)

    def say(self, cell: str, code: str, message: str, value: str = "", suggestion: str = "", name: str = "") -> None:
        """A finding of the reader's own."""
        self.add(cell, Doubt(code, message, suggestion), value, name)

    def amend(self, cell: str, code: str, name: str, message: str, suggestion: str) -> None:
        """Say better what a doubt said before the rest of its row was known."""
        found = self.found.get((cell, code, name))
        if found:
            self.found[cell, code, name] = replace(found, message=message, suggestion=suggestion)

    @property
    def all(self) -> tuple[Finding, ...]:
        return tuple(self.found.values())


def grave(doubts: Iterable[Doubt]) -> bool:
    """Whether one of the doubts says that the value is not used."""
    return any((doubt.severity or CODES[doubt.code]) is Severity.ERROR for doubt in doubts)


def uneasy(doubts: Iterable[Doubt]) -> bool:
    """Whether one of the doubts is more than a note."""
    return any((doubt.severity or CODES[doubt.code]) is not Severity.INFO for doubt in doubts)

"""Signs, bars and shares: how something stands, never by colour alone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """How something stands: a sign and a word, and a colour that never stands alone."""

    code: str
    sign: str
    word: str
    colour: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A share of a whole in percent (0–100), and where the pace of the year stands; for a bar of table cells."""

    filled: int
    colour: str

    @property
    def empty(self) -> int:
        return 100 - self.filled


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage in a table, with its bar, and a mark where it asks for something; unknown is “…” without them."""

    text: str
    bar: Bar | None
    mark: Mark | None = None

"""How words stand on paper: a mark in its colour, a text that stands back, texts in a row."""

from __future__ import annotations

from ..printing.flow import QUIET, Text
from ..printing.lines import Span
from ..views import Bar, Mark


def sign(mark: Mark) -> tuple[Span, ...]:
    """A mark's sign and word in its colour."""
    return (Span(f"{mark.sign} {mark.word}", bold=True, colour=mark.colour),) if mark.sign else ()


def quiet(text: str) -> Span:
    """A text that stands back."""
    return Span(text, colour=QUIET)


def joined(*texts: Text) -> tuple[Span, ...]:
    """Texts in a row, a blank between them; empty ones left out."""
    found: list[Span] = []
    for text in texts:
        each = (Span(text),) if isinstance(text, str) else (text,) if isinstance(text, Span) else text
        each = tuple(span for span in each if span.text)
        found += [*([Span(" ")] if found and each else []), *each]
    return tuple(found)


def barred(bar: Bar | None) -> tuple[int, str] | None:
    """A bar as a cell has it."""
    return (bar.filled, bar.colour) if bar else None

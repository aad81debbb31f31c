"""A formula as OpenDocument writes it, put as Google Sheets writes it."""

from __future__ import annotations

import re

LANGUAGE = re.compile(r"[A-Za-z]+:(?==)")  # of: oooc: msoxl:
PIECE = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")|\[(?P<place>(?:'(?:[^']|'')*'|[^'\[\]])*)\]|(?P<semicolon>;)|(?P<maker>COM\.MICROSOFT\.)"""
)
SHEET = re.compile(r"^\$?('(?:[^']|'')*'|[^'.:]*)\.")


def sheets_formula(formula: str) -> str:
    """`of:=SUM([.A1:.B2];1)` as `=SUM(A1:B2,1)`; what cannot be taken apart stays as it is."""
    return PIECE.sub(_piece, LANGUAGE.sub("", formula, count=1))


def _piece(match: re.Match[str]) -> str:
    if match["text"] is not None:
        return match["text"]
    if match["semicolon"]:
        return ","
    if match["maker"]:
        return ""
    if "." not in match["place"]:
        return match[0]
    first, colon, last = _ends(match["place"])
    return _named(first) + colon + SHEET.sub("", last)


def _ends(place: str) -> tuple[str, str, str]:
    """The two ends of a range; a colon within a quoted tab's name parts nothing."""
    quoted = SHEET.match(place)
    start = quoted.end() if quoted else 0
    head, colon, last = place[start:].partition(":")
    return place[:start] + head, colon, last


def _named(place: str) -> str:
    """`.A1` as `A1`, `$'ม.ค. 64'.A1` as `'ม.ค. 64'!A1`."""
    match = SHEET.match(place)
    if not match:
        return place
    return f"{match[1]}!{place[match.end() :]}" if match[1] else place[match.end() :]

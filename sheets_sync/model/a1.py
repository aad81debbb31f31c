"""Places in a sheet by the names that people know them by: B7 is row 6, column 1, counted from zero."""

from __future__ import annotations

import re
from functools import lru_cache

ALPHABET = 26
_NAME = re.compile(r"([A-Z]+)(\d+)")


@lru_cache(maxsize=4096)
def column_letter(column: int) -> str:
    """A zero-based column as Sheets names it: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, ALPHABET)
        name = chr(ord("A") + rest) + name
    return name


def column_index(letters: str) -> int:
    """The zero-based column of its letters; ValueError for anything that is none."""
    if not letters.isascii() or not letters.isalpha():
        raise ValueError(f"{letters!r} is not a column letter such as B or AA")
    number = 0
    for char in letters.upper():
        number = number * ALPHABET + ord(char) - ord("A") + 1
    return number - 1


def a1(row: int, column: int) -> str:
    """The A1 name of a zero-based place."""
    return f"{column_letter(column)}{row + 1}"


def place_of(name: str) -> tuple[int, int]:
    """The zero-based row and column of an A1 name; ValueError for anything that is none."""
    match = _NAME.fullmatch(name)
    if not match:
        raise ValueError(f"{name!r} is not a cell such as B7")
    return int(match[2]) - 1, column_index(match[1])


def leftmost_first(name: str) -> tuple[int, str]:
    """A key that sorts A1 names by column, B before AA; what is no name comes last."""
    letters = name.rstrip("0123456789")
    return len(letters) or len(name) + ALPHABET, letters

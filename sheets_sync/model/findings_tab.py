"""The findings tab: the one tab of an office's workbook that is ours, what it says, and by what it is known."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from .sheet import Tab

TAB_ID = 1_764_209_351  # Google's number of the tab, the same in every workbook: never another's than ours
MARK = re.compile(r"\[sheets-sync:findings:([a-p]{16})\]")
LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")  # no run of digits that looks like anybody's number


def marked(text: str) -> str:
    """What the mark in a text says that its tab holds; empty where there is no mark."""
    found = MARK.search(text)
    return found[1] if found else ""


def is_ours(tab: Tab) -> bool:
    """Whether a tab is a findings tab, or a copy of one: its first cell bears the mark, wherever the file came from."""
    return bool(tab.rows and tab.rows[0] and marked(tab.rows[0][0].text))


@dataclass(frozen=True, slots=True)
class FindingsTab:
    """What the tab of one workbook says, a text a cell; `table` begins with its heads, and is empty when all is mended.

    Two are the same where all but `as_of`, the line that says of which instant it is, is the same.
    """

    title: str
    as_of: str
    notes: tuple[str, ...]
    table: tuple[tuple[str, ...], ...] = ()

    @property
    def digest(self) -> str:
        """Sixteen letters that stand for what it says."""
        said = repr((self.title, self.notes, self.table)).encode("utf-8", "backslashreplace")
        return hashlib.sha256(said).hexdigest()[:16].translate(LETTERS)

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The cells from A1 on."""
        head = (f"{self.title} [sheets-sync:findings:{self.digest}]", self.as_of, *self.notes)
        return (*((line,) for line in head), *self.table)

"""Whether each office's findings are written into a tab of their own in its spreadsheet: the keys of `findings_tab`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator

from .values import Deadline, Settings
from .wording import shown

LONGEST = 90  # characters of a title: Google takes 100, and a number may have to stand behind


def tab_title(value: str) -> str:
    """The name of a tab: one line, not blank, without blanks around it."""
    if not value.strip() or value != value.strip() or len(value) > LONGEST or not value.isprintable():
        raise ValueError(f"expected the name of a tab, one line of at most {LONGEST} characters, got {shown(value)}")
    return value


class FindingsTabSettings(Settings):
    """The account that writes, which reads nothing else; the tab's name; how long one run may write."""

    credentials: Path = Path("findings-writer.json")
    title: Annotated[str, AfterValidator(tab_title)] = "สิ่งที่ควรแก้"
    minutes: Deadline = 15

"""Invented sheets of real districts, in the styles of eight offices, for the demonstration and the tests."""

from __future__ import annotations

from pathlib import Path

from ..periods import Month
from . import closings, workbooks, write
from .addresses import demo_config, recipients
from .closings import MONTHS
from .places import Office, offices
from .scenes import write_pictures
from .truth import SEED, Planted, planted, summary_truth, truth

__all__ = [
    "MONTHS",
    "SEED",
    "Office",
    "Planted",
    "demo_config",
    "offices",
    "planted",
    "recipients",
    "summary_truth",
    "truth",
    "write_month",
    "write_pictures",
]


def write_month(folder: Path, month: Month, *, seed: int = SEED) -> list[Path]:
    """Write or refresh the offices' workbooks as they stood at a month's closing; return the files that changed.

    A file whose content is the same is left as it is, time included; a changed one bears the time at which its
    office touched it, some days before the closing. ValueError for a month that is not one of MONTHS.
    """
    if month not in MONTHS:
        raise ValueError(f"no sample sheets for {month}; there are {', '.join(map(str, MONTHS))}")
    folder.mkdir(parents=True, exist_ok=True)
    changed = []
    for office in offices():
        shown = closings.edition(seed, office.code, month)
        if shown is None:
            continue
        content = write.workbook_bytes(office.title, office.name, workbooks.sheets(seed, office.code, shown))
        path = folder / office.file
        if write.put(path, content, closings.changed_at(seed, office.code, shown)):
            changed.append(path)
    return changed

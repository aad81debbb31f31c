"""Three months of two inspection regions, played on this machine: no account, no network."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .. import samples
from ..config import load_config
from ..errors import UsageError
from ..periods import Month
from .run import Ran, run

MARK = "made-by-sheets-sync-demo.txt"
SHOWN_UNIT = "46"  # Kalasin, where the idea comes from
SHOWN_OFFICE = "4607"


@dataclass(frozen=True, slots=True)
class PlayedMonth:
    """One month of the demonstration: what a run at its closing came to, and the seconds it took."""

    month: Month
    ran: Ran
    seconds: float


@dataclass(frozen=True, slots=True)
class Played:
    """The whole demonstration and where to look at it."""

    months: tuple[PlayedMonth, ...]
    folder: Path
    shown: Path  # the edition to open first
    sheet: Path  # a workbook to inspect


def demo(
    out: Path, *, tell: Callable[[str], None] = lambda _: None, detail: Callable[[str], None] = lambda _: None
) -> Played:
    """Write sample sheets month by month and run at each closing; raise UsageError for a folder of someone else's."""
    _make_room(out)
    config_path = out / "config.yaml"
    config_path.write_text(samples.demo_config(), encoding="utf-8")
    config = load_config(config_path)
    played = []
    for month in samples.MONTHS:
        began = time.monotonic()
        tell(f"{month}: offices fill in their sheets, and the month is reported")
        samples.write_month(out / "sheets", month)
        ran = run(config, month.closes(config.closes), month=month, tell=detail)
        played.append(PlayedMonth(month, ran, time.monotonic() - began))
    last = samples.MONTHS[-1]
    sheet = next(office.file for office in samples.offices() if office.code == SHOWN_OFFICE)
    return Played(tuple(played), out, out / "editions" / str(last) / f"{SHOWN_UNIT}.html", out / "sheets" / sheet)


def _make_room(out: Path) -> None:
    """An empty folder with the demonstration's mark; what an earlier demonstration left is removed."""
    if out.exists() and any(out.iterdir()):
        if not (out / MARK).exists():
            raise UsageError(f"--out {out}: this folder holds something else; name an empty or a new one")
        shutil.rmtree(out)
    out.mkdir(parents=True, exist_ok=True)
    (out / MARK).write_text("`sheets-sync demo` made this folder and will empty it when it is called again.\n", "utf-8")

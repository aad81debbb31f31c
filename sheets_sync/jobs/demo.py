"""Three months and a quarter of two inspection regions, played on this machine: no account, no network."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .. import samples
from ..config import Config, load_config
from ..errors import UsageError
from ..periods import Month, Quarter
from .publish import Published, publish
from .run import Ran, deliver_with, opened, run

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
    quarters: tuple[Published, ...]
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
    samples.write_pictures(out / "sheets")
    played, quarters = [], []
    for month in samples.MONTHS:
        began = time.monotonic()
        tell(f"{month}: offices fill in their sheets, and the month is reported")
        samples.write_month(out / "sheets", month)
        ran = run(config, month.closes(config.closes), month=month, tell=detail)
        played.append(PlayedMonth(month, ran, time.monotonic() - began))
        if month == month.quarter.months[-1]:
            quarters.append(_quarter(config, month.quarter, detail))
    last = samples.MONTHS[-1]
    sheet = next(office.file for office in samples.offices() if office.code == SHOWN_OFFICE)
    shown = out / "editions" / str(last) / f"{SHOWN_UNIT}.html"
    return Played(tuple(played), tuple(quarters), out, shown, out / "sheets" / sheet)


def _quarter(config: Config, quarter: Quarter, tell: Callable[[str], None]) -> Published:
    """The inspection regions' editions of a quarter, mailed at the closing of its last month."""
    now = quarter.months[-1].closes(config.closes)
    with opened(config) as store:
        published = publish(config, store, quarter, now, tell=tell)
        deliver_with(config, store, now, tell=tell)
    return published


def _make_room(out: Path) -> None:
    """An empty folder with the demonstration's mark; what an earlier demonstration left is removed."""
    if out.exists() and any(out.iterdir()):
        if not (out / MARK).exists():
            raise UsageError(f"--out {out}: this folder holds something else; name an empty or a new one")
        shutil.rmtree(out)
    out.mkdir(parents=True, exist_ok=True)
    (out / MARK).write_text("`sheets-sync demo` made this folder and will empty it when it is called again.\n", "utf-8")

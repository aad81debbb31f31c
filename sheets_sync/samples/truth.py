"""What the sheets say to an honest reader, and which mistakes stand in them: to hold a run against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ..periods import Month
from . import closings, situations, workbooks
from .places import offices
from .progress import DUG
from .sheet import Line

SEED = 2564
PLOT_MONEY = {"contract_baht": ("contract_baht", "allocated"), "disbursed_baht": ("disbursed_baht",)}
VILLAGE_FIELDS = ("hh_total", "hh_target", "hh_growing", "hh_ge10")
SUMMARY_PLOTS = (
    "plots", "amount_baht", "po_baht", "disbursed_baht", "supervision_baht", "remaining_baht", "progress_percent",
)  # fmt: skip
SUMMARY_VILLAGES = ("villages", *VILLAGE_FIELDS, "network_villages")


@dataclass(frozen=True, slots=True)
class Planted:
    """A mistake that stands in a workbook on purpose, and the finding it should raise (none when `code` is empty).

    `cell` is empty where the mistake is nowhere in particular; `sure` is False where it needs more than the sheet.
    """

    office: str
    tab: str
    cell: str
    name: str
    code: str
    sure: bool


def truth(month: Month, *, seed: int = SEED) -> Mapping[str, dict[str, float | None]]:
    """District code -> what its own workbook says at a closing; None where it says nothing.

    `plots`, `dug`, `stage_known`, `contract_baht`, `disbursed_baht` of its register of plots, `villages`, `hh_total`,
    `hh_target`, `hh_growing`, `hh_ge10` of its Kong Thanu villages. A figure that nobody can read is left out of its
    sum, a plot listed twice counts once, and the office's own totals and copies of tabs are not added.
    """
    return {each.code: _district(seed, each.code, month) for each in offices() if not each.is_province}


def _district(seed: int, code: str, month: Month) -> dict[str, float | None]:
    names = ("plots", "dug", "stage_known", *PLOT_MONEY, "villages", *VILLAGE_FIELDS)
    found: dict[str, float | None] = dict.fromkeys(names)
    shown = closings.edition(seed, code, month)
    if shown is None or code == situations.SUMMARY_ONLY:
        return found
    plots = workbooks.plots_table(seed, code, shown)
    records = [line for line in plots.lines if line.raw is None and "again" not in line.row]
    stages = [line.figure("stage") for line in records]
    found["plots"] = len(records)
    found["dug"] = sum(stage in DUG for stage in stages)
    found["stage_known"] = sum(stage is not None for stage in stages)
    held = {each.key for each in plots.form.columns}
    for name, keys in PLOT_MONEY.items():
        found[name] = _sum(records, next((key for key in keys if key in held), ""))
    if code != situations.NO_VILLAGE:
        villages = workbooks.villages_table(seed, code, shown)
        found["villages"] = len(villages.lines)
        found |= {name: _sum(villages.lines, name) for name in VILLAGE_FIELDS}
    return found


def _sum(lines: Sequence[Line], key: str) -> float | None:
    known = [line.figure(key) for line in lines if line.figure(key) is not None]
    return sum(known) if known else None


def summary_truth(month: Month, *, seed: int = SEED) -> Mapping[str, dict[str, float | None]]:
    """District code -> what its province's summaries say of it at a closing; empty where nobody can place its row."""
    found: dict[str, dict[str, float | None]] = {}
    for office in offices():
        shown = closings.edition(seed, office.code, month)
        if not office.is_province or shown is None:
            continue
        plots, villages = workbooks.summary_tables(seed, office.code, shown)
        for table, names in ((plots, SUMMARY_PLOTS), (villages, SUMMARY_VILLAGES)):
            held = {each.key for each in table.form.columns}
            for line in table.lines:
                figures = found.setdefault(line.row["district"], {})
                if line.figure("district") is not None:
                    figures |= {name: line.figure(name) for name in names if name in held}
    return found


@cache
def planted(month: Month, *, seed: int = SEED) -> tuple[Planted, ...]:
    """Every mistake that stands in a workbook at a closing."""
    found = []
    for office in offices():
        shown = closings.edition(seed, office.code, month)
        for sheet in workbooks.sheets(seed, office.code, shown) if shown else ():
            for cell, mark in sheet.planted:
                found.append(Planted(office.code, sheet.title, cell, mark.name, mark.code, mark.sure))
    if month == closings.MONTHS[2]:
        found.append(Planted(situations.STALE, "", "", "no_change", "NOT_UPDATED", sure=False))
    return tuple(found)

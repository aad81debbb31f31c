"""A district's totals as its province knows them, and what goes wrong when they are put together."""

from __future__ import annotations

from ..areas import districts
from ..periods import Month
from . import closings, gardens, progress, situations
from .progress import Row

VILLAGE_FIELDS = ("hh_total", "hh_target", "hh_growing", "hh_ge10", "network_villages")
COPIED = ("6103", "6104")  # the second one's figures are the first one's, from December on
OFFICE_MONEY = 48_000  # a province office's own, for seeing to the work


def of_district(seed: int, district: str, month: Month) -> Row:
    """A district's totals at a closing; only its code before its first report."""
    shown = closings.edition(seed, district, month)
    if shown is None:
        return {"district": district}
    day = closings.day_of(seed, district, shown)
    plots = progress.plots_on(seed, district, day)
    villages = gardens.villages_on(seed, district, day)
    amount = sum(row["allocated"] for row in plots)
    found: Row = {
        "district": district,
        "plots": len(plots),
        "amount_baht": amount,
        **progress.sums(plots, "po_baht", "disbursed_baht", "supervision_baht"),
        "returned_baht": 0,
        "dug": sum(row["stage"] in progress.DUG for row in plots),
        "digging": sum(row["stage"] == "digging" for row in plots),
        "villages": len(villages),
        **progress.sums(villages, *VILLAGE_FIELDS),
    }
    if district == situations.DISAGREES:
        found |= {key: found[key] + more for key, more in DISAGREEMENT.items()}
    return _shares(found)


DISAGREEMENT = {"plots": 2, "amount_baht": 149_200, "po_baht": 45_200, "disbursed_baht": 45_200, "dug": 1}


def _shares(row: Row) -> Row:
    amount, paid = row["amount_baht"], row["disbursed_baht"]
    return row | {
        "remaining_baht": amount - paid,
        "progress_percent": round(100 * paid / amount, 2),
        "dug_words": (row["plots"], row["dug"], row["digging"]),
    }


def of_province(seed: int, province: str, month: Month) -> list[Row]:
    """The rows of a province's summary, numbered."""
    found = [of_district(seed, each, month) for each in districts(province)]
    if province == COPIED[0][:2] and month > closings.MONTHS[0]:
        source = next(row for row in found if row["district"] == COPIED[0])
        found = [source | {"district": row["district"]} if row["district"] == COPIED[1] else row for row in found]
    return [row | {"no": n, "id": n} for n, row in enumerate(found, 1)]


def own_row(month: Month) -> Row:
    """The money that a province's office keeps for itself."""
    paid = 12_000 * (closings.MONTHS.index(month) + 1)
    return {
        "id": 0,
        "amount_baht": OFFICE_MONEY,
        "po_baht": OFFICE_MONEY,
        "disbursed_baht": paid,
        "remaining_baht": OFFICE_MONEY - paid,
        "progress_percent": round(100 * paid / OFFICE_MONEY, 2),
    }

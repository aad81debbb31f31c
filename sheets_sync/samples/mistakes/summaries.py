"""Mistakes in the figures of a province's summary."""

from __future__ import annotations

from .kinds import DIV, Mistake, Slip, Where, some, unknown
from .numbers import letter_o

AT: tuple[Where, ...] = ("summary",)


def _part_paid(slip: Slip) -> bool:
    return bool(0 < slip.row.get("disbursed_baht", 0) < slip.row["amount_baht"])


SUMMARIES: tuple[Mistake, ...] = (
    Mistake("share_divided_by_none", "44", "FORMULA_ERROR", ("progress_percent",), lambda s: DIV, where=AT, times=2),
    Mistake(
        "share_above_all", "52b", "OVER_100", ("progress_percent",), lambda s: s.way(295.9), some, where=AT, times=2
    ),
    Mistake(
        "share_rounded_up",
        "52c",
        "PERCENT_DISAGREES",
        ("progress_percent",),
        lambda s: s.way(100),
        _part_paid,
        where=AT,
        times=2,
    ),
    Mistake(
        "orders_awaited",
        "117",
        "NUMBER_UNREADABLE",
        ("po_baht",),
        lambda s: "รออำเภอรายงาน",
        reads=unknown,
        where=AT,
        times=2,
    ),
    Mistake("paid_letter_o", "52a", "NUMBER_SUSPECT", ("disbursed_baht",), letter_o, some, where=AT, times=2),
    Mistake(
        "plots_with_increase", "50", "NUMBER_SUSPECT", ("plots",), lambda s: f"{s.value} (เพิ่ม 1)", where=AT, times=2
    ),
    Mistake("plots_with_unit", "50", "", ("plots",), lambda s: f"{s.value} แปลง", where=AT, times=4),
    Mistake(
        "amount_off",
        "118",
        "UNIT_PRICE",
        ("amount_baht",),
        lambda s: s.way(s.value + 11_000),
        some,
        lambda s: s.value + 11_000,
        where=AT,
        times=1,
    ),
    Mistake(
        "ten_kinds_above",
        "119",
        "HH_ORDER",
        ("hh_ge10",),
        lambda s: s.way(s.row["hh_growing"] + 6),
        lambda s: some(s) and s.row["hh_growing"] + 6 <= s.row["hh_total"],
        lambda s: s.row["hh_growing"] + 6,
        AT,
        2,
    ),
)

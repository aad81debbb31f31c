"""Mistakes in the tables of Kong Thanu villages."""

from __future__ import annotations

from ..styles.form import Typed
from .kinds import NA, Mistake, Where, some, unknown

AT: tuple[Where, ...] = ("villages",)
VILLAGES: tuple[Mistake, ...] = (
    Mistake(
        "ten_kinds_above_growing",
        "119",
        "HH_ORDER",
        ("hh_ge10",),
        lambda s: s.way(s.row["hh_growing"] + 3),
        lambda s: s.row["hh_growing"] + 3 <= s.row["hh_total"],
        lambda s: s.row["hh_growing"] + 3,
        AT,
        4,
    ),
    Mistake("growing_with_increase", "50", "NUMBER_SUSPECT", ("hh_growing",), lambda s: f"{s.value} (เพิ่ม 4)", where=AT),
    Mistake(
        "growing_with_share",
        "51",
        "",
        ("hh_growing",),
        lambda s: f"{s.value} ครัวเรือน คิดเป็น {100 * s.value / s.row['hh_total']:.0f}%",
        where=AT,
    ),
    Mistake("growing_lost_lookup", "44", "FORMULA_ERROR", ("hh_growing",), lambda s: NA, reads=unknown, where=AT),
    Mistake("ten_kinds_loading", "44", "FORMULA_ERROR", ("hh_ge10",), lambda s: "กำลังโหลด…", reads=unknown, where=AT),
    Mistake("ten_kinds_no_data", "46", "", ("hh_ge10",), lambda s: "ไม่มีข้อมูล", reads=unknown, where=AT),
    Mistake(
        "total_missing", "103", "REQUIRED_MISSING", ("hh_total",), lambda s: Typed(), reads=unknown, where=AT, times=2
    ),
    Mistake("bins_everywhere", "54", "NUMBER_SUSPECT", ("wet_bins_hh",), lambda s: "ครบทุกครัวเรือน", where=AT),
    Mistake(
        "saving_with_dot",
        "48",
        "NUMBER_SUSPECT",
        ("saving_baht_month",),
        lambda s: f"{s.value / 1000:.3f}",
        lambda s: some(s) and s.row["among"] >= 3,
        lambda s: s.value / 1000,
        AT,
    ),
    Mistake("saving_none", "46", "", ("saving_baht_month",), lambda s: "-", reads=lambda s: 0, where=AT, times=2),
)

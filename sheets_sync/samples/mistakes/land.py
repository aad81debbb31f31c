"""Mistakes in plots, areas, deeds and models."""

from __future__ import annotations

import datetime as dt

from ..styles.days import serial
from ..styles.form import Scalar, Typed
from .kinds import Mistake, Slip

SUNK = 30  # two digits below this become 20xx, the others 19xx


def _as_date(slip: Slip) -> Typed:
    """`3-1-25` as a spreadsheet understands it: 3 January 2025."""
    rai, ngan, wah = slip.value
    return Typed(serial(dt.date((2000 if wah < SUNK else 1900) + wah, ngan, rai)), "d mmm yyyy")


def _small(slip: Slip) -> Typed | Scalar:
    return slip.way((slip.row["size_rai"] - 1, 2, 10))


def _metres(slip: Slip) -> str:
    rai, ngan, wah = slip.value
    return f"{rai * 1600 + ngan * 400 + wah * 4:,} ตร.ม."


LAND: tuple[Mistake, ...] = (
    Mistake(
        "area_as_date",
        "71",
        "AREA_AS_DATE",
        ("area",),
        _as_date,
        lambda s: 1 <= s.value[0] <= 28 and 1 <= s.value[1] <= 3,
        times=4,
    ),
    Mistake("area_five_ngan", "78", "AREA_UNITS", ("area",), lambda s: f"{s.value[0]}-5-{s.value[2]}"),
    Mistake("area_five_ngan_apart", "78", "AREA_UNITS", ("area_2",), lambda s: 5, times=1),
    Mistake("area_see_deed", "70", "AREA_UNREADABLE", ("area",), lambda s: "ตามโฉนด"),
    Mistake("area_slashes", "77", "VALUE_REPAIRED", ("area",), lambda s: "/".join(map(str, s.value))),
    Mistake("area_in_metres", "76", "", ("area",), _metres),
    Mistake(
        "area_in_wah", "75", "", ("area",), lambda s: f"{s.value[0] * 400 + s.value[1] * 100 + s.value[2]:,} ตร.ว."
    ),
    Mistake("area_below_plot", "80", "AREA_LT_PLOT", ("area",), _small),
    Mistake(
        "size_two_rai",
        "79",
        "SIZE_NOT_STANDARD",
        ("size_rai",),
        lambda s: s.way(2),
        lambda s: s.value <= 3,
        lambda s: 2,
    ),
    Mistake("size_in_words", "74", "", ("size_rai",), lambda s: "สามไร่", lambda s: s.value == 3),
    Mistake(
        "ratio_as_time",
        "81",
        "RATIO_AS_TIME",
        ("design_ratio",),
        lambda s: Typed((60 + int(s.value[-1])) / 1440, "h:mm"),
    ),
    Mistake("ratio_by_model", "82", "VALUE_REPAIRED", ("design_ratio",), lambda s: f"แบบ {s.value[-1]}"),
    Mistake("deed_no_title", "88", "DEED_NOT_TITLE", ("deed_type",), lambda s: s.chance.choice(("ภบท5", "สค1"))),
    Mistake("deed_some", "90", "DEED_TYPE_MISSING", ("deed_type",), lambda s: "มี"),
    Mistake("deed_two", "89", "MULTI_VALUE", ("deed_type",), lambda s: "โฉนด/สปก"),
    Mistake(
        "deed_as_date",
        "87",
        "VALUE_REPAIRED",
        ("deed_type",),
        lambda s: Typed(serial(dt.date(2021, 1, 4)), "d-m"),
        lambda s: s.value == "spk401",
        times=2,
    ),
    Mistake("model_turned", "83", "VALUE_REPAIRED", ("model",), lambda s: "HML", lambda s: s.value == "HLM"),
    Mistake("model_other", "83", "MODEL_UNKNOWN", ("model",), lambda s: "แปลงทั่วไป"),
    Mistake("model_both", "83", "MULTI_VALUE", ("model",), lambda s: "HLM,CLM", times=1, sure=False),
    Mistake("soil_short", "84", "", ("soil",), lambda s: "เหนียว", lambda s: s.value == "ดินเหนียว", times=2),
)

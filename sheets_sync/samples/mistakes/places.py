"""Mistakes in the names of places, and in house numbers."""

from __future__ import annotations

import datetime as dt
import re

from ...areas import area_name, districts
from ..places import tambon_name, tambons
from ..styles.days import DMY, serial
from ..styles.form import Typed
from .kinds import Mistake, Slip, Where, unknown

TONES = "่้๊๋"
MARKS = "ุูิีึืั"


def _toneless(name: str) -> str:
    """The name without its first tone mark."""
    return re.sub(f"[{TONES}]", "", name, count=1)


def _misspellable(name: str, others: list[str]) -> bool:
    return len(name) >= 6 and _toneless(name) != name and _toneless(name) not in others


def _tambon_misspellable(slip: Slip) -> bool:
    return _misspellable(tambon_name(slip.value), [tambon_name(c) for c in tambons(slip.value[:4])])


def _two(slip: Slip) -> str:
    other = next(c for c in tambons(slip.value[:4]) if c != slip.value)
    return f"{tambon_name(slip.value)}/{tambon_name(other)}"


def _doubled(name: str) -> str:
    return re.sub(f"([{MARKS}])", r"\1\1", name, count=1)


def _spaced(slip: Slip) -> str:
    name = tambon_name(slip.value)
    cut = next((i for i, letter in enumerate(name) if i > 1 and "ก" <= letter <= "ฮ"), 2)
    return f"{name[:cut]} {name[cut:]}"


BOTH: tuple[Where, ...] = ("plots", "villages")
PLACES: tuple[Mistake, ...] = (
    Mistake(
        "tambon_misspelt",
        "6",
        "GEO_SPELLING",
        ("tambon",),
        lambda s: _toneless(tambon_name(s.value)),
        _tambon_misspellable,
        where=BOTH,
        times=4,
    ),
    Mistake("tambon_unknown", "6", "GEO_UNKNOWN", ("tambon",), lambda s: "แดนสนธยาราตรี", where=BOTH),
    Mistake("tambon_elsewhere", "17", "GEO_NOT_IN_PROVINCE", ("tambon",), lambda s: "โก่งธนู", where=BOTH),
    Mistake("tambon_two", "13", "GEO_MULTI", ("tambon",), _two, lambda s: len(tambons(s.value[:4])) > 1, where=BOTH),
    Mistake(
        "tambon_municipality", "23", "GEO_LAO", ("tambon",), lambda s: f"เทศบาลตำบล{tambon_name(s.value)}", where=BOTH
    ),
    Mistake(
        "tambon_blank",
        "14",
        "FILLED_DOWN",
        ("tambon",),
        lambda s: Typed(),
        lambda s: bool(s.row.get("follows")),
        where=BOTH,
        times=5,
    ),
    Mistake("tambon_ditto", "15", "", ("tambon",), lambda s: '"', lambda s: bool(s.row.get("follows")), where=BOTH),
    Mistake(
        "tambon_from_pdf",
        "10",
        "",
        ("tambon",),
        lambda s: tambon_name(s.value).replace("ำ", " ำ"),
        lambda s: "ำ" in tambon_name(s.value),
        where=BOTH,
    ),
    Mistake(
        "tambon_doubled_mark",
        "7",
        "",
        ("tambon",),
        lambda s: _doubled(tambon_name(s.value)),
        lambda s: _doubled(tambon_name(s.value)) != tambon_name(s.value),
        where=BOTH,
    ),
    Mistake("tambon_spaced", "11", "", ("tambon",), _spaced, lambda s: len(tambon_name(s.value)) > 4, where=BOTH),
    Mistake("house_as_date", "21", "VALUE_REPAIRED", ("house_no",), lambda s: Typed(serial(dt.date(2020, 3, 12)), DMY)),
    Mistake(
        "address_tight",
        "19",
        "",
        ("place",),
        lambda s: f"{s.row['house_no']}ม.{s.row['moo']} ต.{tambon_name(s.row['tambon'])}",
        lambda s: True,
    ),
    Mistake("moo_word", "20", "", ("moo",), lambda s: f"หมู่ที่{s.value}", where=BOTH),
)


def _capital(slip: Slip) -> bool:
    return bool(slip.value.endswith("01"))


def _elsewhere(slip: Slip) -> bool:
    return not _capital(slip) and len(area_name(slip.value)) > 4


def _district_misspellable(slip: Slip) -> bool:
    return _misspellable(area_name(slip.value), list(districts(slip.value[:2]).values()))


def _neighbour(slip: Slip) -> str:
    codes = list(districts(slip.value[:2]))
    return area_name(codes[codes.index(slip.value) - 1])


SUMMARY_PLACES: tuple[Mistake, ...] = (
    Mistake(
        "district_misspelt",
        "6",
        "GEO_SPELLING",
        ("district",),
        lambda s: _toneless(area_name(s.value)),
        _district_misspellable,
        where=("summary",),
    ),
    Mistake(
        "district_two",
        "13",
        "GEO_MULTI",
        ("district",),
        lambda s: f"{area_name(s.value)}/{_neighbour(s)}",
        _elsewhere,
        unknown,
        where=("summary",),
        times=1,
    ),
    Mistake(
        "district_elsewhere",
        "17",
        "GEO_NOT_IN_PROVINCE",
        ("district",),
        lambda s: "อรัญประเทศ",
        _elsewhere,
        unknown,
        where=("summary",),
        times=1,
    ),
    Mistake("capital_short", "2", "", ("district",), lambda s: "เมือง", _capital, where=("summary",), times=2),
    Mistake("capital_dotted", "1", "", ("district",), lambda s: "อ.เมือง", _capital, where=("summary",), times=2),
    Mistake("capital_trailing", "3", "", ("district",), lambda s: "อำเภอเมืองฯ", _capital, where=("summary",), times=1),
    Mistake(
        "district_minor",
        "5",
        "",
        ("district",),
        lambda s: f"กิ่ง อ.{area_name(s.value)}",
        _elsewhere,
        where=("summary",),
        times=2,
    ),
    Mistake(
        "district_starred",
        "12",
        "",
        ("district",),
        lambda s: f"สพอ.{area_name(s.value)}*",
        _elsewhere,
        where=("summary",),
        times=2,
    ),
    Mistake(
        "district_added",
        "12",
        "",
        ("district",),
        lambda s: f"{area_name(s.value)} (เพิ่ม)",
        _elsewhere,
        where=("summary",),
        times=2,
    ),
    Mistake(
        "district_broken_line",
        "11",
        "",
        ("district",),
        lambda s: f"{area_name(s.value)}\n",
        where=("summary",),
        times=2,
    ),
)

"""Mistakes in coordinates."""

from __future__ import annotations

import utm
from openlocationcode import openlocationcode as plus_codes

from ..places import office
from ..styles.form import Typed
from .kinds import Mistake, Slip, Where

BOTH: tuple[Where, ...] = ("plots", "villages")


def _utm(slip: Slip) -> str:
    """`48Q 340550 1817399`, the datum unsaid."""
    east, north, zone, letter = utm.from_latlon(*slip.value)
    return f"{zone}{letter} {east:.0f} {north:.0f}"


def _place_link(slip: Slip) -> str:
    """A long link whose @ is the middle of the map, and whose !3d!4d is the place."""
    latitude, longitude = slip.value
    centre = f"@{latitude + 0.003:.6f},{longitude - 0.004:.6f},17z"
    return (
        f"https://www.google.com/maps/place/แปลง/{centre}/data=!3m1!4b1!4m4!3m3!8m2!3d{latitude:.6f}!4d{longitude:.6f}"
    )


def _plus_code(slip: Slip) -> str:
    """A short code that needs the district beside it."""
    full: str = plus_codes.encode(*slip.value)
    return f"{full[4:]} {office(slip.row['district']).place}"


def _columns_swapped(slip: Slip) -> dict[str, Typed]:
    return {"latitude": Typed(slip.row["longitude"]), "longitude": Typed(slip.row["latitude"])}


POINTS: tuple[Mistake, ...] = (
    Mistake(
        "point_swapped", "92", "LATLON_SWAPPED", ("point",), lambda s: f"{s.value[1]:.6f}, {s.value[0]:.6f}", where=BOTH
    ),
    Mistake("columns_swapped", "92", "LATLON_SWAPPED", ("latitude",), _columns_swapped, where=BOTH),
    Mistake(
        "point_coarse", "99", "COORD_COARSE", ("point",), lambda s: f"{s.value[0]:.1f}, {s.value[1]:.1f}", where=BOTH
    ),
    Mistake(
        "point_short_link",
        "96",
        "SHORT_LINK",
        ("point",),
        lambda s: f"https://maps.app.goo.gl/Sample{s.chance.randrange(10**6):06d}",
        where=BOTH,
        times=4,
    ),
    Mistake("point_pinned", "102", "COORD_UNREADABLE", ("point",), lambda s: "ปักหมุดแล้ว", where=BOTH),
    Mistake("point_nowhere", "101", "POINT_OUTSIDE_COUNTRY", ("point",), lambda s: "0, 0", where=BOTH),
    Mistake(
        "point_abroad",
        "101",
        "POINT_OUTSIDE_COUNTRY",
        ("point",),
        lambda s: f"{s.value[0] - 14:.6f}, {s.value[1]:.6f}",
        times=1,
    ),
    Mistake(
        "point_next_door",
        "101",
        "POINT_OUTSIDE_DISTRICT",
        ("point",),
        lambda s: f"{s.value[0] + 0.6:.6f}, {s.value[1]:.6f}",
        where=BOTH,
        sure=False,
    ),
    Mistake(
        "latitude_next_door",
        "101",
        "POINT_OUTSIDE_DISTRICT",
        ("latitude",),
        lambda s: round(s.value + 0.6, 6),
        times=1,
        sure=False,
    ),
    Mistake("point_utm", "95", "DATUM_UNKNOWN", ("point",), _utm),
    Mistake(
        "latitude_comma",
        "94",
        "VALUE_REPAIRED",
        ("latitude",),
        lambda s: f"{s.value:.6f}".replace(".", ","),
        where=BOTH,
    ),
    Mistake(
        "latitude_two_dots",
        "94",
        "COORD_UNREADABLE",
        ("latitude",),
        lambda s: f"{s.value:.6f}"[:5] + "." + f"{s.value:.6f}"[5:],
        times=1,
    ),
    Mistake("point_place_link", "97", "", ("point",), _place_link),
    Mistake("point_plus_code", "98", "", ("point",), _plus_code, times=2),
)

"""Ways of typing places, land, coordinates, ticks and pictures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...areas import area_name
from ..places import tambon_name
from .figures import thai
from .form import Scalar, Typed, Way


def words(table: Mapping[Any, str]) -> Way:
    """By an office's own word for each value."""
    return lambda value: table.get(value, str(value))


def tambon(code: str) -> str:
    """`นาคู`, from a code."""
    return tambon_name(code)


def tambon_dot(code: str) -> str:
    """`ต.นาคู`."""
    return f"ต.{tambon_name(code)}"


def tambon_word(code: str) -> str:
    """`ตำบลนาคู`."""
    return f"ตำบล{tambon_name(code)}"


def tambon_tail(code: str) -> str:
    """`นาคู ` with a space behind."""
    return f"{tambon_name(code)} "


def moo_dot(number: int) -> str:
    """`ม.5`."""
    return f"ม.{number}"


def moo_word(number: int) -> str:
    """`หมู่ 5`."""
    return f"หมู่ {number}"


def moo_thai(number: int) -> str:
    """`ม.๕`."""
    return f"ม.{thai(number)}"


def village_word(name: str) -> str:
    """`บ้านนาดี`."""
    return f"บ้าน{name}"


def address(place: tuple[str, int, str, str]) -> str:
    """`52 ม.3 บ้านนาดี ต.นาคู`, from house number, moo, village and tambon code."""
    house, moo, village, code = place
    return f"{house} ม.{moo} บ้าน{village} ต.{tambon_name(code)}"


def area_dashes(area: tuple[int, int, int]) -> str:
    """`3-1-25`."""
    return "-".join(map(str, area))


def area_words(area: tuple[int, int, int]) -> str:
    """`3 ไร่ 1 งาน 25 วา`."""
    return f"{area[0]} ไร่ {area[1]} งาน {area[2]} วา"


def area_tight(area: tuple[int, int, int]) -> str:
    """`3ไร่1งาน25ตร.ว.`"""
    return f"{area[0]}ไร่{area[1]}งาน{area[2]}ตร.ว."


def area_thai(area: tuple[int, int, int]) -> str:
    """`๓-๑-๒๕`."""
    return thai(area_dashes(area))


def area_rai(area: tuple[int, int, int]) -> float:
    """3.3125."""
    return round(area[0] + area[1] / 4 + area[2] / 400, 4)


def rai_word(size: int) -> str:
    """`3 ไร่`."""
    return f"{size} ไร่"


DEEDS_SHORT = {"chanote": "โฉนด", "ns3k": "น.ส.3ก", "ns3": "น.ส.3", "spk401": "ส.ป.ก.4-01"}
DEEDS_LONG = {"chanote": "โฉนดที่ดิน", "ns3k": "น.ส.3 ก.", "ns3": "น.ส.3", "spk401": "ส.ป.ก.4-01"}
DEEDS_BARE = {"chanote": "โฉนด", "ns3k": "นส 3ก", "ns3": "นส3", "spk401": "สปก"}
DEEDS_THAI = {"chanote": "น.ส.๔ จ", "ns3k": "น.ส.๓ก", "ns3": "น.ส.๓", "spk401": "ส.ป.ก.๔-๐๑"}


def ratio_colon(ratio: str) -> Typed:
    """Typed with an apostrophe, so that it stays a text."""
    return Typed(ratio, "@")


def ratio_word(ratio: str) -> str:
    """`แบบ 1:3`."""
    return f"แบบ {ratio}"


def ratio_to(ratio: str) -> str:
    """`1ต่อ3`."""
    return ratio.replace(":", "ต่อ")


def ratio_thai(ratio: str) -> str:
    """`๑:๓`."""
    return thai(ratio)


def pair(point: tuple[float, float]) -> str:
    """`16.432810, 103.506580`."""
    return f"{point[0]:.6f}, {point[1]:.6f}"


def pair_tight(point: tuple[float, float]) -> str:
    """`16.432810,103.506580`."""
    return f"{point[0]:.6f},{point[1]:.6f}"


def map_link(point: tuple[float, float]) -> str:
    """A Google Maps address with the point in it."""
    return f"https://www.google.com/maps?q={point[0]:.6f},{point[1]:.6f}"


def map_pin(point: tuple[float, float]) -> Typed:
    """The word `ปักหมุด` with the map behind it."""
    return Typed("ปักหมุด", link=map_link(point))


def degrees(point: tuple[float, float]) -> str:
    """`16°25'58.1"N 103°30'23.7"E`."""

    def one(value: float, mark: str) -> str:
        tenths = round(value * 36000)
        whole_degrees, rest = divmod(tenths, 36000)
        minutes, seconds = divmod(rest, 600)
        return f"{whole_degrees}°{minutes:02d}'{seconds / 10:04.1f}\"{mark}"

    return f"{one(point[0], 'N')} {one(point[1], 'E')}"


def tick(value: bool) -> Scalar:
    """`✓` or nothing."""
    return "✓" if value else None


def slash(value: bool) -> Scalar:
    """`/` or `x`."""
    return "/" if value else "x"


def done(value: bool) -> str:
    """`แล้ว` or `ยัง`."""
    return "แล้ว" if value else "ยัง"


def box(value: bool) -> bool:
    """A tick box."""
    return value


def photo_link(links: tuple[str, ...]) -> Typed:
    """The words `ดูภาพ` with the first picture behind them."""
    return Typed("ดูภาพ", link=links[0]) if links else Typed()


def photo_lines(links: tuple[str, ...]) -> Scalar:
    """All addresses, one a line."""
    return "\n".join(links) or None


def district(code: str) -> str:
    """`ยางตลาด`, from a code."""
    return area_name(code)


def district_dot(code: str) -> str:
    """`อ.ยางตลาด`."""
    return f"อ.{area_name(code)}"


def district_office(code: str) -> str:
    """`สพอ.ยางตลาด`."""
    return f"สพอ.{area_name(code)}"

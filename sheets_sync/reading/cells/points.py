"""Coordinates: degrees, degrees-minutes-seconds, map links, UTM and plus codes, as WGS 84 decimal degrees."""

from __future__ import annotations

import math
import re
from urllib.parse import unquote

import utm
from openlocationcode import openlocationcode as plus

from ...model import Cell, Severity, Value
from ..province_words import CENTRES
from ..text import clean, gives_no_value, plain, quote
from ..understood import Context, Doubt, Understood
from .numbers import numeric
from .photos import links_in

SURELY = (
    0.35  # degrees from its province within which a short plus code, which repeats every degree, can mean one point
)
LATITUDES, LONGITUDES = (5.5, 20.5), (97.3, 105.7)  # Thailand (mess.md, row 92)
EASTINGS, NORTHINGS = (100_000, 900_000), (600_000, 2_300_000)
ZONES = (47, 48)
PLACES = 7  # decimals kept: a centimetre
COARSE = 1  # decimals that say no more than some eleven kilometres

_SHORT_LINK = re.compile(r"(?:maps\.app\.goo\.gl|goo\.gl/maps|g\.co/kgs|bit\.ly|goo\.gl/app/maps)/", re.IGNORECASE)
_D = r"(-?\d{1,3}\.\d+|-?\d{1,3})"
_IN_LINKS = (
    re.compile(rf"!3d{_D}!4d{_D}"),  # the pin itself; @ is only the middle of the map
    re.compile(rf"[?&/](?:q|query|ll|destination|daddr|center|saddr|markers|sll)=(?:loc:)?{_D}\s*[,+ ]\s*\+?{_D}"),
    re.compile(rf"/(?:search|place|dir)/(?:[^/@]*/)?\s*{_D}\s*,\s*\+?{_D}"),
    re.compile(rf"@{_D},{_D}"),
)
_DMS = re.compile(
    r"(?P<before>[nsew]|lat(?:itude)?|long?(?:itude)?)?[\s:.]*(?P<d>\d{1,3})\s*(?:°|º|˚|องศา|deg|\s|-|:)\s*(?P<m>\d{1,2}(?:\.\d+)?)\s*(?:['’′´‘`]|ลิปดา|min|\s|-|:)"
    r"\s*(?:(?P<s>\d{1,2}(?:[.,]\d+)?)\s*(?:\"|”|″|“|''|’’|′′|ฟิลิปดา|พิลิปดา|sec)?)?\s*(?P<after>[nsewNSEW](?![a-z]))?",
    re.IGNORECASE,
)
_ANGLED = re.compile(r"[°º˚'’′]|องศา|\d\s+\d{1,2}\s+\d")
_DEGREES = re.compile(
    r"(?P<before>[nsew]|lat(?:itude)?|lon(?:g(?:itude)?)?|ละติจูด|ลองจิจูด)?[\s:=.]*(?P<number>-?\d{1,3}(?:\.\d+)?)\s*°?\s*(?P<after>[nsew](?![a-z]))?"
)
_POINT_WORDS = re.compile(r"พิกัด|lat(?:itude)?|lon(?:g(?:itude)?)?|lng|ละติจูด|ลองจิจูด|องศา|เหนือ|ตะวันออก|gps|wgs\s?84")
_DECIMAL_COMMAS = re.compile(r"^\D*(\d{1,3}),(\d{4,})[\s,;/]+(\d{1,3}),(\d{4,})\D*$")
_UTM = re.compile(
    r"(?:(?P<zone>4[78])\s*[pqn]?[\s,:/]+)?(?:[ex][\s:=.]*)?(?P<one>\d{6,7}(?:\.\d+)?)\s*(?:m\.?\s*)?(?:e\b)?[\s,;/:]+(?:[ny][\s:=.]*)?(?P<two>\d{6,7}(?:\.\d+)?)\s*(?:m\.?\s*)?n?"
)
_PLUS = re.compile(
    r"(?<![\w+])(?P<code>(?:[23456789CFGHJMPQRVWX]{4}){1,2}\+[23456789CFGHJMPQRVWX]{2,3})(?!\w)", re.IGNORECASE
)

PARTS = ("latitude", "longitude")


def _nothing(*doubts: Doubt) -> Understood:
    return Understood(dict.fromkeys(PARTS), doubts)


def _unreadable(typed: str) -> Doubt:
    return Doubt("COORD_UNREADABLE", f"{quote(typed)} ไม่มีพิกัด โปรดใส่ละติจูด,ลองจิจูด เช่น 16.432810, 103.506580")


def _decimals(number: float) -> int:
    text = f"{number:.10f}".rstrip("0")
    return len(text) - text.index(".") - 1


def _within(number: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= number <= bounds[1]


def settle(first: float, second: float, *doubts: Doubt) -> Understood:
    """A latitude and a longitude, put the right way round and inside the country. Parts: latitude, longitude."""
    said = list(doubts)
    if not _within(first, LATITUDES) and _within(first, LONGITUDES) and _within(second, LATITUDES):
        first, second = second, first
        said.append(
            Doubt("LATLON_SWAPPED", f"ละติจูดกับลองจิจูดสลับกัน อ่านเป็น {first}, {second} โปรดแก้ไข", f"{first}, {second}")
        )
    if not _within(first, LATITUDES) or not _within(second, LONGITUDES):
        return _nothing(Doubt("POINT_OUTSIDE_COUNTRY", f"พิกัด {first:g}, {second:g} อยู่นอกประเทศไทย โปรดตรวจสอบ"))
    if _decimals(first) <= COARSE and _decimals(second) <= COARSE:
        said.append(Doubt("COORD_COARSE", "พิกัดมีทศนิยมเพียงตำแหน่งเดียว คลาดเคลื่อนได้ราว 11 กิโลเมตร โปรดใส่อย่างน้อย 5 ตำแหน่ง"))
    return Understood({"latitude": round(first, PLACES), "longitude": round(second, PLACES)}, tuple(said))


# ---------------------------------------------------------------- a pair in one cell


def read_point(cell: Cell, context: Context) -> Understood:
    """A point from one cell, or from the link behind it. Parts: latitude, longitude."""
    links = links_in(cell)
    if links:
        return _from_links(links, cell)
    text = plain(clean(cell.text))[:300]
    if gives_no_value(text):
        return _nothing()
    return _pair(text, cell.text.strip(), context) or _nothing(_unreadable(cell.text.strip()))


def _from_links(links: list[str], cell: Cell) -> Understood:
    for link in map(unquote, links):
        for pattern in _IN_LINKS:
            match = pattern.search(link)
            if match:
                return settle(float(match[1]), float(match[2]))
    if any(_SHORT_LINK.search(link) for link in links):
        return _nothing(Doubt("SHORT_LINK", "ลิงก์แผนที่แบบย่อไม่มีพิกัดในตัว โปรดใส่ละติจูด,ลองจิจูด หรือลิงก์เต็ม"))
    read = _pair(plain(cell.text), cell.text.strip(), Context())
    return read or _nothing(_unreadable(links[0]))


def _pair(text: str, typed: str, context: Context) -> Understood | None:
    """Two numbers that make a point; None when there are not two."""
    if _SHORT_LINK.search(text):
        return _nothing(Doubt("SHORT_LINK", "ลิงก์แผนที่แบบย่อไม่มีพิกัดในตัว โปรดใส่ละติจูด,ลองจิจูด หรือลิงก์เต็ม"))
    grid = _UTM.search(text)
    if grid:
        zone = int(grid["zone"]) if grid["zone"] else None
        return combine_utm(float(grid["one"]), float(grid["two"]), context, zone)
    commas = _DECIMAL_COMMAS.match(text)
    if commas:
        first, second = float(f"{commas[1]}.{commas[2]}"), float(f"{commas[3]}.{commas[4]}")
        return settle(first, second, _comma(typed, f"{first}, {second}"))
    coded = _plus_code(text, typed, context)
    if coded is not None:
        return coded
    angles = [_angle(match) for match in _DMS.finditer(text)] if _ANGLED.search(text) else []
    if len(angles) != 2:
        angles = _plain_pair(text)
    if len(angles) == 2:
        (first, way), (second, other) = angles
        if way in ("e", "lo") or other in ("n", "la"):
            first, second = second, first
        return settle(first, second)
    return None


def _plain_pair(text: str) -> list[tuple[float, str]]:
    """Two decimal numbers and nothing else that is a number; among other words only with decimals enough."""
    if re.search(r"\d\.\d+\.\d", text):
        return []
    matches = list(_DEGREES.finditer(text))
    wordy = re.search(r"[a-zก-๎]{2}", _POINT_WORDS.sub("", text)) is not None
    if wordy and not all(_decimals(float(m["number"])) > COARSE for m in matches):
        return []
    ways = {"ละ": "la", "ลอ": "lo"}
    found = [(float(m["number"]), (m["before"] or m["after"] or "")[:2]) for m in matches]
    return [(number, ways.get(way, way)) for number, way in found]


def _angle(match: re.Match[str]) -> tuple[float, str]:
    degrees = int(match["d"]) + float(match["m"]) / 60 + float((match["s"] or "0").replace(",", ".")) / 3600
    return degrees, (match["before"] or match["after"] or "").lower()[:2]


def _comma(typed: str, shown: str) -> Doubt:
    return Doubt("VALUE_REPAIRED", f"{quote(typed)} ใช้จุลภาคแทนจุดทศนิยม อ่านเป็น {shown} โปรดแก้ไข", shown)


def _plus_code(text: str, typed: str, context: Context) -> Understood | None:
    match = _PLUS.search(text.upper())
    if not match:
        return None
    code = match["code"]
    if plus.isFull(code):
        area = plus.decode(code)
        return settle(round(area.latitudeCenter, 6), round(area.longitudeCenter, 6))
    centre = CENTRES.get(context.province)
    if centre is None or not plus.isShort(code):
        return _nothing(_unreadable(typed))
    area = plus.decode(plus.recoverNearest(code, *centre))
    shown = f"{area.latitudeCenter:.6f}, {area.longitudeCenter:.6f}"
    far = max(abs(area.latitudeCenter - centre[0]), abs(area.longitudeCenter - centre[1])) > SURELY
    message = f"{quote(typed)} เป็นรหัสพลัสแบบย่อ อ่านเป็น {shown} โดยอ้างอิงจังหวัด"
    if far:
        doubt = Doubt("VALUE_REPAIRED", f"{message} โปรดตรวจสอบ", shown)
    else:
        doubt = Doubt("VALUE_REPAIRED", message, shown, Severity.INFO)
    return settle(round(area.latitudeCenter, 6), round(area.longitudeCenter, 6), doubt)


# ---------------------------------------------------------------- one number of a pair


def _read_degrees(cell: Cell, context: Context, mine: str) -> Understood:
    """A latitude or a longitude alone. Parts: value, and both where the cell holds the pair."""
    number = numeric(cell)
    if number is not None:
        return Understood({"value": number})
    text = plain(cell.text)
    if gives_no_value(text):
        return Understood({"value": None})
    one = _one_degree(text, cell.text.strip())
    if one is not None:
        return one
    both = read_point(cell, context)
    there = {part: value for part, value in both.values.items() if value is not None}
    return Understood({"value": both.values[mine], **there}, both.doubts)


def _one_degree(text: str, typed: str) -> Understood | None:
    plain_number = re.fullmatch(r"(?:[nsew]|lat|long?)?[\s:.]*(-?\d+(?:\.\d+)?)\s*°?\s*[nsew]?", text)
    if plain_number:
        return Understood({"value": float(plain_number[1])})
    comma = re.fullmatch(r"(\d{1,3}),(\d{3,})\s*°?\s*[nsew]?", text)
    if comma:
        number = float(f"{comma[1]}.{comma[2]}")
        return Understood({"value": number}, (_comma(typed, f"{number}"),))
    angle = _DMS.fullmatch(text)
    if angle and (angle["s"] or re.search(r"[°'′]", text)):
        return Understood({"value": round(_angle(angle)[0], PLACES)})
    if re.fullmatch(r"[\d.\s]+", text) and text.count(".") > 1:
        return Understood({"value": None}, (_unreadable(typed),))
    return None


def read_latitude(cell: Cell, context: Context) -> Understood:
    """A latitude alone; whether it is one, `combine_point` tells. Parts: value."""
    return _read_degrees(cell, context, "latitude")


def read_longitude(cell: Cell, context: Context) -> Understood:
    """A longitude alone; whether it is one, `combine_point` tells. Parts: value."""
    return _read_degrees(cell, context, "longitude")


def read_grid(cell: Cell, context: Context) -> Understood:
    """An easting or a northing in metres. Parts: value, utm_zone where the cell names it."""
    number = numeric(cell)
    if number is not None:
        return Understood({"value": number})
    text = plain(cell.text)
    if gives_no_value(text):
        return Understood({"value": None})
    match = re.fullmatch(
        r"(?:(4[78])\s*[pqn]?\s+)?(?:[enxy][\s:=.]*)?(\d[\d, ]*(?:\.\d+)?)\s*(?:m\.?|ม\.?|เมตร)?\s*[enm]?", text
    )
    if not match:
        return Understood({"value": None}, (_unreadable(cell.text.strip()),))
    metres = float(re.sub(r"[, ]", "", match[2])[:15])
    return Understood({"value": metres, "utm_zone": int(match[1])} if match[1] else {"value": metres})


def combine_point(latitude: Value, longitude: Value, context: Context) -> Understood:
    """A point from its two columns; half a point is none, metres are UTM. Parts: latitude, longitude."""
    if not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
        return _nothing()
    first, second = float(latitude), float(longitude)
    if min(abs(first), abs(second)) >= EASTINGS[0]:
        return combine_utm(first, second, context)
    return settle(first, second)


def combine_utm(easting: Value, northing: Value, context: Context, zone: Value = None) -> Understood:
    """A point from UTM metres, in the zone of the cell, the header or the province. Parts: latitude, longitude."""
    if not isinstance(easting, int | float) or not isinstance(northing, int | float):
        return _nothing()
    east, north = float(easting), float(northing)
    doubts: list[Doubt] = []
    if _within(north, EASTINGS) and _within(east, NORTHINGS) and not _within(north, NORTHINGS):
        east, north = north, east
        doubts.append(Doubt("LATLON_SWAPPED", f"ค่า E กับ N สลับกัน อ่านเป็น E {east:.0f} N {north:.0f} โปรดแก้ไข"))
    typed = f"E {east:.0f} N {north:.0f}"
    named = zone if isinstance(zone, int) and zone in ZONES else context.zone
    if not _within(east, EASTINGS) or not _within(north, NORTHINGS):
        return _nothing(Doubt("POINT_OUTSIDE_COUNTRY", f"พิกัด UTM {typed} อยู่นอกประเทศไทย โปรดตรวจสอบ"))
    chosen = named or _zone_by_province(east, north, context.province)
    if chosen is None:
        return _nothing(Doubt("COORD_UNREADABLE", f"พิกัด UTM {typed} ไม่บอกโซน โปรดระบุโซน 47 หรือ 48"))
    if not context.datum_known:
        said = f"พิกัด UTM {typed} โซน {chosen} ไม่บอกพื้นหลักฐาน อ่านเป็น WGS 84 หากเป็น Indian 1975 โปรดแปลงก่อน"
        doubts.append(Doubt("DATUM_UNKNOWN", said))
    elif named is None:
        doubts.append(Doubt("VALUE_REPAIRED", f"พิกัด UTM {typed} ไม่บอกโซน อ่านเป็นโซน {chosen} ตามจังหวัด โปรดตรวจสอบ"))
    return settle(*_degrees(east, north, chosen), *doubts)


def _degrees(east: float, north: float, zone: int) -> tuple[float, float]:
    latitude, longitude = utm.to_latlon(east, north, zone, northern=True)
    return round(float(latitude), PLACES), round(float(longitude), PLACES)


def _zone_by_province(east: float, north: float, province: str) -> int | None:
    """The zone in which the point lies nearer to its province."""
    centre = CENTRES.get(province)
    if centre is None:
        return None
    return min(ZONES, key=lambda zone: math.dist(_degrees(east, north, zone), centre))

"""Ways of typing a value, as officers have them: dates, money, names, places, areas, coordinates, ticks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from ...areas import area_name
from ...periods import ERA, MONTHS, MONTHS_SHORT, thai_date, thai_date_short
from ..people import Person
from ..places import tambon_name
from .form import Scalar, Typed, Way

THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
EPOCH = dt.date(1899, 12, 30)  # day 0 of a spreadsheet's calendar
DMY = "d/m/yyyy"
BUDDHIST = "[$-107041E]d mmm yy"


def thai(value: Any) -> str:
    """In Thai digits."""
    return str(value).translate(THAI_DIGITS)


def words(table: Mapping[Any, str]) -> Way:
    """By an office's own word for each value."""
    return lambda value: table.get(value, str(value))


# ---------------------------------------------------------------- dates


def serial(day: dt.date) -> int:
    """Days as a spreadsheet counts them."""
    return (day - EPOCH).days


def day_short(day: dt.date) -> str:
    """`8 ม.ค. 64`."""
    return thai_date_short(day)


def day_long(day: dt.date) -> str:
    """`8 มกราคม 2564`."""
    return thai_date(day)


def day_2_digits(day: dt.date) -> str:
    """`08 ม.ค. 2564`."""
    return f"{day.day:02d} {MONTHS_SHORT[day.month - 1]} {day.year + ERA}"


def day_formal(day: dt.date) -> str:
    """`วันที่ 8 มกราคม 2564`."""
    return f"วันที่ {thai_date(day)}"


def day_tight(day: dt.date) -> str:
    """`8 ม.ค.64`."""
    return f"{day.day} {MONTHS_SHORT[day.month - 1]}{(day.year + ERA) % 100}"


def day_bare(day: dt.date) -> str:
    """`8 มค 64`."""
    return f"{day.day} {MONTHS_SHORT[day.month - 1].replace('.', '')} {(day.year + ERA) % 100}"


def day_thai(day: dt.date) -> str:
    """`๘ ม.ค. ๖๔`."""
    return thai(thai_date_short(day))


def day_thai_long(day: dt.date) -> str:
    """`๘ มกราคม ๒๕๖๔`."""
    return thai(f"{day.day} {MONTHS[day.month - 1]} {day.year + ERA}")


def day_iso(day: dt.date) -> str:
    """`2021-01-08`."""
    return day.isoformat()


def day_cell(day: dt.date) -> Typed:
    """A date cell, shown 8/1/2021."""
    return Typed(serial(day), DMY)


def day_cell_be(day: dt.date) -> Typed:
    """A date cell, shown in the Buddhist Era."""
    return Typed(serial(day), BUDDHIST)


def day_2564(day: dt.date) -> Typed:
    """A date cell whose year is B.E.: the serial lies 543 years ahead."""
    return Typed(serial(day.replace(year=day.year + ERA)), DMY)


# ---------------------------------------------------------------- numbers and money


def whole(value: float) -> Typed:
    """A number cell, shown 104,000."""
    return Typed(value, "#,##0")


def satang(value: float) -> Typed:
    """A number cell, shown 104,000.00."""
    return Typed(value, "#,##0.00")


def dashed(value: float) -> Typed | str:
    """A number cell, a dash for nothing."""
    return whole(value) if value else "-"


def blank_zero(value: float) -> Typed:
    """A number cell, blank for nothing."""
    return whole(value) if value else Typed()


def comma(value: float) -> str:
    """`104,000` as a text."""
    return f"{value:,.0f}"


def baht(value: float) -> str:
    """`104,000 บาท`."""
    return f"{value:,.0f} บาท"


def with_dash(value: float) -> str:
    """`104,000.-`."""
    return f"{value:,.0f}.-"


def thai_number(value: float) -> str:
    """`๑๐๔,๐๐๐`, a dash for nothing."""
    return thai(f"{value:,.0f}") if value else "-"


def fraction(percent: float) -> Typed:
    """80 as 0.8 shown as 80%."""
    return Typed(percent / 100, "0%")


def fraction2(percent: float) -> Typed:
    """29.46 as 0.2946 shown as 29.46%."""
    return Typed(round(percent / 100, 4), "0.00%")


def percent_two(percent: float) -> str:
    """`29.46%` as a text."""
    return f"{percent:.2f}%"


def percent_number(percent: float) -> Typed:
    """A number cell, 80 for 80 percent."""
    return Typed(percent, "0.00")


def percent_sign(percent: float) -> str:
    """`80%` as a text."""
    return f"{percent:g}%"


def households(value: int) -> str:
    """`120 คร.`"""
    return f"{value} คร."


def people_count(value: int) -> str:
    """`5 คน`."""
    return f"{value} คน"


# ---------------------------------------------------------------- people


def name_gap(person: Person) -> str:
    """`นาย สมชาย  ใจดี`."""
    return f"{person.prefix} {person.first}  {person.last}"


def name_wide(person: Person) -> str:
    """`นายสมชาย   ใจดี ` with a space behind."""
    return f"{person.prefix}{person.first}   {person.last} "


def name_short(person: Person) -> str:
    """`น.ส.` for นางสาว."""
    return str(person).replace("นางสาว", "น.ส.")


def name_after(person: Person) -> str:
    """`สมชาย ใจดี (นาย)`."""
    return f"{person.first} {person.last} ({person.prefix})"


def name_lines(person: Person) -> str:
    """First and family name on two lines."""
    return f"{person.prefix}{person.first}\n{person.last}"


def id_dashes(number: str) -> str:
    """`3-2900-00123-45-8`."""
    return f"{number[0]}-{number[1:5]}-{number[5:10]}-{number[10:12]}-{number[12]}"


def id_spaces(number: str) -> str:
    """`3 2900 00123 45 8`."""
    return id_dashes(number).replace("-", " ")


def id_number(number: str) -> Typed:
    """A number cell of thirteen digits."""
    return Typed(int(number), "0")


def id_thai(number: str) -> str:
    """Dashes and Thai digits."""
    return thai(id_dashes(number))


def phone_dashes(number: str) -> str:
    """`081-001-2345`."""
    return f"{number[:3]}-{number[3:6]}-{number[6:]}"


def phone_half(number: str) -> str:
    """`081-0012345`."""
    return f"{number[:3]}-{number[3:]}"


def phone_spaces(number: str) -> str:
    """`081 001 2345`."""
    return f"{number[:3]} {number[3:6]} {number[6:]}"


def phone_thai(number: str) -> str:
    """`๐๘๑-๐๐๑-๒๓๔๕`."""
    return thai(phone_dashes(number))


def phone_66(number: str) -> str:
    """`+66810012345`."""
    return "+66" + number[1:]


# ---------------------------------------------------------------- places


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


def address_long(place: tuple[str, int, str, str]) -> str:
    """`บ้านเลขที่ 52 หมู่ที่ 3 บ้านนาดี ตำบลนาคู`."""
    house, moo, village, code = place
    return f"บ้านเลขที่ {house} หมู่ที่ {moo} บ้าน{village} ตำบล{tambon_name(code)}"


# ---------------------------------------------------------------- land


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


def area_wah(area: tuple[int, int, int]) -> str:
    """`1,325 ตร.ว.`"""
    return f"{area[0] * 400 + area[1] * 100 + area[2]:,} ตร.ว."


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


# ---------------------------------------------------------------- yes, no and pictures


def tick(value: bool) -> Scalar:
    """`✓` or nothing."""
    return "✓" if value else None


def slash(value: bool) -> Scalar:
    """`/` or `x`."""
    return "/" if value else "x"


def yes(value: bool) -> str:
    """`ใช่` or `ไม่ใช่`."""
    return "ใช่" if value else "ไม่ใช่"


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

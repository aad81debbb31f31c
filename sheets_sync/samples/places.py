"""The offices that keep the sample's workbooks: eight provinces of regions 12 and 18, and their districts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import geothai

from .. import areas
from .centres import CENTRES
from .people import dice

REGIONS: dict[int, tuple[str, ...]] = {12: ("40", "44", "45", "46"), 18: ("60", "61", "62", "66")}
NORTH_EAST = frozenset(REGIONS[12])
SPREAD = 0.013  # degrees around the centre in which tambons lie; with a plot's own step below 0.02

VILLAGES_NORTH_EAST = (
    "โนนสะอาด หนองแวงน้อย ดอนหัน คำไฮ หนองบัวเรือง โคกสว่าง นาเรียง หนองอีเลิง ดงน้อย โนนสวาง หัวบึง หนองกุงใหญ่ คำครึ่ง โนนแดง "
    "สว่างศิลป์ หนองไฮ ดอนกลอย โคกแปะ ท่าสองคอน นาดี หนองขามใต้ โนนทัน ศรีสมบัติ ห้วยทราย หนองแสงจันทร์ ดงเรือง นาอุดม คุยโพธิ์ "
    "กุดโดน หนองหญ้าปล้อง โคกก่อง โนนเกษตร หนองตอ เหล่าโพนทอง คำแก้ว หนองสิมใหญ่"
).split()
VILLAGES_CENTRAL = (
    "หนองโพน เนินมะกอกใหญ่ วังน้ำลัด คลองยาว ดงตาล ท่าตะแบก หนองตาแก้ว วังปลาสร้อย เนินพลวง หนองสองพี่ คลองตะเข้ "
    "ดงประคำ บึงหล่ม วังจันทร์ "
    "หัวดงเหนือ ไผ่ล้อม ทุ่งทรายทอง เขาดินเหนือ หนองกระทุ่ม เนินศาลา โคกสะอาด วังแรงใหญ่ บ่อหิน ท่าข้ามสูง"
).split()


@dataclass(frozen=True, slots=True)
class Office:
    """An office that keeps one workbook: a district's or a province's Community Development office."""

    code: str  # DOPA: 4607 or 46
    name: str  # สำนักงานพัฒนาชุมชนอำเภอยางตลาด
    slug: str  # 4607-yangtalat
    title: str  # what the officers named the workbook

    @property
    def file(self) -> str:
        """The workbook's file: offices name theirs in Thai, and Drive shows the name without its ending."""
        return f"{self.title}.xlsx"

    @property
    def province(self) -> str:
        return self.code[:2]

    @property
    def is_province(self) -> bool:
        return len(self.code) == 2

    @property
    def place(self) -> str:
        """`ยางตลาด`, `กาฬสินธุ์`."""
        return areas.area_name(self.code)


DISTRICT_TITLES = (
    "โคกหนองนา-โก่งธนู อ.{place}",
    "ข้อมูลโคก หนอง นา และโก่งธนูโมเดล อำเภอ{place}",
    "{place} - ทะเบียนแปลง คนน. 2564",
    "สพอ.{place} รายงาน พช. ปี 64",
)
PROVINCE_TITLES = (
    "สรุปผลโคก หนอง นา จ.{place} 2564",
    "รายงานรวมจังหวัด{place} (โคกหนองนา+โก่งธนู)",
)


def _slug(english: str) -> str:
    return re.sub(r"[^a-z]", "", english.lower())


def _office(code: str, english: str) -> Office:
    place = areas.area_name(code)
    kind = "จังหวัด" if len(code) == 2 else "อำเภอ"
    titles = PROVINCE_TITLES if len(code) == 2 else DISTRICT_TITLES
    title = dice("title", code).choice(titles).format(place=place)
    return Office(code, f"สำนักงานพัฒนาชุมชน{kind}{place}", f"{code}-{_slug(english)}", title)


@cache
def offices() -> tuple[Office, ...]:
    """The 8 provinces and their 123 districts, each province before its own districts."""
    found: list[Office] = []
    for provinces in REGIONS.values():
        for code in provinces:
            english = next(p.name_en for p in geothai.provinces() if p.code == code)
            found.append(_office(code, english))
            found.extend(_office(d.code, d.name_en) for d in geothai.districts(code))
    return tuple(found)


@cache
def office(code: str) -> Office:
    """The office of a province or district; KeyError for one outside the sample."""
    return {each.code: each for each in offices()}[code]


@cache
def tambons(district: str) -> tuple[str, ...]:
    """Codes of a district's tambons."""
    return tuple(t.code for t in geothai.subdistricts(district))


@cache
def tambon_name(code: str) -> str:
    """A tambon's name without the second spelling that the register gives in brackets."""
    return areas.area_name(code).split(" (")[0].strip()


def point(tambon: str, *key: object) -> tuple[float, float]:
    """A place in a tambon's district: latitude and longitude to six decimals, within 0.02 degrees of its centre."""
    latitude, longitude = CENTRES[tambon[:4]]
    there, step = dice("tambon", tambon), dice("point", tambon, *key)
    north = there.uniform(-SPREAD, SPREAD) * 0.7 + step.uniform(-0.004, 0.004)
    east = there.uniform(-SPREAD, SPREAD) * 0.7 + step.uniform(-0.004, 0.004)
    return round(latitude + north, 6), round(longitude + east, 6)


def village_names(tambon: str) -> list[str]:
    """The invented names of a tambon's villages, in the order of their numbers."""
    names = list(VILLAGES_NORTH_EAST if tambon[:2] in NORTH_EAST else VILLAGES_CENTRAL)
    dice("villages", tambon).shuffle(names)
    return names[:16]

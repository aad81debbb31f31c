"""Tabs that hold neither programme, as every office's workbook has them: telephones, duties, funds, stalls."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from ..areas import districts
from ..periods import MONTHS, thai_date_short
from . import people, places
from .people import dice
from .sheet import Scene, Sheet
from .styles.form import Look


def _table(title: str, look: Look, heading: str, heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> Sheet:
    sheet = Sheet(title, look, widths=[8.0, 30.0, 24.0, 16.0, 14.0][: len(heads)])
    sheet.put(0, 0, heading, "title")
    sheet.merges.append((0, 0, 0, len(heads) - 1, "title"))
    for column, head in enumerate(heads):
        sheet.put(1, column, head, "head")
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row):
            sheet.put(number, column, value)
    return sheet


def phone_list(scene: Scene, look: Look) -> Sheet:
    """Telephones of the offices and headmen of a district."""
    chance = dice(scene.seed, "phones", scene.code)
    place = places.office(scene.code).place
    rows: list[tuple[Any, ...]] = [(1, f"ที่ว่าการอำเภอ{place}", "ธุรการ", people.phone(chance))]
    for number, tambon in enumerate(places.tambons(scene.code)[:8], 2):
        rows.append((number, str(people.person(chance)), f"กำนัน ต.{places.tambon_name(tambon)}", people.phone(chance)))
    return _table("เบอร์โทร", look, f"หมายเลขโทรศัพท์ อ.{place}", ("ที่", "หน่วยงาน/ชื่อ", "ตำแหน่ง", "โทร"), rows)


def duty_roster(scene: Scene, look: Look) -> Sheet:
    """Who keeps watch at the office in a month."""
    chance = dice(scene.seed, "duty", scene.code)
    staff = [str(people.person(chance)) for _ in range(6)]
    first = scene.day.replace(day=1)
    days = [first + dt.timedelta(days=n) for n in range(14)]
    rows = [(n, thai_date_short(day), staff[n % 6], staff[(n + 3) % 6]) for n, day in enumerate(days, 1)]
    heading = f"คำสั่งเวรรักษาการณ์ เดือน{MONTHS[first.month - 1]}"
    return _table("เวร", look, heading, ("ที่", "วันที่", "เวรกลางวัน", "เวรกลางคืน"), rows)


def village_fund(scene: Scene, look: Look) -> Sheet:
    """The poverty fund of some villages: money and households, and yet no programme of ours."""
    chance = dice(scene.seed, "fund", scene.code)
    tambon = places.tambons(scene.code)[0]
    rows = [
        (n, f"บ้าน{name}", places.tambon_name(tambon), 280_000, chance.randint(20, 260) * 1000)
        for n, name in enumerate(places.village_names(tambon)[:9], 1)
    ]
    heads = ("ที่", "กลุ่ม กข.คจ. บ้าน", "ตำบล", "เงินทุน", "ยอดเงินฝาก")
    return _table("กข.คจ.", look, "ทะเบียนเงินทุนโครงการแก้ไขปัญหาความยากจน", heads, rows)


def stalls(scene: Scene, look: Look) -> Sheet:
    """Makers of local goods who take a stall at the fair."""
    chance = dice(scene.seed, "stalls", scene.code)
    goods = ("ผ้าฝ้ายทอมือ", "ปลาร้าบอง", "ข้าวกล้อง", "ตะกร้าสาน", "น้ำพริก", "สบู่สมุนไพร", "กล้วยตาก")
    rows = [(n, each, str(people.person(chance)), people.phone(chance)) for n, each in enumerate(goods, 1)]
    return _table("OTOP", look, "ผู้ประกอบการ OTOP ออกบูธ", ("ที่", "ผลิตภัณฑ์", "ผู้ประกอบการ", "โทรศัพท์"), rows)


TABS: tuple[Callable[[Scene, Look], Sheet], ...] = (phone_list, duty_roster, village_fund, stalls)


def coordinators(scene: Scene, look: Look) -> Sheet:
    """Whom a province's office calls in each district: districts and names, and yet no figures of a programme."""
    rows: list[tuple[Any, ...]] = []
    for number, (code, name) in enumerate(districts(scene.code).items(), 1):
        chance = dice(scene.seed, "coordinator", code)
        rows.append((number, name, str(people.person(chance)), people.phone(chance)))
    heading = f"รายชื่อผู้ประสานงานรายอำเภอ จังหวัด{places.office(scene.code).place}"
    return _table("ผู้ประสานงาน", look, heading, ("ที่", "อำเภอ", "ชื่อ-สกุล", "เบอร์โทร"), rows)

"""How plots move from month to month: what is true of a district's land on a day, before anybody types it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from . import people, places, scenes, situations
from .people import dice

Row = dict[str, Any]
"""What is true of one plot, village, activity or district: field (or a part it is typed in) -> value."""

HLM_PRICE = {1: 45_200, 3: 104_000}  # baht, domain.md 2.2
CLM_PRICE = {10: 350_000, 15: 520_000}  # no source gives these: invented
PRICE = HLM_PRICE | CLM_PRICE
SUPERVISION = {1: 1_500, 3: 3_000, 10: 9_000, 15: 12_000}
WITH_CLM = frozenset({"4601", "6005"})
STAGES = (
    "applied qualified approved surveyed designed contracted digging dug accepted paid trained aomue planted"
).split()
DUG = frozenset(STAGES[STAGES.index("dug") :])
DIGGERS = (
    "หจก.ดินทองรวมช่าง", "ร้านสมพรแบคโฮ", "หจก.ทุ่งรวงทองการโยธา", "นายคำแสน รถขุด", "หจก.ลุ่มน้ำก่อสร้าง",
    "หน่วยพัฒนาการเคลื่อนที่ (นพค.)",
)  # fmt: skip
PICTURED = {"digging": ("digging",)} | dict.fromkeys(DUG, ("digging", "pond"))
SOILS = ("ดินร่วน", "ดินเหนียว", "ดินร่วนปนทราย", "ดินเหนียวปนทราย", "ดินลูกรัง", "ดินทราย")
DEEDS = ("chanote",) * 6 + ("ns3k", "ns3k", "ns3", "spk401", "spk401")
PLOT_PROBLEMS = ("น้ำท่วมขังแปลง รอน้ำลด", "รอคิวเครื่องจักร", "พบชั้นหินดาน ขุดได้ช้า", "เจ้าของขอเลื่อนเกี่ยวข้าวก่อน")
UNSHARED = 0.025  # of plots and villages: their photographs are nobody's to see
BEGAN = dt.date(2020, 11, 2)  # the first surveys of the programme's plots


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot: what never changes of it, and the days on which it moves on."""

    number: int
    facts: Row
    days: dict[str, dt.date]  # stage -> the day it is reached
    problem: str = ""


def pace(seed: int, district: str) -> int:
    """Days by which a district is ahead (below 0) or behind the others."""
    return dice(seed, "pace", district).choice((2, 8, 14, 18, 22, 26, 30, 34, 40, 46, 54, 64, 80))


def _days(chance: random.Random, lag: int, size: int) -> dict[str, dt.date]:
    late = lag + chance.randint(0, 34)
    steps = {
        "approved": 0,
        "surveyed": chance.randint(2, 9),
        "designed": chance.randint(5, 12),
        "contracted": chance.randint(9, 16),
        "digging": chance.randint(4, 10),
        "dug": chance.randint(3, 7) * (1 if size <= 3 else 3),
        "accepted": chance.randint(2, 6),
        "paid": chance.randint(4, 10),
        "trained": chance.randint(12, 30),  # put off for COVID-19 where it can be
        "aomue": chance.randint(4, 10),
        "planted": chance.randint(10, 20),
    }
    day = BEGAN + dt.timedelta(days=late)
    found = {"qualified": day - dt.timedelta(days=chance.randint(4, 12))}
    for stage, step in steps.items():
        day += dt.timedelta(days=step)
        found[stage] = _weekday(day)
    return found


def _weekday(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=(7 - day.weekday()) if day.weekday() >= 5 else 0)


def _facts(seed: int, district: str, number: int, tambon: str, size: int) -> Row:
    chance = dice(seed, "plot", district, number)
    moo = chance.randint(1, 14)
    owner = people.person(chance)
    point = places.point(tambon, seed, number)
    rai = size + chance.choice((0, 1, 1, 2, 3, 4, 6))
    ngan, wah = chance.randint(0, 3), chance.randint(0, 99)
    house = str(chance.randint(3, 220))
    return {
        "plot_no": number,
        "plot_code": f"{tambon}-{number:03d}",
        "fiscal_year": 2564,
        "budget_source": "เงินกู้",
        "model": "CLM" if size >= 10 else "HLM",
        "size_rai": size,
        "design_ratio": f"1:{chance.choice((1, 2, 3))}",
        "soil": chance.choice(SOILS),
        "owner_name": owner,
        "citizen_id": people.citizen_id(chance),
        "phones": people.phone(chance),
        "house_no": house + (f"/{chance.randint(1, 9)}" if chance.random() < 0.15 else ""),
        "moo": moo,
        "village": places.village_names(tambon)[moo - 1],
        "tambon": tambon,
        "district": district,
        "deed_type": chance.choice(DEEDS),
        "deed_no": str(chance.randint(1200, 58999)),
        "area": (rai, ngan, wah),
        "area_1": rai,
        "area_2": ngan,
        "area_3": wah,
        f"size_{size}": True,
        "point": point,
        "latitude": point[0],
        "longitude": point[1],
        "qualified": True,
        "tpmap_target": chance.random() < 0.3,
        "contractor": DIGGERS[-1] if chance.random() < 0.1 else dice(seed, "digger", tambon).choice(DIGGERS[:-1]),
        "reporter": people.person(dice(seed, "reporter", district, tambon)),
    }


@cache
def plots(seed: int, district: str) -> tuple[Plot, ...]:
    """A district's plots, numbered, those of a tambon together."""
    chance = dice(seed, "plots", district)
    found = places.tambons(district)
    chosen = sorted(chance.sample(found, min(len(found), chance.randint(2, 5))))
    count = min(30, max(6, round(chance.gauss(12, 5))))
    homes = sorted(chance.choice(chosen) for _ in range(count))
    lag = pace(seed, district)
    result = []
    for number, tambon in enumerate(homes, 1):
        size = chance.choice((10, 15)) if district in WITH_CLM and number == 1 else chance.choice((1, 3, 3))
        moves = dice(seed, "moves", district, number)
        problem = moves.choice(PLOT_PROBLEMS) if moves.random() < 0.08 else ""
        facts = _facts(seed, district, number, tambon, size)
        result.append(Plot(number, facts, _days(moves, lag + (14 if problem else 0), size), problem))
    return tuple(result)


def stage_on(plot: Plot, day: dt.date) -> str:
    """The last stage that a plot had reached by the end of a day."""
    reached = [stage for stage in STAGES if stage in plot.days and plot.days[stage] <= day]
    return reached[-1] if reached else "applied"


def plot_on(plot: Plot, day: dt.date) -> Row:
    """What is true of a plot on a day."""
    stage = stage_on(plot, day)
    rank = STAGES.index(stage)
    size = plot.facts["size_rai"]
    price = PRICE[size]

    def since(name: str) -> dt.date | None:
        return plot.days[name] if plot.days[name] <= day else None

    paid = price if rank >= STAGES.index("paid") else 0
    contracted = rank >= STAGES.index("contracted")
    row: Row = plot.facts | {
        "stage": stage,
        "allocated": price,
        "contractor": plot.facts["contractor"] if contracted else None,
        "contract_no": f"{plot.number}/2564" if contracted else None,
        "contract_date": since("contracted"),
        "contract_baht": price if contracted else None,
        "po_baht": price if contracted else None,
        "disbursed_baht": paid,
        "remaining_baht": price - paid,
        "left": price - paid if contracted else None,
        "supervision_baht": SUPERVISION[size] if rank >= STAGES.index("digging") else 0,
        "dig_start": since("digging"),
        "dig_end": since("dug"),
        "progress_percent": _percent(plot, day),
        "accepted_on": since("accepted"),
        "trained": rank >= STAGES.index("trained"),
        "trained_on": since("trained"),
        "aomue_count": int(rank >= STAGES.index("aomue")),
        "aomue_on": since("aomue"),
        "photos": photos(plot.facts["plot_code"], PICTURED.get(stage, ())),
        "problem": plot.problem if stage in ("contracted", "digging") else "",
        "remark": "",
        "reported_on": day - dt.timedelta(days=plot.number % 3),
    }
    return row


def photos(key: str, kinds: Iterable[str]) -> tuple[str, ...]:
    """Links to invented photographs; of one plot or village in forty to some that nobody has shared."""
    if dice("unshared", key).random() < UNSHARED:
        tail = key.replace("-", "x")
        return tuple(f"https://drive.google.com/file/d/1NotShared{tail}p{n}/view" for n, _ in enumerate(kinds))
    return tuple(scenes.link_to(kind, key, place) for place, kind in enumerate(kinds))


def _percent(plot: Plot, day: dt.date) -> int:
    """How much of the digging is done, 0 to 100 in steps of 5."""
    start, end = plot.days["digging"], plot.days["dug"]
    if day < start:
        return 0
    if day >= end:
        return 100
    return min(95, max(5, round(100 * ((day - start).days + 1) / ((end - start).days + 1) / 5) * 5))


def plots_on(seed: int, district: str, day: dt.date) -> list[Row]:
    """A district's plots as they stand on a day; `follows`: the one above lies in the same tambon."""
    rows = [plot_on(plot, day) | {"no": plot.number, "id": plot.number} for plot in plots(seed, district)]
    if district == situations.BACKWARDS and day >= SLID_FROM:
        rows[2] |= _slid(rows[2], day)
    return following(rows)


SLID_FROM, SLID = dt.date(2020, 12, 14), dt.date(2021, 1, 10)


def _slid(row: Row, day: dt.date) -> Row:
    """A plot whose walls slid in: 80 percent dug in December, 60 in January."""
    price = row["allocated"]
    return {
        **dict.fromkeys(("dig_end", "accepted_on", "trained_on", "aomue_on")),
        **dict.fromkeys(("contract_baht", "po_baht", "remaining_baht", "left"), price),
        "stage": "digging",
        "disbursed_baht": 0,
        "contract_date": SLID_FROM - dt.timedelta(days=7),
        "dig_start": SLID_FROM,
        "progress_percent": 80 if day < SLID else 60,
        "trained": False,
        "aomue_count": 0,
        "problem": "ตลิ่งพัง ต้องขุดใหม่" if day >= SLID else "",
    }


def following(rows: list[Row]) -> list[Row]:
    """The rows, each knowing whether the one above shares its tambon, and how many there are."""
    before = [None, *(row["tambon"] for row in rows)]
    return [
        row | {"follows": row["tambon"] == above, "among": len(rows)} for row, above in zip(rows, before, strict=False)
    ]


def sums(rows: Iterable[Row], *fields: str) -> Row:
    """Totals of some fields over rows; what is unknown is left out."""
    kept = list(rows)
    return {name: sum(row[name] for row in kept if row[name] is not None) for name in fields}

"""How the gardens of Kong Thanu villages spread from month to month."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from . import people, places, progress, situations
from .people import dice
from .progress import Row, following

VILLAGE_PROBLEMS = ("ขาดน้ำในฤดูแล้ง", "เมล็ดพันธุ์ไม่พอ", "ครัวเรือนไปทำงานต่างจังหวัด")
GOOD_PRACTICES = ("ผู้นำปลูกทุกคน เป็นแบบอย่าง", "แลกเปลี่ยนเมล็ดพันธุ์ทุกวันพระ", "ถนนผักสวนครัวหน้าบ้านทุกหลัง")


@dataclass(frozen=True, slots=True)
class Village:
    """A model village: what never changes of it, when it began, and how fast its gardens spread."""

    number: int
    facts: Row
    began: dt.date
    share: float  # of its target households growing at the first report
    gain: float  # share gained in thirty days


@cache
def villages(seed: int, district: str) -> tuple[Village, ...]:
    """A district's model villages, the first begun before November 2563, others joining month by month."""
    chance = dice(seed, "villages", district)
    found = places.tambons(district)
    homes = sorted(chance.choice(found) for _ in range(chance.choice((1, 2, 2, 3, 3, 4, 5, 6))))
    moos = chance.sample(range(1, 15), len(homes))
    result = []
    for number, (tambon, moo) in enumerate(zip(homes, moos, strict=True), 1):
        early = number == 1 or chance.random() < 0.5
        began = dt.date(2020, 10, 5) if early else dt.date(2020, 11, 24)
        total = chance.randint(64, 210)
        point = places.point(tambon, seed, "village", number)
        facts: Row = {
            "no": number,
            "district": district,
            "tambon": tambon,
            "moo": moo,
            "village": places.village_names(tambon)[moo - 1],
            "hh_total": total,
            "hh_target": round(total * chance.uniform(0.8, 0.98)),
            "seed_banks": chance.choice((0, 1, 1, 2)),
            "linked_plots": sum(p.facts["tambon"] == tambon for p in progress.plots(seed, district)) % 4,
            "point": point,
            "latitude": point[0],
            "longitude": point[1],
            "reporter": people.person(dice(seed, "reporter", district, tambon)),
            "best_practice": chance.choice(GOOD_PRACTICES) if chance.random() < 0.3 else "",
            "problem": chance.choice(VILLAGE_PROBLEMS) if chance.random() < 0.2 else "",
            "remark": "",
        }
        began += dt.timedelta(days=chance.randint(0, 24 if early else 50))
        result.append(Village(number, facts, began, chance.uniform(0.3, 0.6), chance.uniform(0.06, 0.2)))
    return tuple(result)


def village_on(village: Village, day: dt.date) -> Row:
    """What is true of a village on a day."""
    months = (day - village.began).days / 30
    target = village.facts["hh_target"]
    chance = dice("village", village.facts["tambon"], village.number)
    growing = min(target, round(target * min(0.99, village.share + village.gain * max(0.0, months))))
    ten = round(growing * min(0.95, chance.uniform(0.5, 0.7) + 0.05 * max(0.0, months)))
    networks = chance.randint(0, 2) + int(months)
    lanes = chance.choice((0, 150, 200, 350, 500))
    return village.facts | {
        "started_on": village.began,
        "hh_growing": growing,
        "hh_ge10": ten,
        "kinds_avg": chance.randint(6, 9) + int(months),
        "leaders_growing": chance.randint(3, 8) + int(months),
        "green_lane_m": lanes + 50 * int(months),
        "wet_bins_hh": min(village.facts["hh_total"], round(growing * chance.uniform(0.7, 1.0))),
        "network_villages": networks,
        "network_hh": networks * chance.randint(8, 16),
        "saving_baht_month": growing * 450,
        "income_baht_month": growing * 120,
        "photos": progress.photos(f"{village.facts['tambon']}v{village.number}", ("garden",)),
        "reported_on": day - dt.timedelta(days=village.number % 3),
    }


def villages_on(seed: int, district: str, day: dt.date) -> list[Row]:
    """The villages that have begun by a day, renumbered as an officer lists them."""
    if district == situations.NO_VILLAGE:
        return []
    begun = [village_on(v, day) | {"id": v.number} for v in villages(seed, district) if v.began <= day]
    return following([row | {"no": n} for n, row in enumerate(begun, 1)])

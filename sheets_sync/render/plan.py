"""The plan of a unit: what was done, what is overdue, what comes next, and what is paused."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence

from ..model import Level, Unit
from ..periods import BANGKOK, thai_date_short
from . import words
from .figures import office_digits
from .material import Material
from .told import Activity
from .views import Plan, PlanGroup, PlanPart

MOST_PARTS = {"overdue": 6, "coming": 6, "done": 3, "paused": 3}
MOST_OFFICES = 4
GROUPS = (
    ("overdue", "เลยกำหนด", "ครบกำหนด", "ครบกำหนดตั้งแต่"),
    ("coming", "เดือนถัดไป", "ถึงกำหนด", "ถึงกำหนดตั้งแต่"),
    ("done", "ทำแล้วในงวดนี้", "เมื่อ", "ตั้งแต่"),
    ("paused", "พักไว้ก่อน", "กำหนดเดิม", "กำหนดเดิมตั้งแต่"),
)
"""Code, heading, and the verb before one day and before the first of several, in the order of reading."""

Dated = dict[str, list[tuple[str, str]]]
"""By activity the ISO days that count for its group, each with the code of its place."""


def plan_of(material: Material, unit: Unit) -> Plan:
    """Activities overdue on the day of the snapshot, due in the month after it, done since the closing before, paused.

    Paused work (โควิด-19, floods) is not late. An activity without a day is in no group but paused.
    """
    today = material.snapshot.taken_at.astimezone(BANGKOK).date()
    soon = (today + dt.timedelta(days=31)).isoformat()
    began = material.began.astimezone(BANGKOK).date().isoformat()
    digits = office_digits(unit)
    dated: dict[str, Dated] = {code: {} for code, *_ in GROUPS}
    for code in material.places_of(unit):
        for activity in material.told.activities.get(code, ()):
            for group, day in _groups(activity, today.isoformat(), soon, began):
                dated[group].setdefault(activity.name, []).append((day, code[:digits]))
    own = unit.level is Level.DISTRICT
    return Plan(tuple(_group(code, title, dated[code], verbs, own=own) for code, title, *verbs in GROUPS))


def _groups(activity: Activity, today: str, soon: str, began: str) -> Iterator[tuple[str, str]]:
    """Which group an activity belongs to, with the day that counts there."""
    if activity.status == "paused":
        yield "paused", activity.end
    elif activity.done:
        if began <= activity.done <= today:
            yield "done", activity.done
    elif activity.status:  # done on an unknown day, or cancelled
        return
    elif activity.end and activity.end < today:
        yield "overdue", activity.end
    elif activity.end and activity.start <= soon:
        yield "coming", activity.end


def _group(code: str, title: str, dated: Dated, verbs: Sequence[str], *, own: bool) -> PlanGroup:
    order = sorted(dated.items(), key=lambda item: (min(item[1]), item[0]))
    parts = [_part(name, sorted(days), verbs, own=own) for name, days in order]
    most = MOST_PARTS[code]
    more = f"และอีก {len(parts) - most:,} กิจกรรม" if len(parts) > most else ""
    offices = tuple(dict.fromkeys(office for part in parts for office in part.offices))
    count = sum(len(days) for days in dated.values())
    return PlanGroup(code, title, f"{count:,}", tuple(parts[:most]), more, len(parts), offices)


def _part(name: str, days: list[tuple[str, str]], verbs: Sequence[str], *, own: bool) -> PlanPart:
    """One activity: `สพอ.สหัสขันธ์ (2) ร่องคำ` and `3 รายการ ครบกำหนดตั้งแต่ 26 ม.ค. 64`."""
    times = Counter(place for _, place in days)
    offices = {words.office_of_code(place) or "ไม่ระบุหน่วยงาน": count for place, count in times.items()}
    counted = [f"{office} ({count:,})" if count > 1 else office for office, count in offices.items()]
    known = [day for day, _ in days if day]
    first = thai_date_short(dt.date.fromisoformat(known[0])) if known else ""
    many = f"{len(days):,} รายการ" if len(days) > 1 else ""
    told = f"{verbs[bool(many)]} {first}" if first else ""
    when = " ".join(part for part in (many, told) if part)
    return PlanPart(name, "" if own else words.listed(counted, MOST_OFFICES), when, first, tuple(offices))

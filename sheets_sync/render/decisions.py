"""What needs a decision: at most five matters, the gravest first, each with its office and a day."""

from __future__ import annotations

from collections.abc import Iterator

from ..areas import area_name
from ..indicators.standing import due_of
from ..model import Level, Observation, Standing, Unit
from ..periods import thai_date
from ..programmes.schema import IndicatorSpec
from . import words
from .figures import counts_districts, coverage, due_whole, level_below, seen, standing_of
from .material import Material
from .parts import model_villages, plan_of, presence_of
from .view import Decision

MOST = 5
MOST_FIGURES = 3  # of the five, so that silence and stopped work are not crowded out
NAMED = 3
OFF_TRACK = "off_track"  # the indicator, by this code in any programme, of plots on which work has stopped


def decisions_of(material: Material, unit: Unit) -> tuple[Decision, ...]:
    """The matters, worst first; every one says what, why, whose and until when."""
    figures = sorted(_slow_figures(material, unit), key=lambda pair: pair[0])
    grave = [decision for share, decision in figures if decision.mark.code != "hurry"]
    slow = [decision for share, decision in figures if decision.mark.code == "hurry"]
    others = [
        matter for matters in (_behind, _silent, _villages, _stopped, _overdue) for matter in matters(material, unit)
    ]
    return tuple([*grave[:MOST_FIGURES], *others, *slow[:MOST_FIGURES]][:MOST])


def until(material: Material) -> str:
    """The next closing: the day by which next month's figures are taken."""
    return f"ภายในวันที่ {thai_date(material.month.next.closes(material.closing).date())}"


def _slow_figures(material: Material, unit: Unit) -> Iterator[tuple[float, Decision]]:
    """Indicators behind what is due, or above their own whole, with the share of what is due that is done."""
    for _, spec, o in seen(material, unit):
        if o.standing not in (Standing.SUPPORT, Standing.HURRY, Standing.DOUBTFUL) or _said_elsewhere(spec):
            continue
        due = due_of(spec, o.target, material.month) or 0.0
        done = o.numerator or 0.0
        where = _furthest_behind(material, unit, o, spec)
        mark = words.MARKS[o.standing]
        what = f"ตรวจสอบตัวเลข{spec.label}" if o.standing is Standing.DOUBTFUL else spec.urge or f"เร่งรัด{spec.label}"
        who = " ".join(where) or words.office_of(unit)
        yield done / due if due else 1.0, Decision(mark, what, _why(spec, o, due), who, until(material))


def _said_elsewhere(spec: IndicatorSpec) -> bool:
    """Districts without a model village are a matter of their own."""
    return counts_districts(spec)


def _why(spec: IndicatorSpec, o: Observation, due: float) -> str:
    millions = spec.money and words.in_millions(o.numerator, o.denominator)
    unit = words.money_unit(spec.unit, millions=millions)

    def text(value: float | None) -> str:
        return words.money(value, millions=millions) if spec.money else words.number(value)

    if o.standing is Standing.DOUBTFUL:
        return f"รายงาน {text(o.numerator)} {unit} เกินจำนวนทั้งหมด {text(o.denominator)} {unit}"
    share = f" ({words.percent(o.value)}%)" if spec.denominator else ""
    pace = "ตามจังหวะเวลาควรได้" if spec.target and spec.target.pace else "เป้าหมาย"
    whole = f" จาก {text(o.denominator)}" if spec.denominator else ""
    behind = f" ข้อมูล{coverage(o)}" if coverage(o) else ""
    return f"ทำได้ {text(o.numerator)}{whole} {unit}{share} {pace} {text(due_whole(spec, due))} {unit}{behind}"


def _furthest_behind(material: Material, unit: Unit, o: Observation, spec: IndicatorSpec) -> list[str]:
    """Offices of the parts that lack most of what is due."""
    lacking = []
    for code in unit.parts:
        part = material.observations.get(o.programme, o.indicator, code)
        due = due_of(spec, part.target, material.month)
        if due is not None and part.numerator is not None and part.numerator < due:
            lacking.append((part.numerator - due, code))
    return [words.office_of_code(code) for _, code in sorted(lacking)[:NAMED]]


def _behind(material: Material, unit: Unit) -> Iterator[Decision]:
    """The parts whose headline figures are furthest below what is due."""
    parts = [material.units.get(code) or Unit(code, Level.DISTRICT, area_name(code)) for code in unit.parts]
    behind = [part for part in parts if standing_of(material, part) is Standing.SUPPORT]
    if behind:
        level = level_below(unit)
        yield Decision(
            words.MARKS[Standing.SUPPORT],
            f"สนับสนุน{level}ที่ควรได้รับความช่วยเหลือเร่งด่วน",
            f"{len(behind):,} จาก {len(parts):,} {level}มีตัวเลขสำคัญต่ำกว่าที่ควรเป็นมาก ดูตารางราย{level}",
            words.listed([words.office_of(part) for part in behind], 5),
            until(material),
        )


def _silent(material: Material, unit: Unit) -> Iterator[Decision]:
    """Districts that have told nothing yet."""
    districts = material.districts_of(unit)
    silent = [code for code in districts if code not in material.reporting]
    if not silent:
        return
    yield Decision(
        words.MARKS[Standing.UNKNOWN],
        "ติดตามข้อมูลที่ยังไม่ได้รับ",
        f"ยังไม่ได้รับข้อมูล {len(silent):,} จาก {len(districts):,} อำเภอ ตัวเลขในรายงานนี้จึงยังไม่รวมอำเภอเหล่านั้น",
        _whose(silent, unit),
        until(material),
    )


def _whose(districts: list[str], unit: Unit) -> str:
    """Offices of districts; of their provinces where the reader is above those."""
    if unit.level in (Level.NATION, Level.REGION):
        codes = dict.fromkeys(code[:2] for code in districts)
        return words.listed([f"สพจ.{area_name(code)}" for code in codes], 5)
    return words.listed([f"สพอ.{area_name(code)}" for code in districts], 5)


def _villages(material: Material, unit: Unit) -> Iterator[Decision]:
    """Districts that report, but not of a model village."""
    villages, found = model_villages(material, unit), presence_of(material)
    if villages is None or found is None or not villages.lacking:
        return
    having = material.observations.reporting(found[0].code)
    lacking = [code for code in material.districts_of(unit) if code in material.reporting and code not in having]
    if lacking:
        yield Decision(
            words.MARKS[Standing.SUPPORT],
            f"ตั้ง{villages.title}ให้ครบทุกอำเภอ",
            f"{villages.sentence} ยังไม่พบในข้อมูลของ {len(lacking):,} อำเภอที่ส่งข้อมูลแล้ว",
            _whose(lacking, unit),
            until(material),
        )


def _stopped(material: Material, unit: Unit) -> Iterator[Decision]:
    """Plots on which work has stopped."""
    for programme, spec, o in seen(material, unit):
        if spec.code == OFF_TRACK and o.numerator:
            parts = [
                code for code in unit.parts if material.observations.get(programme.code, OFF_TRACK, code).numerator
            ]
            yield Decision(
                words.MARKS[Standing.HURRY],
                "ตัดสินใจเรื่องแปลงที่หยุดงาน",
                f"{words.number(o.numerator)} แปลงแจ้งว่าหยุดชั่วคราวหรือผู้รับจ้างหยุดงาน",
                words.listed([words.office_of_code(code) for code in parts], NAMED) or words.office_of(unit),
                until(material),
            )


def _overdue(material: Material, unit: Unit) -> Iterator[Decision]:
    """Activities of the plan whose day has passed."""
    late, _ = plan_of(material, unit)
    if late:
        offices = list(dict.fromkeys(part.office for part in late))
        yield Decision(
            words.MARKS[Standing.HURRY],
            "ปรับแผนกิจกรรมที่เลยกำหนด",
            f"กิจกรรมที่เลยกำหนดนานที่สุดคือ{late[0].activity} ({late[0].when})",
            words.listed(offices, NAMED),
            until(material),
        )

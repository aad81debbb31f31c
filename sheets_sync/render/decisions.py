"""What needs a decision: at most five matters, the gravest first, each with its office and a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from ..indicators.standing import counts_districts, due_of
from ..model import Level, Observation, Standing, Unit
from ..periods import thai_date
from ..programmes.schema import IndicatorSpec
from . import words
from .behind import figure_link
from .completeness import missing_of
from .figures import ASKING, coverage, due_whole, level_below, office_digits, seen, short_label, standing_of
from .material import Material
from .parts import model_villages, presence_of
from .plan import plan_of
from .views import Decision

MOST = 5
MOST_FIGURES = 3  # of the five, so that silence and stopped work are not crowded out
NAMED = 3
SILENT, BEHIND, VILLAGES, OVERDUE = "silent", "behind", "villages", "overdue"
"""What a decision is about where it is not about one indicator."""

OFF_TRACK = "off_track"  # the indicator, by this code in any programme, of plots on which work has stopped


def decisions_of(material: Material, unit: Unit) -> tuple[Decision, ...]:
    """The matters, worst first; every one says what, why, whose and until when."""
    figures = sorted(_slow_figures(material, unit), key=lambda pair: pair[0])
    grave = [decision for share, decision in figures if decision.mark.code != "hurry"]
    slow = [decision for share, decision in figures if decision.mark.code == "hurry"]
    others = [
        matter for matters in (_behind, _silent, _villages, _stopped, _overdue) for matter in matters(material, unit)
    ]
    chosen = [*grave[:MOST_FIGURES], *others, *slow[:MOST_FIGURES]][:MOST]
    return tuple(replace(decision, stood=amount_of(material, unit, decision.about)) for decision in chosen)


def amount_of(material: Material, unit: Unit, about: str) -> float | None:
    """How much there is of what a decision is about: a percentage or number of an indicator, or how many are behind."""
    districts = material.districts_of(unit)
    match about:
        case "silent":
            return float(len(districts) - len(material.known(districts)))
        case "behind":
            parts = material.parts_of(unit)
            return float(sum(standing_of(material, part) is Standing.SUPPORT for part in parts))
        case "villages":
            return float(len(_without_village(material, unit)))
        case "overdue":
            return float(plan_of(material, unit).group(OVERDUE).activities)
        case _:
            programme, _, indicator = about.partition("/")
            return material.observations.get(programme, indicator, unit.code).value


def _without_village(material: Material, unit: Unit) -> list[str]:
    """Districts that report, but not of a model village."""
    found = presence_of(material)
    having = material.observations.reporting(found[0].code) if found else frozenset()
    return [code for code in material.districts_of(unit) if code in material.reporting and code not in having]


def until(material: Material) -> str:
    """The next closing: the day by which next month's figures are taken; soon where an edition is made after it."""
    closes = material.month.next.closes(material.closing)
    return "โดยเร็ว" if material.snapshot.taken_at >= closes else f"ภายในวันที่ {thai_date(closes.date())}"


def _slow_figures(material: Material, unit: Unit) -> Iterator[tuple[float, Decision]]:
    """Indicators behind what is due, or above their own whole, with the share of what is due that is done."""
    for programme, spec, o in seen(material, unit):
        if o.standing not in ASKING or counts_districts(spec):  # model villages are a matter of their own
            continue
        due = due_of(spec, o.target, material.month) or 0.0
        done = o.numerator or 0.0
        where = _furthest_behind(material, unit, o, spec)
        mark = words.MARKS[o.standing]
        what = f"ตรวจสอบตัวเลข{spec.label}" if o.standing is Standing.DOUBTFUL else spec.urge or f"เร่งรัด{spec.label}"
        who = words.listed(where, NAMED) or words.office_of(unit)
        about = f"{o.programme}/{o.indicator}"
        link = figure_link(material, unit, programme, spec)
        yield (
            done / due if due else 1.0,
            Decision(mark, what, _why(spec, o, due), who, until(material), about, link=link),
        )


def _why(spec: IndicatorSpec, o: Observation, due: float) -> str:
    millions = spec.money and words.in_millions(o.numerator, o.denominator)
    unit = words.money_unit(spec.unit, millions=millions)

    def text(value: float | None) -> str:
        return words.amount(value, baht=spec.money, millions=millions)

    if o.standing is Standing.DOUBTFUL:
        return f"รายงาน {text(o.numerator)} {unit} เกินจำนวนทั้งหมด {text(o.denominator)} {unit}"
    share = f" ({words.percent(o.value)}%)" if spec.denominator else ""
    pace = "ถึงเดือนนี้ควรได้" if spec.target and spec.target.pace else "เป้าหมาย"
    whole = f" จาก {text(o.denominator)}" if spec.denominator else ""
    behind = f" · {coverage(o)}" if coverage(o) else ""
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
    parts = material.parts_of(unit)
    behind = [part for part in parts if standing_of(material, part) is Standing.SUPPORT]
    if behind:
        level = level_below(unit)
        told = len(parts) if unit.level is not Level.PROVINCE else len(material.known(unit.parts))
        which = "" if told == len(parts) else "ที่ส่งข้อมูลแล้ว"
        yield Decision(
            words.MARKS[Standing.SUPPORT],
            f"สนับสนุน{level}ที่ยังห่างเป้าหมาย",
            f"{len(behind):,} จาก {told:,} {level}{which} มีตัวเลขสำคัญต่ำกว่าที่ควรมาก: {_where_behind(material, behind)}",
            words.listed([words.office_of(part) for part in behind], 5),
            until(material),
            BEHIND,
            link=material.page_of(unit.code),
        )


def _where_behind(material: Material, behind: list[Unit]) -> str:
    """`เบิกจ่าย 6 · อบรมแล้ว 3`: in how many of the parts each headline figure is far behind, the commonest first."""
    times = Counter(
        short_label(spec)
        for part in behind
        for _, spec, o in seen(material, part)
        if spec.headline and spec.target and o.standing is Standing.SUPPORT
    )
    return " · ".join(f"{label} {count:,}" for label, count in times.most_common())


def _silent(material: Material, unit: Unit) -> Iterator[Decision]:
    """Districts that have told nothing yet."""
    districts = material.districts_of(unit)
    silent = [code for code in districts if code not in material.reporting]
    if not silent:
        return
    yield Decision(
        words.MARKS[Standing.UNKNOWN],
        "ติดตามข้อมูลที่ยังไม่ได้รับ",
        _silence(len(silent), len(districts)),
        _whose(silent, unit),
        until(material),
        SILENT,
        link=_silent_link(material, unit, silent),
    )


def _silent_link(material: Material, unit: Unit, silent: list[str]) -> str:
    """The one workbook that is to come, else the published list of those; empty where there is neither."""
    links = dict.fromkeys(one.link for one in missing_of(material, unit) if one.office in silent and one.link)
    return next(iter(links)) if len(silent) == len(links) == 1 else material.page_of(unit.code, SILENT)


def _silence(silent: int, districts: int) -> str:
    """How many districts have told nothing, and what that means for the figures."""
    if districts == 1:
        return "ยังไม่ได้รับข้อมูลของอำเภอ จึงยังสรุปความก้าวหน้าไม่ได้"
    if silent == districts:
        return f"ยังไม่ได้รับข้อมูลจากทั้ง {districts:,} อำเภอ จึงยังสรุปความก้าวหน้าไม่ได้"
    return f"ยังไม่ได้รับข้อมูลจาก {silent:,} ใน {districts:,} อำเภอ ตัวเลขในรายงานนี้ยังไม่รวมอำเภอเหล่านั้น"


def _whose(districts: list[str], unit: Unit) -> str:
    """Offices of districts; of their provinces where the reader is above those."""
    codes = dict.fromkeys(code[: office_digits(unit)] for code in districts)
    return words.listed([words.office_of_code(code) for code in codes], 5)


def _villages(material: Material, unit: Unit) -> Iterator[Decision]:
    """Districts that report, but not of a model village."""
    villages = model_villages(material, unit)
    if villages is None or not villages.lacking:
        return
    lacking = _without_village(material, unit)
    if lacking:
        yield Decision(
            villages.mark,
            f"ตั้ง{villages.title}ให้ครบทุกอำเภอ",
            f"{villages.sentence} · ยังไม่พบในข้อมูลของ {len(lacking):,} อำเภอที่ส่งข้อมูลแล้ว",
            _whose(lacking, unit),
            until(material),
            VILLAGES,
            link=_villages_link(material, unit),
        )


def _villages_link(material: Material, unit: Unit) -> str:
    found = presence_of(material)
    return figure_link(material, unit, *found) if found else ""


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
                f"{programme.code}/{OFF_TRACK}",
                link=figure_link(material, unit, programme, spec),
            )


def _overdue(material: Material, unit: Unit) -> Iterator[Decision]:
    """Activities of the plan whose day has passed."""
    late = plan_of(material, unit).group("overdue")
    if late.parts:
        yield Decision(
            words.MARKS[Standing.HURRY],
            "ปรับแผนกิจกรรมที่เลยกำหนด",
            f"เลยกำหนดแล้ว {late.activities:,} กิจกรรม นานที่สุดคือ “{late.parts[0].activity}” ตั้งแต่ {late.parts[0].first}",
            words.listed(list(late.offices), NAMED),
            until(material),
            OVERDUE,
        )

"""One edition is composed: everything it says, for one unit, in words."""

from __future__ import annotations

from ..model import Standing, Unit, WorkbookState
from ..periods import ERA, MONTHS, thai_instant
from . import words
from .decisions import decisions_of
from .figures import (
    ASKING,
    disbursement_of,
    headline_figures,
    judged,
    programme_parts,
    seen,
    short_label,
    standing_of,
    trend_of,
)
from .illustrations import trend_picture
from .mapping import map_picture
from .material import Material
from .parts import MOST_PLAN, model_villages, plan_of, plots_of, problems_of, unit_table
from .quality import quality_of, reporting_of, sources_of
from .view import Heading, MonthlyView

MOST_NAMED = 3


def compose_edition(material: Material, unit: Unit) -> MonthlyView:
    """Everything that a unit's edition of the month says; pure, and the same for the same material."""
    overdue, coming = plan_of(material, unit)
    more_overdue, more_coming = (
        f"และอีก {len(parts) - MOST_PLAN:,} กิจกรรม" if len(parts) > MOST_PLAN else "" for parts in (overdue, coming)
    )
    sources, more_sources = sources_of(material, unit)
    mark = words.MARKS[standing_of(material, unit)]
    heading = heading_of(material, unit)
    return MonthlyView(
        subject=f"{heading.title} {heading.unit}" + (f" ({heading.state})" if material.revision else ""),
        heading=heading,
        mark=mark,
        sentence=sentence_of(material, unit),
        tally=tally_of(material, unit),
        decisions=decisions_of(material, unit),
        figures=headline_figures(material, unit),
        programmes=programme_parts(material, unit),
        pace=pace_of(material),
        disbursement=disbursement_of(material, unit),
        units=unit_table(material, unit),
        trend=trend_of(material, unit),
        trend_picture=trend_picture(material, unit),
        map_picture=map_picture(material, unit),
        plots=plots_of(material, unit),
        problems=problems_of(material, unit),
        overdue=overdue[:MOST_PLAN],
        coming=coming[:MOST_PLAN],
        more_overdue=more_overdue,
        more_coming=more_coming,
        villages=model_villages(material, unit),
        quality=quality_of(material, unit),
        sources=sources,
        more_sources=more_sources,
        legend=tuple(mark for mark in words.MARKS.values() if mark.sign),
        key=f"{material.report}/{material.period}/{unit.code}/{material.revision}",
        snapshot=material.snapshot.hash[:12],
        numbers=material.observations.numbers(unit.code),
    )


def heading_of(material: Material, unit: Unit) -> Heading:
    """Who reports what, for when, as of when, and how complete."""
    month = material.month
    period = material.quarter.thai if material.quarter else f"{MONTHS[month.month - 1]} พ.ศ. {month.year + ERA}"
    title = f"รายงานความก้าวหน้าประจำ{'' if material.quarter else 'เดือน '}{period}"
    late = "จัดทำย้อนหลังจากข้อมูลชุดแรกที่มีหลังวันปิดงวด" if material.snapshot.late else ""
    return Heading(
        office=material.office,
        title=title,
        unit=words.full_name(unit),
        quarter="" if material.quarter else month.quarter.thai,
        as_of=f"ข้อมูล ณ วันที่ {thai_instant(material.snapshot.taken_at)}",
        state=state_of(material, unit),
        coverage=reporting_of(material, unit),
        late=late,
    )


def state_of(material: Material, unit: Unit) -> str:
    """Complete when every district has reported and every workbook could be read; a revision says its number."""
    if material.revision:
        return f"แก้ไขครั้งที่ {material.revision}"
    if not material.closed:
        return "ฉบับเบื้องต้น ก่อนวันปิดงวด"
    districts = material.districts_of(unit)
    readable = all(
        book.state in (WorkbookState.FRESH, WorkbookState.UNCHANGED, WorkbookState.STALE)
        for book in material.workbooks_of(unit)
    )
    return "ฉบับสมบูรณ์" if readable and len(material.known(districts)) == len(districts) else "ฉบับเบื้องต้น"


def sentence_of(material: Material, unit: Unit) -> str:
    """The month in one sentence: the first headline percentage of each programme that enough districts stand behind."""
    told: dict[str, str] = {}
    for programme, spec, o in seen(material, unit):
        if spec.headline and spec.denominator and judged(o) and programme.code not in told:
            told[programme.code] = f"{spec.label}ร้อยละ {words.percent(o.value)}"
    if told:
        return " และ".join(told.values())
    known = bool(material.known(material.districts_of(unit)))
    return "ข้อมูลที่ได้รับยังไม่พอที่จะสรุปความก้าวหน้าของเดือนนี้" if known else "ยังไม่ได้รับข้อมูลสำหรับสรุปความก้าวหน้าของเดือนนี้"


def tally_of(material: Material, unit: Unit) -> str:
    """How many indicators stand how, those that ask for something by name."""
    stands: dict[Standing, list[str]] = {}
    for _, spec, o in seen(material, unit):
        if spec.target:
            stands.setdefault(o.standing, []).append(short_label(spec))
    if set(stands) <= {Standing.UNKNOWN}:
        return ""

    def told(standing: Standing) -> str:
        names = stands[standing]
        named = f" ({words.joined(names, MOST_NAMED)})" if standing in ASKING else ""
        return f"{words.MARKS[standing].word} {len(names)}{named}"

    tally = " · ".join(told(s) for s in words.GRAVE if s in stands and s is not Standing.PLAIN)
    return f"ตัวชี้วัดที่มีเป้าหมาย {sum(map(len, stands.values()))} ตัว: {tally}"


def pace_of(material: Material) -> str:
    """What is due of targets that go with the year; empty where no programme has such a target."""
    if not any(spec.target and spec.target.pace for p in material.programmes for spec in p.indicators):
        return ""
    months = material.month.months_into_fiscal_year
    share = words.percent(100 * months / 12)
    return f"งานที่ทำต่อเนื่องทั้งปีดูเทียบกับเวลา: ผ่านไป {months} จาก 12 เดือนของปีงบประมาณ ควรได้แล้วร้อยละ {share} ของเป้าหมาย"

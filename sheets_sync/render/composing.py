"""One edition is composed: everything it says, for one unit, in words."""

from __future__ import annotations

from ..model import Standing, Unit, WorkbookState
from ..periods import ERA, MONTHS, thai_instant
from . import words
from .decisions import decisions_of
from .figures import disbursement_of, headline_figures, programme_parts, seen, standing_of, trend_of
from .material import Material
from .parts import model_villages, plan_of, plots_of, problems_of, unit_table
from .quality import quality_of, reporting_of, sources_of
from .view import Heading, MonthlyView


def compose_edition(material: Material, unit: Unit) -> MonthlyView:
    """Everything that a unit's edition of the month says; pure, and the same for the same material."""
    overdue, coming = plan_of(material, unit)
    sources, more_sources = sources_of(material, unit)
    mark = words.MARKS[standing_of(material, unit)]
    heading = heading_of(material, unit)
    return MonthlyView(
        subject=f"{heading.title} {heading.unit}" + (f" ({heading.state})" if material.revision else ""),
        heading=heading,
        mark=mark,
        sentence=sentence_of(material, unit),
        decisions=decisions_of(material, unit),
        figures=headline_figures(material, unit),
        programmes=programme_parts(material, unit),
        disbursement=disbursement_of(material, unit),
        units=unit_table(material, unit),
        trend=trend_of(material, unit),
        plots=plots_of(material, unit),
        problems=problems_of(material, unit),
        overdue=overdue,
        coming=coming,
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
    late = "จัดทำย้อนหลัง จากข้อมูลชุดแรกที่มีหลังวันปิดงวด" if material.snapshot.late else ""
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
    districts = material.districts_of(unit)
    readable = all(
        book.state in (WorkbookState.FRESH, WorkbookState.UNCHANGED, WorkbookState.STALE)
        for book in material.workbooks_of(unit)
    )
    return "ฉบับสมบูรณ์" if readable and len(material.known(districts)) == len(districts) else "ฉบับเบื้องต้น"


def sentence_of(material: Material, unit: Unit) -> str:
    """The month in one sentence: a headline of each programme, and how many indicators stand how."""
    told: dict[str, str] = {}
    counts: dict[Standing, int] = {}
    for programme, spec, o in seen(material, unit):
        if spec.target:
            counts[o.standing] = counts.get(o.standing, 0) + 1
        if spec.headline and spec.denominator and o.value is not None and programme.code not in told:
            told[programme.code] = f"{spec.label}ร้อยละ {words.percent(o.value)}"
    if not told:
        return "ยังไม่มีข้อมูลพอที่จะสรุปความก้าวหน้าของเดือนนี้"
    order = (Standing.ON_TRACK, Standing.HURRY, Standing.SUPPORT, Standing.DOUBTFUL, Standing.UNKNOWN)
    tally = " · ".join(f"{words.MARKS[s].word} {counts[s]}" for s in order if counts.get(s))
    return f"{' และ'.join(told.values())} ตัวชี้วัดที่มีเป้าหมาย {sum(counts.values())} ตัว: {tally}"

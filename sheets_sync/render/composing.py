"""One edition is composed: everything it says, for one unit, in words."""

from __future__ import annotations

from typing import Any

from ..model import Level, Standing, Unit
from ..periods import ERA, MONTHS, thai_instant
from . import words
from .completeness import complete, missing_of
from .decisions import decisions_of
from .disbursement import disbursement_of
from .figures import (
    ASKING,
    headline_figures,
    programme_parts,
    seen,
    short_label,
    standing_of,
    trend_of,
)
from .illustrations import logo_of, trend_picture
from .leads import leading, leads_of
from .mapping import map_picture
from .material import Material
from .parts import model_villages, plots_of, poverty_of, practices_of, problems_of, unit_table
from .photos import photos_of
from .plan import plan_of
from .quality import quality_of, reporting_of, sources_of
from .ranking import ranking_of
from .revising import revised_figures
from .views import Heading, MonthlyView

MOST_NAMED = 3
MOST_MISSING = 6


def compose_edition(material: Material, unit: Unit) -> MonthlyView:
    """Everything that a unit's edition of the month says; pure, and the same for the same material."""
    return MonthlyView(
        **common_parts(material, unit),
        programmes=programme_parts(material, unit),
        disbursement=disbursement_of(material, unit),
        ranking=ranking_of(material, unit),
        plots=plots_of(material, unit),
        photos=photos_of(material, unit),
        practices=practices_of(material, unit),
        plan=plan_of(material, unit),
        poverty=poverty_of(material, unit),
    )


def common_parts(material: Material, unit: Unit) -> dict[str, Any]:
    """What editions of every report say, by the names of EditionView."""
    sources, more_sources = sources_of(material, unit)
    heading = heading_of(material, unit)
    stands = standing_of(material, unit)
    return {
        "subject": f"{heading.title} {heading.unit}" + (f" ({_revision(material)})" if material.revision else ""),
        "heading": heading,
        "mark": words.MARKS[stands],
        "was": _was(material, unit, stands),
        "sentence": sentence_of(material, unit),
        "leads": leads_of(material, unit),
        "tally": tally_of(material, unit),
        "revised": revised_figures(material, unit),
        "decisions": decisions_of(material, unit),
        "figures": headline_figures(material, unit),
        "pace": pace_of(material),
        "units": unit_table(material, unit),
        "trend": trend_of(material, unit),
        "trend_picture": trend_picture(material, unit),
        "map_picture": map_picture(material, unit),
        "logo": logo_of(material),
        "problems": problems_of(material, unit),
        "villages": model_villages(material, unit),
        "quality": quality_of(material, unit),
        "sources": sources,
        "more_sources": more_sources,
        "reporter": reporter_of(material, unit),
        "legend": tuple(mark for mark in words.MARKS.values() if mark.sign),
        "page": material.page_of(unit.code),
        "key": f"{material.report}/{material.period}/{unit.code}/{material.revision}",
        "revision": f"{_revision(material)}" if material.revision else "ฉบับแรก",
        "snapshot": material.snapshot.hash[:12],
        "numbers": material.observations.numbers(unit.code),
    }


def heading_of(material: Material, unit: Unit) -> Heading:
    """Who reports what, for when, as of when, how complete, and who is missing."""
    month = material.month
    period = material.quarter.thai if material.quarter else f"{MONTHS[month.month - 1]} พ.ศ. {month.year + ERA}"
    title = f"รายงานความก้าวหน้าประจำ{'' if material.quarter else 'เดือน '}{period}"
    late = "จัดทำย้อนหลังจากข้อมูลชุดแรกที่มีหลังวันปิดงวด" if material.snapshot.late else ""
    return Heading(
        office=material.office,
        title=title,
        unit=words.full_name(unit),
        quarter=material.quarter.span if material.quarter else month.quarter.thai,
        as_of=f"ข้อมูล ณ วันที่ {thai_instant(material.snapshot.taken_at)}",
        state=state_of(material, unit),
        coverage=reporting_of(material, unit),
        missing=missing_line(material, unit),
        late=late,
    )


def state_of(material: Material, unit: Unit) -> str:
    """Complete when everything expected has come, else preliminary; a revision says its number before that."""
    whole = "ฉบับสมบูรณ์" if complete(material, unit) else "ฉบับเบื้องต้น"
    if material.revision:
        return f"{_revision(material)} · {whole}"
    return whole if material.closed else "ฉบับเบื้องต้น ก่อนวันปิดงวด"


def _revision(material: Material) -> str:
    return f"แก้ไขครั้งที่ {material.revision}"


def missing_line(material: Material, unit: Unit) -> str:
    """`ยังรอข้อมูลของงวดนี้จาก สพอ.เขาวง นามน และอีก 3 แห่ง`; empty when everything expected has come."""
    names = list(dict.fromkeys(one.name for one in missing_of(material, unit)))
    return f"ยังรอข้อมูลของงวดนี้จาก {words.listed(names, MOST_MISSING)}" if names else ""


def reporter_of(material: Material, unit: Unit) -> str:
    """Who reports: the office whose edition it is, and how many offices' sheets it is made of; no person is named."""
    offices = {book.office for book in material.workbooks_of(unit) if book.office}
    made = f" รวมจากชีตของ {len(offices):,} สำนักงาน" if len(offices) > 1 else ""
    office = material.office if unit.level in (Level.NATION, Level.REGION) else words.office_of(unit)
    return f"{office}{made}"


def _was(material: Material, unit: Unit, stands: Standing) -> str:
    """`เดิม: ต้องเร่ง` where the unit stood otherwise in the period before."""
    if material.before is None:
        return ""
    old = standing_of(material, unit, material.before)
    return f"เดิม: {words.MARKS[old].word}" if old not in (stands, Standing.PLAIN) else ""


def sentence_of(material: Material, unit: Unit) -> str:
    """The period in one sentence: each programme's first headline percentage that enough districts stand behind."""
    told = [f"{spec.label}ร้อยละ {words.percent(o.value)}" for spec, o in leading(material, unit)]
    if told:
        return " และ".join(told)
    known = bool(material.known(material.districts_of(unit)))
    lacking = "ข้อมูลที่ได้รับยังไม่พอที่จะสรุป" if known else "ยังไม่ได้รับข้อมูลสำหรับสรุป"
    return f"{lacking}ความก้าวหน้าของ{'ไตรมาส' if material.quarter else 'เดือน'}นี้"


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

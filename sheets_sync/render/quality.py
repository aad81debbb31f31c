"""How far the data can be trusted: who is silent, what is old, and what must be mended."""

from __future__ import annotations

from collections import Counter

from ..areas import outside_the_capital
from ..model import KeptFinding, Level, Severity, Unit
from ..periods import BANGKOK, thai_date_short
from . import words
from .completeness import Rate, awaited_of, missing_of, rate_of, told_since
from .figures import level_below
from .labels import label_of
from .links import cell_link, sheet_link
from .masking import masked
from .material import Material
from .parts import names_of
from .views import FindingRow, Quality, RateRow, Source

MOST_KINDS = 8
MOST_TO_MEND = {Level.DISTRICT: 20, Level.PROVINCE: 8, Level.REGION: 6, Level.NATION: 6}
MOST_STALE = 8
MOST_RATES = 8
MOST_CELLS = 6
GRAVE = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
MOST_SOURCES = 12


def quality_of(material: Material, unit: Unit) -> Quality:
    """Reporting, staleness, kinds of findings with their movement, and the first of those to mend."""
    found = material.findings_of(unit)
    standing = [kept for kept in found if kept.closed_at is None and kept.finding.severity is not Severity.INFO]
    districts = material.districts_of(unit)
    silent = [code for code in districts if code not in material.reporting]
    counted = Counter(kept.finding.code for kept in standing).most_common()
    kinds = [(label_of(code), f"{count:,}") for code, count in counted[:MOST_KINDS]]
    if others := sum(count for _, count in counted[MOST_KINDS:]):
        kinds.append(("เรื่องอื่น ๆ", f"{others:,}"))
    mend = to_mend(material, unit, standing)
    missing = missing_of(material, unit)
    shown = sum(len(row.cells) for row in mend)
    return Quality(
        reporting_of(material, unit),
        "" if unit.level is Level.DISTRICT else names_of(silent, unit),
        *_rates(material, unit),
        tuple(told_since(one) for one in missing[:MOST_STALE]),
        f"และอีก {len(missing) - MOST_STALE:,} แห่ง" if len(missing) > MOST_STALE else "",
        tuple(kinds),
        _movement(material, [kept for kept in found if kept.finding.severity is not Severity.INFO], standing),
        mend,
        f"และอีก {len(standing) - shown:,} จุด" if len(standing) > shown else "",
    )


def reporting_of(material: Material, unit: Unit) -> str:
    """`ส่งข้อมูลแล้ว 16/18 อำเภอ`, or of a district whether it has; what stands from before is told as that."""
    districts = material.districts_of(unit)
    known = len(material.known(districts))
    if unit.level is Level.DISTRICT:
        rate = rate_of(awaited_of(material, unit))
        old = rate.expected and not rate.actual
        return "ยังไม่ได้รับข้อมูล" if not known else "เป็นข้อมูลของงวดก่อน" if old else "ส่งข้อมูลแล้ว"
    told = f"ส่งข้อมูลแล้ว {known:,}/{len(districts):,} อำเภอ"
    every = len(outside_the_capital())
    if unit.level is Level.NATION and len(unit.parts) < every:  # the nation of this installation is not all of it
        return f"{told} · ครอบคลุม {len(unit.parts):,} จาก {every:,} จังหวัด"
    return told


def _rates(material: Material, unit: Unit) -> tuple[tuple[RateRow, ...], str]:
    """The unit's own rate of reporting, its parts' that lack something, worst first, and how many lack nothing."""
    rows = [_rate_row("ทั้งหมด" if unit.parts else "อำเภอนี้", rate_of(awaited_of(material, unit)))]
    parts = [(rate_of(awaited_of(material, part)), words.short_name(part)) for part in material.parts_of(unit)]
    asked = [(rate, name) for rate, name in parts if rate.expected]
    lacking = [(rate, name) for rate, name in asked if rate.on_time < rate.expected]
    lacking.sort(key=lambda pair: (pair[0].actual / pair[0].expected, -pair[0].expected, pair[1]))
    rows += [_rate_row(name, rate) for rate, name in lacking[:MOST_RATES]]
    told = []
    if len(lacking) > MOST_RATES:
        told.append(f"อีก {len(lacking) - MOST_RATES:,} {level_below(unit)}ยังไม่ครบ")
    if asked and len(asked) > len(lacking):
        told.append(f"ครบและตรงเวลา {len(asked) - len(lacking):,} {level_below(unit)}")
    if len(parts) > len(asked):
        told.append(f"ยังไม่มีไฟล์ในระบบ {len(parts) - len(asked):,} {level_below(unit)}")
    return tuple(rows), " · ".join(told)


def _rate_row(name: str, rate: Rate) -> RateRow:
    share = words.percent(100 * rate.actual / rate.expected) if rate.expected else "–"
    return RateRow(name, f"{rate.expected:,}", f"{rate.actual:,}", f"{rate.on_time:,}", share)


def _movement(material: Material, found: list[KeptFinding], standing: list[KeptFinding]) -> str:
    """`รอแก้ไขหรือยืนยัน 24 จุด · ตั้งแต่ปิดงวดก่อน พบใหม่ 10 จุด แก้แล้ว 6 จุด คิดเป็นร้อยละ 30.0 ของที่ค้างอยู่ 20 จุด`.

    The rate is of what stood at the closing before: how much of it has been mended since.
    """
    since = material.began
    opened = sum(kept.opened_at >= since for kept in standing)
    closed = sum(kept.closed_at is not None and kept.closed_at >= since for kept in found)
    if not standing and not closed:
        return "ไม่มีจุดที่รอแก้ไข"
    stood = [k for k in found if k.opened_at < since and (k.closed_at is None or k.closed_at >= since)]
    mended = sum(kept.closed_at is not None for kept in stood)
    rate = (
        f" · ของที่ค้างจากงวดก่อน {len(stood):,} จุด แก้แล้วร้อยละ {words.percent(100 * mended / len(stood))}" if stood else ""
    )
    return f"รอแก้ไขหรือยืนยัน {len(standing):,} จุด · ตั้งแต่ปิดงวดก่อน พบใหม่ {opened:,} จุด แก้แล้ว {closed:,} จุด{rate}"


def to_mend(material: Material, unit: Unit, standing: list[KeptFinding]) -> tuple[FindingRow, ...]:
    """The gravest and oldest findings by kind and tab; above the district nothing of what stands in the cells."""
    order = sorted(standing, key=lambda k: (GRAVE[k.finding.severity], k.opened_at, k.finding.tab, k.finding.cell))
    books = {book.workbook_id: book for book in material.workbooks_of(unit)}
    found: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for kept in order:
        finding = kept.finding
        office = words.office_of_code(finding.unit) or "ไม่ระบุหน่วยงาน"
        link = cell_link(books.get(finding.workbook_id), finding.tab_id, finding.cell)
        found.setdefault((what_of(material, unit, kept), office, masked(finding.tab)), []).append((finding.cell, link))
    rows = list(found.items())[: MOST_TO_MEND[unit.level]]
    return tuple(FindingRow(*key, tuple(dict.fromkeys(cells))[:MOST_CELLS]) for key, cells in rows)


def what_of(material: Material, unit: Unit, kept: KeptFinding) -> str:
    """The finding's own sentence for its district, unless it is about a person; else only its kind."""
    finding = kept.finding
    personal = any(
        finding.field in shape.fields and shape.fields[finding.field].personal
        for programme in material.programmes
        for shape in programme.shapes.values()
    )
    if unit.level is not Level.DISTRICT or personal:
        return label_of(finding.code)
    return masked(finding.message)


def sources_of(material: Material, unit: Unit) -> tuple[tuple[Source, ...], str]:
    """The workbooks behind an edition with the day each was read, and how many more there are."""
    books = sorted(material.workbooks_of(unit), key=lambda book: (book.units[:1], book.title))
    shown = books[:MOST_SOURCES] if unit.level in (Level.PROVINCE, Level.DISTRICT) else []
    rows = tuple(
        Source(
            masked(book.title),
            sheet_link(book),
            f"อ่านเมื่อ {thai_date_short(book.read_at.astimezone(BANGKOK).date())}" if book.read_at else "ยังไม่เคยอ่านได้",
            words.office_of_code(book.office),
        )
        for book in shown
    )
    rest = len(books) - len(rows)
    return rows, f"{'และอีก ' if rows else ''}{rest:,} ไฟล์จากสำนักงานในพื้นที่" if rest else ""

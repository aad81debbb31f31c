"""How far the data can be trusted: who is silent, what is old, and what must be mended."""

from __future__ import annotations

from collections import Counter

from ..areas import outside_the_capital
from ..model import KeptFinding, KeptWorkbook, Level, Severity, Unit, WorkbookState
from ..periods import BANGKOK, thai_date_short
from . import words
from .labels import label_of
from .links import SAFE_LINK, cell_link
from .masking import masked
from .material import Material
from .parts import names_of
from .view import FindingRow, Quality, Source

MOST_KINDS = 8
MOST_TO_MEND = {Level.DISTRICT: 20, Level.PROVINCE: 8, Level.REGION: 6, Level.NATION: 6}
MOST_STALE = 8
MOST_CELLS = 6
GRAVE = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
MOST_SOURCES = 12
STATES = {
    WorkbookState.STALE: "ยังไม่ปรับปรุงตั้งแต่ปิดงวดก่อน",
    WorkbookState.LOST_ACCESS: "ไม่มีสิทธิ์เปิดไฟล์แล้ว",
    WorkbookState.TRASHED: "ไฟล์อยู่ในถังขยะ",
    WorkbookState.OFFICE_FILE: "เป็นไฟล์ Excel ยังไม่ได้แปลงเป็น Google ชีต",
    WorkbookState.UNREADABLE: "อ่านไฟล์ไม่ได้",
    WorkbookState.HELD: "ข้อมูลหายไปมากผิดปกติ รอยืนยัน",
}


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
    shown = sum(len(row.cells) for row in mend)
    return Quality(
        reporting_of(material, unit),
        "" if unit.level is Level.DISTRICT else names_of(silent, unit),
        tuple(_stale_line(book) for book in stale(material, unit)[:MOST_STALE]),
        tuple(kinds),
        _movement(material, [kept for kept in found if kept.finding.severity is not Severity.INFO], standing),
        mend,
        f"และอีก {len(standing) - shown:,} จุด" if len(standing) > shown else "",
    )


def reporting_of(material: Material, unit: Unit) -> str:
    """`ส่งข้อมูลแล้ว 16/18 อำเภอ`, or of a district whether it has."""
    districts = material.districts_of(unit)
    known = len(material.known(districts))
    if unit.level is Level.DISTRICT:
        return "ส่งข้อมูลแล้ว" if known else "ยังไม่ได้รับข้อมูล"
    told = f"ส่งข้อมูลแล้ว {known:,}/{len(districts):,} อำเภอ"
    every = len(outside_the_capital())
    if unit.level is Level.NATION and len(unit.parts) < every:  # the nation of this installation is not all of it
        return f"{told} · ครอบคลุม {len(unit.parts):,} จาก {every:,} จังหวัด"
    return told


def stale(material: Material, unit: Unit) -> list[KeptWorkbook]:
    """Workbooks that could not be read, or that nobody has touched since the closing before."""
    before = material.month.previous.closes(material.closing)
    good = (WorkbookState.FRESH, WorkbookState.UNCHANGED)
    return [book for book in material.workbooks_of(unit) if book.seen_from(before) not in good]


def _stale_line(book: KeptWorkbook) -> str:
    why = STATES.get(book.state, STATES[WorkbookState.STALE])
    when = book.changed_at or book.read_at
    since = f" ข้อมูลล่าสุด {thai_date_short(when.astimezone(BANGKOK).date())}" if when else ""
    return f"{masked(book.title)} – {why}{since}"


def _movement(material: Material, found: list[KeptFinding], standing: list[KeptFinding]) -> str:
    """`รอแก้ไขหรือยืนยัน 24 จุด · ตั้งแต่ปิดงวดก่อน พบใหม่ 10 จุด แก้แล้ว 6 จุด`."""
    since = material.month.previous.closes(material.closing)
    opened = sum(kept.opened_at >= since for kept in standing)
    closed = sum(kept.closed_at is not None and kept.closed_at >= since for kept in found)
    if not standing and not closed:
        return "ไม่มีจุดที่รอแก้ไข"
    return f"รอแก้ไขหรือยืนยัน {len(standing):,} จุด · ตั้งแต่ปิดงวดก่อน พบใหม่ {opened:,} จุด แก้แล้ว {closed:,} จุด"


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
            book.url if SAFE_LINK.fullmatch(book.url) else "",
            f"อ่านเมื่อ {thai_date_short(book.read_at.astimezone(BANGKOK).date())}" if book.read_at else "ยังไม่เคยอ่านได้",
        )
        for book in shown
    )
    rest = len(books) - len(rows)
    return rows, f"{'และอีก ' if rows else ''}{rest:,} ไฟล์จากสำนักงานในพื้นที่" if rest else ""

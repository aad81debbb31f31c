"""The workbook of an edition: its indicators, its units, the rows behind them, and what is to be mended."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence

import xlsxwriter

from ...model import KeptFinding, Level, Severity, Standing, Unit
from ...periods import BANGKOK, thai_date_short
from .. import words
from ..figures import coverage, due_percent, level_below, numbers_of, seen, short_label, standing_of
from ..links import cell_link, cell_place, given
from ..masking import masked
from ..material import Material
from ..quality import GRAVE, what_of
from ..registers import Column, Listing, Row
from ..views import MonthlyView
from .sheet import Head, Looks, Value, fill

MOST_ROWS = 5_000  # of a sheet; what a province holds is far below it
LOCAL = (Level.PROVINCE, Level.DISTRICT)
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
SUMMARY = (
    Head("โครงการ", "name"), Head("ตัวชี้วัด"), Head("หน่วย", "word"), Head("เป้าหมาย", "number"), Head("ผล", "number"),
    Head("ร้อยละ", "number", "percent"), Head("เปลี่ยนจากงวดก่อน", "number", "change"), Head("สถานะ", "word"),
    Head("ความครอบคลุม", "name"), Head("นิยาม", "long"),
)  # fmt: skip
FINDINGS = (
    Head("หน่วยงาน", "name"), Head("เรื่องที่พบ", "long"), Head("แท็บ", "name"), Head("ช่อง", "word"),
    Head("ระดับ", "word"), Head("พบเมื่อ", "word"),
)  # fmt: skip
WAITING = words.MARKS[Standing.UNKNOWN].word
SEVERITIES = {Severity.ERROR: "ต้องแก้ไข", Severity.WARNING: "ควรตรวจสอบ"}


def workbook_of(material: Material, unit: Unit, view: MonthlyView) -> bytes:
    """The workbook as bytes, the same for the same snapshot; nobody's data in it above the district."""
    raw = io.BytesIO()
    book = xlsxwriter.Workbook(raw, OPTIONS)
    taken = material.snapshot.taken_at.astimezone(BANGKOK).replace(tzinfo=None, microsecond=0)
    book.set_properties({"title": view.subject, "author": view.heading.office, "created": taken})
    looks = Looks(book)
    lines = (view.subject, f"{view.heading.as_of} · {view.heading.state} · {view.heading.coverage}")
    last = f"รหัสรายงาน {view.key} · ชุดข้อมูล {view.snapshot}"
    fill(book.add_worksheet("สรุป"), looks, (*lines, last), SUMMARY, summary_rows(material, unit))
    if unit.parts:
        heads = unit_heads(material, unit)
        fill(book.add_worksheet(f"ราย{level_below(unit)}"), looks, lines, heads, unit_rows(material, unit))
    for listing in material.listings if unit.level in LOCAL else ():
        rows = listing.of(material.lowest_of(unit.code))
        if rows:
            columns = shown_columns(listing, rows, unit)
            heads = [*(head_of(column) for column in columns), where_head("แถวในชีต", (row.link for row in rows))]
            told = (*lines, cut_short(rows)) if len(rows) > MOST_ROWS else lines
            values = listed_rows(listing, rows[:MOST_ROWS], columns)
            fill(book.add_worksheet(listing.title[:31]), looks, told, heads, values)
    found = list(finding_rows(material, unit))
    heads = [*FINDINGS, where_head("แก้ที่ช่อง", (str(row[-1]) for row in found))]
    fill(book.add_worksheet("จุดที่ควรแก้ไข"), looks, lines, heads, found)
    book.close()
    return raw.getvalue()


def summary_rows(material: Material, unit: Unit) -> Iterator[Sequence[Value]]:
    """One row an indicator, in the unit of the mail's own table; what is unknown is told as waiting for data."""
    for programme, spec, o in seen(material, unit):
        found = numbers_of(material, spec, o)
        size = words.MILLION if found.millions else 1

        def told(value: float | None, *, asked: object = True, size: int = size) -> Value:
            return (WAITING if asked else None) if value is None else value / size

        target, percent = told(found.target, asked=spec.target), told(found.percent, asked=found.shared, size=1)
        yield (
            programme.short, spec.label, words.money_unit(spec.unit, millions=found.millions),
            target, told(found.actual), percent, told(found.rise, asked=False),
            words.MARKS[o.standing].word, coverage(o), spec.explain,
        )  # fmt: skip


def unit_heads(material: Material, unit: Unit) -> list[Head]:
    """Name, standing and every indicator of the parts: its figure, and its share where it has one."""
    heads = [Head(level_below(unit), "name"), Head("รหัส", "word"), Head("สถานะ", "word")]
    for programme, spec, _ in seen(material, unit):
        heads.append(Head(f"{spec.label} ({spec.unit})", "money", "money" if spec.money else "number"))
        if spec.denominator and spec.headline:
            due = due_percent(material, spec)
            told = f" (ควรได้ {words.percent(due)})" if due else ""
            heads.append(Head(f"{short_label(spec)} ร้อยละ{told} · {programme.short}", "number", "percent"))
    return heads


def unit_rows(material: Material, unit: Unit) -> Iterator[Sequence[Value]]:
    """One row a province or district, in the order of their codes."""
    for part in material.parts_of(unit):
        row: list[Value] = [words.short_name(part), part.code, words.MARKS[standing_of(material, part)].word]
        for _, spec, o in seen(material, part):
            row.append(o.numerator)
            if spec.denominator and spec.headline:
                row.append(o.value)
        yield row


def shown_columns(listing: Listing, rows: Sequence[Row], unit: Unit) -> list[Column]:
    """The columns in which anything stands; above the district none that is about a person."""
    open_to_all = unit.level is Level.DISTRICT
    return [
        column
        for number, column in enumerate(listing.columns)
        if (open_to_all or not column.personal) and any(row.values[number] is not None for row in rows)
    ]


def head_of(column: Column) -> Head:
    """How a register's column looks."""
    if column.kind == "money":
        return Head(column.heading, "money", "money")
    if column.kind in ("text", "name", "date"):
        return Head(column.heading, {"text": "text", "name": "name", "date": "date"}[column.kind])
    return Head(column.heading, "number" if column.kind in ("count", "number", "area", "percent") else "word", "number")


def where_head(heading: str, addresses: Iterable[str]) -> Head:
    """The column of links to the officers' sheets, wide enough for words where one has no address to give."""
    return Head(heading, "link" if all(map(given, addresses)) else "place")


def listed_rows(listing: Listing, rows: Sequence[Row], columns: Sequence[Column]) -> Iterator[Sequence[Value]]:
    """The rows in the columns that are shown, at its end the address of each, or its place in words."""
    places = [listing.columns.index(column) for column in columns]
    for row in rows:
        yield (*(row.values[place] for place in places), row.link if given(row.link) else row.place)


def cut_short(rows: Sequence[Row]) -> str:
    """What a sheet says that does not hold every row."""
    return f"แสดง {MOST_ROWS:,} แถวแรกจาก {len(rows):,} แถว ที่เหลืออยู่ในไฟล์ของแต่ละอำเภอ"


def finding_rows(material: Material, unit: Unit) -> Iterator[Sequence[Value]]:
    """What officers should mend, the gravest and oldest first; above the district nothing of what stands in a cell."""
    standing = [
        kept
        for kept in material.findings_of(unit)
        if kept.closed_at is None and kept.finding.severity is not Severity.INFO
    ]
    books = {book.workbook_id: book for book in material.workbooks_of(unit)}

    def order(kept: KeptFinding) -> tuple[object, ...]:
        return GRAVE[kept.finding.severity], kept.opened_at, kept.finding.unit, kept.finding.tab, kept.finding.cell

    for kept in sorted(standing, key=order)[:MOST_ROWS]:
        finding = kept.finding
        workbook = books.get(finding.workbook_id)
        link = cell_link(workbook, finding.tab_id, finding.cell)
        yield (
            words.office_of_code(finding.unit) or "ไม่ระบุหน่วยงาน", what_of(material, unit, kept), masked(finding.tab),
            finding.cell, SEVERITIES[finding.severity], thai_date_short(kept.opened_at.astimezone(BANGKOK).date()),
            link if given(link) else cell_place(workbook, finding.tab, finding.cell),
        )  # fmt: skip

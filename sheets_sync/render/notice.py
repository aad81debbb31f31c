"""One notice is composed: what an office should look at in its own sheets, and what it has put right."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..errors import RenderError
from ..model import KeptFinding, KeptWorkbook, Letter, Level, Severity, Unit
from ..periods import BANGKOK, Week, thai_date, thai_date_short, thai_instant
from . import words
from .asked import MOST_CELLS, WORDS, alike, more_cells, sentence, worded
from .discretion import Discretion
from .labels import label_of
from .links import SAFE_LINK, cell_link
from .masking import masked
from .templating import Templates, render
from .views import Mark, NoticeBook, NoticeHeading, NoticeRow, NoticeTab, NoticeView

REPORT = "notice"
ROWS = (40, 20, 10, 5)  # that a notice tells; fewer where long texts would make it too large
MOST_BYTES = 75_000  # of its HTML: above it a mail is cut off on the way (reports.md, 2.1)
MOST_KINDS = 6
NO_OFFICE = "ไฟล์ที่ยังไม่ทราบหน่วยงาน"
MARKS = {
    Severity.ERROR: Mark("error", "!", WORDS[Severity.ERROR], "#b3402e"),
    Severity.WARNING: Mark("warning", "?", WORDS[Severity.WARNING], "#6a4c93"),
}
MENDED = Mark("mended", "✓", "แก้ครบแล้ว", "#2e7d32")


@dataclass(frozen=True)
class NoticeMaterial:
    """What stands in an office's sheets, and what was put right since `since`, the notice before."""

    week: Week
    now: dt.datetime
    standing: tuple[KeptFinding, ...]
    closed: tuple[KeptFinding, ...]
    books: Mapping[str, KeptWorkbook]
    discretion: Discretion
    since: dt.datetime | None = None
    office: str = "กรมการพัฒนาชุมชน"

    @property
    def empty(self) -> bool:
        """Whether there is nothing to ask and nothing to thank for, so that no notice is due."""
        return not self.standing and not self.closed


def notice_letter(material: NoticeMaterial, unit: Unit, templates: Templates) -> Letter:
    """The notice as a letter that no mail program cuts off; RenderError when a template is broken or swells it."""
    for most in ROWS:
        letter = render(compose_notice(material, unit, most), templates, REPORT)
        if len(letter.html.encode("utf-8")) <= MOST_BYTES:
            return letter
    raise RenderError(f"notice of {unit.code}: above {MOST_BYTES:,} bytes with {ROWS[-1]} rows; shorten its template")


def compose_notice(material: NoticeMaterial, unit: Unit, most: int = ROWS[0]) -> NoticeView:
    """Everything that a unit's notice says; pure, and the same for the same material."""
    name = NO_OFFICE if unit.level is Level.NATION else words.full_name(unit)
    count = len(material.standing)
    day = material.now.astimezone(BANGKOK).date()
    asked = f"ขอให้ตรวจสอบข้อมูล {count:,} จุด" if count else "ขอบคุณที่แก้ไขข้อมูลครบแล้ว"
    return NoticeView(
        subject=f"{asked} {name} – {thai_date_short(day)}",
        heading=NoticeHeading(
            material.office, name, f"ข้อมูลที่ขอให้ตรวจสอบ วันที่ {thai_date(day)}", f"อ่านชีตเมื่อ {thai_instant(material.now)}"
        ),
        mark=_mark(material),
        sentence=sentence(material.standing),
        thanks=_thanks(material),
        closed=_kinds(material.closed),
        books=tuple(_books(material, most)),
        key=f"{REPORT}/{material.week}/{unit.code}/0",
    )


def _mark(material: NoticeMaterial) -> Mark:
    graves = {kept.finding.severity for kept in material.standing}
    return next((mark for severity, mark in MARKS.items() if severity in graves), MENDED)


def _thanks(material: NoticeMaterial) -> str:
    if not material.closed or material.since is None:
        return ""
    day = thai_date_short(material.since.astimezone(BANGKOK).date())
    return f"ขอบคุณที่แก้ไขแล้ว {len(material.closed):,} จุด ตั้งแต่ฉบับวันที่ {day}"


def _kinds(closed: Iterable[KeptFinding]) -> tuple[tuple[str, str], ...]:
    counted = Counter(label_of(kept.finding.code) for kept in closed).most_common()
    rest = sum(count for _, count in counted[MOST_KINDS:])
    others = [("เรื่องอื่น ๆ", rest)] if rest else []
    return tuple((kind, f"{count:,}") for kind, count in [*counted[:MOST_KINDS], *others])


def _books(material: NoticeMaterial, most: int) -> Iterable[NoticeBook]:
    """Every workbook with something standing, with as many of its rows as are among the first `most` of all."""
    groups = alike(material.standing)
    shown = groups[:most]
    for workbook_id in dict.fromkeys(group[0].finding.workbook_id for group in groups):
        book = material.books.get(workbook_id)
        ours = [group for group in shown if group[0].finding.workbook_id == workbook_id]
        tabs = [
            NoticeTab(masked(tab), tuple(_row(material, g) for g in ours if g[0].finding.tab == tab))
            for tab in dict.fromkeys(group[0].finding.tab for group in ours)
        ]
        every = sum(len(group) for group in groups if group[0].finding.workbook_id == workbook_id)
        told = sum(len(group) for group in ours)
        more = f"{'และอีก' if told else 'มี'} {every - told:,} จุดในไฟล์นี้" if every > told else ""
        title = masked(book.title) if book else "ไฟล์ที่ไม่อยู่ในรายการแล้ว"
        yield NoticeBook(title, book.url if book and SAFE_LINK.fullmatch(book.url) else "", tuple(tabs), more)


def _row(material: NoticeMaterial, group: Sequence[KeptFinding]) -> NoticeRow:
    first = group[0]
    book = material.books.get(first.finding.workbook_id)
    cells = tuple((k.finding.cell, cell_link(book, k.finding.tab_id, k.finding.cell)) for k in group[:MOST_CELLS])
    return NoticeRow(
        MARKS[first.finding.severity],
        cells,
        more_cells(group),
        *worded(first, material.discretion),
        _since(material, first),
    )


def _since(material: NoticeMaterial, kept: KeptFinding) -> str:
    days = kept.age_days(material.now)
    if days:
        return f"พบมา {days:,} วัน"
    return "พบวันนี้"

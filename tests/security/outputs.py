"""All that leaves this machine, made of one workbook: letters, annexes, exports, what is said of it."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import hashlib
from dataclasses import dataclass, field, replace

from sheets_sync import areas
from sheets_sync.checks import check_tables
from sheets_sync.jobs.laying import page_of
from sheets_sync.mail import compose
from sheets_sync.merge import merge
from sheets_sync.model import KeptFinding, Letter, Recipient, Severity, Workbook
from sheets_sync.periods import Quarter, Week
from sheets_sync.programmes import shipped_programmes
from sheets_sync.reading.workbooks import look_through
from sheets_sync.render import (
    Discretion,
    NoticeMaterial,
    Templates,
    compose_edition,
    compose_quarter,
    compose_sources,
    notice_letter,
    render,
    sources_page,
)
from sheets_sync.render.annexes.book import workbook_of
from sheets_sync.render.annexes.document import document_of
from sheets_sync.render.annexes.pins import files_of, pins_of
from sheets_sync.render.formats import WRITERS
from sheets_sync.render.inspection import draw
from sheets_sync.render.inspection_page import page
from sheets_sync.render.register import register_table
from sheets_sync.render.registers import listing_of

from ..render.building import NOW, kept, material

PROGRAMMES = shipped_programmes()
TEMPLATES = Templates.open(None)
UNITS = ("nation", "region-12", "46", "4607")


@dataclass
class Outputs:
    """By name, of every kind."""

    pages: dict[str, str] = field(default_factory=dict)  # HTML
    texts: dict[str, str] = field(default_factory=dict)  # mails as text, subjects, JSON
    books: dict[str, bytes] = field(default_factory=dict)  # .xlsx
    pins: dict[str, bytes] = field(default_factory=dict)  # .kml
    tables: dict[str, bytes] = field(default_factory=dict)  # .csv, .geojson
    papers: dict[str, bytes] = field(default_factory=dict)  # .pdf
    inspection: str = ""  # for the office itself: names and telephones may stand in it

    def letter(self, name: str, letter: Letter, unit: str) -> None:
        """A letter and the mail that it becomes."""
        self.pages[name] = page_of(letter, unit)
        self.texts[f"{name}.txt"] = letter.text
        self.texts[f"{name}.subject"] = letter.subject
        raw = compose(
            letter, "Office <report@example.go.th>", Recipient(unit, "ก", "a@example.go.th", ()), f"{name}/0", date=NOW
        )
        mail = email.message_from_bytes(raw, policy=email.policy.default)
        self.texts[f"{name}.headers"] = "\n".join(f"{key}: {value}" for key, value in mail.items())
        self.texts[f"{name}.body"] = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]


def outputs_of(book: Workbook, *, papers: bool = False) -> Outputs:
    """Read, check, merge, measure and render it: a month of every level, its files and cells, a quarter, a notice."""
    looked = look_through(
        book, PROGRAMMES, today=NOW.date(), hash_id=lambda text: hashlib.sha256(text.encode()).hexdigest(), pins={}
    )
    reading = check_tables(looked.reading, PROGRAMMES)
    standing = tuple(KeptFinding(f, NOW - dt.timedelta(days=3)) for t in reading.tables for f in t.findings)
    standing = tuple(
        KeptFinding(k.finding.at(workbook_id=book.id, unit="4607"), k.opened_at)
        for k in standing
        if k.finding.severity is not Severity.INFO
    )
    books = (kept(book.id, "4607", title=book.title, message=book.title),)
    made = material(reading, books=books, findings=standing)
    out = Outputs()
    for code in UNITS:
        unit = made.units.get(code) or areas.unit(code)
        view = compose_edition(made, unit)
        out.letter(f"monthly-{code}", render(view, TEMPLATES), code)
        out.pages[f"sources-{code}"] = sources_page(compose_sources(made, unit), TEMPLATES)
        out.books[code] = workbook_of(made, unit, view)
        if raw := pins_of(made, unit, view):
            out.pins[code] = raw
        if papers:
            out.papers[code] = document_of(view)
    quarter = compose_quarter(replace(made, quarter=Quarter(2564, 2)), made.units["region-12"])
    out.letter("quarterly-region-12", render(quarter, TEMPLATES, "quarterly"), "region-12")
    notice = NoticeMaterial(
        Week.of(NOW.date()), NOW, standing, (), {b.workbook_id: b for b in books}, Discretion.of(PROGRAMMES, [reading])
    )
    out.letter("notice-4607", notice_letter(notice, areas.unit("4607"), TEMPLATES), "4607")
    register = merge([reading], PROGRAMMES)
    for programme in PROGRAMMES:
        table = register_table(register.counted(programme.code, "register"), programme, (), unmasked=False)
        for kind in ("csv", "geojson"):
            out.tables[f"{programme.code}.{kind}"] = WRITERS[kind](table, programme, NOW)
        out.books[f"export-{programme.code}"] = WRITERS["xlsx"](table, programme, NOW)
        rows = listing_of(programme, register.counted(programme.code, "register"))
        (out.pins[f"export-{programme.code}"],) = files_of(rows, rows.rows, areas.nation(()))
    out.inspection = page(draw(book, looked, "x.xlsx", book.title), TEMPLATES)
    return out

"""Whatever is typed into sheets, what leaves this machine is the templates' own, and tells nobody's number."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import defusedxml.ElementTree as SafeTree
import openpyxl
import pytest

from sheets_sync.render.templating import shipped_templates

from ..render.printed import said
from .nasty import Canaries, cells_of, workbook
from .outputs import Outputs, outputs_of

SHEET = re.compile(
    r"https://docs\.google\.com/spreadsheets/d/1Nasty\d+/edit(?:#gid=\d+(?:&range=[A-Z]+\d+(?::[A-Z]+\d+)?)?)?"
)
OWN = re.compile(r"#[\w-]*|[\w-]+\.(?:png|html)(?:#[\w-]+)?|[\w-]+-sources\.html#[\w-]+")
COMMENT = re.compile(r"\[if mso\]>.*<!\[endif\]", re.DOTALL)
LIVE = re.compile(r"\s*[=+\-@＝＋－＠]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
GOOGLE = re.compile(r"https://(?:www\.google\.com/maps/search/|(?:drive|docs|photos)\.google\.com/)")


PLACED = """kml Document name description Folder Placemark styleUrl Style IconStyle color Point coordinates
colorMode scale heading"""


class Seen(HTMLParser):
    """Tags with their attributes, addresses, styles and comments of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.made: set[tuple[str, str]] = set()
        self.addresses: list[str] = []
        self.styles: list[str] = []
        self.comments: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.made |= {(tag, ""), *((tag, name) for name, _ in attrs)}
        for name, value in attrs:
            if name in ("href", "src", "action", "background", "srcset", "data", "formaction"):
                self.addresses.append(value or "")
            if name == "style":
                self.styles.append(value or "")

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def own() -> set[tuple[str, str]]:
    """What the templates of mails and their pages write; the inliner adds a style to whatever it finds.

    Not those that have forms and scripts by right, the war room's and the server's, which have tests of their own.
    """
    found: set[tuple[str, str]] = set()
    for path in shipped_templates().rglob("*.html.j2"):
        if path.parent.name == "war_room" or path.name == "serve.html.j2":
            continue
        source = re.sub(r"\{[%#].*?[%#]\}", "", path.read_text("utf-8"), flags=re.DOTALL)
        found |= Seen(re.sub(r"\{\{.*?\}\}", "x", source, flags=re.DOTALL)).made
    return found | {(tag, "style") for tag, _ in found}


OURS = own()


def wrong_in_pages(out: Outputs) -> Iterator[str]:
    for name, page in {**out.pages, "inspection": out.inspection}.items():
        seen = Seen(page)
        yield from (f"{name}: <{tag} {attribute}>" for tag, attribute in seen.made - OURS)
        yield from (f"{name}: {a}" for a in seen.addresses if not SHEET.fullmatch(a) and not OWN.fullmatch(a))
        yield from (f"{name}: style {style}" for style in seen.styles if re.search(r"url|expression|@|\\", style))
        yield from (f"{name}: <!--{text[:40]}-->" for text in seen.comments if not COMMENT.fullmatch(text))


def wrong_in_texts(out: Outputs) -> Iterator[str]:
    for name, text in out.texts.items():
        if found := CONTROL.search(text.replace("\r\n", "\n")):
            yield f"{name}: U+{ord(found[0]):04X}"
        if name.endswith(".headers") and re.search(r"^(?:bcc|cc)\b", text, re.MULTILINE | re.IGNORECASE):
            yield f"{name}: another header"
        if name.endswith(".subject") and "\n" in text:
            yield f"{name}: two lines"


def wrong_in_books(out: Outputs) -> Iterator[str]:
    for name, raw in out.books.items():
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            for part in archive.namelist():
                content = archive.read(part).decode()
                if part.startswith("xl/worksheets/sheet") and re.search(r"<f[ >/]", content):
                    yield f"{name}: a formula in {part}"
                if part.endswith(".rels"):
                    targets = [
                        e.get("Target", "") for e in SafeTree.fromstring(content) if e.get("TargetMode") == "External"
                    ]
                    yield from (f"{name}: {target}" for target in targets if not SHEET.fullmatch(target))


def wrong_in_pins(out: Outputs) -> Iterator[str]:
    known = PLACED.split()
    for name, raw in out.pins.items():
        for element in SafeTree.fromstring(raw).iter():
            if element.tag.rpartition("}")[2] not in known:
                yield f"{name}: <{element.tag}>"
            for address in re.findall(r"\w+://\S*", element.text or ""):
                if element.tag.endswith("description") and not GOOGLE.match(address):
                    yield f"{name}: {address}"


def texts_of_tables(out: Outputs) -> Iterator[tuple[str, str]]:
    for name, raw in out.tables.items():
        if name.endswith(".csv"):
            rows = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
            yield from ((name, cell) for row in rows for cell in row if not re.fullmatch(r"-?[\d.e+]*", cell))
        else:
            features = json.loads(raw)["features"]
            yield from ((name, v) for f in features for v in f["properties"].values() if isinstance(v, str))


def wrong_in_tables(out: Outputs) -> Iterator[str]:
    yield from (
        f"{name}: {cell[:20]}" for name, cell in texts_of_tables(out) if name.endswith("csv") and LIVE.match(cell)
    )


def told(out: Outputs, canaries: Canaries) -> Iterator[str]:
    """Numbers of people; a number that stands in a column of numbers is one."""
    for name, text in {**out.pages, **out.texts}.items():
        yield from (f"{name}: {each}" for each in canaries.told_by(text))
    for name, raw in out.books.items():
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            strings = SafeTree.fromstring(archive.read("xl/sharedStrings.xml"))
            yield from (f"{name}: {each}" for s in strings for each in canaries.told_by("".join(s.itertext())))
    for name, raw in out.pins.items():
        yield from (
            f"{name}: {each}" for e in SafeTree.fromstring(raw).iter() for each in canaries.told_by(e.text or "")
        )
    for name, text in texts_of_tables(out):
        yield from (f"{name}: {each}" for each in canaries.told_by(text))
    for name, raw in out.papers.items():
        yield from (f"{name}.pdf: {each}" for each in canaries.told_by(said(raw)))


def wrong_in(out: Outputs, canaries: Canaries) -> list[str]:
    looks = (wrong_in_pages, wrong_in_texts, wrong_in_books, wrong_in_pins, wrong_in_tables)
    return [*(wrong for look in looks for wrong in look(out)), *told(out, canaries)]


@pytest.mark.parametrize("seed", [1])
def test_nothing_that_is_typed_becomes_more_than_text(seed: int) -> None:
    canaries = Canaries(seed)
    book = workbook(seed, rows=24, canaries=canaries)
    out = outputs_of(book, papers=True)
    assert cells_of(book) > 3000
    assert wrong_in(out, canaries) == []
    assert "&lt;script&gt;" in out.pages["monthly-4607"]  # it is told, as text
    assert "{{7*7}}" in "".join(out.texts.values())
    assert all(b"/URI" not in raw and b"/JavaScript" not in raw for raw in out.papers.values())
    for raw in out.books.values():
        openpyxl.load_workbook(io.BytesIO(raw))


@pytest.mark.soak
def test_a_hundred_thousand_cells_through_every_output() -> None:
    cells = files = 0
    for seed in range(100, 200):
        canaries = Canaries(seed)
        book = workbook(seed, rows=120, canaries=canaries)
        out = outputs_of(book)
        cells += cells_of(book)
        files += sum(map(len, (out.pages, out.texts, out.books, out.pins, out.tables))) + 1
        assert wrong_in(out, canaries) == [], seed
        if cells >= 100_000:
            break
    assert cells >= 100_000
    print(f"\n{cells:,} cells through {files:,} outputs: 0 foreign tags, attributes, formulas, links; 0 numbers")


def test_the_looks_find_what_they_look_for() -> None:
    """Each is shown one page, book or table that is wrong."""
    canaries = Canaries(1)
    out = Outputs(
        pages={"a": '<p onclick="x">'},
        texts={"b": "\u202e", "c.headers": "Bcc: x"},
        tables={"d.csv": "=1+1".encode("utf-8-sig")},
    )
    out.pages["e"] = '<a href="https://evil.example"><script>x</script>'
    out.texts["f"] = f"โทร {canaries.phones[0][:3]}-{canaries.phones[0][3:]}"
    found = " ".join(wrong_in(out, canaries))
    wrong = ("onclick", "202E", "header", "evil", "<script", "=1+1", canaries.phones[0])
    assert [word for word in wrong if word not in found] == []


@pytest.mark.parametrize("letter", ["\ud800", "\uffff", "\x00", "\x0b", "\u202e"])
def test_no_letter_in_a_title_stops_an_edition(letter: str) -> None:
    """One of them in one office's tab would keep every executive's report from being made."""
    book = workbook(1, rows=6)
    tabs = tuple(replace(tab, title=f"แท็บ{tab.id}{letter}ก") for tab in book.tabs)
    out = outputs_of(replace(book, title=f"ยาง{letter}ตลาด", tabs=tabs))
    assert wrong_in(out, Canaries(1)) == []

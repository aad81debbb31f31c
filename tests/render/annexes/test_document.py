"""The edition on paper, read and looked at by another engine."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from sheets_sync import areas
from sheets_sync.render import compose_edition
from sheets_sync.render.annexes.document import document_of
from sheets_sync.render.drawing.fonts import REGULAR
from sheets_sync.render.printing.lines import Span, lines_of
from sheets_sync.render.printing.paper import Paper
from sheets_sync.render.views import MonthlyView, Problem

from ..building import letter, material, plot, reading, table
from ..offices import OFFICES
from ..printed import said, shown, texts

SENTENCE = "น้ำ ที่นี่ ผู้ใหญ่ ปี่ ฐานุ"
HARD = "จำนวน สำนักงาน กำกับ ทำสัญญา ตั้งแต่ ญาติ กตัญญู ปั๊มน้ำ ฟื้นฟู ฝั่ง ฎีกา กุฏิ ฬา ค้ำ ป้ำ ไม้ซ้ำ ✓ ◐ 1,234.5%"
HEADINGS = (
    "เรื่องที่ควรพิจารณา", "ตัวเลขสำคัญ", "ตัวชี้วัด โคก หนอง นา โมเดล", "คุณภาพข้อมูล", "แหล่งข้อมูลและนิยาม", "ปัญหาอุปสรรคที่เจ้าหน้าที่แจ้ง",
)  # fmt: skip
EVERY = ("nation", "region-12", "46", "4607")


def view_of(code: str) -> MonthlyView:
    return compose_edition(OFFICES, OFFICES.units.get(code) or areas.unit(code))


def a_page(text: str, size: float = 12) -> bytes:
    paper = Paper("ทดสอบ", "กรมการพัฒนาชุมชน")
    page = paper.page()
    for number, line in enumerate(lines_of((Span(text),), size, 490)):
        page.words(50, 100 + number * size * 2, line, size)
    return paper.bytes()


@pytest.mark.parametrize("text", [SENTENCE, HARD])
def test_what_is_copied_is_what_was_written(text: str) -> None:
    assert said(a_page(text)) == text


def dark(picture: Image.Image) -> np.ndarray:
    ink = np.asarray(picture) < 128
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def alike(layout: ImageFont.Layout) -> float:
    """The share of ink that a printed sentence and one of Pillow's have in common."""
    font = ImageFont.truetype(str(REGULAR), 96, layout_engine=layout)
    picture = Image.new("L", (1500, 300), 255)
    ImageDraw.Draw(picture).text((40, 180), SENTENCE, fill=0, font=font, anchor="ls")
    ours, theirs = dark(shown(a_page(SENTENCE, 24), scale=4)), dark(picture)
    height, width = (max(a, b) for a, b in zip(ours.shape, theirs.shape, strict=True))
    ours, theirs = (np.pad(ink, ((height - ink.shape[0], 0), (0, width - ink.shape[1]))) for ink in (ours, theirs))
    return float((ours & theirs).sum() / (ours | theirs).sum())


def test_it_is_drawn_as_harfbuzz_shapes_it() -> None:
    """One glyph after the other has half of its ink elsewhere."""
    assert alike(ImageFont.Layout.RAQM) > 0.9
    assert alike(ImageFont.Layout.BASIC) < 0.6


@pytest.mark.parametrize("unit", EVERY)
def test_every_part_of_the_mail_stands_on_paper(unit: str) -> None:
    told = said(document_of(view_of(unit)))
    assert [heading for heading in HEADINGS if heading not in told] == []
    assert [matter.what for matter in view_of(unit).decisions if matter.what not in told] == []


@pytest.mark.parametrize("unit", EVERY)
def test_every_number_of_the_mail_stands_on_paper(unit: str) -> None:
    numbers = set(re.findall(r"\d[\d,.]*\d|\d", letter(OFFICES, unit).text))
    links = set(re.findall(r"\d[\d,.]*\d|\d", " ".join(re.findall(r"https?:\S+", letter(OFFICES, unit).text))))
    assert len(numbers - links) > 30
    assert numbers - links - set(re.findall(r"\d[\d,.]*\d|\d", said(document_of(view_of(unit))))) == set()


def test_every_page_says_whose_it_is_which_edition_and_its_number() -> None:
    pages = texts(document_of(view_of("46")))
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert "รหัสรายงาน monthly/2564-01/46/0 · ชุดข้อมูล 5d41402abc4b" in page
        assert f"หน้า {number}/{len(pages)}" in page
        assert "จังหวัดกาฬสินธุ์" in page


def test_a_header_is_repeated_where_its_table_goes_on() -> None:
    rows = [plot(f"นายก{code} ข", code, stage="dug", contract_baht=1e6) for code in areas.unit("30").parts]
    made = material(reading("ก", table(*rows)), provinces=("30",))
    pages = texts(document_of(compose_edition(made, areas.unit("30"))))
    named = [page for page in pages if re.search(r"(ครบุรี|ลำทะเมนชัย|สีดา)\s[\d.…]", page)]  # rows of the table
    assert len(named) > 1
    assert all("ขุดเสร็จ" in page for page in named)


def test_a_text_of_five_thousand_letters_goes_on_over_the_pages() -> None:
    long = "น้ำท่วมแปลงขุดต่อไม่ได้" * 220
    view = replace(view_of("46"), problems=(Problem(long, "สพอ.ยางตลาด", ""), Problem("https://" + "x" * 900, "", "")))
    told = said(document_of(view)).replace(" ", "")
    assert told.count("น้ำท่วมแปลงขุดต่อไม่ได้") >= 200  # a few are cut by the foot of a page
    assert told.count("x" * 40) >= 20


def test_nothing_that_officers_type_acts_on_the_page() -> None:
    evil = "<script>alert(1)</script> {{7*7}} ) Tj ET \\ \u202egnp.exe \u200bก\ufeffข"
    view = replace(view_of("46"), problems=(Problem(evil, "สพอ.ยางตลาด", ""),))
    assert "<script>alert(1)</script> {{7*7}} ) Tj ET \\ gnp.exe กข" in said(document_of(view))


def test_the_same_view_makes_the_same_bytes_and_a_small_file() -> None:
    assert document_of(view_of("46")) == document_of(view_of("46"))
    assert len(document_of(view_of("nation"))) < 100_000

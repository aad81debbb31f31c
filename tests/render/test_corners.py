"""What every kind of edition must get through: hostile words, a first month, a district that was split off."""

from __future__ import annotations

import re
from functools import cache

import pytest
from bs4 import BeautifulSoup

from sheets_sync import areas
from sheets_sync.model import Letter, Reading
from sheets_sync.periods import Quarter
from sheets_sync.render import Material, compose_edition, compose_quarter, render
from sheets_sync.render.annexes.document import document_of

from .building import kept, letter, material, plot, reading, shipped, table
from .offices import DECEMBER, JANUARY, OFFICES
from .printed import said

HOSTILE = {
    "markup": ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    "a template": ("{{7*7}} {% raw %}", "{{7*7}} {% raw %}"),
    "a formula": ('=HYPERLINK("http://x.example";"ดู")', '=HYPERLINK("http://x.example";"ดู")'),
    "a turn of the writing": ("น้ำ\u202eท่วม\u2066แปลง", "น้ำท่วมแปลง"),
    "letters without width": ("น้ำ\u200bท่วม\ufeffแปลง", "น้ำท่วมแปลง"),
    "five thousand letters": ("น้ำท่วมแปลง " * 417, "น้ำท่วมแปลง น้ำท่วมแปลง"),
}
KINDS = ("nation", "region-12", "46", "4607", "quarter")


def edition(made: Material, kind: str) -> Letter:
    if kind != "quarter":
        return letter(made, kind)
    return render(compose_quarter(made, made.units["region-12"]), shipped(), "quarterly")


@cache
def usual(kind: str) -> Letter:
    """An edition in which nobody typed anything but words."""
    return edition_of(reading("ก", table(plot("นายเอ บี", problem="น้ำท่วม", stage="dug"))), "ก", kind)


def edition_of(read: Reading, title: str, kind: str) -> Letter:
    quarter = Quarter(2564, 1) if kind == "quarter" else None
    return edition(material(read, books=(kept("ก", "4607", title=title),), quarter=quarter), kind)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_typed_is_read_as_text_and_runs_nowhere(kind: str, name: str) -> None:
    """As a problem, a tab and a file's title; seen in both parts, and nothing of the page is another for it."""
    typed, shown = HOSTILE[name]
    read = reading("ก", table(plot("นายเอ บี", problem=typed, stage="dug"), tab=typed[:90]))
    made = edition_of(read, typed[:90], kind)
    page, other = (BeautifulSoup(each.html, "html.parser") for each in (made, usual(kind)))
    assert shown in page.get_text()
    assert shown in made.text
    assert {tag.name for tag in page.find_all(True)} <= {tag.name for tag in other.find_all(True)} | {"a"}
    assert not re.search("[\u202e\u2066\u200b\ufeff]", made.html + made.text)
    assert len(made.html) < len(usual(kind).html) + 2_500


def test_a_first_month_compares_with_what_is_due_alone() -> None:
    """Nothing rose, fell or stayed, and no mark was another; the second month says by how much."""
    first, second = material(*JANUARY, provinces=("46",)), material(*JANUARY, before=tuple(DECEMBER), provinces=("46",))
    assert [lead.compared for lead in compose_edition(first, areas.unit("4607")).leads] == [
        ("ควรได้แล้ว 33.3%",),
        ("ควรได้แล้ว 90.0%",),
    ]
    made = letter(first, "4607")
    assert not re.search("จากเดือนก่อน|เดิม:|คงเดิม", made.html + made.text)
    assert "เพิ่มขึ้น 10 จุดร้อยละ จากเดือนก่อน · ควรได้แล้ว 33.3%" in letter(second, "4607").text


def test_a_district_that_was_split_off_has_no_past_and_the_province_loses_nothing() -> None:
    """Two of four plots of 4607 are 4617's since January: four in both months, and 4617 is compared with nothing."""
    names = ("นายเอก หนึ่ง", "นายโท สอง", "นายตรี สาม", "นายจัตวา สี่")
    then = reading("ก", table(*(plot(name, "4607", stage="dug") for name in names)))
    now = reading("ก", table(*(plot(n, "4607" if n in names[:2] else "4617", stage="dug") for n in names)))
    made = material(now, before=(then,), provinces=("46",))
    parts = {code: made.observations.get("khok_nong_na", "plots", code).numerator for code in ("46", "4607", "4617")}
    assert parts == {"46": 4, "4607": 2, "4617": 2}
    assert made.before is not None
    assert made.before.get("khok_nong_na", "plots", "46").numerator == 4
    assert [lead.compared for lead in compose_edition(made, areas.unit("4617")).leads] == [("ควรได้แล้ว 33.3%",)]


def test_a_unit_of_which_nothing_came_leads_with_its_sentence() -> None:
    """No figure stands large where none is known, and none is 0."""
    made = letter(OFFICES, "4618")
    assert "ยังไม่ได้รับข้อมูลสำหรับสรุปความก้าวหน้าของเดือนนี้" in made.html
    assert "font-size:24px" not in made.html
    assert not re.search(r"(?<![\d.])0\.0", made.text)


def test_where_nothing_is_known_no_table_says_so_line_by_line() -> None:
    """One line a programme instead, in mail, text and PDF; one of which something is known keeps its table."""
    made = material(*JANUARY, provinces=("46", "40"))
    silent, half = letter(made, "40"), letter(material(reading("ก", table(plot("นายเอ บี")))), "4607")
    document = said(document_of(compose_edition(made, made.units["40"])))
    for told in (silent.text, BeautifulSoup(silent.html, "html.parser").get_text(), document):
        assert len(re.findall(r"… รอข้อมูลทั้ง \d+ ตัวชี้วัด", told)) == 2
        assert "ลดรายจ่าย (บาท/เดือน)" not in told
    assert "… รอข้อมูลทั้ง 10 ตัวชี้วัด" in half.text
    assert "* แปลงในโครงการ: 1 แปลง" in half.text

"""The page of the cells behind an edition's figures: it adds up, leads to the cells, and runs nothing."""

from __future__ import annotations

import math
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from sheets_sync import areas
from sheets_sync.model import WorkbookState
from sheets_sync.render import Material, compose_edition, compose_sources, sources_page
from sheets_sync.render.behind import MOST_CELLS
from sheets_sync.render.views import SourceLine

from .building import kept, letter, material, plot, reading, shipped, table, village
from .offices import OFFICES

GOLDEN = Path(__file__).parents[1] / "golden"
EVERY = ("nation", "region-12", "46", "40", "4601", "4605", "4607")
SHEET = "https://docs.google.com/spreadsheets/d/"
PAGES = "https://reports.example.go.th/editions"


def page(made: Material, code: str) -> str:
    unit = made.units.get(code) or areas.unit(code)
    return sources_page(compose_sources(made, unit), shipped())


def lines(made: Material, code: str, figure: str) -> list[tuple[SourceLine, ...]]:
    """The lines of a figure's lists."""
    view = compose_sources(made, made.units.get(code) or areas.unit(code))
    (found,) = (f for programme in view.programmes for f in programme.figures if f.anchor == figure)
    return [each.lines for each in found.lists]


def totals(html: str) -> list[tuple[str, float, float]]:
    """Of each list of a page its place, what it says that it comes to, and what its values come to."""
    found = []
    for sheet in BeautifulSoup(html, "html.parser").find_all("table", class_="data"):
        *rows, last = [row.find_all(["td", "th"])[-1].text for row in sheet.find_all("tr")[1:]]
        number = float(last.split()[0].replace(",", ""))
        found.append((sheet.find_previous("h4")["id"], number, math.fsum(float(v.replace(",", "")) for v in rows)))
    return found


@pytest.mark.parametrize("code", ["46", "4607"])
def test_page_is_as_it_was(code: str) -> None:
    """From the body on: its head has the styles of all mails, of which this page uses few."""
    path = GOLDEN / f"sources-{code}.html"
    _, body, rest = page(OFFICES, code).partition("<body>")
    made = body + rest
    if os.environ.get("SHEETS_SYNC_GOLDEN") == "write":
        path.write_text(made, encoding="utf-8")
    assert made == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", EVERY)
def test_what_is_listed_comes_to_the_edition_s_figures(code: str) -> None:
    added = totals(page(OFFICES, code))
    assert [place for place, total, values in added if not math.isclose(total, values)] == []
    told = {place: total for place, total, _ in added}
    view = compose_sources(OFFICES, OFFICES.units.get(code) or areas.unit(code))
    figures = [figure for programme in view.programmes for figure in programme.figures]
    listed = {f"{figure.anchor}-numerator" for figure in figures if figure.lists and figure.lists[0].lines}
    known = {f"{o.programme}-{o.indicator}-numerator": o.numerator for o in OFFICES.observations.of_unit(code)}
    assert {place: told[place] for place in listed} == {place: known[place] for place in listed}
    assert len(added) >= len(listed) >= (0 if code == "40" else 2)
    lists = [(figure.anchor, each) for figure in figures for each in figure.lists]
    bare = [anchor for anchor, each in lists if each.sum != "0" and not (each.lines or each.same)]
    assert set(bare) <= {"kong_thanu-districts_with_village"}  # districts are counted, whatever a sheet says


def test_a_district_s_figure_leads_to_each_cell_and_those_that_add_the_same_share_a_line() -> None:
    rows = [plot("นายเอ บี", contract_baht=104_000.0), plot("นายซี ดี", contract_baht=99_000.5)]
    rows += [plot("นายอี เอฟ", contract_baht=104_000.0, disbursed_baht=4_000.0), plot("นายจี เอช")]
    made = material(reading("ก", table(*rows, tab="แปลง", tab_id=7)), books=(kept("ก", "4607"),))
    spent, of = lines(made, "4607", "khok_nong_na-disbursed")
    assert [(line.value, line.cells, line.where) for line in spent] == [
        ("4,000", (("F7", f"{SHEET}ก/edit#gid=7&range=F7"),), "ก · แปลง")
    ]
    assert [(line.value, [cell for cell, _ in line.cells], line.each) for line in of] == [
        ("208,000", ["E5", "E7"], "ช่องละ 104,000"),
        ("99,000.5", ["E6"], ""),
    ]
    assert "อีก 3 แถวไม่ได้ระบุ จึงไม่นับ" in page(made, "4607")


def test_a_counted_row_is_shown_at_the_cell_that_tells() -> None:
    """A day of digging, or the stage; where the row itself counts, its first cell."""
    rows = [plot("นายเอ บี", stage="dug"), plot("นายซี ดี", dig_end="2021-01-05", stage="contracted"), plot("นายอี เอฟ")]
    made = material(reading("ก", table(*rows)), books=(kept("ก", "4607"),))
    assert [cell for line in lines(made, "4607", "khok_nong_na-dug")[0] for cell, _ in line.cells] == ["E5", "F6"]
    assert [cell for line in lines(made, "4607", "khok_nong_na-plots")[0] for cell, _ in line.cells] == [
        "A5",
        "A6",
        "A7",
    ]


def test_a_province_lists_its_districts_and_the_part_of_none_by_range() -> None:
    nowhere = plot("นายไม่ ทราบ", district_code=None, tambon_code=None, contract_baht=5.0)
    rows = [plot(f"นายก{n} ข", contract_baht=10.0) for n in range(3)]
    made = material(reading("ก", table(*rows, nowhere)), books=(kept("ก", "46"),))
    (plots,) = lines(made, "46", "khok_nong_na-plots")
    assert [(line.name, line.cells[0][0], line.page, line.value) for line in plots] == [
        ("ยางตลาด", "A5:A7", "4607-sources.html#khok_nong_na-plots", "3"),
        ("ไม่ระบุอำเภอ", "A8", "", "1"),
    ]


def test_above_the_province_each_part_leads_to_its_own_page() -> None:
    (nation,), (region,) = (lines(OFFICES, code, "khok_nong_na-plots") for code in ("nation", "region-12"))
    assert nation == region
    assert [(line.name, line.page, line.value) for line in nation] == [
        ("กาฬสินธุ์", "46-sources.html#khok_nong_na-plots", "32")
    ]


def test_one_village_is_enough_for_a_district_to_have_one() -> None:
    made = material(reading("ก", table(village(1), village(2), programme="kong_thanu")), books=(kept("ก", "4607"),))
    presence, districts = lines(made, "4607", "kong_thanu-districts_with_village")
    assert [line.value for line in presence] == ["1"]
    assert districts == ()
    assert "นับทุกอำเภอ อำเภอละ 1" in page(made, "4607")


def test_what_is_too_much_to_be_named_is_one_range_and_the_sum_stays() -> None:
    rows = [plot(f"นายก{n} ข{n}", contract_baht=1_000.0 + n) for n in range(MOST_CELLS + 20)]
    made = material(reading("ก", table(*rows)), books=(kept("ก", "4607"),))
    (plots,) = lines(made, "4607", "khok_nong_na-plots")
    assert [(len(line.cells), line.value, line.each) for line in plots] == [
        (MOST_CELLS, "100", "ช่องละ 1"),
        (1, "20", "20 ช่อง"),
    ]
    assert plots[1].cells[0][0] == "A105:A124"


EVIL = '<script>alert(1)</script>{{7*7}}{% for x in y %}=HYPERLINK("javascript:alert(1)")\u202e'


ADDRESSES = (
    "javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//evil.example/x",
    "java\tscript:x", "https://docs.google.com.evil.example/x", 'https://docs.google.com/x" onclick="x',
    "https://user@docs.google.com/x", "http://docs.google.com/x", "https://evil.example/https://docs.google.com/",
)  # fmt: skip
HOSTILE = material(reading("ก", table(plot(EVIL, stage="dug", problem=EVIL), tab=EVIL)))


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_officers_type_is_text_and_no_address_but_google_s_is_a_link(address: str) -> None:
    books = (kept("ก", "4607", title=EVIL, url=address), kept("ข", "4605", state=WorkbookState.TRASHED, url=address))
    made = replace(HOSTILE, snapshot=replace(HOSTILE.snapshot, workbooks=books))
    for code in ("46", "4605", "4607"):
        soup = BeautifulSoup(page(made, code), "html.parser")
        assert soup.find(["script", "img", "iframe", "form"]) is None
        links = [a["href"] for a in soup.find_all("a")]
        assert [link for link in links if not re.fullmatch(r"(?:#|[\w-]+\.html)[\w#-]*", link)] == []
        assert "49" not in soup.get_text()
        assert code == "4605" or EVIL.removesuffix("\u202e") in soup.get_text()


def test_nobody_is_named_in_a_page() -> None:
    """Not even where a tab or a file is called after somebody."""
    someone = {"citizen_id_last4": "9876", "phones": ["0812345678"], "house_no": "77/7"}
    rows = [plot("นายขวัญเรือน คานารีวงศ์", stage="dug", **someone)]
    book = kept("ก", "4607", title="แปลงของนายขวัญเรือน คานารีวงศ์ 0812345678")
    made = material(reading("ก", table(*rows, tab="นางสาวขวัญเรือน คานารีวงศ์")), books=(book,))
    for code in EVERY:
        assert not re.search("ขวัญเรือน|คานารีวงศ์|9876|0812345678|77/7", page(made, code))


def test_who_is_awaited_is_named_with_the_workbook() -> None:
    soup = BeautifulSoup(page(OFFICES, "46"), "html.parser")
    assert [a["href"] for a in soup.find_all("a") if "สพจ.กาฬสินธุ์" in a.text] == [f"{SHEET}workbook-46/edit"]


def test_districts_that_have_told_nothing_are_named_so_that_their_decision_leads_somewhere() -> None:
    made = material(reading("ก", table(plot("นายเอ บี"))), books=(kept("ก", "4607"),), provinces=("46",))
    awaited = compose_sources(made, made.units["46"]).awaiting
    assert len(awaited) == len(made.units["46"].parts) - 1
    assert {(one.why, one.link) for one in awaited} == {("ยังไม่ได้รับข้อมูล", "")}


@pytest.mark.parametrize("code", ["nation", "46", "4607"])
def test_headline_figures_and_decisions_lead_to_the_published_page(code: str) -> None:
    made = replace(OFFICES, pages=PAGES)
    view = compose_edition(made, made.units.get(code) or areas.unit(code))
    places = (tag["id"] for tag in BeautifulSoup(page(made, code), "html.parser").find_all(id=True))
    there = {f"{PAGES}/2564-01/{code}-sources.html#{place}" for place in places}
    figures = {figure.link for figure in view.figures}
    assert figures
    assert figures <= there
    decisions = {matter.link for matter in view.decisions if matter.link.startswith(PAGES) and "#" in matter.link}
    assert decisions <= there
    assert all(address in letter(made, code).html for address in figures | decisions)


def test_without_a_published_page_one_row_behind_a_figure_is_its_cell_and_more_rows_are_none() -> None:
    """Districts told by one row of their province's summary: spent and of stand side by side."""
    one, many = (compose_edition(OFFICES, areas.unit(code)) for code in ("4605", "4607"))
    told = [figure.link for figure in one.figures if figure.link]
    assert told == [f"{SHEET}workbook-46/edit#gid=0&range=E5"]
    assert [figure.link for figure in many.figures] == [""] * len(many.figures)


def test_a_silent_office_s_one_workbook_is_where_its_decision_leads() -> None:
    book = kept("ข", "4605", state=WorkbookState.TRASHED)
    made = material(reading("ก", table(plot("นายเอ บี", "4607"))), books=(kept("ก", "4607"), book))
    (silent,) = (d for d in compose_edition(made, areas.unit("4605")).decisions if d.about == "silent")
    assert silent.link == f"{SHEET}ข/edit"


def test_two_silent_offices_of_which_one_has_a_workbook_lead_to_no_single_workbook() -> None:
    """One that is opened would be taken for the one that is missing; the other has none to open."""
    book = kept("ข", "4605", state=WorkbookState.TRASHED)
    made = material(reading("ก", table(plot("นายเอ บี", "4607"))), books=(kept("ก", "4607"), book))
    (silent,) = (d for d in compose_edition(made, areas.unit("46")).decisions if d.about == "silent")
    assert silent.link == ""


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "http://evil.example", "https://a@b.example", "https://b/?x", "//b"]
)
def test_an_address_that_a_mail_must_not_carry_is_none(url: str) -> None:
    assert replace(OFFICES, pages=url).page_of("46", "khok_nong_na/dug") == ""


def test_the_whole_country_s_page_stays_small() -> None:
    """Every province with every figure: at most 300 KB."""
    codes = tuple(code for code in areas.provinces() if code != areas.BANGKOK_PROVINCE)
    steps: dict[str, Any] = {"stage": "learning_centre", "deed_type": "chanote", "tpmap_target": True}
    rows = [plot(f"นายก{c} ข", f"{c}01", **steps, contract_baht=1e6, disbursed_baht=3e5) for c in codes]
    told = ("hh_growing", "hh_ge10", "network_villages", "wet_bins_hh", "saving_baht_month", "linked_plots")
    homes: dict[str, Any] = dict.fromkeys(told, 51.0) | {"income_baht_month": 51.0}
    villages = [village(1, f"{c}01", **homes) for c in codes]
    full = material(reading("ก", table(*rows)), reading("ข", table(*villages, programme="kong_thanu")), provinces=codes)
    assert 100_000 < len(page(full, "nation").encode()) <= 300_000

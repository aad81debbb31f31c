"""What officers type stays text in the room, and nobody is told of above the district."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from sheets_sync import areas
from sheets_sync.errors import RenderError
from sheets_sync.render import Templates
from sheets_sync.render.war_room import Rooms, room_page
from sheets_sync.render.war_room.page import as_json, hash_of

from ...browsers import needs_browser
from ...photos.pictures import picture
from ...security.nasty import ADDRESSES, FORMULAS, MARKUP
from ..building import plot, reading, shipped, table, village
from ..test_canaries import UNITS, canaries_in, planted
from .browsing import opened, page_of, rooms, small


@cache
def nasty() -> Rooms:
    """A district in which every text of every plot is one that nobody should type."""
    tokens = [*MARKUP, *FORMULAS, *ADDRESSES]
    rows = [
        plot(
            token, plot_code=token, village=token, problem=token, model=token, soil=token, stage=token,
            deed_type=token, latitude=16.4 + number / 500, longitude=103.3, photos=[token],
        )
        for number, token in enumerate(tokens)
    ]  # fmt: skip
    homes = [village(number, village=token, problem=token) for number, token in enumerate(tokens, start=1)]
    plans = [
        {"district_code": "4607", "owner_name": token, "activity": token, "planned_end": "2021-01-02"}
        for token in tokens
    ]
    book = reading(
        "ยางตลาด",
        table(*rows, tab=tokens[0]),
        table(*homes, programme="kong_thanu", tab="บ้าน", tab_id=1),
        table(*plans, shape="plan", tab="แผน", tab_id=2),
    )
    return rooms(book, office=MARKUP[0])


@pytest.mark.parametrize("code", UNITS)
def test_markup_makes_no_element_and_ends_no_script(code: str) -> None:
    clean, page = (BeautifulSoup(page_of(made, code), "html.parser") for made in (small(), nasty()))
    assert len(page.find_all("script")) == len(clean.find_all("script")) == 2
    assert {tag.name for tag in page.find_all()} <= {tag.name for tag in clean.find_all()} | {"ol", "li", "strong"}
    assert not page.find_all(lambda tag: any(name.startswith("on") or name == "style" for name in tag.attrs))
    assert json.loads(page.select_one("#data").get_text())["plots"]["words"]  # type: ignore[union-attr]


@needs_browser
def test_the_browser_shows_it_as_text_and_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    """Every row and every card, and no dialog, no request, no mistake; `opened` sees to the last two."""
    with opened(browser, page_of(nasty(), "4607"), tmp_path) as page:
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        assert "<script>alert(1)</script>" in page.locator("#rows").inner_text()
        elements = page.evaluate(
            "document.querySelectorAll('iframe, img[onerror], svg[onload], form[action], base').length"
        )
        assert elements == 0
        for number in range(0, len(MARKUP), 4):
            page.locator("#rows .go").nth(number).click()
            assert page.locator("#card h2").inner_text().strip()
            assert (
                page.locator(
                    "#card a:not([href^='https://www.google.com/maps/']):not([href^='https://docs.google.com/spreadsheets/'])"
                ).count()
                == 0
            )


@needs_browser
def test_no_cell_of_the_csv_is_a_formula(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, page_of(nasty(), "4607"), tmp_path) as page:
        text = page.evaluate("Table.csv()")
    cells = re.findall(r'"((?:[^"]|"")*)"', text)
    assert len(cells) > 500
    assert not [cell for cell in cells if re.match(r"\s*[=+\-@\uff1d\uff20]", cell)]


@pytest.mark.parametrize("code", UNITS)
def test_nobody_is_in_a_room(code: str) -> None:
    unit = planted().units.get(code) or areas.unit(code)
    assert canaries_in(room_page(Rooms(planted(), {}).of(unit), shipped())) == []


def test_initials_are_in_the_district_s_own_room_alone() -> None:
    assert "นายม••• ท•••" in page_of(small(), "4607")
    for code in ("46", "region-12", "nation"):
        page = page_of(small(), code)
        assert "•••" not in page
        assert '"owner":[]' in page


def test_only_the_page_s_own_script_and_style_may_run() -> None:
    page = BeautifulSoup(page_of(small()), "html.parser")
    policy = str(page.select_one("meta[http-equiv]")["content"])  # type: ignore[index]
    script = page.select("script:not([type])")[0].string or ""
    assert hash_of(script) in policy
    assert hash_of(page.style.string or "") in policy  # type: ignore[union-attr]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@needs_browser
def test_a_script_that_got_in_would_not_run(browser: Browser, tmp_path: Path) -> None:
    """The policy is in force: a script that is not the page's own is refused, and so is a picture from elsewhere."""
    page_html = page_of(small()).replace("</body>", "<script>window.ran = true</script></body>")
    ran = []
    with pytest.raises(AssertionError, match="Content Security Policy"), opened(browser, page_html, tmp_path) as page:
        ran.append(page.evaluate("window.ran"))
    assert ran == [None]


def test_tiles_open_the_policy_to_their_server_and_to_no_other() -> None:
    page = page_of(small(), tiles="https://tiles.example.go.th/{z}/{x}/{y}.png", credit="<b>ก</b>")
    assert "img-src data: https://tiles.example.go.th;" in page
    assert "<b>ก</b>" not in page


def test_json_cannot_end_its_script() -> None:
    said = as_json({"a": "</script><!--\u2028&"})
    assert "<" not in said
    assert json.loads(said) == {"a": "</script><!--\u2028&"}


def test_a_broken_template_of_the_office_is_named(tmp_path: Path) -> None:
    (tmp_path / "war_room").mkdir()
    (tmp_path / "war_room" / "page.html.j2").write_text("<p>\n{{ room.nothing }}", "utf-8")
    with pytest.raises(RenderError, match=r"page\.html\.j2:2: "):
        room_page(small().of(areas.unit("4607")), Templates.open(tmp_path))


LINKS = [f"https://drive.google.com/file/d/1Photo{number:09}/view" for number in range(3)]
SHOWN = reading("ยางตลาด", table(plot("นายมานะ ทดลอง", plot_code="YT-001", stage="dug", photos=LINKS)))


@needs_browser
def test_photographs_stand_side_by_side_from_the_first_to_the_latest(browser: Browser, tmp_path: Path) -> None:
    made = rooms(SHOWN, photos={link: picture(size=(60 + n, 40), told=False) for n, link in enumerate(LINKS)})
    with opened(browser, page_of(made), tmp_path) as page:
        page.locator("#rows .go").click()
        assert page.locator("#card figcaption").all_inner_texts() == ["ภาพแรก", "ระหว่างทาง", "ภาพล่าสุด"]
        widths = page.locator("#card img").evaluate_all("all => all.map(one => one.naturalWidth)")
        assert widths == [60, 61, 62]


def test_a_photograph_that_is_no_picture_is_left_out() -> None:
    made = rooms(SHOWN, photos={LINKS[0]: b"<script>", LINKS[1]: picture(size=(60, 40), told=False)})
    found = json.loads(BeautifulSoup(page_of(made), "html.parser").select_one("#data").get_text())  # type: ignore[union-attr]
    assert [one.split(",")[0] for one in found["pictures"]] == ["data:image/jpeg;base64"]

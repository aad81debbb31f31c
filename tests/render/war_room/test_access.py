"""The room for those who do not see it, or have no mouse: axe finds nothing serious, and paper holds it all."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from ...browsers import needs_browser
from ..printed import texts
from .browsing import opened, page_of, small

pytestmark = needs_browser


def serious(page: Page) -> list[str]:
    """What axe-core calls serious or critical, with the first place of each."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("code", ["nation", "46", "4607"])
def test_axe_finds_nothing_serious(browser: Browser, tmp_path: Path, code: str) -> None:
    with opened(browser, page_of(small(), code), tmp_path) as page:
        assert serious(page) == []
        page.locator("#rows .go").first.click()
        assert serious(page) == []
        page.locator("#closing").fill("0")
        assert serious(page) == []


@pytest.mark.parametrize(("width", "ask"), [(390, ""), (1920, "?wall")])
def test_axe_finds_nothing_serious_on_telephone_and_wall(
    browser: Browser, tmp_path: Path, width: int, ask: str
) -> None:
    with opened(browser, page_of(small()), tmp_path, width=width, ask=ask) as page:
        assert serious(page) == []


def test_axe_would_find_a_button_without_a_name(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, page_of(small()), tmp_path) as page:
        page.evaluate("document.getElementById('csv').textContent = ''")
        assert [one.split(":")[0] for one in serious(page)] == ["button-name"]


def test_areas_are_told_to_who_does_not_see_the_map(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, page_of(small()), tmp_path) as page:
        assert page.locator("#areas li").all_text_contents() == ["ยางตลาด ต้องเร่ง"]


def test_wall_keeps_figures_and_worst_places_large_and_in_sight(browser: Browser, tmp_path: Path) -> None:
    """At three metres: figures of 50 pixels and names of 35, on a screen of 1080 lines, none below its edge."""
    with opened(browser, page_of(small()), tmp_path, width=1920, height=1080, ask="?wall") as page:
        size = "e => parseFloat(getComputedStyle(e).fontSize)"
        assert page.locator(".figures:not([hidden]) .value").first.evaluate(size) >= 50
        assert page.locator(".worst .go").last.evaluate(size) >= 35
        assert page.locator(".worst li").last.evaluate("e => e.getBoundingClientRect().bottom") <= 1080


def test_paper_begins_with_figures_and_holds_every_plot(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, page_of(small(), "4607"), tmp_path) as page:
        pages = texts(page.pdf(prefer_css_page_size=True))
        assert "25.0" in pages[0]  # one plot of four is dug
        whole = "".join(pages)
        assert all(f"YT-00{number}" in whole for number in range(1, 5))
        assert "CSV" not in whole  # a button

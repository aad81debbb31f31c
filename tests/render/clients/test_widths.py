"""Every mail in a browser as wide as a telephone and as a mail program's pane: nothing scrolls sideways."""

from __future__ import annotations

import base64

import pytest
from playwright.sync_api import Browser

from sheets_sync.model import Finding, KeptFinding, Letter, Severity, WorkbookState

from ...browsers import needs_browser
from ..building import NOW, kept, letter, material, plot, reading, table
from ..letters import EVERY, made
from ..noticing import found, notice

WIDER = """() => [...document.querySelectorAll('body *')]
  .filter(tag => tag.getBoundingClientRect().right > innerWidth + 0.5)
  .map(tag => `${tag.tagName} ${tag.innerText.slice(0, 40)}`)"""

pytestmark = needs_browser


def page_of(letter: Letter) -> str:
    """The mail with its pictures in it, as a mail program shows it."""
    page = letter.html
    for picture in letter.pictures:
        page = page.replace(f"cid:{picture.cid}", f"data:image/png;base64,{base64.b64encode(picture.content).decode()}")
    return page


def wider(browser: Browser, html: str, width: int) -> tuple[int, list[str]]:
    """How wide the page is, and what stands out of the window."""
    tab = browser.new_page(viewport={"width": width, "height": 800})
    tab.set_content(html)
    found = tab.evaluate("document.documentElement.scrollWidth"), tab.evaluate(WIDER)
    tab.close()
    return found


@pytest.mark.parametrize("width", [360, 680])
@pytest.mark.parametrize("name", EVERY)
def test_nothing_scrolls_sideways(browser: Browser, name: str, width: int) -> None:
    assert wider(browser, page_of(made(name)), width) == (width, [])


ENDLESS = "https://example.go.th/" + "x" * 300


@pytest.mark.parametrize("unit", ["46", "4607"])
def test_what_officers_type_without_a_blank_widens_nothing(browser: Browser, unit: str) -> None:
    """A problem, a remark, an activity, a file, a tab and a finding of three hundred letters each."""
    row = plot("นายเอ บี", stage="paused", problem=ENDLESS, remark=ENDLESS, village=ENDLESS)
    activity = {"district_code": "4607", "activity": ENDLESS, "planned_end": "2021-01-02", "status": "in_progress"}
    finding = Finding("AREA_UNITS", Severity.ERROR, "A1", ENDLESS, tab=ENDLESS, workbook_id="ก", unit="4607")
    endless = material(
        reading("ก", table(row, tab=ENDLESS), table(activity, shape="plan")),
        books=(kept("ก", "4607", title=ENDLESS, state=WorkbookState.LOST_ACCESS),),
        findings=(KeptFinding(finding, NOW),),
    )
    assert wider(browser, letter(endless, unit).html, 360) == (360, [])


def test_a_notice_of_endless_words_widens_nothing(browser: Browser) -> None:
    made = notice(found("J7", ENDLESS, value=ENDLESS, suggestion=ENDLESS, tab=ENDLESS))
    assert wider(browser, made.html, 360) == (360, [])


def test_what_is_too_wide_is_named(browser: Browser) -> None:
    page = page_of(made("monthly-46")).replace(
        "<h1", '<table><tr><td nowrap>กว้าง <img width="400"></td></tr></table><h1', 1
    )
    width, found = wider(browser, page, 360)
    assert width > 360
    assert "TD กว้าง " in found

"""The room in Chromium with the network cut: open, filter, sort, open a pin, move the slider."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from ...browsers import needs_browser
from ..building import plot, reading, table
from .browsing import opened, page_of, rooms, small

pytestmark = needs_browser


def names(page: Page) -> list[str]:
    return page.locator("#rows th .go").all_inner_texts()


def test_opens_and_shows_every_plot(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, page_of(small()), tmp_path) as page:
        assert page.locator("#count").inner_text() == "แสดง 5 รายการ"
        assert names(page) == ["YT-001", "YT-002", "YT-003", "YT-004", "โนนทดสอบ 5"]
        legend = page.locator("#legend-list").inner_text()
        assert "แล้วเสร็จ 1" in " ".join(legend.split())
        assert "ไม่มีหมุดบนแผนที่ 1 รายการ" in legend


@pytest.mark.parametrize(
    ("field", "choice", "left"),
    [
        ("f-programme", "โก่งธนู", ["โนนทดสอบ 5"]),
        ("f-stage", "ยังไม่ลงมือ", ["YT-003", "YT-004"]),
        ("f-stage", "ขุดแล้วเสร็จ", ["YT-001"]),
    ],
)
def test_table_follows_a_filter(browser: Browser, tmp_path: Path, field: str, choice: str, left: list[str]) -> None:
    with opened(browser, page_of(small()), tmp_path) as page:
        page.locator(f"#{field}").select_option(label=choice)
        assert names(page) == left
        assert page.locator("#count").inner_text() == f"แสดง {len(left)} จาก 5 รายการ"


def test_overdue_is_what_the_plan_says(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, page_of(small()), tmp_path) as page:
        page.get_by_label("เลยกำหนด").check()
        assert names(page) == ["YT-003"]
        page.get_by_role("button", name="ล้างตัวกรอง").click()
        assert len(names(page)) == 5


def test_sorts_by_a_heading_and_says_so(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, page_of(small()), tmp_path) as page:
        heading = page.get_by_role("button", name="แปลง/หมู่บ้าน")
        heading.click()
        heading.click()
        assert names(page)[:2] == ["YT-004", "YT-003"]
        assert page.locator("th[aria-sort=descending]").inner_text().startswith("แปลง/หมู่บ้าน")


def test_a_pin_opens_its_plot(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, page_of(small(), "4607"), tmp_path) as page:
        where = page.evaluate(
            "(() => { const p = Chart.map.latLngToContainerPoint([16.48, 103.30]); return [p.x, p.y]; })()"
        )
        page.locator("#map").click(position={"x": where[0], "y": where[1]})
        card = page.get_by_role("dialog")
        assert card.get_by_role("heading", level=2).inner_text() == "YT-003"
        said = card.inner_text()
        assert "อนุมัติรายชื่อ" in said
        assert "เลยกำหนด ขุดปรับพื้นที่ 15 ม.ค. 64" in said
        assert card.get_by_role("link", name="เปิดใน Google Maps").get_attribute("href") == (
            "https://www.google.com/maps/search/?api=1&query=16.48,103.3"
        )
        assert card.get_by_role("link", name="แถวในชีต").get_attribute("href") == (
            "https://docs.google.com/spreadsheets/d/ยางตลาด/edit#gid=0&range=A7"
        )
        page.keyboard.press("Escape")
        assert card.is_hidden()


def test_a_cluster_of_a_part_opens_into_its_pins(browser: Browser, tmp_path: Path) -> None:
    """Where the whole province is seen its district is one ring of four; a click goes nearer."""
    with opened(browser, page_of(small()), tmp_path) as page:
        middle = page.evaluate(
            "(() => { const p = Chart.map.latLngToContainerPoint([16.435, 103.35]); return [p.x, p.y]; })()"
        )
        before = page.evaluate("Chart.map.getZoom()")
        page.locator("#map").hover(position={"x": middle[0], "y": middle[1]})
        assert page.locator("#map").get_attribute("title") == ("ยังไม่ลงมือ 1 · กำลังดำเนินการ 1 · แล้วเสร็จ 1 · หมู่บ้านโก่งธนู 1")
        page.locator("#map").click(position={"x": middle[0], "y": middle[1]})
        assert page.evaluate("Chart.map.getZoom()") > before
        assert page.get_by_role("dialog").is_hidden()


def test_keyboard_alone_opens_a_plot_and_comes_back(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, page_of(small()), tmp_path) as page:
        page.locator("#rows .go").nth(1).focus()
        page.keyboard.press("Enter")
        assert page.get_by_role("dialog").is_visible()
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.textContent") == "YT-002"


def test_slider_goes_back_to_what_stood_then(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, page_of(small()), tmp_path) as page:
        page.locator("#closing").fill("0")
        assert page.locator("#past").inner_text() == "กำลังดูข้อมูล ณ วันปิดงวด ธันวาคม 2563 ไม่ใช่งวดล่าสุด"
        assert page.locator("#rows .state").all_inner_texts() == ["กำลังขุด", "อนุมัติรายชื่อ"]
        assert page.locator("#count").inner_text() == "แสดง 2 จาก 5 รายการ · ยังไม่มีในงวดนี้ 3"
        assert page.locator("#month").inner_text() == "ย้อนดูงวด ธันวาคม 2563"
        assert page.get_by_text("ข้อมูล ณ วันที่").is_hidden()  # that is of the latest closing, as is what is overdue
        assert page.get_by_label("เลยกำหนด").is_hidden()


def test_csv_holds_what_is_shown_and_no_formula(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, page_of(small()), tmp_path) as page:
        page.locator("#f-stage").select_option(label="ขุดแล้วเสร็จ")
        with page.expect_download() as saved:
            page.get_by_role("button", name="บันทึก CSV").click()
        rows = list(csv.DictReader(io.StringIO(Path(saved.value.path()).read_text("utf-8-sig"))))
        assert [(row["แปลง/หมู่บ้าน"], row["สถานะ"], row["ละติจูด"]) for row in rows] == [("YT-001", "ขุดแล้วเสร็จ", "16.4")]


def test_wall_turns_by_itself_and_ends_with_escape(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, page_of(small()), tmp_path, width=1920, height=1080, ask="?wall") as page:
        assert page.locator("body.wall").count() == 1
        page.evaluate("Wall.next()")
        assert "ยางตลาด" in page.locator("#spot").inner_text()
        page.keyboard.press("Escape")
        assert page.locator("body.wall").count() == 0


def test_the_wall_shows_the_latest_closing_whatever_was_looked_back_upon(browser: Browser, tmp_path: Path) -> None:
    """There is no slider on it to tell that the figures are December's."""
    with opened(browser, page_of(small()), tmp_path) as page:
        page.locator("#closing").fill("0")
        page.locator("#wall").click()
        assert page.locator("#past").is_hidden()
        assert page.locator("#month").inner_text().endswith("มกราคม พ.ศ. 2564")


def test_the_legend_counts_of_what_is_shown_how_many_lie_astray(browser: Browser, tmp_path: Path) -> None:
    """A filter that leaves a plot out leaves it out of the count, too."""
    astray = plot("นายไกล ทดลอง", plot_code="YT-009", stage="dug", latitude=7.0, longitude=100.4)
    at_home = [plot(f"นาย{who} ทดลอง", stage="digging", latitude=16.4, longitude=103.3) for who in ("ใกล้", "ชิด", "ติด")]
    with opened(browser, page_of(rooms(reading("ยางตลาด", table(astray, *at_home)))), tmp_path) as page:
        assert "พิกัดอยู่นอกพื้นที่ 1 รายการ" in page.locator("#legend").inner_text()
        page.locator("#f-stage").select_option(label="กำลังขุด")
        assert "พิกัดอยู่นอกพื้นที่" not in page.locator("#legend").inner_text()


@pytest.mark.parametrize("width", [390, 1280, 1920])
@pytest.mark.parametrize("code", ["nation", "46", "4607"])
def test_nothing_scrolls_sideways(browser: Browser, tmp_path: Path, code: str, width: int) -> None:
    with opened(browser, page_of(small(), code), tmp_path, width=width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == width

"""The door and a page in a real browser: the form, the cookie, the script that may run and the one that may not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from playwright.sync_api import Browser, Page

from ..browsers import needs_browser
from ..render.war_room.browsing import page_of, small
from .conftest import PASSWORD, SCRIPT, Served

pytestmark = needs_browser


@pytest.fixture
def tab(browser: Browser, served: Served) -> Iterator[Page]:
    """A browser that has logged in as the district's user."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{served.port}/4607.html")
    page.fill("#name", "yt")
    page.fill("#password", PASSWORD)
    page.click("button")
    page.wait_for_url("**/4607.html")
    yield page
    context.close()


def test_the_form_leads_to_the_page_whose_own_script_runs(tab: Page) -> None:
    assert tab.title() == "ran", SCRIPT
    (cookie,) = tab.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")


def test_a_script_that_got_into_a_page_does_not_run(tab: Page, served: Served) -> None:
    """An officer's word that was let through by mistake: the policy holds all the same."""
    page = served.folder / "4607.html"
    old = page.read_bytes()
    try:
        page.write_bytes(
            old + b"<script>document.title = 'evil'</script><img src=x onerror=\"document.title = 'evil'\">"
        )
        tab.reload()
        tab.wait_for_timeout(200)
        assert tab.title() == "ran"
    finally:
        page.write_bytes(old)


def test_a_page_may_ask_whether_it_is_fresh_and_nobody_else(tab: Page) -> None:
    asked = "path => fetch(path).then(answer => answer.json()).then(said => said.unit, () => 'refused')"
    assert tab.evaluate(asked, "/fresh?unit=4607") == "4607"
    assert tab.evaluate(asked, "http://localhost:9/") == "refused"


def test_who_is_logged_in_and_follows_a_link_from_elsewhere_sees_no_form(tab: Page, served: Served) -> None:
    """As from a web mail: the browser keeps a SameSite=Strict cookie back from the first request."""
    link = f'<a href="http://127.0.0.1:{served.port}/4607.html?wall">ห้องปฏิบัติการ</a>'.encode()

    class Mail(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(link)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Mail) as mail:
        threading.Thread(target=mail.serve_forever, daemon=True).start()
        tab.goto(f"http://localhost:{mail.server_port}/")  # another site than 127.0.0.1
        tab.click("a")
        tab.wait_for_url("**/4607.html?wall&again")
        assert tab.title() == "ran"
        mail.shutdown()


def test_logging_out_ends_it(tab: Page, served: Served) -> None:
    tab.goto(f"http://127.0.0.1:{served.port}/")
    assert "yt" in tab.inner_text("main")
    tab.click("text=ออกจากระบบ")
    tab.wait_for_selector("#password")
    assert tab.goto(f"http://127.0.0.1:{served.port}/4607.html").status == 401  # type: ignore[union-attr]


def test_a_page_on_the_wall_shows_the_new_one_by_itself(tab: Page, served: Served) -> None:
    """Laid anew by a run of the night: within minutes, without a hand, and still as large as on the wall."""
    file, room = served.folder / "4607.html", page_of(small(), "4607")
    old = file.read_bytes()
    try:
        file.write_text(room, "utf-8")
        tab.clock.install()
        with tab.expect_response("**/fresh?unit=4607"):
            tab.goto(f"http://127.0.0.1:{served.port}/4607.html")
        tab.click("#wall")
        file.write_text(room.replace("<title>", "<title>ฉบับใหม่ "), "utf-8")
        with tab.expect_navigation():
            tab.clock.fast_forward(121_000)
        tab.locator("body.wall").wait_for()
        assert tab.title().startswith("ฉบับใหม่")
    finally:
        file.write_bytes(old)

"""Every route: to nobody, to a stranger's token, to another unit's user, to the right one; and its headers."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import pytest

from .conftest import SCRIPT, Served

ROUTES = [
    "/",
    "/4607.html",
    "/photos/4607/a.jpg",
    "/fresh?unit=4607",
    "/login",
    "/logout",
    "/nothing",
    "/4607.html/",
    "/%2e%2e/",
]
METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE"]
OWN = ["/4607.html", "/photos/4607/a.jpg", "/fresh?unit=4607"]
SEES = {
    "dg": {"nation", "region-12", "region-18", "46", "60", "4601", "4607"},
    "i12": {"region-12", "46", "4601", "4607"},
    "ks": {"46", "4601", "4607"},
    "yt": {"4607"},
    "ns": {"60"},
}
EXPECTED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


CLOSED = [(method, route) for method in METHODS for route in ROUTES if (method, route) != ("POST", "/login")]


@pytest.mark.parametrize(("method", "route"), CLOSED)
def test_without_a_login_every_route_answers_401(served: Served, method: str, route: str) -> None:
    """Without a token, with a stranger's, and with what is none."""
    for token in ("", "x" * 43, "\xe0\xb8\x81"):
        answer = served.ask(method, route, token=token)
        assert (answer.status, answer.headers["WWW-Authenticate"]) == (401, 'FormBased realm="war room"')
        assert "หน้าของ" not in answer.text


@pytest.mark.parametrize("route", OWN)
@pytest.mark.parametrize(
    ("name", "status"), [("mk", 403), ("ns", 403), ("yt", 200), ("ks", 200), ("i12", 200), ("dg", 200)]
)
def test_a_unit_s_files_are_for_it_and_those_above_it(served: Served, route: str, name: str, status: int) -> None:
    answer = served.ask("GET", route, token=served.token(name))
    assert answer.status == status
    assert ("4607" in answer.text or "photograph" in answer.text) == (status == 200)


@pytest.mark.parametrize("name", SEES)
def test_each_level_sees_itself_and_below(served: Served, name: str) -> None:
    """Also in the list, and whether or not there is a page."""
    token, every = served.token(name), SEES["dg"]
    assert {unit for unit in every if served.ask("GET", f"/{unit}.html", token=token).status == 200} == SEES[name]
    listed = served.ask("GET", "/", token=token).text
    assert {unit for unit in every if f'href="/{unit}.html"' in listed} == SEES[name]
    assert served.ask("GET", "/6101.html", token=token).status == (404 if name == "dg" else 403)


def raw_400(served: Served) -> bytes:
    """The answer to what is no HTTP."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as line:
        line.sendall(b"GET\0 / nothing\r\n\r\n")
        return b"".join(iter(lambda: line.recv(65536), b""))


@pytest.mark.parametrize("name", ["", "yt"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "DELETE"])
@pytest.mark.parametrize("route", [*ROUTES, "/46.html"])
def test_every_answer_has_the_headers(served: Served, method: str, route: str, name: str) -> None:
    answer = served.ask(method, route, token=served.token(name) if name else "")
    assert {header: answer.headers[header] for header in EXPECTED} == EXPECTED
    policy = dict(part.split(" ", 1) for part in str(answer.headers["Content-Security-Policy"]).split("; "))
    assert (policy["default-src"], policy["frame-ancestors"], policy["base-uri"]) == ("'none'", "'none'", "'none'")
    assert "unsafe" not in policy.get("script-src", "")
    assert policy["form-action"] in ("'none'", "'self'")
    assert answer.headers["Server"] is None


def test_refusals_and_failures_have_them_too(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(6):
        throttled = served.login("yt", "guess")
    monkeypatch.setattr("sheets_sync.serving.site.opened", lambda *_: 1 / 0)
    broken = served.ask("GET", "/4607.html", token=served.token("yt"))
    too_large = served.ask("POST", "/login", body="x" * 9000)
    elsewhere = served.login("yt", Sec_Fetch_Site="cross-site")
    answers = (throttled, broken, too_large, elsewhere)
    assert [answer.status for answer in answers] == [429, 500, 400, 403]
    assert [{header: answer.headers[header] for header in EXPECTED} for answer in answers] == [EXPECTED] * 4
    assert "ระบบขัดข้อง" in broken.text
    assert served.told[-1].startswith("a page could not be served: ZeroDivisionError")
    refused = raw_400(served).decode().lower()
    assert refused.startswith("http/1.1 400")
    assert all(f"{header}: {value.lower()}" in refused for header, value in EXPECTED.items())


def test_a_page_is_sent_whole_with_its_own_script_s_hash(served: Served) -> None:
    answer = served.ask("GET", "/4607.html", token=served.token("yt"))
    page = (served.folder / "4607.html").read_bytes()
    assert (answer.body, answer.headers["Content-Length"]) == (page, str(len(page)))
    assert SCRIPT.encode() in page
    assert "script-src 'sha256-2RH3BF6ezh0BAXWRlbm0gXNVjTjOZLP23cGKRG2c1C0=';" in str(
        answer.headers["Content-Security-Policy"]
    )
    head = served.ask("HEAD", "/4607.html", token=served.token("yt"))
    assert (head.status, head.body, head.headers["Content-Length"]) == (200, b"", str(len(page)))


OUTSIDE = [
    "/../secret.html", "/%2e%2e/secret.html", "/..%2fsecret.html", "/..%5csecret.html", "/%2e%2e%2fsecret.html",
    "//etc/passwd", "/%2fetc/passwd", "/photos/../../secret.html", "/photos/4607/../../../secret.html",
    "/photos/4607/..%2f..%2f..%2fsecret.html", "/4607.html%00.jpg", "/4607.html%00", "/%00", "/4607.html%2f..",
    "/.hidden.html", "/4607/.a.jpg", "/photos/4607/a.jpg/", "/photos/4607/", "/photos", "/46%307.html", "/4607.HTML",
    "/4607.html.", "/4607.txt", "/4607.html~", "/C:/secret.html", "/\\..\\secret.html", "/link.html",
    "/46.html/../4607.html", "/%c0%ae%c0%ae/secret.html", "/..;/secret.html", "/./4607.html",
    "/photos/4607/pipe.jpg", "/photos/4607/folder.jpg", "/photos/4607/link.jpg", "/66/a.jpg", "/62.html",
]  # fmt: skip


@pytest.fixture
def trapped(served: Served) -> Served:
    """Links out of the folder, under names that are right; a folder and a pipe where a file belongs."""
    beside = served.folder / "photos" / "4607"
    if not (beside / "folder.jpg").exists():
        (served.folder / "62.html").symlink_to(served.folder.parent / "secret.html")
        (served.folder / "link.html").symlink_to(served.folder / "4607.html")
        (served.folder / "66").symlink_to(beside)
        (beside / "link.jpg").symlink_to(beside / "a.jpg")
        (beside / "folder.jpg").mkdir()
        os.mkfifo(beside / "pipe.jpg")
    return served


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_but_the_folder_s_plain_files_is_reached(trapped: Served, path: str) -> None:
    """By the user who may see everything; the path goes over the line as it stands."""
    answer = trapped.ask("GET", path, token=trapped.token("dg"))
    assert answer.status in (400, 404)
    assert not any(word in answer.text for word in ("secret", "root:", "photograph", "หน้าของ"))


def test_a_page_says_when_it_is_put_in_place_anew(served: Served) -> None:
    """As `publish` does: written beside, then renamed; what is open keeps what it was."""
    token = served.token("yt")

    def stamp() -> object:
        return json.loads(served.ask("GET", "/fresh?unit=4607", token=token).body)

    before = stamp()
    assert stamp() == before
    page, aside = served.folder / "4607.html", served.folder / ".4607.html-1"
    old = page.read_bytes()
    try:
        aside.write_text("ใหม่", "utf-8")
        aside.replace(page)
        assert stamp() != before
        assert served.ask("GET", "/4607.html", token=token).text == "ใหม่"
    finally:
        page.write_bytes(old)


@pytest.mark.parametrize(
    "query", ["", "?unit=", "?unit=../secret", "?unit=4607.html", "?unit=46&unit=4607/../x", "?unit=%00"]
)
def test_fresh_asks_for_a_unit(served: Served, query: str) -> None:
    assert served.ask("GET", f"/fresh{query}", token=served.token("dg")).status == 404


def test_a_name_that_is_typed_is_text_in_the_form(served: Served) -> None:
    answer = served.login('"><script>alert(1)</script>', "x")
    assert "<script" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_no_other_file_stands_open_after_many_requests(served: Served) -> None:
    token, descriptors = served.token("yt"), Path("/proc/self/fd")
    for route in OWN:
        served.ask("GET", route, token=token)
    before = len(list(descriptors.iterdir()))
    for _ in range(30):
        for route in OWN:
            served.ask("GET", route, token=token)
            served.ask("HEAD", route, token=token)
    assert len(list(descriptors.iterdir())) <= before + 2

"""An edition to look at before it leaves: in the browser, or in one's own mail; the store never hears of it."""

from __future__ import annotations

import email
import email.policy
import sqlite3
import webbrowser
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Said

Command = Callable[..., Said]
TABLES = ("editions", "messages", "runs", "findings", "snapshots")
JANUARY = ("--month", "2564-01", "--now", "2564-02-05T08:00")


@pytest.fixture
def synced(command: Command, office: Path) -> Path:
    """Three offices' sheets, read."""
    command("sync", "--config", office, "--now", "2564-02-05T08:00")
    return office


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that a browser was asked to open."""
    asked: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda address: not asked.append(address))  # type: ignore[func-returns-value]
    return asked


def kept(config: Path) -> list[int]:
    """How many rows the store's tables hold."""
    with sqlite3.connect(config.parent / "state" / "sheets_sync.db") as store:
        return [store.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES]  # noqa: S608


def mail_of(config: Path) -> email.message.EmailMessage:
    (path,) = (config.parent / "mail").glob("*.eml")
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(mail, email.message.EmailMessage)
    return mail


def test_a_preview_opens_the_page_and_measures_the_mail(command: Command, synced: Path, opened: list[str]) -> None:
    before = kept(synced)
    said = command("publish", "--preview", "--unit", "46", *JANUARY, "--config", synced)
    page = synced.parent / "out" / "preview" / "2564-01" / "46.html"
    assert (said.status, opened) == (0, [page.as_uri()])
    assert "จังหวัดกาฬสินธุ์" in page.read_text("utf-8")
    assert f"page       {page}" in said.out
    for gauge in ("of 95 KB", "of 150 KB", "of 8,000 KB"):
        assert gauge in said.out
    assert kept(synced) == before
    assert not (synced.parent / "out" / "editions").exists()
    assert not (synced.parent / "mail").exists()


def test_a_preview_of_nobody_in_particular_is_of_the_month_that_closed_last(
    command: Command, synced: Path, opened: list[str]
) -> None:
    command("publish", "--preview", "--now", "2564-02-06T09:00", "--config", synced)
    assert [address.rsplit("/", 2)[1:] for address in opened] == [["2564-01", "nation.html"]]


def test_without_a_browser_the_path_is_told(command: Command, synced: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    said = command("publish", "--preview", "--unit", "46", *JANUARY, "--config", synced)
    assert said.status == 0
    assert "open the page yourself" in said.err


def test_a_test_goes_to_one_address_and_says_that_it_is_one(command: Command, synced: Path, opened: list[str]) -> None:
    before = kept(synced)
    said = command("publish", "--to", "me@example.go.th", "--unit", "46", *JANUARY, "--config", synced)
    mail = mail_of(synced)
    assert said.status == 0
    assert mail["To"] == "me@example.go.th"
    assert str(mail["Subject"]).startswith("[ทดสอบ] รายงานความก้าวหน้า")
    assert kept(synced) == before
    assert opened == []


def test_a_test_is_no_reason_for_a_mail_program_to_drop_the_edition(command: Command, synced: Path) -> None:
    """The two have different Message-IDs, and the recipient still gets the edition itself."""
    command("publish", "--to", "ks@example.go.th", "--unit", "46", *JANUARY, "--config", synced)
    test = mail_of(synced)["Message-ID"]
    command("run", *JANUARY, "--config", synced)
    mails = [email.message_from_bytes(path.read_bytes()) for path in (synced.parent / "mail").glob("*.eml")]
    to_province = [mail["Message-ID"] for mail in mails if "ks@example.go.th" in mail["To"]]
    assert len(set(to_province)) == 2
    assert test in to_province


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--to", "me@example.go.th\nBcc: all@example.org"], "--to: expected one e-mail address"),
        (["--to", "a@b.go.th, c@d.go.th"], "--to: expected one e-mail address"),
        (["--to", "Me <me@example.go.th>"], "--to: expected one e-mail address"),
        (["--preview", "--unit", "46", "--unit", "66"], "name one --unit"),
        (["--preview", "--unit", "9999"], "--unit 9999: no such unit"),
        (["--notice"], "--notice goes with --preview or --to"),
        (["--preview", "--notice", "--month", "2564-01"], "leave out --month"),
    ],
)
def test_what_cannot_be_meant_is_refused(command: Command, synced: Path, arguments: list[str], named: str) -> None:
    said = command("publish", *arguments, "--config", synced)
    assert (said.status, "Traceback" in said.err) == (2, False)
    assert named in said.err
    assert not (synced.parent / "mail").exists()


def test_a_notice_can_be_looked_at_before_monday(command: Command, synced: Path, opened: list[str]) -> None:
    said = command(
        "publish", "--preview", "--notice", "--unit", "4607", "--now", "2564-02-05T09:00", "--config", synced
    )
    assert said.status == 0
    page = synced.parent / "out" / "preview" / "2564-W05" / "4607.html"
    assert opened == [page.as_uri()]
    assert "ขอให้ช่วยดู" in page.read_text("utf-8")


def test_a_broken_template_is_named_with_its_line(command: Command, synced: Path, opened: list[str]) -> None:
    own = synced.parent / "own" / "monthly" / "parts" / "sources.html.j2"
    own.parent.mkdir(parents=True)
    own.write_text("<p>\n{{ view.sources[0].nothing }}</p>", encoding="utf-8")
    synced.write_text(synced.read_text("utf-8") + "templates: own/\n", encoding="utf-8")
    said = command("publish", "--preview", "--unit", "46", *JANUARY, "--config", synced)
    assert said.status == 2
    assert "own/monthly/parts/sources.html.j2:2: UndefinedError" in said.err
    assert opened == []

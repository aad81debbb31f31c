"""A mail too large for the server goes lighter, says so, and stays one message in the ledger."""

from __future__ import annotations

import datetime as dt
import email
import hashlib
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from sheets_sync.jobs.deliver import deliver
from sheets_sync.mail import compose, message_id
from sheets_sync.mail.smtp import SmtpMailer
from sheets_sync.model import Attachment, Edition, Letter, MessageState, Picture, Recipient
from sheets_sync.periods import BANGKOK
from sheets_sync.render.annexes import lighter
from sheets_sync.store import NewMessage, Store

from .servers import SENDER, Scripted, scripted, settings

NOW = dt.datetime(2021, 2, 5, 8, 0, tzinfo=BANGKOK)
TO = Recipient("46", "พัฒนาการจังหวัด", "b@example.go.th")
KB = 1000
ENCLOSED = "แนบมาด้วย: เอกสาร PDF สำหรับพิมพ์ · ตาราง Excel · ภาพสรุปสำหรับส่งต่อ"
LETTER = Letter(
    "รายงานเดือนมกราคม 2564",
    f"ข้อความ\n{ENCLOSED}\n",
    '<html><body><img alt="แปลงที่ขุดแล้ว" src="cid:photo-1@sheets-sync"><img src="cid:trend@sheets-sync" alt="แนวโน้ม">'
    f"<p>{ENCLOSED}</p></body></html>",
    (Picture("photo-1@sheets-sync", b"p" * 90 * KB), Picture("trend@sheets-sync", b"t" * 40 * KB)),
)
FILES = (
    Attachment("รายงาน.pdf", "application/pdf", b"d" * 200 * KB),
    Attachment("รายงาน.xlsx", "application/x-book", b"x" * 300 * KB),
    Attachment("รายงาน.png", "image/png", b"i" * 500 * KB),
    Attachment("รายงาน.kml", "application/x-pins", b"k" * 900 * KB, sent=False),
)
EDITION = Edition("monthly", "46", "2564-01", 0, LETTER, "abc", attachments=FILES)


def outbox(path: Path) -> str:
    url = f"sqlite:///{path}/kept.db"
    eml = compose(LETTER, SENDER, TO, EDITION.key, date=NOW, attachments=FILES[:3])
    with Store.open(url) as store:
        store.keep_edition(EDITION, [NewMessage(TO.email, message_id(EDITION.key, TO.email, SENDER), eml)], NOW)
    return url


def sent_by(server: Scripted, url: str, runs: int = 1) -> tuple[EmailMessage, MessageState, str, str]:
    """What the server took, and the ledger's state, hash and Message-ID of it."""
    with Store.open(url) as store:
        for _ in range(runs):
            mailer = SmtpMailer(settings(server.port), timeout=30, dot_timeout=30)
            deliver(store, mailer, NOW)
            mailer.close()
        (row,) = store.messages()
    ((_, body),) = server.took
    assert hashlib.sha256(body).hexdigest() == row.eml_sha256, "the ledger names the bytes that left"
    mail = email.message_from_bytes(body, policy=default)
    assert isinstance(mail, EmailMessage)
    return mail, row.state, row.eml_sha256, row.message_id


def parts(mail: EmailMessage) -> list[str]:
    """The pictures in the letter by Content-ID, and the annexes by the ending of their names."""
    found = [part["Content-ID"].strip("<>").split("@")[0] for part in mail.walk() if part["Content-ID"]]
    return found + [str(part.get_filename()).rsplit(".", 1)[-1] for part in mail.iter_attachments()]


WHOLE = ["photo-1", "trend", "pdf", "xlsx", "png"]
STEPS = [  # bytes the server takes, what then goes, how many megabytes the mail tells
    (2_000 * KB, WHOLE, ""),
    (1_500 * KB, ["trend", "pdf", "xlsx", "png"], "1.5"),
    (800 * KB, ["trend", "pdf", "xlsx"], "0.8"),
    (400 * KB, ["trend", "pdf"], "0.4"),
    (100 * KB, ["trend"], "0.1"),
    (20 * KB, [], "0.02"),
]


@pytest.mark.parametrize(("limit", "goes", "megabytes"), STEPS)
def test_the_size_is_known_before_the_first_send(tmp_path: Path, limit: int, goes: list[str], megabytes: str) -> None:
    """The first MAIL that the server hears is of the form that fits."""
    url = outbox(tmp_path)
    with scripted({"EHLO": f"250-mail.example.go.th\r\n250 SIZE {limit}"}) as server:
        mail, state, _, kept_id = sent_by(server, url)
    assert (parts(mail), state, server.heard.count("MAIL")) == (goes, MessageState.SENT, 1)
    assert (mail["Message-ID"], kept_id) == (message_id(EDITION.key, TO.email, SENDER),) * 2
    text, page = _said(mail)
    for body in (text, page):
        assert (f"เพราะระบบอีเมลรับได้ไม่เกิน {megabytes} เมกะไบต์" in body) is bool(megabytes)
        assert ("· ตาราง Excel" in body.split("ไม่ได้แนบ")[0]) is ("xlsx" in goes), "what is enclosed is told as it is"
        assert ("ตาราง Excel" in body.partition("ไม่ได้แนบ")[2]) is ("xlsx" not in goes)


def _said(mail: EmailMessage) -> tuple[str, str]:
    text, page = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert page is not None
    return text.get_content(), page.get_content()


@pytest.mark.parametrize(("most", "goes"), [(most, goes) for most, goes, _ in STEPS])
def test_a_size_told_only_after_the_dot_steps_down_until_it_is_taken(
    tmp_path: Path, most: int, goes: list[str]
) -> None:
    """552 after DATA: nothing was taken, so a lighter form goes at once; the ledger has it once."""
    url = outbox(tmp_path)
    with scripted({"EHLO": "250 mail.example.go.th"}) as server:
        server.most = most
        mail, state, _, _ = sent_by(server, url, runs=2)
    assert (parts(mail), state) == (goes, MessageState.SENT)
    assert ("ระบบอีเมลรับอีเมลขนาดนี้ไม่ได้" in _said(mail)[0]) is (goes != WHOLE)


def test_what_fits_in_no_form_is_refused_with_both_sizes(tmp_path: Path) -> None:
    url = outbox(tmp_path)
    with scripted({"EHLO": "250-mail.example.go.th\r\n250 SIZE 1000"}) as server, Store.open(url) as store:
        mailer = SmtpMailer(settings(server.port), timeout=30, dot_timeout=30)
        assert deliver(store, mailer, NOW).needs_person
        mailer.close()
        (row,) = store.messages()
    assert (row.state, row.code) == (MessageState.REFUSED, 552)
    assert row.text.endswith("more than the 1,000 this server takes")
    assert "MAIL" not in server.heard


@pytest.mark.parametrize("script", [{"RCPT": "552 5.2.2 mailbox full"}, {"DOT": "552 5.2.2 mailbox full"}])
def test_a_full_mailbox_is_not_taken_for_a_large_mail(tmp_path: Path, script: dict[str, str]) -> None:
    url = outbox(tmp_path)
    with scripted(script | {"EHLO": "250 mail.example.go.th"}) as server, Store.open(url) as store:
        mailer = SmtpMailer(settings(server.port), timeout=30, dot_timeout=30)
        deliver(store, mailer, NOW)
        mailer.close()
        (row,) = store.messages()
    assert (row.state, server.heard.count("MAIL")) == (MessageState.REFUSED, 1)


def forms(letter: Letter, files: Sequence[Attachment] = FILES[:3]) -> list[tuple[Letter, tuple[Attachment, ...]]]:
    return list(lighter(letter, files, 9_000 * KB))


def test_a_picture_left_out_leaves_its_words() -> None:
    """Who does not see a photo reads what it shows; the last form has words alone."""
    (first, _), *_, (last, nothing) = forms(LETTER)
    assert "<em>แปลงที่ขุดแล้ว</em>" in first.html
    assert [picture.cid for picture in first.pictures] == ["trend@sheets-sync"]
    assert (last.pictures, nothing, "<img" in last.html) == ((), (), False)


def test_an_office_that_words_it_otherwise_reads_it_first_of_all() -> None:
    """Where the sentence on what is enclosed is not to be found, the new one stands at the head of both bodies."""
    own = Letter("เรื่อง", "ดูเอกสารแนบ", "<html><body lang=th><p>ดูเอกสารแนบ</p></body></html>")
    letter, _ = forms(own)[0]
    told = "ไม่ได้แนบ ภาพสรุปสำหรับส่งต่อ เพราะระบบอีเมลรับได้ไม่เกิน 9 เมกะไบต์ ขอรับได้จากผู้ส่ง"
    assert letter.text == f"{told}\n\nดูเอกสารแนบ"
    assert letter.html == f"<html><body lang=th><p>{told}</p><p>ดูเอกสารแนบ</p></body></html>"

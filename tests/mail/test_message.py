"""The bytes of a mail."""

from __future__ import annotations

import datetime as dt
import re
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.errors import MailError
from sheets_sync.mail import compose, message_id
from sheets_sync.model import Attachment, Letter, Picture, Recipient
from sheets_sync.periods import BANGKOK

NOW = dt.datetime(2021, 2, 5, 8, 0, tzinfo=BANGKOK)
SENDER = "สพจ.กาฬสินธุ์ <report@example.go.th>"
TO = Recipient("46", "พัฒนาการจังหวัดกาฬสินธุ์", "ks@example.go.th")
SUBJECT = "รายงานความก้าวหน้าโคก หนอง นา และกองทุนฐานุ จังหวัดกาฬสินธุ์ ประจำเดือนมกราคม พ.ศ. 2564 (แก้ไขครั้งที่ 1)"
TREND = Picture("trend@sheets-sync", b"\x89PNG" + bytes(range(256)))
HTML = '<p>น้ำ ที่นี่ ผู้ใหญ่ ฐานุ</p><img src="cid:trend@sheets-sync">'
LETTER = Letter(SUBJECT, "น้ำ ที่นี่ ผู้ใหญ่\n.จุดต้นบรรทัด\nฐานุ", HTML, (TREND,))
BOOK = Attachment("รายงาน-2564-01-46.xlsx", "application/vnd.ms-excel", b"PK" * 400)
KEY = "monthly/2564-01/46/0"


def made(letter: Letter = LETTER, *, to: Recipient = TO, sender: str = SENDER, key: str = KEY) -> bytes:
    return compose(letter, sender, to, key, date=NOW, attachments=(BOOK,))


def opened(eml: bytes) -> EmailMessage:
    return cast("EmailMessage", message_from_bytes(eml, policy=policy.default))


def said(eml: bytes, header: str) -> str:
    """A header as a mail program reads it; the library's own reader puts spaces into long Thai names."""
    raw = message_from_bytes(eml)[header]
    return str(make_header(decode_header(re.sub(r"\r\n", "", raw))))


def shape(part: EmailMessage) -> list[object]:
    inside = [shape(cast("EmailMessage", inner)) for inner in part.iter_parts()] if part.is_multipart() else []
    return [part.get_content_type(), *inside]


def test_the_parts_are_nested_so_that_every_mail_program_shows_the_best_it_can() -> None:
    assert shape(opened(made())) == [
        "multipart/mixed",
        ["multipart/alternative", ["text/plain"], ["multipart/related", ["text/html"], ["image/png"]]],
        [BOOK.media_type],
    ]


def test_a_letter_without_pictures_has_the_same_shape() -> None:
    plain = opened(made(Letter("เรื่อง", "ข้อความ", "<p>ข้อความ</p>")))
    assert shape(plain)[1] == ["multipart/alternative", ["text/plain"], ["multipart/related", ["text/html"]]]


def test_what_goes_in_comes_out() -> None:
    mail = opened(made())
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().splitlines() == LETTER.text.splitlines()
    assert html.get_content().strip() == LETTER.html
    (picture,) = (part for part in mail.walk() if part.get_content_type() == "image/png")
    assert (picture.get_payload(decode=True), picture["Content-ID"]) == (TREND.content, "<trend@sheets-sync>")
    (file,) = mail.iter_attachments()
    assert (file.get_filename(), file.get_content()) == (BOOK.name, BOOK.content)


def test_the_head_says_who_what_and_that_no_person_is_to_answer() -> None:
    eml = made()
    mail = opened(eml)
    assert said(eml, "Subject") == SUBJECT
    assert said(eml, "To") == "พัฒนาการจังหวัดกาฬสินธุ์ <ks@example.go.th>"
    assert said(eml, "From") == SENDER
    assert mail["Date"] == "Fri, 05 Feb 2021 08:00:00 +0700"
    found = {name: mail[name] for name in ("Auto-Submitted", "X-Auto-Response-Suppress", "Content-Language", "List-Id")}
    assert found == {
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": "th",
        "List-Id": "<monthly.sheets-sync.example.go.th>",
    }
    assert [mail.get_all(name, [])[1:] for name in set(mail.keys())] == [[]] * len(set(mail.keys()))


def test_thai_travels_in_seven_bits_and_lines_that_no_server_breaks() -> None:
    eml = made(Letter(SUBJECT * 3, "ยาว" * 9_000, "<p>" + "ยาว" * 9_000 + "</p>"))
    assert max(eml) < 128
    assert b"\n" not in eml.replace(b"\r\n", b"")
    assert max(map(len, eml.split(b"\r\n"))) <= 78
    assert eml.count(b"base64") >= 3


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert made() == made()


def test_an_answer_can_go_to_the_reporting_officer() -> None:
    eml = compose(Letter("ก", "ข", "<p>"), SENDER, TO, KEY, date=NOW, reply_to="สมหญิง <yt@example.go.th>")
    assert said(eml, "Reply-To") == "สมหญิง <yt@example.go.th>"


def test_the_message_id_is_of_the_edition_and_the_recipient() -> None:
    ids = [
        message_id(KEY, "ks@example.go.th", SENDER),
        message_id(KEY, "yt@example.go.th", SENDER),
        message_id("monthly/2564-01/46/1", "ks@example.go.th", SENDER),
    ]
    assert len(set(ids)) == 3
    assert all(re.fullmatch(r"<[0-9a-f]{32}@example\.go\.th>", one) for one in ids)
    assert opened(made())["Message-ID"] == ids[0] == message_id(KEY, "KS@example.go.th", SENDER)


BAD_ADDRESSES = [
    "a@y>\r\nRCPT TO:<evil@z.com",
    "victim@x.go.th, evil@x.com",
    "Name <a@x.go.th>",
    "a@x.go.th\nBcc: evil@x.com",
    "a b@x.go.th",
    "",
    "a@",
    "@x.go.th",
    "ก@x.go.th",
    "a@x.go.th\x00",
]


@pytest.mark.parametrize("address", BAD_ADDRESSES)
def test_what_is_not_one_address_is_refused_not_repaired(address: str) -> None:
    with pytest.raises(MailError, match="expected one e-mail address") as caught:
        made(to=Recipient("46", "ชื่อ", address))
    assert caught.value.permanent
    for sender in (address, f"ชื่อ <{address}>"):
        if sender != "Name <a@x.go.th>":
            with pytest.raises(MailError, match=r"mail\.from"):
                made(sender=sender)


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("ก\rBcc: evil@x.com", "ข"),
        ("ก", "ข\nBcc: evil@x.com"),
        ("ก\r\nBcc: evil@x.com", "ข"),
        ("ก\nX: y", "ข"),
        ("ก", "ข\r\nBcc: evil@x.com"),
        ("ก", "ข\x00"),
    ],
)
def test_a_line_break_starts_no_header_of_its_own(subject: str, name: str) -> None:
    with pytest.raises(MailError):
        made(Letter(subject, "", ""), to=Recipient("46", name, "a@example.go.th"))


@given(st.text(), st.text(max_size=40))
def test_whatever_a_letter_says_there_is_one_recipient(text: str, name: str) -> None:
    letter = Letter("เรื่อง " + re.sub(r"\s", " ", text), text, re.sub("cid:", "", text))
    try:
        mail = opened(made(letter, to=Recipient("46", name, "a@example.go.th")))
    except MailError:
        return
    assert [address.addr_spec for address in mail["To"].addresses] == ["a@example.go.th"]
    assert mail["Bcc"] is mail["Cc"] is None
    assert shape(mail)[0] == "multipart/mixed"


@pytest.mark.parametrize("name", ["../../x.pdf", "x\r\nX: y.pdf", "", ".hidden", "a/b.pdf", "x" * 120, "a\u202ex.pdf"])
def test_an_attachment_has_a_name_that_no_folder_minds(name: str) -> None:
    with pytest.raises(ValueError, match="is no name for an attachment"):
        compose(Letter("ก", "", ""), SENDER, TO, KEY, date=NOW, attachments=[Attachment(name, "a/b", b"")])


def test_a_picture_that_is_missing_or_not_shown_is_noticed() -> None:
    with pytest.raises(ValueError, match="trend@sheets-sync"):
        compose(Letter(SUBJECT, "", HTML), SENDER, TO, KEY, date=NOW)
    with pytest.raises(ValueError, match="trend@sheets-sync"):
        compose(Letter("ก", "", "<p>", (TREND,)), SENDER, TO, KEY, date=NOW)


def test_an_officer_who_writes_of_a_content_id_shows_no_picture() -> None:
    html = "<p>ดูภาพ (cid:trend@sheets-sync) src=&#34;cid:trend@sheets-sync&#34;</p>"
    assert shape(opened(made(Letter("เรื่อง", "ข้อความ", html))))[1][2] == ["multipart/related", ["text/html"]]


def test_a_date_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        compose(Letter("ก", "", ""), SENDER, TO, KEY, date=dt.datetime(2021, 2, 5))


@pytest.mark.parametrize("answer_to", [bad for bad in BAD_ADDRESSES if bad not in ("", "Name <a@x.go.th>")])
def test_an_answer_goes_to_one_address_or_the_mail_is_not_made(answer_to: str) -> None:
    """The reporting officer's address comes out of a sheet."""
    with pytest.raises(MailError):
        compose(Letter("ก", "ข", "<p>"), SENDER, TO, KEY, date=NOW, reply_to=answer_to)


@pytest.mark.parametrize("key", ["monthly\r\nBcc: evil@x.com/2564-01/46/0", "ก>\nX: y/1/2/3", "<a@b>, <c@d>/1/2/3"])
def test_the_list_of_a_mail_is_a_slug_whatever_the_report_is_called(key: str) -> None:
    mail = opened(compose(Letter("ก", "ข", "<p>"), SENDER, TO, key, date=NOW))
    assert re.fullmatch(r"<[a-z0-9-]+\.sheets-sync\.example\.go\.th>", mail["List-Id"])
    assert mail["Bcc"] is mail["X"] is None

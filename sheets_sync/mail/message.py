"""A letter as the bytes of one mail to one recipient: the same letter gives the same bytes."""

from __future__ import annotations

import datetime as dt
import email
import hashlib
import re
from collections.abc import Iterator, Sequence
from email.headerregistry import Address
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP
from email.utils import format_datetime

from ..config.values import one_address
from ..errors import MailError
from ..model import Attachment, Letter, Recipient

PRODUCT = "sheets-sync"
FILE_NAME = re.compile(r"[\w\u0e00-\u0e7f-][\w\u0e00-\u0e7f .()-]{0,99}")
NAME_AND_ADDRESS = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>")
CONTENT_ID = re.compile(r"[A-Za-z0-9._-]+(@[A-Za-z0-9.-]+)?")
CID_IN_HTML = re.compile(r'src="cid:([^"]+)"')  # what officers type has its quotes escaped


def message_id(edition_key: str, recipient: str, sender: str) -> str:
    """The same for every attempt at one edition for one recipient, so that a doubtful mail can be told again."""
    digest = hashlib.sha256(f"{edition_key}|{recipient.lower()}".encode()).hexdigest()[:32]
    return f"<{digest}@{sender_address(sender).domain}>"


def compose(
    letter: Letter,
    sender: str,
    recipient: Recipient,
    edition_key: str,
    *,
    date: dt.datetime,
    attachments: Sequence[Attachment] = (),
    reply_to: str = "",
) -> bytes:
    """The mail, ready to be sent: mixed(alternative(text, related(html, pictures)), attachments), in 7-bit lines.

    Raises MailError for an address, name or subject that could start another header or reach another person.
    """
    mail = EmailMessage(policy=SMTP)
    try:
        _head(mail, letter, sender_address(sender), _address(recipient.name, recipient.email), edition_key)
        if reply_to:
            mail["Reply-To"] = sender_address(reply_to)
    except ValueError as error:
        raise MailError(f"mail {edition_key} to {recipient.email!r}: {error}", permanent=True) from error
    if date.tzinfo is None:
        raise ValueError(f"{date} has no time zone, so it is no instant")
    mail["Date"] = format_datetime(date.replace(microsecond=0))
    mail["Message-ID"] = message_id(edition_key, recipient.email, sender)
    _body(mail, letter)
    for attachment in attachments:
        _attach(mail, attachment)
    mail["Content-Language"] = "th"  # last: what the library makes of the body takes earlier Content headers along
    _name_boundaries(mail, str(mail["Message-ID"]))
    return mail.as_bytes()


def recomposed(eml: bytes, letter: Letter, edition_key: str, attachments: Sequence[Attachment] = ()) -> bytes:
    """The same mail around another letter: sender, recipient, date and so the Message-ID are those of the first."""
    mail = email.message_from_bytes(eml, policy=SMTP)
    (to,), date = mail["To"].addresses, mail["Date"].datetime
    return compose(
        letter,
        str(mail["From"]),
        Recipient("", to.display_name, to.addr_spec),
        edition_key,
        date=date,
        attachments=attachments,
        reply_to=str(mail["Reply-To"] or ""),
    )


def _head(mail: EmailMessage, letter: Letter, sender: Address, recipient: Address, edition_key: str) -> None:
    report = re.sub(r"[^a-z0-9-]", "-", edition_key.split("/", 1)[0].lower())
    mail["From"] = sender
    mail["To"] = recipient
    mail["Subject"] = letter.subject
    mail["List-Id"] = f"<{report}.{PRODUCT}.{sender.domain}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no vacation replies
    mail["X-Auto-Response-Suppress"] = "All"  # the same in Exchange's words


def sender_address(text: str) -> Address:
    """`สพจ.กาฬสินธุ์ <report@example.go.th>`, or the bare address."""
    match = NAME_AND_ADDRESS.fullmatch(text.strip())
    try:
        return _address(match["name"].strip().strip('"'), match["address"]) if match else _address("", text)
    except ValueError as error:
        raise MailError(f"mail.from: {error}", permanent=True) from error


def _address(name: str, address: str) -> Address:
    if re.search(r"[\x00-\x1f\x7f]", name):
        raise ValueError(f"the name {name!r} holds a control character")
    return Address(display_name=name, addr_spec=one_address(address))


def _body(mail: EmailMessage, letter: Letter) -> None:
    """Text first, HTML second: a reader shows the last part it understands."""
    shown, given = set(CID_IN_HTML.findall(letter.html)), {picture.cid for picture in letter.pictures}
    if shown != given:
        raise ValueError(f"pictures in the HTML and pictures of the letter differ: {sorted(shown ^ given)}")
    mail.set_content(letter.text, subtype="plain", charset="utf-8", cte="base64")
    mail.add_alternative(letter.html, subtype="html", charset="utf-8", cte="base64")
    html = list(mail.iter_parts())[1]
    for picture in letter.pictures:
        if not CONTENT_ID.fullmatch(picture.cid):
            raise ValueError(f"{picture.cid!r} is no Content-ID")
        kind, subtype = picture.media_type.split("/")
        html.add_related(
            picture.content, maintype=kind, subtype=subtype, cid=f"<{picture.cid}>", disposition="inline", cte="base64"
        )
    if not letter.pictures:
        html.make_related()
    mail.make_mixed()


def _attach(mail: EmailMessage, attachment: Attachment) -> None:
    if not FILE_NAME.fullmatch(attachment.name):
        raise ValueError(f"{attachment.name!r} is no name for an attachment")
    kind, subtype = attachment.media_type.split("/")
    mail.add_attachment(attachment.content, maintype=kind, subtype=subtype, filename=attachment.name, cte="base64")


def _name_boundaries(mail: EmailMessage, seed: str) -> None:
    """The library draws boundaries at random; ours follow from the message. `=_` cannot stand in base64."""
    for number, part in enumerate(_multiparts(mail)):
        part.set_boundary(f"=_{hashlib.sha256(f'{seed}|{number}'.encode()).hexdigest()[:24]}")


def _multiparts(mail: EmailMessage) -> Iterator[MIMEPart]:
    for part in mail.walk():
        if part.is_multipart():
            yield part

"""How large a mail is, against what reaches a telephone whole (reports.md, 2.1)."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass

BODY_WARNS, BODY_MOST = 75_000, 95_000  # bytes of the decoded HTML; above, mail programs cut it off
PICTURES_MOST, PICTURES_BYTES = 3, 150_000  # inline pictures, and their bytes together
MESSAGE_MOST = 8_000_000  # bytes of the whole message


@dataclass(frozen=True, slots=True)
class Gauge:
    """One measure against its limit; `state` is ok, warn or over."""

    what: str
    size: int
    limit: int
    state: str
    note: str = ""

    @property
    def share(self) -> float:
        return self.size / self.limit


def measured(eml: bytes) -> Iterator[Gauge]:
    """The decoded HTML, the inline pictures and the whole message of a composed mail."""
    mail = email.message_from_bytes(eml, policy=email.policy.default)
    body = sum(
        len(part.get_content().encode("utf-8")) for part in mail.walk() if part.get_content_type() == "text/html"
    )
    pictures = [
        len(part.get_payload(decode=True))
        for part in mail.walk()
        if part.get_content_maintype() == "image" and part["Content-ID"]
    ]
    warns = "" if body <= BODY_WARNS else "some mail programs will cut it off"
    yield Gauge("body", body, BODY_MOST, "over" if body > BODY_MOST else "warn" if warns else "ok", warns)
    many = len(pictures) > PICTURES_MOST or sum(pictures) > PICTURES_BYTES
    told = f"{len(pictures)} of {PICTURES_MOST}"
    yield Gauge("pictures", sum(pictures), PICTURES_BYTES, "over" if many else "ok", told)
    yield Gauge("message", len(eml), MESSAGE_MOST, "over" if len(eml) > MESSAGE_MOST else "ok")

"""The kinds of values that keys of config.yaml take: addresses, links, codes, and how each is refused."""

from __future__ import annotations

import ipaddress
import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from ..render.links import SAFE_PAGES
from .wording import quoted, shown

ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
NAME = r'"[^"\\\x00-\x1f]+" *|[^"<>@,;:\\\x00-\x1f]*'  # quoted, or without what has a meaning in a header
SENDER = re.compile(rf"(?:{NAME})<{ADDRESS.pattern}>|{ADDRESS.pattern}")
SPREADSHEET_URL = re.compile(r"https://docs\.google\.com/spreadsheets/(?:u/\d+/)?d/([\w-]+)")
DRIVE_FOLDER_URL = re.compile(r"https://drive\.google\.com/drive/(?:u/\d+/)?folders/([\w-]+)")
ID = re.compile(r"[\w-]{3,200}")
LONGEST_TAKER = 30  # characters of the address that takes bounces, before its @


def is_loopback(host: str) -> bool:
    """Whether a host name or address stays on this machine."""
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def google_id(value: object, pattern: re.Pattern[str], what: str) -> str:
    """The id in a Google link, or the id itself."""
    text = str(value).strip()
    match = pattern.match(text)
    if match:
        return match[1]
    if ID.fullmatch(text):
        return text
    raise ValueError(f"expected the link or the id of a {what}, got {shown(text)}")


def one_address(value: object) -> str:
    """A bare e-mail address: one, without a name, without anything that could start another header."""
    text = str(value)
    if not ADDRESS.fullmatch(text):
        raise ValueError(f"expected one e-mail address such as name@example.go.th, got {shown(value)}")
    return text


def one_taker(value: str) -> str:
    """An address with room for `+` and a message's token before its `@` (RFC 5321: 64 characters)."""
    name = value.partition("@")[0]
    if "+" in name or len(name) > LONGEST_TAKER:
        raise ValueError(
            f"expected an address of at most {LONGEST_TAKER} characters before its @, without +, got {shown(value)}"
        )
    return value


def one_sender(value: str) -> str:
    """An address, bare or after a name; two of them, or a line break, could make another header."""
    if len(value) > 320 or not SENDER.fullmatch(value):
        raise ValueError(f"expected one sender such as Office <name@example.go.th>, got {shown(value)}")
    return value


def mail_server(value: str) -> str:
    """The name of a host, which is one word."""
    if not re.fullmatch(r"[^\s/@]+", value):
        raise ValueError(f"expected the name of a mail server such as smtp.example.go.th, got {quoted(value)}")
    return value


def watchdog(value: str) -> str:
    """The address of a watchdog: https, or this machine's; bare, since /start and /fail are hung on to it."""
    try:
        parts = urlsplit(value)
        fine = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))
        plain = parts.hostname and parts.port != 0 and not (parts.query or parts.fragment or parts.username)
    except ValueError:
        fine = plain = False
    if value and not (fine and plain and re.fullmatch(r"[!-~]+", value)):
        raise ValueError(
            f"expected https://host/path of a watchdog (http only to this machine), without ? and #, got {shown(value)}"
        )
    return value


def code(value: object) -> object:
    """A code that YAML took for a number, as the text that was meant."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def column_letter(value: str) -> str:
    """The letter of a column, as Sheets heads it."""
    if not re.fullmatch("[A-Za-z]{1,3}", value):
        raise ValueError(f"expected the letter of a column such as F or AB, got {quoted(value)}")
    return value.upper()


TILES = re.compile(r"https?://[a-zA-Z0-9.-]+(?::\d{1,5})?/(?:[\w\-./~%?=&@]|\{[zxy]\})+", re.ASCII)


def pages_url(value: str) -> str:
    """An address that a mail may lead to: https, or http on this machine; the same that `render` lets through."""
    if value and not SAFE_PAGES.fullmatch(value):
        raise ValueError(f"expected an address such as https://reports.example.go.th/editions, got {shown(value)}")
    return value.rstrip("/")


def tiles_url(value: str) -> str:
    """The address of street tiles; its host enters the page's policy, so no character may end a rule there."""
    if value and (not TILES.fullmatch(value) or any(f"{{{axis}}}" not in value for axis in "zxy")):
        raise ValueError(
            f"expected an address such as https://tiles.example.go.th/{{z}}/{{x}}/{{y}}.png, got {shown(value)}"
        )
    return value


Code = Annotated[str, BeforeValidator(code)]
SpreadsheetId = Annotated[str, BeforeValidator(lambda v: google_id(v, SPREADSHEET_URL, "spreadsheet"))]
FolderId = Annotated[str, BeforeValidator(lambda v: google_id(v, DRIVE_FOLDER_URL, "Drive folder"))]
ColumnLetter = Annotated[str, BeforeValidator(code), AfterValidator(column_letter)]
Deadline = Annotated[float, Field(gt=0, le=1440, allow_inf_nan=False)]  # minutes
Megabytes = Annotated[float, Field(gt=0, le=100, allow_inf_nan=False)]
Sender = Annotated[str, AfterValidator(one_sender)]
PagesUrl = Annotated[str, AfterValidator(pages_url)]
TilesUrl = Annotated[str, AfterValidator(tiles_url)]
Address = Annotated[str, BeforeValidator(one_address)]


class Settings(BaseModel):
    """Base of every section: frozen, and an unknown key is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")

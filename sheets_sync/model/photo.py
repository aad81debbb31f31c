"""A photograph behind a link: what one attempt to fetch it came to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PhotoState(StrEnum):
    """How a photograph stands after an attempt; `later` decides nothing: the next run tries again."""

    FETCHED = "fetched"
    UNCHANGED = "unchanged"
    PRIVATE = "private"
    UNREADABLE = "unreadable"
    LATER = "later"


class Flaw(StrEnum):
    """Why a photograph is unreadable."""

    LARGE = "large"  # more bytes or pixels than a photograph has
    NO_PICTURE = "no_picture"  # a page, a document, a kind of picture that is not taken
    BROKEN = "broken"  # it begins as a picture and does not end as one
    TINY = "tiny"  # too small to show anything
    EMPTY = "empty"  # a folder without a picture
    GONE = "gone"  # nothing is there, or it lies in the trash
    ADDRESS = "address"  # an address that is not fetched from


@dataclass(frozen=True, slots=True)
class Fetched:
    """One attempt: its outcome; the file as it came, and its version, where there is one."""

    state: PhotoState
    content: bytes = b""
    version: str = ""
    flaw: Flaw | None = None


def flawed(flaw: Flaw, version: str = "") -> Fetched:
    """An attempt that found no photograph that can be shown."""
    return Fetched(PhotoState.UNREADABLE, version=version, flaw=flaw)

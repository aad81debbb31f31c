"""A letter that is too large for a mail server, in ever lighter forms, each of which says what it left out."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from ...model import Attachment, Letter, Picture
from .fitting import NAMES, enclosed, steps

INLINE = {"photos": "ภาพถ่ายในเนื้อหา", "pictures": "ภาพประกอบในเนื้อหา"}
PHOTO = "photo"  # what the Content-ID of a photo in the letter begins with
KIND_OF = {"pdf": "pdf", "xlsx": "xlsx", "kml": "kml", "png": "picture"}  # ending -> kind of annex
PRINTED, ASKED = "ฉบับเต็มอยู่ในเอกสาร PDF ที่แนบ", "ขอรับฉบับเต็มได้จากผู้ส่ง"
"""Where a shortened letter (`shortening`) is to be had whole."""
BODY = re.compile(r"<body\b[^>]*>")


def lighter(
    letter: Letter, files: Sequence[Attachment], limit: int = 0
) -> Iterator[tuple[Letter, tuple[Attachment, ...]]]:
    """The letter and its annexes, one step lighter each time, down to the words alone.

    Photos go first and the PDF last (`fitting.steps`). `limit` is what the server takes, in bytes; 0 where it does
    not say, and then the letter does not say it either.
    """
    kinds = {kind_of(file): file for file in files}
    inline = [kind for kind in INLINE if any(inline_kind(picture) == kind for picture in letter.pictures)]
    whole = [kind for kind in (*NAMES, *INLINE) if kind in kinds or kind in inline]
    for kept, left in steps(whole):
        if left:
            yield _without(letter, kinds, left, limit), tuple(kinds[kind] for kind in kept if kind in kinds)


def kind_of(file: Attachment) -> str:
    """The kind of an annex, which its name's ending tells."""
    ending = file.name.rsplit(".", 1)[-1]
    return KIND_OF.get(ending, ending)


def inline_kind(picture: Picture) -> str:
    """Whether a picture in the letter is a photo, or was drawn."""
    return "photos" if picture.cid.startswith(PHOTO) else "pictures"


def _without(letter: Letter, kinds: Collection[str], left: Collection[str], limit: int) -> Letter:
    """The letter without the pictures left out, telling of those and of the annexes left out."""
    gone = [picture.cid for picture in letter.pictures if inline_kind(picture) in left]
    text, page = letter.text, letter.html
    if "pdf" in left:
        text, page = (said.replace(PRINTED, ASKED) for said in (text, page))
    for cid in gone:
        page = re.sub(rf'<img\b[^>]*src="cid:{re.escape(cid)}"[^>]*>', _alternative, page)
    was = enclosed([kind for kind in NAMES if kind in kinds])
    now = enclosed([kind for kind in NAMES if kind in kinds and kind not in left])
    told = told_of(left, limit)
    return replace(
        letter,
        text=_told_in_text(text, was, now, told),
        html=_told_in_page(page, was, now, told),
        pictures=tuple(picture for picture in letter.pictures if picture.cid not in gone),
    )


def told_of(left: Collection[str], limit: int) -> str:
    """`ไม่ได้แนบ ตาราง Excel เพราะระบบอีเมลรับได้ไม่เกิน 10 เมกะไบต์ ขอรับได้จากผู้ส่ง`."""
    names = " · ".join((NAMES | INLINE)[kind] for kind in left)
    most = f"ระบบอีเมลรับได้ไม่เกิน {limit / 1_000_000:.3g} เมกะไบต์" if limit else "ระบบอีเมลรับอีเมลขนาดนี้ไม่ได้"
    return f"ไม่ได้แนบ {names} เพราะ{most} ขอรับได้จากผู้ส่ง"


def _alternative(image: re.Match[str]) -> str:
    """What a picture says to who does not see it, in its place."""
    alt = re.search(r'\balt="([^"]*)"', image[0])
    return f"<em>{alt[1]}</em>" if alt else ""


def _told_in_text(text: str, was: str, now: str, told: str) -> str:
    """In place of the sentence on what is enclosed; first of all where an office's own template says it otherwise."""
    if was and was in text:
        return text.replace(was, f"{now}\n{told}" if now else told)
    return f"{told}\n\n{text}"


def _told_in_page(page: str, was: str, now: str, told: str) -> str:
    was, now, told = html.escape(was), html.escape(now), html.escape(told)
    if was and was in page:
        return page.replace(was, f"{now}<br>{told}" if now else told)
    return told_first(page, told)


def told_first(page: str, told: str) -> str:
    """The page with a paragraph before all else, for an office's own template that has no place for it."""
    body = BODY.search(page)
    at = body.end() if body else 0
    return f"{page[:at]}<p>{told}</p>{page[at:]}"

"""Photographs and links: addresses of them, never files."""

from __future__ import annotations

import re

from ...model import Cell
from ..text import clean, gives_no_value, quote
from ..understood import UNKNOWN, Context, Doubt, Understood, known, unknown

_HOSTS = r"(?:drive|docs|photos|lh3|maps)\.(?:google|googleusercontent)\.com/|goo\.gl/|maps\.app\.goo\.gl/"
_URL = re.compile(rf"(?:https?://|(?<![\w/.@])(?:{_HOSTS}))(?:(?!https?://)[^\s\"'<>;|])+", re.IGNORECASE)
_PICTURE = re.compile(r"=\s*IMAGE\(", re.IGNORECASE)  # also of a picture put into the cell, which has no address
_NONE = re.compile(r"^(?:ไม่มี|ยังไม่)")


def links_in(cell: Cell) -> list[str]:
    """The web addresses of a cell: typed, linked behind the text, or in a formula; in order, each once."""
    found = [*_URL.findall(clean(cell.text)), *_URL.findall(clean(cell.link)), *_URL.findall(clean(cell.formula))]
    whole = [link if "://" in link else f"https://{link}" for link in found]
    return list(dict.fromkeys(link.rstrip(",.)]}…") for link in whole))


def read_photos(cell: Cell, context: Context) -> Understood:
    """Links to photographs; a folder counts as one. Parts: value, a list or None."""
    links = links_in(cell)
    if links:
        return known(list(links))
    if _PICTURE.match(cell.formula):
        return unknown(Doubt("PHOTO_NOT_LINKED", "ภาพที่วางไว้ในช่องอ่านไม่ได้ โปรดใส่ลิงก์ภาพใน Google Drive"))
    text = clean(cell.text)
    if gives_no_value(text) or _NONE.match(text):
        return UNKNOWN
    return unknown(Doubt("PHOTO_NOT_LINKED", f"{quote(text)} ยังไม่ใช่ลิงก์ภาพ โปรดใส่ลิงก์ภาพใน Google Drive"))


def read_link(cell: Cell, context: Context) -> Understood:
    """One web address. Parts: value."""
    links = links_in(cell)
    return known(links[0]) if links else UNKNOWN

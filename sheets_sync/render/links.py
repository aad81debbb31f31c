"""Addresses that a report, a workbook or a pin may carry: of a cell in its sheet, and of a page that is published."""

from __future__ import annotations

import re
from functools import lru_cache

from ..model import KeptWorkbook
from .masking import masked

SAFE_LINK = re.compile(
    r"https://docs\.google\.com/[\w\-/.?=&#%]+|http://(?:127\.0\.0\.1|localhost)(?::\d+)?/[\w\-/.?=&#%]*"
)

SHEET = re.compile(r"https://docs\.google\.com/spreadsheets/[\w\-/.?=&#%]+")

SAFE_PAGES = re.compile(
    r"https://[a-zA-Z0-9.-]+(?::\d{1,5})?(?:/[\w\-./~%]*)?|http://(?:127\.\d+\.\d+\.\d+|localhost)(?::\d{1,5})?(?:/[\w\-./~%]*)?",
    re.ASCII,
)
"""Where an office may publish its editions: without user, query or fragment."""


def pages_link(folder: str, page: str, figure: str = "") -> str:
    """The address of a published page, at a figure's place in it; empty where a mail may not carry it."""
    place = f"#{anchor_of(figure)}" if figure else ""
    return f"{folder.rstrip('/')}/{page}{place}" if SAFE_PAGES.fullmatch(folder) else ""


def sources_file(unit: str) -> str:
    """The file of the page of the cells behind a unit's figures; it lies beside the unit's edition."""
    return f"{unit}-sources.html"


def anchor_of(figure: str) -> str:
    """`khok_nong_na/dug` as the name of a place in a page."""
    return re.sub(r"[^\w-]", "-", figure, flags=re.ASCII)


def sheet_link(book: KeptWorkbook | None) -> str:
    """The address of a workbook; empty where it is on no address that a mail may carry."""
    return book.url if book and SAFE_LINK.fullmatch(book.url) else ""


def cell_link(book: KeptWorkbook | None, tab_id: int | None, cell: str) -> str:
    """The address of a cell in its sheet; empty where the sheet is on no address that a mail may carry."""
    address = sheet_link(book)
    return f"{address.split('#')[0]}#gid={tab_id or 0}" + (f"&range={cell}" if cell else "") if address else ""


def cell_place(book: KeptWorkbook | None, tab: str, cell: str) -> str:
    """`ยางตลาด.xlsx · ทะเบียน · A6`: a cell in words, with nothing in them that a title should not tell."""
    return " · ".join(part for part in (_shown(book.title) if book else "", _shown(tab), cell) if part)


@lru_cache(maxsize=4096)
def _shown(text: str) -> str:
    """A title as it is handed on; the same few are asked for by every row of a register."""
    return masked(text)


def given(address: str) -> bool:
    """Whether an address may stand in a file that is handed on: of Google's sheets only."""
    return SHEET.fullmatch(address) is not None

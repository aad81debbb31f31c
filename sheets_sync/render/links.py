"""Addresses that a mail, a workbook or a pin may carry."""

from __future__ import annotations

import re

from ..model import KeptWorkbook

SAFE_LINK = re.compile(
    r"https://docs\.google\.com/[\w\-/.?=&#%]+|http://(?:127\.0\.0\.1|localhost)(?::\d+)?/[\w\-/.?=&#%]*"
)


def cell_link(book: KeptWorkbook | None, tab_id: int | None, cell: str) -> str:
    """The address of a cell in its sheet; empty where the sheet is on no address that a mail may carry."""
    if book is None or not SAFE_LINK.fullmatch(book.url):
        return ""
    return f"{book.url.split('#')[0]}#gid={tab_id or 0}" + (f"&range={cell}" if cell else "")

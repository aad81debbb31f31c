"""Addresses that a report, a workbook or a pin may carry: of a cell in its sheet, and of a page that is published."""

from __future__ import annotations

import re

from ..model import KeptWorkbook

SAFE_LINK = re.compile(
    r"https://docs\.google\.com/[\w\-/.?=&#%]+|http://(?:127\.0\.0\.1|localhost)(?::\d+)?/[\w\-/.?=&#%]*"
)


def sheet_link(book: KeptWorkbook | None) -> str:
    """The address of a workbook; empty where it is on no address that a mail may carry."""
    return book.url if book and SAFE_LINK.fullmatch(book.url) else ""


def cell_link(book: KeptWorkbook | None, tab_id: int | None, cell: str) -> str:
    """The address of a cell in its sheet; empty where the sheet is on no address that a mail may carry."""
    address = sheet_link(book)
    return f"{address.split('#')[0]}#gid={tab_id or 0}" + (f"&range={cell}" if cell else "") if address else ""

"""A workbook as Drive exports it: an .xlsx, which costs nothing of the quota of reads."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from ...model import Workbook, WorkbookState
from ..unreadable import UnreadableWorkbook
from ..xlsx import read_xlsx
from .client import Client
from .listing import FILE
from .troubles import Kind, Trouble


def read(client: Client, workbook_id: str, title: str) -> tuple[Workbook, int]:
    """The workbook and how many requests it took; the title, which no .xlsx tells, is asked for where it is not given.

    An .xlsx does not tell the spreadsheet's locale either: a Thai one is taken for granted. Raises as
    `Client.persist` does; a Trouble with the reason `export` where Drive cannot export it, or we not read it.
    """
    content, tries = client.persist(lambda: client.exported(workbook_id), divisible=True)
    workbook = _parsed(content)
    name = title or str(client.file(workbook_id, {"fields": FILE, "supportsAllDrives": "true"}).get("name", ""))
    return replace(workbook, id=workbook_id, title=name), tries


def _parsed(content: bytes) -> Workbook:
    with tempfile.TemporaryDirectory(prefix="sheets-sync-") as folder:
        path = Path(folder) / "export.xlsx"
        path.write_bytes(content)
        try:
            return read_xlsx(path)
        except UnreadableWorkbook as error:
            why = "the export cannot be read"
            raise Trouble(Kind.WORKBOOK, why, reason="export", state=WorkbookState.UNREADABLE) from error

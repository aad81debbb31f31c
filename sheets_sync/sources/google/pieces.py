"""A workbook too large, or too slow, for one answer: its tabs read in pieces of rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...model import Tab, Workbook
from ...model.a1 import column_letter
from ..grid import MAX_COLUMNS, MAX_ROWS
from . import grids
from .client import Client
from .listing import FILE
from .troubles import Kind, Trouble

FIRST, MOST, FEWEST = 2_000, 16_000, 50  # rows of a piece
TABS = (
    "spreadsheetId,properties(title,locale,timeZone),"
    "sheets(properties(sheetId,title,index,hidden,sheetType,gridProperties(rowCount,columnCount)))"
)


def read(client: Client, workbook_id: str) -> tuple[Workbook, int]:
    """The workbook and how many requests it took; read once more where somebody worked in it meanwhile.

    Raises as `Client.persist` does, and a Trouble that may pass when even the smallest piece gets no answer.
    """
    before = _version(client, workbook_id)
    workbook, requests = _Pieces(client, workbook_id).whole()
    if _version(client, workbook_id) != before:  # rows that were added between two pieces would be half there
        workbook, more = _Pieces(client, workbook_id).whole()
        requests += more
    return workbook, requests


def _version(client: Client, workbook_id: str) -> tuple[Any, Any]:
    file = client.file(workbook_id, {"fields": FILE, "supportsAllDrives": "true"})
    return file.get("version"), file.get("modifiedTime")


@dataclass
class _Pieces:
    """One reading of a workbook; a piece that is too much is asked for by halves, and later ones are no larger."""

    client: Client
    workbook_id: str
    rows: int = FIRST
    most: int = MOST
    requests: int = 0

    def whole(self) -> tuple[Workbook, int]:
        answer = self._asked(TABS, "")
        cells: grids.Shared = {}
        with grids.well_shaped():
            tabs = [self._tab(sheet["properties"], cells) for sheet in grids.grid_sheets(answer)]
            return grids.assembled(answer, self.workbook_id, tabs), self.requests

    def _tab(self, properties: dict[str, Any], cells: grids.Shared) -> Tab:
        rows = grids.TabRows(properties, cells)
        size = properties["gridProperties"]
        height, width = int(size.get("rowCount", 0)), int(size.get("columnCount", 0))
        last = column_letter(min(width, MAX_COLUMNS + 1) - 1)
        top = 0
        while top < min(height, MAX_ROWS + 1):
            bottom = min(top + self.rows, height)
            piece = self._piece(f"{quoted(str(properties['title']))}!A{top + 1}:{last}{bottom}")
            if piece is None:
                continue
            rows.add(piece)
            top = bottom
        return rows.tab()

    def _piece(self, place: str) -> dict[str, Any] | None:
        """The sheet with the rows of one piece; None when it was too much, and the next is to be a half of it."""
        try:
            answer = self._asked(grids.FIELDS, place)
        except Trouble as trouble:
            if trouble.kind is not Kind.LARGE:
                raise
            if self.rows <= FEWEST:
                raise Trouble(Kind.TRANSIENT, trouble.text) from trouble
            self.rows = self.most = max(self.rows // 2, FEWEST)
            return None
        self.rows = min(self.rows * 2, self.most)
        sheets = answer["sheets"]
        return dict(sheets[0]) if sheets else {}

    def _asked(self, fields: str, place: str) -> dict[str, Any]:
        def attempt() -> dict[str, Any]:
            return self.client.spreadsheet(self.workbook_id, fields, place)

        answer, tries = self.client.persist(attempt, divisible=bool(place))
        self.requests += tries
        return answer


def quoted(title: str) -> str:
    """A tab's name as it stands in a range."""
    return "'" + title.replace("'", "''") + "'"

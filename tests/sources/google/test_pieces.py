"""A workbook that is too much for one answer is read in pieces of rows, and comes out as if it had not been."""

from __future__ import annotations

import os

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.model import Merge, Pull, PullState, WorkbookState
from sheets_sync.sources.emulator import Answer, Call
from sheets_sync.sources.emulator.answers import as_json
from sheets_sync.sources.google import client

from ..books import book
from .conftest import Desk

READ = "spreadsheets.get"
LATE = as_json({"error": {"code": 504, "message": "Deadline exceeded", "status": "DEADLINE_EXCEEDED"}}, 504)


def long(sheet: Worksheet) -> None:
    """5,000 rows; merges, a hidden row and a struck one far below the top."""
    for number in range(1, 5001):
        sheet.append([number, f"นายคนที่ {number} ใจดี", number * 100])
    sheet.merge_cells("B4001:B4003")
    sheet.merge_cells("A1:C1")
    sheet.row_dimensions[4500].hidden = True
    sheet.column_dimensions["C"].hidden = True
    assert sheet.parent is not None
    sheet.parent.create_sheet("ม.ค. '64").append(["เดือน"])


@pytest.fixture
def desk(desk: Desk) -> Desk:
    book(desk.emulator.library.folder / "long.xlsx", long)
    return desk


def only(desk: Desk) -> Pull:
    [pull] = desk.source(spreadsheets=[desk.id("long.xlsx")]).pull({})
    return pull


def ranges(desk: Desk) -> list[str]:
    return [call.one("ranges") for call in desk.emulator.requests if call.name == READ and call.one("ranges")]


def late_above(desk: Desk, rows: int) -> None:
    """No answer in time for the whole, nor for more than so many rows."""

    def fault(call: Call) -> Answer | None:
        if call.name != READ or call.id != desk.id("long.xlsx") or "rowCount" in call.one("fields"):
            return None
        place = call.one("ranges").rpartition("!")[2]
        first, _, last = place.partition(":")
        asked = int(last.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) - int(first[1:]) + 1 if place else 10**6
        return LATE if asked > rows else None

    desk.fault = fault


def test_the_pieces_make_the_same_workbook(desk: Desk) -> None:
    whole = only(desk).workbook
    late_above(desk, 100_000)
    pulled = only(desk)
    assert pulled.workbook == whole
    assert whole is not None
    assert whole.tabs[0].merges == (Merge(0, 0, 1, 3), Merge(4000, 1, 4003, 2))
    assert (whole.tabs[0].hidden_rows, whole.tabs[0].hidden_columns) == ({4499}, {2})
    assert ranges(desk) == [
        "'แปลง'!A1:Z2000",
        "'แปลง'!A2001:Z5000",
        "'ม.ค. ''64'!A1:Z1000",
    ]


def test_a_piece_without_an_answer_is_asked_for_by_halves(desk: Desk) -> None:
    whole = only(desk).workbook
    late_above(desk, 600)
    assert only(desk).workbook == whole
    assert ranges(desk)[:4] == [f"'แปลง'!A1:Z{rows}" for rows in (2000, 1000, 500)] + ["'แปลง'!A501:Z1000"]


def test_an_answer_over_the_limit_is_not_read_to_its_end(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = only(desk).workbook
    monkeypatch.setattr(client, "LARGEST", 400_000)
    assert only(desk).workbook == whole
    assert len(ranges(desk)) > 4


def test_where_the_smallest_piece_gets_no_answer_the_others_go_on(desk: Desk) -> None:
    late_above(desk, 10)
    pulls = {pull.title: pull for pull in desk.source().pull({})}
    assert pulls["long"].failure is WorkbookState.STALE
    assert [pull.state for title, pull in pulls.items() if title != "long"] == [PullState.CHANGED] * 3
    assert len(ranges(desk)) < 20


def test_a_workbook_in_which_somebody_works_is_read_once_more(desk: Desk) -> None:
    late_above(desk, 100_000)
    fault, seen = desk.fault, list[Call]()

    def changing(call: Call) -> Answer | None:
        if call.name == READ and call.one("ranges") and not seen:
            seen.append(call)
            os.utime(desk.emulator.library.folder / "long.xlsx")
        return fault(call)

    desk.fault = changing
    assert only(desk).state is PullState.CHANGED
    assert ranges(desk).count("'แปลง'!A1:Z2000") == 2


def test_a_drive_that_is_late_is_asked_again(desk: Desk) -> None:
    answers = [LATE, LATE]
    desk.fault = lambda call: answers.pop() if call.name == "files.list" and answers else None
    assert len(list(desk.source().pull({}))) == 4

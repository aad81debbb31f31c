"""A sheet that empties by mistake does not empty the report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync import jobs
from sheets_sync.config import load_config
from sheets_sync.model import WorkbookState

from ..conftest import CASES, NOW

SHEET = "โก่งธนู แม่วงก์"


@pytest.fixture
def config_path(tmp_path: Path) -> Path:
    """One office's workbook in a folder."""
    (tmp_path / "sheets").mkdir()
    (tmp_path / "sheets" / f"{SHEET}.xlsx").write_bytes((CASES / "nakhonsawan-maewong.xlsx").read_bytes())
    path = tmp_path / "config.yaml"
    path.write_text("source: {kind: workbooks, path: sheets}", encoding="utf-8")
    return path


def sync(config_path: Path, days: int, *accept: str) -> jobs.Synced:
    """One sync, some days after the closing."""
    config = load_config(config_path)
    with jobs.opened(config) as store:
        return jobs.sync_with(config, store, NOW + dt.timedelta(days=days), accept=accept, tell=print)


def cut(config_path: Path, rows: int) -> None:
    """Delete all rows of every tab from this one on."""
    path = config_path.parent / "sheets" / f"{SHEET}.xlsx"
    book = openpyxl.load_workbook(path)
    for tab in book:
        tab.delete_rows(rows, 1000)
    book.save(path)


@pytest.mark.parametrize("rows", [4, 8])
def test_a_sheet_that_loses_half_its_rows_keeps_its_last_good_data(config_path: Path, rows: int) -> None:
    """It is held, told in Thai, and its figures stand."""
    before = sync(config_path, 0)
    cut(config_path, rows)
    after = sync(config_path, 1)
    assert [workbook.state for workbook in after.snapshot.workbooks] == [WorkbookState.HELD]
    assert "จึงยังใช้ข้อมูลครั้งก่อน" in after.snapshot.workbooks[0].message
    assert (after.records, after.snapshot.hash) == (before.records, before.snapshot.hash)
    assert after.needs_person


def test_what_a_person_confirms_is_taken(config_path: Path) -> None:
    """`sync --accept` with the workbook's title."""
    before = sync(config_path, 0)
    cut(config_path, 8)
    sync(config_path, 1)
    after = sync(config_path, 2, SHEET)
    assert [workbook.state for workbook in after.snapshot.workbooks] == [WorkbookState.FRESH]
    assert 0 < after.records < before.records


def test_a_sheet_that_loses_one_row_is_simply_read(config_path: Path) -> None:
    """Officers correct their lists."""
    before = sync(config_path, 0)
    cut(config_path, 18)
    after = sync(config_path, 1)
    assert [workbook.state for workbook in after.snapshot.workbooks] == [WorkbookState.FRESH]
    assert after.records == before.records - 1


def test_a_sheet_that_comes_back_is_read_again(config_path: Path) -> None:
    """Nobody has to do anything when the office restores its version."""
    before = sync(config_path, 0)
    cut(config_path, 8)
    sync(config_path, 1)
    (config_path.parent / "sheets" / f"{SHEET}.xlsx").write_bytes((CASES / "nakhonsawan-maewong.xlsx").read_bytes())
    after = sync(config_path, 2)
    assert [workbook.state for workbook in after.snapshot.workbooks] == [WorkbookState.FRESH]
    assert after.snapshot.hash == before.snapshot.hash


def emptied(config_path: Path, change: Callable[[Worksheet], None]) -> None:
    """What an office did to every tab."""
    path = config_path.parent / "sheets" / f"{SHEET}.xlsx"
    book = openpyxl.load_workbook(path)
    for tab in book:
        change(tab)
    book.save(path)


def blank(tab: Worksheet) -> None:
    tab.delete_rows(1, 1000)


def below_the_header(tab: Worksheet) -> None:
    tab.delete_rows(4, 1000)


def zeroed(tab: Worksheet) -> None:
    """A formula that broke, or a column pasted over: every number is nought."""
    for row in tab.iter_rows(min_row=4):
        for cell in row:
            if isinstance(cell.value, int | float) and not isinstance(cell, MergedCell):
                cell.value = 0


@pytest.mark.parametrize("change", [blank, below_the_header, zeroed])
def test_a_sheet_that_says_nothing_any_more_keeps_its_last_good_data(
    config_path: Path, change: Callable[[Worksheet], None]
) -> None:
    before = sync(config_path, 0)
    emptied(config_path, change)
    after = sync(config_path, 1)
    assert [workbook.state for workbook in after.snapshot.workbooks] == [WorkbookState.HELD]
    assert after.snapshot.hash == before.snapshot.hash


def test_progress_that_begins_at_nought_with_the_targets_standing_is_simply_read(config_path: Path) -> None:
    """A new fiscal year begins so."""

    def begun(tab: Worksheet) -> None:
        for row in tab.iter_rows(min_row=4, min_col=tab.max_column - 2):
            for cell in row:
                if isinstance(cell.value, int | float) and not isinstance(cell, MergedCell):
                    cell.value = 0

    sync(config_path, 0)
    emptied(config_path, begun)
    assert [workbook.state for workbook in sync(config_path, 1).snapshot.workbooks] == [WorkbookState.FRESH]

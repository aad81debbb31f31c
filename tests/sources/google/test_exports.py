"""Workbooks pulled as Drive exports them come out as those read through the Sheets API, at none of its quota."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from sheets_sync.checks import check_tables
from sheets_sync.config.source import GoogleSource
from sheets_sync.model import PullState, Reading, Workbook
from sheets_sync.programmes import shipped_programmes
from sheets_sync.reading import read_workbook
from sheets_sync.sources.emulator import Answer, Emulator, Rule
from sheets_sync.sources.emulator.answers import drive_error
from sheets_sync.sources.google.source import GoogleWorkbooks

from ...conftest import CASES
from ...reading.sheets import hashed
from .conftest import Desk

READ, EXPORT = "spreadsheets.get", "files.export"


def understood(workbook: Workbook) -> Reading:
    programmes = shipped_programmes()
    same = replace(workbook, id="book")
    return check_tables(read_workbook(same, programmes, today=dt.date(2021, 7, 1), hash_id=hashed), programmes)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Workbook, Workbook]]:
    """Every case by its title: read through the Sheets API, and as exported."""
    key, found = tmp_path_factory.mktemp("key") / "key.json", list[dict[str, Workbook]]()
    with Emulator(CASES) as server:
        server.credentials(key)
        for way in ("sheets", "export"):
            plain = {"kind": "google", "credentials": key, "endpoint": server.url, "reads_per_minute": 6000}
            source = GoogleWorkbooks(GoogleSource.model_validate({**plain, "pull": way}))
            found.append({pull.title: pull.workbook for pull in source.pull({}) if pull.workbook})
            source.close()
    return {title: (found[0][title], found[1][title]) for title in found[0]}


@pytest.mark.parametrize("title", [path.stem for path in sorted(CASES.glob("*.xlsx"))])
def test_both_ways_give_the_same_records_and_findings(both: dict[str, tuple[Workbook, Workbook]], title: str) -> None:
    sheets, export = map(understood, both[title])
    assert export.title == sheets.title
    for ours, theirs in zip(sheets.tables, export.tables, strict=True):
        assert replace(theirs, findings=()) == replace(ours, findings=())
        assert theirs.findings == ours.findings


def test_an_export_costs_no_read(desk: Desk) -> None:
    pulls = list(desk.source(pull="export").pull({}))
    assert [pull.state for pull in pulls] == [PullState.CHANGED] * 3
    assert (desk.calls(EXPORT), desk.calls(READ)) == (3, 0)


def test_one_workbook_asked_for_alone_has_its_title(desk: Desk) -> None:
    assert desk.source(pull="export").read(desk.id("yangtalat.xlsx")).title == "yangtalat"


def test_what_drive_cannot_export_is_read_as_a_sheet(desk: Desk) -> None:
    too_large = drive_error(403, "This file is too large to be exported.", "exportSizeLimitExceeded").answer
    desk.fault = lambda call: too_large if call.name == EXPORT else None
    pulls = list(desk.source(pull="export").pull({}))
    assert [pull.state for pull in pulls] == [PullState.CHANGED] * 3
    assert desk.calls(READ) == 3


def test_an_export_that_is_no_workbook_is_read_as_a_sheet(desk: Desk) -> None:
    xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    desk.fault = lambda call: Answer(200, b"PK\x03\x04 broken", xlsx) if call.name == EXPORT else None
    assert [pull.state for pull in desk.source(pull="export").pull({})] == [PullState.CHANGED] * 3


def test_exports_that_fail_now_and_then_are_asked_for_again(folder: Path, tmp_path: Path) -> None:
    key = tmp_path / "key.json"
    rules = [Rule("G12", EXPORT, every=3), Rule("G17", EXPORT, every=4), Rule("G3", EXPORT, every=5)]
    with Emulator(folder, faults=rules) as server:
        server.credentials(key)
        settings = {"kind": "google", "credentials": key, "endpoint": server.url, "reads_per_minute": 6000}
        source = GoogleWorkbooks(GoogleSource.model_validate({**settings, "pull": "export"}))
        assert [pull.state for pull in source.pull({})] == [PullState.CHANGED] * 3
        source.close()
        assert {call.name for call in server.requests} == {"token", "files.list", EXPORT}

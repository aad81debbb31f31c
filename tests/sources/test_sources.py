"""Whatever the source, a workbook reads the same."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from sheets_sync.config.source import WorkbookSource
from sheets_sync.errors import SourceError
from sheets_sync.model import Mark, Pull, PullState, WorkbookState
from sheets_sync.sources import UnreadableWorkbook, examine, open_source
from sheets_sync.sources.xlsx import read_xlsx

from ..conftest import CASES

FILES = sorted(CASES.glob("*.xlsx"))


def marks(pulls: list[Pull]) -> dict[str, Mark]:
    return {pull.workbook_id: Mark(pull.workbook_id, pull.version, pull.changed_at) for pull in pulls}


def test_every_case_reads_the_same_over_googles_wire_and_from_the_file() -> None:
    with open_source(WorkbookSource(kind="emulator", path=CASES)) as source:
        pulled = {pull.title: pull.workbook for pull in source.pull({})}
    assert FILES
    for file in FILES:
        over_the_wire, direct = pulled[file.stem], read_xlsx(file)
        assert over_the_wire is not None
        assert replace(over_the_wire, id=file.name) == direct


@pytest.mark.parametrize("kind", ["workbooks", "emulator"])
def test_only_what_changed_is_read_again(folder: Path, kind: str) -> None:
    with open_source(WorkbookSource(kind=kind, path=folder)) as source:
        first = list(source.pull({}))
        known = marks(first)
        again = list(source.pull(known))
        full = list(source.pull(known, full=True))
    assert {pull.state for pull in first} == {pull.state for pull in full} == {PullState.CHANGED}
    assert {pull.state for pull in again} == {PullState.UNCHANGED}
    assert {pull.title for pull in again} == {"yangtalat", "kamalasai", "namon"}


@pytest.mark.parametrize("kind", ["workbooks", "emulator"])
def test_one_broken_file_does_not_stop_the_others(folder: Path, kind: str) -> None:
    (folder / "broken.xlsx").write_bytes(b"PK nothing")
    with open_source(WorkbookSource(kind=kind, path=folder)) as source:
        pulls = {pull.title: pull for pull in source.pull({})}
    assert pulls["broken"].state is PullState.FAILED
    assert pulls["broken"].message
    assert [pull.state for title, pull in pulls.items() if title != "broken"] == [PullState.CHANGED] * 3


def test_a_file_that_is_gone_is_told(folder: Path) -> None:
    gone = {"46/gone.xlsx": Mark("46/gone.xlsx", "x", dt.datetime(2021, 1, 1, tzinfo=dt.UTC))}
    (folder / "old.xls").write_bytes(b"old")
    with open_source(WorkbookSource(kind="workbooks", path=folder)) as source:
        failed = {p.workbook_id: p for p in source.pull(gone) if p.state is PullState.FAILED}
    assert failed["46/gone.xlsx"].failure is WorkbookState.LOST_ACCESS
    assert failed["old.xls"].failure is WorkbookState.OFFICE_FILE
    assert ".xlsx" in failed["old.xls"].message


@pytest.mark.parametrize("kind", ["workbooks", "emulator"])
def test_a_person_can_open_what_was_pulled(folder: Path, kind: str) -> None:
    with open_source(WorkbookSource(kind=kind, path=folder)) as source:
        links = {source.url(pull.workbook_id) for pull in source.pull({})}
    assert (folder / "46" / "namon.xlsx").as_uri() in links


def test_one_workbook_is_read_for_itself(folder: Path) -> None:
    with open_source(WorkbookSource(kind="workbooks", path=folder)) as source:
        assert source.read("46/namon.xlsx").tabs[0].rows[0][0].text == "นามน"
        with pytest.raises(UnreadableWorkbook, match="ไม่พบไฟล์"):
            source.read("nothing.xlsx")
        with pytest.raises(SourceError, match="is not in"):
            source.read("../../etc/passwd")
        assert source.requests == {"open": 1}


@pytest.mark.parametrize("kind", ["workbooks", "emulator"])
def test_a_folder_that_is_not_there_is_named(tmp_path: Path, kind: str) -> None:
    settings = WorkbookSource(kind=kind, path=tmp_path / "nothing")
    with pytest.raises(SourceError, match=r"source\.path: no such folder: .*nothing"), open_source(settings):
        pass
    assert examine(settings)[0][:2] == ("folder", "wrong")


def test_progress_counts_the_workbooks(folder: Path) -> None:
    said: list[str] = []
    with open_source(WorkbookSource(kind="emulator", path=folder), progress=said.append) as source:
        list(source.pull({}))
    assert [line.split()[0] for line in said] == ["1/3", "2/3", "3/3"]


def test_the_loopback_source_examines_well(folder: Path) -> None:
    found = examine(WorkbookSource(kind="emulator", path=folder))
    assert [(what, state) for what, state, _ in found] == [
        ("credentials", "ok"),
        ("sharing address", "ok"),
        ("token", "ok"),
        ("clock", "ok"),
        ("files visible", "ok"),
    ]

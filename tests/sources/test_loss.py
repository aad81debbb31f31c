"""Many workbooks gone at once stop the run before anything is changed; a few are each told by themselves."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sheets_sync.config.source import WorkbookSource
from sheets_sync.errors import SourceError
from sheets_sync.model import Mark, PullState
from sheets_sync.sources.loss import refuse_loss
from sheets_sync.sources.workbooks import FolderWorkbooks

from ..conftest import CASES


def marks(good: int, lost_before: int = 0) -> dict[str, Mark]:
    return {f"{n}": Mark(f"{n}", "1", good=n < good) for n in range(good + lost_before)}


@pytest.mark.parametrize(
    ("good", "lost", "stops"), [(976, 48, False), (976, 49, True), (20, 4, False), (20, 5, True), (6, 6, True)]
)
def test_more_than_one_in_twenty_and_at_least_five_stop_the_run(good: int, lost: int, stops: bool) -> None:
    known, gone = marks(good), [f"{n}" for n in range(lost)]
    if stops:
        with pytest.raises(SourceError, match=rf"{lost} or more of {good} .*: look there\. .*--accept-lost"):
            refuse_loss(gone, known, "look there")
    else:
        refuse_loss(gone, known, "look there")


def test_those_lost_before_and_those_never_known_do_not_count() -> None:
    refuse_loss([f"{n}" for n in range(100, 150)] + ["new"], marks(100, lost_before=50), "")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for n in range(6):
        shutil.copy(CASES / "phichit-bangmunnak.xlsx", tmp_path / f"{n}.xlsx")
    return tmp_path


def test_an_unmounted_folder_changes_nothing_until_a_person_confirms(folder: Path) -> None:
    source = FolderWorkbooks(WorkbookSource(kind="workbooks", path=folder))
    known = {pull.workbook_id: Mark(pull.workbook_id, pull.version) for pull in source.pull({})}
    for file in folder.iterdir():
        file.unlink()
    with pytest.raises(SourceError, match=r"6 or more of 6 .* is mounted and complete"):
        list(source.pull(known))
    assert {pull.state for pull in source.pull(known, accept_lost=True)} == {PullState.FAILED}

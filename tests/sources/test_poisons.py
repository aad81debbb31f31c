"""One poisoned file among thirty good ones: the thirty read as they do without it, and the one is read or named."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from sheets_sync import jobs
from sheets_sync.config import Config, load_config
from sheets_sync.model import KeptWorkbook, PullState, WorkbookState

from ..conftest import NOW
from .poisons import POISONS, register

DISTRICTS = (
    "เมืองกาฬสินธุ์ นามน กมลาไสย ร่องคำ กุฉินารายณ์ เขาวง ห้วยเม็ก สหัสขันธ์ คำม่วง ท่าคันโท หนองกุงศรี สมเด็จ ห้วยผึ้ง สามชัย นาคู "
    "ดอนจาน ฆ้องชัย"
).split()
GOOD = 30


class Ran(NamedTuple):
    """What one run kept of each workbook, and what it told."""

    kept: dict[str, KeptWorkbook]
    records: dict[str, int]
    pulls: dict[str, int]
    told: list[str]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty good workbooks of three kinds, a configuration, and a store in which nothing is yet."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "sheets").mkdir()
    for number in range(GOOD):
        district = DISTRICTS[number % len(DISTRICTS)]
        ending = (".xlsx", ".ods", ".csv")[number % 3]
        register("", str(number % 9 + 1), district)(folder / "sheets" / f"{number:02} {district}{ending}")
    (folder / "config.yaml").write_text("source: {kind: workbooks, path: sheets}", encoding="utf-8")
    with jobs.opened(load_config(folder / "config.yaml")):
        pass
    return folder


def run(folder: Path, config: Config) -> Ran:
    told: list[str] = []
    with jobs.opened(config) as store:
        synced = jobs.sync_with(config, store, NOW, tell=told.append)
        kept = {book.workbook_id: book for book in synced.snapshot.workbooks}
        readings = {name: store.reading(book.reading_hash) for name, book in kept.items() if book.reading_hash}
    records = {name: sum(len(table.records) for table in reading.tables) for name, reading in readings.items()}
    return Ran(kept, records, dict(synced.pulls), told)


def copied(office: Path, folder: Path) -> Config:
    """The office as it was before its first run."""
    shutil.copytree(office, folder)
    return load_config(folder / "config.yaml")


@pytest.fixture(scope="module")
def clean(office: Path, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """The run without any poison."""
    folder = tmp_path_factory.mktemp("clean") / "office"
    ran = run(folder, copied(office, folder))
    assert ran.pulls == {PullState.CHANGED: GOOD}
    assert set(ran.records.values()) == {4}
    return ran


@pytest.mark.parametrize("name", POISONS, ids=[ascii(name) for name in POISONS])
def test_the_others_are_read_as_ever_and_the_poisoned_one_is_read_or_named(
    office: Path, clean: Ran, tmp_path: Path, name: str
) -> None:
    poison = POISONS[name]
    config = copied(office, tmp_path / "office")
    poison.make(tmp_path / "office" / "sheets" / name)
    ran = run(tmp_path / "office", config)
    assert {known: ran.kept[known].reading_hash for known in clean.kept} == {
        known: book.reading_hash for known, book in clean.kept.items()
    }
    (poisoned,) = (book for known, book in ran.kept.items() if known not in clean.kept)
    assert poisoned.workbook_id.encode()
    if poison.told:
        assert poisoned.state in (WorkbookState.UNREADABLE, WorkbookState.OFFICE_FILE)
        assert re.search(poison.told, poisoned.message)
        assert ran.pulls == {PullState.CHANGED: GOOD, PullState.FAILED: 1}
        assert any(poisoned.message in line for line in ran.told)
    else:
        assert (poisoned.state, poisoned.message) == (WorkbookState.FRESH, "")
        assert poison.records in (None, ran.records[poisoned.workbook_id])

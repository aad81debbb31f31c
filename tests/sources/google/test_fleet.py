"""A country's workbooks on a clock that does not wait: what Google is asked for, and how long its quota takes."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from sheets_sync.config.source import GoogleSource
from sheets_sync.model import Mark, PullState
from sheets_sync.sources.emulator import Emulator, Quotas
from sheets_sync.sources.google.source import GoogleWorkbooks

from ..books import book
from .conftest import Virtual

PROVINCES, DISTRICTS, MORE = 76, 878, 22
WORKBOOKS = PROVINCES + DISTRICTS + MORE  # 976
FLOOR = 60 * ((WORKBOOKS - 1) // 60)  # seconds: sixty reads a minute, the first sixty at once
DRIVE = ("files.list", "files.get", "changes.list", "changes.getStartPageToken")


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder a province, with a workbook of its own and one of each district."""
    folder = tmp_path_factory.mktemp("country")
    one = book(folder / "one.xlsx", lambda sheet: sheet.append(["ที่", "หมู่บ้าน"]))
    for number in range(WORKBOOKS):
        province = folder / f"{number % PROVINCES:02}"
        province.mkdir(exist_ok=True)
        shutil.copy(one, province / f"{number:03}.xlsx")
    one.unlink()
    return folder


class Country:
    """The server with Google's own quotas, and our source beside it on the same clock."""

    def __init__(self, folder: Path, key: Path) -> None:
        self.clock, self.folder = Virtual(), folder
        self.emulator = Emulator(folder, quotas=Quotas(), clock=self.clock.now)
        self.key = key

    def pull(self, known: dict[str, Mark], way: str = "sheets") -> tuple[dict[str, Mark], Counter[str], float]:
        """(the marks of what was read, the requests by method, the seconds it lasted)."""
        plain = {"kind": "google", "credentials": self.key, "endpoint": self.emulator.url, "pull": way}
        settings = GoogleSource.model_validate({**plain, "folders": [self.emulator.root]})
        before, began = len(self.emulator.requests), self.clock.now()
        source = GoogleWorkbooks(settings, clock=self.clock)
        source.connections = 1  # this clock adds up what threads sleep side by side
        pulls = list(source.pull(known))
        source.close()
        assert {pull.state for pull in pulls} <= {PullState.CHANGED, PullState.UNCHANGED}
        assert len(pulls) == WORKBOOKS
        read = {p.workbook_id: Mark(p.workbook_id, p.version) for p in pulls if p.state is PullState.CHANGED}
        asked = Counter(call.name for call in self.emulator.requests[before:])
        return read, asked, self.clock.now() - began


@pytest.fixture
def google(country: Path, tmp_path: Path) -> Iterator[Country]:
    one = Country(country, tmp_path / "key.json")
    with one.emulator as server:
        server.credentials(one.key)
        yield one


def test_a_country_costs_a_request_a_workbook_and_one_list(google: Country) -> None:
    read, asked, seconds = google.pull({})
    assert (len(read), asked["spreadsheets.get"]) == (WORKBOOKS, WORKBOOKS)  # so none was refused
    assert sum(asked[name] for name in DRIVE) <= 2
    print(f"first pull: {seconds:.1f} s of {FLOOR} s")
    assert FLOOR <= seconds <= 1.05 * FLOOR

    _, asked, _ = google.pull(read)
    assert asked == {"token": 1, "files.list": 2 if WORKBOOKS + PROVINCES > 1000 else 1}

    for path in sorted(google.folder.rglob("*.xlsx"))[::20]:
        os.utime(path)
    changed, asked, _ = google.pull(read)
    assert len(changed) == 49
    assert asked["spreadsheets.get"] <= 51
    assert sum(asked[name] for name in DRIVE) <= 2


def test_a_country_is_exported_in_less_than_a_minute_of_quota(google: Country) -> None:
    read, asked, seconds = google.pull({}, "export")
    assert (len(read), asked["files.export"], asked["spreadsheets.get"]) == (WORKBOOKS, WORKBOOKS, 0)
    print(f"exports: {seconds:.1f} s")
    assert seconds < 60

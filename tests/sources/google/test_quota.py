"""The source at Google's own quotas: never refused, as long as nobody else uses them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sheets_sync.sources.emulator import Emulator, Quotas

from .conftest import Desk, Virtual

WORKBOOKS = 150


@pytest.fixture
def metered(folder: Path, tmp_path: Path) -> Iterator[Desk]:
    """A server and a source that share one virtual clock."""
    for number in range(WORKBOOKS - 3):
        shutil.copy(folder / "kamalasai.xlsx", folder / f"d{number:03}.xlsx")
    clock = Virtual()
    with Emulator(folder, quotas=Quotas(), clock=clock.now) as emulator:
        desk = Desk(emulator, emulator.credentials(tmp_path / "key.json"))
        desk.clock = clock
        yield desk
        for source in desk.opened:
            source.close()


def test_a_first_reading_is_paced_to_the_quota_of_one_user(metered: Desk) -> None:
    source = metered.source(folders=[metered.emulator.root], reads_per_minute=60)
    pulls = list(source.pull({}))
    assert {pull.state.value for pull in pulls} == {"changed"}
    assert len(pulls) == WORKBOOKS
    assert metered.calls("spreadsheets.get") == WORKBOOKS
    assert 60 <= metered.clock.time <= 240  # minutes of 60 reads, none of them refused

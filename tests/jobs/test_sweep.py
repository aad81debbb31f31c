"""Before a month closes every workbook is read once, whatever Drive says of it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from sheets_sync import jobs
from sheets_sync.config import Config, load_config
from sheets_sync.jobs.due import SWEPT, sweep_due
from sheets_sync.model import Mark, Pull
from sheets_sync.periods import BANGKOK
from sheets_sync.sources.workbooks import FolderWorkbooks

from ..conftest import CASES

CLOSING = dt.datetime(2021, 2, 5, 8, tzinfo=BANGKOK)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Three offices' workbooks in a folder."""
    (tmp_path / "sheets").mkdir()
    for name in "abc":
        shutil.copy(CASES / "phichit-bangmunnak.xlsx", tmp_path / "sheets" / f"{name}.xlsx")
    path = tmp_path / "config.yaml"
    path.write_text("source: {kind: workbooks, path: sheets}\nmail: {path: mail}\nregions: {}", encoding="utf-8")
    return load_config(path)


def pulls(config: Config, at: dt.datetime) -> Mapping[str, int]:
    return jobs.run(config, at).synced.pulls


def test_what_drive_calls_unchanged_is_read_in_the_day_before_the_closing(config: Config) -> None:
    assert pulls(config, CLOSING - 72 * HOUR) == {"changed": 3}
    assert pulls(config, CLOSING - 48 * HOUR) == {"unchanged": 3}
    assert pulls(config, CLOSING - 20 * HOUR) == {"changed": 3}
    assert pulls(config, CLOSING - HOUR) == {"unchanged": 3}
    assert pulls(config, CLOSING + HOUR) == {"unchanged": 3}


def test_a_machine_that_was_off_makes_it_up_after_the_closing(config: Config) -> None:
    assert pulls(config, CLOSING - 72 * HOUR) == {"changed": 3}
    assert pulls(config, CLOSING + 72 * HOUR) == {"changed": 3}
    assert pulls(config, CLOSING + 73 * HOUR) == {"unchanged": 3}


class CutOff(FolderWorkbooks):
    """A folder whose reading is killed after the second workbook."""

    def pull(self, known: Mapping[str, Mark], *, full: bool = False, accept_lost: bool = False) -> Iterator[Pull]:
        for number, pull in enumerate(super().pull(known, full=full, accept_lost=accept_lost)):
            if number == 2:
                raise KeyboardInterrupt
            yield pull


@pytest.mark.parametrize("times", [1, 2])
def test_a_sweep_that_was_cut_off_goes_on_where_it_ended(config: Config, times: int) -> None:
    pulls(config, CLOSING - 72 * HOUR)
    with jobs.opened(config) as store:
        for _ in range(times):
            with pytest.raises(KeyboardInterrupt):
                jobs.sync(config, CutOff(config.source), store, CLOSING - 20 * HOUR, full=True)  # type: ignore[arg-type]
        assert sweep_due(config, store, CLOSING - 19 * HOUR)
    assert pulls(config, CLOSING - 19 * HOUR) == {"unchanged": 2, "changed": 1}
    with jobs.opened(config) as store:
        ended = store.last_run(SWEPT)
        assert ended is not None
        assert (ended.state, sweep_due(config, store, CLOSING - HOUR)) == ("done", False)

"""A sync killed after any sheet goes on from there, and sees what changed meanwhile."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from sheets_sync import jobs
from sheets_sync.config import Config, load_config
from sheets_sync.model import PullState
from sheets_sync.sources.emulator import Emulator
from sheets_sync.store import Store

from ..conftest import NOW
from ..soak.office import EDITED, SHEETS, touch, write_sheet, write_sheets
from ..store.test_kills import in_child


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Emulator]:
    write_sheets(tmp_path / "sheets")
    with Emulator(tmp_path / "sheets") as started:
        yield started


def config_of(server: Emulator, folder: Path) -> Config:
    """A store of its own over the twelve sheets."""
    folder.mkdir()
    key = server.credentials(folder / "key.json")
    (folder / "config.yaml").write_text(
        f"source: {{kind: google, credentials: {key}, endpoint: '{server.url}', folders: [{server.root}]}}", "utf-8"
    )
    return load_config(folder / "config.yaml")


def sync(config: Config) -> jobs.Synced:
    with jobs.opened(config) as store:
        return jobs.sync_with(config, store, NOW, tell=lambda _: None)


def die_after(config: Config, sheets: int) -> None:
    """Sync, and be killed once so many sheets are kept."""
    keep, left = Store.keep_pull, sheets

    def kept(self: Store, *args: object, **kwargs: object) -> None:
        nonlocal left
        keep(self, *args, **kwargs)  # type: ignore[arg-type]
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    Store.keep_pull = kept  # type: ignore[method-assign, assignment]
    sync(config)


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")
def test_killed_after_any_sheet_only_the_others_are_read_and_a_change_is_seen(server: Emulator, tmp_path: Path) -> None:
    """After k of twelve: 12 - k reads, and one for the first sheet, which its office changed in between."""
    whole = {}
    for rows in (7, 6):
        changed(server, tmp_path, rows, 0)
        whole[rows] = sync(config_of(server, tmp_path / f"undisturbed-{rows}")).snapshot.hash
    for k in range(1, SHEETS + 1):
        config, rows = config_of(server, tmp_path / str(k)), 6 + k % 2
        child = in_child(lambda config=config, k=k: die_after(config, k))  # type: ignore[misc]
        assert os.waitpid(child, 0)[1] == signal.SIGKILL
        changed(server, tmp_path, rows, k)
        before = len(server.requests)
        done = sync(config)
        read = [call.name for call in server.requests[before:]].count("spreadsheets.get")
        assert read <= SHEETS - k + 1, f"killed after {k}"
        assert done.pulls[PullState.CHANGED] in (SHEETS - k, SHEETS - k + 1)
        assert done.snapshot.hash == whole[rows], f"killed after {k}"


def changed(server: Emulator, folder: Path, rows: int, at: int) -> None:
    """The first sheet with so many rows, saved later than before."""
    path = write_sheet(folder / "sheets", 0, rows=rows)
    touch(path, EDITED + 3600 * (at + 2) + rows)

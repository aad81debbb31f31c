"""One demonstration for all tests that look at what it made: three closings of two regions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sheets_sync import jobs
from sheets_sync.config import Config, load_config
from sheets_sync.store import Store


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> jobs.Played:
    """The whole main job, once."""
    return jobs.demo(tmp_path_factory.mktemp("demo") / "out")


@pytest.fixture(scope="session")
def config(played: jobs.Played) -> Config:
    """The configuration that the demonstration ran with."""
    return load_config(played.folder / "config.yaml")


@pytest.fixture
def store(config: Config) -> Iterator[Store]:
    """The demonstration's store."""
    with jobs.opened(config) as opened:
        yield opened


@pytest.fixture
def january(played: jobs.Played) -> Path:
    """The folder of January's editions."""
    return played.folder / "editions" / "2564-01"

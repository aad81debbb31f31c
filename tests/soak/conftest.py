"""Where a soak writes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: what is written ten thousand times wears no disk."""
    shared = Path("/dev/shm")  # noqa: S108
    folder = (shared if shared.is_dir() else tmp_path) / f"sheets-sync-{tmp_path.parent.name}-{tmp_path.name}"
    folder.mkdir()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)

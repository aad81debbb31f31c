"""Where a soak writes."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def in_memory(aside: Path) -> Iterator[Path]:
    """A folder in memory where there is one: what is written ten thousand times wears no disk."""
    shared = Path("/dev/shm")  # noqa: S108
    folder = Path(tempfile.mkdtemp(prefix="sheets-sync-", dir=shared if shared.is_dir() else aside))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Path]:
    """Such a folder for one test."""
    with in_memory(tmp_path) as folder:
        yield folder

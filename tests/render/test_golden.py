"""Editions as they must look; write them anew with SHEETS_SYNC_GOLDEN=write and read the difference."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .building import letter
from .letters import EVERY, made
from .offices import OFFICES

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("part", ["html", "text"])
def test_a_letter_is_as_it_was(name: str, part: str) -> None:
    path = GOLDEN / f"{name}.{'html' if part == 'html' else 'txt'}"
    found = getattr(made(name), part)
    if os.environ.get("SHEETS_SYNC_GOLDEN") == "write":
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


def test_no_letter_is_kept_that_none_looks_at() -> None:
    kinds = ("monthly", "quarterly", "notice")
    assert {path.stem for path in GOLDEN.iterdir() if path.stem.startswith(kinds)} == set(EVERY)


def test_the_same_material_makes_the_same_letter() -> None:
    assert letter(OFFICES, "4607") == letter(OFFICES, "4607")

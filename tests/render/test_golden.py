"""Editions as they must look; write them anew with SHEETS_SYNC_GOLDEN=write and read the difference."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .building import letter
from .offices import OFFICES

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize("unit", ["46", "nation"])
@pytest.mark.parametrize("part", ["html", "text"])
def test_edition_is_as_it_was(unit: str, part: str) -> None:
    path = GOLDEN / f"monthly-{unit}.{'html' if part == 'html' else 'txt'}"
    made = getattr(letter(OFFICES, unit), part)
    if os.environ.get("SHEETS_SYNC_GOLDEN") == "write":
        path.write_text(made, encoding="utf-8")
    assert made == path.read_text(encoding="utf-8")


def test_the_same_material_makes_the_same_letter() -> None:
    assert letter(OFFICES, "4607") == letter(OFFICES, "4607")

"""Every fault has its tests, and their line says which failed."""

from __future__ import annotations

from pathlib import Path

import pytest

from .faults import TRIED_BY, tally

HERE = Path(__file__).parent


@pytest.mark.parametrize("what", TRIED_BY)
def test_the_tests_of_a_fault_are_there(what: str) -> None:
    for place in TRIED_BY[what]:
        file, _, name = place.partition(".py::")
        assert (HERE / f"{file}.py").is_file(), place
        assert f"def {name}" in (HERE / f"{file}.py").read_text("utf-8"), place


def test_all_21_are_counted_and_what_failed_is_said() -> None:
    assert [what.split()[0] for what in TRIED_BY] == [f"T{number}" for number in range(1, 22)]
    passed = ["tests/jobs/test_resume.py::a", "tests/jobs/test_resume.py::b", "tests/test_files.py::c"]
    assert tally(passed, ["tests/jobs/test_guard.py::d"]) == "T12 resumed 2 · T14 shrunk 0, 1 FAILED"

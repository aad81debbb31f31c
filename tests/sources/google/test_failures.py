"""Each of Google's failures, once, always, and every third time: a run ends, in the way that the failure deserves."""

from typing import Any

import pytest

from sheets_sync.errors import SourceError
from sheets_sync.model import Pull, PullState
from sheets_sync.sources.emulator import FAILURES, Rule
from sheets_sync.sources.emulator.failures import WRITES
from sheets_sync.sources.emulator.rules import Faults

from .conftest import Desk

WORKBOOKS = 3
MOST_CALLS = 30  # for three workbooks: what fails for ever is not asked for ever
HOW: dict[str, dict[str, Any]] = {"once": {"first": 1}, "always": {}, "third": {"every": 3}}
ALL = sorted(name for name, failure in FAILURES.items() if failure.calls != WRITES)
STOPS = {"G3.daily", "G5", "G6", "G23", "G24", "G24.account"}  # whatever one workbook meets, all would
OF_ONE = {"G4", "G7", "G8"}  # final for the workbook that meets it
OF_READS = {"G1", "G1.project", "G9", "G20.rows"}  # every workbook has its own
UNNOTICED = {"G10", "G11", "G20.values", "G27", "G28", "G28.sheet", "G29", "G30", "G32"}  # answers that could be true


def expected(name: str, how: str) -> str:
    """How a run should end: all read, some or all failed, or stopped with a reason for whoever keeps it."""
    if name in UNNOTICED:
        return "read"
    if how == "always":
        return "failed" if name in OF_ONE | OF_READS else "stopped"
    if how == "once":
        return "stopped" if name in STOPS else "one failed" if name in OF_ONE else "read"
    return "stopped" if name in {"G5", "G6"} else "one failed" if name in OF_ONE else "read"


def outcome(pulls: list[Pull]) -> str:
    """What became of the three workbooks."""
    assert all(pull.message for pull in pulls if pull.state is PullState.FAILED)
    failed = sum(pull.state is PullState.FAILED for pull in pulls)
    assert len(pulls) == WORKBOOKS
    return {0: "read", 1: "one failed", WORKBOOKS: "failed"}[failed]


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("name", ALL)
def test_a_run_ends_as_the_failure_deserves(desk: Desk, name: str, how: str) -> None:
    desk.emulator.faults = Faults([Rule(name, seconds=0.01, **HOW[how])])
    try:
        found = outcome(list(desk.source().pull({})))
    except SourceError as error:
        found = str(error) if "<" in str(error) else "stopped"  # nobody is shown a page of HTML
    assert found == expected(name, how)
    assert len(desk.emulator.requests) <= MOST_CALLS

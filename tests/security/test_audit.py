"""A known vulnerability is red unless it is accepted, with a reason, until a day that is not past."""

from __future__ import annotations

import datetime as dt
import re
import runpy
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
AUDIT = runpy.run_path(str(ROOT / ".ci" / "audit.py"))
DAY = dt.date(2026, 12, 1)
REPORT: dict[str, Any] = {
    "dependencies": [
        {"name": "one", "version": "1.0", "vulns": [{"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": ["1.1"]}]},
        {"name": "two", "version": "2.0", "vulns": [{"id": "PYSEC-2", "aliases": ["CVE-2"], "fix_versions": []}]},
        {"name": "three", "version": "3.0", "vulns": []},
    ]
}


def accepted(name: str, until: dt.date) -> dict[str, dict[str, Any]]:
    return {name: {"reason": "not reached", "until": until}}


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        ({}, ["one", "two"]),
        (accepted("PYSEC-1", DAY), ["two"]),
        (accepted("CVE-2", DAY), ["one"]),
        (accepted("CVE-2", DAY - dt.timedelta(days=1)), ["one", "two"]),
    ],
)
def test_only_what_is_accepted_today_passes(taken: dict[str, Any], left: list[str]) -> None:
    assert [line.split()[0] for line in AUDIT["unaccepted"](REPORT, taken, DAY)] == left


@pytest.mark.parametrize(
    ("said", "skipped"),
    [
        ("requests.exceptions.ConnectionError: HTTPSConnectionPool(host='index.example', port=443)", True),
        ("Failed to resolve 'index.example' ([Errno -2] NameResolutionError", True),
        ("ERROR: invalid requirements input: requirements.txt", False),
    ],
)
def test_only_a_network_that_is_not_there_is_forgiven(said: str, skipped: bool) -> None:
    assert bool(AUDIT["UNREACHED"].search(said)) is skipped


def unfounded(accepted: str) -> list[str]:
    """What is accepted without an advisory's name, a reason of a sentence and a day."""
    return [
        name
        for name, taken in tomllib.loads(accepted).items()
        if not re.fullmatch(r"(?:GHSA|PYSEC|CVE)-[\w-]+", name)
        or len(taken.get("reason", "")) <= 20
        or not isinstance(taken.get("until"), dt.date)
    ]


def test_what_we_accept_has_a_reason_and_a_day() -> None:
    assert unfounded(AUDIT["ACCEPTED"].read_text("utf-8")) == []
    why = 'reason = "only reached with a proxy, which we do not use"'
    good, *bad = (
        f"[CVE-2026-1]\n{why}\nuntil = 2027-01-01",
        f"[flask]\n{why}\nuntil = 2027-01-01",
        '[CVE-2026-2]\nreason = "later"\nuntil = 2027-01-01',
        f"[CVE-2026-3]\n{why}",
    )
    assert unfounded(good) == []
    assert [len(unfounded(each)) for each in bad] == [1, 1, 1]

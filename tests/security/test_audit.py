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


def test_what_we_accept_has_a_reason_and_a_day() -> None:
    for name, taken in tomllib.loads(AUDIT["ACCEPTED"].read_text("utf-8")).items():
        assert re.fullmatch(r"(?:GHSA|PYSEC|CVE)-[\w-]+", name)
        assert len(taken["reason"]) > 20
        assert isinstance(taken["until"], dt.date)

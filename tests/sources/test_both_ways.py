"""A workbook comes out the same through Google's wire, as grid data, and straight from its .xlsx."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest

from sheets_sync.checks import check_tables
from sheets_sync.config.source import WorkbookSource
from sheets_sync.model import Reading, Workbook
from sheets_sync.programmes import shipped_programmes
from sheets_sync.reading import read_workbook
from sheets_sync.sources import Source, open_source
from sheets_sync.sources.xlsx import read_xlsx

from ..conftest import CASES
from ..reading.sheets import hashed

NAMES = [path.name for path in sorted(CASES.glob("*.xlsx"))]


@pytest.fixture(scope="module")
def google() -> Iterator[dict[str, Workbook]]:
    """Every case as the loopback server's grid data tells it, by file name."""
    settings = WorkbookSource(kind="emulator", path=CASES, reads_per_minute=6000)
    with open_source(settings) as source:
        yield dict(_all(source))


def _all(source: Source) -> Iterator[tuple[str, Workbook]]:
    for pull in source.pull({}):
        assert pull.workbook is not None, pull.message
        yield f"{pull.title.removesuffix('.xlsx')}.xlsx", pull.workbook


def understood(workbook: Workbook) -> Reading:
    programmes = shipped_programmes()
    plain = replace(workbook, id="book", title="book")
    return check_tables(read_workbook(plain, programmes, today=dt.date(2021, 7, 1), hash_id=hashed), programmes)


@pytest.mark.parametrize("name", NAMES)
def test_every_record_and_finding_is_the_same_both_ways(google: dict[str, Workbook], name: str) -> None:
    there, here = understood(google[name]), understood(read_xlsx(CASES / name))
    assert len(here.tables) > 0
    for ours, theirs in zip(here.tables, there.tables, strict=True):
        assert [dict(record.values) for record in theirs.records] == [dict(record.values) for record in ours.records]
        assert [replace(f, tab_id=0) for f in theirs.findings] == [replace(f, tab_id=0) for f in ours.findings]
        assert replace(theirs, tab_id=0, findings=(), records=()) == replace(ours, tab_id=0, findings=(), records=())

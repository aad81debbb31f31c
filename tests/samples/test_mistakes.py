"""Mistakes of every kind stand in the sheets, most offices make few, and some are mended."""

from collections import Counter

import pytest

from sheets_sync import samples
from sheets_sync.codes import CODES
from sheets_sync.samples import deal, situations
from sheets_sync.samples.mistakes import CELLS, TABLES

JANUARY = samples.MONTHS[2]
# These need an earlier month, another workbook, the day, a request to Google, or a programme of another kind.
BEYOND_A_SHEET = {
    "GEO_AMBIGUOUS",
    "RECIPIENT_WRONG",
    "PHOTO_PRIVATE",
    "PHOTO_UNREADABLE",
    "DUP_PROJECT",
    "LEVEL_NOT_ALLOWED",
    "SCORE_MISMATCH",
    "PLAN_OVERDUE",
}


def test_every_kind_of_mistake_stands_in_january() -> None:
    names = {planted.name for planted in samples.planted(JANUARY)}
    assert {kind.name for kind in (*CELLS, *TABLES)} <= names


def test_every_finding_that_a_sheet_can_raise_is_provoked() -> None:
    assert {planted.code for planted in samples.planted(JANUARY)} - {""} == set(CODES) - BEYOND_A_SHEET


def test_names_of_mistakes_are_told_apart() -> None:
    names = Counter(kind.name for kind in (*CELLS, *TABLES))
    assert max(names.values()) == 1


def test_most_offices_make_few_mistakes_and_some_make_many() -> None:
    made = Counter(planted.office for planted in samples.planted(JANUARY))
    counts = [made[office.code] for office in samples.offices()]
    assert sum(count <= 6 for count in counts) > 110
    assert sum(count == 0 for count in counts) > 5
    assert max(counts) >= 7


def test_some_mistakes_are_mended_some_stay_and_some_are_new() -> None:
    before, after = ({(each.office, each.name) for each in samples.planted(month)} for month in samples.MONTHS[1:])
    assert min(len(before - after), len(before & after), len(after - before)) >= 10


def test_no_row_carries_two_mistakes() -> None:
    for given in deal.deal(samples.SEED).values():
        rows = [(each.where, each.row) for each in given if each.row]
        assert len(rows) == len(set(rows))


@pytest.mark.parametrize(
    ("office", "code"),
    [
        (situations.TAB_COPY, "TAB_DUPLICATE"),
        (situations.NO_VILLAGE, "MODEL_VILLAGE_MISSING"),
        (situations.DISAGREES[:2], "LEVELS_DISAGREE"),
        (situations.BACKWARDS, "WENT_BACKWARDS"),
        (situations.STALE, "NOT_UPDATED"),
        (situations.NO_MODEL, "COLUMN_MISSING"),
    ],
)
def test_what_happens_in_every_real_month_happens_here(office: str, code: str) -> None:
    assert code in {planted.code for planted in samples.planted(JANUARY) if planted.office == office}

"""The one door to all parsers: what it promises for every kind."""

import pytest

from sheets_sync.model import BLANK, Cell
from sheets_sync.reading.cells import PARSERS, Context, parts_of, understand


@pytest.mark.parametrize("kind", PARSERS)
def test_blank_is_unknown_without_a_word(kind):
    read = understand(kind, BLANK, Context())
    assert dict(read.values) == dict.fromkeys(parts_of(kind))
    assert read.doubts == ()


@pytest.mark.parametrize("kind", PARSERS)
@pytest.mark.parametrize("cell", [Cell("#REF!", error="REF"), Cell("Loading..."), Cell("กำลังโหลด…"), Cell("#N/A")])
def test_a_broken_formula_is_unknown_and_never_zero(kind, cell):
    read = understand(kind, cell, Context())
    assert set(read.values.values()) == {None}
    assert [doubt.code for doubt in read.doubts] == ["FORMULA_ERROR"]


def test_equal_contexts_remember_the_same_understanding():
    first = understand("money", Cell("1,200.-"), Context(thousands=True))
    assert understand("money", Cell("1,200.-"), Context(thousands=True)) is first

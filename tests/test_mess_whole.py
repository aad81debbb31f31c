"""No row of the catalogue of messy sheets is without a test: its numbers are those of the tables that show them."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

import pytest

from . import test_mess_months
from .checks import test_mess_rules
from .reading import test_mess_cells, test_mess_tables

TABLES = (test_mess_cells, test_mess_tables, test_mess_rules, test_mess_months)
CATALOGUE = range(1, 126)
NONE = 0  # a finding that the catalogue has no row for


def numbers(module: ModuleType) -> Iterator[int]:
    """The `row` of every case of a module's parametrised tests; 52a is a part of 52."""
    for test in vars(module).values():
        for mark in getattr(test, "pytestmark", ()):
            names, cases, *_ = mark.args
            if mark.name == "parametrize" and "row" in names:
                at = names.index("row")
                yield from (int(f"{case[at]}".rstrip("abc")) for case in cases)


@pytest.mark.parametrize("module", TABLES)
def test_no_table_has_a_number_that_the_catalogue_lacks(module: ModuleType) -> None:
    assert set(numbers(module)) - {NONE} <= set(CATALOGUE)


def test_every_row_of_the_catalogue_stands_in_a_table() -> None:
    shown = {number for module in TABLES for number in numbers(module)}
    assert sorted(set(CATALOGUE) - shown) == []

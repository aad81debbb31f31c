"""Places by their names, there and back."""

import pytest

from sheets_sync.model.a1 import a1, column_index, column_letter, leftmost_first, place_of


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (16383, "XFD")])
def test_a_column_has_one_name(column: int, letters: str) -> None:
    """Zero-based there, letters here."""
    assert (column_letter(column), column_index(letters), column_index(letters.lower())) == (letters, column, column)


def test_a_place_is_row_and_column_from_zero() -> None:
    """B7 is row 6, column 1."""
    assert (a1(6, 1), place_of("B7")) == ("B7", (6, 1))


@pytest.mark.parametrize("name", ["", "7", "B", "7B", "ก7", "B7:C8"])
def test_what_is_no_cell_is_refused(name: str) -> None:
    """With its text."""
    with pytest.raises(ValueError, match="is not a c"):
        place_of(name)


def test_columns_stand_from_left_to_right_and_nothing_last() -> None:
    """B before AA."""
    assert sorted(["AA1", "", "B9", "C1"], key=leftmost_first) == ["B9", "C1", "AA1", ""]

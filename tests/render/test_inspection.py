"""What people are shown of a reading: rows in short, citizen IDs masked, places named."""

from __future__ import annotations

import pytest

from sheets_sync.model import Finding, Record, Severity
from sheets_sync.render.inspection import place_name, ranges, safe, together, typed


@pytest.mark.parametrize(
    ("rows", "told"),
    [([], ""), ([7], "7"), ([12, 13, 14, 20], "12–14, 20"), ([3, 1, 2, 2], "1–3"), ([1, 3, 5], "1, 3, 5")],
)
def test_rows_are_told_in_short(rows: list[int], told: str) -> None:
    """Rows that follow one another as one range, each once."""
    assert ranges(rows) == told


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("3460700549341", "xxxxxxxxx9341"),
        ("เลข 1234567890123 ของแม่", "เลข xxxxxxxxx0123 ของแม่"),  # no valid check digit, masked all the same
        ("๓๔๖๐๗๐๐๕๔๙๓๔๑", "xxxxxxxxx๙๓๔๑"),
        ("3-4607-00549-34-1", "x-xxxx-xxxx9-34-1"),
        ("16.402745, 103.38346", "16.402745, 103.38346"),
        ("081-234-5678", "081-234-5678"),
        ("12345678901234", "12345678901234"),  # fourteen digits are something else
    ],
)
def test_a_citizen_id_keeps_its_last_four_digits(text: str, shown: str) -> None:
    """Wherever it stands; coordinates and phones stay as typed."""
    assert safe(text) == shown


def test_whatever_stands_in_the_column_of_citizen_ids_is_masked() -> None:
    """Twelve digits of a mistyped one as well."""
    assert typed("346070054934", "citizen_id") == "xxxxxxxx4934"


def test_places_are_named_as_far_as_all_rows_agree() -> None:
    """One district by its name; several by their number; none where none is known."""
    rows = [
        Record(n, {"province_code": "46", "district_code": code}) for n, code in enumerate(("4607", "4607", "4601"))
    ]
    assert place_name(rows[:2]) == "อำเภอยางตลาด จังหวัดกาฬสินธุ์"
    assert place_name(rows) == "จังหวัดกาฬสินธุ์ 2 อำเภอ"
    assert place_name([Record(1, {"district_code": None})]) == ""


def test_only_what_was_repaired_alike_is_told_together() -> None:
    """Three dashes read as 0 are one note; two names without a space are two questions."""
    dashes = [Finding("NUMBER_SUSPECT", Severity.INFO, f"O{row}", "“-” อ่านเป็น 0", "-", "0") for row in (8, 9, 10)]
    names = [Finding("NAME_NO_SPACE", Severity.WARNING, f"E{row}", "ติดกัน", "นายก") for row in (8, 9)]
    assert [cells for _, cells in together([*names, *dashes])] == [("E8",), ("E9",), ("O8", "O9", "O10")]

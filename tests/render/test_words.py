"""Figures and marks as an executive reads them."""

from __future__ import annotations

import pytest

from sheets_sync import areas
from sheets_sync.codes import CODES
from sheets_sync.model import Standing
from sheets_sync.render import words
from sheets_sync.render.labels import LABELS
from sheets_sync.render.unseen import UNSEEN, visible


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "…"), (0, "0"), (1234, "1,234"), (12.5, "12.5"), (-3, "−3"), (0.04, "0")],
)
def test_number(value: float | None, text: str) -> None:
    assert words.number(value) == text


def test_money_is_told_in_millions_with_two_decimals() -> None:
    assert (words.money(31_556_800, millions=True), words.money(954_000, millions=False)) == ("31.56", "954,000")
    assert words.money_unit("บาท/เดือน", millions=True) == "ล้านบาท/เดือน"


@pytest.mark.parametrize(
    ("text", "change", "shown"),
    [("12", 12, "+12"), ("−3", -3, "−3"), ("0", 0.0, "คงเดิม"), ("0.00", 10, "คงเดิม"), ("…", None, "–")],
)
def test_a_change_has_its_sign(text: str, change: float | None, shown: str) -> None:
    assert words.signed(text, change) == shown


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ([], ""),
        (["สพอ.นามน"], "สพอ.นามน"),
        (["สพอ.นามน", "สพอ.เขาวง", "สพอ.นาคู"], "สพอ.นามน เขาวง และอีก 1 แห่ง"),
        (["สพจ.กาฬสินธุ์", "สพอ.นามน"], "สพจ.กาฬสินธุ์ สพอ.นามน"),
    ],
)
def test_offices_are_named_once_by_their_kind(names: list[str], text: str) -> None:
    assert words.listed(names, 2) == text


def test_the_gravest_standing_is_the_whole() -> None:
    assert words.worst([Standing.ON_TRACK, Standing.SUPPORT, Standing.HURRY]) is Standing.SUPPORT
    assert words.worst([Standing.UNKNOWN, Standing.ON_TRACK]) is Standing.ON_TRACK
    assert words.worst([Standing.UNKNOWN, Standing.PLAIN]) is Standing.UNKNOWN


def test_marks_have_a_word_and_enough_contrast_on_white() -> None:
    """A sign and a word each, and 4.5 to 1 against white (WCAG 2.1, 1.4.3)."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for standing, mark in words.MARKS.items():
        assert bool(mark.word) == (standing is not Standing.PLAIN)
        assert 1.05 / (light(mark.colour) + 0.05) >= 4.5


def test_offices_are_named_as_in_letters() -> None:
    assert words.office_of(areas.unit("46")) == "สพจ.กาฬสินธุ์"
    assert words.office_of_code("4607") == "สพอ.ยางตลาด"
    assert words.office_of_code("46??") == "สพจ.กาฬสินธุ์"
    assert words.office_of_code("??") == ""


def test_every_code_has_a_label() -> None:
    assert {code for code in CODES if code not in LABELS} <= {
        "SCRATCH_ROW",
        "HIDDEN_ROW",
        "COLUMN_MOVED",
        "FORMULA_REPLACED",
        "RATIO_AS_TIME",
    }  # logged only, never shown


def test_whatever_must_not_be_seen_is_taken_out_wherever_it_stands() -> None:
    """Every character of the list, and no other: what is passed over for speed holds none of them."""
    every = [chr(code) for code in range(0x110000)]
    hidden = [letter for letter in every if UNSEEN.fullmatch(letter)]
    assert len(hidden) > 2_000
    assert {visible(f"{a}{letter}") for letter in hidden for a in "aก"} == {"a", "ก"}
    assert all(visible(letter) == letter for letter in every if not UNSEEN.fullmatch(letter))

"""A number is shown as Google Sheets would show it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.sources.display import display, display_text
from sheets_sync.sources.patterns import format_type

BUDDHIST = "[$-107041E]d mmm yy"


@pytest.mark.parametrize(
    ("value", "pattern", "text"),
    [
        (44204, "d/m/yyyy", "8/1/2021"),
        (242530, "d/m/yyyy", "8/1/2564"),
        (44204, BUDDHIST, "8 ม.ค. 64"),
        (44204, "[$-D07041E]d mmmm yyyy", "๘ มกราคม ๒๕๖๔"),
        (44204, "[$-409]d mmm yyyy", "8 Jan 2021"),
        (45660, "d mmm yyyy", "3 ม.ค. 2025"),
        (44204, "dddd d mmmm bbbb", "ศุกร์ 8 มกราคม 2564"),
        (44267, "d/m", "12/3"),
        (44204.5, "d/m/yyyy h:mm", "8/1/2021 12:00"),
        (62 / 1440, "h:mm", "1:02"),
        (61 / 1440, "hh:mm:ss", "01:01:00"),
        (0.75, "h:mm AM/PM", "6:00 PM"),
        (1.5, "[h]:mm", "36:00"),
        (0.8, "0%", "80%"),
        (2.959, "0.0%", "295.9%"),
        (0.68542, "0.00%", "68.54%"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (1234.5, "#,##0", "1,235"),
        (0.5, "#.##", ".5"),
        (-24673, "#,##0;(#,##0)", "(24,673)"),
        (-24673, "#,##0", "-24,673"),
        (0, '#,##0;-#,##0;"-"', "-"),
        (104000, '"฿"#,##0', "฿104,000"),
        (104000, "[$฿-41E]#,##0.00", "฿104,000.00"),
        (5, '0 "แปลง"', "5 แปลง"),
        (812345678, "000-000-0000", "081-234-5678"),
        (7, "000", "007"),
        (64, "[$-D00041E]0", "๖๔"),
        (3460100123458, "0.0000E+00", "3.4601E+12"),
        (1500000, '#,##0.0,,"M"', "1.5M"),
        (-0.001, "0.00", "0.00"),
        (12.25, "# ?/?", "12 1/4"),
        (3, "# ?/?", "3"),
        (0.5, "?/?", "1/2"),
        (60, '[>=50]"ผ่าน";"ไม่ผ่าน"', "ผ่าน"),
    ],
)
def test_a_number_under_a_format(value: float, pattern: str, text: str) -> None:
    assert display(value, pattern, "th_TH") == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"),
        (3460100123458.0, "3460100123458"),
        (0.1 + 0.2, "0.3"),
        (1 / 3, "0.3333333333"),
        (100 / 3, "33.33333333"),
        (16.43281, "16.43281"),
        (103.506580123, "103.5065801"),
        (-2.5, "-2.5"),
        (0, "0"),
        (1e15, "1E+15"),
        (0.00001234, "0.00001234"),
        (1.5e-10, "1.5E-10"),
    ],
)
def test_a_number_without_a_format(value: float, text: str) -> None:
    assert display(value) == text


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        ("General", ""),
        ("", ""),
        ("@", "TEXT"),
        ("0%", "PERCENT"),
        ("0.0000E+00", "SCIENTIFIC"),
        ("#,##0.00", "NUMBER"),
        ("d/m/yyyy", "DATE"),
        (BUDDHIST, "DATE"),
        ("mmm yy", "DATE"),
        ("h:mm", "TIME"),
        ("[h]:mm", "TIME"),
        ("mm:ss", "TIME"),
        ("d/m/yyyy h:mm", "DATE_TIME"),
        ("[$฿-41E]#,##0", "CURRENCY"),
        ('"฿"#,##0', "NUMBER"),
        ('0 "ม.ค."', "NUMBER"),
    ],
)
def test_googles_type_of_a_format(pattern: str, kind: str) -> None:
    assert format_type(pattern) == kind


def test_a_type_without_a_pattern_follows_the_locale() -> None:
    assert display(44204, "", "th_TH", "DATE") == "8/1/2021"
    assert display(44204, "", "en_US", "DATE") == "1/8/2021"


def test_a_text_keeps_its_letters_unless_the_format_has_a_part_for_texts() -> None:
    assert display_text("12/3", "0.00") == "12/3"
    assert display_text("นาดี", '0;-0;0;"บ้าน"@') == "บ้านนาดี"


@settings(max_examples=500)
@given(
    st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**12), 10**12),
    st.text('0#?.,%/;E+-"\\\\_*@[]$hmsdyb -ก()<>1', max_size=12) | st.sampled_from(["General", BUDDHIST, "# ?/?"]),
)
def test_no_number_and_no_format_breaks_the_display(value: float, pattern: str) -> None:
    assert isinstance(display(float(value), pattern), str)
    assert format_type(pattern) in {
        "",
        "TEXT",
        "NUMBER",
        "PERCENT",
        "CURRENCY",
        "DATE",
        "TIME",
        "DATE_TIME",
        "SCIENTIFIC",
    }

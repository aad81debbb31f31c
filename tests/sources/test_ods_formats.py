"""Number formats of an .ods, which are elements, become the patterns of Google Sheets."""

from pathlib import Path

import pytest

from sheets_sync.model import Cell
from sheets_sync.sources.ods import read_ods

from .books import ods_row, raw_ods, typed

STYLE = '<style:style style:name="c1" style:family="table-cell" style:data-style-name="N1"/>'
STYLED = 'table:style-name="c1"'
THAI = {"language": "th", "country": "TH"}
THAI_DIGITS = {"transliteration_format": "๑", "transliteration_language": "th"}


def n(tag: str, inner: str = "", **attributes: str | int) -> str:
    """An element of a number format."""
    said = "".join(f' number:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f"<number:{tag}{said}>{inner}</number:{tag}>"


def number(places: int = 0, digits: int = 1, inner: str = "", **more: str | int) -> str:
    return n("number", inner, decimal_places=places, min_integer_digits=digits, **more)


def day(calendar: str, year: str, *, textual: bool = True) -> str:
    """Day, month and year parted by blanks."""
    shown = {"textual": "true"} if textual else {}
    parts = (
        n("day", calendar=calendar),
        n("month", calendar=calendar, **shown),
        n("year", calendar=calendar, style=year),
    )
    return n("text", " ").join(parts)


def clock(**more: str) -> str:
    return n("hours") + n("text", ":") + n("minutes", style="long") + (n("text", " ") + n("am-pm") if more else "")


def style(kind: str, body: str, **attributes: str | int) -> str:
    return n(f"{kind}-style", body, **attributes).replace("-style", '-style style:name="N1"', 1) + STYLE


def formatted(tmp_path: Path, styles: str, *cells: str) -> tuple[Cell, ...]:
    cells = cells or (typed("float", "1", "1", STYLED),)
    return read_ods(raw_ods(tmp_path / "a.ods", ods_row(*cells), styles)).tabs[0].rows[0]


@pytest.mark.parametrize(
    ("styles", "pattern", "kind"),
    [
        (style("number", n("number", min_integer_digits=1)), "", ""),
        (style("number", number(2, grouping="true")), "#,##0.00", "NUMBER"),
        (style("number", number(3, min_decimal_places=1)), "0.0##", "NUMBER"),
        (style("number", number(0, 10, n("embedded-text", "-", position=7))), "000-0000000", "NUMBER"),
        (style("number", number(grouping="true", display_factor=1000)), "#,##0,", "NUMBER"),
        (style("number", number() + n("text", ' แปลง"')), '0" แปลง"\\"', "NUMBER"),
        (style("number", number() + n("text", "%")), '0"%"', "NUMBER"),
        (style("number", number(), **THAI, **THAI_DIGITS), "[$-D00041E]0", "NUMBER"),
        (
            style("number", n("scientific-number", decimal_places=2, min_integer_digits=1, min_exponent_digits=3)),
            "0.00E+000",
            "SCIENTIFIC",
        ),
        (style("number", n("fraction", min_integer_digits=0, min_denominator_digits=2)), "# ?/??", "NUMBER"),
        (style("number", n("fraction", denominator_value=8)), "?/8", "NUMBER"),
        (style("number", n("fill-character", " ") + number()), "* 0", "NUMBER"),
        (style("percentage", number() + n("text", "%")), "0%", "PERCENT"),
        (style("currency", n("currency-symbol", "฿") + number()), "[$฿]0", "CURRENCY"),
        (style("date", day("gregorian", "long", textual=False)), "d m yyyy", "DATE"),
        (style("date", day("buddhist", "short"), **THAI), "[$-107041E]d mmm yy", "DATE"),
        (style("date", day("buddhist", "long"), **THAI, **THAI_DIGITS), "[$-D07041E]d mmm yyyy", "DATE"),
        (style("date", day("gregorian", "long"), **THAI), "[$-41E]d mmm yyyy", "DATE"),
        (style("date", n("day-of-week", style="long") + n("text", ", ") + clock()), "dddd, h:mm", "DATE_TIME"),
        (style("time", clock(), truncate_on_overflow="false"), "[h]:mm", "TIME"),
        (style("time", clock(half="yes")), "h:mm AM/PM", "TIME"),
        (style("time", n("seconds", style="long", decimal_places=1)), "ss.0", "TIME"),
        (style("boolean", n("boolean")), "", ""),
        (style("text", n("text-content")), "@", "TEXT"),
    ],
)
def test_a_format_is_written_as_sheets_writes_it(tmp_path: Path, styles: str, pattern: str, kind: str) -> None:
    cell = formatted(tmp_path, styles)[0]
    assert (cell.pattern, cell.format) == (pattern, kind)


def test_a_year_of_the_buddhist_era_is_shown_as_it_was_or_made_anew(tmp_path: Path) -> None:
    styles = style("date", day("buddhist", "short"), **THAI)
    kept, made = (typed("date", "2021-01-08", shown, STYLED) for shown in ("๘ ม.ค. ๖๔", ""))
    row = formatted(tmp_path, styles, kept, made)
    assert [(cell.text, cell.value) for cell in row] == [("๘ ม.ค. ๖๔", 44204.0), ("8 ม.ค. 64", 44204.0)]


@pytest.mark.parametrize(
    ("maps", "pattern"),
    [
        ([("value()&gt;=0", "P")], "0;-"),
        ([("value()&gt;0", "P"), ("value()&lt;0", "P")], "0;0;-"),
        ([("value()&gt;=1000", "P")], "[>=1000]0;-"),
        ([("value()&gt;=0", "nowhere")], "-"),
    ],
)
def test_negative_numbers_and_nought_have_formats_of_their_own(
    tmp_path: Path, maps: list[tuple[str, str]], pattern: str
) -> None:
    others = "".join(f'<style:map style:condition="{when}" style:apply-style-name="{name}"/>' for when, name in maps)
    positive = style("number", number()).replace("N1", "P").replace(STYLE.replace("N1", "P"), "")
    assert formatted(tmp_path, positive + style("number", n("text", "-") + others))[0].pattern == pattern


def test_a_format_of_a_billion_digits_is_cut(tmp_path: Path) -> None:
    endless = 10**9
    styles = style("number", number(endless, endless, n("embedded-text", "-", position=endless)))
    assert len(formatted(tmp_path, styles)[0].pattern) < 100

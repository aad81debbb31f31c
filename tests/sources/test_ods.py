"""An .ods becomes the workbook that Google Sheets would make of it."""

import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest

from sheets_sync.model import BLANK, Cell, Merge, Tab
from sheets_sync.sources.ods import read_ods
from sheets_sync.sources.ods.cells import fraction, serial
from sheets_sync.sources.ods.formulas import sheets_formula
from sheets_sync.sources.unreadable import UnreadableWorkbook
from sheets_sync.sources.xlsx import read_xlsx

from ..conftest import CASES
from .books import ods_row, raw_ods, said, typed

FILES = sorted((Path(__file__).parent / "files").glob("*.ods"))
NOTHING = "<table:table-cell/>"
COVERED = "<table:covered-table-cell{}>{}</table:covered-table-cell>"
SPANNED, DOWN = 'table:number-columns-spanned="{}"', 'table:number-rows-spanned="{}"'
COLUMNS, ROWS = 'table:number-columns-repeated="{}"', 'table:number-rows-repeated="{}"'
HIDDEN_TAB = (
    '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
)
LINK = '<text:a xlink:href="{}">{}</text:a>'
YELLOW = (
    '<style:style style:name="c1" style:family="table-cell">'
    '<style:table-cell-properties fo:background-color="#ffff00"/></style:style>'
)
ALL_COLUMNS = '<table:table-cell {} table:number-columns-repeated="16384"/>'


def only(tmp_path: Path, rows: str, styles: str = "", **more: str) -> Tab:
    return read_ods(raw_ods(tmp_path / "a.ods", rows, styles, **more)).tabs[0]


def row_of(tmp_path: Path, *cells: str, styles: str = "") -> tuple[Cell, ...]:
    return only(tmp_path, ods_row(*cells), styles).rows[0]


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_what_calc_makes_of_a_case_reads_as_the_case_itself(file: Path) -> None:
    ods, xlsx = read_ods(file), read_xlsx(CASES / f"{file.stem}.xlsx")
    assert [replace(tab, rows=()) for tab in ods.tabs] == [
        replace(tab, id=i, rows=()) for i, tab in enumerate(xlsx.tabs)
    ]
    for ours, theirs in zip(ods.tabs, xlsx.tabs, strict=True):
        assert ours.rows == theirs.rows


def test_texts_numbers_dates_and_truth_keep_their_type(tmp_path: Path) -> None:
    row = row_of(
        tmp_path,
        said("แปลง"),
        typed("float", "2.5", "2.5"),
        typed("percentage", "0.8", "80%"),
        typed("currency", "104000", "฿104,000"),
        typed("date", "2021-01-08", "8/1/2021"),
        typed("date", "2021-01-08T12:00:00", "8/1/2021 12:00"),
        typed("time", "PT01H02M00S", "1:02"),
        typed("boolean", "true", "จริง"),
        said("081"),
    )
    assert [cell.value for cell in row] == ["แปลง", 2.5, 0.8, 104000, 44204, 44204.5, 62 / 1440, True, "081"]
    assert [cell.format for cell in row] == ["", "", "PERCENT", "CURRENCY", "DATE", "DATE_TIME", "TIME", "", ""]
    assert [cell.text for cell in row][2:] == ["80%", "฿104,000", "8/1/2021", "8/1/2021 12:00", "1:02", "TRUE", "081"]


def test_a_number_is_shown_by_its_format_where_the_file_keeps_no_text(tmp_path: Path) -> None:
    row = row_of(tmp_path, typed("date", "2021-01-08"), typed("percentage", "0.8"), typed("string", "ดิน"))
    assert [cell.text for cell in row] == ["8/1/2021", "80.00%", "ดิน"]


@pytest.mark.parametrize(
    ("date", "days"),
    [
        ("1899-12-30", 0),
        ("1899-12-29", -1),
        ("2564-01-08", 242530),
        ("12564-01-08", 3894955),
        ("0000-03-01", -693899),
        ("-0400-03-01", -839996),
    ],
)
def test_a_day_of_any_year_is_a_serial_number(date: str, days: int) -> None:
    assert serial(date) == days


def test_hours_may_be_more_than_a_day_and_less_than_none() -> None:
    assert [fraction(text) for text in ("PT36H", "-PT6H", "P1DT12H00M00S", "PT0,5S")] == [1.5, -0.25, 1.5, 0.5 / 86400]


def test_lines_blanks_and_tabs_of_a_text_are_kept_and_notes_are_not(tmp_path: Path) -> None:
    note = "<office:annotation><text:p>ลืม</text:p></office:annotation>"
    picture = "<draw:frame><draw:text-box><text:p>รูป</text:p></draw:text-box></draw:frame>"
    cells = (
        f'<table:table-cell office:value-type="string">{note}<text:p>ชื่อ<text:s text:c="2"/>สกุล<text:tab/>'
        f"<text:span>เจ้า</text:span>ของ\n  แปลง</text:p><text:p>ที่<text:line-break/>สอง</text:p>"
        f"{picture}</table:table-cell>"
    )
    row = row_of(tmp_path, cells, typed("string", " ก  ข ", " ก ข "), f"<table:table-cell>{note}</table:table-cell>")
    texts = ["ชื่อ  สกุล\tเจ้าของ แปลง\nที่\nสอง", " ก  ข "]
    assert [cell.value for cell in row] == [cell.text for cell in row] == texts


@pytest.mark.parametrize(
    ("formula", "sheets"),
    [
        ("of:=SUM([.A1:.B2];1)*[.$B$1]", "=SUM(A1:B2,1)*$B$1"),
        ("of:=[$แปลง.A1]+[$'ม.ค. 64'.A1:.A9]", "=แปลง!A1+'ม.ค. 64'!A1:A9"),
        ("of:=[$'ก:ข'.A1:$'ก:ข'.B2]", "='ก:ข'!A1:B2"),
        ('of:=IF([.A1]>1;"a;[.b]";"c")', '=IF(A1>1,"a;[.b]","c")'),
        ('of:=COM.MICROSOFT.CONCAT("a";[1]x)', '=CONCAT("a",[1]x)'),
        ("oooc:=1", "=1"),
        ("=1", "=1"),
        ("of:=[.#REF!]", "=#REF!"),
    ],
)
def test_a_formula_is_written_as_sheets_writes_it(formula: str, sheets: str) -> None:
    assert sheets_formula(formula) == sheets


def test_errors_are_named_as_google_names_them(tmp_path: Path) -> None:
    def broken(shown: str, more: str = 'calcext:value-type="error"') -> str:
        return typed("string", "", shown, f'table:formula="of:=1/0" {more}')

    row = row_of(
        tmp_path,
        *(broken(shown) for shown in ("#REF!", "#N/A", "#DIV/0!", "Err:502", "Err:522", "#อะไร")),
        typed("float", "0", "Err:503", 'table:formula="of:=1"'),
        said("#REF!"),
        typed("string", "", "#N/A", 'calcext:value-type="error" table:formula="of:=#N/A"'),
    )
    errors = ["REF", "N_A", "DIVIDE_BY_ZERO", "VALUE", "REF", "ERROR", "NUM", "", "N_A"]
    assert [cell.error for cell in row] == errors
    assert {cell.value for cell in row} == {None, "#REF!"}
    assert (row[3].text, row[3].formula, row[8].formula) == ("Err:502", "=1/0", "")


def test_a_plain_truth_which_calc_writes_as_a_formula_is_none(tmp_path: Path) -> None:
    row = row_of(
        tmp_path,
        typed("float", "1", "TRUE", 'table:formula="of:=TRUE()"'),
        typed("float", "0", "FALSE", 'table:formula="of:=FALSE()"'),
    )
    assert row == (Cell("TRUE", True), Cell("FALSE", False))
    assert row[0].value is True


def cell_style(name: str, parent: str, cell: str, text: str) -> str:
    return (
        f'<style:style style:name="{name}" style:family="table-cell" style:parent-style-name="{parent}">'
        f"<style:table-cell-properties {cell}</style:table-cell-properties>"
        f"<style:text-properties {text}/></style:style>"
    )


def test_fonts_colours_and_strikes_are_kept_and_handed_down(tmp_path: Path) -> None:
    through, font = 'style:text-line-through-style="{}"', 'style:font-name="{}"'
    styles = (
        '<style:font-face style:name="W1" svg:font-family="&apos;Wingdings 2&apos;"/>'
        + cell_style("base", "", ">", font.format("W1"))
        + cell_style("c1", "base", 'fo:background-color="#00b050">', through.format("solid"))
        + cell_style(
            "c2", "c1", 'fo:background-color="transparent">', f"{through.format('none')} {font.format('Arial')}"
        )
    )
    row = row_of(tmp_path, said("P", 'table:style-name="c1"'), said("P", 'table:style-name="c2"'), styles=styles)
    assert (row[0].font, row[0].fill, row[0].struck) == ("Wingdings 2", "00B050", True)
    assert (row[1].font, row[1].fill, row[1].struck) == ("Arial", "", False)


def test_links_of_a_text_of_a_formula_and_of_a_whole_cell_are_kept(tmp_path: Path) -> None:
    whole = cell_style("c1", "", '><style:hyperlink xlink:href="https://x.org/5"/>', "")
    formula = 'table:formula="of:=HYPERLINK(&quot;https://example.org/x&quot;;&quot;ดู&quot;)"'
    row = row_of(
        tmp_path,
        said(LINK.format("https://drive.google.com/a?b=1&amp;c=2", "ดู") + LINK.format("https://second.org", "สอง")),
        said(LINK.format("#แท็บ.A1", "ไป")),
        typed("string", "ดู", "ดู", formula),
        typed("float", "5", "5", 'table:style-name="c1"'),
        styles=whole,
    )
    links = ["https://drive.google.com/a?b=1&c=2", "", "https://example.org/x", "https://x.org/5"]
    assert [cell.link for cell in row] == links


def test_styles_that_are_each_others_parent_end(tmp_path: Path) -> None:
    styles = "".join(
        f'<style:style style:name="{a}" style:family="table-cell" style:parent-style-name="{b}"/>'
        for a, b in ("ab", "ba")
    )
    assert row_of(tmp_path, said("x", 'table:style-name="a"'), styles=styles) == (Cell("x", "x"),)


def test_a_cell_without_a_style_has_that_of_its_row_or_column(tmp_path: Path) -> None:
    yellow = 'table:default-cell-style-name="c1"'
    columns = f"<table:table-column {COLUMNS.format(2)}/><table:table-column {yellow}/>"
    tab = only(tmp_path, columns + ods_row(*[said("x")] * 4) + ods_row(said("x"), more=yellow), YELLOW)
    assert [[cell.fill for cell in row] for row in tab.rows] == [["", "", "FFFF00", ""], ["FFFF00"]]


def test_merges_hidden_rows_columns_and_tabs_are_told(tmp_path: Path) -> None:
    rows = (
        f'<table:table-column/><table:table-column table:visibility="collapse" {COLUMNS.format(16_383)}/>'
        + ods_row(said("หัว", f"{SPANNED.format(3)} {DOWN.format(2)}"), COVERED.format(" " + COLUMNS.format(2), ""))
        + ods_row(COVERED.format(' office:value-type="string"', "<text:p>ใต้</text:p>"), NOTHING, NOTHING, said("ข้าง"))
        + ods_row(said("ซ่อน"), more=f'table:visibility="filter" {ROWS.format(2)}')
        + ods_row(said("รวม", SPANNED.format(2)), more=ROWS.format(2))
    )
    hidden = f'<table:table table:name="ซ่อน" table:style-name="ta2">{ods_row(said("x"))}</table:table>'
    workbook = read_ods(raw_ods(tmp_path / "a.ods", rows, HIDDEN_TAB, hidden))
    tab = workbook.tabs[0]
    assert tab.merges == (Merge(0, 0, 2, 3), Merge(4, 0, 5, 2), Merge(5, 0, 6, 2))
    assert (tab.hidden_rows, tab.hidden_columns) == ({2, 3}, {1, 2, 3})
    assert tab.rows[1] == (BLANK, BLANK, BLANK, Cell("ข้าง", "ข้าง"))
    assert [(tab.id, tab.title, tab.hidden) for tab in workbook.tabs] == [(0, "แปลง", False), (1, "ซ่อน", True)]


def test_tables_that_are_no_tabs_are_passed_over(tmp_path: Path) -> None:
    inner = f"<table:table>{ods_row(said('ใน'))}</table:table>"
    rows = (
        f"<table:shapes><draw:frame>{inner}</draw:frame></table:shapes>{ods_row(said('ก'))}{inner}{ods_row(said('ข'))}"
    )
    fetched = (
        f'<table:table table:name="\'file:///x\'#$A" table:style-name="ta_extref">{ods_row(said("x"))}</table:table>'
    )
    linked = f"<table:dde-links>{inner}</table:dde-links>"
    workbook = read_ods(raw_ods(tmp_path / "a.ods", rows, tables=fetched + linked))
    assert [[cell.text for cell in row] for tab in workbook.tabs for row in tab.rows] == [["ก"], ["ข"]]


def test_equal_cells_are_one_object_and_equal_rows_are_one_row(tmp_path: Path) -> None:
    rows = only(tmp_path, ods_row(said("HLM"), said("HLM"), NOTHING, more='table:number-rows-repeated="3"')).rows
    assert len(rows) == 3
    assert rows[0] is rows[2]
    assert rows[0][0] is rows[0][1]


def test_what_is_repeated_to_the_end_of_the_sheet_costs_nothing(tmp_path: Path) -> None:
    """A sheet coloured as a whole, a text in it, and another in its last corner."""
    rows = (
        ods_row(said("ที่"), ALL_COLUMNS.format('table:style-name="c1"'))
        + ods_row(ALL_COLUMNS.format('table:style-name="c1"'), more='table:number-rows-repeated="1048574"')
        + ods_row('<table:table-cell table:number-columns-repeated="16383"/>', said("เผลอ"))
    )
    path = raw_ods(tmp_path / "a.ods", rows, YELLOW)
    tracemalloc.start()
    tab = read_ods(path).tabs[0]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert tab.rows == ((Cell("ที่", "ที่"),),)
    assert "XFD1048576 ระบบ" in tab.unread
    assert peak < 1_000_000


def test_what_is_repeated_beyond_what_is_read_is_counted(tmp_path: Path) -> None:
    tab = only(
        tmp_path,
        ods_row(NOTHING, said("x", 'table:number-columns-repeated="2"'), more='table:number-rows-repeated="200010"'),
    )
    assert len(tab.rows) == 200_000
    assert "B200001 และอีก 19 เซลล์" in tab.unread


@pytest.mark.parametrize(
    "cell",
    [
        typed("float", "1,5", "1,5"),
        typed("date", "2021-13-08", "x"),
        typed("time", "1:02", "1:02"),
        '<table:table-cell office:value-type="float"/>',
        said("x", 'table:number-columns-repeated="x"'),
    ],
)
def test_numbers_that_are_none_make_a_broken_file(tmp_path: Path, cell: str) -> None:
    with pytest.raises(UnreadableWorkbook, match=r"ชำรุด.*\.ods"):
        row_of(tmp_path, cell)


def test_a_number_beyond_all_numbers_is_a_text(tmp_path: Path) -> None:
    row = row_of(tmp_path, typed("float", "NaN", "NaN"), typed("float", "1e999", "inf"))
    assert [cell.value for cell in row] == ["NaN", "1e999"]

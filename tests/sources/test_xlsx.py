"""An .xlsx becomes the workbook that Google Sheets would make of it."""

import contextlib
import datetime as dt
import random
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.model import BLANK, Cell, Merge, Tab
from sheets_sync.sources.unreadable import UnreadableWorkbook
from sheets_sync.sources.xlsx import read_xlsx

from ..conftest import CASES
from .books import book, raw_book


def only(path: Path) -> Tab:
    return read_xlsx(path).tabs[0]


def test_texts_numbers_dates_and_truth_keep_their_type(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["แปลง", 3, 2.5, True, dt.date(2021, 1, 8), "081"])
        sheet["E1"].number_format = "d/m/yyyy"

    row = only(book(tmp_path / "a.xlsx", fill)).rows[0]
    assert [cell.value for cell in row] == ["แปลง", 3.0, 2.5, True, 44204.0, "081"]
    assert [cell.text for cell in row] == ["แปลง", "3", "2.5", "TRUE", "8/1/2021", "081"]
    assert (row[4].format, row[4].pattern) == ("DATE", "d/m/yyyy")


def test_a_formula_stands_beside_its_last_value(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1*2</f><v>4</v></c><c r="B1"><v>2</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>6</v></c><c r="B2"><v>3</v></c></row>'
        '<row r="3"><c r="A3" t="str"><f>_xlfn.CONCAT("a","b")</f><v>ab</v></c><c r="B3"><f>NOW()</f></c></row>'
    )
    rows = only(raw_book(tmp_path / "a.xlsx", f"<sheetData>{cells}</sheetData>")).rows
    assert [(row[0].formula, row[0].value) for row in rows] == [
        ("=B1*2", 4.0),
        ("=B2*2", 6.0),
        ('=CONCAT("a","b")', "ab"),
    ]
    assert rows[2][1] == Cell(formula="=NOW()")


def test_errors_are_named_as_google_names_them(tmp_path: Path) -> None:
    cells = "".join(f'<c t="e"><v>{text}</v></c>' for text in ("#REF!", "#N/A", "#DIV/0!", "#SPILL!"))
    row = only(raw_book(tmp_path / "a.xlsx", f"<sheetData><row>{cells}</row></sheetData>")).rows[0]
    assert [cell.error for cell in row] == ["REF", "N_A", "DIVIDE_BY_ZERO", "ERROR"]
    assert row[0].text == "#REF!"
    assert row[0].value is None


def test_links_fonts_colours_and_strikes_are_kept(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["ภาพ", "P", '=HYPERLINK("https://example.org/x","ดู")', "เลิก", None])
        sheet["A1"].hyperlink = "https://drive.google.com/file/d/1x/view"
        sheet["B1"].font = Font(name="Wingdings 2")
        sheet["D1"].font = Font(name="Arial", strike=True)
        sheet["B2"].fill = PatternFill("solid", fgColor="00B050")
        sheet["C2"] = "เสร็จ"

    tab = only(book(tmp_path / "a.xlsx", fill))
    photo, tick, formula, struck = tab.rows[0]
    assert photo.link == "https://drive.google.com/file/d/1x/view"
    assert tick.font == "Wingdings 2"
    assert formula.link == "https://example.org/x"
    assert struck.struck
    assert tab.rows[1][:2] == (BLANK, Cell(fill="00B050"))


def test_merges_hidden_rows_columns_and_tabs_are_told(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        for row in range(4):
            sheet.append([row, row, row])
        sheet.merge_cells("A1:C1")
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True
        assert sheet.parent is not None
        sheet.parent.create_sheet("ซ่อน").sheet_state = "hidden"

    workbook = read_xlsx(book(tmp_path / "a.xlsx", fill))
    assert workbook.tabs[0].merges == (Merge(0, 0, 1, 3),)
    assert workbook.tabs[0].hidden_rows == {2}
    assert workbook.tabs[0].hidden_columns == {1}
    assert [tab.hidden for tab in workbook.tabs] == [False, True]
    assert [tab.id for tab in workbook.tabs] == [0, 1]


def test_rows_are_ragged_and_equal_cells_are_one_object(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["HLM", "HLM", None, None])
        sheet.append([None, None, None])
        sheet.append(["x"])
        sheet["J9"].comment = Comment("ลืม", "ผู้ใช้")

    rows = only(book(tmp_path / "a.xlsx", fill)).rows
    assert [len(row) for row in rows] == [2, 0, 1]
    assert rows[0][0] is rows[0][1]


def test_a_cell_in_the_far_corner_is_named_and_costs_nothing(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "ที่"
        sheet["XFD1048576"] = "เผลอ"

    path = book(tmp_path / "a.xlsx", fill)
    tracemalloc.start()
    tab = only(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(tab.rows) == 1
    assert "XFD1048576" in tab.unread
    assert peak < 5_000_000


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "ว่างเปล่า"),
        (b"name,moo\n1,2\n", "ไม่ใช่ .xlsx"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "รหัสผ่าน"),
        (b"PK\x03\x04 and nothing more", "ชำรุด"),
    ],
)
def test_what_is_no_workbook_is_refused_with_a_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnreadableWorkbook, match=reason):
        read_xlsx(path)


def test_a_picture_put_into_a_cell_is_no_error(tmp_path: Path) -> None:
    sheet = '<sheetData><row><c t="e" vm="1"><v>#VALUE!</v></c></row></sheetData>'
    assert only(raw_book(tmp_path / "a.xlsx", sheet)).rows == ((Cell(formula="=IMAGE()"),),)


def test_letters_that_nothing_can_store_are_left_out(tmp_path: Path) -> None:
    texts = "".join(
        f'<c t="inlineStr"><is><t>{t}</t></is></c>' for t in ("ก_x000D_ข", "ก_xD800_ข", "ก_x0000_ข", "a_x12_b")
    )
    row = only(raw_book(tmp_path / "a.xlsx", f"<sheetData><row>{texts}</row></sheetData>")).rows[0]
    assert [cell.value for cell in row] == ["ก\rข", "กข", "กข", "a_x12_b"]


@pytest.mark.parametrize(
    "cell",
    [
        '<row r="0"><c><v>1</v></c></row>',
        '<row r="x"/>',
        '<row><c r="A1" t="s"><v>x</v></c></row>',
        "<row><c><v>1,5</v></c></row>",
    ],
)
def test_numbers_that_are_none_make_a_broken_file(tmp_path: Path, cell: str) -> None:
    with pytest.raises(UnreadableWorkbook, match="ชำรุด"):
        read_xlsx(raw_book(tmp_path / "a.xlsx", f"<sheetData>{cell}</sheetData>"))


@pytest.mark.parametrize("seed", range(5))
def test_a_damaged_file_is_read_or_refused_but_never_breaks_the_reader(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    source = sorted(CASES.glob("*.xlsx"))[seed]
    with zipfile.ZipFile(source) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    for trial in range(20):
        name = dice.choice([name for name in parts if name.endswith((".xml", ".rels"))])
        damaged = bytearray(parts[name])
        for _ in range(dice.randint(1, 5)):
            damaged[dice.randrange(len(damaged))] = dice.choice(b'<>"/09aZ &\xe0')
        path = tmp_path / f"{trial}.xlsx"
        with zipfile.ZipFile(path, "w") as archive:
            for part, content in {**parts, name: bytes(damaged)}.items():
                archive.writestr(part, content)
        with contextlib.suppress(UnreadableWorkbook):
            assert read_xlsx(path).tabs


def test_a_large_register_stays_within_bounds(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{r}"><c r="A{r}"><v>{r}</v></c><c r="B{r}" t="str"><v>บ้าน {r % 97}</v></c></row>'
        for r in range(1, 50_001)
    )
    path = raw_book(tmp_path / "a.xlsx", f"<sheetData>{rows}</sheetData>")
    tracemalloc.start()
    tab = only(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(tab.rows) == 50_000
    assert peak < 60_000_000


def test_a_cut_sheet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableWorkbook, match="ชำรุด"):
        read_xlsx(raw_book(tmp_path / "a.xlsx", "<sheetData><row>"))


@pytest.mark.parametrize("entity", ['"x"', 'SYSTEM "file:///etc/hostname"'])
def test_a_document_type_is_refused(tmp_path: Path, entity: str) -> None:
    strings = f"<!DOCTYPE sst [<!ENTITY a {entity}>]><sst><si><t>&a;</t></si></sst>"
    path = raw_book(tmp_path / "a.xlsx", "<sheetData/>", **{"xl/sharedStrings.xml": strings})
    relations = (
        '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="rId2" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    )
    with pytest.raises(UnreadableWorkbook, match="DOCTYPE"):
        read_xlsx(_with(path, "xl/_rels/workbook.xml.rels", relations))


def _with(path: Path, name: str, text: str) -> Path:
    with zipfile.ZipFile(path) as old:
        parts = {info.filename: old.read(info) for info in old.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part, content in {**parts, name: text.encode()}.items():
            new.writestr(part, content)
    return path


@pytest.mark.parametrize(
    "sheet",
    [
        "<sheetData>" + " " * 110_000_000 + "</sheetData>",
        "<sheetData>" + "<row/>" * 1_040_000 + "</sheetData>",
    ],
    ids=["blanks", "rows"],
)
def test_a_bomb_is_refused_at_once(tmp_path: Path, sheet: str) -> None:
    path = raw_book(tmp_path / "a.xlsx", sheet)
    started = time.monotonic()
    with pytest.raises(UnreadableWorkbook, match="ใหญ่ผิดปกติ"):
        read_xlsx(path)
    assert time.monotonic() - started < 1


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableWorkbook, match="ส่วน"):
        read_xlsx(raw_book(tmp_path / "a.xlsx", "<sheetData/>", **{f"xl/x{i}.xml": "" for i in range(250)}))


def test_photos_pasted_into_the_sheet_are_no_bomb(tmp_path: Path) -> None:
    photos = {f"xl/media/image{i}.png": "" for i in range(250)}
    assert only(raw_book(tmp_path / "a.xlsx", "<sheetData/>", **photos)).rows == ()

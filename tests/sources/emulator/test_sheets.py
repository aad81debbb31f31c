"""The Sheets API's wire, in the details that readers fall over."""

from typing import Any

import pytest

from sheets_sync.sources.emulator import Emulator

from ..conftest import Wire

CELLS = "sheets(data(rowData(values({}))))"


@pytest.fixture
def sheet(emulator: Emulator) -> str:
    return f"/v4/spreadsheets/{emulator.id_of('yangtalat.xlsx')}"


def rows(wire: Wire, sheet: str, fields: str) -> list[list[dict[str, Any]]]:
    data = wire.json(sheet, fields=CELLS.format(fields))["sheets"][0]["data"][0]
    return [row.get("values", []) for row in data["rowData"]]


def test_a_tab_is_described_with_its_id_even_when_it_is_0(wire: Wire, sheet: str) -> None:
    answer = wire.json(sheet)
    assert answer["properties"]["locale"] == "th_TH"
    assert [tab["properties"]["title"] for tab in answer["sheets"]] == ["แปลง", "ม.ค. 64", "Sheet3"]
    assert answer["sheets"][0]["properties"]["sheetId"] == 0
    assert answer["sheets"][2]["properties"]["hidden"] is True
    assert "hidden" not in answer["sheets"][0]["properties"]
    assert "data" not in answer["sheets"][0]


def test_a_merge_of_tab_0_leaves_the_id_out(wire: Wire, sheet: str) -> None:
    merge = wire.json(sheet, fields="sheets.merges")["sheets"][0]["merges"][0]
    assert merge == {"startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 7}


def test_a_masked_object_with_nothing_left_stays(wire: Wire, sheet: str) -> None:
    assert wire.json(sheet, fields="sheets.merges")["sheets"][1:] == [{}, {}]
    assert rows(wire, sheet, "note")[1] == [{}] * 7


def test_values_come_by_their_type(wire: Wire, sheet: str) -> None:
    row = rows(wire, sheet, "effectiveValue")[2]
    assert row[0] == {"effectiveValue": {"numberValue": 1}}
    assert row[1] == {"effectiveValue": {"stringValue": "นายสมชาย ใจดี"}}
    assert row[2] == {"effectiveValue": {"numberValue": 44204}}
    assert row[6] == {"effectiveValue": {"boolValue": True}}


def test_an_automatic_cell_has_a_format_without_a_number_format(wire: Wire, sheet: str) -> None:
    row = rows(wire, sheet, "effectiveFormat.numberFormat")[2]
    assert row[0] == {"effectiveFormat": {}}
    assert row[3] == {"effectiveFormat": {"numberFormat": {"type": "NUMBER", "pattern": "#,##0.00"}}}


def test_a_formula_stands_in_what_was_entered(wire: Wire, sheet: str) -> None:
    cell = rows(wire, sheet, "userEnteredValue,effectiveValue")[4][3]
    assert cell == {"userEnteredValue": {"formulaValue": "=SUM(D3:D4)"}}


def test_trailing_blanks_are_left_out(wire: Wire, sheet: str) -> None:
    assert [len(row) for row in rows(wire, sheet, "formattedValue")] == [1, 7, 7, 7, 8]


def test_hidden_rows_and_columns_are_told(wire: Wire, sheet: str) -> None:
    data = wire.json(sheet, fields="sheets.data(rowMetadata.hiddenByUser,columnMetadata.hiddenByUser)")
    grid = data["sheets"][0]["data"][0]
    assert [i for i, row in enumerate(grid["rowMetadata"]) if row] == [3]
    assert [i for i, column in enumerate(grid["columnMetadata"]) if column] == [2]
    assert "rowData" not in grid


def test_a_part_of_a_grid_says_where_it_starts(wire: Wire, sheet: str) -> None:
    grid = wire.json(sheet, ranges="แปลง!B3:C4", includeGridData="true")["sheets"][0]["data"][0]
    assert (grid["startRow"], grid["startColumn"]) == (2, 1)
    assert grid["rowData"][0]["values"][1]["formattedValue"] == "8 ม.ค. 64"


@pytest.mark.parametrize(
    ("option", "row"),
    [
        ("FORMATTED_VALUE", ["1", "นายสมชาย ใจดี", "8 ม.ค. 64", "104,000.00", "80%", "ดู", "TRUE"]),
        ("UNFORMATTED_VALUE", [1, "นายสมชาย ใจดี", 44204, 104000, 0.8, "ดู", True]),
    ],
)
def test_values_in_both_renderings(wire: Wire, sheet: str, option: str, row: list[object]) -> None:
    answer = wire.json(f"{sheet}/values/แปลง!A3:Z3", valueRenderOption=option)
    assert answer == {"range": "'แปลง'!A3:Z3", "majorDimension": "ROWS", "values": [row]}


def test_formulas_and_dates_as_text_when_asked_for(wire: Wire, sheet: str) -> None:
    total = wire.json(f"{sheet}/values/D5", valueRenderOption="FORMULA")
    assert total["values"] == [["=SUM(D3:D4)"]]
    options = {"valueRenderOption": "UNFORMATTED_VALUE", "dateTimeRenderOption": "FORMATTED_STRING"}
    assert wire.json(f"{sheet}/values/C3", **options)["values"] == [["8 ม.ค. 64"]]


def test_ranges_are_written_back_with_the_quotes_google_gives(wire: Wire, sheet: str) -> None:
    answer = wire.json(f"{sheet}/values:batchGet", ranges=["แปลง", "ม.ค. 64!A:B", "Sheet3", "'แปลง'!B2"])
    ranges = [values["range"] for values in answer["valueRanges"]]
    assert ranges == ["'แปลง'!A1:Z1000", "'ม.ค. 64'!A1:B1000", "Sheet3!A1:Z1000", "'แปลง'!B2"]
    assert "values" not in answer["valueRanges"][2]


@pytest.mark.parametrize(
    ("path", "query", "message"),
    [
        ("/values/NOPE!A5:F15", {}, "Unable to parse range: NOPE!A5:F15"),
        ("/values/แปลง!A2000", {}, "Range ('แปลง'!A2000) exceeds grid limits. Max rows: 1000, max columns: 26"),
        ("", {"fields": "sheets.nonsense"}, "Request contains an invalid argument."),
        ("", {"fields": "sheets("}, "Request contains an invalid argument."),
        ("", {"fields": "spreadsheetId.deep"}, "Request contains an invalid argument."),
        ("", {"colour": "red"}, "Unknown name"),
        ("/values/A1", {"valueRenderOption": "PRETTY"}, "Invalid value at 'valueRenderOption'"),
    ],
)
def test_what_google_refuses_is_refused(wire: Wire, sheet: str, path: str, query: dict[str, str], message: str) -> None:
    answer = wire.get(sheet + path, **query)
    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["status"]) == (400, 400, "INVALID_ARGUMENT")
    assert message in error["message"]


def test_a_sheet_that_is_not_shared_not_there_or_not_readable(emulator: Emulator, wire: Wire) -> None:
    (emulator.library.folder / "broken.xlsx").write_bytes(b"PK nothing")
    emulator.library.share(emulator.id_of("yangtalat.xlsx"), shared=False)
    found = {
        name: wire.get(f"/v4/spreadsheets/{emulator.id_of(name)}") for name in ("yangtalat.xlsx", "no", "broken.xlsx")
    }
    errors = [answer.json()["error"] for answer in found.values()]
    assert errors == [
        {"code": 403, "message": "The caller does not have permission", "status": "PERMISSION_DENIED"},
        {"code": 404, "message": "Requested entity was not found.", "status": "NOT_FOUND"},
        {"code": 400, "message": "This operation is not supported for this document", "status": "FAILED_PRECONDITION"},
    ]

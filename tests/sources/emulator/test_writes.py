"""Writing a tab of one's own: kept in memory over the .xlsx, seen by every reader, refused as Google refuses."""

import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from sheets_sync.sources.emulator import Emulator, Rule
from sheets_sync.sources.emulator.rules import Faults

from ..conftest import Wire, signed_in

WRITE = ["https://www.googleapis.com/auth/spreadsheets", "https://www.googleapis.com/auth/drive.metadata.readonly"]
RAW = {"valueInputOption": "RAW"}


class Writer(Wire):
    """A session that may write."""

    def send(self, method: str, path: str, body: Any, **query: Any) -> requests.Response:
        return self.session.request(method, self.url + path, json=body, params=query, timeout=5)

    def done(self, method: str, path: str, body: Any, **query: Any) -> Any:
        answer = self.send(method, path, body, **query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def refused(self, method: str, path: str, body: Any, **query: Any) -> str:
        """The message of a 400."""
        answer = self.send(method, path, body, **query)
        assert (answer.status_code, answer.json()["error"]["status"]) == (400, "INVALID_ARGUMENT"), answer.text
        return str(answer.json()["error"]["message"])


@pytest.fixture
def writer(emulator: Emulator, tmp_path: Path) -> Iterator[Writer]:
    one = Writer(emulator.url, signed_in(emulator, tmp_path / "key.json", WRITE))
    yield one
    one.session.close()


@pytest.fixture
def sheet(emulator: Emulator) -> str:
    return f"/v4/spreadsheets/{emulator.id_of('yangtalat.xlsx')}"


def values(writer: Wire, sheet: str, place: str, **query: str) -> Any:
    return writer.json(f"{sheet}/values/{place}", **query).get("values")


def titles(writer: Wire, sheet: str) -> list[str]:
    return [tab["properties"]["title"] for tab in writer.json(sheet)["sheets"]]


def batch(*requests_: dict[str, Any]) -> dict[str, Any]:
    return {"requests": list(requests_)}


# ---------------------------------------------------------------- values


def test_values_are_stored_as_they_are(writer: Writer, sheet: str) -> None:
    rows = [["=1+1", "010101", "๑๒"], [1.5, True, "8 ม.ค. 64"]]
    answer = writer.done("PUT", f"{sheet}/values/ม.ค. 64!B2", {"values": rows}, **RAW)
    assert answer == {
        "spreadsheetId": sheet.rpartition("/")[2],
        "updatedRange": "'ม.ค. 64'!B2:D3",
        "updatedRows": 2,
        "updatedColumns": 3,
        "updatedCells": 6,
    }
    assert values(writer, sheet, "ม.ค. 64!B2:D3", valueRenderOption="UNFORMATTED_VALUE") == rows
    assert values(writer, sheet, "ม.ค. 64!B3:C3") == [["1.5", "TRUE"]]
    assert values(writer, sheet, "ม.ค. 64!A1") == [["เดือน"]]
    grid = writer.json(sheet, ranges="ม.ค. 64!B2", includeGridData="true")["sheets"][0]["data"][0]
    assert grid["rowData"][0]["values"][0]["userEnteredValue"] == {"stringValue": "=1+1"}


def test_nothing_leaves_a_cell_and_an_empty_text_clears_it(writer: Writer, sheet: str) -> None:
    answer = writer.done("PUT", f"{sheet}/values/แปลง!A3:C3", {"values": [[None, "", "ใหม่"]]}, **RAW)
    assert answer["updatedCells"] == 2
    assert values(writer, sheet, "แปลง!A3:D3") == [["1", "", "ใหม่", "104,000.00"]]


def test_looks_stay_and_what_was_computed_goes(writer: Writer, sheet: str) -> None:
    body = {"values": [[1234.5, 7]], "majorDimension": "COLUMNS"}
    answer = writer.done("PUT", f"{sheet}/values/แปลง!D3", body, **RAW, includeValuesInResponse="true")
    assert answer["updatedData"]["values"] == [["1,234.50"], ["7"]]
    writer.done("PUT", f"{sheet}/values/แปลง!D5", {"values": [[3]]}, **RAW)
    assert values(writer, sheet, "แปลง!D5", valueRenderOption="FORMULA") == [[3]]


def test_several_ranges_are_written_together_or_not_at_all(writer: Writer, sheet: str) -> None:
    data = [{"range": "แปลง!A7", "values": [["ก"]]}, {"range": "Sheet3!A1:B1", "values": [["ข", "ค"]]}]
    option = {"responseValueRenderOption": "FORMULA", "includeValuesInResponse": True}
    answer = writer.done("POST", f"{sheet}/values:batchUpdate", {"valueInputOption": "RAW", "data": data, **option})
    assert {name: answer[name] for name in answer if name.startswith("total")} == {
        "totalUpdatedRows": 2,
        "totalUpdatedColumns": 3,
        "totalUpdatedCells": 3,
        "totalUpdatedSheets": 2,
    }
    assert answer["responses"][1]["updatedData"]["values"] == [["ข", "ค"]]
    wrong = [{"range": "แปลง!A8", "values": [["ง"]]}, {"range": "NOPE!A1", "values": [["จ"]]}]
    body = {"valueInputOption": "RAW", "data": wrong}
    assert writer.refused("POST", f"{sheet}/values:batchUpdate", body) == "Unable to parse range: NOPE!A1"
    assert values(writer, sheet, "แปลง!A7:A8") == [["ก"]]


def test_a_range_is_cleared_but_not_its_neighbours(writer: Writer, sheet: str) -> None:
    answer = writer.done("POST", f"{sheet}/values/แปลง!A3:B3:clear", {})
    assert answer == {"spreadsheetId": sheet.rpartition("/")[2], "clearedRange": "'แปลง'!A3:B3"}
    assert values(writer, sheet, "แปลง!A2:C3") == [["ที่", "ชื่อ-สกุล", "วันที่"], ["", "", "8 ม.ค. 64"]]
    assert values(writer, sheet, "แปลง!A4:B5") == [["2", "นางสาวมะลิ มีสุข"], ["รวม"]]
    assert writer.done("POST", f"{sheet}/values/แปลง!A3:B:clear", {})["clearedRange"] == "'แปลง'!A3:B1000"
    assert values(writer, sheet, "แปลง!A4:B5") is None


@pytest.mark.parametrize(
    ("place", "body", "query", "says"),
    [
        ("A1", {"values": [["x"]]}, {}, "'valueInputOption' is required but not specified"),
        ("A1", {"values": [["x"]]}, {"valueInputOption": "USER_ENTERED"}, "this server takes RAW only"),
        ("A1:B1", {"values": [["x"], ["y"]]}, RAW, "within range ['แปลง'!A1:B1], but tried writing to row [2]"),
        ("A1:B1", {"values": [["x", "y", "z"]]}, RAW, "but tried writing to column [C]"),
        ("A1000", {"values": [["x"], ["y"]]}, RAW, "Range ('แปลง'!A1000:A1001) exceeds grid limits. Max rows: 1000"),
        ("A1", {"values": [["x" * 50_001]]}, RAW, "more than the maximum of 50000 characters in a single cell."),
        ("A1", {"values": [[["x"]]]}, RAW, "Invalid values[0][0]: list_value"),
        ("A1", {"values": [[{"x": 1}]]}, RAW, "Invalid values[0][0]: struct_value"),
        ("A1", {"values": ["x"]}, RAW, "Invalid value at 'data.values'"),
        ("A1", {"value": [["x"]]}, RAW, 'Unknown name "value": Cannot find field.'),
        ("A1", {"range": "B1", "values": [["x"]]}, RAW, "Requested writing within range [A1], but tried"),
        ("A1", [], RAW, "Root element must be a message."),
        ("NOPE!A1", {"values": [["x"]]}, RAW, "Unable to parse range: NOPE!A1"),
        ("A1", {"values": [["x"]]}, {**RAW, "colour": "red"}, 'Unknown name "colour"'),
        ("A1", {"values": [["x"]]}, {**RAW, "fields": "nonsense"}, "Request contains an invalid argument."),
    ],
)
def test_what_cannot_be_written(writer: Writer, sheet: str, place: str, body: Any, query: Any, says: str) -> None:
    assert says in writer.refused("PUT", f"{sheet}/values/{place}", body, **query)
    assert values(writer, sheet, "แปลง!A1") == [["ทะเบียนแปลง อ.ยางตลาด"]]


def test_a_body_that_is_no_json_and_a_batch_that_is_none(writer: Writer, sheet: str) -> None:
    answer = writer.session.put(f"{writer.url}{sheet}/values/A1", data=b"{", params=RAW, timeout=5)
    assert (answer.status_code, "Unexpected token" in answer.text) == (400, True)
    body = {"valueInputOption": "RAW", "data": [{"values": []}]}
    assert "Invalid value at 'data'" in writer.refused("POST", f"{sheet}/values:batchUpdate", body)


# ---------------------------------------------------------------- tabs


def test_a_tab_comes_and_goes(writer: Writer, sheet: str) -> None:
    grid = {"rowCount": 20, "columnCount": 4, "frozenRowCount": 1}
    asked = {"title": "ข้อมูลที่ควรแก้", "index": 1, "gridProperties": grid}
    answer = writer.done("POST", f"{sheet}:batchUpdate", batch({"addSheet": {"properties": asked}}))
    added = answer["replies"][0]["addSheet"]["properties"]
    assert {name: added[name] for name in asked} == asked
    assert titles(writer, sheet) == ["แปลง", "ข้อมูลที่ควรแก้", "ม.ค. 64", "Sheet3"]
    assert writer.json(f"{sheet}/values/ข้อมูลที่ควรแก้")["range"] == "'ข้อมูลที่ควรแก้'!A1:D20"
    for tab_id in (added["sheetId"], 1):
        writer.done("POST", f"{sheet}:batchUpdate", batch({"deleteSheet": {"sheetId": tab_id}}))
    assert titles(writer, sheet) == ["แปลง", "Sheet3"]


def test_cells_and_properties_in_one_batch(writer: Writer, sheet: str) -> None:
    cells = [{"userEnteredValue": {"stringValue": "=SUM(1)"}, "note": "x"}, {"userEnteredValue": {"numberValue": 7}}]
    write = {"start": {"sheetId": 9, "rowIndex": 1, "columnIndex": 1}, "rows": [{"values": cells}]}
    properties = {"sheetId": 9, "title": "ตรวจแล้ว", "hidden": True, "index": 0}
    answer = writer.done(
        "POST",
        f"{sheet}:batchUpdate",
        batch(
            {"addSheet": {"properties": {"title": "ตรวจ", "sheetId": 9}}},
            {"updateCells": {**write, "fields": "userEnteredValue,note"}},
            {"updateSheetProperties": {"properties": properties, "fields": "title,hidden,index"}},
        ),
    )
    assert answer["replies"][1:] == [{}, {}]
    assert titles(writer, sheet)[0] == "ตรวจแล้ว"
    assert writer.json(sheet)["sheets"][0]["properties"]["hidden"] is True
    assert values(writer, sheet, "ตรวจแล้ว!B2:C2", valueRenderOption="UNFORMATTED_VALUE") == [["=SUM(1)", 7]]


def test_a_range_that_is_written_holds_nothing_else(writer: Writer, sheet: str) -> None:
    place = {"sheetId": 0, "startRowIndex": 1, "endRowIndex": 1000, "startColumnIndex": 0, "endColumnIndex": 26}
    rows = [{"values": [{"userEnteredValue": {"boolValue": True}}]}]
    update = {"updateCells": {"range": place, "rows": rows, "fields": "userEnteredValue"}}
    writer.done("POST", f"{sheet}:batchUpdate", batch(update))
    assert values(writer, sheet, "แปลง") == [["ทะเบียนแปลง อ.ยางตลาด"], ["TRUE"]]


def test_a_tab_may_shrink_and_grow(writer: Writer, sheet: str) -> None:
    grid = {"rowCount": 2, "columnCount": 30}
    fields = "gridProperties/rowCount,gridProperties/columnCount"
    update: dict[str, Any] = {"updateSheetProperties": {"properties": {"gridProperties": grid}, "fields": fields}}
    writer.done("POST", f"{sheet}:batchUpdate", batch(update))
    assert writer.json(f"{sheet}/values/แปลง")["range"] == "'แปลง'!A1:AD2"
    update["updateSheetProperties"]["properties"]["gridProperties"] = {"rowCount": 9, "columnCount": 30}
    writer.done("POST", f"{sheet}:batchUpdate", batch(update))
    assert len(values(writer, sheet, "แปลง")) == 2


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        ({"addSheet": {"properties": {"title": "แปลง"}}}, 'addSheet: A sheet with the name "แปลง" already exists.'),
        ({"addSheet": {"properties": {"title": "x", "sheetId": 0}}}, "A sheet with the ID 0 already exists"),
        (
            {"addSheet": {"properties": {"title": "x", "gridProperties": {"rowCount": 10**6, "columnCount": 10}}}},
            "requests[0].addSheet: This action would increase the number of cells in the workbook above the limit of "
            "10000000 cells.",
        ),
        ({"deleteSheet": {"sheetId": 77}}, "Invalid requests[0].deleteSheet: No sheet with id: 77"),
        ({"updateSheetProperties": {"properties": {"title": "x"}}}, "At least one field must be listed in 'fields'."),
        ({"updateSheetProperties": {"properties": {"title": ""}, "fields": "title"}}, "cannot be empty"),
        ({"updateSheetProperties": {"properties": {}, "fields": "nonsense"}}, "Invalid field: nonsense"),
        ({"updateSheetProperties": {"properties": {}, "fields": "tabColor"}}, "this server keeps"),
        (
            {"updateSheetProperties": {"properties": {"gridProperties": {"rowCount": 0}}, "fields": "gridProperties"}},
            "can't delete all the rows",
        ),
        (
            {"updateCells": {"start": {}, "rows": [{"values": [{"userEnteredValue": {"formulaValue": "=1"}}]}]}},
            "At least one field",
        ),
        (
            {
                "updateCells": {
                    "start": {},
                    "rows": [{"values": [{"userEnteredValue": {"formulaValue": "=1"}}]}],
                    "fields": "*",
                }
            },
            "computes no formulas",
        ),
        ({"updateCells": {"range": {"endRowIndex": 2000}, "fields": "*"}}, "outside the grid"),
        ({"updateCells": {"range": {"endRowIndex": 1}, "rows": [{}, {}], "fields": "*"}}, "outside the range"),
        ({"updateCells": {"start": {}, "rows": [1], "fields": "*"}}, "Invalid value at 'requests[0].updateCells'"),
        ({"updateDimensionProperties": {"range": {"dimension": "COLUMNS"}, "fields": "*"}}, "takes pixelSize only"),
        (
            {
                "updateDimensionProperties": {
                    "range": {"dimension": "COLUMNS", "startIndex": 0, "endIndex": 900},
                    "properties": {"pixelSize": 90},
                    "fields": "pixelSize",
                }
            },
            "outside the grid",
        ),
        (
            {"mergeCells": {}},
            "knows addSheet, deleteSheet, updateSheetProperties, updateCells, updateDimensionProperties",
        ),
    ],
)
def test_what_cannot_be_done_undoes_the_batch(writer: Writer, sheet: str, request_: dict[str, Any], says: str) -> None:
    assert says in writer.refused("POST", f"{sheet}:batchUpdate", batch(request_))
    before = {"addSheet": {"properties": {"title": "ก่อน"}}}
    assert "requests[1]" in writer.refused("POST", f"{sheet}:batchUpdate", batch(before, request_))
    assert titles(writer, sheet) == ["แปลง", "ม.ค. 64", "Sheet3"]


def test_a_batch_needs_a_request_and_a_workbook_a_tab(writer: Writer, sheet: str) -> None:
    assert writer.refused("POST", f"{sheet}:batchUpdate", batch()) == "Must specify at least one request."
    all_tabs = batch(*({"deleteSheet": {"sheetId": number}} for number in range(3)))
    assert "can't remove all the sheets" in writer.refused("POST", f"{sheet}:batchUpdate", all_tabs)


# ---------------------------------------------------------------- who, and what is seen of it


def test_who_may_only_read_cannot_write(emulator: Emulator, wire: Wire, writer: Writer, sheet: str) -> None:
    body, query = {"values": [["x"]]}, RAW
    answer = wire.session.put(f"{wire.url}{sheet}/values/A1", json=body, params=query, timeout=5)
    error = answer.json()["error"]
    assert (answer.status_code, error["message"]) == (403, "Request had insufficient authentication scopes.")
    assert error["details"][0]["reason"] == "ACCESS_TOKEN_SCOPE_INSUFFICIENT"
    for path in (f"{sheet}:batchUpdate", f"{sheet}/values:batchUpdate", f"{sheet}/values/A1:clear"):
        assert wire.session.post(wire.url + path, json={}, timeout=5).status_code == 403
    emulator.library.view_only(emulator.id_of("yangtalat.xlsx"))
    refused = writer.send("PUT", f"{sheet}/values/A1", body, **query)
    assert (refused.status_code, refused.json()["error"]["message"]) == (403, "The caller does not have permission")
    file = writer.json(f"/drive/v3/files/{emulator.id_of('yangtalat.xlsx')}", fields="capabilities.canEdit")
    assert file == {"capabilities": {"canEdit": False}}


def test_a_protected_range_is_not_touched(emulator: Emulator, writer: Writer, sheet: str) -> None:
    emulator.library.protect(emulator.id_of("yangtalat.xlsx"), "แปลง!A1:B2")
    says = "You are trying to edit a protected cell or object."
    assert writer.refused("PUT", f"{sheet}/values/แปลง!B2", {"values": [["x"]]}, **RAW).startswith(says)
    assert says in writer.refused("POST", f"{sheet}/values/แปลง:clear", {})
    assert says in writer.refused("POST", f"{sheet}:batchUpdate", batch({"deleteSheet": {"sheetId": 0}}))
    writer.done("PUT", f"{sheet}/values/แปลง!C3", {"values": [["x"]]}, **RAW)
    ranges = writer.json(sheet, fields="sheets.protectedRanges")["sheets"][0]["protectedRanges"]
    place = {"startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 2}
    assert ranges == [{"protectedRangeId": 1, "range": place}]


def test_the_file_stays_and_drive_tells_of_the_change(emulator: Emulator, writer: Writer, sheet: str) -> None:
    path = emulator.library.folder / "yangtalat.xlsx"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    file_id, token = emulator.id_of("yangtalat.xlsx"), writer.json("/drive/v3/changes/startPageToken")["startPageToken"]
    seen = [writer.json(f"/drive/v3/files/{file_id}", fields="version,modifiedTime,createdTime")]
    for text in ("ก", "ข"):
        writer.done("PUT", f"{sheet}/values/แปลง!A9", {"values": [[text]]}, **RAW)
        seen.append(writer.json(f"/drive/v3/files/{file_id}", fields="version,modifiedTime,createdTime"))
    assert int(seen[0]["version"]) < int(seen[1]["version"]) < int(seen[2]["version"])
    assert seen[0]["modifiedTime"] < seen[1]["modifiedTime"] <= seen[2]["modifiedTime"]
    assert seen[0]["createdTime"] == seen[2]["createdTime"]
    changes = writer.json("/drive/v3/changes", pageToken=token)["changes"]
    assert [(change["fileId"], change["removed"]) for change in changes] == [(file_id, False)]
    assert hashlib.sha256(path.read_bytes()).hexdigest() == digest


def test_an_officer_goes_on_in_the_file_while_our_tab_stays(emulator: Emulator, folder: Path, writer: Writer) -> None:
    sheet = f"/v4/spreadsheets/{emulator.id_of('kamalasai.xlsx')}"
    writer.done("POST", f"{sheet}:batchUpdate", batch({"addSheet": {"properties": {"title": "ตรวจ", "index": 0}}}))
    writer.done("PUT", f"{sheet}/values/ตรวจ!A1", {"values": [["พบ 1"]]}, **RAW)
    (folder / "kamalasai.xlsx").write_bytes((folder / "yangtalat.xlsx").read_bytes())
    assert titles(writer, sheet) == ["ตรวจ", "แปลง", "ม.ค. 64", "Sheet3"]
    assert values(writer, sheet, "แปลง!A2") == [["ที่"]]
    assert values(writer, sheet, "ตรวจ") == [["พบ 1"]]


@pytest.mark.parametrize(
    ("failure", "status", "says"),
    [
        ("G14", 503, "The service is currently unavailable."),
        ("G31", 400, "You are trying to edit a protected cell or object."),
        ("G31.cells", 400, "above the limit of 10000000 cells."),
        ("G31.long", 400, "more than the maximum of 50000 characters"),
        ("G1", 429, "Write requests per minute per user"),
    ],
)
def test_of_the_faults_of_writes_one_was_done(
    emulator: Emulator, writer: Writer, sheet: str, failure: str, status: int, says: str
) -> None:
    emulator.faults = Faults([Rule(failure, "values.update", first=1)])
    answer = writer.send("PUT", f"{sheet}/values/แปลง!A9", {"values": [["x"]]}, **RAW)
    assert (answer.status_code, says in answer.json()["error"]["message"]) == (status, True)
    assert values(writer, sheet, "แปลง!A9") == ([["x"]] if failure == "G14" else None)


def test_what_was_written_may_be_looked_at_afterwards(emulator: Emulator, writer: Writer, sheet: str) -> None:
    writer.done("PUT", f"{sheet}/values/แปลง!A9", {"values": [["x"]]}, **RAW)
    assert [call.body for call in emulator.requests if call.name == "values.update"] == [b'{"values": [["x"]]}']
    assert {call.body for call in emulator.requests if call.name == "token"} == {b""}


def test_drive_tells_who_was_the_last_in_a_file(emulator: Emulator, writer: Writer, sheet: str) -> None:
    path, asked = f"/drive/v3/files/{emulator.id_of('yangtalat.xlsx')}", {"fields": "lastModifyingUser(emailAddress)"}
    last = [writer.json(path, **asked)]
    writer.done("PUT", f"{sheet}/values/แปลง!A9", {"values": [["x"]]}, **RAW)
    last.append(writer.json(path, **asked))
    later = time.time() + 60
    os.utime(emulator.library.folder / "yangtalat.xlsx", (later, later))
    last.append(writer.json(path, **asked))
    assert [each["lastModifyingUser"]["emailAddress"].partition("@")[0] for each in last] == [
        "office",
        "sheets-sync",
        "office",
    ]


def test_not_all_of_a_tab_can_be_frozen(writer: Writer, sheet: str) -> None:
    grid = {"rowCount": 5, "columnCount": 3, "frozenRowCount": 1, "frozenColumnCount": 2}
    added = {"addSheet": {"properties": {"sheetId": 9, "title": "ตรวจ", "gridProperties": grid}}}
    writer.done("POST", f"{sheet}:batchUpdate", batch(added))
    assert writer.json(sheet)["sheets"][-1]["properties"]["gridProperties"] == grid
    narrow = {
        "properties": {"sheetId": 9, "gridProperties": {"columnCount": 2}},
        "fields": "gridProperties.columnCount",
    }
    says = writer.refused("POST", f"{sheet}:batchUpdate", batch({"updateSheetProperties": narrow}))
    assert "You can't freeze all visible rows or columns on the sheet." in says

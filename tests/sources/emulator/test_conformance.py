"""Every answer of the server is one that Google's discovery documents allow."""

from typing import Any

import pytest

from sheets_sync.sources.emulator import Call, Emulator, drive, sheets
from sheets_sync.sources.emulator.answers import as_json
from sheets_sync.sources.emulator.routes import SCOPES
from sheets_sync.sources.emulator.schema import DRIVE, SHEETS

from ...conformance import Witness
from ..conftest import Wire
from .discovery import document, parameters, strict, validator
from .strict import checker

GRID = "sheets(properties,merges,data(rowData(values(effectiveValue,formattedValue,effectiveFormat))))"
SHEET = "/v4/spreadsheets/{id}"
CALLS: list[tuple[str, str, str, dict[str, Any]]] = [
    ("sheets.v4", "Spreadsheet", SHEET, {}),
    ("sheets.v4", "Spreadsheet", SHEET, {"includeGridData": "true"}),
    ("sheets.v4", "Spreadsheet", SHEET, {"includeGridData": "true", "ranges": ["แปลง!B2:D4", "'ม.ค. 64'"]}),
    ("sheets.v4", "Spreadsheet", SHEET, {"fields": "*"}),
    ("sheets.v4", "Spreadsheet", SHEET, {"fields": GRID}),
    ("sheets.v4", "ValueRange", SHEET + "/values/แปลง", {}),
    ("sheets.v4", "ValueRange", SHEET + "/values/แปลง", {"majorDimension": "COLUMNS"}),
    ("sheets.v4", "ValueRange", SHEET + "/values/A1", {"valueRenderOption": "FORMULA"}),
    ("sheets.v4", "BatchGetValuesResponse", SHEET + "/values:batchGet", {"ranges": ["แปลง", "Sheet3"]}),
    ("sheets.v4", "BatchGetValuesResponse", SHEET + "/values:batchGet", {"ranges": [], "fields": "spreadsheetId"}),
    ("drive.v3", "FileList", "/drive/v3/files", {}),
    ("drive.v3", "FileList", "/drive/v3/files", {"fields": "*", "pageSize": 1}),
    ("drive.v3", "File", "/drive/v3/files/{id}", {}),
    ("drive.v3", "File", "/drive/v3/files/{id}", {"fields": "*", "supportsAllDrives": "true"}),
    ("drive.v3", "StartPageToken", "/drive/v3/changes/startPageToken", {}),
    ("drive.v3", "ChangeList", "/drive/v3/changes", {"pageToken": "1", "fields": "*"}),
]


@pytest.mark.parametrize("call", CALLS)
def test_an_answer_is_what_google_declares(
    emulator: Emulator, wire: Wire, call: tuple[str, str, str, dict[str, Any]]
) -> None:
    api, message, path, query = call
    file_id = emulator.id_of("yangtalat.xlsx")
    emulator.library.trash(emulator.id_of("kamalasai.xlsx"))
    emulator.library.share(emulator.id_of("46/namon.xlsx"), shared=False)
    answer = wire.json(path.format(id=file_id), **query)
    assert answer
    assert [error.message for error in validator(api, message).iter_errors(answer)] == []
    assert checker(api, message)(answer) == ""


WRONG: list[tuple[str, str, Any]] = [
    ("sheets.v4", "Sheet", {"properties": {"sheetid": 0}}),
    ("sheets.v4", "Sheet", {"properties": {"sheetId": "0"}}),
    ("sheets.v4", "Sheet", {"properties": {"hidden": 1}}),
    ("sheets.v4", "Sheet", {"properties": {"sheetType": "grid"}}),
    ("sheets.v4", "Spreadsheet", {"sheets": {"properties": {}}}),
    ("sheets.v4", "Spreadsheet", {"sheets": [[]]}),
    ("sheets.v4", "ExtendedValue", {"numberValue": True}),
    ("sheets.v4", "ExtendedValue", {"stringValue": None}),
    ("sheets.v4", "ValueRange", {"values": [1]}),
    ("drive.v3", "File", {"version": 7}),
    ("drive.v3", "File", {"properties": {"colour": 7}}),
]


@pytest.mark.parametrize(("api", "message", "answer"), WRONG)
def test_the_judges_are_strict(api: str, message: str, answer: Any) -> None:
    assert list(validator(api, message).iter_errors(answer))
    assert checker(api, message)(answer)
    assert strict({"type": "object", "properties": {}})["additionalProperties"] is False


def test_every_answer_of_every_test_is_looked_at(emulator: Emulator, wire: Wire, witness: Witness) -> None:
    before = witness.count
    sheet = f"/v4/spreadsheets/{emulator.id_of('yangtalat.xlsx')}"
    for path in (sheet, sheet, f"{sheet}/values/A1", "/drive/v3/files", "/drive/v3/changes/startPageToken"):
        wire.json(path)
    assert witness.count - before == 5
    witness.look(Call("GET", sheet, name="values.get"), as_json({"range": 7}))
    assert witness.taken() == [f"values.get {sheet}: ValueRange.range is no str"]


@pytest.mark.parametrize(("known", "api"), [(SHEETS, "sheets.v4"), (DRIVE, "drive.v3")])
def test_the_fields_a_mask_may_choose_are_googles(known: dict[str, dict[str, str]], api: str) -> None:
    for message, fields in known.items():
        declared = document(api)["schemas"][message]["properties"]
        assert fields.keys() == declared.keys()
        for name, inner in fields.items():
            below = declared[name].get("$ref") or declared[name].get("items", {}).get("$ref", "")
            assert inner in (below, "*" if below or "object" in str(declared[name]) else "")


@pytest.mark.parametrize(
    ("ours", "api", "path"),
    [
        (sheets.PARAMETERS["spreadsheets.get"], "sheets.v4", ("spreadsheets", "get")),
        (sheets.PARAMETERS["values.get"], "sheets.v4", ("spreadsheets", "values", "get")),
        (sheets.PARAMETERS["values.batchGet"], "sheets.v4", ("spreadsheets", "values", "batchGet")),
        (sheets.PARAMETERS["values.update"], "sheets.v4", ("spreadsheets", "values", "update")),
        (sheets.PARAMETERS["values.batchUpdate"], "sheets.v4", ("spreadsheets", "values", "batchUpdate")),
        (sheets.PARAMETERS["values.clear"], "sheets.v4", ("spreadsheets", "values", "clear")),
        (sheets.PARAMETERS["spreadsheets.batchUpdate"], "sheets.v4", ("spreadsheets", "batchUpdate")),
        (drive.PARAMETERS["files.list"], "drive.v3", ("files", "list")),
        (drive.PARAMETERS["files.get"] - {"includeItemsFromAllDrives"}, "drive.v3", ("files", "get")),
        (drive.PARAMETERS["files.export"], "drive.v3", ("files", "export")),
        (drive.PARAMETERS["changes.list"], "drive.v3", ("changes", "list")),
        (
            drive.PARAMETERS["changes.getStartPageToken"] - {"includeItemsFromAllDrives", "includeLabels"},
            "drive.v3",
            ("changes", "getStartPageToken"),
        ),
    ],
)
def test_the_parameters_a_method_takes_are_googles(ours: frozenset[str], api: str, path: tuple[str, ...]) -> None:
    assert ours == parameters(api, *path)


def test_the_scopes_that_open_a_method_are_googles() -> None:
    own = {"drive.apps.readonly", "drive.photos.readonly", "drive.appdata", "drive.meet.readonly", "drive.file"}
    for name, scopes in SCOPES.items():
        *path, method = ("spreadsheets", *name.split(".")) if name.startswith("values.") else name.split(".")
        api = document("drive.v3" if name.startswith(("files.", "changes.")) else "sheets.v4")
        for part in path:
            api = api["resources"][part]
        declared = {scope.rpartition("/")[2] for scope in api["methods"][method]["scopes"]}
        assert {scope.rpartition("/")[2] for scope in scopes} - own == declared - own, name

"""Every answer of the server is one that Google's discovery documents allow."""

from typing import Any

import pytest

from sheets_sync.sources.emulator import Emulator, drive, sheets
from sheets_sync.sources.emulator.schema import DRIVE, SHEETS

from ..conftest import Wire
from .discovery import document, parameters, strict, validator

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


def test_the_judge_is_strict() -> None:
    assert list(validator("sheets.v4", "Sheet").iter_errors({"properties": {"sheetid": 0}}))
    assert list(validator("drive.v3", "File").iter_errors({"version": 7}))
    assert strict({"type": "object", "properties": {}})["additionalProperties"] is False


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
        (drive.PARAMETERS["files.list"], "drive.v3", ("files", "list")),
        (drive.PARAMETERS["files.get"] - {"includeItemsFromAllDrives"}, "drive.v3", ("files", "get")),
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

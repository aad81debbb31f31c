"""The Drive API's wire: what is listed, searched for, paged and logged."""

import os
import time

import pytest

from sheets_sync.sources.emulator import Emulator
from sheets_sync.sources.emulator.library import FOLDER, SPREADSHEET

from ..conftest import Wire

FILES = "/drive/v3/files"
SHEETS_ONLY = f"mimeType='{SPREADSHEET}' and trashed=false"


def names(wire: Wire, query: str) -> set[str]:
    return {file["name"] for file in wire.json(FILES, q=query)["files"]}


def test_spreadsheets_are_listed_by_name_without_the_ending(wire: Wire) -> None:
    assert names(wire, SHEETS_ONLY) == {"yangtalat", "kamalasai", "namon"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("'{root}' in parents", {"yangtalat", "kamalasai", "46"}),
        ('parents in "{sub}" and trashed = false', {"namon"}),
        (f"mimeType = '{FOLDER}'", {"46"}),
        ("name = 'namon' or name contains 'YANG'", {"namon", "yangtalat"}),
        (f"not (name = 'namon' or mimeType != '{SPREADSHEET}')", {"yangtalat", "kamalasai"}),
        ("trashed=true", {"kamalasai"}),
        ("modifiedTime > '2100-01-01T00:00:00'", set()),
        ("", {"yangtalat", "kamalasai", "namon", "46"}),
    ],
)
def test_search_terms(emulator: Emulator, wire: Wire, query: str, found: set[str]) -> None:
    emulator.library.trash(emulator.id_of("kamalasai.xlsx"))
    assert names(wire, query.format(root=emulator.root, sub=emulator.id_of("46"))) == found


def test_pages_follow_one_another(wire: Wire) -> None:
    first = wire.json(FILES, q=SHEETS_ONLY, pageSize=2)
    second = wire.json(FILES, q=SHEETS_ONLY, pageSize=2, pageToken=first["nextPageToken"])
    assert len(first["files"]) == 2
    assert len(second["files"]) == 1
    assert "nextPageToken" not in second


def test_a_file_grows_in_version_when_it_changes(emulator: Emulator, wire: Wire) -> None:
    path = f"{FILES}/{emulator.id_of('yangtalat.xlsx')}"
    before = wire.json(path, fields="version,modifiedTime,trashed")
    later = time.time() + 60
    os.utime(emulator.library.folder / "yangtalat.xlsx", (later, later))
    after = wire.json(path, fields="version,modifiedTime,trashed")
    assert int(after["version"]) > int(before["version"])
    assert after["modifiedTime"] > before["modifiedTime"]


def test_a_trashed_file_can_still_be_read(emulator: Emulator, wire: Wire) -> None:
    file_id = emulator.id_of("yangtalat.xlsx")
    emulator.library.trash(file_id)
    assert wire.json(f"{FILES}/{file_id}", fields="trashed") == {"trashed": True}
    assert wire.json(f"/v4/spreadsheets/{file_id}", fields="spreadsheetId") == {"spreadsheetId": file_id}


def test_changes_since_a_token(emulator: Emulator, wire: Wire) -> None:
    token = wire.json("/drive/v3/changes/startPageToken")["startPageToken"]
    assert wire.json("/drive/v3/changes", pageToken=token)["changes"] == []
    emulator.library.trash(emulator.id_of("yangtalat.xlsx"))
    emulator.library.share(emulator.id_of("kamalasai.xlsx"), shared=False)
    (emulator.library.folder / "46" / "namon.xlsx").unlink()
    emulator.library.share(emulator.id_of("46"), shared=False, logged=False)
    answer = wire.json(
        "/drive/v3/changes", pageToken=token, fields="newStartPageToken,changes(fileId,removed,file(trashed))"
    )
    changes = {change["fileId"]: change for change in answer["changes"]}
    assert changes[emulator.id_of("yangtalat.xlsx")]["file"]["trashed"] is True
    assert changes[emulator.id_of("kamalasai.xlsx")]["removed"] is True
    assert changes[emulator.id_of("46/namon.xlsx")]["removed"] is True
    assert emulator.id_of("46") not in {i for i, change in changes.items() if change["removed"]}
    assert wire.json("/drive/v3/changes", pageToken=answer["newStartPageToken"])["changes"] == []


@pytest.mark.parametrize(
    ("path", "query", "status", "reason"),
    [
        (f"{FILES}/1unknown", {}, 404, "notFound"),
        (FILES, {"fields": "files(nonsense)"}, 400, "invalidParameter"),
        (FILES, {"q": "colour = 'red'"}, 400, "invalid"),
        (FILES, {"q": "name = "}, 400, "invalid"),
        (FILES, {"pageSize": "0"}, 400, "invalidParameter"),
        (FILES, {"pageToken": "zzz"}, 400, "invalid"),
        (FILES, {"nonsense": "1"}, 400, "invalidParameter"),
        ("/drive/v3/changes", {"pageToken": "99"}, 400, "invalid"),
    ],
)
def test_what_drive_refuses_is_refused(wire: Wire, path: str, query: dict[str, str], status: int, reason: str) -> None:
    answer = wire.get(path, **query)
    assert answer.status_code == status
    assert answer.json()["error"]["errors"][0]["reason"] == reason


def test_a_picture_comes_as_it_is_and_a_spreadsheet_does_not(emulator: Emulator, wire: Wire) -> None:
    (emulator.library.folder / "รูป.png").write_bytes(b"\x89PNG")
    picture = wire.get(f"{FILES}/{emulator.id_of('รูป.png')}", alt="media")
    assert (picture.content, picture.headers["Content-Type"]) == (b"\x89PNG", "image/png")
    assert wire.get(f"{FILES}/{emulator.id_of('yangtalat.xlsx')}", alt="media").status_code == 403

"""What Drive's log of changes tells of sharing, the trash and new files, and what it keeps to itself."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.sources.emulator import Emulator

from ..conftest import Wire

CHANGES = "/drive/v3/changes"
FIELDS = "newStartPageToken,nextPageToken,changes(fileId,removed,file(trashed,explicitlyTrashed,name))"
Since = Callable[..., dict[str, Any]]


@pytest.fixture
def since(emulator: Emulator, wire: Wire) -> Since:
    """What changed after the test began, by the file's name."""
    names = {
        emulator.id_of(name): name for name in ("yangtalat.xlsx", "kamalasai.xlsx", "46", "46/namon.xlsx", "new.xlsx")
    }
    token = wire.json(f"{CHANGES}/startPageToken")["startPageToken"]

    def changes(**query: str) -> dict[str, Any]:
        found = wire.json(CHANGES, pageToken=token, fields=FIELDS, **query)["changes"]
        return {names[change["fileId"]]: change.get("file", "removed") for change in found}

    return changes


def test_a_loss_with_an_entry_and_one_without(emulator: Emulator, since: Since) -> None:
    emulator.library.share(emulator.id_of("yangtalat.xlsx"), shared=False)
    emulator.library.share(emulator.id_of("kamalasai.xlsx"), shared=False, logged=False)
    assert since() == {"yangtalat.xlsx": "removed"}
    assert since(includeRemoved="false") == {}


def test_a_folder_takes_what_is_in_it_along(emulator: Emulator, wire: Wire, since: Since) -> None:
    emulator.library.share(emulator.id_of("46"), shared=False)
    assert since() == {"46": "removed", "46/namon.xlsx": "removed"}
    assert wire.get(f"/v4/spreadsheets/{emulator.id_of('46/namon.xlsx')}").status_code == 403
    emulator.library.share(emulator.id_of("46/namon.xlsx"))
    assert since()["46/namon.xlsx"]["name"] == "namon"
    assert since()["46"] == "removed"


def test_what_is_not_shared_is_not_told_of(emulator: Emulator, folder: Path, since: Since) -> None:
    emulator.library.share(emulator.id_of("46"), shared=False, logged=False)
    shutil.copy(folder / "kamalasai.xlsx", folder / "46" / "namon.xlsx")
    assert since() == {}
    (folder / "46" / "namon.xlsx").unlink()
    (folder / "46" / "new.xlsx").write_bytes(b"PK")
    assert since() == {}


def test_an_edit_before_a_silent_loss_is_not_told_either(emulator: Emulator, folder: Path, since: Since) -> None:
    shutil.copy(folder / "kamalasai.xlsx", folder / "yangtalat.xlsx")
    assert list(since()) == ["yangtalat.xlsx"]
    emulator.library.share(emulator.id_of("yangtalat.xlsx"), shared=False, logged=False)
    assert since() == {}


def test_into_the_trash_and_out_of_it(emulator: Emulator, since: Since) -> None:
    emulator.library.trash(emulator.id_of("46"))
    assert since() == {
        "46": {"trashed": True, "explicitlyTrashed": True, "name": "46"},
        "46/namon.xlsx": {"trashed": True, "explicitlyTrashed": False, "name": "namon"},
    }
    emulator.library.trash(emulator.id_of("46"), trashed=False)
    assert [file["trashed"] for file in since().values()] == [False, False]


def test_a_new_file_and_one_deleted_for_good(folder: Path, since: Since) -> None:
    shutil.copy(folder / "kamalasai.xlsx", folder / "new.xlsx")
    assert since()["new.xlsx"] == {"trashed": False, "explicitlyTrashed": False, "name": "new"}
    (folder / "new.xlsx").unlink()
    assert since() == {"new.xlsx": "removed"}


def test_shared_again_is_told_again(emulator: Emulator, since: Since) -> None:
    emulator.library.share(emulator.id_of("yangtalat.xlsx"), shared=False)
    emulator.library.share(emulator.id_of("yangtalat.xlsx"))
    assert since()["yangtalat.xlsx"]["name"] == "yangtalat"


def test_a_page_of_changes_leads_to_the_next(emulator: Emulator, wire: Wire) -> None:
    token = wire.json(f"{CHANGES}/startPageToken")["startPageToken"]
    for name in ("yangtalat.xlsx", "kamalasai.xlsx", "46/namon.xlsx"):
        emulator.library.share(emulator.id_of(name), shared=False)
    first = wire.json(CHANGES, pageToken=token, pageSize="2", fields=FIELDS)
    second = wire.json(CHANGES, pageToken=first["nextPageToken"], pageSize="2", fields=FIELDS)
    assert [len(page["changes"]) for page in (first, second)] == [2, 1]
    assert ("newStartPageToken" in first, "newStartPageToken" in second) == (False, True)


def test_a_token_must_be_given(wire: Wire) -> None:
    answer = wire.get(CHANGES)
    assert (answer.status_code, answer.json()["error"]["errors"][0]["reason"]) == (400, "required")

"""A spreadsheet as a file: Drive's export, its limits and its refusals."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sheets_sync.sources.emulator import Emulator
from sheets_sync.sources.emulator.drive import EXPORT_LIMIT, XLSX

from ..conftest import Wire, signed_in

CONTENT = ["https://www.googleapis.com/auth/drive.readonly"]


@pytest.fixture
def reader(emulator: Emulator, tmp_path: Path) -> Iterator[Wire]:
    """A session that may read what is in a file."""
    one = Wire(emulator.url, signed_in(emulator, tmp_path / "key.json", CONTENT))
    yield one
    one.session.close()


def path(emulator: Emulator, name: str) -> str:
    return f"/drive/v3/files/{emulator.id_of(name)}/export"


def test_a_spreadsheet_comes_as_xlsx(emulator: Emulator, reader: Wire) -> None:
    answer = reader.get(path(emulator, "yangtalat.xlsx"), mimeType=XLSX)
    assert answer.content == (emulator.library.folder / "yangtalat.xlsx").read_bytes()
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, XLSX)


@pytest.mark.parametrize(
    ("name", "query", "status", "reason"),
    [
        ("yangtalat.xlsx", {}, 400, "required"),
        ("yangtalat.xlsx", {"mimeType": "image/png"}, 400, "badRequest"),
        ("yangtalat.xlsx", {"mimeType": XLSX, "colour": "red"}, 400, "invalidParameter"),
        ("photo.png", {"mimeType": XLSX}, 403, "fileNotExportable"),
        ("46", {"mimeType": XLSX}, 403, "fileNotExportable"),
        ("large.xlsx", {"mimeType": XLSX}, 403, "exportSizeLimitExceeded"),
        ("nothing.xlsx", {"mimeType": XLSX}, 404, "notFound"),
    ],
)
def test_what_is_not_exported(
    emulator: Emulator, reader: Wire, name: str, query: dict[str, str], status: int, reason: str
) -> None:
    (emulator.library.folder / "photo.png").write_bytes(b"\x89PNG")
    with (emulator.library.folder / "large.xlsx").open("wb") as large:
        large.truncate(EXPORT_LIMIT + 1)
    answer = reader.get(path(emulator, name), **query)
    assert (answer.status_code, answer.json()["error"]["errors"][0]["reason"]) == (status, reason)


def test_ten_megabytes_are_not_too_large(emulator: Emulator, reader: Wire) -> None:
    with (emulator.library.folder / "large.xlsx").open("wb") as large:
        large.truncate(EXPORT_LIMIT)
    assert reader.get(path(emulator, "large.xlsx"), mimeType=XLSX).status_code == 200


def test_who_sees_only_names_exports_nothing(emulator: Emulator, wire: Wire) -> None:
    answer = wire.get(path(emulator, "yangtalat.xlsx"), mimeType=XLSX)
    assert (answer.status_code, answer.json()["error"]["errors"][0]["reason"]) == (403, "insufficientPermissions")

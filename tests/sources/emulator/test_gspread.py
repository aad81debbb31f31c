"""gspread and google-auth, as they are released, talk to the server."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gspread
import pytest
import requests
from requests.adapters import HTTPAdapter

from sheets_sync.sources.emulator import Emulator

from ..conftest import READ, signed_in


class Redirected(HTTPAdapter):
    """Sends what is meant for Google's host to the loopback server."""

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__()

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        assert request.url is not None
        request.url = self.url + "/" + request.url.split("/", 3)[3]
        return super().send(request, *args, **kwargs)


@pytest.fixture
def client(emulator: Emulator, tmp_path: Path) -> Iterator[gspread.Client]:
    with requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {signed_in(emulator, tmp_path / 'key.json', READ)}"
        for host in ("https://sheets.googleapis.com", "https://www.googleapis.com"):
            session.mount(host, Redirected(emulator.url))
        yield gspread.Client(auth=None, session=session)


def test_a_spreadsheet_is_opened_and_read_tab_by_tab(emulator: Emulator, client: gspread.Client) -> None:
    workbook = client.open_by_key(emulator.id_of("yangtalat.xlsx"))
    assert [tab.title for tab in workbook.worksheets()] == ["แปลง", "ม.ค. 64", "Sheet3"]
    assert [tab.title for tab in workbook.worksheets(exclude_hidden=True)] == ["แปลง", "ม.ค. 64"]
    values = workbook.worksheet("แปลง").get_all_values()
    assert values[2][:4] == ["1", "นายสมชาย ใจดี", "8 ม.ค. 64", "104,000.00"]
    assert {len(row) for row in values} == {8}


def test_all_tabs_come_in_one_batch(emulator: Emulator, client: gspread.Client) -> None:
    workbook = client.open_by_key(emulator.id_of("yangtalat.xlsx"))
    answer = workbook.values_batch_get(["แปลง!A2:B3", "'ม.ค. 64'"], {"valueRenderOption": "UNFORMATTED_VALUE"})
    assert [found.get("values") for found in answer["valueRanges"]] == [
        [["ที่", "ชื่อ-สกุล"], [1, "นายสมชาย ใจดี"]],
        [["เดือน"]],
    ]


def test_records_and_single_cells(emulator: Emulator, client: gspread.Client) -> None:
    tab = client.open_by_key(emulator.id_of("yangtalat.xlsx")).get_worksheet_by_id(0)
    assert tab.get_all_records(head=2, expected_headers=["ที่"])[0]["เงิน"] == 104000
    assert tab.acell("D5", value_render_option="FORMULA").value == "=SUM(D3:D4)"
    assert tab.get_all_values(combine_merged_cells=True)[0][:7] == ["ทะเบียนแปลง อ.ยางตลาด"] * 7


def test_files_are_listed_and_found_by_name(emulator: Emulator, client: gspread.Client) -> None:
    assert {file["name"] for file in client.list_spreadsheet_files()} == {"yangtalat", "kamalasai", "namon"}
    assert client.list_spreadsheet_files(folder_id=emulator.id_of("46"))[0]["name"] == "namon"
    assert client.open("kamalasai").sheet1.row_values(1) == ["ที่", "หมู่บ้าน"]
    assert client.get_file_drive_metadata(emulator.id_of("kamalasai.xlsx"))["name"] == "kamalasai"


def test_what_is_not_there_or_not_shared(emulator: Emulator, client: gspread.Client) -> None:
    with pytest.raises(gspread.SpreadsheetNotFound):
        client.open_by_key("1unknown")
    emulator.library.share(emulator.id_of("yangtalat.xlsx"), shared=False)
    with pytest.raises(PermissionError):
        client.open_by_key(emulator.id_of("yangtalat.xlsx"))

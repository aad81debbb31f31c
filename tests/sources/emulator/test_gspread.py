"""gspread and google-auth, as they are released, talk to the server."""

from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def opened(emulator: Emulator, key: Path, scopes: list[str]) -> Iterator[gspread.Client]:
    """gspread's own client with these scopes."""
    with requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {signed_in(emulator, key, scopes)}"
        for host in ("https://sheets.googleapis.com", "https://www.googleapis.com"):
            session.mount(host, Redirected(emulator.url))
        yield gspread.Client(auth=None, session=session)


@pytest.fixture
def client(emulator: Emulator, tmp_path: Path) -> Iterator[gspread.Client]:
    """One that may only read."""
    with opened(emulator, tmp_path / "key.json", READ) as one:
        yield one


@pytest.fixture
def own(emulator: Emulator, tmp_path: Path) -> Iterator[gspread.Worksheet]:
    """A tab of one's own, with gspread's default scopes, which may write."""
    with opened(emulator, tmp_path / "key.json", list(gspread.auth.DEFAULT_SCOPES)) as one:
        yield one.open_by_key(emulator.id_of("kamalasai.xlsx")).add_worksheet("ข้อมูลที่ควรแก้", rows=20, cols=5)


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


def test_every_way_of_reading_values(emulator: Emulator, client: gspread.Client) -> None:
    workbook = client.open_by_key(emulator.id_of("yangtalat.xlsx"))
    tab = workbook.worksheet("แปลง")
    assert tab.get_values("A1:C2", combine_merged_cells=True) == [
        ["ทะเบียนแปลง อ.ยางตลาด"] * 3,
        ["ที่", "ชื่อ-สกุล", "วันที่"],
    ]
    assert [list(found) for found in tab.batch_get(["A2:B2", "D3"])] == [[["ที่", "ชื่อ-สกุล"]], [["104,000.00"]]]
    assert [(cell.row, cell.col) for cell in tab.findall("P")] == [(4, 6)]
    found = tab.find("ที่")
    assert found is not None
    assert found.address == "A2"
    assert tab.col_values(1) == ["ทะเบียนแปลง อ.ยางตลาด", "ที่", "1", "2", "รวม"]
    assert tab.cell(3, 2).value == "นายสมชาย ใจดี"
    assert len(tab.range("A2:B3")) == 4
    assert workbook.get_worksheet(1).title == "ม.ค. 64"
    assert workbook.fetch_sheet_metadata()["properties"]["locale"] == workbook.locale == "th_TH"
    assert tab.get_all_records(head=2, expected_headers=["ที่"])[1]["ชื่อ-สกุล"] == "นางสาวมะลิ มีสุข"
    assert workbook.values_get("ม.ค. 64")["values"] == [["เดือน"]]
    assert (tab.row_count, tab.col_count, tab.isSheetHidden) == (1000, 26, False)


def test_values_are_written_read_and_cleared(own: gspread.Worksheet) -> None:
    own.update([["ไฟล์", "เซลล์"], ["yangtalat", "B4"]], "A1")
    own.batch_update([{"range": "C1:C2", "values": [["ข้อ"], [7]]}])
    assert own.get_all_records() == [{"ไฟล์": "yangtalat", "เซลล์": "B4", "ข้อ": 7}]
    own.update_cells([gspread.Cell(3, 1, "namon")])
    assert own.col_values(1) == ["ไฟล์", "yangtalat", "namon"]
    own.clear()
    assert own.get_all_values() == [[]]


def test_a_tab_is_described_and_deleted(own: gspread.Worksheet) -> None:
    own.update_title("ตรวจแล้ว")
    own.resize(rows=3, cols=2)
    own.freeze(rows=1)
    own.hide()
    own.update_index(0)
    workbook = own.spreadsheet
    (first, *_) = workbook.worksheets()
    assert (first.title, first.row_count, first.col_count, first.frozen_row_count) == ("ตรวจแล้ว", 3, 2, 1)
    assert first.isSheetHidden
    workbook.del_worksheet(first)
    assert [tab.title for tab in workbook.worksheets()] == ["แปลง"]


def test_what_the_server_does_not_do_is_refused(own: gspread.Worksheet) -> None:
    with pytest.raises(gspread.exceptions.APIError, match="this server takes RAW only"):
        own.update([["1 ม.ค. 64"]], "A1", raw=False)
    with pytest.raises(gspread.exceptions.APIError, match="404"):
        own.append_row(["ก"])
    with pytest.raises(gspread.exceptions.APIError, match="this server knows addSheet"):
        own.merge_cells("A1:B1")


def test_a_reader_cannot_write(emulator: Emulator, client: gspread.Client) -> None:
    tab = client.open_by_key(emulator.id_of("kamalasai.xlsx")).sheet1
    with pytest.raises(gspread.exceptions.APIError, match="insufficient authentication scopes"):
        tab.update([["x"]], "A1")


def test_a_spreadsheet_is_exported(emulator: Emulator, tmp_path: Path) -> None:
    with opened(emulator, tmp_path / "key.json", list(gspread.auth.DEFAULT_SCOPES)) as client:
        workbook = client.open_by_key(emulator.id_of("kamalasai.xlsx"))
        content = workbook.export(gspread.utils.ExportFormat.EXCEL)
    assert content == (emulator.library.folder / "kamalasai.xlsx").read_bytes()

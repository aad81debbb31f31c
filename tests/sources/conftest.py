"""A loopback Google server over two small workbooks, and a signed-in session to it."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from google.auth.transport.requests import Request
from google.oauth2 import service_account
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.sources.emulator import Emulator

from .books import book

READ = [
    "https://www.googleapis.com/auth/spreadsheets.readonly",
    "https://www.googleapis.com/auth/drive.metadata.readonly",
]


def register(sheet: Worksheet) -> None:
    """A title, a header, three rows: every kind of cell, a merge, a hidden row, a hidden tab."""
    sheet.append(["ทะเบียนแปลง อ.ยางตลาด", None, None, None])
    sheet.append(["ที่", "ชื่อ-สกุล", "วันที่", "เงิน", "ร้อยละ", "ภาพ", "อบรม"])
    sheet.append([1, "นายสมชาย ใจดี", dt.date(2021, 1, 8), 104000, 0.8, "ดู", True])
    sheet.append([2, "นางสาวมะลิ มีสุข", "8 ม.ค. 64", 45200.5, "=1/0", "P", False])
    sheet.append(["รวม", None, None, "=SUM(D3:D4)"])
    sheet["C3"].number_format = "[$-107041E]d mmm yy"
    sheet["D3"].number_format = "#,##0.00"
    sheet["E3"].number_format = "0%"
    sheet["F3"].hyperlink = "https://drive.google.com/file/d/1x/view"
    sheet["F4"].font = Font(name="Wingdings 2", strike=True)
    sheet["G5"].fill = PatternFill("solid", fgColor="00B050")
    sheet["H5"] = "สี"
    sheet.merge_cells("A1:G1")
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["C"].hidden = True
    assert sheet.parent is not None
    sheet.parent.create_sheet("ม.ค. 64").append(["เดือน"])
    sheet.parent.create_sheet("Sheet3").sheet_state = "hidden"


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Drive folder, written once: one register, one small sheet, one sub-folder with another."""
    shared = tmp_path_factory.mktemp("drive")
    (shared / "46").mkdir()
    book(shared / "yangtalat.xlsx", register)
    book(shared / "kamalasai.xlsx", lambda sheet: sheet.append(["ที่", "หมู่บ้าน"]))
    book(shared / "46" / "namon.xlsx", lambda sheet: sheet.append(["นามน"]))
    return shared


@pytest.fixture
def folder(written: Path, tmp_path: Path) -> Path:
    """The Drive folder, for this test to change as it likes."""
    return Path(shutil.copytree(written, tmp_path / "drive"))


@pytest.fixture
def emulator(folder: Path) -> Iterator[Emulator]:
    """The loopback server over the folder."""
    with Emulator(folder) as served:
        yield served


class Wire:
    """A session that carries a token, as any Google client's."""

    def __init__(self, url: str, token: str) -> None:
        self.url, self.session = url, requests.Session()
        self.session.headers["Authorization"] = f"Bearer {token}"

    def get(self, path: str, **query: Any) -> requests.Response:
        return self.session.get(self.url + path, params=query, timeout=5)

    def json(self, path: str, **query: Any) -> Any:
        answer = self.get(path, **query)
        assert answer.status_code == 200, answer.text
        return answer.json()


def signed_in(emulator: Emulator, key: Path, scopes: list[str], name: str = "sheets-sync") -> str:
    """A token that google-auth, as it is released, gets from the server."""
    written = str(emulator.credentials(key, name))
    account = service_account.Credentials.from_service_account_file(written, scopes=scopes)
    session = requests.Session()
    account.refresh(Request(session))
    session.close()
    return str(account.token)


@pytest.fixture
def wire(emulator: Emulator, tmp_path: Path) -> Iterator[Wire]:
    """A signed-in session to the server."""
    one = Wire(emulator.url, signed_in(emulator, tmp_path / "key.json", READ))
    yield one
    one.session.close()

"""Photographs are fetched while the sheets are read: what is private is told at its cell, and nothing stops the run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync import jobs
from sheets_sync.config import load_config
from sheets_sync.errors import ConfigError
from sheets_sync.files import stable_id
from sheets_sync.jobs.photos import logo_for, shelf_of
from sheets_sync.model import KeptFinding

from ..conftest import NOW
from ..photos import pictures
from ..photos.pictures import picture
from ..sources.books import book

HEAD = ["แปลงที่", "ชื่อ-สกุล", "ตำบล", "อำเภอ", "จังหวัด", "แบบ", "ขนาดพื้นที่ (ไร่)", "ภาพถ่าย", "วันที่รายงาน"]
DAY = dt.timedelta(days=1)


def link(name: str) -> str:
    return f"https://drive.google.com/file/d/{stable_id(name)}/view"


class Office:
    """One district's sheet with a plot a row, and what lies beside it in Drive."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.sheets = folder, folder / "sheets"
        (self.sheets / "photos").mkdir(parents=True)
        self.told: list[str] = []

    def put(self, name: str, raw: bytes) -> str:
        (self.sheets / name).write_bytes(raw)
        return link(name)

    def write(self, *cells: str, reported: str = "28 ม.ค. 64") -> None:
        def fill(sheet: Worksheet) -> None:
            sheet.title = "ทะเบียนแปลง"
            sheet.append(["ทะเบียนแปลงโคก หนอง นา โมเดล อ.ยางตลาด จ.กาฬสินธุ์"])
            sheet.append(HEAD)
            for number, cell in enumerate(cells, start=1):
                name = f"นายทดสอบ คนที่{number}"
                sheet.append([number, name, "ยางตลาด", "ยางตลาด", "กาฬสินธุ์", "HLM", 3, cell, reported])

        book(self.sheets / "yangtalat.xlsx", fill)

    def sync(self, now: dt.datetime = NOW, photos: str = "{fetch: drive}", *, full: bool = True) -> jobs.Synced:
        config = self.folder / "config.yaml"
        config.write_text(
            f"source: {{kind: emulator, path: sheets/}}\nphotos: {photos}\n"
            "recipients: [{unit: '4607', name: ก, email: a@b.go.th}]\n"
        )
        with jobs.opened(load_config(config)) as store:
            return jobs.sync_with(load_config(config), store, now, full=full, tell=self.told.append)

    def findings(self) -> Sequence[KeptFinding]:
        with jobs.opened(load_config(self.folder / "config.yaml")) as store:
            return [k for k in store.findings() if k.finding.code.startswith("PHOTO")]

    def shelf(self) -> dict[str, bytes]:
        return dict(shelf_of(load_config(self.folder / "config.yaml")))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_a_photo_is_fetched_once_and_lies_on_the_shelf_without_a_datum(office: Office) -> None:
    pond = office.put("photos/pond.jpg", picture())
    office.write(pond)
    assert office.sync().requests["files.get media"] == 1
    (made,) = office.shelf().values()
    assert made.startswith(b"\xff\xd8")
    assert b"Exif" not in made
    assert "files.get media" not in office.sync(NOW + DAY).requests
    assert office.findings() == []


def test_a_private_photo_and_a_broken_one_are_told_at_their_cells(office: Office) -> None:
    office.write(
        link("photos/nobody-shared.jpg"),
        office.put("photos/bomb.png", pictures.bomb()),
        f"{office.put('photos/a.jpg', picture())}\n{office.put('photos/half.jpg', picture()[:4000])}",
    )
    office.sync()
    told = {(k.finding.code, k.finding.cell, k.finding.unit): k.finding.message for k in office.findings()}
    assert set(told) == {
        ("PHOTO_PRIVATE", "H3", "4607"),
        ("PHOTO_UNREADABLE", "H4", "4607"),
        ("PHOTO_UNREADABLE", "H5", "4607"),
    }
    assert told["PHOTO_UNREADABLE", "H5", "4607"].startswith("ภาพที่ 2 ของช่องนี้: ไฟล์ภาพเปิดไม่ได้")
    assert len(office.shelf()) == 1  # of the third plot the earlier photograph is shown


def test_a_finding_stands_without_a_new_request_and_goes_when_the_photo_is_shared(office: Office) -> None:
    office.write(link("photos/later.jpg"))
    office.sync()
    assert set(office.sync(NOW + DAY, full=False).requests) <= {"token", "files.list"}
    assert len(office.findings()) == 1
    office.put("photos/later.jpg", picture())
    office.sync(NOW + 2 * DAY)
    assert office.findings() == []
    assert len(office.shelf()) == 1


@pytest.mark.parametrize("photos", ["{fetch: none}", "{}"])
def test_nothing_is_asked_where_no_photo_is_wanted(office: Office, photos: str) -> None:
    office.write(office.put("photos/pond.jpg", picture()), link("photos/nobody-shared.jpg"))
    assert office.sync(photos=photos).requests == {"token": 1, "files.list": 1, "spreadsheets.get": 1}
    assert office.findings() == []


def test_a_photo_of_another_month_is_not_fetched(office: Office) -> None:
    office.write(office.put("photos/pond.jpg", picture()), reported="28 ธ.ค. 63")
    assert "files.get media" not in office.sync().requests


def test_no_more_are_asked_than_a_run_may(office: Office) -> None:
    office.write(*(office.put(f"photos/{n}.jpg", picture(size=(100 + n, 100))) for n in range(5)))
    assert office.sync(photos="{fetch: drive, most: 2}").requests["files.get media"] == 2
    assert len(office.shelf()) == 2


def test_only_what_editions_show_is_fetched(office: Office) -> None:
    """Of five plots of one district three."""
    office.write(*(office.put(f"photos/{n}.jpg", picture(size=(100 + n, 100))) for n in range(5)))
    assert office.sync().requests["files.get media"] == 3


def test_public_addresses_are_looked_at_by_their_rule(office: Office) -> None:
    office.write("https://127.0.0.1/a.jpg")
    office.sync(photos="{fetch: public}")
    assert [(k.finding.code, k.finding.cell) for k in office.findings()] == [("PHOTO_UNREADABLE", "H3")]


def test_the_account_is_asked_for_nothing_outside_the_contract(office: Office) -> None:
    office.write(
        office.put("photos/pond.jpg", picture()), f"https://drive.google.com/drive/folders/{stable_id('photos')}"
    )
    assert set(office.sync().requests) == {"token", "files.list", "files.get", "files.get media", "spreadsheets.get"}


def test_a_shelf_that_cannot_be_written_stops_nothing(office: Office) -> None:
    office.write(office.put("photos/pond.jpg", picture()))
    (office.folder / "state").mkdir()
    (office.folder / "state" / "photos").write_text("a file where the folder should be")
    assert office.sync().pulls == {"changed": 1}
    assert any("cannot be written" in line for line in office.told)


def test_a_logo_is_made_anew_and_a_broken_one_is_named_with_its_key(office: Office) -> None:
    office.write("")
    (office.folder / "logo.png").write_bytes(picture("PNG", (400, 200)))
    office.sync(photos="{}\nlogo: logo.png")
    config = load_config(office.folder / "config.yaml")
    made = logo_for(config)
    assert made
    assert made.startswith(b"\x89PNG")
    assert len(made) < 20_000
    assert b"eXIf" not in made
    (office.folder / "logo.png").write_bytes(picture("PNG", (400, 200))[:300])
    with pytest.raises(ConfigError, match=r"logo: .* cannot be shown \(broken\); save it again as a PNG"):
        logo_for(config)

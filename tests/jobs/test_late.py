"""What comes after the closing revises what it concerns, at most once a day, and only where a figure changes."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path

import openpyxl
import pytest

from sheets_sync import jobs
from sheets_sync.config import load_config
from sheets_sync.store import Store

from ..conftest import CASES, NOW

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)


class Office:
    """Mae Wong (60) reports in time; Bang Mun Nak (66) has not touched its sheet since November."""

    def __init__(self, folder: Path, closing: str) -> None:
        self.folder = folder
        (folder / "sheets").mkdir()
        for name, touched in (("nakhonsawan-maewong", NOW - 7 * DAY), ("phichit-bangmunnak", NOW - 70 * DAY)):
            shutil.copy(CASES / f"{name}.xlsx", folder / "sheets")
            self.touch(name, touched)
        people = ", ".join(f"{{unit: {unit}, email: to-{unit}@example.go.th}}" for unit in ("nation", "'60'", "'66'"))
        text = (
            "source: {kind: workbooks, path: sheets}\nmail: {path: mail}\nregions: {}\n"
            f"{closing}\nrecipients: [{people}]\n"
        )
        (folder / "config.yaml").write_text(text.replace("to-'60'", "to-60").replace("to-'66'", "to-66"), "utf-8")

    def touch(self, name: str, at: dt.datetime) -> None:
        os.utime(self.folder / "sheets" / f"{name}.xlsx", (at.timestamp(), at.timestamp()))

    def enter(self, name: str, cell: str, value: object, at: dt.datetime) -> None:
        """Someone types into a cell of the workbook's first sheet at an instant."""
        path = self.folder / "sheets" / f"{name}.xlsx"
        book = openpyxl.load_workbook(path)
        book.worksheets[0][cell] = value
        book.save(path)
        self.touch(name, at)

    def run(self, at: dt.datetime) -> list[str]:
        """`66 1` for each mail that this run sent."""
        before = set((self.folder / "mail").glob("*.eml"))
        jobs.run(load_config(self.folder / "config.yaml"), at)
        new = set((self.folder / "mail").glob("*.eml")) - before
        return sorted(" ".join(mail.name.split("_")[2:4]) for mail in new)

    def text(self, unit: str) -> str:
        return (self.folder / "out" / "editions" / "2564-01" / f"{unit}.txt").read_text("utf-8")


@pytest.fixture
def office(tmp_path: Path, request: pytest.FixtureRequest) -> Office:
    """Both offices at the closing of January."""
    return Office(tmp_path, getattr(request, "param", ""))


LATE, IN_TIME = "phichit-bangmunnak", "nakhonsawan-maewong"
STAGE, REMARK = "Q6", "U6"  # of Bang Mun Nak's first plot


def test_at_the_closing_an_edition_is_preliminary_and_names_who_is_missing(office: Office) -> None:
    """Mae Wong's own province is complete."""
    assert office.run(NOW) == ["60 0", "66 0", "nation 0"]
    assert "ฉบับเบื้องต้น" in office.text("66")
    assert "ยังรอข้อมูลของงวดนี้จาก สพอ.บางมูลนาก" in office.text("nation")
    assert "ฉบับสมบูรณ์" in office.text("60")


def test_who_comes_late_revises_the_editions_it_concerns(office: Office) -> None:
    """An accepted plot was none: the figures that changed are listed, old and new, as of the later snapshot."""
    office.run(NOW)
    office.enter(LATE, STAGE, "กำลังขุด", NOW + DAY)
    assert office.run(NOW + 2 * DAY) == ["66 1", "nation 1"]
    told = office.text("66")
    assert "แก้ไขครั้งที่ 1 · ฉบับสมบูรณ์" in told
    assert "ข้อมูล ณ วันที่ 7 กุมภาพันธ์ 2564" in told
    assert "* ตรวจรับงานแล้ว (แปลง): เดิม 13 จาก 22 → 12 จาก 22" in told
    assert "* แปลงในโครงการ" not in told[: told.index("== เรื่องที่ควรพิจารณา")]
    assert office.run(NOW + 2 * DAY + HOUR) == []


def test_one_revision_a_day_and_the_next_one_says_what_changed_since(office: Office) -> None:
    office.run(NOW)
    office.enter(LATE, STAGE, "กำลังขุด", NOW + DAY)
    assert office.run(NOW + DAY + HOUR) == ["66 1", "nation 1"]
    (office.folder / "sheets" / f"{IN_TIME}.xlsx").rename(office.folder / "away.xlsx")
    shutil.copy(CASES / "nakhonsawan-takhli.xlsx", office.folder / "sheets")
    office.touch("nakhonsawan-takhli", NOW + DAY + HOUR)
    assert [mail for mail in office.run(NOW + DAY + 2 * HOUR) if mail.endswith("2")] == []
    assert [mail for mail in office.run(NOW + 2 * DAY) if mail.endswith("2")] == ["nation 2"]


def test_late_words_without_a_figure_revise_nothing_and_are_looked_at_once(office: Office) -> None:
    office.run(NOW)
    office.enter(LATE, REMARK, "น้ำท่วม", NOW + DAY)
    assert office.run(NOW + DAY + HOUR) == []
    assert jobs.run(load_config(office.folder / "config.yaml"), NOW + DAY + 2 * HOUR).published == ()


def test_what_offices_in_time_enter_later_is_the_next_months(office: Office) -> None:
    """Or governors would get January anew every day of February."""
    office.run(NOW)
    office.enter(IN_TIME, "P4", "กำลังขุด", NOW + DAY)
    assert office.run(NOW + 2 * DAY) == []


@pytest.mark.parametrize("office", ["closing: {revise: any}"], indirect=True)
def test_an_office_may_have_every_change_told(office: Office) -> None:
    office.run(NOW)
    office.enter(IN_TIME, "P4", "กำลังขุด", NOW + DAY)
    assert office.run(NOW + 2 * DAY) == ["60 1", "nation 1"]


@pytest.mark.parametrize("office", ["closing: {revise_days: 3}", "closing: {revise: never}"], indirect=True)
def test_late_data_is_taken_for_as_long_as_the_office_says(office: Office) -> None:
    office.run(NOW)
    office.enter(LATE, STAGE, "กำลังขุด", NOW + 3 * DAY)
    assert office.run(NOW + 4 * DAY) == []
    assert "แก้ไขครั้งที่" not in office.text("66")


def test_a_thousand_editions_made_of_one_snapshot_ask_for_it_once(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker asks what is due every quarter of an hour: else units times workbooks, 42 seconds for the country."""
    office.run(NOW)
    office.enter(LATE, STAGE, "กำลังขุด", NOW + DAY)
    config, asked, snapshot_of = load_config(office.folder / "config.yaml"), [], Store.snapshot_of
    with Store.open(config.store) as store:
        jobs.sync_with(config, store, NOW + 2 * DAY, tell=print)
        monkeypatch.setattr(Store, "snapshot_of", lambda *of: asked.append(of) or snapshot_of(*of))
        assert [str(month) for month in jobs.due_periods(config, store, NOW + 2 * DAY)] == ["2564-01"]
        assert len(store.latest_editions("monthly", "2564-01")) > 20
    assert len(asked) == 1

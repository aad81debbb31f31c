"""What is due, to whom, and in which revision."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import openpyxl
import pytest

from sheets_sync import jobs
from sheets_sync.config import Config, load_config
from sheets_sync.errors import SourceError
from sheets_sync.periods import BANGKOK, Month
from sheets_sync.sources.emulator import Emulator

from ..conftest import CASES, NOW

JANUARY = Month.parse("2564-01")


@pytest.fixture
def config_path(tmp_path: Path) -> Path:
    """One office's workbook and one recipient."""
    (tmp_path / "sheets").mkdir()
    shutil.copy(CASES / "nakhonsawan-maewong.xlsx", tmp_path / "sheets" / "แม่วงก์.xlsx")
    path = tmp_path / "config.yaml"
    _recipients(path, "old@example.go.th")
    return path


def _recipients(path: Path, *emails: str) -> None:
    people = ", ".join(f"{{unit: '60', email: {email}}}" for email in emails)
    path.write_text(
        f"source: {{kind: workbooks, path: sheets}}\nmail: {{path: mail}}\nregions: {{}}\nrecipients: [{people}]\n",
        encoding="utf-8",
    )


def _sent(path: Path) -> list[str]:
    """`2564-01 0 old` for each mail that left."""
    mails = (mail.name.split("_") for mail in (path.parent / "mail").glob("*.eml"))
    return sorted(f"{period} {revision} {to.split('@')[0]}" for _, period, _, revision, to in mails)


def test_a_month_published_for_one_unit_is_still_due_for_the_others(config_path: Path) -> None:
    """`publish --unit` is no substitute for the month."""
    config = load_config(config_path)
    early = dt.datetime(2021, 1, 5, 9, tzinfo=BANGKOK)
    with jobs.opened(config) as store:
        jobs.sync_with(config, store, early, tell=print)
        jobs.publish(config, store, JANUARY.previous, early, units=["6013"])
    done = jobs.run(config, NOW)
    assert [str(p.period) for p in done.published] == ["2563-12", "2564-01"]


def test_before_the_closing_an_edition_is_preliminary_and_the_closing_revises_it(config_path: Path) -> None:
    """What offices enter on the last days reaches whoever read the preliminary edition."""
    config = load_config(config_path)
    jobs.run(config, dt.datetime(2021, 2, 2, 9, tzinfo=BANGKOK), month=JANUARY)
    page = config_path.parent / "out" / "editions" / "2564-01" / "60.html"
    assert "ก่อนวันปิดงวด" in page.read_text("utf-8")
    book = openpyxl.load_workbook(config_path.parent / "sheets" / "แม่วงก์.xlsx")
    book["KNN"]["P4"] = "กำลังขุด"
    book.save(config_path.parent / "sheets" / "แม่วงก์.xlsx")
    jobs.run(config, NOW)
    assert "แก้ไขครั้งที่ 1" in page.read_text("utf-8")
    assert _sent(config_path) == ["2564-01 0 old", "2564-01 1 old"]
    assert jobs.run(config, NOW + dt.timedelta(hours=1)).published == ()


def test_who_was_taken_out_gets_nothing_more_and_who_was_named_since_gets_the_edition(config_path: Path) -> None:
    """An address removed is gone from the outbox, too."""
    config = load_config(config_path)
    with jobs.opened(config) as store:
        jobs.sync_with(config, store, NOW, tell=print)
        jobs.publish(config, store, JANUARY, NOW)
    _recipients(config_path, "new@example.go.th")
    done = jobs.run(load_config(config_path), NOW)
    assert _sent(config_path) == ["2564-01 0 new"]
    assert done.delivered.states == {"sent": 1, "withdrawn": 1}


def test_an_edition_whose_file_is_missing_is_laid_down_again(config_path: Path) -> None:
    """A crash between outbox and folder loses nothing."""
    config = load_config(config_path)
    jobs.run(config, NOW)
    page = config_path.parent / "out" / "editions" / "2564-01" / "60.html"
    before = page.read_bytes()
    page.unlink()
    jobs.run(config, NOW)
    assert page.read_bytes() == before


def test_a_source_that_is_down_does_not_hold_back_what_was_read_before(config_path: Path) -> None:
    """The due edition leaves, and then the trouble is told."""
    config = load_config(config_path)
    with jobs.opened(config) as store:
        jobs.sync_with(config, store, NOW, tell=print)
    shutil.rmtree(config_path.parent / "sheets")
    with pytest.raises(SourceError):
        jobs.run(config, NOW)
    assert _sent(config_path) == ["2564-01 0 old"]


def test_a_workbook_that_goes_while_the_reader_changes_is_still_missed(config_path: Path) -> None:
    """A new pin reads every sheet again; the one that is gone is told as gone."""
    config = load_config(config_path)
    jobs.run(config, NOW)
    shutil.move(config_path.parent / "sheets" / "แม่วงก์.xlsx", config_path.parent / "kept.xlsx")
    shutil.copy(CASES / "phichit-bangmunnak.xlsx", config_path.parent / "sheets")
    pinned = config.model_copy(update={"pins": {"x": {"y": {"remark": "Z"}}}})
    states = {book.title: book.state for book in jobs.run(pinned, NOW).synced.snapshot.workbooks}
    assert states["แม่วงก์"] == "lost_access"


def test_a_spreadsheet_that_is_asked_for_no_more_leaves_the_figures(config_path: Path, tmp_path: Path) -> None:
    """It is told, once, and earlier snapshots keep it."""
    shutil.copy(CASES / "phichit-bangmunnak.xlsx", tmp_path / "sheets" / "บางมูลนาก.xlsx")
    with Emulator(tmp_path / "sheets") as server:
        key = server.credentials(tmp_path / "key.json")
        ids = [server.id_of("แม่วงก์.xlsx"), server.id_of("บางมูลนาก.xlsx")]

        def synced(*asked: str) -> jobs.Synced:
            source = {"kind": "google", "endpoint": server.url, "credentials": key, "spreadsheets": asked}
            config = Config.model_validate({"source": source, "store": f"sqlite:///{tmp_path}/store.db"})
            with jobs.opened(config) as store:
                return jobs.sync_with(config, store, NOW, tell=print)

        both, one, again = synced(*ids), synced(ids[0]), synced(ids[0])
    assert (both.pulls, one.pulls, again.pulls) == (
        {"changed": 2},
        {"unchanged": 1, "left out": 1},
        {"unchanged": 1},
    )
    assert one.needs_person
    assert 0 < one.records < both.records


def test_a_month_whose_snapshot_was_purged_is_not_told_out_of_later_data(config_path: Path) -> None:
    """An office that began in March is no reason to make January's report anew, of March's figures."""
    config = load_config(config_path)
    jobs.run(config, NOW)
    shutil.copy(CASES / "kalasin-yangtalat.xlsx", config_path.parent / "sheets")
    march = dt.datetime(2021, 3, 5, 8, tzinfo=BANGKOK)
    jobs.run(config, march)
    with jobs.opened(config) as store:
        store.purge(dt.datetime(2021, 3, 1, tzinfo=BANGKOK), rehearse=False)
        assert jobs.due_periods(config, store, march + dt.timedelta(hours=1)) == []


def test_a_clock_that_jumps_ahead_by_years_sends_no_years_of_reports(config_path: Path) -> None:
    """The month in which it was read last, and the one it takes for the last; the others are nobody's to make up."""
    config = load_config(config_path)
    jobs.run(config, NOW)
    ahead = jobs.run(config, NOW.replace(year=2026))
    assert [str(p.period) for p in ahead.published] == ["2564-02", "2569-01"]
    assert jobs.run(config, NOW + dt.timedelta(hours=1)).published == ()
    assert _sent(config_path) == ["2564-01 0 old", "2564-02 0 old", "2569-01 0 old"]

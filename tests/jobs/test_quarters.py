"""The quarter of an inspection region is due once its last month closes, for those who want it."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from sheets_sync import jobs
from sheets_sync.config import load_config
from sheets_sync.periods import BANGKOK, Quarter

from ..conftest import CASES

DECEMBER_CLOSES = dt.datetime(2021, 1, 5, 8, tzinfo=BANGKOK)
MARCH_CLOSES = dt.datetime(2021, 4, 5, 8, tzinfo=BANGKOK)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """One province, its workbook, and the region's inspector."""
    (tmp_path / "sheets").mkdir()
    shutil.copy(CASES / "nakhonsawan-maewong.xlsx", tmp_path / "sheets")
    return _config(tmp_path, "region-18")


def _config(folder: Path, unit: str, wants: str = "[monthly, quarterly]") -> Path:
    path = folder / "config.yaml"
    path.write_text(
        "source: {kind: workbooks, path: sheets}\nmail: {path: mail}\nregions: {18: ['60']}\n"
        f"recipients: [{{unit: {unit}, email: inspector@example.go.th, wants: {wants}}}]\n",
        "utf-8",
    )
    return path


def _published(path: Path, now: dt.datetime) -> list[str]:
    return [str(each.period) for each in jobs.run(load_config(path), now).published]


def test_the_quarter_follows_the_closing_of_its_last_month_and_what_was_asked_is_followed_up(path: Path) -> None:
    """December's closing makes the first quarter's edition, March's the second's, which looks back on the first."""
    assert _published(path, DECEMBER_CLOSES) == ["2563-12", "2564-Q1"]
    assert _published(path, DECEMBER_CLOSES + dt.timedelta(hours=1)) == []
    assert "2564-Q2" in _published(path, MARCH_CLOSES)
    second = (path.parent / "out" / "editions" / "2564-Q2" / "region-18.txt").read_text("utf-8")
    assert "จากรายงานไตรมาสที่ 1 ปีงบประมาณ พ.ศ. 2564" in second
    with jobs.opened(load_config(path)) as store:
        first = store.edition("quarterly", "2564-Q1", "region-18")
    assert first is not None
    assert first.asked
    assert all(one.what in second for one in first.asked)
    mails = sorted(mail.name.split("_")[0] for mail in (path.parent / "mail").glob("quarterly_*"))
    assert mails == ["quarterly", "quarterly"]


@pytest.mark.parametrize(("unit", "wants"), [("region-18", "[monthly]"), ("nation", "[monthly, quarterly]")])
def test_no_quarter_is_made_that_no_region_asked_for(path: Path, unit: str, wants: str) -> None:
    _config(path.parent, unit, wants)
    assert _published(path, DECEMBER_CLOSES) == ["2563-12"]


def test_a_quarter_from_before_the_first_reading_is_not_made_by_itself(path: Path) -> None:
    """In February the first quarter is long over; asked for by name, it says that it is made afterwards."""
    february = dt.datetime(2021, 2, 5, 8, tzinfo=BANGKOK)
    assert _published(path, february) == ["2564-01"]
    config = load_config(path)
    with jobs.opened(config) as store:
        made = jobs.publish(config, store, Quarter(2564, 1), february)
    assert made.editions == 1
    assert "จัดทำย้อนหลัง" in (made.folder / "region-18.txt").read_text("utf-8")

"""A run that was cut off between keeping an edition and laying it down leaves nothing for ever undone."""

from __future__ import annotations

import datetime as dt
import importlib
from pathlib import Path

import pytest

from sheets_sync import jobs
from sheets_sync.config import load_config
from sheets_sync.periods import BANGKOK, Month

from ..conftest import NOW
from ..soak.office import write_config, write_sheet


@pytest.fixture
def config_path(tmp_path: Path) -> Path:
    """One office's register with something to ask, and its recipients of reports and notices."""
    (tmp_path / "sheets").mkdir()
    write_sheet(tmp_path / "sheets", 0)
    write_config(tmp_path, tmp_path / "sheets")
    return tmp_path / "config.yaml"


def cut_off(config_path: Path, monkeypatch: pytest.MonkeyPatch, room: str, now: dt.datetime) -> None:
    """A run that ends where it would lay down its first edition."""

    def dead(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(importlib.import_module(f"sheets_sync.jobs.{room}"), "lay_down", dead)
        with pytest.raises(KeyboardInterrupt):
            jobs.run(load_config(config_path), now)


def test_a_notice_that_was_kept_is_laid_down_by_the_next_run(
    config_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_off(config_path, monkeypatch, "notices", NOW)
    jobs.run(load_config(config_path), NOW)
    assert (config_path.parent / "out" / "notices" / "2564-W05" / "7401.html").exists()
    assert len(list((config_path.parent / "mail").glob("notice*"))) == 1


def test_what_a_killed_run_had_begun_to_write_is_taken_away(config_path: Path) -> None:
    """Only in the folders that runs alone write into, and only after one that was killed."""
    config, out = load_config(config_path), config_path.parent / "out"
    jobs.run(config, NOW)
    begun = [out / folder / f".7401.pdf-{'0a' * 8}" for folder in ("editions/2564-01", "pages", "export")]
    for path in begun:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"%PDF-1.7 ha")
    jobs.run(config, NOW)
    assert all(path.exists() for path in begun)
    with jobs.opened(config) as store:
        store.start_run("run", NOW)
    jobs.run(config, NOW)
    assert [path.parent.name for path in begun if path.exists()] == ["export"]
    assert (out / "editions" / "2564-01" / "7401.pdf").exists()


def test_a_revision_that_was_kept_is_laid_down_by_the_next_run(
    config_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file of the edition before lies there, so that nothing seems to be missing."""
    config = load_config(config_path)
    jobs.run(config, dt.datetime(2021, 2, 2, 9, tzinfo=BANGKOK), month=Month.parse("2564-01"))
    write_sheet(config_path.parent / "sheets", 0, paid=52000)
    cut_off(config_path, monkeypatch, "publish", NOW)
    page = config_path.parent / "out" / "editions" / "2564-01" / "7401.html"
    assert "แก้ไขครั้งที่ 1" not in page.read_text("utf-8")
    jobs.run(config, NOW)
    assert "แก้ไขครั้งที่ 1" in page.read_text("utf-8")
    assert "แก้ไขครั้งที่ 1" in (config_path.parent / "out" / "pages" / "7401.html").read_text("utf-8")
    assert jobs.run(config, NOW + dt.timedelta(hours=1)).published == ()

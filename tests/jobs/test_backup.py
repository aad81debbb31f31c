"""A store in one file and back, and what becomes of mail when a store is lost."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
import sqlite3
import stat
import zipfile
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from sheets_sync import jobs
from sheets_sync.config import Config
from sheets_sync.errors import BusyError, StoreError, UsageError
from sheets_sync.files import write_whole
from sheets_sync.model import MessageState
from sheets_sync.store import Store

from ..conftest import NOW
from ..soak.office import PEOPLE, write_config, write_sheet
from ..soak.test_store import write
from ..store.made import DAY, a_reading, keep, outbox_of
from ..store.test_kills import in_child

JANUARY_DAY = NOW - 20 * DAY  # December closed, January did not


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """One office's register, and three people who want its reports."""
    (tmp_path / "sheets").mkdir()
    write_sheet(tmp_path / "sheets", 0)
    return write_config(tmp_path, tmp_path / "sheets")


@pytest.fixture
def kept(tmp_path: Path) -> Config:
    """A store with a reading and two mails that wait, made without a run."""
    (tmp_path / "sheets").mkdir()
    config = write_config(tmp_path, tmp_path / "sheets")
    with jobs.opened(config) as store:
        keep(store, a_reading("w1", 1, 2, 3))
        outbox_of(store, "a@example.go.th", "b@example.go.th")
    write_whole(config.state_folder / "citizen-key", b"k" * 32, mode=0o600)
    return config


def database(config: Config) -> Path:
    return Path(config.store.removeprefix("sqlite:///"))


def states(config: Config) -> dict[str, MessageState]:
    with jobs.opened(config) as store:
        return {f"{row.edition_key} {row.recipient}": row.state for row in store.messages()}


def mails(config: Config) -> list[str]:
    return sorted(path.name for path in (config.out.parent / "mail").glob("*.eml"))


def test_a_backup_comes_back_with_its_key_and_is_its_owner_s_alone(kept: Config, tmp_path: Path) -> None:
    file = tmp_path / "mnt" / "backup.zip"
    jobs.backup(kept, file, NOW)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]
    shutil.rmtree(kept.state_folder)
    assert jobs.restore(kept, file, NOW + DAY).made_at == NOW
    with jobs.opened(kept) as store:
        (book,) = store.workbooks()
        assert store.reading(book.reading_hash) == a_reading("w1", 1, 2, 3)
    assert (kept.state_folder / "citizen-key").read_bytes() == b"k" * 32
    assert stat.S_IMODE(database(kept).stat().st_mode) == 0o600


def test_a_backup_is_of_one_instant_while_another_writes(kept: Config, tmp_path: Path) -> None:
    """All that was acknowledged before is in it, each edition with its mails; a plain copy would miss the log."""
    told, teller = os.pipe()
    writer = in_child(lambda: write(kept.store, 10, teller))
    os.close(teller)
    acknowledged: list[set[str]] = []
    with open(told, encoding="ascii") as pipe:
        for number in range(3):
            lines = [pipe.readline().split() for _ in range(30)]
            acknowledged.append({f"monthly/2564-01/46/{name}" for kind, name in lines if kind == "edition"})
            jobs.backup(kept, tmp_path / f"{number}.zip", NOW)
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
    for number in range(3):
        jobs.restore(kept, tmp_path / f"{number}.zip", NOW, force=True)
        with jobs.opened(kept) as store:
            mailed = Counter(row.edition_key for row in store.messages())
        assert acknowledged[number]
        assert mailed.keys() >= acknowledged[number]
        assert set(mailed.values()) == {2, 3}, "two of the first edition, three of each of the writer's"


def test_a_store_that_is_there_is_replaced_only_by_force_and_kept_beside(kept: Config, tmp_path: Path) -> None:
    jobs.backup(kept, tmp_path / "b.zip", NOW)
    with jobs.opened(kept) as store:
        keep(store, a_reading("w2", 1))
    with pytest.raises(UsageError, match="--force"):
        jobs.restore(kept, tmp_path / "b.zip", NOW)
    jobs.restore(kept, tmp_path / "b.zip", NOW, force=True)
    with jobs.opened(kept) as store:
        assert [book.workbook_id for book in store.workbooks()] == ["w1"]
    (old,) = kept.state_folder.glob("*.db.replaced-*T??????")
    with Store.open(f"sqlite:///{old}") as store:
        assert [book.workbook_id for book in store.workbooks()] == ["w1", "w2"]


def test_no_log_of_the_old_store_is_read_into_the_restored_one(kept: Config, tmp_path: Path) -> None:
    """A killed run leaves its log beside the database."""
    jobs.backup(kept, tmp_path / "b.zip", NOW)
    child = os.fork()
    if child == 0:
        store = Store.open(kept.store)
        keep(store, a_reading("w2", *range(500)))
        os.kill(os.getpid(), 9)
    os.waitpid(child, 0)
    assert database(kept).with_name("sheets_sync.db-wal").stat().st_size > 0
    jobs.restore(kept, tmp_path / "b.zip", NOW, force=True)
    with jobs.opened(kept) as store:
        assert [book.workbook_id for book in store.workbooks()] == ["w1"]
    with closing(sqlite3.connect(database(kept))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def damaged(file: Path, how: str) -> None:
    """Make a backup wrong."""
    if how == "cut":
        file.write_bytes(file.read_bytes()[:-2000])
        return
    with zipfile.ZipFile(file) as packed:
        found = {name: packed.read(name) for name in packed.namelist()}
    if how == "a byte":
        found["store.db"] = found["store.db"][:9000] + b"\xff" + found["store.db"][9001:]
    elif how == "no manifest":
        del found["manifest.json"]
    else:
        found["manifest.json"] = found["manifest.json"].replace(b'"format": 1', b'"format": 2')
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in found.items():
            packed.writestr(name, content)


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("cut", "is no backup"),
        ("a byte", "store.db in it is damaged"),
        ("no manifest", "is no backup"),
        ("later", "newer"),
    ],
)
def test_a_damaged_backup_is_refused_and_changes_nothing(kept: Config, tmp_path: Path, how: str, said: str) -> None:
    jobs.backup(kept, tmp_path / "b.zip", NOW)
    damaged(tmp_path / "b.zip", how)
    before = database(kept).read_bytes()
    with pytest.raises(StoreError, match=said):
        jobs.restore(kept, tmp_path / "b.zip", NOW, force=True)
    assert database(kept).read_bytes() == before
    assert not list(kept.state_folder.glob(".sheets-sync*"))


def test_a_store_on_a_server_and_one_that_works_are_refused(kept: Config, tmp_path: Path) -> None:
    server = kept.model_copy(update={"store": "postgresql+psycopg://sync@db/sheets"})
    with pytest.raises(UsageError, match="pg_dump"):
        jobs.backup(server, tmp_path / "b.zip", NOW)
    with pytest.raises(UsageError, match="pg_restore"):
        jobs.restore(server, tmp_path / "b.zip", NOW)
    jobs.backup(kept, tmp_path / "b.zip", NOW)
    with jobs.opened(kept) as store, jobs.only_one(kept, store, NOW), pytest.raises(BusyError):
        jobs.restore(kept, tmp_path / "b.zip", NOW, force=True)


def test_mail_that_had_not_left_at_the_backup_is_held(kept: Config, tmp_path: Path) -> None:
    jobs.backup(kept, tmp_path / "b.zip", NOW)
    assert jobs.restore(kept, tmp_path / "b.zip", NOW + DAY, force=True).held == 2
    assert set(states(kept).values()) == {MessageState.UNCERTAIN}


def test_the_key_of_the_store_that_is_replaced_is_kept_beside(kept: Config, tmp_path: Path) -> None:
    """What lies beside was hashed with it, and reads as nobody without."""
    jobs.backup(kept, tmp_path / "b.zip", NOW)
    write_whole(kept.state_folder / "citizen-key", b"n" * 32, mode=0o600)
    jobs.restore(kept, tmp_path / "b.zip", NOW + DAY, force=True)
    assert (kept.state_folder / "citizen-key").read_bytes() == b"k" * 32
    (aside,) = kept.state_folder.glob("citizen-key.*")
    assert aside.read_bytes() == b"n" * 32


def test_whoever_is_named_after_a_restore_is_held_like_the_others(config: Config, tmp_path: Path) -> None:
    """A mail about an edition of before the restore may have left before the disk was lost."""
    jobs.run(config, NOW)
    jobs.backup(config, tmp_path / "b.zip", NOW)
    jobs.restore(config, tmp_path / "b.zip", NOW + DAY, force=True)
    more = config.recipients[-1].model_copy(update={"email": "named-later@example.go.th"})
    named = config.model_copy(update={"recipients": (*config.recipients, more)})
    jobs.run(named, NOW + DAY)
    assert not any("named-later" in name for name in mails(config))
    assert [state for name, state in states(config).items() if "named-later" in name] == [MessageState.UNCERTAIN]


def test_a_lost_store_is_rebuilt_and_nobody_is_written_to_twice(config: Config) -> None:
    """Its pages lie there already; a person says what left."""
    jobs.run(config, NOW)
    sent = mails(config)
    shutil.rmtree(config.state_folder)
    shutil.rmtree(config.out.parent / "mail")
    again = jobs.run(config, NOW + dt.timedelta(hours=1))
    assert len(sent) == len(PEOPLE) + 1
    assert mails(config) == []
    assert again.needs_person
    assert list(states(config).values()) == [MessageState.UNCERTAIN] * len(sent)
    assert jobs.run(config, NOW + dt.timedelta(hours=2)).published == ()


def test_what_was_due_between_backup_and_restore_is_held_and_the_next_month_is_not(
    config: Config, tmp_path: Path
) -> None:
    """The whole disk is gone, its pages too."""
    jobs.run(config, JANUARY_DAY)
    jobs.backup(config, tmp_path / "b.zip", JANUARY_DAY + DAY)
    jobs.run(config, NOW)
    for folder in (config.state_folder, config.out, config.out.parent / "mail"):
        shutil.rmtree(folder)
    jobs.restore(config, tmp_path / "b.zip", NOW + DAY)
    jobs.run(config, NOW + DAY)
    assert mails(config) == []
    held = {name for name, state in states(config).items() if state is MessageState.UNCERTAIN}
    assert {name.split("/")[1].split()[0] for name in held} == {"2564-01", "2564-W05"}
    jobs.run(config, NOW + 28 * DAY)
    assert {name.split("_")[1] for name in mails(config)} == {"2564-02", "2564-w09"}

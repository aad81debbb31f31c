"""Opening: what is made, what is refused, and what the refusal says."""

from __future__ import annotations

import datetime as dt
import os
import re
import sqlite3
import stat
import subprocess
import sys
import threading
import traceback
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from sheets_sync.errors import StoreError
from sheets_sync.store import Store, migrations
from sheets_sync.store.schema import metadata

from .made import HOUR, NOW, a_finding, a_reading, an_edition, keep


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def address(path: Path) -> str:
    return f"sqlite:///{path}"


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
@pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based index")
def test_the_migrations_lead_from_nothing_to_the_tables_of_the_code(url: str) -> None:
    Store.open(url).close()
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    assert differences == []


def test_head_is_the_newest_step() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_current_head() == migrations.HEAD


def test_opening_again_keeps_what_is_there(url: str) -> None:
    with Store.open(url) as store:
        keep(store, a_reading())
    with Store.open(url) as store:
        assert len(store.workbooks()) == 1


def test_a_database_of_a_newer_program_is_refused_and_left_alone(url: str) -> None:
    Store.open(url).close()
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match=r"has schema 9999, newer than this program's \d+; install the version"):
        Store.open(url)
    with engine.begin() as connection:
        assert connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() == "9999"
    engine.dispose()


def test_two_migrations_at_once_wait_for_each_other(url: str) -> None:
    """Four processes open the same empty database at the same instant."""
    script = f"import sys; from sheets_sync.store import Store; sys.stdin.read(1); Store.open({url!r}).close()"
    command = [sys.executable, "-W", "error", "-c", script]
    openers = [subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)]
    for opener in openers:
        assert opener.stdin is not None
        opener.stdin.write(b"!")
        opener.stdin.flush()
    errors = [opener.communicate()[1].decode() for opener in openers]
    assert [opener.returncode for opener in openers] == [0, 0, 0, 0], errors


def test_file_and_folder_are_the_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "state" / "kept.db"
    with Store.open(address(path)) as store:
        keep(store, a_reading())
        beside = [path, path.with_name("kept.db-wal"), path.with_name("kept.db-shm")]
        assert [mode(file) for file in beside] == [0o600, 0o600, 0o600]
    assert mode(path.parent) == 0o700


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    path.touch(0o644)
    os.chmod(path, 0o644)
    Store.open(address(path)).close()
    assert mode(path) == 0o600


def test_an_acknowledged_commit_outlives_a_power_cut(tmp_path: Path) -> None:
    """WAL with NORMAL loses it; FULL does not. Every connection must have it, for it is not kept in the file."""
    with Store.open(address(tmp_path / "kept.db")) as store:
        for connect in (store._read, store._write):
            with connect() as connection:
                found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in PRAGMAS]
                assert found == list(PRAGMAS.values())


PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 30_000}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("sqlite://", "in memory is lost"),
        ("sqlite:///:memory:", "in memory is lost"),
        ("state/kept.db", "expected sqlite:///path/to/file.db or postgresql"),
        ("mysql://root:hunter2@host/db", "expected sqlite"),
        ("postgresql://root:hunter2@host/db", "expected sqlite"),
    ],
)
def test_an_address_that_cannot_be_meant_is_refused(wrong: str, said: str) -> None:
    with pytest.raises(StoreError, match=said) as caught:
        Store.open(wrong)
    assert "hunter2" not in str(caught.value)


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    path.write_bytes(b"PK\x03\x04 a workbook perhaps" * 99)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"kept\.db: file is not a database; .* restore it from the backup"):
        Store.open(address(path))
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    with pytest.raises(StoreError, match=r"state/kept\.db cannot be opened for writing: .*; give the program's user"):
        Store.open(address(tmp_path / "state" / "kept.db"))


def test_a_server_that_is_not_there_is_named_without_its_password() -> None:
    with pytest.raises(StoreError, match="check host, user and password in `store:`") as caught:
        Store.open("postgresql+psycopg://me:hunter2@127.0.0.1:1/sheets?connect_timeout=2")
    assert "hunter2" not in str(caught.value)
    assert "127.0.0.1" in str(caught.value)


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        store.start_run("sync", dt.datetime(2021, 2, 5, 8, 0))
    assert store.last_run() is None


def test_an_instant_is_the_same_wherever_it_was_written(store: Store) -> None:
    run_id = store.start_run("sync", NOW.astimezone(dt.UTC))
    store.end_run(run_id, NOW.astimezone(dt.timezone(-11 * HOUR)), "done")
    run = store.last_run()
    assert run is not None
    assert (run.started_at, run.ended_at) == (NOW, NOW)
    assert str(run.started_at) == "2021-02-05 08:00:00+07:00"


def test_a_database_that_another_holds_is_said_to_be_held(tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    Store.open(address(path)).close()
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with Store.open(f"{address(path)}?timeout=0.1") as store:
        assert store.last_run() is None, "who only reads does not wait"
        with pytest.raises(StoreError, match="database is locked; another run holds it"):
            store.start_run("sync", NOW)
    holder.close()


def test_what_was_written_stands_in_no_error(store: Store) -> None:
    """Errors go to logs, and what is written are people's names."""
    broken = a_finding(None, message="นายสมชาย ใจดี")  # type: ignore[arg-type]
    with pytest.raises(StoreError) as caught:
        store.keep_findings([broken], NOW)
    shown = "".join(traceback.format_exception(caught.value))
    assert re.search("(?i)not.null", shown)
    assert "สมชาย" not in shown


@pytest.mark.parametrize(
    ("revision", "later"),
    [
        ("0001", ["recipients", "blobs", "findings_tabs"]),
        ("0002", ["blobs", "findings_tabs"]),
        ("0003", ["findings_tabs"]),
    ],
)
def test_a_database_of_an_earlier_release_opens_and_keeps_what_it_holds(
    url: str, revision: str, later: list[str]
) -> None:
    """Each released schema, made by its own steps, is brought to the newest."""
    with Store.open(url) as store:
        keep(store, a_reading())
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        for name in later:
            connection.execute(sa.text(f"DROP TABLE {name}"))
        connection.execute(sa.text(f"UPDATE alembic_version SET version_num = '{revision}'"))  # noqa: S608
    engine.dispose()
    with Store.open(url) as store:
        assert len(store.workbooks()) == 1
        assert store.recipients("1Reg") == ()
        store.keep_edition(an_edition(), (), NOW)


def test_a_first_start_waits_for_another_first_start(tmp_path: Path) -> None:
    """Making a new file WAL is the one step for which SQLite does not wait by itself."""
    path = tmp_path / "kept.db"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    leaves = threading.Timer(0.5, lambda: other.execute("COMMIT"))
    leaves.start()
    with Store.open(f"sqlite:///{path}") as store:
        assert store.workbooks() == ()
    leaves.join()
    other.close()

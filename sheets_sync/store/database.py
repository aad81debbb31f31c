"""Opening a database: file, pragmas, migrations, and its errors in words that say what to do."""

from __future__ import annotations

import os
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError, StatementError

from ..errors import StoreError
from ..files import make_folder
from .migrations import HEAD

BUSY_SECONDS = 30
MIGRATION_LOCK = 0x5EE75  # any number, the same in every version of the program
WRITES = {"sheets_sync_writes": True}


class Database:
    """One open database; every room of the store reads and writes through it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = engine.execution_options(**WRITES)
        self._owner = secrets.token_hex(8)  # who holds a message: this open store, not another of the same name
        self._insert: Callable[[sa.Table], Any] = (
            sqlite.insert if engine.dialect.name == "sqlite" else postgresql.insert
        )

    def _add_once(self, connection: Connection, table: sa.Table, row: Mapping[str, Any]) -> bool:
        """Insert a row unless one with the same key is there; whether it was new."""
        new = self._insert(table).values(row).on_conflict_do_nothing()
        added: int = connection.execute(new, execution_options={"preserve_rowcount": True}).rowcount
        return added == 1

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        """One consistent look; ends before it returns, so that nothing holds the database up."""
        with _in_words(self._engine.url), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        """One transaction that writes: whole once it returns, not at all when it raises."""
        with _in_words(self._engine.url), self._writer.begin() as connection:
            yield connection

    def close(self) -> None:
        self._engine.dispose()


def open_engine(address: str) -> Engine:
    """An engine on a database of the newest schema; StoreError when it cannot be opened or is newer than that."""
    url = _url(address)
    with _in_words(url):
        engine = _sqlite(url) if url.get_backend_name() == "sqlite" else _postgresql(url)
        try:
            _migrate(engine)
        except BaseException:
            engine.dispose()
            raise
    return engine


def _url(address: str) -> URL:
    try:
        url = make_url(address)
    except ArgumentError:
        url = None
    if url is None or url.drivername not in ("sqlite", "postgresql+psycopg"):
        raise StoreError(
            "store: expected sqlite:///path/to/file.db or postgresql+psycopg://user@host/database; mend `store:`"
        )
    if url.drivername == "sqlite" and url.database in (None, "", ":memory:"):
        raise StoreError("store: a database in memory is lost when the program ends; write sqlite:///path/to/file.db")
    return url


# ---------------------------------------------------------------- SQLite


def _sqlite(url: URL) -> Engine:
    _private_file(Path(str(url.database)))
    wait = {} if "timeout" in url.query else {"timeout": BUSY_SECONDS}
    engine = sa.create_engine(url, connect_args=wait, hide_parameters=True)
    event.listen(engine, "connect", _pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _private_file(path: Path) -> None:
    """Create folder and file for the owner alone; what SQLite lays beside the file takes on its mode."""
    try:
        make_folder(path.parent, mode=0o700)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            if os.fstat(descriptor).st_mode & 0o077:
                os.fchmod(descriptor, 0o600)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise StoreError(
            f"store: {path} cannot be opened for writing: {error.strerror}; "
            "give the program's user the file and its folder, or set `store:` elsewhere"
        ) from error


def _pragmas(connection: Any, _record: object) -> None:
    """WAL lets readers and the writer work at once; FULL because NORMAL loses acknowledged commits at power loss."""
    connection.isolation_level = None  # transactions begin where `_begin` says, not at the first write
    _into_wal(connection)
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _into_wal(connection: Any) -> None:
    """Several first starts at once: SQLite waits for others everywhere but where a new file becomes WAL."""
    patience = connection.execute("PRAGMA busy_timeout").fetchone()[0] / 1000
    until = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.02)


def _begin(connection: Connection) -> None:
    """A writer asks for the lock at once: one that reads first could no longer get it, and would fail unwaited."""
    writes = connection.get_execution_options().get("sheets_sync_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


# ---------------------------------------------------------------- PostgreSQL


def _postgresql(url: URL) -> Engine:
    try:
        return sa.create_engine(url, pool_pre_ping=True, hide_parameters=True)
    except (ImportError, NoSuchModuleError) as error:
        raise StoreError(
            "store: PostgreSQL needs psycopg; install it with: pip install 'sheets-sync[postgresql]'"
        ) from error


# ---------------------------------------------------------------- migrations


def _migrate(engine: Engine) -> None:
    """Bring the schema to the newest; one process at a time, the others wait and find it done."""
    with engine.begin() as connection:
        if _revision(connection) == HEAD:
            return
    with engine.execution_options(**WRITES).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(MIGRATION_LOCK)))
        _upgrade(connection)


def _revision(connection: Connection) -> str | None:
    """The schema the database is at; None when it is empty."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - a fifth of a second that only a first start needs
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    revision = _revision(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision is not None and revision not in known:
        raise StoreError(
            f"store: the database has schema {revision}, newer than this program's {HEAD}; "
            "install the version that wrote it, or point `store:` at another database"
        )
    command.upgrade(config, "head")


# ---------------------------------------------------------------- errors


@contextmanager
def _in_words(url: URL) -> Iterator[None]:
    """Turn the driver's errors into a StoreError that names the database, never its password."""
    try:
        yield
    except SQLAlchemyError as error:
        original = getattr(error, "orig", None)
        if isinstance(error, StatementError) and isinstance(original, ValueError):
            raise original from error
        place = url.render_as_string(hide_password=True)
        text = said(original or error)
        # without its cause: PostgreSQL's detail holds the whole row, people's names and all, and causes are logged
        raise StoreError(f"store: {place}: {text}; {mend_of(text)}") from None


def said(error: BaseException) -> str:
    """The driver's main sentence, on one line."""
    main = getattr(getattr(error, "diag", None), "message_primary", None)
    return " ".join((main or str(error)).split())[:300]


def mend_of(text: str) -> str:
    """What the person at the machine can do about it."""
    low = text.lower()
    for words, mend in MENDS.items():
        if any(word in low for word in words):
            return mend
    return "see `sheets-sync doctor`"


MENDS = {
    ("is locked", "lock timeout"): "another run holds it; wait until that has ended",
    ("disk is full", "no space left"): "the disk is full; free some space and run again",
    ("readonly", "read-only", "permission denied"): "give the program's user the right to write it",
    ("not a database", "malformed", "disk image"): "the file is damaged or no database; restore it from the backup",
    ("connection", "authentication"): "check host, user and password in `store:`, and that the server runs",
    ("disk i/o",): "the disk fails or is full; look at the system's log",
}

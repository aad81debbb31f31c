"""The store and its key in one file, taken while others write, and put back after a look at every byte."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from .. import __version__
from ..config import Config
from ..errors import StoreError, UsageError
from ..files import make_folder, put_in_place, write_whole
from ..store import Store, secrets
from .holding import RESTORE
from .run import SQLITE, alone_here

FORMAT = 1
MANIFEST, DATABASE = "manifest.json", "store.db"
BESIDE = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class BackedUp:
    """One backup as its manifest tells it."""

    file: Path
    made_at: dt.datetime
    size: int  # bytes of the database in it
    held: int = 0  # mails that a restore held for a person


def backup(config: Config, file: Path, now: dt.datetime) -> BackedUp:
    """Write store and key into one file for its owner alone, whole-old or whole-new; a run may be at work meanwhile.

    Raises UsageError for a store on a server, StoreError when there is none, it is damaged, or the disk is full.
    """
    original = database_file(config, "pg_dump --format=custom --file=sheets_sync.dump DATABASE")
    if not original.exists():
        raise StoreError(f"{original}: there is no store yet; run `sheets-sync sync` first")
    with _in_words(file), tempfile.TemporaryDirectory(prefix=".sheets-sync-backup-", dir=_folder(file)) as place:
        copy, archive = Path(place) / DATABASE, Path(place) / "backup.zip"
        copy.touch(mode=0o600)
        with closing(sqlite3.connect(original)) as old, closing(sqlite3.connect(copy)) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        _sound(copy)
        members = {DATABASE: copy}
        if (config.state_folder / secrets.NAME).exists():
            members[secrets.NAME] = config.state_folder / secrets.NAME
        _pack(archive, members, now)
        put_in_place(archive, file, mode=0o600)
        return BackedUp(file, now, copy.stat().st_size)


def restore(config: Config, file: Path, now: dt.datetime, *, force: bool = False) -> BackedUp:
    """Put store and key of a backup in their place, once every checksum and SQLite's own check are right.

    What lies there is refused without `force`, with it kept beside under another name. Mail that had not left at the
    backup may have left since, so that it is held, and so is what the next run makes of periods already due.
    """
    original = database_file(config, "pg_restore --clean --if-exists --dbname=DATABASE sheets_sync.dump")
    if original.exists() and not force:
        raise UsageError(f"{original} is there already; --force puts the backup in its place and keeps it beside")
    make_folder(original.parent, mode=0o700)
    with (
        _in_words(file),
        alone_here(config),
        tempfile.TemporaryDirectory(prefix=".sheets-sync-restore-", dir=original.parent) as place,
    ):
        manifest = _unpack(file, Path(place))
        copy, made_at = Path(place) / DATABASE, dt.datetime.fromisoformat(manifest["made_at"])
        _sound(copy)
        with Store.open(f"{SQLITE}{copy}") as store:  # one of an earlier release is brought up to date here
            held = store.hold_unsent(now, f"it may have left after the backup of {manifest['made_at']}")
            store.end_run(store.start_run(RESTORE, now), now, "done", reason=manifest["made_at"], counts={"held": held})
        _set_aside(original, now)
        key, mine = Path(place) / secrets.NAME, config.state_folder / secrets.NAME
        if key.exists():
            if mine.exists() and mine.read_bytes() != key.read_bytes():
                _set_aside(mine, now)
            write_whole(config.state_folder / secrets.NAME, key.read_bytes(), mode=0o600)
        put_in_place(copy, original, mode=0o600)
        return BackedUp(file, made_at, original.stat().st_size, held)


def database_file(config: Config, instead: str) -> Path:
    """The file of the store; UsageError with the server's own command where it lies on one."""
    if not config.store.startswith(SQLITE):
        raise UsageError(
            f"the store lies on PostgreSQL, which has its own tool; run: {instead}; and keep a copy of "
            f"{config.state_folder / secrets.NAME}, without which people are not recognised"
        )
    return Path(config.store.removeprefix(SQLITE))


def _folder(file: Path) -> Path:
    make_folder(file.absolute().parent)
    return file.absolute().parent


def _pack(archive: Path, members: dict[str, Path], now: dt.datetime) -> None:
    known = {name: {"sha256": _digest(path), "bytes": path.stat().st_size} for name, path in members.items()}
    manifest = {"format": FORMAT, "made_at": now.isoformat(timespec="seconds"), "by": __version__, "files": known}
    archive.touch(mode=0o600)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(MANIFEST, json.dumps(manifest, indent=2))
        for name, path in members.items():
            packed.write(path, name)


def _unpack(file: Path, place: Path) -> dict[str, str]:
    """Lay the backup's files into a folder, each checked; its manifest."""
    with zipfile.ZipFile(file) as packed:
        manifest = json.loads(packed.read(MANIFEST))
        if manifest["format"] != FORMAT:
            raise StoreError(f"{file} is of format {manifest['format']}, newer than this program's {FORMAT}")
        for name in (DATABASE, secrets.NAME):  # by our names: a path in the archive leads nowhere else
            if name not in manifest["files"]:
                continue
            (place / name).touch(mode=0o600)
            with packed.open(name) as source, (place / name).open("wb") as target:
                while chunk := source.read(1 << 20):
                    target.write(chunk)
            if _digest(place / name) != manifest["files"][name]["sha256"]:
                raise StoreError(f"{file}: {name} in it is damaged; take an earlier backup")
    if not (place / DATABASE).exists():
        raise StoreError(f"{file} holds no store; take an earlier backup")
    found: dict[str, str] = manifest
    return found


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sound(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        said = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if said != "ok":
        raise StoreError(f"the store is damaged ({said}); restore it from an earlier backup")


def _set_aside(original: Path, now: dt.datetime) -> None:
    """Keep what is replaced, its log first: an old log beside a new database would be read into it."""
    for ending in (*BESIDE, ""):
        old = original.with_name(original.name + ending)
        if old.exists():
            old.replace(original.with_name(f"{original.name}.replaced-{now:%Y%m%dT%H%M%S}{ending}"))


@contextmanager
def _in_words(file: Path) -> Iterator[None]:
    """What a disk, an archive or SQLite say, as a StoreError that names the backup."""
    try:
        yield
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise StoreError(f"{file} is no backup, or only a part of one; take another") from error
    except sqlite3.Error as error:
        raise StoreError(f"{file}: the store cannot be read or written: {error}") from error
    except OSError as error:
        raise StoreError(
            f"{error.filename or file}: {error.strerror}; free space, or mend its rights or name"
        ) from error

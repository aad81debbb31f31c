"""What cron calls: sync, then publish and deliver for the month that is due."""

from __future__ import annotations

import datetime as dt
import fcntl
import shutil
import socket
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from ..config import Config, FolderMail
from ..errors import BusyError, SheetsSyncError, StoreError, UsageError
from ..files import clear_unfinished, make_folder
from ..heartbeat import Heartbeat
from ..mail import open_mailer
from ..model import MessageState
from ..periods import Month
from ..sources import open_source
from ..store import Store, secrets
from .deliver import Delivered, deliver
from .due import due_periods, sweep_due
from .hand_back import HandedBack, hand_back
from .notices import Noticed, notices
from .noting import noted
from .people import with_registered
from .publish import Published, publish, refuse_unfinished
from .rooms import FOLDER as ROOMS
from .settling import returning
from .sync import Synced, sync

T = TypeVar("T")
Tell = Callable[[str], None]
RUN = "run"  # the kind of a run that does it all
SQLITE = "sqlite:///"
LEASE = dt.timedelta(hours=2)  # longer than any run, whose reading ends by `source.deadline`
LAID = ("editions", "notices", ROOMS)  # the folders of `out` into which only runs write
WAITING = (MessageState.READY, MessageState.DEFERRED, MessageState.SENDING, MessageState.DOTTED)


@dataclass(frozen=True, slots=True)
class Ran:
    """What one run came to."""

    synced: Synced
    published: tuple[Published, ...]
    delivered: Delivered
    noticed: Noticed | None = None
    handed_back: HandedBack | None = None
    dry: bool = False

    @property
    def needs_person(self) -> bool:
        published = any(each.needs_person for each in self.published) or bool(self.noticed and self.noticed.held)
        written = bool(self.handed_back and self.handed_back.needs_person)
        return self.synced.needs_person or published or self.delivered.needs_person or written


@contextmanager
def opened(config: Config) -> Iterator[Store]:
    """The store that a configuration names, brought up to date and closed at the end."""
    with Store.open(config.store) as store:
        yield store


def sync_with(
    config: Config,
    store: Store,
    now: dt.datetime,
    *,
    full: bool = False,
    accept: Sequence[str] = (),
    accept_lost: bool = False,
    tell: Tell,
) -> Synced:
    """`sync` with the source that the configuration names."""
    with open_source(config.source, who_changed=config.findings_tab is not None) as source:
        return sync(config, source, store, now, full=full, accept=accept, accept_lost=accept_lost, tell=tell)


def deliver_with(
    config: Config, store: Store, now: dt.datetime, *, tell: Tell, clock: Callable[[], dt.datetime] | None = None
) -> Delivered:
    """`deliver` with the mailer that the configuration names; opens no connection when nothing waits."""
    if not store.messages(states=WAITING):
        return Delivered({})
    people = with_registered(config, store).people
    with open_mailer(config.mail) as mailer:
        return deliver(store, mailer, now, people=people, clock=clock, return_to=returning(config), tell=tell)


def run(
    config: Config,
    now: dt.datetime,
    *,
    month: Month | None = None,
    dry_run: bool = False,
    tell: Tell = lambda _: None,
    clock: Callable[[], dt.datetime] | None = None,
) -> Ran:
    """Sync, then publish and deliver what is due, or the month that is asked for, and the week's notices.

    A closing has every workbook read. Notices wait for sheets that could be read, and so do findings tabs, which come
    last. A dry run does it all, but for the latter, on a copy of the store and into a folder that is thrown away.
    Raises UsageError for a month that is not over.
    """
    if month is not None:
        refuse_unfinished(month, now)
    if dry_run:
        with tempfile.TemporaryDirectory(prefix="sheets-sync-dry-") as folder:
            copy = rehearsal(config, Path(folder))
            done = run(copy, now, month=month, tell=tell, clock=clock)
        return replace(done, dry=True)
    heart = Heartbeat(config.heartbeat, tell)
    try:
        with opened(config) as store, only_one(config, store, now), noted(store, RUN, now, {}, clock=clock):
            heart.start()
            done = _Steps(config, store, now, tell, clock).all(month)
    except BusyError:
        raise  # the other run tells the watchdog
    except Exception:
        heart.fail()
        raise
    heart.success()
    return done


@dataclass(frozen=True, slots=True)
class _Steps:
    """The steps of a run, each of which goes on where another fails: a broken template holds no mail up."""

    config: Config
    store: Store
    now: dt.datetime
    tell: Tell
    clock: Callable[[], dt.datetime] | None
    failures: list[Exception] = field(default_factory=list)

    def all(self, month: Month | None) -> Ran:
        """Sync, notices, publish, deliver, forget what is old, hand back; raises the first failure after all."""
        config, store, now = self.config, self.store, self.now
        synced = self._try(
            lambda: sync_with(config, store, now, full=sweep_due(config, store, now), tell=self.tell), "sync"
        )
        noticed = None
        if synced:  # only of sheets that could just be read
            noticed = self._try(lambda: notices(config, store, now, tell=self.tell), "notices")
        periods = [month] if month else self._try(lambda: due_periods(config, store, now), "publish") or []
        published = [
            self._try(partial(publish, config, store, each, now, tell=self.tell), "publish") for each in periods
        ]
        delivered = self._try(lambda: deliver_with(config, store, now, tell=self.tell, clock=self.clock), "deliver")
        self._try(lambda: store.forget(now - dt.timedelta(days=config.retention.days)), "retention")
        handed_back = None
        if synced and config.findings_tab:
            handed_back = self._try(lambda: hand_back(config, store, tell=self.tell), "hand-back")
        if self.failures or synced is None or delivered is None:
            raise self.failures[0]
        return Ran(synced, tuple(each for each in published if each), delivered, noticed, handed_back)

    def _try(self, step: Callable[[], T], what: str) -> T | None:
        try:
            return step()
        except Exception as error:
            if self.failures:  # the first is raised, and told by whoever called
                told = str(error) if isinstance(error, SheetsSyncError) else type(error).__name__
                self.tell(f"{what} failed, too: {told}")
            self.failures.append(error)
            return None


@contextmanager
def only_one(config: Config, store: Store, now: dt.datetime) -> Iterator[None]:
    """The right to run, which one run has at a time whatever started it; BusyError while another has it.

    On one machine a lock on a file tells, which ends with its process, however that was killed. Between machines a
    lease in the store tells, which ends by itself. What a killed run had begun to write is taken away.
    """
    with alone_here(config), store.lease("run", socket.gethostname(), now, LEASE) as mine:
        if not mine:
            raise BusyError(
                "another machine's run is at work on this store; it is left alone. If it was killed, its right to "
                f"run ends by itself after {LEASE.seconds // 3600} hours"
            )
        last = store.last_run()
        if last is not None and last.state == "running":  # it was killed: the right to run is ours
            for name in LAID:
                clear_unfinished(config.out / name)
        yield


@contextmanager
def alone_here(config: Config) -> Iterator[None]:
    """The lock on a file that one run of this machine has at a time; BusyError while another has it."""
    make_folder(config.state_folder, mode=0o700)
    with (config.state_folder / "run.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BusyError(f"another run is at work here ({file.name} is locked); it is left alone") from error
        yield


def rehearsal(config: Config, folder: Path) -> Config:
    """The same over a copy of the store, with mail and editions into a folder of its own, and nothing handed back."""
    if not config.store.startswith(SQLITE):
        raise UsageError("--dry-run copies the store, which is done for SQLite only; rehearse with a store of its own")
    original, store = Path(config.store.removeprefix(SQLITE)), folder / "store.db"
    if original.exists():
        try:
            # not mode=ro, which cannot tidy up its -shm and -wal; one that only reads changes no byte
            with closing(sqlite3.connect(original)) as old, closing(sqlite3.connect(store)) as new:
                old.backup(new)
        except sqlite3.Error as error:
            raise StoreError(f"{original}: cannot be copied for a dry run: {error}") from error
        _same_key(config.state_folder, folder)
        if (config.state_folder / "photos").is_dir():
            shutil.copytree(config.state_folder / "photos", folder / "photos")
    mail = FolderMail.model_validate({"path": folder / "mail", "from": config.mail.sender})
    ours: dict[str, object] = {"store": f"{SQLITE}{store}", "out": folder / "out", "mail": mail, "heartbeat": ""}
    return config.model_copy(update=ours | {"findings_tab": None})


def _same_key(old: Path, new: Path) -> None:
    """The rehearsal hashes citizen IDs as the store does, or every plot would look new to it."""
    key = old / secrets.NAME
    if key.exists():
        (new / secrets.NAME).touch(mode=0o600)
        (new / secrets.NAME).write_bytes(key.read_bytes())

"""A run that is disturbed, the next one, and what both together got wrong."""

from __future__ import annotations

import datetime as dt
import gc
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from sheets_sync import jobs
from sheets_sync.config import Config
from sheets_sync.files import UNFINISHED
from sheets_sync.model import MessageState
from sheets_sync.periods import Month

from ..conftest import NOW
from .conftest import in_memory
from .crashing import (
    Left,
    MailServer,
    Taken,
    in_child,
    interpose,
    left_in,
    mail_server,
    mail_to,
    remember_all,
    run_once,
    same_key,
    visible_in,
)
from .office import EDITED, SHEETS, touch, write_config, write_sheet, write_sheets

BEFORE_CLOSING = NOW - dt.timedelta(days=3)
WRONG = ("lost", "doubled", "uncertain", "torn")


@dataclass(frozen=True)
class Tried:
    """What became of a disturbed run and the next one."""

    ended: int  # as the kernel says it
    alone: bool  # whether it came to its end all the same
    wrong: Counter[str]  # what both together got wrong; nothing where they are as one


class Office:
    """A configuration's folder that is laid anew for each trial, and what a run that nobody disturbs leaves in it."""

    def __init__(self, folder: Path, server: MailServer, before: Callable[[Config, Path], None], sheets: int) -> None:
        self.folder, self.server = folder / "office", server
        self.before, self.log = folder / "before", folder / "raised.txt"
        write_sheets(folder / "sheets", sheets)
        self.config = write_config(self.folder, folder / "sheets", mail_to(server))
        before(self.config, folder / "sheets")
        shutil.copytree(self.folder, self.before)
        self.old = visible_in(self.folder / "out")
        server.took()
        self.whole, self.taken = self.undisturbed()
        assert self.undisturbed() == (self.whole, self.taken)
        gc.freeze()  # what is remembered by now is not looked through again and again, here and in every child

    def anew(self) -> None:
        shutil.rmtree(self.folder)
        shutil.copytree(self.before, self.folder)

    def undisturbed(self) -> tuple[Left, list[Taken]]:
        self.anew()
        run_once(self.config, NOW)
        return left_in(self.folder), self.server.took()

    def steps(self, interpose: Callable[[Callable[[str], None]], None] = interpose) -> list[str]:
        """The name of each step of an undisturbed run, or of what else is interposed there."""
        self.anew()
        told = self.log.with_name("steps.txt")

        def counted() -> None:
            names: list[str] = []
            interpose(names.append)
            run_once(self.config, NOW)
            found = "\n".join(names)  # what follows would be steps, too
            told.write_text(found, "utf-8")

        assert in_child(counted, self.log) == 0, self.log.read_text("utf-8")
        self.server.took()
        return told.read_text("utf-8").splitlines()

    def tried(self, run: Callable[[], None]) -> Tried:
        """A run in a process of its own that is disturbed, and the next one, which is not."""
        self.anew()
        ended = in_child(run, self.log)
        found = Counter(torn=not self.each_whole(visible_in(self.folder / "out")))
        alone, states = self.is_whole(), self.states()
        run_once(self.config, NOW, later=bool(states["sending"] + states["dotted"]))
        left = left_in(self.folder)
        found["torn"] += (left.rows, left.files) != (self.whole.rows, self.whole.files)
        found["torn"] += any(UNFINISHED.fullmatch(path.name) for path in (self.folder / "out").rglob(".*"))
        found += self.of_mails(left, self.server.took())
        unfounded = found["uncertain"] - states["dotted"] - states["uncertain"]  # asked about, and yet never dotted
        return Tried(ended, alone, found + Counter(lost=max(unfounded, 0)))

    def is_whole(self) -> bool:
        """Whether all that an undisturbed run leaves is there."""
        if not (self.folder / "state" / "sheets_sync.db").exists():
            return False
        return left_in(self.folder) == self.whole

    def each_whole(self, files: dict[str, str]) -> bool:
        """Whether each published file is as it was before the run or as the run leaves it, and none is gone."""
        known = all(sha in (self.old.get(name), self.whole.files.get(name)) for name, sha in files.items())
        return known and files.keys() >= self.old.keys()

    def states(self) -> Counter[str]:
        """In which states a disturbed run left the messages."""
        path = self.folder / "state" / "sheets_sync.db"
        if not path.exists():
            return Counter()
        with closing(sqlite3.connect(path)) as connection:
            there = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'messages'").fetchone()
            rows = connection.execute("SELECT state FROM messages") if there else ()
            return Counter(state for (state,) in rows)

    def of_mails(self, left: Left, taken: Iterable[Taken]) -> Counter[str]:
        """Of each mail: lost, doubled, uncertain, and whether it left with other bytes or for somebody else."""
        times, once = (Counter(mail.message_id for mail in mails) for mails in (taken, self.taken))
        found = Counter(torn=not set(taken) <= set(self.taken))
        for message_id, before in self.whole.mails.items():
            state = left.mails.get(message_id, "missing")
            unsure = state == MessageState.UNCERTAIN
            found["uncertain"] += unsure
            found["doubled"] += times[message_id] > once[message_id]
            found["lost"] += not unsure and (state != before or times[message_id] < once[message_id])
        return found


def nothing_before(config: Config, sheets: Path) -> None:
    """The very first run."""


def a_month_before_its_closing(config: Config, sheets: Path) -> None:
    """The month was reported early, and an office corrected its sheet since: the run makes a revision."""
    jobs.run(config, BEFORE_CLOSING, month=Month.parse("2564-01"), clock=lambda: BEFORE_CLOSING)
    touch(write_sheet(sheets, 0, paid=90000), EDITED + 3600)


@contextmanager
def opened(aside: Path, before: Callable[[Config, Path], None], sheets: int = SHEETS) -> Iterator[Office]:
    """An office in memory, with a mail server of its own."""
    with pytest.MonkeyPatch.context() as patch, in_memory(aside) as memory, mail_server(aside / "took") as server:
        remember_all(patch)
        same_key(patch)
        yield Office(memory, server, before, sheets)
        gc.unfreeze()

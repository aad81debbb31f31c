"""Killed at any step towards disk, database or mail server, a run is made up for by the next one."""

from __future__ import annotations

import datetime as dt
import gc
import json
import random
import shutil
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from sheets_sync import jobs
from sheets_sync.config import Config
from sheets_sync.jobs.deliver import _Sending
from sheets_sync.mail import Answer
from sheets_sync.mail.smtp import SmtpMailer
from sheets_sync.model import Message, MessageState
from sheets_sync.periods import Month
from sheets_sync.store import Store

from ..conftest import NOW
from .conftest import in_memory
from .crashing import (
    Left,
    MailServer,
    Taken,
    in_child,
    interpose,
    killing,
    left_in,
    mail_server,
    mail_to,
    remember_all,
    run_once,
    same_key,
    visible_in,
)
from .office import EDITED, touch, write_config, write_sheet, write_sheets

pytestmark = [pytest.mark.soak, pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")]
SECONDS = 60
WRONG = ("lost", "doubled", "uncertain", "torn")
BEFORE_CLOSING = NOW - dt.timedelta(days=3)


class Office:
    """A configuration's folder that is laid anew for each trial, and what a run that nobody disturbs leaves in it."""

    def __init__(self, folder: Path, server: MailServer, before: Callable[[Config, Path], None]) -> None:
        self.folder, self.server = folder / "office", server
        self.before, self.log = folder / "before", folder / "raised.txt"
        write_sheets(folder / "sheets")
        self.config = write_config(self.folder, folder / "sheets", mail_to(server))
        before(self.config, folder / "sheets")
        shutil.copytree(self.folder, self.before)
        self.old = visible_in(self.folder / "out")
        server.took()
        self.whole, self.taken = self.undisturbed()
        assert self.undisturbed() == (self.whole, self.taken)
        self.names = self.steps()
        gc.freeze()  # what is remembered by now is not looked through again and again, here and in every child

    def anew(self) -> None:
        shutil.rmtree(self.folder)
        shutil.copytree(self.before, self.folder)

    def undisturbed(self) -> tuple[Left, list[Taken]]:
        self.anew()
        run_once(self.config, NOW)
        return left_in(self.folder), self.server.took()

    def steps(self) -> list[str]:
        """The name of each step of an undisturbed run."""
        self.anew()
        told = self.folder.with_name("steps")

        def counted() -> None:
            names: list[str] = []
            interpose(names.append)
            run_once(self.config, NOW)
            told.write_text(json.dumps(names), "utf-8")

        assert in_child(counted, self.log) == 0, self.log.read_text("utf-8")
        self.server.took()
        names: list[str] = json.loads(told.read_text("utf-8"))
        return names

    def killed_at(self, step: int) -> Counter[str]:
        """What a run killed at this step, and the next one, got wrong; nothing where both together are as one."""
        self.anew()

        def killed() -> None:
            interpose(killing(step))
            run_once(self.config, NOW)

        assert in_child(killed, self.log) == signal.SIGKILL, self.log.read_text("utf-8")
        found = Counter(torn=not self.each_whole(visible_in(self.folder / "out")))
        run_once(self.config, NOW, later=self.in_hand())
        left = left_in(self.folder)
        found["torn"] += (left.rows, left.files) != (self.whole.rows, self.whole.files)
        return found + self.of_mails(left, self.server.took())

    def each_whole(self, files: dict[str, str]) -> bool:
        """Whether each published file is as it was before the run or as the run leaves it, and none is gone."""
        known = all(sha in (self.old.get(name), self.whole.files.get(name)) for name, sha in files.items())
        return known and files.keys() >= self.old.keys()

    def in_hand(self) -> bool:
        """Whether a killed run left a message in its hand."""
        path = self.folder / "state" / "sheets_sync.db"
        if not path.exists():
            return False
        with closing(sqlite3.connect(path)) as connection:
            there = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'messages'").fetchone()
            held = "SELECT 1 FROM messages WHERE state IN ('sending', 'dotted')"
            return bool(there and connection.execute(held).fetchone())

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


@pytest.fixture(scope="module", params=[nothing_before, a_month_before_its_closing], ids=["first", "revision"])
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    aside = tmp_path_factory.mktemp(request.param.__name__)
    with pytest.MonkeyPatch.context() as patch, in_memory(aside) as memory, mail_server(aside / "took") as server:
        remember_all(patch)
        same_key(patch)
        yield Office(memory, server, request.param)
        gc.unfreeze()


# ---------------------------------------------------------------- as it is


def first_and_last(names: list[str]) -> list[int]:
    """The first and the last step of each name, in order."""
    first = {name: step for step, name in reversed(list(enumerate(names)))}
    last = {name: step for step, name in enumerate(names)}
    return sorted({*first.values(), *last.values()})


def of_a_mail(names: list[str]) -> range:
    """The steps by which the second mail leaves: it shares the connection of the first."""
    claims = [step for step, name in enumerate(names) if name == "commit in store/outbox.py claim_message"]
    return range(claims[1], claims[2] + 1)


def test_killed_at_any_step_the_next_run_makes_up_for_it(office: Office) -> None:
    """Same content, same files, no mail lost, none twice: what happened after a final dot is told as uncertain.

    Every named step, its first time and its last, is tried however long that takes; the others as time allows. Of the
    run that makes a revision these are the steps from the first edition on: up to there it is like any other.
    """
    since = office.names.index("commit in store/editions.py keep_edition") if office.old else 0
    named = [step for step in first_and_last(office.names) if step >= since]
    steps = dict.fromkeys(named if office.old else [*named, *of_a_mail(office.names)])
    others = [step for step in range(len(office.names)) if step not in steps]
    random.Random(4607).shuffle(others)  # noqa: S311
    found: dict[int, Counter[str]] = {}
    until = time.monotonic() + SECONDS
    for step in (*steps, *others):
        if step in steps or time.monotonic() < until:
            found[step] = office.killed_at(step)
    names, total = {office.names[step] for step in found}, sum(found.values(), Counter())
    told = ", ".join(f"{total[what]} {what}" for what in WRONG)
    print(f"\nkilled at {len(found)} of {len(office.names)} steps, {len(names)} of them by name: {told}")
    assert len(office.taken) == len(set(office.taken)) >= 3
    assert len(names) >= (30 if office.old else 60)
    wrong = {f"{step} {office.names[step]}": what for step, what in found.items()}
    assert {where: what for where, what in wrong.items() if what not in ({}, {"uncertain": 1})} == {}


# ---------------------------------------------------------------- what these tests are worth


def dotted_late(patch: pytest.MonkeyPatch) -> None:
    """The dot is committed once it has gone out."""
    send = SmtpMailer.send

    def sent(self: SmtpMailer, *args: Any, on_dot: Callable[[], None], **kwargs: Any) -> Answer:
        answer = send(self, *args, on_dot=lambda: None, **kwargs)
        on_dot()
        return answer

    patch.setattr(SmtpMailer, "send", sent)


def marked_first(patch: pytest.MonkeyPatch) -> None:
    """A message is marked as sent before it goes out."""
    send = _Sending.send

    def sent(self: _Sending, message: Message) -> MessageState:
        for state in (MessageState.DOTTED, MessageState.SENT):
            self.store.mark_message(message.id, state, self.tick())
        with pytest.MonkeyPatch.context() as unmarked:
            unmarked.setattr(Store, "mark_message", lambda *_, **__: None)
            return send(self, message)

    patch.setattr(_Sending, "send", sent)


def not_laid_again(patch: pytest.MonkeyPatch) -> None:
    """Nobody looks whether the run before came to its end."""
    for module in ("due", "publish"):
        patch.setattr(import_module(f"sheets_sync.jobs.{module}"), "cut_off", lambda *_: False)
    patch.setattr(import_module("sheets_sync.jobs.publish"), "_again", lambda *_: 0)


@pytest.mark.parametrize("office", [nothing_before], ids=["first"], indirect=True)
@pytest.mark.parametrize(("harm", "seen"), [(dotted_late, "doubled"), (marked_first, "lost"), (not_laid_again, "torn")])
def test_a_safeguard_taken_away_is_noticed(
    office: Office, monkeypatch: pytest.MonkeyPatch, harm: Callable[[pytest.MonkeyPatch], None], seen: str
) -> None:
    harm(monkeypatch)
    names = office.steps()
    laying = [step for step, name in enumerate(names) if name == "replace in jobs/laying.py lay_down"]
    steps = [laying[1], laying[-1], laying[-1] + 1] if seen == "torn" else of_a_mail(names)
    found = sum((office.killed_at(step) for step in steps), Counter())
    print(f"\n{harm.__name__}: killed at {len(steps)} steps: {dict(found)}")
    assert found[seen]

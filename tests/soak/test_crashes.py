"""Killed at any step towards disk, database or mail server, a run is made up for by the next one."""

from __future__ import annotations

import datetime as dt
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest

from sheets_sync.jobs.deliver import _Sending
from sheets_sync.mail import Answer
from sheets_sync.mail.smtp import SmtpMailer
from sheets_sync.model import Message, MessageState
from sheets_sync.store import Recovered, Store
from sheets_sync.store.outbox import _take_back

from ..conftest import NOW
from .crashing import interpose, killing, run_once
from .trials import WRONG, Office, a_month_before_its_closing, nothing_before, opened

pytestmark = [pytest.mark.soak, pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")]


@pytest.fixture(scope="module", params=[nothing_before, a_month_before_its_closing], ids=["first", "revision"])
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with opened(tmp_path_factory.mktemp(request.param.__name__), request.param, sheets=3) as office:  # one a district
        yield office


def killed_at(office: Office, step: int) -> Counter[str]:
    """What a run killed at this step, and the next one, got wrong."""

    def killed() -> None:
        interpose(killing(step))
        run_once(office.config, NOW)

    tried = office.tried(killed)
    assert tried.ended == signal.SIGKILL, office.log.read_text("utf-8")
    return tried.wrong


# ---------------------------------------------------------------- as it is


def of_a_mail(names: list[str]) -> range:
    """The steps by which the second mail leaves: it shares the connection of the first."""
    claims = [step for step, name in enumerate(names) if name == "commit in store/outbox.py claim_message"]
    return range(claims[1], claims[2] + 1)


def test_killed_at_any_step_the_next_run_makes_up_for_it(office: Office) -> None:
    """Same content, same files, no mail lost, none twice: what happened after a final dot is told as uncertain.

    Every fsync, rename, link, unlink and mkdir, every commit and rollback, and every write to the mail server is tried.
    Of the run that makes a revision these are the steps from the first edition on: up to there it is like any other.
    """
    names = office.steps()
    since = names.index("commit in store/editions.py keep_edition") if office.old else 0
    found = {step: killed_at(office, step) for step in range(since, len(names))}
    by_name, total = {names[step] for step in found}, sum(found.values(), Counter())
    told = ", ".join(f"{total[what]} {what}" for what in WRONG)
    print(f"\nkilled at {len(found)} of {len(names)} steps, of {len(by_name)} names: {told}")
    assert len(office.taken) == len(set(office.taken)) >= 3
    assert len(by_name) >= (30 if office.old else 60)
    wrong = {f"{step} {names[step]}": what for step, what in found.items()}
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
    patch.setattr(import_module("sheets_sync.jobs.publish"), "_again", lambda *_, **__: 0)


def asked_for_nothing(patch: pytest.MonkeyPatch) -> None:
    """A message that never left is asked about all the same."""

    def recover(self: Store, now: dt.datetime) -> Recovered:
        with self._write() as connection:
            for state in (MessageState.SENDING, MessageState.DOTTED):
                _take_back(connection, now, state, MessageState.UNCERTAIN)
        return Recovered(0, 0)

    patch.setattr(Store, "recover", recover)


@pytest.mark.parametrize("office", [nothing_before], ids=["first"], indirect=True)
@pytest.mark.parametrize(
    ("harm", "seen"),
    [(dotted_late, "doubled"), (marked_first, "lost"), (not_laid_again, "torn"), (asked_for_nothing, "lost")],
)
def test_a_safeguard_taken_away_is_noticed(
    office: Office, monkeypatch: pytest.MonkeyPatch, harm: Callable[[pytest.MonkeyPatch], None], seen: str
) -> None:
    harm(monkeypatch)
    names = office.steps()
    laying = [step for step, name in enumerate(names) if name == "replace in jobs/laying.py lay_down"]
    steps = [laying[1], laying[-1], laying[-1] + 1] if seen == "torn" else of_a_mail(names)
    found = sum((killed_at(office, step) for step in steps), Counter())
    print(f"\n{harm.__name__}: killed at {len(steps)} steps: {dict(found)}")
    assert found[seen]

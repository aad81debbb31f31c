"""Outbox and server together: nobody silently left out, nobody written to twice unless it is said."""

from __future__ import annotations

import datetime as dt
import os
import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from sheets_sync.errors import MailError
from sheets_sync.jobs.deliver import LEASE, deliver
from sheets_sync.mail import compose, message_id
from sheets_sync.mail.answer import Answer
from sheets_sync.mail.smtp import SmtpMailer
from sheets_sync.model import Edition, Letter, MessageState, Recipient
from sheets_sync.periods import BANGKOK
from sheets_sync.store import NewMessage, Store

from .servers import DROP, SENDER, Scripted, scripted, settings

NOW = dt.datetime(2021, 2, 5, 8, 0, tzinfo=BANGKOK)
PEOPLE = ["a@example.go.th", "b@example.go.th", "c@example.go.th"]
SENT, UNCERTAIN, READY = MessageState.SENT, MessageState.UNCERTAIN, MessageState.READY


def outbox(path: Path) -> str:
    """A store with one edition for three people; its address."""
    url = f"sqlite:///{path}/kept.db"
    letter = Letter("รายงานเดือนมกราคม 2564", "ข้อความ", "<p>ข้อความ</p>")
    edition = Edition("monthly", "46", "2564-01", 0, letter, "abc")
    with Store.open(url) as store:
        mails = [
            NewMessage(
                to,
                message_id(edition.key, to, SENDER),
                compose(letter, SENDER, Recipient("46", "", to), edition.key, date=NOW),
            )
            for to in PEOPLE
        ]
        store.keep_edition(edition, mails, NOW)
    return url


def run(url: str, port: int, now: dt.datetime) -> dict[str, MessageState]:
    """One run of delivery; how the messages stand after it."""
    mailer = SmtpMailer(settings(port), timeout=2, dot_timeout=2)
    with Store.open(url) as store:
        try:
            deliver(store, mailer, now)
        except MailError:
            pass
        finally:
            mailer.close()
        return {row.recipient: row.state for row in store.messages()}


def got(server: Scripted) -> Counter[str]:
    return Counter(to for to, _ in server.took)


class Killed:
    """A store and a mailer that stop the process dead at the n-th step they take."""

    def __init__(self, step: int) -> None:
        self.left = step

    def step(self) -> None:
        self.left -= 1
        if self.left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, work: Callable[..., object]) -> Callable[..., object]:
        def stepped(*args: object, **kwargs: object) -> object:
            self.step()
            result = work(*args, **kwargs)
            self.step()
            return result

        return stepped


def killed_run(url: str, port: int, step: int) -> bool:
    """Deliver in a process of its own that is killed at this step; whether it came so far."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == signal.SIGKILL
    try:
        kill = Killed(step)
        mailer = SmtpMailer(settings(port), timeout=2, dot_timeout=2)
        with Store.open(url) as store:
            for name in ("claim_message", "mark_message"):
                setattr(store, name, kill.around(getattr(store, name)))
            for name in ("_offer", "_hand_over", "_dot"):
                setattr(mailer, name, kill.around(getattr(mailer, name)))
            deliver(store, mailer, NOW)
        mailer.close()
    finally:
        os._exit(0)


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")
def test_killed_at_every_step_nobody_is_left_out_and_nobody_written_to_twice(tmp_path: Path) -> None:
    """Before and after each call to store and server; then a second run, after the lease."""
    steps = uncertain = 0
    while True:
        folder = tmp_path / str(steps)
        folder.mkdir()
        url = outbox(folder)
        with scripted() as server:
            came_so_far = killed_run(url, server.port, steps)
            states = run(url, server.port, NOW + LEASE)
        arrived = got(server)
        assert max(arrived.values()) == 1, f"twice at step {steps}"
        assert {to for to, state in states.items() if state is SENT} <= set(arrived), f"lost at step {steps}"
        assert set(states.values()) <= {SENT, UNCERTAIN}
        assert list(states.values()).count(UNCERTAIN) <= 1
        uncertain += UNCERTAIN in states.values()
        if not came_so_far:
            break
        steps += 1
    assert steps == 3 * 12 + 2, "six calls a message and the claim that finds none, before and after each"
    assert uncertain == 3 * 4, "killed after `dotted` was committed and before `sent` was, four steps a message"


@pytest.mark.parametrize("takes", [True, False])
def test_a_message_without_an_answer_is_held_for_a_person(tmp_path: Path, takes: bool) -> None:
    """The server breaks off after the dot: it may have the mail, or not."""
    url = outbox(tmp_path)
    with scripted({"DOT b": DROP}) as server:
        run(url, server.port, NOW)
        if not takes:
            server.took = [(to, body) for to, body in server.took if to != "b@example.go.th"]
        states = run(url, server.port, NOW + dt.timedelta(days=9))
    assert states == dict(zip(PEOPLE, [SENT, UNCERTAIN, SENT], strict=True))
    assert got(server)["b@example.go.th"] == int(takes)


def test_a_greylisted_message_goes_later_with_the_same_bytes(tmp_path: Path) -> None:
    url = outbox(tmp_path)
    with scripted({"DOT b": "451 4.7.1 greylisted"}) as server:
        states = run(url, server.port, NOW)
        assert states["b@example.go.th"] is MessageState.DEFERRED
        server.script = {}
        assert run(url, server.port, NOW + dt.timedelta(minutes=4)) == states, "not before five minutes"
        assert set(run(url, server.port, NOW + dt.timedelta(minutes=5)).values()) == {SENT}
    first, second = (body for to, body in server.took if to == "b@example.go.th")
    assert first == second
    assert message_id("monthly/2564-01/46/0", "b@example.go.th", SENDER).encode() in first


@pytest.mark.parametrize("script", [{"MAIL": "550 5.7.1 not yours"}, {"GREET": "554 5.7.1 go away"}, {"GREET": DROP}])
def test_what_stops_everybody_marks_nobody(tmp_path: Path, script: dict[str, str]) -> None:
    url = outbox(tmp_path)
    with scripted(script) as server:
        assert set(run(url, server.port, NOW).values()) == {READY}
        server.script = {}
        assert set(run(url, server.port, NOW).values()) == {SENT}, "mended, all go at once"
    assert set(got(server).values()) == {1}


def test_a_thousand_messages_leave_in_seconds(tmp_path: Path) -> None:
    """976 offices on one connection, each dot committed to disk before it goes."""
    url = outbox(tmp_path)
    with Store.open(url) as store:
        bulk = [NewMessage(f"r{i}@example.go.th", f"<{i}>", b"x" * 70 + b"\r\n") for i in range(973)]
        store.add_messages("monthly/2564-01/46/0", bulk, NOW)
    with scripted() as server:
        states = run(url, server.port, NOW)
    assert Counter(states.values()) == {SENT: 976}
    assert (len(server.took), server.heard.count("EHLO")) == (976, 1)


def test_an_answer_is_what_the_server_said(tmp_path: Path) -> None:
    url = outbox(tmp_path)
    with scripted({"RCPT b": "550 5.1.1 no such user"}) as server:
        run(url, server.port, NOW)
    with Store.open(url) as store:
        rows = {row.recipient: Answer(row.state, row.code, row.text) for row in store.messages()}
    assert rows["b@example.go.th"] == Answer(MessageState.REFUSED, 550, "5.1.1 no such user")
    assert rows["a@example.go.th"] == rows["c@example.go.th"] == Answer(SENT, 250, "2.0.0 queued")

"""What a person says of messages that have not simply arrived; over a real outbox and a scripted server."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from sheets_sync import jobs
from sheets_sync.config import Config, load_config
from sheets_sync.errors import UsageError
from sheets_sync.jobs.deliver import WITHDRAWN
from sheets_sync.model import MessageState
from sheets_sync.store import MessageRow, Store

from ..conftest import NOW
from ..mail.servers import DROP, Scripted, scripted
from ..mail.test_delivery import PEOPLE, outbox

READY, SENT, DEFERRED, REFUSED, UNCERTAIN = (MessageState(s) for s in "ready sent deferred refused uncertain".split())
ODD = {"RCPT a": "550 5.1.1 <a@example.go.th> unknown", "RCPT b": "450 4.2.0 greylisted", "DOT c": DROP}
A, B, C = range(1, 4)  # the messages' numbers


@pytest.fixture
def server() -> Iterator[Scripted]:
    """One that refuses a, defers b and breaks off after c's dot."""
    with scripted(ODD) as opened:
        yield opened


@pytest.fixture
def config(server: Scripted, tmp_path: Path) -> Config:
    url = outbox(tmp_path)
    path = tmp_path / "config.yaml"
    people = "".join(f"  - {{unit: '46', email: {to}}}\n" for to in PEOPLE)
    path.write_text(
        f"source: {{kind: workbooks, path: .}}\nstore: '{url}'\nrecipients:\n{people}"
        f"mail: {{host: localhost, port: {server.port}, security: none, from: report@example.go.th, "
        "per_minute: 600000, bounces: bounces@example.go.th}\n",
        encoding="utf-8",
    )
    return load_config(path)


@pytest.fixture
def store(config: Config) -> Iterator[Store]:
    """The outbox after one delivery to the odd server."""
    with jobs.opened(config) as opened:
        jobs.deliver_with(config, opened, NOW, tell=print)
        assert states(opened) == [REFUSED, DEFERRED, UNCERTAIN]
        yield opened


def states(store: Store) -> list[MessageState]:
    return [row.state for row in store.messages()]


def row(store: Store, number: int) -> MessageRow:
    return next(row for row in store.messages() if row.id == number)


def test_what_is_stuck_says_why_and_what_to_do_and_masks_whose_it_is(config: Config, store: Store) -> None:
    refused, deferred, uncertain = jobs.stuck(config, store)
    assert (refused.recipient, refused.why) == ("a***@example.go.th", "550 5.1.1 <a***@example.go.th> unknown")
    assert refused.mend.endswith("sheets-sync deliver --failed 1")
    assert deferred.mend.startswith("nothing, it is tried again by itself")
    assert uncertain.mend == "ask whether it arrived, then: sheets-sync deliver --uncertain 3"


def test_the_failed_ones_go_again_as_they_were_and_no_other(config: Config, store: Store, server: Scripted) -> None:
    """Same Message-ID, same bytes; the uncertain one stays where it is."""
    before = {each.id: (each.message_id, each.eml_sha256) for each in store.messages()}
    server.script = {}
    assert jobs.send_again(store, jobs.stuck(config, store, jobs.FAILED), NOW) == 2
    jobs.deliver_with(config, store, NOW, tell=print)
    assert states(store) == [SENT, SENT, UNCERTAIN]
    assert {each.id: (each.message_id, each.eml_sha256) for each in store.messages()} == before
    assert [to[0] for to, _ in server.took] == ["c", "a", "b"]


def test_what_was_given_up_begins_its_days_anew(config: Config, store: Store) -> None:
    """A greylisting answer right after a person's word does not give it up again for its age."""
    later = NOW + dt.timedelta(days=6)
    jobs.deliver_with(config, store, later, tell=print)
    assert row(store, B).state is REFUSED, "deferred for more than five days"
    jobs.send_again(store, jobs.stuck(config, store, jobs.FAILED, [B]), later)
    jobs.deliver_with(config, store, later, tell=print)
    assert (row(store, B).state, row(store, B).attempts) == (DEFERRED, 1)


def test_an_uncertain_one_arrived(config: Config, store: Store, server: Scripted) -> None:
    assert jobs.arrived(store, jobs.stuck(config, store, [UNCERTAIN], [C]), NOW) == 1
    jobs.deliver_with(config, store, NOW + dt.timedelta(days=1), tell=print)
    assert row(store, C).state is SENT
    assert [to[0] for to, _ in server.took].count("c") == 1


def test_an_uncertain_one_goes_again_with_its_message_id(config: Config, store: Store, server: Scripted) -> None:
    """A mail program that has it already shows it once."""
    server.script = {}
    jobs.send_again(store, jobs.stuck(config, store, [UNCERTAIN]), NOW)
    jobs.deliver_with(config, store, NOW, tell=print)
    first, second = (body for to, body in server.took if to.startswith("c"))
    assert first == second
    assert row(store, C).state is SENT


@pytest.mark.parametrize("wanted", [jobs.FAILED, [UNCERTAIN]])
def test_a_sent_one_is_never_touched(config: Config, store: Store, wanted: list[MessageState]) -> None:
    shown = jobs.stuck(config, store, [UNCERTAIN])
    jobs.arrived(store, shown, NOW)
    with pytest.raises(UsageError, match=r"message 3 is not .*; `sheets-sync status` lists those that are"):
        jobs.stuck(config, store, wanted, [C])
    assert jobs.send_again(store, shown, NOW) == 0, "somebody else settled it meanwhile"
    assert row(store, C).state is SENT


def test_who_is_no_recipient_any_more_is_nobodys_business(config: Config, store: Store) -> None:
    """An address that was mended: the old one's refusal is not shown for ever."""
    without = config.model_copy(update={"recipients": config.recipients[1:]})
    assert [each.id for each in jobs.stuck(without, store)] == [B, C]
    assert [each.id for each in jobs.stuck(without, store, jobs.FAILED, [A])] == [A], "asked for by its number"


def test_a_mail_that_comes_back_is_found_by_its_token(config: Config, store: Store, server: Scripted) -> None:
    """The envelope's sender is all that is needed; what came back is refused and shown."""
    jobs.arrived(store, jobs.stuck(config, store, [UNCERTAIN]), NOW)
    back = server.senders[C - 1]
    found = jobs.bounced(config, store, f"To: {back}", NOW)
    assert (found.id, found.edition_key, found.recipient) == (C, "monthly/2564-01/46/0", "c@example.go.th")
    assert row(store, C).state is REFUSED
    assert "came back after it was sent" in {each.id: each.why for each in jobs.stuck(config, store)}[C]


def test_a_token_that_we_did_not_make_changes_nothing(config: Config, store: Store, server: Scripted) -> None:
    good = server.senders[C - 1].partition("+")[2].partition("@")[0]
    was = states(store)
    for bad in (f"{A}-{good.partition('-')[2]}", good[:-1] + ("0" if good[-1] != "0" else "1"), "9-0123456789ab", "x"):
        with pytest.raises(UsageError, match="no message of ours has this token"):
            jobs.bounced(config, store, bad, NOW)
    with pytest.raises(UsageError, match="message 1 is refused, not sent"):
        jobs.bounced(config, store, server.senders[A - 1], NOW)
    assert states(store) == was


def test_what_was_purged_cannot_go_again(config: Config, store: Store) -> None:
    """Its bytes are gone; an empty mail to a governor would be worse than none."""
    shown = jobs.stuck(config, store, jobs.FAILED, [A])
    store.purge(NOW + dt.timedelta(days=400), rehearse=False)
    assert jobs.send_again(store, shown, NOW) == 0
    assert row(store, A).state is REFUSED
    assert A not in [each.id for each in jobs.stuck(config, store)], "nobody can do anything about it"
    assert "was purged" in jobs.stuck(config, store, jobs.FAILED, [A])[0].mend


def test_an_address_that_was_taken_out_and_is_named_again_may_simply_go_again(config: Config, store: Store) -> None:
    store.settle_message(B, DEFERRED, REFUSED, NOW, text=WITHDRAWN)
    without = config.model_copy(update={"recipients": ()})
    (gone,), (back,) = (jobs.stuck(each, store, [REFUSED], [B]) for each in (without, config))
    assert gone.mend.startswith("name the address among the recipients again")
    assert back.mend.endswith("sheets-sync deliver --failed 2")

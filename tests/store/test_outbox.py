"""A message in one hand at a time."""

from __future__ import annotations

import itertools
import threading

import pytest

from sheets_sync.errors import StoreError
from sheets_sync.model import Message, MessageState
from sheets_sync.store import Recovered, Store

from .made import HOUR, MINUTE, NOW, outbox_of

READY, SENDING, DOTTED, SENT, DEFERRED, REFUSED, UNCERTAIN = MessageState
LEASE = 15 * MINUTE


def claim(store: Store, now: int = 0) -> Message:
    """The next message, claimed so many minutes after NOW."""
    message = store.claim_message(NOW + now * MINUTE, LEASE)
    assert message is not None
    return message


def state(store: Store) -> MessageState:
    (row,) = store.messages()
    return row.state


def test_each_message_is_claimed_once_in_the_order_it_came(store: Store) -> None:
    outbox_of(store, "a@example.go.th", "b@example.go.th")
    first, second = claim(store), claim(store)
    assert (first.recipient, second.recipient) == ("a@example.go.th", "b@example.go.th")
    assert (first.state, first.attempts, first.edition_key) == (SENDING, 1, "monthly/2564-01/46/0")
    assert store.claim_message(NOW + HOUR, LEASE) is None


def test_a_sent_message_is_never_claimed_again(store: Store) -> None:
    outbox_of(store, "a@example.go.th")
    message = claim(store)
    store.mark_message(message.id, DOTTED, NOW)
    store.mark_message(message.id, SENT, NOW + MINUTE, code=250, text="2.0.0 queued")
    assert store.recover(NOW + 9 * HOUR) == Recovered(0, 0)
    assert store.claim_message(NOW + 9 * HOUR, LEASE) is None
    (row,) = store.messages()
    assert (row.state, row.code, row.text, row.state_at) == (SENT, 250, "2.0.0 queued", NOW + MINUTE)


def test_a_deferred_message_waits_until_it_is_due(store: Store) -> None:
    outbox_of(store, "a@example.go.th")
    message = claim(store)
    store.mark_message(message.id, DEFERRED, NOW, code=451, text="greylisted", next_at=NOW + 5 * MINUTE)
    assert store.claim_message(NOW + 4 * MINUTE, LEASE) is None
    again = claim(store, 5)
    assert (again.attempts, again.first_tried_at, again.eml) == (2, NOW, message.eml)


def test_a_fresh_message_does_not_wait_behind_one_that_is_tried_again(store: Store) -> None:
    outbox_of(store, "slow@example.go.th", "quick@example.go.th")
    store.mark_message(claim(store).id, DEFERRED, NOW, next_at=NOW)
    assert [claim(store, 1).recipient for _ in range(2)] == ["quick@example.go.th", "slow@example.go.th"]


@pytest.mark.parametrize(("dotted", "becomes"), [(False, READY), (True, UNCERTAIN)])
def test_what_a_killed_run_held_comes_back_after_its_lease(store: Store, dotted: bool, becomes: MessageState) -> None:
    outbox_of(store, "a@example.go.th")
    message = claim(store)
    if dotted:
        store.mark_message(message.id, DOTTED, NOW)
    assert store.recover(NOW + LEASE - MINUTE) == Recovered(0, 0), "its owner may still be at work"
    assert store.recover(NOW + LEASE) == Recovered(int(not dotted), int(dotted))
    assert state(store) is becomes


def test_an_uncertain_message_is_not_sent_again_by_itself(store: Store) -> None:
    outbox_of(store, "a@example.go.th")
    message = claim(store)
    store.mark_message(message.id, DOTTED, NOW)
    store.mark_message(message.id, UNCERTAIN, NOW)
    assert store.claim_message(NOW + 99 * HOUR, LEASE) is None
    store.mark_message(message.id, READY, NOW + HOUR)  # a person says so
    assert claim(store, 99).id == message.id


def test_who_lost_the_lease_may_not_dot(url: str) -> None:
    """A sender that slept through its lease must not send the dot that its successor is about to send."""
    with Store.open(url) as slow, Store.open(url) as quick:
        outbox_of(slow, "a@example.go.th")
        message = claim(slow)
        quick.recover(NOW + LEASE)
        claim(quick, 15)
        for step in (DOTTED, SENT, DEFERRED, REFUSED, UNCERTAIN, READY):
            with pytest.raises(StoreError, match="in another run's hand"):
                slow.mark_message(message.id, step, NOW + LEASE)
        quick.mark_message(message.id, DOTTED, NOW + LEASE)
        assert state(quick) is DOTTED


MAY = {
    READY: set(),
    SENDING: {READY, DOTTED, SENT, DEFERRED, REFUSED, UNCERTAIN},
    DOTTED: {SENT, DEFERRED, REFUSED, UNCERTAIN},
    SENT: set(),
    DEFERRED: {READY, REFUSED},
    REFUSED: {READY, REFUSED},
    UNCERTAIN: {READY, SENT, REFUSED},
}


@pytest.mark.parametrize(("was", "becomes"), list(itertools.product(MessageState, repeat=2)))
def test_only_these_steps_can_be_taken(store: Store, was: MessageState, becomes: MessageState) -> None:
    outbox_of(store, "a@example.go.th")
    message_id = 1
    if was is not READY:
        message_id = claim(store).id
    if was not in (READY, SENDING):
        store.mark_message(message_id, DOTTED, NOW)
    if was not in (READY, SENDING, DOTTED):
        store.mark_message(message_id, was, NOW, next_at=NOW)
    if becomes in MAY[was]:
        store.mark_message(message_id, becomes, NOW)
        assert state(store) is becomes
    else:
        with pytest.raises(StoreError, match=f"message {message_id} is {was}"):
            store.mark_message(message_id, becomes, NOW)
        assert state(store) is was


def test_four_threads_never_claim_one_message_twice(store: Store) -> None:
    names = [f"r{i}@example.go.th" for i in range(40)]
    outbox_of(store, *names)
    got: list[str] = []
    barrier = threading.Barrier(4)

    def work() -> None:
        barrier.wait()
        while message := store.claim_message(NOW, LEASE):
            got.append(message.recipient)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == sorted(names)

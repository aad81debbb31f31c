"""Runs and leases."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest

from sheets_sync.periods import BANGKOK
from sheets_sync.store import Store

NOW = dt.datetime(2021, 2, 5, 8, 0, tzinfo=BANGKOK)
HOUR = dt.timedelta(hours=1)


def test_a_run_is_running_until_it_says_how_it_ended(store: Store) -> None:
    run_id = store.start_run("sync", NOW)
    running = store.last_run()
    assert running is not None
    assert (running.state, running.ended_at) == ("running", None)
    store.end_run(run_id, NOW + HOUR, "done", "3 workbooks late", {"read": 9})
    ended = store.last_run("sync")
    assert ended is not None
    assert (ended.state, ended.reason, ended.counts, ended.ended_at) == (
        "done",
        "3 workbooks late",
        {"read": 9},
        NOW + HOUR,
    )


def test_the_last_run_of_a_kind_is_not_the_last_of_all(store: Store) -> None:
    first = store.start_run("sync", NOW)
    store.start_run("deliver", NOW)
    assert (store.last_run("sync") or pytest.fail("none")).id == first
    assert store.last_run("publish") is None


def test_a_lease_is_held_by_one_until_it_is_over(store: Store) -> None:
    assert store.take_lease("run", "a", NOW, HOUR)
    assert not store.take_lease("run", "b", NOW + HOUR / 2, HOUR)
    assert store.take_lease("run", "a", NOW + HOUR / 2, HOUR), "its owner may prolong it"
    assert store.take_lease("run", "b", NOW + 2 * HOUR, HOUR), "a killed owner blocks nobody for ever"


def test_a_lease_is_given_back_even_by_a_run_that_fails(store: Store) -> None:
    with contextlib.suppress(RuntimeError), store.lease("run", "a", NOW, HOUR) as held:
        assert held
        raise RuntimeError
    with store.lease("run", "b", NOW, HOUR) as held, store.lease("run", "c", NOW, HOUR) as other:
        assert (held, other) == (True, False)
    assert store.take_lease("run", "c", NOW, HOUR)

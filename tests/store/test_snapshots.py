"""Which snapshot serves which closing."""

from __future__ import annotations

import pytest

from sheets_sync.errors import StoreError
from sheets_sync.model import PullState, Snapshot, WorkbookState
from sheets_sync.store import Store

from .made import DAY, HOUR, NOW, a_pull, a_reading, keep


def snapped(store: Store, *days: int) -> list[Snapshot]:
    """A snapshot on each of these days after NOW, with one more row each day."""
    kept = []
    for day in days:
        at = NOW + day * DAY
        keep(store, a_reading("w1", *range(day + 1)), at, f"v{day}")
        kept.append(store.keep_snapshot(store.start_run("sync", at), at))
    return kept


def test_the_last_one_at_or_before_the_closing_serves(store: Store) -> None:
    first, second, _ = snapped(store, 0, 2, 4)
    assert store.as_of(NOW + DAY) == first
    assert store.as_of(NOW + 2 * DAY) == second
    assert store.as_of(NOW + 3 * DAY) == second


def test_without_one_the_first_after_it_serves_and_says_that_it_is_late(store: Store) -> None:
    first, _ = snapped(store, 0, 2)
    late = store.as_of(NOW - DAY)
    assert late is not None
    assert (late.id, late.hash, late.late, first.late) == (first.id, first.hash, True, False)
    assert store.as_of(NOW - DAY, or_later=False) is None


def test_an_empty_store_has_none(store: Store) -> None:
    assert (store.latest_snapshot(), store.as_of(NOW)) == (None, None)


def test_a_snapshot_stays_as_it_was_when_the_workbooks_move_on(store: Store) -> None:
    first, second = snapped(store, 0, 1)
    assert store.as_of(NOW) == first
    assert list(store.readings(first)) == [a_reading("w1", 0)]
    assert list(store.readings(second)) == [a_reading("w1", 0, 1)]
    assert store.latest_snapshot() == second


def test_the_hash_names_the_content_and_not_the_hour(store: Store) -> None:
    (first,) = snapped(store, 0)
    run = store.start_run("sync", NOW + DAY)
    store.keep_pull(run, a_pull(state=PullState.UNCHANGED), NOW + DAY, state=WorkbookState.UNCHANGED)
    second = store.keep_snapshot(run, NOW + DAY)
    assert (second.hash, second.id == first.id) == (first.hash, False)
    keep(store, a_reading("w1", 99), NOW + DAY, "v2")
    assert store.keep_snapshot(run, NOW + DAY).hash != first.hash


def test_the_hash_does_not_depend_on_which_workbook_was_read_first(store: Store) -> None:
    names = ["w2", "ก", "W1", "w1", "w10"]
    for name in names:
        keep(store, a_reading(name, 1))
    snapshot = store.keep_snapshot(store.start_run("sync", NOW), NOW)
    assert [w.workbook_id for w in snapshot.workbooks] == sorted(names)


def test_a_workbook_never_read_is_in_the_snapshot_without_a_reading(store: Store) -> None:
    run = store.start_run("sync", NOW)
    store.keep_pull(run, a_pull("w0", PullState.FAILED), NOW, state=WorkbookState.LOST_ACCESS)
    keep(store, a_reading("w1", 1))
    snapshot = store.keep_snapshot(run, NOW + HOUR)
    assert [(w.workbook_id, w.state) for w in snapshot.workbooks] == [
        ("w0", WorkbookState.LOST_ACCESS),
        ("w1", WorkbookState.FRESH),
    ]
    assert [reading.workbook_id for reading in store.readings(snapshot)] == ["w1"]


def test_a_reading_that_is_not_kept_is_an_error_not_an_empty_workbook(store: Store) -> None:
    with pytest.raises(StoreError, match="reading feedbeef is not kept"):
        store.reading("feedbeef")

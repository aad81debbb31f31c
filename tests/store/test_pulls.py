"""What a pull leaves behind."""

from __future__ import annotations

from sheets_sync.model import Mark, PullState, WorkbookState
from sheets_sync.periods import BANGKOK
from sheets_sync.store import Store
from sheets_sync.store.findings_tabs import KeptTab

from .made import DAY, HOUR, NOW, a_pull, a_reading, keep


def test_a_changed_pull_moves_the_workbook_to_its_reading(store: Store) -> None:
    run = store.start_run("sync", NOW)
    url = "https://docs.google.com/spreadsheets/d/w1/edit"
    store.keep_pull(run, a_pull(), NOW, a_reading("w1", 3), state=WorkbookState.FRESH, url=url, units=("4607", "4608"))
    (kept,) = store.workbooks()
    assert (kept.workbook_id, kept.title, kept.state, kept.url) == ("w1", "ชีตของ w1", WorkbookState.FRESH, url)
    assert (kept.read_at, kept.changed_at, kept.units) == (NOW, NOW - DAY, ("4607", "4608"))
    assert store.reading(kept.reading_hash) == a_reading("w1", 3)
    assert store.marks() == {"w1": Mark("w1", "v1", NOW - DAY)}


def test_times_come_back_on_bangkoks_clock(store: Store) -> None:
    keep(store, a_reading(), NOW)
    (kept,) = store.workbooks()
    assert kept.read_at is not None
    assert kept.read_at.tzinfo is BANGKOK
    assert kept.read_at.hour == 8


def test_an_unchanged_pull_says_that_what_is_held_still_holds(store: Store) -> None:
    keep(store, a_reading("w1", 3))
    before = store.workbooks()[0]
    run = store.start_run("sync", NOW + DAY)
    store.keep_pull(run, a_pull(state=PullState.UNCHANGED), NOW + DAY, state=WorkbookState.UNCHANGED)
    (kept,) = store.workbooks()
    assert (kept.state, kept.read_at) == (WorkbookState.UNCHANGED, NOW + DAY)
    assert (kept.reading_hash, kept.units, kept.changed_at) == (before.reading_hash, ("4607",), before.changed_at)


def test_a_failed_pull_keeps_the_last_good_reading_and_its_time(store: Store) -> None:
    keep(store, a_reading("w1", 3))
    run = store.start_run("sync", NOW + DAY)
    failed = a_pull(state=PullState.FAILED, version="v9", message="เปิดแชร์ให้ระบบอ่านอีกครั้ง")
    store.keep_pull(run, failed, NOW + DAY, state=WorkbookState.LOST_ACCESS)
    (kept,) = store.workbooks()
    assert (kept.state, kept.message) == (WorkbookState.LOST_ACCESS, "เปิดแชร์ให้ระบบอ่านอีกครั้ง")
    assert kept.read_at == NOW
    assert store.reading(kept.reading_hash) == a_reading("w1", 3)
    assert store.marks()["w1"].version == "v1"


def test_a_held_change_is_looked_at_again(store: Store) -> None:
    """A workbook that shrank: its new content is not taken, and its new version is not taken for known."""
    keep(store, a_reading("w1", 3, 3, 3))
    run = store.start_run("sync", NOW + DAY)
    store.keep_pull(run, a_pull(version="v2"), NOW + DAY, state=WorkbookState.HELD)
    (kept,) = store.workbooks()
    assert (kept.state, kept.read_at) == (WorkbookState.HELD, NOW)
    assert store.marks()["w1"].version == "v1"


def test_a_message_is_gone_once_the_workbook_is_well_again(store: Store) -> None:
    run = store.start_run("sync", NOW)
    store.keep_pull(run, a_pull(state=PullState.FAILED, message="อ่านไม่ได้"), NOW, state=WorkbookState.UNREADABLE)
    keep(store, a_reading(), NOW + HOUR)
    assert store.workbooks()[0].message == ""


def test_a_workbook_that_was_never_read_has_no_mark_and_no_time(store: Store) -> None:
    run = store.start_run("sync", NOW)
    store.keep_pull(run, a_pull(state=PullState.FAILED), NOW, state=WorkbookState.OFFICE_FILE)
    store.keep_pull(run, a_pull(state=PullState.UNCHANGED), NOW, state=WorkbookState.UNCHANGED)
    (kept,) = store.workbooks()
    assert (kept.reading_hash, kept.read_at, store.marks()) == ("", None, {})


def test_the_same_content_is_stored_once(store: Store) -> None:
    keep(store, a_reading("w1", 3), NOW)
    first = store.workbooks()[0].reading_hash
    keep(store, a_reading("w1", 4), NOW + DAY, "v2")
    keep(store, a_reading("w1", 3), NOW + 2 * DAY, "v3")
    assert store.workbooks()[0].reading_hash == first
    store.keep_snapshot(store.start_run("sync", NOW), NOW + 2 * DAY)
    assert store.forget(NOW).readings == 1, "of three pulls two different readings were kept; one is needed no longer"


def test_a_title_that_no_database_can_hold_is_kept_readable(store: Store) -> None:
    run = store.start_run("sync", NOW)
    failed = a_pull(state=PullState.FAILED, message="ชีต\x00 \ud800 เสีย")
    store.keep_pull(run, failed, NOW, state=WorkbookState.UNREADABLE)
    assert store.workbooks()[0].message == "ชีต\ufffd \ufffd เสีย"


def test_a_dropped_workbook_leaves_with_the_next_snapshot(store: Store) -> None:
    keep(store, a_reading("w1"))
    keep(store, a_reading("w2"))
    run = store.start_run("sync", NOW)
    before = store.keep_snapshot(run, NOW)
    assert (store.drop_workbook("w1"), store.drop_workbook("w1")) == (True, False)
    after = store.keep_snapshot(run, NOW + HOUR)
    assert [w.workbook_id for w in after.workbooks] == ["w2"]
    assert [w.workbook_id for w in (store.as_of(NOW) or after).workbooks] == ["w1", "w2"]
    assert before.hash != after.hash


def test_what_is_known_of_a_findings_tab_is_kept_part_by_part(store: Store) -> None:
    keep(store, a_reading("w1"))
    assert "w1" not in store.findings_tabs()
    store.keep_findings_tab("w1", writer="w@example.go.th")
    store.keep_findings_tab("w1", digest="abc", version="7")
    assert store.findings_tabs() == {"w1": KeptTab("", "abc", "7", "w@example.go.th")}
    store.drop_workbook("w1")
    assert store.findings_tabs() == {}

"""What is let go of, and what never is."""

from __future__ import annotations

from dataclasses import replace

from sheets_sync.model import MessageState
from sheets_sync.store import Forgotten, Store

from .made import DAY, NOW, a_finding, a_reading, an_edition, keep, mails


def three_days(store: Store) -> list[str]:
    """A snapshot a day, each with another reading; their hashes."""
    hashes = []
    for day in range(3):
        at = NOW + day * DAY
        keep(store, a_reading("w1", day), at, f"v{day}")
        hashes.append(store.keep_snapshot(store.start_run("sync", at), at).hash)
    return hashes


def test_snapshots_that_no_edition_was_made_of_go_with_their_readings(store: Store) -> None:
    first, second, _ = three_days(store)
    store.keep_edition(an_edition(snapshot_hash=first), (), NOW)
    assert store.forget(NOW + 9 * DAY) == Forgotten(snapshots=1, readings=1, findings=0, mails=0)
    kept = store.as_of(NOW + 1.5 * DAY)
    assert kept is not None
    assert (kept.hash, list(store.readings(kept))) == (first, [a_reading("w1", 0)])
    assert second not in (kept.hash, (store.latest_snapshot() or kept).hash)


def test_the_newest_snapshot_stays_however_old(store: Store) -> None:
    *_, newest = three_days(store)
    store.forget(NOW + 999 * DAY)
    latest = store.latest_snapshot()
    assert latest is not None
    assert (latest.hash, list(store.readings(latest))) == (newest, [a_reading("w1", 2)])


def test_what_is_not_old_enough_stays(store: Store) -> None:
    three_days(store)
    assert store.forget(NOW) == Forgotten(0, 0, 0, 0)
    assert store.forget(NOW + DAY).snapshots == 1


def test_mended_findings_go_and_standing_ones_stay(store: Store) -> None:
    store.keep_findings([a_finding("A1"), a_finding("A2")], NOW)
    store.keep_findings([a_finding("A2")], NOW + DAY)
    assert store.forget(NOW + DAY).findings == 0
    assert store.forget(NOW + 2 * DAY).findings == 1
    assert [kept.finding.cell for kept in store.findings(open_only=False)] == ["A2"]


def test_the_bytes_of_sent_mails_go_and_their_proof_stays(store: Store) -> None:
    store.keep_edition(an_edition(), mails("a@example.go.th", "b@example.go.th"), NOW)
    sent = store.claim_message(NOW, DAY)
    assert sent is not None
    store.mark_message(sent.id, MessageState.DOTTED, NOW)
    store.mark_message(sent.id, MessageState.SENT, NOW)
    before = store.messages()
    assert (store.forget(NOW).mails, store.forget(NOW + DAY).mails, store.forget(NOW + DAY).mails) == (0, 1, 0)
    assert store.messages() == [replace(before[0], purged=True), before[1]]
    waiting = store.claim_message(NOW + DAY, DAY)
    assert waiting is not None
    assert waiting.eml == mails("b@example.go.th")[0].eml

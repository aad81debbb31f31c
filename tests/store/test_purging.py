"""What leaves for good when a person says so, and what never does."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from sheets_sync.errors import StoreError
from sheets_sync.model import Attachment, MessageState, Reading
from sheets_sync.store import Erased, Purged, Store
from sheets_sync.store.schema import blobs

from .made import DAY, NOW, a_finding, a_reading, an_edition, keep, mails

SECRET = "c4nary-of-a-person"


def a_year(store: Store) -> None:
    """An edition made and sent of an old snapshot, a finding mended, and a newer snapshot."""
    keep(store, a_reading("w1", SECRET), NOW)
    first = store.keep_snapshot(store.start_run("sync", NOW), NOW)
    store.keep_edition(an_edition(snapshot_hash=first.hash), mails("a@example.go.th"), NOW)
    message = store.claim_message(NOW, DAY)
    assert message is not None
    store.mark_message(message.id, MessageState.DOTTED, NOW)
    store.mark_message(message.id, MessageState.SENT, NOW)
    store.keep_findings([a_finding("A1")], NOW)
    store.keep_findings([], NOW + DAY)
    keep(store, a_reading("w1", 3), NOW + 2 * DAY, "v2")
    store.keep_snapshot(store.start_run("sync", NOW + 2 * DAY), NOW + 2 * DAY)


def test_all_that_is_older_goes_and_figures_and_proofs_stay(store: Store) -> None:
    a_year(store)
    rows, sent = store.editions(), store.messages()
    assert store.purge(NOW + 2 * DAY, rehearse=False) == Purged(1, 1, 1, 1, 1)
    assert (store.editions(), store.messages()) == (rows, [replace(row, purged=True) for row in sent])
    latest = store.latest_snapshot()
    assert latest is not None
    assert list(store.readings(latest)) == [a_reading("w1", 3)]
    with pytest.raises(StoreError, match="was purged"):
        store.edition("monthly", "2564-01", "46")


def test_a_rehearsal_counts_the_same_and_changes_nothing(store: Store) -> None:
    a_year(store)
    assert (
        store.purge(NOW + 2 * DAY, rehearse=True) == store.purge(NOW + 2 * DAY, rehearse=True) == Purged(1, 1, 1, 1, 1)
    )
    assert store.edition("monthly", "2564-01", "46") is not None


def test_the_letter_of_a_mail_that_still_waits_stays(store: Store) -> None:
    store.keep_edition(an_edition(), mails("a@example.go.th"), NOW)
    assert store.purge(NOW + DAY, rehearse=False).letters == 0


def test_annexes_go_with_their_letters_but_for_those_that_others_share(store: Store) -> None:
    """Two editions have the same logo; of the older one a mail is still on its way, of the oldest none."""
    logo = Attachment("logo.png", "image/png", b"logo" * 500)

    def kept(unit: str, day: int, *people: str) -> None:
        own = Attachment(f"{unit}.pdf", "application/pdf", unit.encode() * 500)
        store.keep_edition(replace(an_edition(unit), attachments=(own, logo)), mails(*people), NOW + day * DAY)

    kept("46", 0)
    kept("40", 0, "waits@example.go.th")
    kept("60", 5)
    store.purge(NOW + DAY, rehearse=True)
    assert len(held(store)) == 4
    store.purge(NOW + DAY, rehearse=False)
    assert held(store) == {logo.content, b"40" * 500, b"60" * 500}


def held(store: Store) -> set[bytes]:
    """Every blob in the store."""
    with store._read() as connection:
        return set(connection.execute(sa.select(blobs.c.content)).scalars())


@pytest.fixture
def lite(tmp_path: Path) -> Iterator[Store]:
    """A store in files that can be looked into; those of a server are its own."""
    with Store.open(f"sqlite:///{tmp_path}/state/sheets_sync.db") as opened:
        yield opened


def test_nothing_of_it_is_left_on_the_disk(lite: Store, tmp_path: Path) -> None:
    """Neither between the rows nor in the log beside the database."""
    a_year(lite)
    lite.keep_edition(an_edition("60"), (), NOW)
    digest = lite.editions()[0].snapshot_hash.encode()
    packed = b"".join(path.read_bytes() for path in (tmp_path / "state").iterdir())
    lite.purge(NOW + 2 * DAY, rehearse=False)
    before = sum(path.stat().st_size for path in (tmp_path / "state").iterdir())
    lite.compact()
    assert digest in packed
    files = [path.read_bytes() for path in (tmp_path / "state").iterdir()]
    assert sum(map(len, files)) < before
    assert not any(b"To: a@example.go.th" in raw for raw in files)


def test_what_was_refused_waits_for_nobody_and_goes_what_is_uncertain_stays(store: Store) -> None:
    store.keep_edition(an_edition("46"), mails("refused@example.go.th"), NOW)
    store.keep_edition(an_edition("40"), mails("uncertain@example.go.th"), NOW)
    for state in (MessageState.REFUSED, MessageState.UNCERTAIN):
        message = store.claim_message(NOW, DAY)
        assert message is not None
        if state is MessageState.UNCERTAIN:
            store.mark_message(message.id, MessageState.DOTTED, NOW)
        store.mark_message(message.id, state, NOW)
    purged = store.purge(NOW + DAY, rehearse=False)
    assert (purged.letters, purged.mails) == (1, 1)
    with pytest.raises(StoreError, match="was purged"):
        store.edition("monthly", "2564-01", "46")
    assert store.edition("monthly", "2564-01", "40") is not None


def test_an_old_letter_stays_as_long_as_a_mail_of_it_can_be_sent_again(store: Store) -> None:
    """Refused only yesterday: made ready again, it may have to be made lighter, which takes the letter."""
    store.keep_edition(an_edition(), mails("a@example.go.th"), NOW)
    message = store.claim_message(NOW, DAY)
    assert message is not None
    store.mark_message(message.id, MessageState.REFUSED, NOW + 9 * DAY)
    assert store.purge(NOW + DAY, rehearse=False) == Purged(0, 0, 0, 0, 0)
    assert store.edition("monthly", "2564-01", "46") is not None


def test_who_still_reads_what_was_is_said_and_not_passed_over(lite: Store, tmp_path: Path) -> None:
    """A backup that runs meanwhile keeps the log as it was: what was taken out would stay in it, unsaid."""
    a_year(lite)
    with closing(sqlite3.connect(tmp_path / "state" / "sheets_sync.db")) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM messages").fetchone()
        lite.purge(NOW + 2 * DAY, rehearse=False)
        with pytest.raises(StoreError, match=r"(being read|locked).*purge again"):
            lite.compact()
        other.rollback()
        lite.compact()


def blanked(reading: Reading) -> Reading:
    """Without what is secret in it."""
    tables = tuple(
        replace(
            t, records=tuple(replace(r, values={n: v for n, v in r.values.items() if v != SECRET}) for r in t.records)
        )
        for t in reading.tables
    )
    return replace(reading, tables=tables)


def test_one_person_leaves_earlier_readings_and_keeps_their_row(store: Store) -> None:
    a_year(store)
    edition = store.editions()[0]
    assert store.erase(blanked, lambda text: False, rehearse=False) == Erased(1, 0, ())
    then = store.as_of(NOW + DAY)
    assert then is not None
    assert then.hash == edition.snapshot_hash
    assert [r.values for each in store.readings(then) for t in each.tables for r in t.records] == [{}]


def test_what_stands_in_a_sheet_now_is_named_and_left(store: Store) -> None:
    keep(store, a_reading("w1", SECRET), NOW)
    store.keep_findings([a_finding("A1", message=SECRET), a_finding("A2")], NOW)
    store.keep_findings([a_finding("A2")], NOW + DAY)
    assert store.erase(blanked, lambda text: SECRET in text, rehearse=False) == Erased(0, 1, ("ชีตของ w1",))
    assert [kept.finding.cell for kept in store.findings(open_only=False)] == ["A2"]

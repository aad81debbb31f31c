"""Editions and their mails, kept once and for ever."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from dataclasses import replace

import pytest
import sqlalchemy as sa

from sheets_sync.errors import StoreError
from sheets_sync.mail import compose
from sheets_sync.model import Asked, Attachment, Edition, MessageState, Picture, Recipient
from sheets_sync.store import NewMessage, Store
from sheets_sync.store.letters import packed, unpacked
from sheets_sync.store.schema import blobs, messages

from .made import DAY, MINUTE, NOW, an_edition, mails


def test_an_edition_comes_back_as_it_left(store: Store) -> None:
    edition = replace(an_edition("46"), attachments=(Attachment("46.pdf", "application/pdf", b"%PDF"),))
    edition = replace(edition, letter=replace(edition.letter, pictures=(Picture("trend@sheets-sync", b"\x89PNG"),)))
    store.keep_edition(edition, mails("ks@example.go.th"), NOW)
    kept = store.edition("monthly", "2564-01", "46")
    assert kept is not None
    assert (kept.key, kept.revision, kept.created_at) == ("monthly/2564-01/46/0", 0, NOW)
    assert (kept.letter, kept.numbers, kept.snapshot_hash) == (edition.letter, {"plots": 12, "paid": None}, "abc")
    assert kept.attachments == edition.attachments


def test_a_letter_of_before_there_were_pictures_can_still_be_read() -> None:
    letter = an_edition().letter
    words = [letter.subject, letter.text, letter.html]
    assert unpacked(zlib.compress(json.dumps(words).encode("ascii"))) == (letter, (), ())
    assert packed(letter) == packed(letter)


def test_a_letter_that_holds_its_pictures_itself_can_still_be_read() -> None:
    """As the second schema kept them."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        named = {"pictures": [["trend@x", "image/png"]], "attachments": [["46.pdf", "application/pdf", True]]}
        archive.writestr("letter.json", json.dumps({"words": ["ก", "ข", "ค"], **named}))
        archive.writestr("picture-0", b"PNG")
        archive.writestr("attachment-0", b"PDF")
    letter, files, asked = unpacked(raw.getvalue())
    assert (letter.pictures, files, asked) == (
        (Picture("trend@x", b"PNG"),),
        (Attachment("46.pdf", "application/pdf", b"PDF"),),
        (),
    )


PDF = bytes(range(256)) * 400


def annexed(store: Store, *people: str) -> tuple[Edition, list[bytes]]:
    """An edition with an annex of a hundred kilobytes, and the mails that were kept of it."""
    files = (Attachment("46.pdf", "application/pdf", PDF),)
    edition = replace(an_edition(), attachments=files)
    sender = "Sheets Sync <report@example.go.th>"
    frozen = [
        compose(
            edition.letter, sender, Recipient("46", "", who), edition.key, date=NOW, attachments=edition.attachments
        )
        for who in people
    ]
    first, *later = [NewMessage(who, f"<{who}>", eml) for who, eml in zip(people, frozen, strict=True)]
    store.keep_edition(edition, [first], NOW)
    store.add_messages(edition.key, later, NOW)
    return edition, frozen


def test_an_annex_is_kept_once_however_many_are_sent_it(store: Store) -> None:
    """And every mail comes back to the byte, whether it was frozen with the edition or later."""
    _, frozen = annexed(store, "a@example.go.th", "b@example.go.th", "c@example.go.th")
    with store._read() as connection:
        sizes = connection.execute(sa.select(sa.func.length(messages.c.eml))).scalars().all()
        assert connection.execute(sa.select(sa.func.sum(sa.func.length(blobs.c.content)))).scalar() == len(PDF)
    assert max(sizes) < 3_000
    assert [claimed.eml for _ in frozen if (claimed := store.claim_message(NOW, MINUTE))] == frozen


def test_one_that_was_made_lighter_keeps_its_annex_once_too(store: Store) -> None:
    _, (frozen,) = annexed(store, "a@example.go.th")
    message = store.claim_message(NOW, MINUTE)
    assert message is not None
    lighter = frozen.replace(b"To: ", b"X-Lighter: yes\r\nTo: ", 1)
    store.refreeze(message.id, lighter, NOW, MINUTE)
    with store._read() as connection:
        assert connection.execute(sa.select(sa.func.length(messages.c.eml))).scalar_one() < 3_000
    store.recover(NOW + DAY)
    again = store.claim_message(NOW + DAY, MINUTE)
    assert again is not None
    assert again.eml == lighter


def test_a_damaged_annex_is_never_sent(store: Store) -> None:
    annexed(store, "a@example.go.th")
    with store._write() as connection:
        connection.execute(blobs.update().values(content=b"another"))
    with pytest.raises(StoreError, match=r"blob [0-9a-f]{12} is missing or damaged; restore the database"):
        store.claim_message(NOW, MINUTE)
    with pytest.raises(StoreError, match="is missing or damaged"):
        store.edition("monthly", "2564-01", "46")


def test_the_latest_revision_is_the_edition(store: Store) -> None:
    for revision in (0, 1, 2, 10):
        store.keep_edition(an_edition("46", revision), (), NOW)
    store.keep_edition(an_edition("4607", 11), (), NOW)
    kept = store.edition("monthly", "2564-01", "46")
    assert kept is not None
    assert kept.revision == 10
    assert store.edition("monthly", "2564-02", "46") is None
    assert store.edition("quarterly", "2564-01", "46") is None


def test_an_edition_is_never_kept_over(store: Store) -> None:
    store.keep_edition(an_edition(), mails("a@example.go.th"), NOW)
    with pytest.raises(StoreError, match="monthly/2564-01/46/0 is kept already; a correction is a new revision"):
        store.keep_edition(an_edition(snapshot_hash="other"), mails("b@example.go.th"), NOW)
    kept = store.edition("monthly", "2564-01", "46")
    assert (kept and kept.snapshot_hash, [m.recipient for m in store.messages()]) == ("abc", ["a@example.go.th"])


def test_an_edition_whose_mails_cannot_be_kept_is_not_kept_either(store: Store) -> None:
    broken = NewMessage("a@example.go.th", None, b"")  # type: ignore[arg-type]
    with pytest.raises(StoreError):
        store.keep_edition(an_edition(), [*mails("b@example.go.th"), broken], NOW)
    assert (store.editions(), store.messages()) == ([], [])


def test_lists_are_by_period_and_show_all_but_the_letter(store: Store) -> None:
    for unit, period in [("46", "2564-02"), ("46", "2564-01"), ("4607", "2564-01")]:
        store.keep_edition(an_edition(unit, period=period), (), NOW)
    assert [(row.period, row.unit) for row in store.editions()] == [
        ("2564-01", "46"),
        ("2564-01", "4607"),
        ("2564-02", "46"),
    ]
    (row,) = store.editions("2564-02")
    assert (row.subject, hasattr(row, "letter")) == ("รายงานเดือนมกราคม 2564", False)


def test_a_recipient_added_later_gets_the_edition_once(store: Store) -> None:
    store.keep_edition(an_edition(), mails("a@example.go.th"), NOW)
    later = mails("a@example.go.th", "b@example.go.th")
    assert store.add_messages("monthly/2564-01/46/0", later, NOW + DAY) == 1
    assert store.add_messages("monthly/2564-01/46/0", later, NOW + DAY) == 0
    assert [(m.recipient, m.created_at) for m in store.messages()] == [
        ("a@example.go.th", NOW),
        ("b@example.go.th", NOW + DAY),
    ]


def test_an_address_in_other_capitals_is_the_same_recipient(store: Store) -> None:
    store.keep_edition(an_edition(), mails("ks@example.go.th", "KS@example.go.th"), NOW)
    assert [m.recipient for m in store.messages()] == ["ks@example.go.th"]


def test_a_message_is_frozen_with_its_hash(store: Store) -> None:
    store.keep_edition(an_edition(), mails("a@example.go.th"), NOW)
    (mail,) = mails("a@example.go.th")
    store.add_messages("monthly/2564-01/46/0", [NewMessage("a@example.go.th", "<other>", b"other")], NOW)
    claimed = store.claim_message(NOW, 15 * MINUTE)
    assert claimed is not None
    assert (claimed.eml, claimed.message_id) == (mail.eml, mail.message_id)
    assert store.messages()[0].eml_sha256 == hashlib.sha256(mail.eml).hexdigest()


def test_messages_are_listed_by_period_and_state(store: Store) -> None:
    store.keep_edition(an_edition(period="2564-01"), mails("a@example.go.th", "b@example.go.th"), NOW)
    store.keep_edition(an_edition(period="2564-02"), mails("a@example.go.th"), NOW)
    store.claim_message(NOW, MINUTE)
    assert [m.state for m in store.messages(period="2564-01")] == [MessageState.SENDING, MessageState.READY]
    assert len(store.messages(states=[MessageState.READY])) == 2
    assert store.messages(period="2564-02", states=[MessageState.SENDING]) == []


def test_mails_of_an_edition_that_is_not_kept_are_refused(store: Store) -> None:
    with pytest.raises(StoreError, match=r"(?i)foreign key"):
        store.add_messages("monthly/2564-01/46/9", mails("a@example.go.th"), NOW)


def test_what_an_edition_asked_for_is_kept_with_it(store: Store) -> None:
    """And an edition kept before there was such a thing asked for nothing."""
    asked = (Asked("khok_nong_na/dug", "เร่งขุด", "สพจ.กาฬสินธุ์", "ภายในวันที่ 5 มีนาคม 2564", 48.3),)
    store.keep_edition(replace(an_edition(), asked=asked), (), NOW)
    kept = store.edition("monthly", "2564-01", "46")
    assert kept is not None
    assert kept.asked == asked

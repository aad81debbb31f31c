"""Editions and the outbox they leave through: one message a recipient, once."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ..errors import StoreError
from ..model import Edition, MessageState
from .blobs import Blobs, fetched, hollow
from .database import Database
from .letters import blobs_of, packed, unpacked
from .rows import EditionRow, KeptEdition, NewMessage
from .schema import blobs, editions, messages

ROW = [column for column in editions.c if column.name != "letter"]


class Editions(Database):
    """Kept as they left, and never changed: a correction is a new revision."""

    def edition(self, report: str, period: str, unit: str) -> KeptEdition | None:
        """The latest revision, or None when there is none yet."""
        c = editions.c
        query = sa.select(editions).where(c.report == report, c.period == period, c.unit == unit)
        with self._read() as connection:
            row = connection.execute(query.order_by(c.revision.desc()).limit(1)).mappings().one_or_none()
            return _whole(connection, row) if row else None

    def edition_of(self, key: str) -> KeptEdition | None:
        """The edition that this key names, or None."""
        with self._read() as connection:
            row = connection.execute(sa.select(editions).where(editions.c.key == key)).mappings().one_or_none()
            return _whole(connection, row) if row else None

    def editions(self, period: str = "") -> list[EditionRow]:
        """Every revision of every edition, of one period or of all, without the letters."""
        c = editions.c
        query = sa.select(*ROW).order_by(c.period, c.report, c.unit, c.revision)
        with self._read() as connection:
            rows = connection.execute(query.where(c.period == period) if period else query).mappings()
            return [EditionRow(**row) for row in rows]

    def first_made(self, report: str) -> dict[str, dict[str, dt.datetime]]:
        """By period and unit, when the first edition of a report was made."""
        c = editions.c
        query = sa.select(c.period, c.unit, sa.func.min(c.created_at)).where(c.report == report)
        found: dict[str, dict[str, dt.datetime]] = {}
        with self._read() as connection:
            for period, unit, made in connection.execute(query.group_by(c.period, c.unit)):
                found.setdefault(period, {})[unit] = made
        return found

    def latest_editions(self, report: str, period: str) -> dict[str, EditionRow]:
        """By unit the last revision of each edition of a report and period, without the letters."""
        return {row.unit: row for row in self.editions(period) if row.report == report}  # the last of a unit wins

    def keep_edition(self, edition: Edition, mails: Sequence[NewMessage], now: dt.datetime, *, held: str = "") -> None:
        """Keep an edition and put its mails into the outbox, both or neither; StoreError when it is kept already.

        `held` says why a person must be asked before they may leave.
        """
        letter, found = packed(edition.letter, edition.attachments, edition.asked)
        row = {
            "key": edition.key,
            "report": edition.report,
            "period": edition.period,
            "unit": edition.unit,
            "revision": edition.revision,
            "subject": edition.letter.subject,
            "letter": letter,
            "snapshot_hash": edition.snapshot_hash,
            "numbers": dict(edition.numbers),
            "created_at": now,
        }
        with self._write() as connection:
            if not self._add_once(connection, editions, row):
                raise StoreError(f"store: edition {edition.key} is kept already; a correction is a new revision")
            for digest, content in found.items():
                self._add_once(connection, blobs, {"sha256": digest, "content": content})
            self._add(connection, edition.key, mails, now, found, held)

    def add_messages(self, edition_key: str, mails: Sequence[NewMessage], now: dt.datetime, *, held: str = "") -> int:
        """Put mails to recipients of a later day into the outbox, those not there yet; how many that were.

        `held` says why a person must be asked before they may leave.
        """
        with self._write() as connection:
            kept = connection.execute(sa.select(editions.c.letter).where(editions.c.key == edition_key)).scalar()
            found = fetched(connection, blobs_of(kept) if kept else ())
            return self._add(connection, edition_key, mails, now, found, held)

    def _add(
        self,
        connection: Connection,
        edition_key: str,
        mails: Sequence[NewMessage],
        now: dt.datetime,
        found: Blobs,
        held: str,
    ) -> int:
        stands = {"state": (MessageState.UNCERTAIN if held else MessageState.READY).value, "text": held}
        rows = (_row(edition_key, mail, now, found) | stands for mail in mails)
        return sum(self._add_once(connection, messages, row) for row in rows)


def _whole(connection: Connection, row: Mapping[Any, Any]) -> KeptEdition:
    if not row["letter"]:
        raise StoreError(f"store: the letter of {row['key']} was purged; its figures and its hash are what is kept")
    held = fetched(connection, blobs_of(row["letter"]))
    letter, attachments, asked = unpacked(row["letter"], held)
    return KeptEdition(**dict(row) | {"letter": letter, "attachments": attachments, "asked": asked})


def _row(edition_key: str, mail: NewMessage, now: dt.datetime, found: Blobs) -> dict[str, Any]:
    return {
        "edition_key": edition_key,
        "recipient": mail.recipient,
        "message_id": mail.message_id,
        "eml": hollow(mail.eml, found),
        "eml_sha256": hashlib.sha256(mail.eml).hexdigest(),
        "created_at": now,
        "state_at": now,
        "attempts": 0,
        "lease_owner": "",
        "code": 0,
    }

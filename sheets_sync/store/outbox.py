"""The outbox at work: who may send which message, and what became of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ..errors import StoreError
from ..model import Message, MessageState
from .blobs import fetched, hollow, whole
from .database import Database
from .letters import blobs_of
from .rows import MessageRow, Recovered
from .schema import editions, messages

READY, SENDING, DOTTED, SENT, DEFERRED, REFUSED, UNCERTAIN = MessageState
IN_HAND = (SENDING, DOTTED)
SETTLED_BY_A_PERSON = (DEFERRED, REFUSED, UNCERTAIN)
MAY_FOLLOW = {
    DOTTED: (SENDING,),
    READY: (SENDING, *SETTLED_BY_A_PERSON),
    SENT: (*IN_HAND, UNCERTAIN),
    DEFERRED: IN_HAND,
    REFUSED: (*IN_HAND, *SETTLED_BY_A_PERSON),
    UNCERTAIN: IN_HAND,
}
ROW = [
    *(column for column in messages.c if column.name not in ("eml", "first_tried_at", "lease_owner", "lease_until")),
    (messages.c.eml == b"").label("purged"),
]


class Outbox(Database):
    """Each message is in one hand at a time, and what was sent is never sent again."""

    def claim_message(self, now: dt.datetime, lease: dt.timedelta) -> Message | None:
        """Take the next message that is ready, or deferred and due, for as long as the lease; None when none is."""
        c = messages.c
        due = sa.or_(c.state == READY.value, sa.and_(c.state == DEFERRED.value, c.next_at <= now))
        query = sa.select(c.id, c.state, c.attempts).where(due).order_by(c.state.desc(), c.next_at, c.id).limit(1)
        while True:
            with self._write() as connection:
                row = connection.execute(query).one_or_none()
                if row is None:
                    return None
                taken = connection.execute(
                    messages.update()
                    .where(c.id == row.id, c.state == row.state, c.attempts == row.attempts)
                    .values(
                        state=SENDING.value,
                        state_at=now,
                        attempts=row.attempts + 1,
                        first_tried_at=sa.func.coalesce(c.first_tried_at, sa.literal(now, c.first_tried_at.type)),
                        lease_owner=self._owner,
                        lease_until=now + lease,
                    )
                )
                if taken.rowcount == 1:
                    return _message(connection, row.id)

    def mark_message(
        self,
        message_id: int,
        state: MessageState,
        now: dt.datetime,
        *,
        code: int = 0,
        text: str = "",
        next_at: dt.datetime | None = None,
    ) -> None:
        """Note what became of a message, and commit it.

        Raises StoreError when that cannot follow on what it was, or when it is in another's hand: then the caller
        has lost its lease and must not go on with it.
        """
        c = messages.c
        mine = sa.or_(c.state.not_in([s.value for s in IN_HAND]), c.lease_owner == self._owner)
        values: dict[str, Any] = {"state": state.value, "state_at": now, "code": code, "text": text, "next_at": next_at}
        if state not in IN_HAND:
            values |= {"lease_owner": "", "lease_until": None}
        with self._write() as connection:
            moved = connection.execute(
                messages.update()
                .where(c.id == message_id, c.state.in_([s.value for s in MAY_FOLLOW.get(state, ())]), mine)
                .values(values)
            )
            if moved.rowcount != 1:
                was = connection.execute(sa.select(c.state).where(c.id == message_id)).scalar() or "not there"
                raise StoreError(f"store: message {message_id} is {was} or in another run's hand, not to be {state}")

    def refreeze(self, message_id: int, eml: bytes, now: dt.datetime, lease: dt.timedelta) -> None:
        """Let a message in one's hand, of which nothing was taken, go as these bytes: the ones before were too large.

        It is as if just claimed: no dot of the new bytes has been sent. Raises StoreError when it is in another's hand.
        """
        c = messages.c
        values: dict[str, Any] = {
            "eml_sha256": hashlib.sha256(eml).hexdigest(),
            "state": SENDING.value,
            "state_at": now,
            "lease_until": now + lease,
        }
        mine = sa.and_(c.id == message_id, c.state.in_([s.value for s in IN_HAND]), c.lease_owner == self._owner)
        edition = sa.select(editions.c.letter).join(messages, messages.c.edition_key == editions.c.key)
        with self._write() as connection:
            letter = connection.execute(edition.where(messages.c.id == message_id)).scalar()
            values["eml"] = hollow(eml, fetched(connection, blobs_of(letter) if letter else ()))
            if connection.execute(messages.update().where(mine).values(values)).rowcount != 1:
                raise StoreError(f"store: message {message_id} is in another run's hand, not to be made lighter")

    def settle_message(
        self, message_id: int, was: MessageState, becomes: MessageState, now: dt.datetime, *, text: str
    ) -> bool:
        """What a person says of a message nobody has in hand; False when it is no longer what that person saw, or gone.

        One made ready anew begins its attempts anew, so that the days after which it is given up count from now.
        """
        if was in IN_HAND or becomes in IN_HAND:
            raise ValueError(f"{was} to {becomes} is not for a person to say")
        values: dict[str, Any] = {"state": becomes.value, "state_at": now, "text": text, "code": 0, "next_at": None}
        if becomes is READY:
            values |= {"attempts": 0, "first_tried_at": None}
        seen = sa.and_(messages.c.id == message_id, messages.c.state == was.value)
        if becomes is READY:  # what was purged cannot go again
            seen = sa.and_(seen, messages.c.eml != b"")
        with self._write() as connection:
            return connection.execute(messages.update().where(seen).values(values)).rowcount == 1

    def hold_unsent(self, now: dt.datetime, text: str) -> int:
        """Let nothing leave that had not left when this store was backed up, but by a person's word; how many.

        Those in a hand are recovered like a killed run's; whoever had them works on another database.
        """
        waits = messages.c.state.in_([state.value for state in (READY, DEFERRED, *IN_HAND)])
        values = {"state": UNCERTAIN.value, "state_at": now, "text": text, "next_at": None, "code": 0}
        with self._write() as connection:
            done = connection.execute(
                messages.update().where(waits).values(values | {"lease_owner": "", "lease_until": None})
            )
            return done.rowcount

    def recover(self, now: dt.datetime) -> Recovered:
        """Take back what killed runs held: not yet dotted, it is sent again; dotted, it may have been sent."""
        with self._write() as connection:
            return Recovered(
                _take_back(connection, now, SENDING, READY), _take_back(connection, now, DOTTED, UNCERTAIN)
            )

    def messages(self, *, period: str = "", states: Collection[MessageState] = ()) -> list[MessageRow]:
        """How the messages stand, of one period or of all, in these states or in any."""
        query = sa.select(*ROW).join(editions, editions.c.key == messages.c.edition_key).order_by(messages.c.id)
        if period:
            query = query.where(editions.c.period == period)
        if states:
            query = query.where(messages.c.state.in_([state.value for state in states]))
        with self._read() as connection:
            rows = connection.execute(query).mappings()
            return [MessageRow(**dict(row) | {"state": MessageState(row["state"])}) for row in rows]


def _take_back(connection: Connection, now: dt.datetime, was: MessageState, becomes: MessageState) -> int:
    c = messages.c
    done = connection.execute(
        messages.update()
        .where(c.state == was.value, c.lease_until <= now)
        .values(state=becomes.value, state_at=now, lease_owner="", lease_until=None)
    )
    return done.rowcount


def _message(connection: Connection, message_id: int) -> Message:
    row = connection.execute(sa.select(messages).where(messages.c.id == message_id)).one()
    eml = whole(connection, row.eml)
    if hashlib.sha256(eml).hexdigest() != row.eml_sha256:
        raise StoreError(f"store: message {message_id} is damaged; restore the database from its backup")
    return Message(
        row.id, row.edition_key, row.recipient, row.message_id, eml, MessageState(row.state), row.attempts,
        row.first_tried_at,
    )  # fmt: skip

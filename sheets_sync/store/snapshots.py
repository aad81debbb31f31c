"""Snapshots: which reading of which workbook stood at an instant, for ever."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ..errors import StoreError
from ..model import KeptWorkbook, Reading, Snapshot
from ..periods import BANGKOK
from .canonical import unpack
from .database import Database
from .pulls import in_order
from .runs import only_id
from .schema import STANDING, readings, snapshot_workbooks, snapshots, workbooks


class Snapshots(Database):
    """Immutable once kept; nothing here updates one."""

    def keep_snapshot(self, run_id: int, now: dt.datetime) -> Snapshot:
        """Freeze how every workbook stands now and which reading of it is held."""
        with self._write() as connection:
            new = snapshots.insert().values(run_id=run_id, taken_at=now, hash="")
            snapshot_id = only_id(connection.execute(new))
            columns = [workbooks.c[name] for name in STANDING]
            connection.execute(
                snapshot_workbooks.insert().from_select(
                    ["snapshot_id", *STANDING], sa.select(sa.literal(snapshot_id), *columns)
                )
            )
            frozen = _frozen(connection, snapshot_id)
            digest = content_hash(frozen)
            connection.execute(snapshots.update().where(snapshots.c.id == snapshot_id).values(hash=digest))
        return Snapshot(snapshot_id, now.astimezone(BANGKOK), digest, frozen)

    def as_of(self, instant: dt.datetime, *, or_later: bool = True) -> Snapshot | None:
        """The last snapshot at or before the instant; else, if allowed, the first after it, marked late."""
        at, number = snapshots.c.taken_at, snapshots.c.id
        with self._read() as connection:
            found = _load(connection, at <= instant, at.desc(), number.desc())
            if found is None and or_later:
                found = _load(connection, at > instant, at, number)
                return replace(found, late=True) if found else None
        return found

    def latest_snapshot(self) -> Snapshot | None:
        """The one kept last."""
        with self._read() as connection:
            return _load(connection, sa.true(), snapshots.c.id.desc())

    def snapshot_of(self, digest: str, at: dt.datetime) -> Snapshot | None:
        """The last snapshot with this content that was taken by an instant, as an edition of then was made of it."""
        of, by = snapshots.c.hash == digest, snapshots.c.taken_at <= at
        with self._read() as connection:
            return _load(connection, sa.and_(of, by), snapshots.c.id.desc())

    def readings(self, snapshot: Snapshot) -> Iterator[Reading]:
        """The snapshot's readings, one at a time: memory is bounded by the largest workbook, not by the country."""
        for kept in snapshot.workbooks:
            if kept.reading_hash:
                yield self.reading(kept.reading_hash)

    def reading(self, digest: str) -> Reading:
        """The reading kept under a hash; StoreError when there is none or it is damaged."""
        with self._read() as connection:
            content = connection.execute(sa.select(readings.c.content).where(readings.c.hash == digest)).scalar()
        if content is None:
            raise StoreError(f"store: reading {digest[:12]} is not kept; restore the database from its backup")
        return unpack(digest, bytes(content))


def content_hash(kept: tuple[KeptWorkbook, ...]) -> str:
    """What names a snapshot's content: each workbook with its reading, whenever and however often it was checked."""
    pairs = [[one.workbook_id, one.reading_hash] for one in kept]
    return hashlib.sha256(json.dumps(pairs, separators=(",", ":")).encode("ascii")).hexdigest()


def _frozen(connection: Connection, snapshot_id: int) -> tuple[KeptWorkbook, ...]:
    columns = [snapshot_workbooks.c[name] for name in STANDING]
    query = sa.select(*columns).where(snapshot_workbooks.c.snapshot_id == snapshot_id)
    return in_order(connection.execute(query))


def _load(connection: Connection, where: Any, *order: Any) -> Snapshot | None:
    row = connection.execute(sa.select(snapshots).where(where).order_by(*order).limit(1)).one_or_none()
    return Snapshot(row.id, row.taken_at, row.hash, _frozen(connection, row.id)) if row else None

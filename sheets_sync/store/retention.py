"""Letting go of what no report needs any longer: personal data is not kept for ever."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from ..model import MessageState
from .database import Database
from .rows import Forgotten
from .schema import editions, findings, messages, readings, snapshot_workbooks, snapshots, workbooks

NOTICE = "notice"


class Retention(Database):
    """What an edition was made of stays, so that a question of years later can be answered."""

    def forget(self, before: dt.datetime) -> Forgotten:
        """Delete what is older than the instant and no longer needed.

        Gone are snapshots that no report was made of (the newest stays; notices hold none), readings that no snapshot
        or workbook holds, findings mended before, and the bytes of mails sent before; their proof of hash and delivery
        stays.
        """
        newest = sa.select(sa.func.max(snapshots.c.id)).scalar_subquery()
        old = sa.select(snapshots.c.id).where(
            snapshots.c.taken_at < before,
            snapshots.c.id != newest,
            snapshots.c.hash.not_in(sa.select(editions.c.snapshot_hash).where(editions.c.report != NOTICE)),
        )
        held = sa.union(
            sa.select(workbooks.c.reading_hash).where(workbooks.c.reading_hash.is_not(None)),
            sa.select(snapshot_workbooks.c.reading_hash).where(snapshot_workbooks.c.reading_hash.is_not(None)),
        )
        sent = sa.and_(messages.c.state == MessageState.SENT.value, messages.c.state_at < before)
        with self._write() as connection:
            ids = connection.execute(old).scalars().all()
            for number in ids:
                connection.execute(snapshot_workbooks.delete().where(snapshot_workbooks.c.snapshot_id == number))
                connection.execute(snapshots.delete().where(snapshots.c.id == number))
            return Forgotten(
                len(ids),
                connection.execute(readings.delete().where(readings.c.hash.not_in(held))).rowcount,
                connection.execute(findings.delete().where(findings.c.closed_at < before)).rowcount,
                connection.execute(messages.update().where(sent, messages.c.eml != b"").values(eml=b"")).rowcount,
            )

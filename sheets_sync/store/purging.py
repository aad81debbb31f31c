"""Personal data taken out for good, on a person's word: what is older than a day, or what is about one person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ..errors import StoreError
from ..model import MessageState, Reading
from .blobs import holes
from .canonical import pack, unpack
from .database import Database, mend_of, said
from .letters import blobs_of
from .rows import Erased, Purged
from .schema import blobs, editions, findings, messages, readings, snapshot_workbooks, snapshots, workbooks

Without = Callable[[Reading], Reading]


class Purging(Database):
    """Figures, hashes and the proof of what was sent stay; nothing of a sheet that is read now is touched."""

    def purge(self, before: dt.datetime, *, rehearse: bool) -> Purged:
        """Take out readings, snapshots (the newest stays), mended findings, letters and sent mails of before.

        What still waits to be sent, or for a person's word, stays; what was refused waits for nobody. `rehearse` counts
        the same and changes nothing.
        """
        newest = sa.select(sa.func.max(snapshots.c.id)).scalar_subquery()
        old = sa.select(snapshots.c.id).where(snapshots.c.taken_at < before, snapshots.c.id != newest)
        held = sa.union(
            sa.select(workbooks.c.reading_hash).where(workbooks.c.reading_hash.is_not(None)),
            sa.select(snapshot_workbooks.c.reading_hash).where(snapshot_workbooks.c.reading_hash.is_not(None)),
        )
        settled = messages.c.state.in_([MessageState.SENT.value, MessageState.REFUSED.value])
        stays = sa.or_(sa.not_(settled), sa.and_(messages.c.state_at >= before, messages.c.eml != b""))
        waiting = sa.select(messages.c.edition_key).where(stays)  # what can be sent again may have to be made lighter
        whole = sa.and_(editions.c.created_at < before, editions.c.letter != b"", editions.c.key.not_in(waiting))
        sent = sa.and_(settled, messages.c.state_at < before, messages.c.eml != b"")
        with self._tried(rehearse) as connection:
            ids = connection.execute(old).scalars().all()
            for number in ids:
                connection.execute(snapshot_workbooks.delete().where(snapshot_workbooks.c.snapshot_id == number))
                connection.execute(snapshots.delete().where(snapshots.c.id == number))
            gone = sa.and_(readings.c.hash.not_in(held), readings.c.kept_at < before)
            purged = Purged(
                len(ids),
                connection.execute(readings.delete().where(gone)).rowcount,
                connection.execute(findings.delete().where(findings.c.closed_at < before)).rowcount,
                connection.execute(editions.update().where(whole).values(letter=b"")).rowcount,
                connection.execute(messages.update().where(sent).values(eml=b"")).rowcount,
            )
            if not rehearse and (purged.letters or purged.mails):
                _drop_unnamed(connection)
            return purged

    def erase(self, without: Without, about: Callable[[str], bool], *, rehearse: bool) -> Erased:
        """Take one person out of all readings but those that stand now, and out of findings that were mended.

        `without` gives a reading without the person, and the same one where they are not in it; `about` tells whether
        a text speaks of them. What stands now is named, for its office to mend: it would be read again.
        """
        with self._tried(rehearse) as connection:
            now = {row.reading_hash: row.title for row in connection.execute(sa.select(workbooks))}
            changed, standing = 0, []
            for digest in connection.execute(sa.select(readings.c.hash)).scalars().all():
                if self._rewritten(connection, digest, without, stands=digest in now):
                    if digest in now:
                        standing.append(now[digest])
                    else:
                        changed += 1
            mended = connection.execute(sa.select(findings).where(findings.c.closed_at.is_not(None))).all()
            ids = [row.id for row in mended if about(f"{row.message} {row.value} {row.suggestion}")]
            connection.execute(findings.delete().where(findings.c.id.in_(ids)))
            return Erased(changed, len(ids), tuple(sorted(standing)))

    def compact(self) -> None:
        """Give back the room of what was taken out, so that nothing of it is left on the disk between the rows.

        Raises StoreError where there is no room to do so, or another still reads what was.
        """
        lite = self._engine.dialect.name == "sqlite"
        connection = self._engine.raw_connection()
        try:
            driver = connection.driver_connection
            if lite:  # the log beside the database still holds the pages as they were
                driver.execute("VACUUM")  # type: ignore[union-attr]
                busy, *_ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()  # type: ignore[union-attr]
                if busy:
                    raise StoreError("store: it is being read, and its log still holds what was taken out; purge again")
            else:
                driver.autocommit = True  # type: ignore[union-attr]
                driver.execute("VACUUM FULL")  # type: ignore[union-attr]
                driver.autocommit = False  # type: ignore[union-attr]
        except self._engine.dialect.loaded_dbapi.Error as error:
            raise StoreError(f"store: {said(error)}; {mend_of(said(error))}, and purge again") from None
        finally:
            connection.close()

    @contextmanager
    def _tried(self, rehearse: bool) -> Iterator[Connection]:
        """A transaction that is undone where it is only a rehearsal."""
        with self._write() as connection:
            yield connection
            if rehearse:
                connection.rollback()

    def _rewritten(self, connection: Connection, digest: str, without: Without, *, stands: bool) -> bool:
        """Whether the reading speaks of the person; it is kept without them unless it stands now.

        The snapshot's own hash stays: it names what its editions were made of.
        """
        row = connection.execute(sa.select(readings).where(readings.c.hash == digest)).one()
        was = unpack(digest, bytes(row.content))
        becomes = without(was)
        if becomes == was:
            return False
        if not stands:
            new, content = pack(becomes)
            self._add_once(connection, readings, {"hash": new, "content": content, "kept_at": row.kept_at})
            c = snapshot_workbooks.c
            connection.execute(snapshot_workbooks.update().where(c.reading_hash == digest).values(reading_hash=new))
            connection.execute(readings.delete().where(readings.c.hash == digest))
        return True


def _drop_unnamed(connection: Connection) -> None:
    """Delete the pictures and annexes that no letter and no mail names any longer; one may stand in several."""
    unnamed = set(connection.execute(sa.select(blobs.c.sha256)).scalars())
    for column, names in ((editions.c.letter, blobs_of), (messages.c.eml, holes)):
        query = sa.select(column).where(column != b"")
        kept = connection.execute(query, execution_options={"yield_per": 100})  # this query only
        for each in kept.scalars():
            unnamed -= names(each)
    for digest in unnamed:
        connection.execute(blobs.delete().where(blobs.c.sha256 == digest))

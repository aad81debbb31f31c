"""How every workbook stands, and what was last read in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from ..model import KeptWorkbook, Mark, Pull, PullState, Reading, WorkbookState
from .canonical import pack
from .database import Database
from .schema import STANDING, Instant, findings_tabs, readings, workbooks

LOST = frozenset((WorkbookState.LOST_ACCESS.value, WorkbookState.TRASHED.value))


class Pulls(Database):
    """One row a workbook, moved to a new reading only when the caller gives one."""

    def marks(self, *, swept_in: int | None = None) -> dict[str, Mark]:
        """The last good pull of every workbook that has one, by its id.

        `swept_in` is a run that read everything and was cut off: what it looked at last is marked as swept.
        """
        c = workbooks.c
        query = sa.select(c.workbook_id, c.version, c.changed_at, c.state, c.run_id).where(c.reading_hash.is_not(None))
        with self._read() as connection:
            return {
                row.workbook_id: Mark(
                    row.workbook_id,
                    row.version,
                    row.changed_at,
                    row.state not in LOST,
                    row.run_id == swept_in,
                )
                for row in connection.execute(query)
            }

    def keep_pull(
        self,
        run_id: int,
        pull: Pull,
        now: dt.datetime,
        reading: Reading | None = None,
        *,
        state: WorkbookState,
        url: str = "",
        units: tuple[str, ...] = (),
    ) -> None:
        """Keep what one pull came to, at once, so that a killed run has lost nothing of it.

        With a reading the workbook's row moves to it. Without one (unchanged, failed, held) state and message are
        noted and the last good reading, its version and its units stay, so that a held change is looked at again.
        `read_at` is when what is held was last known to be what the office has: an unchanged pull moves it, too.
        """
        values: dict[str, Any] = {
            "state": state.value,
            "message": pull.message,
            "checked_at": now,
            "run_id": run_id,
        }
        values |= {name: text for name, text in (("title", pull.title), ("url", url)) if text}
        with self._write() as connection:
            if reading is not None:
                values |= {
                    "reading_hash": self._keep_reading(connection, reading, now),
                    "read_at": now,
                    "changed_at": pull.changed_at,
                    "version": pull.version,
                    "units": units,
                }
            elif pull.state is PullState.UNCHANGED:
                values["read_at"] = sa.case((workbooks.c.reading_hash.is_not(None), sa.literal(now, Instant)))
            _move(connection, pull.workbook_id, values)

    def _keep_reading(self, connection: Connection, reading: Reading, now: dt.datetime) -> str:
        digest, content = pack(reading)
        self._add_once(connection, readings, {"hash": digest, "content": content, "kept_at": now})
        return digest

    def drop_workbook(self, workbook_id: str) -> bool:
        """Leave a workbook out from the next snapshot on; whether it was there. Earlier snapshots keep it."""
        with self._write() as connection:
            connection.execute(findings_tabs.delete().where(findings_tabs.c.workbook_id == workbook_id))
            gone = connection.execute(workbooks.delete().where(workbooks.c.workbook_id == workbook_id))
            return gone.rowcount == 1

    def workbooks(self) -> tuple[KeptWorkbook, ...]:
        """How each workbook stands now, by its id."""
        with self._read() as connection:
            rows = connection.execute(sa.select(*(workbooks.c[name] for name in STANDING))).all()
        return in_order(rows)


def _move(connection: Connection, workbook_id: str, values: dict[str, Any]) -> None:
    """Update a workbook's row, or write its first."""
    done = connection.execute(workbooks.update().where(workbooks.c.workbook_id == workbook_id).values(values))
    if done.rowcount:
        return
    first = {"workbook_id": workbook_id, "title": "", "version": "", "units": (), "url": "", **values}
    if "reading_hash" not in first:
        first["read_at"] = None
    connection.execute(workbooks.insert().values(first))


def in_order(rows: Iterable[Row[Any]]) -> tuple[KeptWorkbook, ...]:
    """Rows of STANDING as nouns, by id as Python orders text: a database's own order depends on its locale."""
    return tuple(sorted(map(_noun, rows), key=lambda kept: kept.workbook_id))


def _noun(row: Row[Any]) -> KeptWorkbook:
    known = row._mapping
    typed = {
        "state": WorkbookState(known["state"]),
        "reading_hash": known["reading_hash"] or "",
        "units": tuple(known["units"]),
    }
    return KeptWorkbook(**{**known, **typed})

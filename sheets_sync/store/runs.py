"""Runs, and the lease by which two of them never work at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from .database import Database
from .rows import Run
from .schema import leases, runs


class Runs(Database):
    """What was done when, and how it ended."""

    def start_run(self, kind: str, now: dt.datetime) -> int:
        """Note that a run has begun; its id."""
        with self._write() as connection:
            values = {"kind": kind, "started_at": now, "state": "running", "reason": "", "counts": {}}
            return only_id(connection.execute(runs.insert().values(values)))

    def end_run(
        self, run_id: int, now: dt.datetime, state: str, reason: str = "", counts: Mapping[str, int] | None = None
    ) -> None:
        """Note how a run ended; a run that never comes here was killed."""
        with self._write() as connection:
            values = {"ended_at": now, "state": state, "reason": reason, "counts": dict(counts or {})}
            connection.execute(runs.update().where(runs.c.id == run_id).values(values))

    def last_run(self, kind: str = "", state: str = "") -> Run | None:
        """The run begun last, of this kind or of any, that ended in this state or in any."""
        return self._run(kind, state, runs.c.id.desc())

    def first_run(self, kind: str) -> Run | None:
        """The run begun first of this kind."""
        return self._run(kind, "", runs.c.id)

    def _run(self, kind: str, state: str, order: Any) -> Run | None:
        query = sa.select(runs).order_by(order).limit(1)
        if kind:
            query = query.where(runs.c.kind == kind)
        if state:
            query = query.where(runs.c.state == state)
        with self._read() as connection:
            row = connection.execute(query).one_or_none()
        return Run(**row._mapping) if row else None


class Leases(Database):
    """Rights to work that run out by themselves, so that a killed owner blocks nobody for long."""

    @contextmanager
    def lease(self, name: str, owner: str, now: dt.datetime, length: dt.timedelta) -> Iterator[bool]:
        """Yields whether the lease was got; gives it back at the end, however that came."""
        held = self.take_lease(name, owner, now, length)
        try:
            yield held
        finally:
            if held:
                self.drop_lease(name, owner)

    def take_lease(self, name: str, owner: str, now: dt.datetime, length: dt.timedelta) -> bool:
        """Take a lease that is free, over or already one's own; False while another owner holds it."""
        until = now + length
        free = sa.or_(leases.c.until <= now, leases.c.owner == owner)
        with self._write() as connection:
            taken = connection.execute(
                leases.update().where(leases.c.name == name, free).values(owner=owner, until=until)
            )
            if taken.rowcount:
                return True
            return self._add_once(connection, leases, {"name": name, "owner": owner, "until": until})

    def drop_lease(self, name: str, owner: str) -> None:
        """Give a lease back; nothing happens when it has passed to another."""
        with self._write() as connection:
            connection.execute(leases.delete().where(leases.c.name == name, leases.c.owner == owner))


def only_id(result: sa.CursorResult[Any]) -> int:
    """The id that an INSERT of one row was given."""
    key = result.inserted_primary_key
    return int(key[0]) if key else 0

"""Recipients as the office's registry listed them when it was last read well."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from ..model import Recipient
from .database import Database
from .schema import recipients


class Recipients(Database):
    """One list, replaced as a whole: who is in it no more is gone."""

    def keep_recipients(self, registry: str, people: Iterable[Recipient]) -> None:
        """Put the list of a registry, by its id, in the place of what was kept before, of whatever registry."""
        rows = [
            {
                "registry": registry,
                "cell": person.cell,
                "unit": person.unit,
                "name": person.name,
                "email": person.email,
                "wants": list(person.wants),
            }
            for person in people
        ]
        with self._write() as connection:
            connection.execute(recipients.delete())
            if rows:
                connection.execute(recipients.insert(), rows)

    def recipients(self, registry: str) -> tuple[Recipient, ...]:
        """The list kept of a registry, in the order of its cells; empty when another one was read last."""
        c = recipients.c
        query = sa.select(recipients).where(c.registry == registry).order_by(sa.func.length(c.cell), c.cell)
        with self._read() as connection:
            return tuple(
                Recipient(row.unit, row.name, row.email, tuple(row.wants), row.cell)
                for row in connection.execute(query)
            )

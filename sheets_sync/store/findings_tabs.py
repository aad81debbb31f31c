"""What is remembered of the findings tab of each workbook; of a workbook without one, that there is none to write."""

from __future__ import annotations

from dataclasses import dataclass, fields

import sqlalchemy as sa

from .database import Database
from .schema import findings_tabs


@dataclass(frozen=True, slots=True)
class KeptTab:
    """One workbook's; blank for what is not known."""

    content: str = ""  # a hash of what its office had in it when it was last read
    digest: str = ""  # of what its findings tab was last known to say, or would
    version: str = ""  # of the workbook, when that was known
    writer: str = ""  # the account that wrote into it, or was about to


class FindingsTabs(Database):
    """One row a workbook; a workbook that is written into has its row before."""

    def findings_tabs(self) -> dict[str, KeptTab]:
        """What is remembered, by the workbook's id."""
        with self._read() as connection:
            return {row.workbook_id: _kept(row) for row in connection.execute(sa.select(findings_tabs))}

    def keep_findings_tab(self, workbook_id: str, **known: str) -> None:
        """Remember some of it, and leave the rest as it is."""
        with self._write() as connection:
            this = findings_tabs.c.workbook_id == workbook_id
            if not connection.execute(findings_tabs.update().where(this).values(known)).rowcount:
                blank = {field.name: "" for field in fields(KeptTab)}
                connection.execute(findings_tabs.insert().values({"workbook_id": workbook_id, **blank, **known}))


def _kept(row: sa.Row[tuple[str, ...]]) -> KeptTab:
    return KeptTab(*(str(row._mapping[field.name]) for field in fields(KeptTab)))

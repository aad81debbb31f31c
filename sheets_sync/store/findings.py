"""Findings with their life: since when each stands, and since when it is mended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from ..model import Finding, KeptFinding, Severity
from .database import Database
from .schema import NO_TAB, findings

Place = tuple[str, int, str, str]
SAID = ("severity", "message", "value", "suggestion", "field", "tab", "unit")  # what may change while it stands


class Findings(Database):
    """What stands is known by workbook, tab, cell and code; what it says may change meanwhile."""

    def keep_findings(self, found: Iterable[Finding], now: dt.datetime) -> None:
        """Open what is new, close what is gone, and leave `opened_at` of what still stands.

        `found` is all that stands now in every workbook: what is not in it is taken as mended.
        """
        standing = {_place(finding): _row(finding) for finding in found}
        with self._write() as connection:
            rows = connection.execute(sa.select(findings).where(findings.c.closed_at.is_(None))).mappings()
            was = {(row["workbook_id"], row["tab_id"], row["cell"], row["code"]): row for row in rows}
            gone = [{"b_id": row["id"]} for place, row in was.items() if place not in standing]
            new = [row | {"opened_at": now} for place, row in standing.items() if place not in was]
            changed = [
                {"b_id": was[place]["id"], **{f"b_{name}": row[name] for name in SAID}}
                for place, row in standing.items()
                if place in was and any(was[place][name] != row[name] for name in SAID)
            ]
            this = findings.c.id == sa.bindparam("b_id")
            if gone:
                connection.execute(findings.update().where(this).values(closed_at=now), gone)
            if changed:
                said: dict[str, Any] = {name: sa.bindparam(f"b_{name}") for name in SAID}
                connection.execute(findings.update().where(this).values(said), changed)
            if new:
                connection.execute(findings.insert(), new)

    def findings(self, *, unit: str | Sequence[str] = "", open_only: bool = True) -> list[KeptFinding]:
        """Findings of a unit and of the units below it: 46 gives 46 and 46xx, nation or nothing gives all.

        A region is no prefix: give its provinces as a list.
        """
        codes = [unit] if isinstance(unit, str) else list(unit)
        wrong = [code for code in codes if code not in ("", "nation") and not code.isdigit()]
        if wrong:
            raise ValueError(f"findings are kept by area code; give the provinces of {wrong[0]!r} instead")
        query = sa.select(findings).order_by(
            findings.c.unit, findings.c.workbook_id, findings.c.tab_id, findings.c.opened_at, findings.c.id
        )
        if not {"", "nation"} & set(codes):
            query = query.where(sa.or_(sa.false(), *(findings.c.unit.startswith(code) for code in codes)))
        if open_only:
            query = query.where(findings.c.closed_at.is_(None))
        with self._read() as connection:
            return [_kept(dict(row)) for row in connection.execute(query).mappings()]


def _place(finding: Finding) -> Place:
    return (finding.workbook_id, NO_TAB if finding.tab_id is None else finding.tab_id, finding.cell, finding.code)


def _row(finding: Finding) -> dict[str, Any]:
    workbook_id, tab_id, cell, code = _place(finding)
    said = {name: getattr(finding, name) for name in SAID} | {"severity": finding.severity.value}
    return {"workbook_id": workbook_id, "tab_id": tab_id, "cell": cell, "code": code, **said}


def _kept(row: dict[str, Any]) -> KeptFinding:
    opened, closed = row.pop("opened_at"), row.pop("closed_at")
    del row["id"]
    row["tab_id"] = None if row["tab_id"] == NO_TAB else row["tab_id"]
    row["severity"] = Severity(row["severity"])
    return KeptFinding(Finding(**row), opened, closed)

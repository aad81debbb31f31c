"""How each workbook stands, and what its officers must put right."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

from ..config import Config
from ..model import KeptFinding, KeptWorkbook, Severity
from ..render.links import cell_link
from ..store import Store
from .due import last_closed


def status(config: Config, store: Store, now: dt.datetime) -> list[dict[str, Any]]:
    """One object a workbook, as contract.md, section 1 shapes it.

    Stale is a workbook in which nothing was entered for the month that closed last: its figures are older.
    Findings are those that its officers should look at; what was repaired without asking is none of them.
    """
    before = last_closed(config, now).previous.closes(config.closes)
    open_findings = Counter(
        kept.finding.workbook_id for kept in store.findings() if kept.finding.severity is not Severity.INFO
    )
    return [
        {
            "id": workbook.workbook_id,
            "title": workbook.title,
            "units": list(workbook.units),
            "state": str(workbook.seen_from(before)),
            "read_at": _iso(workbook.read_at),
            "changed_at": _iso(workbook.changed_at),
            "tabs": _tabs(store, workbook),
            "findings": open_findings.get(workbook.workbook_id, 0),
            "message": workbook.message,
        }
        for workbook in store.workbooks()
    ]


def _tabs(store: Store, workbook: KeptWorkbook) -> list[dict[str, Any]]:
    """Every tab of the last good reading: read, or named as not understood."""
    if not workbook.reading_hash:
        return []
    return [
        {"tab": table.tab, "programme": table.programme, "shape": table.shape, "records": len(table.records)}
        for table in store.reading(workbook.reading_hash).tables
    ]


def standing_findings(store: Store, units: Sequence[str]) -> list[KeptFinding]:
    """Findings that stand, of the units given or of all, by office, gravest and oldest first."""
    found = [kept for unit in units or ("",) for kept in store.findings(unit=unit)]
    grave = {"error": 0, "warning": 1, "info": 2}
    return sorted(
        found,
        key=lambda k: (k.finding.unit, k.finding.workbook_id, grave[k.finding.severity], k.opened_at, k.finding.tab),
    )


def findings_as_dicts(store: Store, found: Sequence[KeptFinding], now: dt.datetime) -> list[dict[str, Any]]:
    """The findings as JSON: place with its link, code, Thai sentence, value as typed, suggestion, age in days."""
    books = {workbook.workbook_id: workbook for workbook in store.workbooks()}
    return [
        {
            "unit": kept.finding.unit,
            "workbook": kept.finding.workbook_id,
            "tab": kept.finding.tab,
            "cell": kept.finding.cell,
            "link": cell_link(books.get(kept.finding.workbook_id), kept.finding.tab_id, kept.finding.cell),
            "code": kept.finding.code,
            "severity": str(kept.finding.severity),
            "message": kept.finding.message,
            "value": kept.finding.value,
            "suggestion": kept.finding.suggestion,
            "opened_at": _iso(kept.opened_at),
            "age_days": kept.age_days(now),
        }
        for kept in found
    ]


def _iso(instant: dt.datetime | None) -> str | None:
    return instant.isoformat() if instant else None

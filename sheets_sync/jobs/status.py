"""How each workbook stands, and what its officers must put right."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

from ..config import Config
from ..model import KeptFinding, KeptWorkbook, Severity, WorkbookState
from ..periods import Month
from ..render.quality import cell_link
from ..store import Store


def status(config: Config, store: Store, now: dt.datetime) -> list[dict[str, Any]]:
    """One object a workbook, as contract.md, section 1 shapes it.

    A workbook that its office has not changed since the last closing is stale: its figures are last month's.
    Findings are those that its officers should look at; what was repaired without asking is none of them.
    """
    closed = last_closing(config, now)
    open_findings = Counter(
        kept.finding.workbook_id for kept in store.findings() if kept.finding.severity is not Severity.INFO
    )
    return [
        {
            "id": workbook.workbook_id,
            "title": workbook.title,
            "units": list(workbook.units),
            "state": str(standing_of(workbook, closed)),
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


def standing_of(workbook: KeptWorkbook, closed: dt.datetime) -> WorkbookState:
    """Its state, with stale put for a good one that nobody has touched since the closing before."""
    good = workbook.state in (WorkbookState.FRESH, WorkbookState.UNCHANGED)
    untouched = workbook.changed_at is not None and workbook.changed_at < closed
    return WorkbookState.STALE if good and untouched else workbook.state


def last_closing(config: Config, now: dt.datetime) -> dt.datetime:
    """The closing before the one that is being worked towards."""
    month = Month.of(now).previous
    while month.closes(config.closes) >= now:
        month = month.previous
    return month.previous.closes(config.closes)


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

"""How one workbook was read, as `inspect --json` says it."""

from __future__ import annotations

from typing import Any

from ..model import Finding, Reading, Record, Severity, Table
from ..model.a1 import place_of

_GRAVE = (Severity.ERROR, Severity.WARNING, Severity.INFO)
HIDDEN_FIELDS = frozenset({"citizen_id_hash"})  # keyed hashes are for the merge; nobody reads them


def inspect_dict(reading: Reading) -> dict[str, Any]:
    """A reading as JSON-able data in the shape of contract.md, section 2; without the hashes of citizen IDs."""
    return {"workbook": reading.title, "tabs": [_tab(table) for table in reading.tables]}


def _tab(table: Table) -> dict[str, Any]:
    return {
        "tab": table.tab,
        "programme": table.programme,
        "shape": table.shape,
        "as_of": table.as_of,
        "header_rows": list(table.header_rows),
        "columns": dict(table.columns),
        "records": [_record(record) for record in table.records],
        "ignored_rows": [{"row": row.row, "why": row.why} for row in table.ignored_rows],
        "findings": [_finding(finding) for finding in sorted(table.findings, key=_where)],
    }


def _record(record: Record) -> dict[str, Any]:
    return {"row": record.row} | {k: v for k, v in record.values.items() if k not in HIDDEN_FIELDS}


def _finding(finding: Finding) -> dict[str, str]:
    return {
        "cell": finding.cell,
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "value": finding.value,
        "suggestion": finding.suggestion,
    }


def _where(finding: Finding) -> tuple[int, int, int, str]:
    """The order in which an officer goes through a tab: by row, then column, the gravest first."""
    row, column = place_of(finding.cell)
    return row, column, _GRAVE.index(finding.severity), finding.code

"""Which office keeps a workbook, told by the places of its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from ..model import Reading, Record, Table


def office_of(reading: Reading) -> str:
    """The DOPA code of the district, or else of the province, whose workbook this is; empty when no row says.

    A workbook with a summary, or with the rows of several districts, is a province's.
    """
    tables = [table for table in reading.tables if table.programme and not table.copy_of]
    districts = _counted(tables, "district_code")
    provinces = _counted(tables, "province_code") or Counter(code[:2] for code in districts.elements())
    if len(districts) == 1 and not any(table.shape == "summary" for table in tables):
        return next(iter(districts))
    return provinces.most_common(1)[0][0] if provinces else ""


def units_of(reading: Reading) -> tuple[str, ...]:
    """The codes of every province and district that the workbook's rows speak of, in order."""
    tables = [table for table in reading.tables if table.programme]
    return tuple(sorted({*_counted(tables, "province_code"), *_counted(tables, "district_code")}))


def signed(reading: Reading) -> Reading:
    """The same reading with workbook and office written into each of its findings."""
    office = office_of(reading)
    tables = tuple(
        replace(
            table,
            findings=tuple(
                finding.at(workbook_id=reading.workbook_id, tab=table.tab, tab_id=table.tab_id, unit=office)
                for finding in table.findings
            ),
        )
        for table in reading.tables
    )
    return replace(reading, tables=tables)


def _counted(tables: Iterable[Table], field: str) -> Counter[str]:
    records: Iterable[Record] = (record for table in tables for record in table.records)
    return Counter(str(code) for record in records if (code := record.values.get(field)))

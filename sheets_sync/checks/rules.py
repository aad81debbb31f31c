"""The rules of the programmes run over one workbook's tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from ..model import Finding, Reading, Table
from ..programmes.schema import Programme
from . import alike, figures, money, plots, points
from .boundaries import Boundaries
from .subject import Subject

Check = Callable[[Subject], Iterator[Finding]]

CHECKS: Mapping[str, Check] = {
    "at_most": figures.at_most,
    "ascending": figures.ascending,
    "per_unit_at_most": figures.per_unit_at_most,
    "percent_of": figures.percent_of,
    "date_range": figures.date_range,
    "one_value": figures.one_value,
    "balance": money.balance,
    "unit_price": money.unit_price,
    "price_mix": money.price_mix,
    "standard_size": plots.standard_size,
    "area_covers_size": plots.area_covers_size,
    "stage_order": plots.stage_order,
    "copied_row": alike.copied_row,
    "same_record": alike.same_record,
    "same_point": alike.same_point,
    "in_district": points.in_district,
}
"""Name in a programme's `rules:` -> check."""


def check_tables(reading: Reading, programmes: Sequence[Programme], *, boundaries: Boundaries | None = None) -> Reading:
    """The reading with what the programmes' rules find added to each table.

    Rules look at one workbook; what needs another workbook, an earlier month or the day is the register's matter. A
    tab that is a copy is checked by itself and compared with no other. Raises KeyError for a check there is not.
    """
    known = {programme.code: programme for programme in programmes}
    checked: list[Table] = []
    for table in reading.tables:
        programme = known.get(table.programme or "")
        if programme is None or table.shape is None:
            checked.append(table)
            continue
        earlier = [] if table.copy_of else [t for t in checked if not t.copy_of and _kind(t) == _kind(table)]
        found = list(_check(table, programme, earlier, boundaries))
        checked.append(replace(table, findings=(*table.findings, *_placed(found, table, reading))))
    return replace(reading, tables=tuple(checked))


def _kind(table: Table) -> tuple[str | None, str | None]:
    return table.programme, table.shape


def _check(
    table: Table, programme: Programme, earlier: Sequence[Table], boundaries: Boundaries | None
) -> Iterator[Finding]:
    """Every rule of a table's shape, in the order of the file."""
    for rule in programme.rules:
        if rule.shape == table.shape:
            shape = programme.shapes[rule.shape]
            yield from CHECKS[rule.check](
                Subject(table, programme, shape, rule.code, rule.options, earlier, boundaries)
            )


def _placed(found: Sequence[Finding], table: Table, reading: Reading) -> list[Finding]:
    """The findings with workbook and office filled in, none twice and none that reading raised already."""
    office = reading.office
    seen = {(finding.cell, finding.code) for finding in table.findings}
    new = []
    for finding in found:
        if (finding.cell, finding.code) not in seen:
            seen.add((finding.cell, finding.code))
            new.append(finding.at(workbook_id=reading.workbook_id, unit=office))
    return new

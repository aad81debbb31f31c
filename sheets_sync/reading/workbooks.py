"""One workbook to its reading: every tab by itself, then what only all of them together tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..model import Reading, Table, Workbook, is_ours
from ..model.a1 import column_index
from ..programmes.schema import Programme
from .copies import mark_copies
from .lexicon import Lexicon
from .sheets import Circumstances, Sheet, look_at
from .tables import read_tab
from .text import mask_runs, writable
from .titles import Scope, read_titles
from .years import mark_years

MONTH_FIRST = ("en_US", "en_PH")  # file locales in which 8/1 is 1 August


@dataclass(frozen=True)
class Looked:
    """A reading, and the tabs it was made from with their bands and columns, for whoever shows how it was read."""

    reading: Reading
    sheets: tuple[Sheet, ...]
    lexicon: Lexicon


def read_workbook(
    workbook: Workbook,
    programmes: Sequence[Programme],
    *,
    today: dt.date,
    hash_id: Callable[[str], str],
    pins: Mapping[str, Mapping[str, str]] | None = None,
) -> Reading:
    """Read one workbook: a table for each tab, of one of the programmes or of none.

    `hash_id` is the keyed hash of a citizen ID's thirteen digits; `pins` (tab -> field -> column letter) overrule what
    the reader would guess. Never raises for what officers typed: that becomes findings.
    """
    return look_through(workbook, programmes, today=today, hash_id=hash_id, pins=pins).reading


def look_through(
    workbook: Workbook,
    programmes: Sequence[Programme],
    *,
    today: dt.date,
    hash_id: Callable[[str], str],
    pins: Mapping[str, Mapping[str, str]] | None = None,
) -> Looked:
    """The same, with the tabs as they were looked at; a findings tab is ours, and nothing that an office has typed."""
    workbook = replace(workbook, tabs=tuple(tab for tab in workbook.tabs if not is_ours(tab)))
    day_first = not workbook.locale.startswith(MONTH_FIRST)
    around = Circumstances(workbook.id, today, day_first, hash_id, _lexicon(tuple(programmes)))
    sheets = tuple(look_at(tab, around) for tab in workbook.tabs)
    wider = _agreed([sheet.scope for sheet in sheets], read_titles((), workbook.title, today))
    tables: list[Table] = []
    for sheet in sheets:
        pinned = {name: column_index(column) for name, column in (pins or {}).get(sheet.tab.title, {}).items()}
        tables += read_tab(sheet, around, wider, pinned)
    tables = mark_copies(tables, workbook.tabs)
    tables = mark_years(tables, {sheet.tab.id: sheet.scope.fiscal_year for sheet in sheets}, programmes, today)
    reading = Reading(workbook.id, _kept(workbook.title), tuple(tables))
    signed = tuple(_signed(table, workbook.id, reading.office) for table in tables)
    return Looked(replace(reading, tables=signed), sheets, around.lexicon)


def _kept(text: str) -> str:
    """A text as it may be kept and handed on, whichever title or cell it came from."""
    return mask_runs(writable(text))


def _signed(table: Table, workbook_id: str, unit: str) -> Table:
    """A table whose findings name their workbook and office, and in whose names and findings no citizen ID stands."""
    findings = (
        finding.at(
            workbook_id=workbook_id,
            unit=unit,
            tab=_kept(finding.tab),
            message=_kept(finding.message),
            value=_kept(finding.value),
            suggestion=_kept(finding.suggestion),
        )
        for finding in table.findings
    )
    return replace(table, tab=_kept(table.tab), copy_of=_kept(table.copy_of), findings=tuple(findings))


_LEXICONS: dict[int, tuple[tuple[Programme, ...], Lexicon]] = {}


def _lexicon(programmes: tuple[Programme, ...]) -> Lexicon:
    """The lexicon of these very programmes, made once."""
    found = _LEXICONS.get(id(programmes[0])) if programmes else None
    if (
        found is None
        or len(found[0]) != len(programmes)
        or any(a is not b for a, b in zip(found[0], programmes, strict=True))
    ):
        found = (programmes, Lexicon(programmes))
        if programmes:
            _LEXICONS[id(programmes[0])] = found
    return found[1]


def _agreed(scopes: Sequence[Scope], named: Scope) -> Scope:
    """The province and district that all tabs which name one agree upon; else what the workbook's own title says."""
    provinces = {scope.province for scope in scopes if scope.province}
    districts = {scope.district for scope in scopes if scope.district}
    province = provinces.pop() if len(provinces) == 1 else "" if provinces else named.province
    district = districts.pop() if len(districts) == 1 else "" if districts else named.district
    return Scope(province=province or district[:2], district=district if district.startswith(province) else "")

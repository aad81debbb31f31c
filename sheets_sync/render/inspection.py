"""How a workbook was read, as people look at it: every tab with its columns, rows left out, findings and questions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import yaml

from ..areas import area_name
from ..model import Finding, Record, Severity, Tab, Table, Value, Workbook
from ..model.a1 import place_of
from ..periods import thai_date
from ..programmes.schema import Programme, Shape
from ..reading.cells import quoted
from ..reading.grid import Grid
from ..reading.seen import KNOWN, UNKNOWN, WEAK, SeenColumn, columns_seen, kind_of
from ..reading.text import mask_ids
from ..reading.workbooks import Looked
from .masking import DIGIT
from .words import UNKNOWN as UNKNOWN_VALUE

EXAMPLES = 2
LONGEST = 60  # letters of an example
GRAVE = (Severity.ERROR, Severity.WARNING, Severity.INFO)
CITIZEN_ID = "citizen_id"
_THIRTEEN = re.compile(f"(?<!{DIGIT}){DIGIT}{{9}}(?={DIGIT}{{4}}(?!{DIGIT}))")


@dataclass(frozen=True, slots=True)
class Example:
    """One cell as it was typed, and what was read from it."""

    cell: str
    typed: str
    read: str

    @property
    def changed(self) -> bool:
        """Whether something else was read than what stands there, letter for letter."""
        return self.read not in ("", self.typed)


@dataclass(frozen=True, slots=True)
class DrawnColumn:
    """A column as the reader saw it, with cells to judge it by."""

    seen: SeenColumn
    examples: tuple[Example, ...]

    @property
    def asks(self) -> bool:
        """Whether a person should say what the column is."""
        return self.seen.state in (WEAK, UNKNOWN)


@dataclass(frozen=True, slots=True)
class DrawnTab:
    """One table of a tab; `programme` is None where the tab holds neither programme's."""

    title: str
    tab: Tab
    table: Table
    programme: Programme | None = None
    shape: Shape | None = None
    place: str = ""
    columns: tuple[DrawnColumn, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()  # why -> rows, compressed
    findings: tuple[Finding, ...] = ()  # the gravest first
    pins: str = ""  # YAML to paste, where a column is in doubt

    @property
    def as_of(self) -> str:
        """The day the tab's own title names, Thai; empty when it names none."""
        return thai_date_of(self.table.as_of)

    @property
    def header_rows(self) -> str:
        return ranges(self.table.header_rows)

    @property
    def used(self) -> tuple[DrawnColumn, ...]:
        return tuple(column for column in self.columns if column.seen.state in (KNOWN, WEAK))

    @property
    def unused(self) -> tuple[DrawnColumn, ...]:
        return tuple(column for column in self.columns if column.seen.state not in (KNOWN, WEAK))


@dataclass(frozen=True, slots=True)
class Inspection:
    """A workbook as it was understood, tab by tab."""

    name: str
    tabs: tuple[DrawnTab, ...]


def draw(workbook: Workbook, looked: Looked, name: str, pin_key: str) -> Inspection:
    """Everything there is to be seen of a reading; `pin_key` names the workbook under `pins:`.

    Names and phones stand as typed, since the sheet is the office's own; citizen IDs keep their last four digits.
    """
    sheets = {sheet.tab.id: sheet for sheet in looked.sheets}
    drawn = []
    for table in looked.reading.tables:
        sheet, kind = sheets[table.tab_id], kind_of(table, looked.lexicon)
        if kind is None:
            drawn.append(DrawnTab(safe(table.tab), sheet.tab, table))
            continue
        columns = tuple(
            DrawnColumn(_safe_column(seen), _examples(seen, sheet.grid, table, kind.programme, kind.shape))
            for seen in columns_seen(sheet, table, looked.lexicon)
        )
        kinds = column_kinds(columns, kind.shape)
        drawn.append(
            DrawnTab(
                safe(table.tab),
                sheet.tab,
                table,
                kind.programme,
                kind.shape,
                place_name(table.records),
                columns,
                tuple(_left_out(table)),
                tuple(sorted((_safe_finding(f, sheet.grid, kinds) for f in table.findings), key=_gravest)),
                pins_yaml(pin_key, table.tab, columns),
            )
        )
    return Inspection(safe(name), tuple(drawn))


def column_kinds(columns: Sequence[DrawnColumn], shape: Shape) -> dict[int, str]:
    """The kind of each column that was taken for a field, or claims one."""
    known = shape.fields | shape.columns
    return {c.seen.column: known[c.seen.name].kind for c in columns if c.seen.name in known}


def safe(text: str) -> str:
    """A text in which whatever is as long as a citizen ID keeps its last four digits only."""
    return _THIRTEEN.sub("x" * 9, mask_ids(text))


def typed(text: str, kind: str = "") -> str:
    """What was typed in a cell of a column of this kind, on one line."""
    return safe(quoted(kind, " ".join(text.split())))


def thai_date_of(iso: str | None) -> str:
    """An ISO date in Thai; empty for none."""
    return thai_date(dt.date.fromisoformat(iso)) if iso else ""


def ranges(rows: Iterable[int]) -> str:
    """`12–14, 20`: rows in order, those in a row as one."""
    parts = []
    for _, run in groupby(enumerate(sorted(set(rows))), key=lambda pair: pair[1] - pair[0]):
        found = [row for _, row in run]
        parts.append(str(found[0]) if len(found) == 1 else f"{found[0]}–{found[-1]}")
    return ", ".join(parts)


def place_name(records: Sequence[Record]) -> str:
    """The district, or the province and how many of its districts, that the rows lie in; empty when unknown."""
    districts = {str(code) for record in records if (code := record.values.get("district_code"))}
    provinces = {code[:2] for code in districts}
    provinces |= {str(code) for record in records if (code := record.values.get("province_code"))}
    named = " ".join(f"จังหวัด{area_name(code)}" for code in sorted(provinces))
    if len(districts) == 1 and len(provinces) == 1:
        return f"อำเภอ{area_name(next(iter(districts)))} {named}"
    return f"{named} {len(districts)} อำเภอ" if districts else named


def _safe_column(seen: SeenColumn) -> SeenColumn:
    return replace(seen, header=safe(seen.header))


def _safe_finding(finding: Finding, grid: Grid, kinds: Mapping[int, str]) -> Finding:
    """The finding with what was typed in its cell, where it does not repeat that itself."""
    row, column = place_of(finding.cell)
    return finding.at(
        message=safe(finding.message),
        suggestion=safe(finding.suggestion),
        value=typed(finding.value or grid.cell(row, column).text, kinds.get(column, ""))[:LONGEST],
    )


def _gravest(finding: Finding) -> tuple[int, int, int, str]:
    return GRAVE.index(finding.severity), *place_of(finding.cell), finding.code


def _left_out(table: Table) -> Iterable[tuple[str, str]]:
    rows: dict[str, list[int]] = {}
    for ignored in table.ignored_rows:
        rows.setdefault(ignored.why, []).append(ignored.row)
    return ((why, ranges(found)) for why, found in rows.items())


# ---------------------------------------------------------------- examples


def _examples(seen: SeenColumn, grid: Grid, table: Table, programme: Programme, shape: Shape) -> tuple[Example, ...]:
    """A cell or two of a column: those that were read as something else than was typed first."""
    found: dict[str, Example] = {}
    spec = (shape.fields | shape.columns).get(seen.name)
    kind = spec.kind if spec else ""
    for record in table.records:
        cell = grid.cell(record.row - 1, seen.column)
        text = typed(cell.text, kind)[:LONGEST]
        if not text or text in found:
            continue
        values = ((name, record.values.get(name)) for name in seen.fields)
        read = " · ".join(said(name, value, programme, shape) for name, value in values if value is not None)
        found[text] = Example(f"{seen.letter}{record.row}", text, safe(read) or (UNKNOWN_VALUE if seen.fields else ""))
    changed = [example for example in found.values() if example.changed and example.read != UNKNOWN_VALUE]
    same = [example for example in found.values() if example.read == example.typed]
    unread = [example for example in found.values() if example.read in ("", UNKNOWN_VALUE)]
    return tuple([*same[:1], *changed, *same[1:], *unread][:EXAMPLES])


def said(name: str, value: Value, programme: Programme, shape: Shape) -> str:
    """A value as a person reads it: codes with their names, yes and no, figures with their unit."""
    spec = shape.fields.get(name)
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "ใช่" if value else "ไม่ใช่"
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, (int, float)):
        plain = str(value) if name == "fiscal_year" else f"{value:,.10g}"
        return f"{plain} {spec.unit}" if spec and spec.unit else plain
    if name.endswith("_code") and area_name(value):
        return f"{value} {area_name(value)}"
    if spec and spec.kind == "stage" and value in programme.stages:
        return programme.stages[value].label
    words = programme.choices.get(spec.options.get("choice", spec.kind), {}).get(value) if spec else None
    return words[0] if words else value


# ---------------------------------------------------------------- pins


def pins_yaml(workbook: str, tab: str, columns: Sequence[DrawnColumn]) -> str:
    """What to paste into config.yaml to say what each column in doubt is; empty when none is."""
    asked = [column.seen for column in columns if column.asks and column.seen.guesses]
    if not asked:
        return ""
    lines = ["pins:", f"  {_scalar(workbook)}:", f"    {_scalar(tab)}:"]
    taken: set[str] = {column.seen.name for column in columns if column.seen.state == KNOWN}
    for seen in asked:
        best = next((guess for guess in seen.guesses if guess.name not in taken), seen.guesses[0])
        taken.add(best.name)
        others = [f"{guess.name} ({guess.label}) {guess.likeness:.0%}" for guess in (best, *seen.guesses)]
        header = " ".join(seen.header.split()) or "no header"
        lines.append(f"      {best.name}: {_scalar(seen.letter)}  # “{header}”: {', or '.join(dict.fromkeys(others))}")
    return "\n".join(lines)


def _scalar(text: str) -> str:
    """A text as YAML writes it, quoted where it must be."""
    return yaml.safe_dump(text, allow_unicode=True, width=10_000).removesuffix("...\n").strip()


def together(findings: Iterable[Finding]) -> list[tuple[Finding, tuple[str, ...]]]:
    """Each finding with its cell; what was repaired alike in several cells is told once, with all of them."""
    found: dict[tuple[str, ...], tuple[Finding, list[str]]] = {}
    for finding in findings:
        alike = (finding.code, finding.message, finding.value, finding.suggestion)
        key = alike if finding.severity is Severity.INFO else (*alike, finding.cell)
        found.setdefault(key, (finding, []))[1].append(finding.cell)
    return [(finding, tuple(cells)) for finding, cells in found.values()]

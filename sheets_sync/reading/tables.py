"""One tab from grid to tables: find the headers, choose what they are of, read the rows, compare the sums."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from ..model import IgnoredRow, Record, Table
from ..model.a1 import a1
from .cells import understand
from .choosing import choose
from .columns import Layout
from .contexts import Contexts
from .grid import Grid
from .lexicon import Kind
from .notices import Notices
from .records import RecordReader, columns_by_field, located
from .rows import END_AFTER, STRONG, RowKind, RowSorter
from .samples import Samples
from .sheets import Circumstances, Segment, Sheet, samples_of
from .signs import (
    say_columns,
    say_formulas,
    say_outside,
    say_required,
    say_row,
    say_stage_counts,
    say_uncoloured,
    unreadable,
)
from .text import arabic, line
from .titles import Scope, district_named, read_section, read_titles
from .totals import NEVER, SUMMED, Sums
from .understood import Context

_SUM_NOTE = re.compile(r"^[^\d]{2,40}[\d,]{3,}(?:\.\d+)?\s*(?:บาท)?$")


def read_tab(sheet: Sheet, around: Circumstances, wider: Scope, pins: Mapping[str, int]) -> list[Table]:
    """The tables of one tab; one without programme when it holds none of ours."""
    grid, segments, own, tab = sheet.grid, sheet.segments, sheet.scope, sheet.tab
    for number, segment in enumerate(segments):
        segment.samples = samples_of(grid, segment)
        above = [each.layout.kind for each in segments[:number] if each.layout]
        segment.layout = _laid_out(segment, segment.scope.within(wider), around, pins, above, own.text)
    ours = _ours(grid, segments)
    if not ours:
        return [Table(tab.title, tab.id, as_of=own.as_of, findings=unreadable(grid, around.workbook_id))]
    kinds = list(dict.fromkeys((s.layout.kind.programme.code, s.layout.kind.name) for s in ours if s.layout))
    tables = []
    for kind in kinds:
        mine = [s for s in ours if s.layout and (s.layout.kind.programme.code, s.layout.kind.name) == kind]
        for segment in mine:
            segment.scope = _placed(segment.scope.within(wider), tab.title)
        tables.append(TableReader(grid, mine, around, first=mine[0] is segments[0]).read())
    return tables


def _laid_out(
    segment: Segment, known: Scope, around: Circumstances, pins: Mapping[str, int], above: list[Kind], title: str
) -> Layout | None:
    """A segment's columns; one whose own titles name no programme may be another table of the kinds above it."""
    samples = Samples(segment.samples, Context(province=known.province, district=known.district))
    layout = choose(around.lexicon, segment.band, samples, known, pins)
    if layout is None and above:
        layout = choose(around.lexicon, segment.band, samples, replace(known, text=title), pins)
        return layout if layout and layout.kind in above else None
    return layout


def _ours(grid: Grid, segments: list[Segment]) -> list[Segment]:
    """The segments of our programmes; words amid one's rows that look like a header of nobody's are its rows."""
    ours: list[Segment] = []
    for segment in segments:
        if segment.layout:
            ours.append(segment)
        elif ours and ours[-1].end == segment.band.top and len(grid.filled(segment.band.top - 1)) > 1:
            ours[-1].end = segment.end
    return ours


def _placed(scope: Scope, title: str) -> Scope:
    """The scope with the district that only the tab's name tells."""
    if scope.district or not scope.province:
        return scope
    return replace(scope, district=district_named(title, scope.province))


class TableReader:
    """Reads the segments of one kind in one tab into one table."""

    def __init__(self, grid: Grid, segments: list[Segment], around: Circumstances, *, first: bool) -> None:
        self.grid, self.segments, self.around, self.first = grid, segments, around, first
        self.notices = Notices(grid.tab.title, grid.tab.id, around.workbook_id)
        self.records: list[Record] = []
        self.ignored: list[IgnoredRow] = []
        self.sums = Sums()
        self.as_of = segments[0].scope.as_of

    def read(self) -> Table:
        """The table, its records and findings."""
        first = self.segments[0].layout
        if first is None:
            raise ValueError("a table is read only where its kind is known")
        if self.first:
            self._ignore(range(self.segments[0].band.top), RowKind.TITLE)
        for segment in self.segments:
            self._read_segment(segment)
        return Table(
            tab=self.grid.tab.title,
            tab_id=self.grid.tab.id,
            programme=first.kind.programme.code,
            shape=first.kind.name,
            as_of=self.as_of,
            header_rows=tuple(row + 1 for row in self.segments[0].band.rows),
            columns=columns_by_field(first),
            records=tuple(sorted(self.records, key=lambda record: record.row)),
            ignored_rows=self._ignored(),
            findings=self.notices.all,
            confidence={column.name: column.confidence for column in first.kept},
        )

    def _ignored(self) -> tuple[IgnoredRow, ...]:
        """Each row that holds no record of any of the tables, once."""
        whys = {ignored.row: ignored for ignored in reversed(self.ignored)}
        taken = {record.row for record in self.records}
        return tuple(whys[row] for row in sorted(whys) if row not in taken)

    def _ignore(self, rows: range, why: RowKind) -> None:
        self.ignored += [IgnoredRow(row + 1, why.value) for row in rows if self.grid.filled(row)]

    # ------------------------------------------------------------ a segment

    def _read_segment(self, segment: Segment) -> None:
        layout = segment.layout
        if layout is None:
            return
        self._ignore(segment.band.rows, RowKind.HEADER)
        contexts = Contexts(
            layout.kind.programme, self.around.today, self.around.day_first, self.around.hash_id, segment.samples
        )
        reader = RecordReader(self.grid, layout, contexts, self.notices)
        sorter = RowSorter(self.grid, segment.band, layout)
        self.sums.mark("table")
        first = len(self.records)
        self._read_rows(segment, layout, sorter, reader)
        own = self.records[first:]
        say_columns(self.notices, self.grid, segment.band, layout, own)
        rows = [record.row - 1 for record in own]
        say_stage_counts(self.notices, self.grid, layout, own)
        say_formulas(self.notices, self.grid, layout, rows)
        say_uncoloured(self.notices, self.grid, layout, rows)
        say_outside(self.notices, self.grid, segment.band, segment.beside, range(segment.band.top, segment.end))

    def _kinds(self, segment: Segment, sorter: RowSorter) -> list[tuple[int, RowKind]]:
        """What each row of a segment is; lone texts below the last record are notes."""
        kinds: list[tuple[int, RowKind]] = []
        blanks, ended = 0, False
        for row in range(segment.band.bottom, segment.end):
            kind = sorter.sort(row, ended)
            blanks = blanks + 1 if kind is RowKind.BLANK else 0
            if blanks >= END_AFTER and any(k is RowKind.RECORD for _, k in kinds):
                kinds += [(row, RowKind.BLANK)]
                kinds += [(r, self._below(sorter, r)) for r in range(row + 1, segment.end)]
                break
            ended = ended or kind in (RowKind.NOTE, RowKind.SIGNATURE)
            kinds.append((row, kind))
        last = max((row for row, kind in kinds if kind is RowKind.RECORD), default=-1)
        return [(row, self._lone(row, last) if kind is RowKind.SECTION else kind) for row, kind in kinds]

    def _below(self, sorter: RowSorter, row: int) -> RowKind:
        """What a row far below the table is: never a record."""
        kind = sorter.sort(row, ended=True)
        return RowKind.SCRATCH if kind in (RowKind.RECORD, RowKind.SECTION) else kind

    def _lone(self, row: int, last: int) -> RowKind:
        """What a lone text is: over records a section, below them a note, and scratch where it reckons."""
        text = arabic(line(next((cell.text for cell in self.grid.tab.rows[row] if not cell.blank), "")))
        if _SUM_NOTE.match(text):
            return RowKind.SCRATCH
        return RowKind.SECTION if row < last else RowKind.NOTE

    def _read_rows(self, segment: Segment, layout: Layout, sorter: RowSorter, reader: RecordReader) -> None:
        scope = segment.scope
        for row, kind in self._kinds(segment, sorter):
            if kind is RowKind.RECORD:
                self._record(row, layout, reader, scope)
                continue
            if self.grid.filled(row) or kind is RowKind.BLANK:
                self.ignored.append(IgnoredRow(row + 1, kind.value))
            if kind is RowKind.SECTION:
                scope = self._section(row, scope)
                reader.forget()
            elif kind is RowKind.TOTAL:
                self._total(row, layout, reader)
            elif kind is RowKind.HEADER:
                self.sums.mark("page")
            elif kind is RowKind.SCRATCH:
                column = sorter.filled(row)[0]
                text = self.grid.cell(row, column).text
                said = f"“{line(text)}” อยู่นอกตาราง จึงไม่นำมาคิด"
                if len(sorter.filled(row)) >= STRONG:
                    said = f"แถวนี้อยู่ใต้ตารางเกิน {END_AFTER} แถวว่าง จึงไม่นำมาคิด หากเป็นข้อมูลโปรดลบแถวว่างด้านบน"
                self.notices.say(a1(row, column), "SCRATCH_ROW", said, text)
            elif kind is RowKind.NOTE and self.as_of is None:
                self.as_of = read_titles([self.grid.tab.rows[row]], "", self.around.today).as_of

    def _record(self, row: int, layout: Layout, reader: RecordReader, scope: Scope) -> None:
        record, doubtful = reader.read(row, scope)
        self.records.append(located(record, layout, self.segments[0].layout))
        figures = {name: record.values.get(name) for name in reader.summed}
        for column in reader.options:
            figures[column.name] = int(record.values.get(column.spec.fills[0]) == column.option)
        self.sums.add(figures, doubtful)
        say_row(self.notices, self.grid, row)
        say_required(self.notices, layout, reader.required, record, doubtful)

    def _section(self, row: int, scope: Scope) -> Scope:
        """A section's scope; an unknown or misspelt place in it is asked about."""
        column = self.grid.filled(row)[0]
        text = self.grid.cell(row, column).text
        section = read_section(text, scope)
        self.notices.add_all(a1(row, column), section.doubts, text, "district_code")
        self.sums.mark("section")
        return section.scope

    # ------------------------------------------------------------ sums

    def _total(self, row: int, layout: Layout, reader: RecordReader) -> None:
        """A sum row's figures held against the rows that its label speaks of."""
        cells = self.grid.tab.rows[row]
        label = next(
            (line(cell.text) for cell in cells if not cell.blank and not isinstance(cell.value, int | float)), ""
        )
        for column in layout.columns:
            cell = self.grid.cell(row, column.column)
            if cell.blank or column.spec.kind not in SUMMED or column.name in NEVER:
                continue
            shown = understand(
                "number" if column.option is not None else column.spec.kind, cell, reader.cells.contexts.of(column)
            )
            at = a1(row, column.column)
            if cell.error or not isinstance(shown.value, int | float):
                if any(doubt.code == "FORMULA_ERROR" for doubt in shown.doubts):
                    self.notices.add_all(at, shown.doubts, cell.text, column.name)
                continue
            expected = self.sums.disagrees(column.name, float(shown.value), label)
            if expected is not None:
                said = f"{line(label)} แสดง {shown.value:,.10g} แต่ผลรวมของแถวคือ {expected:,.10g} โปรดตรวจสอบ"
                self.notices.say(at, "TOTAL_MISMATCH", said, cell.text, f"{expected:,.10g}", column.name)
        self.sums.mark("total")

"""Whole workbooks drawn as text, and what is read of them drawn back, so that both can be read side by side.

A row is a line, cells stand between bars. `^` is merged with the cell above and `<` with the one to the left, `~ก~` is
struck through, `ก [เขียว]` is coloured, `= 5` is reckoned by a formula, `#REF!` is a broken one, `ซ่อน:` begins a hidden
row and `[ซ่อน]` ends the header of a hidden column. `[แท็บ ม.ค. 64]` begins a tab, and `[ไฟล์ en_US]` a workbook of
another locale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sheets_sync.checks import check_tables
from sheets_sync.model import Cell, Finding, Merge, Reading, Tab, Table, Value
from sheets_sync.programmes import shipped_programmes

from .sheets import cell, read, tab

LEFT, ABOVE, HIDDEN, HIDDEN_COLUMN = "<", "^", "ซ่อน:", "[ซ่อน]"
COLOURS = {"เขียว": "92D050", "เหลือง": "FFFF00"}
ERRORS = {"#REF!": "REF", "#N/A": "N_A", "#DIV/0!": "DIVIDE_BY_ZERO"}
WRAPPED = "IMPORTRANGE"  # a broken formula that fetches another workbook


def understood(text: str, *, workbook: str = "ทะเบียน") -> Reading:
    """What is read of a drawn workbook, with what the programmes' rules find in it."""
    locale = re.match(r"\s*\[ไฟล์ (\w+)\]\n", text)
    tabs = drawn_tabs(text[locale.end() :] if locale else text)
    found = read(*tabs, locale=locale[1] if locale else "th_TH", title=workbook, workbook_id=workbook)
    return check_tables(found, shipped_programmes())


def drawn_tabs(text: str) -> list[Tab]:
    """The tabs of a drawn workbook: one without a name where no tab is named."""
    parts = re.split(r"^\s*\[แท็บ (.+)\]\n", text, flags=re.MULTILINE)
    named = list(zip(parts[1::2], parts[2::2], strict=True)) or [("แผ่น1", text)]
    return [_tab(body, title, number) for number, (title, body) in enumerate(named)]


def _tab(text: str, title: str, number: int) -> Tab:
    """A tab whose marks mean what they say."""
    lines = text.strip("\n").rstrip().splitlines()
    hidden = frozenset(i for i, line in enumerate(lines) if line.strip().startswith(HIDDEN))
    plain = tab("\n".join(line.replace(HIDDEN, "", 1) for line in lines), title, number=number)
    merges = tuple(_merges([[each.text for each in row] for row in plain.rows]))
    rows = tuple(tuple(_marked(each) for each in row) for row in plain.rows)
    columns = frozenset(i for row in plain.rows for i, each in enumerate(row) if each.text.endswith(HIDDEN_COLUMN))
    return replace(plain, rows=rows, merges=merges, hidden_rows=hidden, hidden_columns=columns)


def _merges(texts: list[list[str]]) -> Iterator[Merge]:
    """The merged ranges of a drawn tab, each from the cell at its top left."""

    def at(row: int, column: int) -> str:
        return texts[row][column] if row < len(texts) and column < len(texts[row]) else ""

    for top, row in enumerate(texts):
        for left, text in enumerate(row):
            if text in (LEFT, ABOVE):
                continue
            right, bottom = left + 1, top + 1
            while at(top, right) == LEFT:
                right += 1
            while at(bottom, left) == ABOVE:
                bottom += 1
            if (right, bottom) != (left + 1, top + 1):
                yield Merge(top, left, bottom, right)


def _marked(plain: Cell) -> Cell:
    """A cell with its marks taken for what they stand for."""
    text = plain.text
    if text in (LEFT, ABOVE):
        return Cell()
    if found := re.fullmatch(r"(.*?)\s*\[(\S+)\]", text):
        return replace(_marked(cell(found[1])), fill=COLOURS.get(found[2], ""))
    if found := re.fullmatch(r"~(.+)~", text):
        return replace(_marked(cell(found[1])), struck=True)
    if found := re.fullmatch(r"= (.+)", text):
        return replace(cell(found[1]), formula="=A1")
    if text.removeprefix(f"{WRAPPED} ") in ERRORS:
        broken = text.removeprefix(f"{WRAPPED} ")
        return Cell(broken, None, formula=f'={WRAPPED}("1A","A1")' if broken != text else "=A1", error=ERRORS[broken])
    return plain


# ---------------------------------------------------------------- what is read


def shown(reading: Reading, expected: str) -> list[list[str]]:
    """What was read, in the columns of the drawing that is expected, and the rows of it that are said to be none.

    `แถว | …` names fields by the labels of the programme; `5 | ข้าม total` is a row that is no record, and why;
    `ข้อมูล ณ 2021-01-31` is the day of a table that tells it. `[แท็บ ก]` begins the next table, `[แท็บ ข ซ้ำกับ ก]` one
    that is left out as a copy, and `[แท็บ ค ปีอื่น 2563]` one of another fiscal year.
    """
    parts = re.split(r"^\s*(\[แท็บ .+\])\n", expected, flags=re.MULTILINE)
    named, bodies = len(parts) > 1, parts[2::2] or parts
    assert len(bodies) == len(reading.tables)
    lines: list[list[str]] = []
    for table, body in zip(reading.tables, bodies, strict=True):
        apart = f" ซ้ำกับ {table.copy_of}" if table.copy_of else f" ปีอื่น {table.other_year}" if table.other_year else ""
        lines += [[f"[แท็บ {table.tab}{apart}]"]] if named else []
        lines += _shown(table, lines_of(body))
    return lines


def lines_of(text: str) -> list[list[str]]:
    """The lines of a drawing as lists of what stands between the bars."""
    return [[part.strip() for part in line.split("|")] for line in text.strip().splitlines() if line.strip()]


def _shown(table: Table, expected: list[list[str]]) -> list[list[str]]:
    """One table in the columns, and with the skipped rows, of its drawing."""
    if table.programme is None:
        return [["ไม่ใช่ตารางของโครงการ"]]
    head = next(line for line in expected if line[0] == "แถว")
    names = [field_named(table, label) for label in head[1:]]
    lines = [(r.row, [f"{r.row}", *(_text(r.values.get(name)) for name in names)]) for r in table.records]
    skipped = {line[0] for line in expected if line[1:2] and line[1].startswith("ข้าม")}
    lines += [(r.row, [f"{r.row}", f"ข้าม {r.why}"]) for r in table.ignored_rows if f"{r.row}" in skipped]
    day = [[f"ข้อมูล ณ {table.as_of}"]] if table.as_of else []
    return [*day, head, *(line for _, line in sorted(lines, key=lambda each: each[0]))]


def field_named(table: Table, label: str) -> str:
    """The field that a programme gives this label."""
    (programme,) = (each for each in shipped_programmes() if each.code == table.programme)
    fields = programme.shapes[table.shape].fields  # type: ignore[index]
    return {spec.label: name for name, spec in fields.items()}[label]


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ใช่" if value else "ไม่"
    if isinstance(value, list):
        return ", ".join(value)
    return f"{value:.10g}" if isinstance(value, float) else f"{value}"


def told(reading: Reading) -> set[str]:
    """Every finding as `C4 FILLED_DOWN`, those for information too; with its tab where there are several."""
    several = len({table.tab_id for table in reading.tables}) > 1
    return {_named(finding, several) for finding in reading.findings}


def _named(finding: Finding, several: bool) -> str:
    return f"{finding.tab}!{finding.cell} {finding.code}" if several else f"{finding.cell} {finding.code}"


def assert_reads(sheet: str, expected: str, findings: str = "") -> None:
    """A drawn workbook is read as it is drawn, with exactly these findings: `C4 FILLED_DOWN, A1 TAB_DUPLICATE`."""
    reading = understood(sheet)
    assert shown(reading, expected) == lines_of(expected)
    assert told(reading) == {part.strip() for part in findings.split(",") if part.strip()}

"""A table's columns held against where they stood in an earlier reading of the same tab (mess.md, row 39)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..codes import CODES
from ..model import Finding, Reading, Table
from ..programmes.schema import FieldSpec, Programme


def moved(before: Reading, after: Reading, programmes: Iterable[Programme]) -> list[Finding]:
    """COLUMN_MOVED at the header of each column that was elsewhere, COLUMN_MISSING for one that held data and is gone.

    Tabs are matched by their id, not by their name. Values are read by what a header says, so that nothing went into
    another field; whoever keeps formulas that name columns by letter will want to know all the same.
    """
    fields = {
        (programme.code, name): shape.fields for programme in programmes for name, shape in programme.shapes.items()
    }
    then = {(table.tab_id, *_kind(table)): table for table in before.tables}
    found: list[Finding] = []
    for table in after.tables:
        earlier, kind = then.get((table.tab_id, *_kind(table))), _kind(table)
        if earlier and kind in fields and not table.copy_of:
            found += _elsewhere(earlier, table, fields[kind])
            found += _gone(earlier, table, fields[kind])
    return [finding.at(workbook_id=after.workbook_id, unit=after.office) for finding in found]


def _kind(table: Table) -> tuple[str, str]:
    return table.programme or "", table.shape or ""


def _elsewhere(before: Table, after: Table, fields: Mapping[str, FieldSpec]) -> Iterator[Finding]:
    for letter, names in _by_letter(after).items():
        was = {before.columns[name] for name in names if name in before.columns}
        if len(was) == 1 and letter not in was:
            said = (
                f"คอลัมน์{fields[names[0]].label}ย้ายจาก {was.pop()} มาอยู่ {letter} ระบบอ่านตามหัวคอลัมน์ จึงได้ค่าถูกต้องเหมือนเดิม"
            )
            yield _finding("COLUMN_MOVED", after, letter, said, names[0])


def _gone(before: Table, after: Table, fields: Mapping[str, FieldSpec]) -> Iterator[Finding]:
    said_already = {
        finding.field for finding in after.findings if finding.code in ("COLUMN_MISSING", "COLUMN_DUPLICATE")
    }
    for letter, names in _by_letter(before).items():
        lost = [name for name in names if name not in after.columns and _held(before, name) and not _held(after, name)]
        if len(lost) < len(names) or said_already & set(lost):
            continue
        labels = " ".join(fields[name].label for name in lost)
        said = (
            f"คอลัมน์{labels} ซึ่งเคยอยู่ที่ {letter} หายไป จึงไม่ทราบค่านี้ทั้งตาราง หากไม่ได้ตั้งใจลบ โปรดนำกลับมา หรือใช้หัวคอลัมน์เหมือนเดิม"
        )
        yield _finding("COLUMN_MISSING", after, min(after.columns.values(), key=_rank, default="A"), said, lost[0])


def _by_letter(table: Table) -> dict[str, Sequence[str]]:
    """Column letter -> the fields read from it."""
    found: dict[str, list[str]] = {}
    for name, letter in table.columns.items():
        found.setdefault(letter, []).append(name)
    return {letter: found[letter] for letter in sorted(found, key=_rank)}


def _rank(letter: str) -> tuple[int, str]:
    return len(letter), letter


def _held(table: Table, name: str) -> bool:
    return any(record.values.get(name) is not None for record in table.records)


def _finding(code: str, table: Table, letter: str, message: str, name: str) -> Finding:
    row = table.header_rows[-1] if table.header_rows else 1
    return Finding(code, CODES[code], f"{letter}{row}", message, field=name, tab=table.tab, tab_id=table.tab_id)

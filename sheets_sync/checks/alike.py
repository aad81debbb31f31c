"""Rows that are too much alike: figures copied from another row, one plot twice, one point for many plots."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..model import Finding, Record, Table
from .subject import Subject, figure

REPEATED = 3  # plots at one point from which it is a wonder (contract.md, section 4)


def copied_row(subject: Subject) -> Iterator[Finding]:
    """Figures all equal to an earlier row's. Options: fields, known (how many of them must be)."""
    seen: dict[tuple[float | None, ...], Record] = {}
    for record in subject.table.records:
        numbers = tuple(figure(record.values.get(name)) for name in subject.options["fields"])
        if sum(bool(number) for number in numbers) < subject.options["known"]:
            continue
        first = seen.setdefault(numbers, record)
        if first is not record:
            yield subject.row(record, f"ตัวเลขทั้งแถวเหมือนแถวที่ {first.row} โปรดตรวจว่าไม่ได้คัดลอกมา")


def same_record(subject: Subject) -> Iterator[Finding]:
    """The same plot twice in a workbook, by any of the shape's identities; tabs of different days are no twins."""
    twins = [table for table in subject.earlier if _same_day(table, subject.table)]
    seen: dict[tuple[object, ...], tuple[str, Record]] = {}
    for table in (*twins, subject.table):
        for record in table.records:
            keys = _identities(record, subject.shape.identity)
            first = next((seen[key] for key in keys if key in seen), None)
            if first and table is subject.table:
                where = f"แถวที่ {first[1].row}" if first[0] == table.tab else f"แท็บ “{first[0]}” แถวที่ {first[1].row}"
                yield subject.row(record, f"แปลงนี้ซ้ำกับ{where} จึงนับครั้งเดียว โปรดตรวจสอบ")
            for key in keys:
                seen.setdefault(key, (table.tab, record))


def _same_day(one: Table, other: Table) -> bool:
    return one.as_of is None or other.as_of is None or one.as_of == other.as_of


def _identities(record: Record, identity: Sequence[Sequence[str]]) -> list[tuple[object, ...]]:
    """What tells a record from others, as far as all of it is known."""
    keys: list[tuple[object, ...]] = []
    for names in identity:
        values = tuple(record.values.get(name) for name in names)
        if None not in values:
            keys.append((tuple(names), *values))
    return keys


def same_point(subject: Subject) -> Iterator[Finding]:
    """The same point for three plots or more, at each but the first. Options: latitude, longitude."""
    at: dict[tuple[float, float], list[Record]] = defaultdict(list)
    for record in subject.table.records:
        point = tuple(figure(record.values.get(subject.options[name])) for name in ("latitude", "longitude"))
        if point[0] is not None and point[1] is not None:
            at[point[0], point[1]].append(record)
    for records in at.values():
        if len(records) >= REPEATED:
            for record in records[1:]:
                said = f"พิกัดนี้ซ้ำกัน {len(records)} แปลง (แถวแรกคือแถวที่ {records[0].row}) โปรดปักหมุดของแปลงนี้"
                yield subject.at_point(record, said)

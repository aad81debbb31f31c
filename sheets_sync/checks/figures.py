"""Figures, days and words of one row that must agree with each other, or with the rest of their column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from ..model import Finding, Record
from .subject import Subject, exceptions, figure, shown

PERCENT_TOLERANCE = 0.6  # of a percentage that officers round
MAJORITY = 0.8


def at_most(subject: Subject) -> Iterator[Finding]:
    """One figure never exceeds another. Options: field, limits (the fields that bound it)."""
    name = subject.options["field"]
    for record in subject.table.records:
        value = figure(record.values.get(name))
        for limit in subject.options["limits"]:
            bound = figure(record.values.get(limit))
            if value is not None and bound is not None and value > bound + 0.5:
                said = f"{subject.label(name)} {shown(value)} มากกว่า{subject.label(limit)} {shown(bound)} โปรดตรวจสอบ"
                yield subject.at(record, name, said)
                break


def ascending(subject: Subject) -> Iterator[Finding]:
    """Each figure is within the next known one: ปลูก 10 ชนิด ≤ ปลูก ≤ ทั้งหมด. Options: fields, smallest first."""
    for record in subject.table.records:
        there = [(n, v) for n in subject.options["fields"] if (v := figure(record.values.get(n))) is not None]
        for (name, value), (limit, bound) in pairwise(there):
            if value > bound:
                said = f"{subject.label(name)} {shown(value)} มากกว่า{subject.label(limit)} {shown(bound)} โปรดตรวจสอบ"
                yield subject.at(record, name, said)


def per_unit_at_most(subject: Subject) -> Iterator[Finding]:
    """A figure shared out stays within reason: baht a household. Options: field, among (fields), limit, of (Thai)."""
    name, limit = subject.options["field"], float(subject.options["limit"])
    for record in subject.table.records:
        value = figure(record.values.get(name))
        shares = [v for n in subject.options["among"] if (v := figure(record.values.get(n)))]
        if value is None or not shares or value <= limit * shares[0] or subject.codes_at(record, name):
            continue
        each = shown(round(value / shares[0]))
        said = f"{subject.label(name)} {shown(value)} เฉลี่ย {each} {subject.options['of']} สูงผิดปกติ โปรดตรวจสอบ"
        yield subject.at(record, name, said)


def percent_of(subject: Subject) -> Iterator[Finding]:
    """A percentage is what its own parts give. Options: field, parts, wholes (any pair of them will do).

    A column most of whose rows disagree is a percentage of something else (of the work), and is left alone.
    """
    name = subject.options["field"]
    wrong: list[tuple[Record, float, float]] = []
    judged = 0
    for record in subject.table.records:
        typed = figure(record.values.get(name))
        given = [
            100 * part / whole
            for part_name in subject.options["parts"]
            for whole_name in subject.options["wholes"]
            if (part := figure(record.values.get(part_name))) is not None
            and (whole := figure(record.values.get(whole_name)))
        ]
        if typed is None or not given:
            continue
        judged += 1
        if all(abs(typed - percent) > PERCENT_TOLERANCE for percent in given):
            wrong.append((record, typed, given[0]))
    for record, typed, percent in exceptions(wrong, judged):
        if "OVER_100" not in subject.codes_at(record, name):
            said = f"{subject.label(name)} {shown(typed)} แต่คำนวณจากตัวเลขในแถวได้ {percent:.2f} โปรดตรวจสอบ"
            yield subject.at(record, name, said, f"{percent:.2f}")


def date_range(subject: Subject) -> Iterator[Finding]:
    """An end is not before its start, said at the end; doubtful days are not judged. Options: start, end."""
    start, end = subject.options["start"], subject.options["end"]
    for record in subject.table.records:
        first, last = record.values.get(start), record.values.get(end)
        if not isinstance(first, str) or not isinstance(last, str) or last >= first:
            continue
        doubts = subject.codes_at(record, start) | subject.codes_at(record, end)
        if not any(code.startswith("DATE_") or code == "YEAR_2DIGIT" for code in doubts):
            said = f"{subject.label(end)} ({last}) อยู่ก่อน{subject.label(start)} ({first}) โปรดตรวจสอบ"
            yield subject.at(record, end, said)


def one_value(subject: Subject) -> Iterator[Finding]:
    """A column that says one thing all the way down, but for a few rows. Options: field."""
    name = subject.options["field"]
    known = [r for r in subject.table.records if r.values.get(name) is not None]
    counts = Counter(record.values[name] for record in known if not isinstance(record.values[name], list))
    if len(counts) < 2:
        return
    usual, times = counts.most_common(1)[0]
    if times < MAJORITY * len(known):
        return
    for record in known:
        value = record.values[name]
        if value != usual:
            said = f"{subject.label(name)} {value} ต่างจากแถวอื่นในแท็บนี้ ({usual}) โปรดตรวจว่าอยู่ในแท็บที่ถูกต้อง"
            yield subject.at(record, name, said, f"{usual}")

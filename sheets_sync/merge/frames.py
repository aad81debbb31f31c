"""Records of many tables become one frame, typed and ranged by the kinds of the programme's fields."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import pandas as pd
from pandera.errors import SchemaErrors

from ..model import Finding, Reading, Table
from ..periods import ERA, MONTHS, MONTHS_SHORT
from ..programmes import Programme
from .register import UNKNOWN, finding_at
from .schemas import NUMBERS, schema_of

MONTH_IN_TITLE = re.compile(
    "(" + "|".join(re.escape(name) for name in (*MONTHS, *MONTHS_SHORT)) + r")\s*(?:พ\.?ศ\.?\s*)?(25\d\d|\d\d)(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Source:
    """A table with the workbook it stands in; `position` is its place in `Register.tables`."""

    position: int
    workbook_id: str
    workbook: str
    own: bool
    as_of: str | None
    table: Table
    programme: str
    shape: Any


def sources_of(readings: Iterable[Reading], programmes: Mapping[str, Programme]) -> list[Source]:
    """The tables that count, in reading order: of a known programme and shape, none left out."""
    found: list[Source] = []
    for reading in readings:
        own = len(reading.office) == 4  # DOPA: a district has four digits
        for table in reading.tables:
            programme = programmes.get(table.programme or "")
            if programme is None or table.shape not in programme.shapes or table.left_out:
                continue
            as_of = table.as_of or month_in(table.tab)
            place = (len(found), reading.workbook_id, reading.title, own, as_of)
            found.append(Source(*place, table, programme.code, table.shape))
    return found


def month_in(title: str) -> str | None:
    """The last day of the month that a tab's name speaks of (`ม.ค. 64`), as an ISO date."""
    match = MONTH_IN_TITLE.search(title)
    if not match:
        return None
    names = MONTHS if match[1] in MONTHS else MONTHS_SHORT
    month, year = names.index(match[1]) + 1, int(match[2]) + (2500 if len(match[2]) == 2 else 0) - ERA
    return f"{year}-{month:02d}-{calendar.monthrange(year, month)[1]}"


def frame_of(
    sources: list[Source], programme: Programme, shape_name: Any, tables: Sequence[Table]
) -> tuple[pd.DataFrame, list[Finding]]:
    """The rows of the tables as one typed frame, and a finding for each value that cannot be."""
    shape = programme.shapes[shape_name]
    rows = [(source, number, record) for source in sources for number, record in enumerate(source.table.records)]
    names = list(dict.fromkeys(chain(shape.fields, *shape.identity, ("province_code", "district_code"))))
    values = pd.DataFrame([dict(record.values) for _, _, record in rows], columns=names, dtype=object)
    typed = {name: typed_column(values[name], kind_of(programme, shape_name, name)) for name in names}
    frame = pd.DataFrame(
        typed
        | {
            "workbook_id": pd.array([s.workbook_id for s, _, _ in rows], dtype="string"),
            "workbook": pd.array([s.workbook for s, _, _ in rows], dtype="string"),
            "tab": pd.array([s.table.tab for s, _, _ in rows], dtype="string"),
            "tab_id": pd.array([s.table.tab_id for s, _, _ in rows], dtype="int64"),
            "row": pd.array([record.row for _, _, record in rows], dtype="int64"),
            "as_of": pd.array([s.as_of for s, _, _ in rows], dtype="string"),
            "own": pd.array([s.own for s, _, _ in rows], dtype="bool"),
            "table": pd.array([s.position for s, _, _ in rows], dtype="int64"),
            "record": pd.array([number for _, number, _ in rows], dtype="int64"),
        }
    )
    frame, impossible = without_impossible(frame, programme, shape_name, tables)
    return with_units(frame), impossible


def kind_of(programme: Programme, shape_name: Any, name: str) -> str:
    """The kind of a field; one that the programme does not list, such as a hashed ID, is a text."""
    spec = programme.shapes[shape_name].fields.get(name)
    return spec.kind if spec else "text"


def typed_column(column: pd.Series[Any], kind: str) -> pd.Series[Any]:
    """A column of values in the type that its kind has, unknown being NA."""
    if kind in NUMBERS:
        return pd.to_numeric(column, errors="coerce").astype("Float64")
    if kind == "yes_no":
        return column.where(column.isin([True, False])).astype("boolean")
    if kind in ("photos", "phones"):
        return column
    return column.astype("string")


def without_impossible(
    frame: pd.DataFrame, programme: Programme, shape_name: Any, tables: Sequence[Table]
) -> tuple[pd.DataFrame, list[Finding]]:
    """The frame with values outside their kind's range made unknown, each with a finding at its cell."""
    try:
        schema_of(programme, shape_name).validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases.dropna(subset=["index"])
        if len(cases) < len(errors.failure_cases):  # a column or a type is wrong: ours to mend, not the office's
            raise
    else:
        return frame, []
    frame = with_units(frame)
    findings = []
    for label, name in cases[["index", "column"]].drop_duplicates().itertuples(index=False):
        spec = programme.shapes[shape_name].fields[name]
        message = f"{spec.label}อยู่นอกช่วงที่เป็นไปได้ จึงยังไม่นำมานับ ขอให้ตรวจสอบค่าที่กรอก"
        value = "" if spec.personal else str(frame.at[label, name])
        findings.append(finding_at(tables, frame.loc[label], "NUMBER_UNREADABLE", message, name, value=value))
        frame.loc[label, name] = pd.NA
    return frame, findings


def with_units(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with `unit`, and with districts and provinces that follow from a finer code."""
    if "tambon_code" in frame:
        frame["district_code"] = frame["district_code"].fillna(frame["tambon_code"].str[:4])
    frame["province_code"] = frame["province_code"].fillna(frame["district_code"].str[:2])
    frame["unit"] = frame["district_code"].fillna(frame["province_code"] + UNKNOWN).fillna(UNKNOWN)
    return frame

"""What a frame's columns must be before it is used: a pandera schema out of the kinds of a shape's fields."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pandera.pandas as pa

from ..programmes import Programme
from ..programmes.schema import FieldSpec

AT_LEAST_0 = pa.Check.ge(0)
NUMBERS: dict[str, Any] = {
    "money": pa.Check.in_range(-1e12, 1e12),  # คงเหลือ may be below zero
    "count": AT_LEAST_0,
    "number": AT_LEAST_0,
    "percent": AT_LEAST_0,  # above 100 is asked about and kept
    "area": AT_LEAST_0,
    "size": AT_LEAST_0,
    "moo": pa.Check.in_range(0, 999),
    "fiscal_year": pa.Check.in_range(2500, 2700),
    "latitude": pa.Check.in_range(5.5, 20.6),
    "longitude": pa.Check.in_range(97.2, 105.8),
}
"""Kinds that are numbers, and the range of each; coordinates are those of Thailand."""

TEXTS: dict[str, Any] = {
    "province": pa.Check.str_matches(r"^\d{2}$"),
    "district": pa.Check.str_matches(r"^\d{4}$"),
    "tambon": pa.Check.str_matches(r"^\d{6}$"),
    "date": pa.Check.str_matches(r"^\d{4}-\d\d-\d\d$"),
}


@lru_cache(maxsize=64)
def _schema(programme: str, shape: str, fields: tuple[tuple[str, str, tuple[str, ...]], ...]) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(
        {name: _column(kind, choices) for name, kind, choices in fields}, name=f"{programme}/{shape}"
    )


def _column(kind: str, choices: tuple[str, ...]) -> pa.Column:
    if kind in NUMBERS:
        return pa.Column("Float64", NUMBERS[kind], nullable=True)
    if kind == "yes_no":
        return pa.Column("boolean", nullable=True)
    if kind in ("photos", "phones"):
        return pa.Column(object, nullable=True)
    check = pa.Check.isin(choices) if choices else TEXTS.get(kind)
    return pa.Column("string", check, nullable=True)


def schema_of(programme: Programme, shape_name: Any) -> pa.DataFrameSchema:
    """The schema of one shape of a programme."""
    fields = programme.shapes[shape_name].fields
    return _schema(
        programme.code,
        shape_name,
        tuple((name, spec.kind, _choices(programme, spec)) for name, spec in fields.items()),
    )


def _choices(programme: Programme, spec: FieldSpec) -> tuple[str, ...]:
    if spec.kind == "stage":
        return tuple(programme.stages)
    return tuple(programme.choices.get(str(spec.options.get("choice", spec.kind)), ()))

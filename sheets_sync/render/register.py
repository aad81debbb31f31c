"""The register of a programme as one table to be handed on: its fields in order, personal data masked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from .. import areas
from ..programmes import Programme
from ..programmes.schema import ShapeName
from .masking import masked, masked_label, masked_name, without_numbers

MASK = "•••"
FREE = {"text": masked, "village": masked_label, "soil": masked_label, "plot_no": masked_label, "deed_no": masked_label}
"""Kinds of which whatever an office typed is kept, with what hides people in them."""


def register_table(
    rows: pd.DataFrame,
    programme: Programme,
    units: Iterable[str],
    *,
    unmasked: bool,
    shape: ShapeName = "register",
    initials: bool = False,
) -> pd.DataFrame:
    """One row a plot or village of the provinces and districts given, or of all, with the programme's fields in order.

    `rows` are the counted rows of a register, or of another shape. Unless `unmasked`, personal fields show only that
    something is there (of a name its `initials`, where that is asked for), free texts hide what officers wrote of
    people, the row's own owner among them, and no other field shows a telephone or an ID that strayed into it.
    """
    fields = programme.shapes[shape].fields
    wanted = tuple(units)
    if wanted:
        place = rows["district_code"].fillna(rows["province_code"]).fillna("").astype(str)
        rows = rows[place.str.startswith(wanted)]
    table = rows.reindex(columns=list(fields)).reset_index(drop=True)
    names = table[[name for name, spec in fields.items() if spec.kind == "name"]].map(_plain).values.tolist()
    for name, spec in fields.items():
        column = table[name].map(_plain)
        if unmasked:
            table[name] = _whole(column)
        elif spec.personal and spec.kind == "name" and initials:
            table[name] = column.map(lambda value: masked_name(value) if isinstance(value, str) else None)
        elif spec.personal:
            table[name] = column.map(lambda value: None if unknown(value) else MASK)
        elif hide := FREE.get(spec.kind):
            hidden = [[own for own in row if isinstance(own, str)] for row in names]
            table[name] = [hide(v, own) if isinstance(v, str) else v for v, own in zip(column, hidden, strict=True)]
        else:
            table[name] = _whole(column.map(lambda value: without_numbers(value) if isinstance(value, str) else value))
    for name, level in (("province", "province_code"), ("district", "district_code"), ("tambon", "tambon_code")):
        if level in table:
            table[name] = table[level].map(lambda code: areas.area_name(code) if isinstance(code, str) else None)
    return table


def unknown(value: Any) -> bool:
    """Whether a value of a table says nothing: none, not available, or an empty list."""
    if pd.api.types.is_list_like(value):
        return len(value) == 0
    return value is None or bool(pd.isna(value))


def _whole(column: pd.Series[Any]) -> pd.Series[Any]:
    """Whole numbers as such: หมู่ 5, not 5.0."""
    if pd.api.types.is_float_dtype(column) and bool((column.dropna() % 1 == 0).all()):
        return column.astype("Int64")
    return column


def _plain(value: Any) -> Any:
    """A value that every format can hold: lists joined, unknown as None."""
    if unknown(value):
        return None
    return " ".join(map(str, value)) if pd.api.types.is_list_like(value) else value

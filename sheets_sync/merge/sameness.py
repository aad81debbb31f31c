"""Which rows are the same plot, village or district, and which of them counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from ..model import Finding, Table
from ..programmes.schema import Shape
from .register import finding_at


def count_once(
    frame: pd.DataFrame, shape: Shape, shape_name: str, tables: Sequence[Table]
) -> tuple[pd.DataFrame, list[Finding]]:
    """Mark the row that counts among those that are the same, and ask about repeats between offices.

    The district's own workbook comes before a province's register, then the latest as-of, then reading order.
    A repeat inside one workbook is the checks' to find; a province's register is expected to repeat its districts'.
    """
    order = frame.sort_values(["own", "as_of"], ascending=[False, False], na_position="last", kind="stable").index
    ranked = frame.loc[order].reset_index(drop=True)
    first = first_of_the_same(ranked, shape, shape_name)
    ranked["counted"] = first == first.index
    findings = repeats(ranked, first, shape.row_label, tables) if shape_name == "register" else []
    ranked.index = order
    return ranked.sort_index(), findings


def first_of_the_same(frame: pd.DataFrame, shape: Shape, shape_name: str) -> pd.Series[Any]:
    """For each row the position of the first row that is the same, by any identity and through any chain of rows.

    Rows of a summary are the same where they are of one unit, the part of unknown district among them.
    """
    identity = [["unit"]] if shape_name == "summary" else shape.identity
    first = pd.Series(range(len(frame)), index=frame.index)
    groups = [frame.groupby(fields, dropna=True, sort=False).ngroup() for fields in identity]
    while True:
        before = first
        for group in groups:
            known = group >= 0
            first = first.where(~known, first.groupby(group).transform("min"))
        if first.equals(before):
            return first


def repeats(frame: pd.DataFrame, first: pd.Series[Any], row_label: str, tables: Sequence[Table]) -> list[Finding]:
    """A DUP_PLOT for each row that another office's workbook holds too, at the row that is not counted."""
    winner = frame.loc[first.to_numpy(), ["workbook_id", "own", "workbook", "tab", "row"]].reset_index(drop=True)
    elsewhere = (winner["workbook_id"] != frame["workbook_id"]) & ~(winner["own"] & ~frame["own"])
    found = []
    for label in frame.index[elsewhere & ~frame["counted"]]:
        other = winner.loc[label]
        message = (
            f"{row_label}นี้มีอยู่แล้วในไฟล์ “{other['workbook']}” แท็บ “{other['tab']}” แถวที่ {other['row']} "
            f"จึงนับเพียงครั้งเดียว ขอให้ตรวจสอบว่าเป็น{row_label}เดียวกันหรือไม่"
        )
        found.append(finding_at(tables, frame.loc[label], "DUP_PLOT", message))
    return found

"""Columns that stand elsewhere than in the month before, or are gone."""

from __future__ import annotations

import pytest

from sheets_sync.checks import moved
from sheets_sync.programmes import shipped_programmes

from ..reading.sheets import read, tab

TITLE = "ทะเบียนแปลงโคก หนอง นา อำเภอยางตลาด จังหวัดกาฬสินธุ์"
DECEMBER = f"""
    {TITLE}
    ลำดับ | ชื่อ-สกุล      | ตำบล   | ประเภท | ขนาด | เบิกจ่าย
    1     | นายสมชาย ใจดี | หัวงัว  | HLM   | 3   | 104,000
    2     | นางสมศรี มีสุข  | ยางตลาด | HLM   | 1   | 45,200
"""
WITH_A_NEW_COLUMN = f"""
    {TITLE}
    ลำดับ | ชื่อ-สกุล      | เลขรับ | ตำบล   | ประเภท | ขนาด | เบิกจ่าย
    1     | นายสมชาย ใจดี | ก12   | หัวงัว  | HLM   | 3   | 104,000
    2     | นางสมศรี มีสุข  | ก13   | ยางตลาด | HLM   | 1   | 45,200
"""
WITHOUT_PAYMENTS = f"""
    {TITLE}
    ลำดับ | ชื่อ-สกุล      | ตำบล   | ประเภท | ขนาด
    1     | นายสมชาย ใจดี | หัวงัว  | HLM   | 3
    2     | นางสมศรี มีสุข  | ยางตลาด | HLM   | 1
"""


def said(january: str, december: str = DECEMBER, **more: str) -> list[tuple[str, str, str]]:
    before, after = read(tab(december, "ทะเบียน")), read(tab(january, **{"title": "ทะเบียน", **more}))
    return [(f.cell, f.code, f.severity.value) for f in moved(before, after, shipped_programmes())]


def test_a_column_put_in_the_middle_moves_those_on_its_right() -> None:
    assert said(WITH_A_NEW_COLUMN) == [(f"{letter}2", "COLUMN_MOVED", "info") for letter in "DEFG"]


def test_a_tab_is_the_same_by_whatever_name() -> None:
    assert said(WITH_A_NEW_COLUMN, title="ทะเบียน (ใหม่)") == said(WITH_A_NEW_COLUMN)


def test_a_column_that_held_data_and_is_gone_is_told_at_the_header() -> None:
    assert said(WITHOUT_PAYMENTS) == [("B2", "COLUMN_MISSING", "error")]


@pytest.mark.parametrize("december", [DECEMBER, WITHOUT_PAYMENTS])
def test_new_columns_at_the_end_and_no_change_are_nothing_to_tell(december: str) -> None:
    assert said(DECEMBER, december) == []


def test_a_finding_bears_its_workbook_and_office() -> None:
    before, after = read(tab(DECEMBER)), read(tab(WITHOUT_PAYMENTS))
    [finding] = moved(before, after, shipped_programmes())
    assert (finding.workbook_id, finding.unit, finding.field) == ("book", "4607", "disbursed_baht")

"""The one door to all parsers: what it promises for every kind."""

import re

import pytest

from sheets_sync.model import BLANK, Cell
from sheets_sync.reading.cells import (
    PARSERS,
    Context,
    filled,
    join_name,
    looks_like,
    looks_thousands,
    parts_of,
    percent_scale,
    stage_counts,
    understand,
)


@pytest.mark.parametrize("kind", PARSERS)
def test_blank_is_unknown_without_a_word(kind):
    read = understand(kind, BLANK, Context())
    assert dict(read.values) == dict.fromkeys(parts_of(kind))
    assert read.doubts == ()


@pytest.mark.parametrize("kind", PARSERS)
@pytest.mark.parametrize("cell", [Cell("#REF!", error="REF"), Cell("Loading..."), Cell("กำลังโหลด…"), Cell("#N/A")])
def test_a_broken_formula_is_unknown_and_never_zero(kind, cell):
    read = understand(kind, cell, Context())
    assert set(read.values.values()) == {None}
    assert [doubt.code for doubt in read.doubts] == ["FORMULA_ERROR"]


def test_equal_contexts_remember_the_same_understanding():
    first = understand("money", Cell("1,200.-"), Context(thousands=True))
    assert understand("money", Cell("1,200.-"), Context(thousands=True)) is first


STAGES = (("digging", ("อยู่ระหว่างขุด",)), ("dug", ("ขุดเสร็จแล้ว", "ขุดเสร็จ")))


def test_row_112_plots_by_stage_in_a_sentence():
    assert stage_counts("ขุดเสร็จแล้ว 3 แปลง อยู่ระหว่างขุด 1 แปลง", STAGES) == {"dug": 3, "digging": 1}
    assert stage_counts("ติดเรื่องน้ำ", STAGES) == {}


def test_names_in_three_columns():
    assert join_name("น.ส.", " ทองม้วน ", "บุ่งคล้าใหญ่") == "นางสาวทองม้วน บุ่งคล้าใหญ่"
    assert join_name("-", "สมชาย", "ใจดี") == "สมชาย ใจดี"
    assert join_name("นาย", "", "") is None


def cells(*typed):
    return [Cell(str(value), float(value) if isinstance(value, int | float) else value) for value in typed]


def test_the_scale_of_a_column_of_percentages():
    assert percent_scale(cells(0.8, 0.25, 1)) == 100
    assert percent_scale(cells(80, 25, 100)) == 1
    assert percent_scale(cells(80, 0.25, 100)) == 0
    assert percent_scale([*cells("80%"), Cell("0.9", 0.9)]) == 0
    assert percent_scale(cells(1, 0, "-")) == 1


def test_a_column_of_thousands():
    assert looks_thousands(cells("104,000", 45200, "1.200"))
    assert not looks_thousands(cells(5, 3, "1.200"))
    assert not looks_thousands([])


LOOKS = {
    "citizen_id": ("3-4601-95123-45-1", "3460195123451", "xxxxxxxxxxxxx"),
    "phones": ("081-234-5678", "0812345678", "812345678"),
    "date": ("8 ม.ค. 64", "8/1/2564"),
    "point": ("16.43281, 103.50658", "https://maps.app.goo.gl/x"),
    "name": ("นายสมชาย ใจดี", "น.ส.ศิริพร นาทองดำ"),
    "model": ("HLM", "clm"),
    "deed": ("โฉนด", "น.ส.3 ก"),
    "area": ("3-0-25", "3 ไร่ 2 งาน"),
    "ratio": ("1:3", "1ต่อ2"),
    "percent": ("80%", "25%"),
    "money": ("104,000", "45,200.-"),
    "count": (5, "3 แปลง"),
    "yes_no": ("✓", "x"),
    "tambon": ("ต.ยางตลาด", "เว่อ"),
    "photos": ("https://drive.google.com/file/d/1", "ภาพอยู่ในไลน์"),
}


@pytest.mark.parametrize("kind", LOOKS)
def test_a_column_looks_like_its_kind_and_less_like_words(kind):
    context = Context(province="46", district="4607")
    assert looks_like(kind, filled(cells(*LOOKS[kind], "", "-")), context) == 1
    assert looks_like(kind, cells("ตามมติที่ประชุม", "รอเอกสาร"), context) == 0


def test_sizes_are_told_from_areas_and_names_from_places():
    assert looks_like("size", cells(1, 3, 15)) == 1 > looks_like("area", cells(1, 3, 15))
    assert looks_like("name", cells("ยางตลาด", "เว่อ")) == 0
    assert looks_like("district", cells("ยางตลาด", "นามน"), Context(province="46")) == 1


@pytest.mark.parametrize("at", [288, 290, 295])
@pytest.mark.parametrize("typed", ["3460195123451", "3-4601-95123-45-1"])
def test_an_id_on_the_edge_of_what_is_looked_at_is_masked_whole(at, typed):
    """Cut first, its first digits would be no ID any more, and stand; the last four may."""
    read = understand("name", Cell("ก" * at + typed + " ต่อท้าย" * 20), Context())
    assert re.search("3-?46", str(dict(read.values)) + str(read.doubts)) is None

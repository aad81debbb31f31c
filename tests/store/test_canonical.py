"""A reading comes back as it went in, and the same content always has the same hash."""

from __future__ import annotations

import json
import zlib
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.errors import StoreError
from sheets_sync.model import IgnoredRow, Reading, Record, Table, Value
from sheets_sync.store.canonical import pack, unpack

from .made import a_finding, a_reading

texts = st.text(st.characters(exclude_categories=()), max_size=9)  # lone surrogates and NUL included
values = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), texts, st.lists(texts))


@given(texts, st.dictionaries(texts, values, max_size=6))
def test_every_value_comes_back_as_it_was_and_of_its_type(title: str, row: dict[str, Value]) -> None:
    reading = Reading("w1", title, (Table(title, 7, records=(Record(3, row, {"phones": "B3"}),)),))
    back = unpack(*pack(reading))
    assert back == reading
    assert [type(v) for v in back.tables[0].records[0].values.values()] == [type(row[k]) for k in sorted(row)]


def test_findings_and_ignored_rows_come_back_as_nouns() -> None:
    table = Table(
        "สรุป", 5, header_rows=(4, 5), columns={"plots": "C"}, ignored_rows=(IgnoredRow(12, "total"),),
        findings=(a_finding(),), confidence={"plots": 0.5},
    )  # fmt: skip
    assert unpack(*pack(Reading("w1", "ชีต", (table,)))) == Reading("w1", "ชีต", (table,))


def test_the_order_in_which_fields_were_read_does_not_change_the_hash() -> None:
    there, back = {"moo": 1, "village": "ดอน"}, {"village": "ดอน", "moo": 1}
    readings = [Reading("w1", "ชีต", (Table("ก", 0, records=(Record(1, row),)),)) for row in (there, back)]
    proxied = Reading("w1", "ชีต", (Table("ก", 0, records=(Record(1, MappingProxyType(there)),)),))
    assert len({pack(reading)[0] for reading in [*readings, proxied]}) == 1


def test_one_value_changed_is_another_hash() -> None:
    hashes = {pack(a_reading("w1", size))[0] for size in (0, None, "0", 1, 1.5, False)}
    assert len(hashes) == 6


def test_what_equals_its_default_is_left_out_so_that_a_new_field_moves_no_old_hash() -> None:
    content = json.loads(zlib.decompress(pack(Reading("w1", "ชีต", (Table("ก", 0),)))[1]))
    assert content == {"workbook_id": "w1", "title": "ชีต", "tables": [{"tab": "ก", "tab_id": 0}]}


def test_damaged_bytes_are_never_taken_for_a_reading() -> None:
    digest, packed = pack(a_reading("w1", 3))
    other = pack(a_reading("w1", 4))[1]
    for damaged in (packed[:-5], b"", other):
        with pytest.raises(StoreError, match=f"reading {digest[:12]} is damaged; restore"):
            unpack(digest, damaged)

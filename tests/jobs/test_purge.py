"""A month's old data leaves for good, or one person does; figures stay."""

from __future__ import annotations

from sheets_sync.jobs.purge import without
from sheets_sync.reading.text import fold

from ..render.building import PROGRAMMES, plot, reading, table

KEY = fold("สมชาย ใจดีมาก")


def test_a_person_leaves_their_row_and_what_others_wrote_of_them() -> None:
    before = reading(
        "w",
        table(
            plot("นายสมชาย ใจดีมาก", phones=["0812345678"], disbursed_baht=5.0, remark="สมชาย ใจดีมาก ย้ายบ้าน"),
            plot("นายอื่น คนละคน", remark="ข้างแปลงนายสมชาย  ใจดีมาก น้ำท่วม"),
        ),
    )
    mine, others = without(before, KEY, PROGRAMMES).tables[0].records
    assert "owner_name" not in mine.values
    assert "phones" not in mine.values
    assert mine.values["disbursed_baht"] == 5.0
    assert others.values["owner_name"] == "นายอื่น คนละคน"
    assert not any(KEY in fold(str(record.values)) for record in (mine, others))
    assert "น้ำท่วม" in str(others.values["remark"])


def test_whoever_is_not_in_it_changes_nothing() -> None:
    before = reading("w", table(plot("นายอื่น คนละคน")))
    assert without(before, KEY, PROGRAMMES) is before

"""A month's old data leaves for good, or one person does; figures stay."""

from __future__ import annotations

from pathlib import Path

from sheets_sync import jobs
from sheets_sync.files import write_whole
from sheets_sync.jobs.purge import without
from sheets_sync.periods import Month
from sheets_sync.reading.text import fold

from ..render.building import PROGRAMMES, plot, reading, table
from ..soak.office import write_config
from ..store.made import DAY, NOW, an_edition

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


def test_only_the_files_of_the_edition_itself_go(tmp_path: Path) -> None:
    """Region 1's page is old, that of region 12 is not, however their names begin."""
    (tmp_path / "sheets").mkdir()
    config = write_config(tmp_path, tmp_path / "sheets")
    folder = config.out / "editions" / "2564-01"
    for name in ("region-1.html", "region-1-map.png", "region-12.html", "region-12-map.png"):
        write_whole(folder / name, b"x")
    with jobs.opened(config) as store:
        store.keep_edition(an_edition("region-1"), (), NOW - 500 * DAY)
        store.keep_edition(an_edition("region-12"), (), NOW)
        jobs.purge(config, store, Month(2020, 1), NOW, rehearse=False)
    assert sorted(path.name for path in folder.iterdir()) == ["region-12-map.png", "region-12.html"]

"""A month's old data leaves for good, or one person does; figures stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheets_sync import jobs
from sheets_sync.files import write_whole
from sheets_sync.jobs.purge import without
from sheets_sync.periods import Month
from sheets_sync.reading.text import fold

from ..render.building import PROGRAMMES, plot, reading, table
from ..soak.office import write_config
from ..store.made import DAY, NOW, an_edition, keep

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


@pytest.mark.parametrize("typed", ["สมชาย ใจดีมาก", "นายสมชาย ใจดีมาก", "สมชาย  ใจดีมาก"])
def test_whoever_has_the_same_given_name_stays(tmp_path: Path, typed: str) -> None:
    """Typed with a title or without: it is the name and surname that are looked for, never one of them."""
    (tmp_path / "sheets").mkdir()
    config = write_config(tmp_path, tmp_path / "sheets")
    people = ["นายสมชาย ใจดีมาก", "นายสมชาย รักสงบ", "ด.ช.สมชาย อื่นไกล"]
    with jobs.opened(config) as store:
        keep(store, reading("w1", table(*map(plot, people))))
        store.keep_snapshot(store.start_run("sync", NOW), NOW)
        keep(store, reading("w1", table(plot("นายคนใหม่ มาแทน"))), NOW + DAY, "v2")
        jobs.erase(config, store, typed, rehearse=False)
        (before,) = store.readings(store.as_of(NOW))  # type: ignore[arg-type]
    names = [record.values.get("owner_name") for record in before.tables[0].records]
    assert names == [None, *people[1:]]

"""Our own tab is nothing that an office has typed, and our writing it is no touch of theirs: stale stays stale."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from sheets_sync import jobs
from sheets_sync.model import Cell, Workbook
from sheets_sync.sources.emulator import Call, Emulator
from sheets_sync.sources.emulator.answers import Answer, as_json

from ..conftest import NOW
from .writing import RIGHT, WRONG, District, district

WRITER = "findings-writer@emulator.iam.gserviceaccount.com"
NOVEMBER = NOW.replace(year=2020, month=11).timestamp()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[District]:
    """Nobody has touched Yang Talat's sheet since November."""
    with district(tmp_path) as one:
        one.keep("ยางตลาด", RIGHT, WRONG, at=NOVEMBER)
        yield one


def stands(office: District) -> tuple[str, str]:
    """(state, day of the office's last change) of Yang Talat as `status` tells them at the closing."""
    with office.store() as store:
        found = {each["title"]: each for each in jobs.status(office.config, store, NOW)}
    return str(found["ยางตลาด"]["state"]), str(found["ยางตลาด"]["changed_at"])[:10]


def changed(office: District) -> object:
    """The instant of the office's last change, as it is kept."""
    with office.store() as store:
        return next(book.changed_at for book in store.workbooks() if book.title == "ยางตลาด")


def nobody_told(emulator: Emulator) -> None:
    """Drive does not say who changed a file last, as it may."""

    def fault(call: Call) -> Answer | None:
        if call.name not in ("files.list", "files.get"):
            return None
        answer = emulator.serve(call)
        body = json.loads(answer.body)
        for file in body.get("files", [body]):
            file.pop("lastModifyingUser", None)
        return as_json(body)

    emulator.fault = fault


@pytest.mark.parametrize("told", [True, False], ids=["Drive says who", "Drive does not"])
def test_a_stale_sheet_stays_stale_after_we_wrote_into_it(office: District, told: bool) -> None:
    if not told:
        nobody_told(office.emulator)
    for _ in range(3):
        office.both()
        assert stands(office) == ("stale", "2020-11-05")
    assert len(office.writes()) == 1
    assert office.sync().stale == 1


def test_an_office_that_works_after_us_is_seen_at_once(office: District) -> None:
    office.both()
    office.both()
    office.type("ยางตลาด", "G3", "กำลังขุด")
    office.sync()
    assert stands(office)[0] == "fresh"


def test_an_office_that_works_between_our_reading_and_our_writing_is_seen_too(office: District) -> None:
    """The last hand in the sheet is ours, but what stands in it is not what we had read."""
    office.sync()
    office.type("ยางตลาด", "G3", "กำลังขุด")
    office.round()
    office.sync()
    assert stands(office)[0] == "fresh"


def test_a_formula_that_goes_by_the_day_is_no_touch_of_the_office(office: District) -> None:
    """`=TODAY()` says something else at the look after ours."""
    today = Cell("44232", 44232.0, formula="=TODAY()")
    office.edit("ยางตลาด", lambda book: put(book, today))
    office.sync()
    seen = changed(office)
    office.round()
    office.emulator.library.edit(office.file("ยางตลาด"), lambda book: put(book, replace(today, value=44233.0)), WRITER)
    office.sync()
    assert changed(office) == seen


def put(workbook: Workbook, cell: Cell) -> Workbook:
    """The workbook with a cell at the end of its first row."""
    first = workbook.tabs[0]
    rows = ((first.rows[0][0], cell), *first.rows[1:])
    return replace(workbook, tabs=(replace(first, rows=rows), *workbook.tabs[1:]))


def test_an_office_that_only_opens_and_saves_has_touched_its_sheet(office: District) -> None:
    office.both()
    office.both()
    office.edit("ยางตลาด", lambda workbook: workbook)
    office.sync()
    assert stands(office)[0] == "fresh"


def test_a_sheet_that_was_read_before_the_tab_was_switched_on_stays_stale(office: District) -> None:
    office.set("")
    office.sync()
    office.set("findings_tab: {}")
    office.both()
    office.sync()
    assert stands(office) == ("stale", "2020-11-05")


def test_switched_off_again_it_stays_stale(office: District) -> None:
    office.both()
    office.set("")
    office.sync()
    assert stands(office) == ("stale", "2020-11-05")


def test_the_tab_moves_no_reading_no_finding_and_no_record(office: District) -> None:
    """A copy of it, which an officer made, as little."""
    before, hashes = office.sync(), {}
    office.round()
    with office.store() as store:
        hashes = {book.title: book.reading_hash for book in store.workbooks()}
        found = store.findings()
    (ours,) = [tab for tab in office.workbook("ยางตลาด").tabs if tab.title == "สิ่งที่ควรแก้"]
    copy = replace(ours, id=12, title="สำเนาของ สิ่งที่ควรแก้")
    office.edit("ยางตลาด", lambda workbook: replace(workbook, tabs=(copy, *workbook.tabs)))
    after = office.sync()
    assert after.pulls == {"changed": 1, "unchanged": 1}
    with office.store() as store:
        assert {book.title: book.reading_hash for book in store.workbooks()} == hashes
        assert store.findings() == found
    assert (after.records, after.findings) == (before.records, before.findings)


def test_a_downloaded_workbook_is_read_without_it_and_inspect_lists_it(office: District, tmp_path: Path) -> None:
    """As .xlsx it has another number, and its mark."""
    office.both()
    path = tmp_path / "ยางตลาด.xlsx"
    book = openpyxl.load_workbook(office.folder / "drive" / "ยางตลาด.xlsx")
    tab = book.create_sheet("สิ่งที่ควรแก้")
    for row in office.ours("ยางตลาด"):
        tab.append(row)
    book.save(path)
    register, listed = jobs.inspect(str(path), None, NOW).as_dict()["tabs"]
    assert (register["programme"], len(register["records"])) == ("khok_nong_na", 2)
    assert listed["tab"] == "สิ่งที่ควรแก้"
    assert [listed[name] for name in ("programme", "shape", "records", "findings")] == [None, None, [], []]


def test_without_the_key_drive_is_not_asked_who_changed_a_file(office: District) -> None:
    office.set("")
    office.sync()
    assert "lastModifyingUser" not in str([call.query for call in office.emulator.requests])

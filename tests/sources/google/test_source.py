"""Each workbook has its own outcome; what one cannot give never stops the others."""

import datetime as dt
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.errors import SourceError
from sheets_sync.model import Mark, Pull, PullState, WorkbookState
from sheets_sync.sources import UnreadableWorkbook
from sheets_sync.sources.emulator import Answer, Call
from sheets_sync.sources.emulator.answers import as_json
from sheets_sync.sources.emulator.tokens import EMAIL
from sheets_sync.sources.google.client import TRIES
from sheets_sync.sources.google.source import IN_A_ROW

from ..books import book
from .conftest import Desk

READ = "spreadsheets.get"
UNAVAILABLE = as_json({"error": {"code": 503, "status": "UNAVAILABLE"}}, 503)


def by_title(pulls: list[Pull]) -> dict[str, Pull]:
    return {pull.title or pull.workbook_id: pull for pull in pulls}


def marks(pulls: list[Pull]) -> dict[str, Mark]:
    return {p.workbook_id: Mark(p.workbook_id, p.version, p.changed_at) for p in pulls if p.state is PullState.CHANGED}


def failing(name: str, answer: Answer = UNAVAILABLE) -> Callable[[Call], Answer | None]:
    return lambda call: answer if call.name == READ and call.id == name else None


def copies(desk: Desk, number: int) -> None:
    for i in range(number):
        shutil.copy(desk.emulator.library.folder / "kamalasai.xlsx", desk.emulator.library.folder / f"d{i:03}.xlsx")


def test_a_workbook_is_read_whole_in_one_request(desk: Desk) -> None:
    pulled = by_title(list(desk.source().pull({})))["yangtalat"]
    assert pulled.workbook is not None
    assert [(tab.id, tab.title, tab.hidden) for tab in pulled.workbook.tabs] == [
        (0, "แปลง", False),
        (1, "ม.ค. 64", False),
        (2, "Sheet3", True),
    ]
    assert pulled.changed_at is not None
    assert pulled.changed_at.tzinfo is dt.UTC
    assert desk.calls(READ) == 3


def test_nothing_changed_costs_one_request(desk: Desk) -> None:
    source = desk.source()
    known = marks(list(source.pull({})))
    before = len(desk.emulator.requests)
    assert {pull.state for pull in source.pull(known)} == {PullState.UNCHANGED}
    assert len(desk.emulator.requests) - before == 1


def test_only_the_folder_that_is_configured_is_read_and_those_in_it(desk: Desk) -> None:
    assert by_title(list(desk.source(folders=[desk.id("46")]).pull({}))).keys() == {"namon"}
    assert by_title(list(desk.source(folders=[desk.emulator.root]).pull({}))).keys() == {
        "namon",
        "yangtalat",
        "kamalasai",
    }


def test_only_the_spreadsheets_that_are_configured_are_read(desk: Desk) -> None:
    link = f"https://docs.google.com/spreadsheets/d/{desk.id('46/namon.xlsx')}/edit#gid=0"
    assert by_title(list(desk.source(spreadsheets=[link]).pull({}))).keys() == {"namon"}


def test_lost_access_says_which_address_to_share_with(desk: Desk) -> None:
    source = desk.source()
    known = marks(list(source.pull({})))
    desk.emulator.library.share(desk.id("yangtalat.xlsx"), shared=False, logged=False)
    pulls = {pull.workbook_id: pull for pull in source.pull(known)}
    lost = pulls[desk.id("yangtalat.xlsx")]
    assert (lost.state, lost.failure) == (PullState.FAILED, WorkbookState.LOST_ACCESS)
    assert EMAIL in lost.message
    assert [p.state for p in pulls.values() if p is not lost] == [PullState.UNCHANGED] * 2


def test_access_lost_between_the_list_and_the_read(desk: Desk) -> None:
    answer = as_json(
        {"error": {"code": 403, "message": "The caller does not have permission", "status": "PERMISSION_DENIED"}}, 403
    )
    desk.fault = failing(desk.id("yangtalat.xlsx"), answer)
    pulled = by_title(list(desk.source().pull({})))
    assert pulled["yangtalat"].failure is WorkbookState.LOST_ACCESS
    assert EMAIL in pulled["yangtalat"].message
    assert pulled["kamalasai"].state is PullState.CHANGED
    assert desk.calls(READ) == 3


def test_a_wrong_id_is_told_and_not_tried_twice(desk: Desk) -> None:
    pull = next(iter(desk.source(spreadsheets=["1unknown"]).pull({})))
    assert (pull.workbook_id, pull.failure) == ("1unknown", WorkbookState.LOST_ACCESS)
    assert "ไม่พบชีตนี้" in pull.message
    assert desk.calls("files.get") == 1


def test_the_trash_is_told_when_the_sheet_was_read_before(desk: Desk) -> None:
    source = desk.source()
    known = marks(list(source.pull({})))
    desk.emulator.library.trash(desk.id("yangtalat.xlsx"))
    assert by_title(list(source.pull(known)))["yangtalat"].failure is WorkbookState.TRASHED
    assert "yangtalat" not in by_title(list(source.pull({})))


def test_an_excel_file_in_the_folder_is_told_how_to_become_a_sheet(desk: Desk) -> None:
    (desk.emulator.library.folder / "เก่า.xls").write_bytes(b"old")
    pulled = by_title(list(desk.source(folders=[desk.emulator.root]).pull({})))["เก่า.xls"]
    assert pulled.failure is WorkbookState.OFFICE_FILE
    assert "บันทึกเป็น Google ชีต" in pulled.message


def test_what_google_opens_but_cannot_read_as_a_sheet(desk: Desk) -> None:
    (desk.emulator.library.folder / "broken.xlsx").write_bytes(b"PK nothing")
    assert by_title(list(desk.source().pull({})))["broken"].failure is WorkbookState.OFFICE_FILE


def test_a_link_to_something_else_is_told(desk: Desk) -> None:
    (desk.emulator.library.folder / "แผนที่.png").write_bytes(b"x")
    pull = next(iter(desk.source(spreadsheets=[desk.id("แผนที่.png")]).pull({})))
    assert (pull.failure, "ไม่ใช่ Google ชีต" in pull.message) == (WorkbookState.UNREADABLE, True)


def test_a_sheet_taken_out_of_the_configuration_is_no_longer_told(desk: Desk) -> None:
    known = {desk.id("yangtalat.xlsx"): Mark(desk.id("yangtalat.xlsx"), "1")}
    assert by_title(list(desk.source(spreadsheets=[desk.id("46/namon.xlsx")]).pull(known))).keys() == {"namon"}


def test_a_server_that_does_not_know_a_field_is_asked_for_everything(desk: Desk) -> None:
    plain = by_title(list(desk.source().pull({})))
    wrong = as_json({"error": {"code": 400, "status": "INVALID_ARGUMENT", "message": "Request contains"}}, 400)
    desk.fault = lambda call: wrong if call.name == READ and "chipRuns" in call.one("fields") else None
    source = desk.source()
    source.connections = 1
    before = desk.calls(READ)
    assert {t: p.workbook for t, p in by_title(list(source.pull({}))).items()} == {
        t: p.workbook for t, p in plain.items()
    }
    assert desk.calls(READ) - before == 4


def test_a_drive_that_knows_no_or_is_asked_plainly(desk: Desk) -> None:
    wrong = as_json(
        {"error": {"code": 400, "errors": [{"reason": "invalid", "location": "q"}], "message": "Invalid"}}, 400
    )
    desk.fault = lambda call: wrong if call.name == "files.list" and " or " in call.one("q") else None
    assert len(list(desk.source().pull({}))) == 3


def test_pictures_in_the_folder_are_not_workbooks(desk: Desk) -> None:
    everything = [{"id": "1photo", "name": "รูป", "mimeType": "image/jpeg"}]
    desk.fault = lambda call: as_json({"files": everything}) if call.name == "files.list" else None
    assert list(desk.source().pull({})) == []
    assert list(desk.source(folders=["1some"]).pull({})) == []


def test_a_sheet_moved_out_of_the_folder_is_told(desk: Desk) -> None:
    known = {desk.id("yangtalat.xlsx"): Mark(desk.id("yangtalat.xlsx"), "1")}
    pulled = by_title(list(desk.source(folders=[desk.id("46")]).pull(known)))
    assert pulled["yangtalat"].failure is WorkbookState.LOST_ACCESS
    assert "ถูกย้าย" in pulled["yangtalat"].message


def test_a_folder_that_drive_does_not_know_is_one_failure(desk: Desk) -> None:
    missing = as_json({"error": {"code": 404, "message": "File not found: .", "errors": [{"reason": "notFound"}]}}, 404)
    desk.fault = lambda call: missing if call.name == "files.list" and "1nothing" in call.one("q") else None
    pulled = by_title(list(desk.source(folders=["1nothing", desk.id("46")]).pull({})))
    assert pulled["1nothing"].failure is WorkbookState.LOST_ACCESS
    assert EMAIL in pulled["1nothing"].message
    assert pulled["namon"].state is PullState.CHANGED


def test_a_shortcut_leads_to_its_sheet(desk: Desk) -> None:
    shortcut = {
        "id": "1shortcut",
        "name": "ทางลัด",
        "mimeType": "application/vnd.google-apps.shortcut",
        "shortcutDetails": {
            "targetId": desk.id("46/namon.xlsx"),
            "targetMimeType": "application/vnd.google-apps.spreadsheet",
        },
    }
    desk.fault = lambda call: as_json({"files": [shortcut]}) if call.name == "files.list" else None
    assert by_title(list(desk.source(folders=["1some"]).pull({})))["namon"].state is PullState.CHANGED


def test_one_silent_sheet_gets_six_tries_and_the_others_go_on(desk: Desk) -> None:
    copies(desk, 20)
    desk.fault = failing(desk.id("yangtalat.xlsx"))
    pulled = by_title(list(desk.source().pull({})))
    assert pulled["yangtalat"].failure is WorkbookState.STALE
    assert "6 ครั้ง" in pulled["yangtalat"].message
    assert sum(pull.state is PullState.CHANGED for pull in pulled.values()) == 22
    assert desk.calls(READ) == 22 + TRIES


@pytest.mark.parametrize("seed", range(3))
def test_with_a_third_of_all_calls_failing_everything_is_read(desk: Desk, seed: int) -> None:
    copies(desk, 40)
    clean = by_title(list(desk.source().pull({})))
    dice = random.Random(seed)  # noqa: S311
    broken = [
        UNAVAILABLE,
        Answer(sent=0),
        Answer(200, b"<html>", "text/html"),
        Answer(429, b"{}"),
        Answer(200, b'{"she', sent=3),
    ]
    desk.fault = lambda _call: dice.choice(broken) if dice.random() < 0.3 else None
    shaken = by_title(list(desk.source().pull({})))
    assert len(shaken) == 43
    assert {title: pull.workbook for title, pull in shaken.items()} == {t: p.workbook for t, p in clean.items()}


def test_what_google_kept_silent_about_is_read_once_more_at_the_end(desk: Desk) -> None:
    copies(desk, 20)
    seen: dict[str, int] = {}

    def fault(call: Call) -> Answer | None:
        seen[call.id] = seen.get(call.id, 0) + 1
        limit = TRIES if call.id == desk.id("yangtalat.xlsx") else 1
        return UNAVAILABLE if call.name == READ and seen[call.id] <= limit else None

    desk.fault = fault
    assert {pull.state for pull in desk.source().pull({})} == {PullState.CHANGED}


def test_a_google_that_is_down_is_not_asked_a_thousand_times(desk: Desk) -> None:
    copies(desk, 60)
    desk.fault = lambda call: UNAVAILABLE if call.name == READ else None
    source = desk.source()
    source.connections = 1
    pulls = list(source.pull({}))
    assert len(pulls) == 63
    assert {pull.failure for pull in pulls} == {WorkbookState.STALE}
    assert desk.calls(READ) == IN_A_ROW * TRIES
    assert any("หลายชีตติดกัน" in pull.message for pull in pulls)


def test_the_deadline_ends_the_run_and_names_what_was_not_read(desk: Desk) -> None:
    copies(desk, 20)
    source = desk.source(reads_per_minute=5, deadline=1.5)
    source.connections = 1
    pulls = list(source.pull({}))
    assert len(pulls) == 23
    late = [pull for pull in pulls if pull.state is PullState.FAILED]
    assert len(late) == 13
    assert all("1.5 นาที" in pull.message and pull.failure is WorkbookState.STALE for pull in late)
    assert desk.clock.now() <= 90


def test_what_was_never_read_comes_first(desk: Desk) -> None:
    source = desk.source()
    source.connections = 1
    known = marks(list(source.pull({})))
    stale = {key: Mark(key, "old") for key in known if key != desk.id("46/namon.xlsx")}
    assert next(iter(source.pull(stale))).title == "namon"


def test_a_formula_that_is_still_loading_is_read_again(desk: Desk) -> None:
    loading = {"effectiveValue": {"errorValue": {"type": "LOADING"}}, "formattedValue": "Loading..."}
    sheet = {"properties": {"sheetId": 0, "title": "x"}, "data": [{"rowData": [{"values": [loading]}]}]}
    answers = [as_json({"properties": {"title": "x"}, "sheets": [sheet]})]
    desk.fault = lambda call: answers.pop() if call.name == READ and answers else None
    assert desk.source().read(desk.id("kamalasai.xlsx")).tabs[0].rows[0][0].text == "ที่"
    assert desk.calls(READ) == 2


@pytest.mark.parametrize(("blanks", "rows"), [(2, 1), (3, 0)])
def test_a_known_workbook_that_comes_blank_is_read_again_before_it_is_believed(
    desk: Desk, blanks: int, rows: int
) -> None:
    one, sheet = desk.id("kamalasai.xlsx"), {"properties": {"sheetId": 0, "title": "x"}, "data": [{}]}
    answers = [as_json({"properties": {"title": "x"}, "sheets": [sheet]})] * blanks
    desk.fault = lambda call: answers.pop() if call.name == READ and call.id == one and answers else None
    pulls = {pull.workbook_id: pull for pull in desk.source().pull({one: Mark(one, "old")})}
    workbook = pulls[one].workbook
    assert workbook is not None
    assert len(workbook.tabs[0].rows) == rows
    assert desk.calls(READ) == 3 + 2


def test_one_workbook_alone_or_why_not(desk: Desk) -> None:
    source = desk.source()
    assert source.read(desk.id("yangtalat.xlsx")).title == "yangtalat"
    with pytest.raises(UnreadableWorkbook) as caught:
        source.read("1unknown")
    assert caught.value.state is WorkbookState.LOST_ACCESS


def test_the_registry_names_the_sheets_and_is_not_one_of_them(desk: Desk) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["ลิงก์", "จังหวัด", "อำเภอ"])
        sheet.append([f"https://docs.google.com/spreadsheets/d/{desk.id('46/namon.xlsx')}/edit", "กาฬสินธุ์", "นามน"])
        sheet.append(["เปิด", "กาฬสินธุ์", "กมลาไสย"])
        sheet["A3"].hyperlink = f"https://docs.google.com/spreadsheets/d/{desk.id('kamalasai.xlsx')}/edit#gid=0"

    registry = book(desk.emulator.library.folder / "ทะเบียน.xlsx", fill, title="ชีต")
    pulled = by_title(list(desk.source(registry=desk.id(registry.name)).pull({})))
    assert pulled.keys() == {"namon", "kamalasai"}


def test_a_registry_without_links_does_not_mean_every_sheet(desk: Desk) -> None:
    """A renamed tab stops the run; it never opens all that is shared with the account."""
    registry = book(desk.emulator.library.folder / "ทะเบียน.xlsx", lambda sheet: sheet.append(["ชื่อ"]), title="Sheet1")
    with pytest.raises(SourceError, match="has no tab ชีต with links"):
        list(desk.source(registry=desk.id(registry.name)).pull({}))


def test_a_registry_that_cannot_be_read_stops_the_run(desk: Desk) -> None:
    with pytest.raises(SourceError, match=r"source\.registry 1unknown cannot be read"):
        list(desk.source(registry="1unknown").pull({}))


def test_a_pull_that_is_left_early_leaves_nothing_running(desk: Desk, tmp_path: Path) -> None:
    copies(desk, 20)
    pulls = desk.source().pull({})
    next(pulls)
    pulls.close()  # type: ignore[attr-defined]
    assert desk.calls(READ) < 15


def unshare(desk: Desk, number: int, *, listed: bool = False) -> None:
    """Take so many of the copies away; `listed` ones are still on Drive's list, and only reading them fails."""
    for i in range(number):
        if not listed:
            desk.emulator.library.share(desk.id(f"d{i:03}.xlsx"), shared=False, logged=False)
    gone = {desk.id(f"d{i:03}.xlsx") for i in range(number)}
    missing = as_json(
        {"error": {"code": 404, "message": "Requested entity was not found.", "status": "NOT_FOUND"}}, 404
    )
    desk.fault = lambda call: missing if listed and call.name == READ and call.id in gone else None


@pytest.mark.parametrize(("listed", "full"), [(False, False), (True, True)])
def test_many_sheets_lost_at_once_stop_the_run_once(desk: Desk, listed: bool, full: bool) -> None:
    copies(desk, 60)
    source = desk.source()
    source.connections = 1
    known = marks(list(source.pull({})))
    unshare(desk, 10, listed=listed)
    before = len(desk.emulator.requests)
    with pytest.raises(SourceError, match=rf"of 63 workbooks .* shared with {EMAIL}.*--accept-lost"):
        list(source.pull(known, full=full))
    assert listed or len(desk.emulator.requests) - before == 1
    lost = [pull for pull in source.pull(known, full=full, accept_lost=True) if pull.state is PullState.FAILED]
    assert [pull.failure for pull in lost] == [WorkbookState.LOST_ACCESS] * 10


def test_a_few_lost_sheets_are_told_after_all_others(desk: Desk) -> None:
    copies(desk, 20)
    source = desk.source()
    known = marks(list(source.pull({})))
    unshare(desk, 3, listed=True)
    pulls = list(source.pull(known, full=True))
    assert [pull.failure for pull in pulls[-3:]] == [WorkbookState.LOST_ACCESS] * 3
    assert {pull.state for pull in pulls[:-3]} == {PullState.CHANGED}


def test_named_sheets_that_are_gone_are_not_asked_for_one_by_one(desk: Desk) -> None:
    copies(desk, 60)
    ids = [desk.id(f"d{i:03}.xlsx") for i in range(60)]
    source = desk.source(spreadsheets=ids)
    known = marks(list(source.pull({})))
    unshare(desk, 60)
    with pytest.raises(SourceError, match="5 or more of 60"):
        list(source.pull(known))
    assert desk.calls("files.get") == 5


def test_a_country_in_folders_of_folders_costs_one_list(desk: Desk) -> None:
    for province in range(20):
        for district in range(3):
            folder = desk.emulator.library.folder / f"p{province}" / f"d{district}"
            folder.mkdir(parents=True)
            shutil.copy(desk.emulator.library.folder / "kamalasai.xlsx", folder / "a.xlsx")
    source = desk.source(folders=[desk.emulator.root])
    known = marks(list(source.pull({})))
    assert (len(known), desk.calls("files.list")) == (63, 1)
    assert len(list(source.pull(known))) == 63
    assert (desk.calls("files.list"), desk.calls(READ)) == (2, 63)


def test_a_full_sweep_asks_each_folder_itself(desk: Desk) -> None:
    source = desk.source(folders=[desk.emulator.root])
    assert len(list(source.pull({}, full=True))) == 3
    assert desk.calls("files.list") == 2

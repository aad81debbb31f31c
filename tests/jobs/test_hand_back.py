"""The findings tab: what it says, that nothing else is touched, and that it is written once whatever happens."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sheets_sync import jobs
from sheets_sync.errors import ConfigError, SourceError
from sheets_sync.model import FindingsTab
from sheets_sync.model.findings_tab import TAB_ID
from sheets_sync.sources.emulator import Rule
from sheets_sync.sources.google.writer import FindingsWriter, WritingClient

from ..conftest import NOW
from .writing import RIGHT, WRONG, District, district

WRITE, READ = "spreadsheets.batchUpdate", "spreadsheets.get"
EDITOR = "share it with findings-writer@emulator.iam.gserviceaccount.com as Editor"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[District]:
    with district(tmp_path) as one:
        yield one


# ---------------------------------------------------------------- what is written


def test_switched_off_a_run_writes_nothing_and_so_does_the_command(office: District) -> None:
    office.set("")
    jobs.run(office.config, NOW)
    with pytest.raises(ConfigError, match="findings_tab: is missing"):
        office.round()
    assert office.writes() == []
    assert office.ours("ยางตลาด") == []


def test_the_last_step_of_a_run_writes_the_tab(office: District) -> None:
    done = jobs.run(office.config, NOW)
    assert done.handed_back
    assert done.handed_back.tabs == {"written": 1, "unchanged": 1}
    assert office.workbook("ยางตลาด").tabs[-1].title == "สิ่งที่ควรแก้"


def test_a_dry_run_writes_nothing(office: District) -> None:
    assert jobs.run(office.config, NOW, dry_run=True).handed_back is None
    assert office.writes() == []


def test_the_tab_says_what_the_office_is_asked(office: District) -> None:
    office.both()
    marker, as_of, count, *notes, heads, row = office.ours("ยางตลาด")
    assert re.fullmatch(r"สิ่งที่ควรแก้ในไฟล์นี้ \[sheets-sync:findings:[a-p]{16}\]", marker[0])
    assert as_of == ["ข้อมูล ณ 5 กุมภาพันธ์ 2564 เวลา 08.00 น."]
    assert count == ["ขอให้ช่วยดู 1 จุด ในจำนวนนี้ 1 จุดยังใช้ค่าไม่ได้ รายงานจึงยังไม่รวมค่านั้น"]
    assert all(word in str(notes) for word in ("ระบบเขียนให้เอง", "ไม่ถูกอ่าน", "เขียนใหม่", "ลบทิ้งได้"))
    assert heads == ["แท็บ", "ช่อง", "สิ่งที่พบ", "ข้อเสนอแนะ", "ผล", "พบตั้งแต่"]
    assert (row[:2], row[4:]) == (["ทะเบียน", "E4"], ["ยังใช้ค่านี้ไม่ได้", "5 ก.พ. 64"])
    assert "สามไร่กว่าๆ" in row[2]


def test_only_our_own_tab_is_named_and_the_officers_stay_to_the_byte(office: District) -> None:
    before = office.theirs("ยางตลาด"), office.theirs("กมลาไสย")
    office.both()
    office.keep("ยางตลาด", RIGHT, WRONG)
    office.type("ยางตลาด", "D4", "HML")
    before = office.theirs("ยางตลาด"), before[1]
    assert office.both().tabs["written"] == 1
    assert (office.theirs("ยางตลาด"), office.theirs("กมลาไสย")) == before
    assert len(office.writes()) == 2
    assert set(re.findall(r'"sheetId": (\d+)', json.dumps(office.writes()))) == {str(TAB_ID)}


def test_nobody_s_number_and_no_formula_is_in_it(office: District) -> None:
    planted = '=HYPERLINK("http://x.example","3") 1-1037-02071-80-5 โทร 081-234-5678 a@b.example'
    office.keep("ยางตลาด", RIGHT, [*WRONG[:4], "'" + planted, *WRONG[5:]])
    office.type("ยางตลาด", "E4", planted)
    office.add_finding("ยางตลาด", "G4", "สถานะ “โทร 081-234-5678 นางมะลิ มีสุข” ไม่รู้จัก")
    (what,) = [row[2] for row in office.ours("ยางตลาด") if row[1:2] == ["E4"]]
    assert "=HYPERLINK(" in what
    assert "“โทร ••• (ชื่อบุคคล)”" in str(office.ours("ยางตลาด"))
    assert not re.search(r"1037|02071|234|5678|@|มะลิ", str(office.ours("ยางตลาด")))
    cells = [cell for row in office.writes()[0]["requests"][1]["updateCells"]["rows"] for cell in row["values"]]
    assert {kind for cell in cells for kind in cell.get("userEnteredValue", {})} == {"stringValue"}


def test_a_new_tab_is_wide_enough_to_be_read_and_keeps_the_widths_that_its_office_chose(office: District) -> None:
    """Findings break into lines; title and heads are bold; widths are set when the tab is made, and never again."""
    office.both()
    office.type("ยางตลาด", "E4", "ไม่ทราบ")
    office.both()
    made, again = (write["requests"] for write in office.writes())
    widths = [each["updateDimensionProperties"]["properties"]["pixelSize"] for each in made[2:]]
    assert (len(widths), max(widths) > 300, len(again)) == (6, True, 2)
    rows = [row["values"][0]["userEnteredFormat"] for row in made[1]["updateCells"]["rows"]]
    assert (rows[0], rows[1]) == ({"textFormat": {"bold": True}}, {})
    assert rows[-1] == {"wrapStrategy": "WRAP", "verticalAlignment": "TOP"}
    assert {"textFormat", "wrapStrategy", "verticalAlignment"} in [set(row) for row in rows]


def test_a_text_that_begins_with_an_equals_sign_stays_a_text(office: District) -> None:
    office.sync()
    with_formula = FindingsTab("ก", "ข", ("=1+1",), (("=HYPERLINK(1)", "ค" * 60_000),))
    config = office.config
    assert config.findings_tab
    writer = FindingsWriter(config.source, config.findings_tab)  # type: ignore[arg-type]
    assert writer.put(office.id("ยางตลาด"), with_formula)
    writer.close()
    (tab,) = [tab for tab in office.workbook("ยางตลาด").tabs if tab.id == TAB_ID]
    assert [tab.rows[2][0].value, tab.rows[3][0].value] == ["=1+1", "=HYPERLINK(1)"]
    assert {cell.formula for row in tab.rows for cell in row} == {""}
    assert (len(tab.rows[3][1].text), tab.rows[3][1].text[-1]) == (50_000, "…")


def test_what_was_repaired_without_asking_is_no_reason_to_write(office: District) -> None:
    """A dash in a column of money is 0, and nobody is asked."""
    office.keep("กมลาไสย", [*RIGHT[:5], "-", *RIGHT[6:]])
    assert office.sync().findings == {"error": 1, "info": 1}
    office.round()
    assert office.ours("กมลาไสย") == []


def test_when_all_is_mended_an_office_that_has_a_tab_is_thanked(office: District) -> None:
    office.both()
    office.type("ยางตลาด", "E4", "3")
    office.both()
    assert office.ours("ยางตลาด")[2:] == [
        ["ไม่มีจุดที่ขอให้ตรวจสอบแล้ว"],
        ["ขอบคุณที่ช่วยดูแลข้อมูลให้ถูกต้อง แท็บนี้ระบบเขียนให้เอง ลบทิ้งได้ ไม่กระทบแท็บของท่าน"],
    ]
    assert office.ours("กมลาไสย") == []


# ---------------------------------------------------------------- once


def test_what_says_so_already_is_not_written_again_and_soon_not_even_looked_at(office: District) -> None:
    office.both()
    assert [office.both(days=1).tabs, len(office.writes())] == [{"unchanged": 2}, 1]
    looked = office.calls(READ)
    assert [office.both(days=2).tabs, office.calls(READ)] == [{"unchanged": 2}, looked]


def test_a_tab_that_was_deleted_comes_again_while_there_is_something_to_mend(office: District) -> None:
    office.both()
    first = office.ours("ยางตลาด")
    office.delete_tab("ยางตลาด")
    office.both()
    assert office.ours("ยางตลาด") == first


@pytest.mark.parametrize(
    ("failure", "sent"), [("G14", 1), ("G16", 1), ("G17", 1), ("G18", 1), ("G12", 2), ("G19", 2), ("G20.object", 2)]
)
def test_what_was_done_though_the_answer_said_otherwise_is_not_done_again(
    office: District, failure: str, sent: int
) -> None:
    """G14 is a 503 to a write that was done; of the next three the answer is lost; the others were not done."""
    office.bad(Rule(failure, WRITE, first=1))
    office.both()
    assert office.calls(WRITE) == sent
    assert [tab.title for tab in office.workbook("ยางตลาด").tabs] == ["ทะเบียน", "สิ่งที่ควรแก้"]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_run_that_is_killed_at_the_write_is_made_up_for(
    office: District, monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    write = WritingClient.write

    def killed(client: WritingClient, workbook_id: str, requests: list[dict[str, Any]]) -> None:
        if after:
            write(client, workbook_id, requests)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(WritingClient, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            office.both()
    office.both()
    assert office.calls(WRITE) == 1
    assert [tab.title for tab in office.workbook("ยางตลาด").tabs] == ["ทะเบียน", "สิ่งที่ควรแก้"]


def test_two_machines_at_once_make_one_tab(office: District, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other one writes between our look and our write."""
    write, quick = WritingClient.write, [True]

    def late(client: WritingClient, workbook_id: str, requests: list[dict[str, Any]]) -> None:
        if quick.pop() if quick else False:
            write(client, workbook_id, requests)
        write(client, workbook_id, requests)

    monkeypatch.setattr(WritingClient, "write", late)
    assert office.both().refused == ()
    assert [tab.title for tab in office.workbook("ยางตลาด").tabs] == ["ทะเบียน", "สิ่งที่ควรแก้"]


def test_a_lost_store_finds_its_tabs_again(office: District) -> None:
    office.both()
    (office.folder / "state" / "sheets_sync.db").rename(office.folder / "lost.db")
    assert office.both().tabs == {"unchanged": 2}
    assert len(office.writes()) == 1


# ---------------------------------------------------------------- what is in the way


def test_a_namesake_of_the_office_s_own_is_left_alone(office: District) -> None:
    office.add_tab("ยางตลาด", 7, "สิ่งที่ควรแก้", "ของเราเอง")
    before = office.theirs("ยางตลาด")
    office.both()
    assert office.workbook("ยางตลาด").tabs[-1].title == "สิ่งที่ควรแก้ (2)"
    assert office.theirs("ยางตลาด") == before


def test_a_tab_with_our_number_but_not_our_mark_is_nobody_s_but_the_office_s(office: District) -> None:
    office.add_tab("ยางตลาด", TAB_ID, "ของเราเอง", "อย่าลบ")
    assert "has the number of ours but not its mark in A1" in str(office.both().refused)
    assert office.ours("ยางตลาด") == [["อย่าลบ"]]
    assert office.writes() == []


@pytest.mark.parametrize(
    ("failure", "mend"),
    [
        ("G4", f"may not be written: {EDITOR}"),
        ("G7", f"not found, or not shared: {EDITOR}"),
        ("G8", "an Office file"),
        ("G31", "our tab is protected there: let findings-writer@emulator"),
        ("G31.cells", "no room for more cells (10,000,000): delete rows, columns or tabs"),
        ("G31.long", "Google does not do it (HTTP 400)"),
    ],
)
def test_one_office_s_trouble_is_told_with_the_mend_and_the_others_go_on(
    office: District, failure: str, mend: str
) -> None:
    office.keep("นามน", RIGHT, WRONG)
    office.bad(Rule(failure, f"/v4/spreadsheets/{office.id('ยางตลาด')}:batchUpdate"))
    done = office.both()
    assert done.needs_person
    assert [line for line in done.refused if line.startswith("ยางตลาด: ") and mend in line] == list(done.refused)
    assert (done.tabs["written"], done.tabs["refused"]) == (1, 1)
    assert office.ours("นามน")


def test_a_sheet_that_is_shared_for_reading_only_or_protected_is_refused_by_google_itself(office: District) -> None:
    office.emulator.library.view_only(office.id("ยางตลาด"))
    assert EDITOR in str(office.both().refused)
    office.emulator.library.view_only(office.id("ยางตลาด"), only=False)
    office.both()
    office.emulator.library.protect(office.id("ยางตลาด"), "สิ่งที่ควรแก้!A1:B2")
    office.type("ยางตลาด", "D4", "HML")
    assert "our tab is protected there" in str(office.both().refused)


def test_where_google_is_down_for_writers_the_report_has_left_and_the_next_run_tries_again(office: District) -> None:
    office.bad(Rule("G12", WRITE))
    done = jobs.run(office.config, NOW)
    assert done.handed_back
    assert done.handed_back.tabs == {"later": 1, "unchanged": 1}
    assert done.delivered.states == {"sent": 1}
    office.bad()
    assert office.round().tabs == {"written": 1, "unchanged": 1}


def test_a_key_that_was_revoked_is_told_and_stops_no_report(office: District) -> None:
    office.sync()
    office.bad(Rule("G24"))
    assert "no workbook: Google does not accept the service account's key" in str(office.round().refused)


def test_a_sheet_that_could_not_be_read_is_not_written(office: District) -> None:
    """What stands may have been mended since."""
    office.sync()
    office.emulator.library.trash(office.id("ยางตลาด"))
    assert office.both().tabs == {"unchanged": 1}
    assert office.writes() == []


def test_it_ends_by_its_time(office: District) -> None:
    office.set("findings_tab: {credentials: findings-writer.json, minutes: 0.0000001}")
    assert office.both().tabs == {"later": 2}
    assert "the time of findings_tab.minutes was over" in str(office.told)


def test_the_account_that_writes_must_not_be_the_one_that_reads(office: District) -> None:
    office.emulator.credentials(office.folder / "findings-writer.json")
    with pytest.raises(ConfigError, match=r"findings_tab.credentials: .* is the account of source.credentials, too"):
        office.both()


def test_a_key_that_others_can_read_is_refused(office: District) -> None:
    (office.folder / "findings-writer.json").chmod(0o644)
    with pytest.raises(ConfigError, match=r"findings_tab.credentials: others can read .*chmod 600"):
        office.both()
    assert office.writes() == []


@pytest.mark.parametrize(
    "request_",
    [
        {"updateCells": {"range": {"sheetId": 0}, "rows": [], "fields": "*"}},
        {"updateCells": {"range": {}, "rows": [], "fields": "*"}},
        {"deleteSheet": {"sheetId": TAB_ID}},
        {"updateCells": {"range": {"sheetId": TAB_ID}}, "deleteSheet": {"sheetId": 0}},
    ],
)
def test_no_request_that_names_another_tab_gets_out(office: District, request_: dict[str, Any]) -> None:
    config = office.config
    assert config.findings_tab
    writer = FindingsWriter(config.source, config.findings_tab)  # type: ignore[arg-type]
    with pytest.raises(SourceError, match="writes nothing but the findings tab"):
        writer.client.write(office.id("ยางตลาด"), [request_])
    with pytest.raises(SourceError, match="writes nothing but the findings tab"):
        writer.client.request("put", "https://sheets.googleapis.com/v4/spreadsheets/1x/values/A1", json={})
    writer.close()
    assert office.writes() == []

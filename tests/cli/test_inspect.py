"""`inspect` for people: on a terminal, as a page, from a source, with pins; and what it says when it cannot."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from openpyxl import Workbook

from sheets_sync.sources.emulator import Emulator

from ..conftest import CASES
from .conftest import Said

GOLDEN = CASES.parent / "golden"
Command = Callable[..., Said]
CITIZEN_ID = "3460700549341"
SHEET = f"""
ทะเบียนแปลงโคก หนอง นา โมเดล อำเภอยางตลาด จังหวัดกาฬสินธุ์
ลำดับ|ชื่อ-สกุล|ตำบล|ประเภท|ขนาดพื้นที่|เลขประจำตัวประชาชน|ช่างควบคุมงาน|ฆฆฆ
1|นายสมชาย ใจดี|ยางตลาด|HLM|3|{CITIZEN_ID}|นายแดง|12
2|นางสาวสมหญิง รักไทย|หัวงัว|H.L.M.|๑ ไร่|3460700549350|นายแดง|40
3|<script>alert(1)</script>|อิตื้อ|CLM|15|3460700549368|<img src=http://evil.example/x>|75
รวม|||||||

หมายเหตุ ข้อมูลของ {CITIZEN_ID}
"""


def write(path: Path, *tabs: tuple[str, str]) -> Path:
    """A workbook of tabs written as text: a row a line, cells between bars; a lone number is a number."""
    book = Workbook()
    book.remove(book.active)
    for title, text in tabs:
        sheet = book.create_sheet(title)
        for line in text.strip("\n").splitlines():
            cells = [c.strip() or None for c in line.split("|")]
            sheet.append([int(c) if c and c.isascii() and c.isdigit() and len(c) < 13 else c for c in cells])
    path.parent.mkdir(exist_ok=True)
    book.save(path)
    return path


@pytest.fixture
def sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register of three plots with a column nobody understands, and a tab of nothing of ours."""
    monkeypatch.chdir(tmp_path)
    return write(tmp_path / "ทะเบียน.xlsx", ("แปลง", SHEET), ("เบอร์โทร", "ชื่อ|เบอร์\nแดง|1"))


def drawn(command: Command, sheet: Path, *arguments: object) -> BeautifulSoup:
    """The page that `--html` writes, parsed."""
    file = sheet.with_suffix(".html")
    said = command("inspect", sheet, "--html", file, *arguments)
    assert (said.status, said.out) == (0, "")
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


# ---------------------------------------------------------------- on a terminal


def test_a_sheet_is_told_column_by_column(command: Command, sheet: Path) -> None:
    """Every line of a small sheet, as it stands in a pipe."""
    said = command("inspect", sheet)
    lines = [line.rstrip() for line in said.out.splitlines()]
    assert said.status == 0
    assert "\x1b" not in said.out
    assert lines == (GOLDEN / "inspect.txt").read_text(encoding="utf-8").splitlines()


def test_a_row_range_is_short(command: Command) -> None:
    """Rows that stand together are told as one."""
    said = command("inspect", CASES / "kalasin-yangtalat.xlsx")
    assert "title           1–3" in said.out
    assert "signature       37–39" in said.out


def test_findings_stand_the_gravest_first(command: Command) -> None:
    """What is not used before what is to be confirmed before what was repaired."""
    said = command("inspect", CASES / "kalasin-yangtalat.xlsx")
    tab = said.out.split("\nโก่งธนู ม.ค.64")[0]
    signs = [line.split()[0] for line in tab.splitlines() if line.startswith(("    !", "    ?", "    ·"))]
    assert "6 not used, 17 to confirm, 7 repaired" in tab
    assert signs == ["!"] * 6 + ["?"] * 17 + ["·"] * 5
    assert "J17 J25 J32" in tab


# ---------------------------------------------------------------- as a page


def test_the_page_needs_nothing_else(command: Command, sheet: Path) -> None:
    """No script, and no address but those within the page; what was typed stays text."""
    page = drawn(command, sheet)
    assert not page.find_all(["script", "img", "link", "iframe", "object", "form"])
    assert {tag["href"][0] for tag in page.find_all(href=True)} == {"#"}
    assert not [tag for tag in page.find_all(True) for name in tag.attrs if name.startswith("on") or name == "src"]
    assert "<script>alert(1)</script>" in page.get_text()
    assert "<img src=http://evil.example/x>" in page.get_text()
    assert not re.findall(r"url\(|@import", page.style.get_text())


def test_every_anchor_of_the_page_is_there(command: Command, tmp_path: Path) -> None:
    """A mark leads to its sentence, and the sentence back to its cell."""
    page = drawn(command, Path(shutil.copy(CASES / "kalasin-yangtalat.xlsx", tmp_path)))
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for a in page.find_all("a", href=True)} <= set(ids)
    cell = page.find(id="c1-M9")
    mark = cell.find("a")
    assert "3-1-25" in mark["title"]
    assert "AREA_AS_DATE" not in page.get_text()
    assert "เนื้อที่กลายเป็นวันที่" in page.find(id=mark["href"][1:]).get_text()


def test_the_grid_shows_what_was_made_of_rows_and_columns(command: Command, sheet: Path) -> None:
    """The header tinted, left-out rows grey with their reason, columns headed by their field."""
    page = drawn(command, sheet)
    grid = page.find("table", class_="grid")
    heads = [th.get_text(" ") for th in grid.thead.find_all("tr")[1].find_all("th")]
    assert heads[2].startswith("ชื่อเจ้าของแปลง owner_name")
    assert heads[8] == "ไม่รู้จัก ไม่ได้อ่าน"
    rows = grid.tbody.find_all("tr")
    assert [(row.get("class"), row.th.small and row.th.small.get_text()) for row in rows] == [
        (["out"], "ชื่อเรื่อง"), (["header"], "หัวตาราง"), (None, None), (None, None), (None, None),
        (["out"], "ยอดรวม"), (["out"], "แถวว่าง"), (["out"], "หมายเหตุ"),
    ]  # fmt: skip
    assert "เบอร์โทร" in page.get_text()


def test_a_citizen_id_is_nowhere_whole(command: Command, sheet: Path) -> None:
    """Neither in its own column nor in a note, on no way out."""
    page = drawn(command, sheet).decode()
    for text in (page, command("inspect", sheet).out, command("inspect", sheet, "--json").out):
        assert CITIZEN_ID not in text
        assert "9341" in text


def test_only_its_owner_can_read_the_page(command: Command, sheet: Path) -> None:
    """It holds names and phones."""
    drawn(command, sheet)
    assert sheet.with_suffix(".html").stat().st_mode & 0o077 == 0


def test_a_long_tab_is_drawn_in_part(command: Command, tmp_path: Path) -> None:
    """Three hundred rows, and how many more were read."""
    rows = "\n".join(f"{i}|นายสมชาย ใจดี{i}|ยางตลาด|HLM|3" for i in range(1, 321))
    sheet = write(tmp_path / "x.xlsx", ("แปลง", f"โคก หนอง นา จังหวัดกาฬสินธุ์\nลำดับ|ชื่อ-สกุล|ตำบล|ประเภท|ขนาดพื้นที่\n{rows}"))
    page = drawn(command, sheet)
    assert len(page.find("table", class_="grid").tbody.find_all("tr")) == 300
    assert "แสดง 300 แถวแรก อีก 22 แถว" in page.get_text()


# ---------------------------------------------------------------- from a source


def id_of(folder: Path, name: str) -> str:
    """The id under which the loopback server holds a file."""
    with Emulator(folder) as emulator:
        return emulator.id_of(name)


@pytest.mark.parametrize("form", ["{}", "https://docs.google.com/spreadsheets/d/{}/edit#gid=0"])
def test_a_spreadsheet_is_read_by_link_and_id(command: Command, office: Path, form: str) -> None:
    """Through the source that is configured, over the wire."""
    number = id_of(office.parent / "sheets", "kalasin-yangtalat.xlsx")
    said = command("inspect", form.format(number), "--json", "--config", office)
    assert said.status == 0, said.err
    from_file = command("inspect", CASES / "kalasin-yangtalat.xlsx", "--json")
    assert json.loads(said.out)["tabs"] == json.loads(from_file.out)["tabs"]


@pytest.mark.parametrize(
    ("asked", "english", "thai"),
    [
        ("1WrongWrongWrong", "1WrongWrongWrong: the source has no such spreadsheet", "ไม่พบชีตนี้"),
        ("https://example.org/sheet", "no such file; expected the link or the id of a spreadsheet", ""),
        ("x" * 5000, "no such file; expected the link or the id of a spreadsheet", ""),
        ("missing.xlsx", "missing.xlsx: there is no such file", ""),
    ],
)
def test_what_is_not_there_is_said_plainly(command: Command, office: Path, asked: str, english: str, thai: str) -> None:
    """Exit 2, in words for both readers."""
    said = command("inspect", asked, "--config", office)
    assert (said.status, said.out) == (2, "")
    assert english in said.err
    assert thai in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04broken", bytes.fromhex("d0cf11e0a1b11ae1")])
@pytest.mark.parametrize("way", [(), ("--json",), ("--html", "out.html")])
def test_a_broken_file_is_said_plainly(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, way: tuple[str, ...]
) -> None:
    """Exit 2, English for whoever typed the command and Thai for the office; nothing is written."""
    monkeypatch.chdir(tmp_path)
    Path("เสีย.xlsx").write_bytes(content)
    said = command("inspect", "เสีย.xlsx", *way)
    assert (said.status, said.out) == (2, "")
    assert "เสีย.xlsx: this is no workbook that can be read" in said.err
    assert "กรุณา" in said.err
    assert [path.name for path in tmp_path.iterdir()] == ["เสีย.xlsx"]


def test_a_page_that_cannot_be_written_is_said_plainly(command: Command, sheet: Path) -> None:
    """Exit 2, the option named."""
    said = command("inspect", sheet, "--html", sheet / "x.html")
    assert said.status == 2
    assert "--html:" in said.err


# ---------------------------------------------------------------- pins


def pinned(tmp_path: Path, pins: str) -> Path:
    """A configuration with pins, beside a folder of sheets."""
    write(tmp_path / "sheets" / "ทะเบียน.xlsx", ("แปลง", SHEET))
    config = tmp_path / "config.yaml"
    config.write_text(f"source: {{kind: emulator, path: sheets}}\npins: {pins}\n", encoding="utf-8")
    return config


@pytest.mark.parametrize("by", ["title", "id"])
def test_a_pinned_column_is_read(command: Command, tmp_path: Path, by: str) -> None:
    """ฆฆฆ says nothing to the reader; the pin says that it is the progress, by the workbook's title or its id."""
    number = id_of(tmp_path, "ทะเบียน.xlsx")
    config = pinned(tmp_path, "{}")
    before = json.loads(command("inspect", number, "--json", "--config", config).out)["tabs"][0]
    config = pinned(tmp_path, f"{{{'ทะเบียน' if by == 'title' else number}: {{แปลง: {{progress_percent: h}}}}}}")
    after = json.loads(command("inspect", number, "--json", "--config", config).out)["tabs"][0]
    assert "progress_percent" not in before["columns"]
    assert after["columns"] == {**before["columns"], "progress_percent": "H"}
    assert [record["progress_percent"] for record in after["records"]] == [12, 40, 75]


def test_a_pin_outweighs_a_guess(command: Command, tmp_path: Path) -> None:
    """What the reader took for the size is the area on the deed, if its office says so."""
    config = pinned(tmp_path, "{ทะเบียน: {แปลง: {area_rai: E}}}")
    tab = json.loads(command("inspect", config.parent / "sheets/ทะเบียน.xlsx", "--json", "--config", config).out)
    assert tab["tabs"][0]["columns"]["area_rai"] == "E"
    assert "size_rai" not in tab["tabs"][0]["columns"]


@pytest.mark.parametrize(
    ("pins", "mistake"),
    [
        ("{ทะเบียน: {แปลง: {size_ria: E}}}", "pins.ทะเบียน.แปลง.size_ria: no such field; did you mean size_rai?"),
        (
            "{ทะเบียน: {แปลง: {size_rai: 5}}}",
            "pins.ทะเบียน.แปลง.size_rai: expected the letter of a column such as F or AB",
        ),
        ("{ทะเบียน: {แปลง: {size_rai: E, moo: E}}}", "pins.ทะเบียน.แปลง: column E is pinned twice"),
        (
            "{ทะเบียน: {แปลง: {hh_total: H}}}",
            "pins.ทะเบียน.แปลง.hh_total: this tab is a khok_nong_na register, which has no such field",
        ),
        ("{ทะเบียน: {แปลงเก่า: {moo: H}}}", "pins.ทะเบียน.แปลงเก่า: no such tab; there are แปลง"),
    ],
)
def test_a_pin_that_cannot_be_meant_is_named(command: Command, tmp_path: Path, pins: str, mistake: str) -> None:
    """A mistake of the configuration, with its path: exit 2."""
    config = pinned(tmp_path, pins)
    said = command("inspect", config.parent / "sheets/ทะเบียน.xlsx", "--config", config)
    assert (said.status, said.out) == (2, "")
    assert mistake in said.err


def test_what_is_printed_to_pin_can_be_pasted(command: Command, tmp_path: Path) -> None:
    """The YAML under the tab, put into config.yaml as it stands, is understood and read."""
    config = pinned(tmp_path, "{}")
    file = config.parent / "sheets/ทะเบียน.xlsx"
    told = command("inspect", file, "--config", config).out
    yaml = "\n".join(line[4:] for line in told[told.index("    pins:") :].splitlines())
    config.write_text(f"source: {{kind: emulator, path: sheets}}\n{yaml}\n", encoding="utf-8")
    said = command("inspect", file, "--json", "--config", config)
    assert said.status == 0, said.err
    assert "H" in json.loads(said.out)["tabs"][0]["columns"].values()


@pytest.mark.parametrize("name", ["kalasin-kuchinarai", "roiet-province"])
def test_what_calc_made_of_a_workbook_is_inspected_as_the_workbook(command: Command, name: str) -> None:
    """The same tables, records and findings; only the file's name differs."""
    ods = command("inspect", CASES.parent / "sources" / "files" / f"{name}.ods", "--json")
    xlsx = command("inspect", CASES / f"{name}.xlsx", "--json")
    assert ods.status == xlsx.status == 0
    assert json.loads(ods.out) == json.loads(xlsx.out) | {"workbook": f"{name}.ods"}


def test_a_csv_is_inspected_under_its_own_name(command: Command, tmp_path: Path) -> None:
    """Its tab is called as the file."""
    file = tmp_path / "แปลง.csv"
    file.write_text(SHEET.strip().replace("|", ","), encoding="cp874")
    told = json.loads(command("inspect", file, "--json").out)
    assert (told["workbook"], [tab["tab"] for tab in told["tabs"]]) == ("แปลง.csv", ["แปลง"])
    assert len(told["tabs"][0]["records"]) == 3


@pytest.mark.parametrize("name", ["เก่า.xls", "มาโคร.xlsm"])
def test_other_kinds_of_file_are_asked_for_anew(command: Command, tmp_path: Path, name: str) -> None:
    """In English for who runs it, in Thai for the office."""
    (tmp_path / name).write_bytes(b"x")
    said = command("inspect", tmp_path / name)
    assert said.status == 2
    assert "no workbook that can be read" in said.err
    assert "บันทึกเป็น" in said.err


def test_a_file_name_that_is_not_utf_8_is_shown_in_thai(command: Command, tmp_path: Path) -> None:
    """Such names come out of old archives."""
    file = Path(os.fsdecode(os.fsencode(tmp_path) + "/นามน.csv".encode("cp874")))
    file.write_text("ก,ข\n", encoding="utf-8")
    said = command("inspect", file, "--json")
    assert (said.status, json.loads(said.out)["workbook"]) == (0, "นามน.csv")

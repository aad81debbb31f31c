"""Recipients as an office lists them: each row a person, or a finding at its cell."""

from __future__ import annotations

import pytest

from sheets_sync.config.registry import Registered, registered, unit_named
from sheets_sync.model import Cell, Recipient, Tab, Workbook

REGIONS = (12, 18)
HEAD = "หน่วย | ชื่อ | อีเมล | ต้องการ"


def listed(*rows: str, title: str = "ผู้รับ", struck: str = "–") -> Registered:
    """What is made of a tab whose rows are given as `cell | cell | cell`."""
    cells = tuple(tuple(Cell(t.strip(), struck=t.strip() == struck) for t in row.split("|")) for row in rows)
    return registered(Workbook("1Reg", "ทะเบียน", (Tab(7, title, cells),)), REGIONS)


def test_a_row_is_a_person() -> None:
    """Below a title and a header; blank rows are nothing, and a blank wish is the usual one."""
    found = listed(
        "รายชื่อผู้รับรายงาน", HEAD, "46 | พัฒนาการจังหวัด | ks@example.go.th |", "", "4607||yt@example.go.th|แจ้งแก้ไข"
    )
    assert found.people == (
        Recipient("46", "พัฒนาการจังหวัด", "ks@example.go.th", ("monthly", "quarterly"), cell="C3"),
        Recipient("4607", "", "yt@example.go.th", ("findings",), cell="C5"),
    )
    assert found.findings == ()


@pytest.mark.parametrize(
    "head", ["unit | name | e-mail | wants", "ชื่อ-สกุล | อีเมล์ | หน่วยงาน", "ที่ | E-Mail | รหัสหน่วย | ตำแหน่ง"]
)
def test_a_header_is_known_by_its_words(head: str) -> None:
    """In Thai and in English, in any order."""
    mail = [word.strip().lower().startswith(("e-mail", "อีเมล")) for word in head.split("|")]
    unit = [word.strip().startswith(("unit", "หน่วย", "รหัส")) for word in head.split("|")]
    row = " | ".join("a@b.go.th" if m else "46" if u else "x" for m, u in zip(mail, unit, strict=True))
    assert [(p.unit, p.email) for p in listed(head, row).people] == [("46", "a@b.go.th")]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("46", "46"),
        ("๔๖๐๗", "4607"),
        ("กาฬสินธุ์", "46"),
        ("จ.กาฬสินธุ์", "46"),
        ("จังหวัดกาฬสินธุ์", "46"),
        ("สพจ.กาฬสินธุ์", "46"),
        ("อำเภอยางตลาด", "4607"),
        ("อ.ยางตลาด จ.กาฬสินธุ์", "4607"),
        ("ยางตลาด", "4607"),
        ("สพอ.ยางตลาด", "4607"),
        ("อ.เมืองกาฬสินธุ์", "4601"),
        ("เขต 12", "region-12"),
        ("เขตตรวจราชการที่ ๑๒", "region-12"),
        ("ผู้ตรวจราชการกรม เขต 18", "region-18"),
        ("region-12", "region-12"),
        ("ประเทศ", "nation"),
        ("nation", "nation"),
        ("เขต 5", ""),
        ("9999", ""),
        ("อำเภอเมือง", ""),
        ("ยางตลาค", ""),
        ("ไม่มี", ""),
        ("=HYPERLINK(1)", ""),
    ],
)
def test_a_unit_is_a_code_or_a_name(typed: str, code: str) -> None:
    """A name that is misspelt or that several places bear is asked about, never guessed: it decides who reads what."""
    assert unit_named(typed, REGIONS)[0] == code


@pytest.mark.parametrize(
    ("row", "cell", "said"),
    [
        ("ยางตลาค | x | a@b.go.th", "A2", "ไม่รู้จักหน่วย “ยางตลาค”"),
        (" | x | a@b.go.th", "A2", "ไม่ได้บอกว่าเป็นผู้รับของหน่วยใด"),
        ("46 | x | ", "C2", "แถวนี้ยังไม่มีอีเมล"),
        ("46 | x | a@b.go.th, c@d.go.th", "C2", "อีเมลนี้ใช้ส่งไม่ได้"),
        ("46 | x | a@b.go.th\nBcc: all@example.org", "C2", "อีเมลนี้ใช้ส่งไม่ได้"),
        ("46 | x | ไม่มี", "C2", "อีเมลนี้ใช้ส่งไม่ได้"),
    ],
)
def test_a_wrong_row_is_a_finding_at_its_cell_and_harms_no_other(row: str, cell: str, said: str) -> None:
    found = listed(HEAD, row, "nation | อธิบดี | dg@example.go.th")
    assert [person.unit for person in found.people] == ["nation"]
    assert [(f.code, f.cell, f.tab) for f in found.findings] == [("RECIPIENT_WRONG", cell, "ผู้รับ")]
    assert said in found.findings[0].message


def test_what_was_meant_is_suggested() -> None:
    found = listed(HEAD, "ยางตลาค | x | <a@b.go.th>")
    assert [finding.suggestion for finding in found.findings] == ["ยางตลาด", "a@b.go.th"]


def test_a_row_struck_out_gets_no_mail_and_is_asked_about() -> None:
    found = listed(HEAD, "46 | x | a@b.go.th", struck="a@b.go.th")
    assert found.people == ()
    assert "ขีดฆ่า" in found.findings[0].message


@pytest.mark.parametrize(
    ("typed", "wants"),
    [
        ("รายเดือน, แจ้งแก้ไข", ("monthly", "findings")),
        ("findings quarterly", ("quarterly", "findings")),
        ("ทั้งหมด", ("monthly", "quarterly", "findings")),
        ("ทุกวัน", ("monthly", "quarterly")),
    ],
)
def test_what_is_wanted_is_said_in_words(typed: str, wants: tuple[str, ...]) -> None:
    """A word that means nothing is asked about, and the row still gets the usual."""
    found = listed(HEAD, f"46 | x | a@b.go.th | {typed}")
    assert found.people[0].wants == wants
    assert [finding.cell for finding in found.findings] == (["D2"] if typed == "ทุกวัน" else [])


def test_who_wants_nothing_is_no_recipient() -> None:
    assert listed(HEAD, "46 | x | a@b.go.th | ไม่รับ") == Registered((), ())


@pytest.mark.parametrize("title", ["ผู้รับ", "Sheet2"])
def test_a_tab_or_header_that_is_gone_is_no_empty_list(title: str) -> None:
    """A slip of the hand must not stop everybody's mail."""
    assert not listed("46 | x | a@b.go.th", title=title).known
    assert listed(HEAD).known

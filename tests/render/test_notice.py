"""The notice to an office: its own rows to look at, kindly, with nobody's name, number or formula at work in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sheets_sync import areas
from sheets_sync.model import Severity
from sheets_sync.render import Templates, notice_letter

from .building import plot, reading, table
from .noticing import BOOK, DAY, MONDAY, USUAL, found, notice, notice_material


def test_the_gravest_comes_first_and_then_the_oldest() -> None:
    made = notice(found("A5", "ก"), found("A6", "ข", days=9), found("A7", "ค", days=1, severity=Severity.ERROR))
    assert re.findall(r"^\* (\w+):", made.text, re.MULTILINE) == ["A7", "A6", "A5"]


def test_a_cell_is_a_link_to_itself() -> None:
    link = f"https://docs.google.com/spreadsheets/d/{BOOK}/edit#gid=0&amp;range=J7"
    assert f'href="{link}"' in notice(found("J7", "งานต้องน้อยกว่า 4")).html


def test_a_place_is_suggested_by_its_name() -> None:
    """A code says nothing to an officer; a number in another field stays a number."""
    made = notice(
        found("D8", "ช่องว่าง จึงใช้ค่าจากแถวบน", suggestion="460701", field="tambon_code"),
        found("E8", "ช่องว่าง จึงใช้ค่าจากแถวบน", suggestion="4607", field="district_code"),
        found("J8", "อ่านจาก 46,07", suggestion="4607", field="contract_baht"),
    )
    assert re.findall("น่าจะเป็น (.+)", made.text) == [f"ต.{areas.area_name('460701')}", "อ.ยางตลาด", "4607"]


def test_the_subject_says_how_much_where_and_when() -> None:
    """Each week's is another, or a mail program folds it into the last."""
    assert notice(*USUAL).subject == "ขอให้ตรวจสอบข้อมูล 15 จุด อำเภอยางตลาด จังหวัดกาฬสินธุ์ – 1 ก.พ. 64"
    thanked = notice(found("M5", "ยอดไม่เท่า", days=20, closed=True))
    assert thanked.subject == "ขอบคุณที่แก้ไขข้อมูลครบแล้ว อำเภอยางตลาด จังหวัดกาฬสินธุ์ – 1 ก.พ. 64"
    assert "ขอบคุณที่แก้ไขแล้ว 1 จุด ตั้งแต่ฉบับวันที่ 25 ม.ค. 64" in thanked.text


def test_what_is_more_than_a_mail_holds_is_counted_with_a_link() -> None:
    """Three hundred long findings: below the size at which mails are cut off, and none is lost from the count."""
    made = notice(*(found(f"H{row}", f"{row} {'ขอให้ตรวจสอบ' * 40}", value="ก" * 500) for row in range(5, 305)))
    assert len(made.html.encode("utf-8")) <= 75_000
    shown = len(re.findall(r"^\* H", made.text, re.MULTILINE))
    assert f"และอีก {300 - shown} จุดในไฟล์นี้" in made.text
    assert ">เปิดไฟล์</a>" in made.html


HOSTILE = ["<script>alert(1)</script>", "{{7*7}}", "{% raw %}", '=HYPERLINK("http://x.example";"ดู")', '"><img src=x>']


@pytest.mark.parametrize("typed", HOSTILE)
@pytest.mark.parametrize("place", ["message", "value", "suggestion", "tab"])
def test_what_is_typed_is_text(typed: str, place: str) -> None:
    """In the html escaped, in the text as it stands; nothing is run, nothing is fetched."""
    made = notice(found("J7", **{"message": "ดู", place: typed}))
    assert typed in made.text
    assert "<script" not in made.html
    assert "<img" not in made.html
    assert "49" not in made.text.replace("W05/4607", "")
    assert set(re.findall(r'href="(https?://[^/"]+)', made.html)) == {"https://docs.google.com"}


def test_a_title_that_turns_the_writing_round_is_shown_straight() -> None:
    made = notice(found("J7", "ดู", value="abc\u202egnp.exe\u200b", tab="แปลง\u2066"))
    assert not re.search("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]", made.text + made.html + made.subject)


CANARIES = ("1469900123457", "1-4699-00123-45-7", "๑๔๖๙๙๐๐๑๒๓๔๕๗", "0812345678", "081-234-5678", "สมชาย", "ใจดีมาก")


@pytest.mark.parametrize("canary", CANARIES)
@pytest.mark.parametrize("field", ["owner_name", "phones", "citizen_id_last4", "remark", "house_no", ""])
def test_nobody_is_unmasked(canary: str, field: str) -> None:
    """An ID, a phone, a name: wherever an office typed them, and whatever the finding repeats of it."""
    said = found(
        "B5", f"“{canary}” อ่านไม่ได้ {canary} ขอให้ดู", value=f"แจ้ง {canary} แล้ว", suggestion=f"นาย{canary}", field=field
    )
    titled = found("B6", "ดู", value=f"นาย{canary} ก" if "ม" in canary else canary, tab=f"นาย{canary}")
    made = notice(said, titled)
    assert canary not in made.text + made.html + made.subject


def test_a_phone_is_told_by_its_last_two_digits_and_a_name_by_its_first_letters() -> None:
    """Enough for the office to know which, beside the link to the cell."""
    made = notice(*USUAL)
    assert "พิมพ์ไว้ “•••23”" in made.text
    assert "น่าจะเป็น นายส••• ใ•••" in made.text


def test_of_an_address_the_place_is_told_and_the_house_is_not() -> None:
    """Or nobody would know which tambon is meant."""
    typed = "12/3 ม.5 ต.หัวงัวว"
    made = notice(found("F20", f"ไม่พบตำบล “{typed}”", code="GEO_UNKNOWN", value=typed, field="address"))
    assert "ไม่พบตำบล “•••/••• ม.••• ต.หัวงัวว”" in made.text


def test_what_the_sentence_says_is_not_said_twice() -> None:
    made = notice(found("H22", "“HML” อ่านเป็น HLM โปรดแก้ตัวสะกด", value="HML", suggestion="HLM", field="model"))
    assert made.text.count("HML") == 1
    assert "น่าจะเป็น HLM" in made.text


def test_what_the_sentence_says_in_brackets_or_as_a_place_is_not_said_twice() -> None:
    made = notice(
        found("Q13", "สูตรในช่องนี้ผิดพลาด (#N/A) โปรดแก้สูตร", value="#N/A"),
        found("B7", "“ก” แต่มีที่ ตำบลโก่งธนู อำเภอเมืองลพบุรี", suggestion="ตำบลโก่งธนู อำเภอเมืองลพบุรี"),
    )
    assert (made.text.count("#N/A"), made.text.count("โก่งธนู")) == (1, 1)


def test_names_are_known_from_the_row_that_the_finding_is_about() -> None:
    """A remark that names the owner without a title."""
    other = reading(BOOK, table(plot("นายเอกพงษ์ มั่นคงดี"), tab="ทะเบียนแปลง"))
    made = notice(found("Q5", "ดู", value="มั่นคงดี ย้ายบ้าน", field="remark"), readings=(other,))
    assert "มั่นคงดี" not in made.text
    assert "(ชื่อบุคคล) ย้ายบ้าน" in made.text


def test_without_a_notice_before_nothing_is_thanked_for() -> None:
    assert "ขอบคุณ" not in notice(found("J7", "ดู"), since=None).text


def test_an_office_s_own_template_is_used_and_a_broken_one_named(tmp_path: Path) -> None:
    own = tmp_path / "notice" / "subject.txt.j2"
    own.parent.mkdir()
    own.write_text("สพจ.: {{ view.heading.unit }}", encoding="utf-8")
    material, unit = notice_material(found("J7", "ดู")), areas.unit("4607")
    assert notice_letter(material, unit, Templates.open(tmp_path)).subject == "สพจ.: อำเภอยางตลาด จังหวัดกาฬสินธุ์"
    own.write_text("ก\n{{ view.headnig }}", encoding="utf-8")
    with pytest.raises(Exception, match=r"notice/subject\.txt\.j2:2: UndefinedError"):
        notice_letter(material, unit, Templates.open(tmp_path))


def test_how_long_it_stands_is_told_in_days() -> None:
    assert "พบมา 12 วัน" in notice(found("J7", "ดู", days=12)).text
    assert "พบวันนี้" in notice(found("J7", "ดู", days=0), now=MONDAY + DAY / 3).text

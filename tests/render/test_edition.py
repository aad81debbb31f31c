"""What every edition must be: whole in both parts, small, harmless, and without anybody's data."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from sheets_sync import areas
from sheets_sync.model import Finding, KeptFinding, Severity
from sheets_sync.periods import Quarter
from sheets_sync.render import compose_edition

from .building import NOW, kept, letter, material, plot, reading, table, units_of, village
from .offices import BOOKS, DECEMBER, FINDINGS, JANUARY, OFFICES

EVERY = ("nation", "region-12", "46", "4607")
TAGS = set("html head meta title style body div table tbody tr td th p h1 h2 h3 b br span a img".split())
NUMBER = re.compile(r"\d[\d,.]*\d|\d")


def seen(html: str) -> str:
    return BeautifulSoup(html, "html.parser").body.get_text(" ")  # type: ignore[union-attr]


@pytest.mark.parametrize("unit", EVERY)
def test_every_number_of_the_html_stands_in_the_text(unit: str) -> None:
    made = letter(OFFICES, unit)
    numbers = set(NUMBER.findall(seen(made.html)))
    assert len(numbers) > 40
    assert numbers <= set(NUMBER.findall(made.text))


@pytest.mark.parametrize("unit", EVERY)
def test_html_holds_only_what_mail_clients_show(unit: str) -> None:
    """No script, picture, address or attribute but the templates' own; Thai, with scoped headers and roles."""
    soup = BeautifulSoup(letter(OFFICES, unit).html, "html.parser")
    assert {tag.name for tag in soup.find_all(True)} <= TAGS
    assert soup.html is not None
    assert soup.html["lang"] == "th"
    assert all(th.get("scope") in ("row", "col") for th in soup.find_all("th"))
    assert all(t.get("role") == "presentation" or t.find("th") for t in soup.find_all("table"))
    assert all(picture["src"].startswith("cid:") and picture["alt"] for picture in soup.find_all("img"))
    assert {a["href"].split("/d/")[0] for a in soup.find_all("a")} <= {"https://docs.google.com/spreadsheets"}
    assert not re.search(r"url\(|@import|@font-face|data:|https?://(?!docs\.google\.com/)", str(soup))


def test_the_largest_province_stays_below_the_clip() -> None:
    """Nakhon Ratchasima, all 32 districts with every figure, two workbooks each and many findings: at most 75 KB."""
    codes = areas.unit("30").parts
    rows = [plot(f"นายก{c} ข", c, stage="dug", contract_baht=1e6, disbursed_baht=3e5, trained=True) for c in codes]
    homes = [village(1, c, hh_growing=50, hh_ge10=40, saving_baht_month=1e6) for c in codes]
    plans = [{"district_code": c, "activity": f"งานที่ยาวมาก {c} " * 3, "planned_end": "2021-01-02"} for c in codes]
    books = [reading("ทะเบียน", table(*rows)), reading("โก่งธนู", table(*homes, programme="kong_thanu"))]
    books.append(reading("แผน", table(*plans, shape="plan")))
    found = [
        KeptFinding(Finding(code, Severity.ERROR, f"AB{n}", "ก", tab="ทะเบียนแปลง", workbook_id="ก" + c, unit=c), NOW)
        for n, c in enumerate(codes)
        for code in ("GEO_UNKNOWN", "NUMBER_UNREADABLE", "AREA_UNITS", "PHONE_BAD", "OVER_100")
    ]
    offices = tuple(kept(f"{'x' * 40}{c}", c) for c in codes)
    full = material(*books, before=tuple(books), provinces=("30",), books=offices, findings=tuple(found))
    year = tuple(replace(full.before, month=m) for m in _months_before(full) if full.before)
    assert len(letter(replace(full, earlier=year), "30").html.encode()) <= 75_000


def _months_before(full: object) -> list[object]:
    months = [full.month.previous]  # type: ignore[attr-defined]
    for _ in range(10):
        months.append(months[-1].previous)
    return months


def test_the_nation_with_all_provinces_stays_below_the_clip() -> None:
    codes = tuple(code for code in areas.provinces() if code != areas.BANGKOK_PROVINCE)
    rows = [plot(f"นายก{c} ข", f"{c}01", stage="dug", contract_baht=1e6, disbursed_baht=3e5) for c in codes]
    full = material(reading("ก", table(*rows)), before=(reading("ก", table(*rows)),), provinces=codes)
    made = letter(full, "nation")
    assert "ส่งข้อมูลแล้ว 76/878 อำเภอ" in made.text
    assert len(made.html.encode()) <= 75_000


def test_what_officers_type_is_shown_and_never_run() -> None:
    """Markup and template tags in problems, activities, tabs and file names are text in both parts."""
    evil = "<script>alert(1)</script>{{7*7}}{% for x in y %}<img src=x onerror=1>\u202e\x07"
    rows = [plot("นายเอ บี", problem=evil, stage="dug")]
    plan = {"district_code": "4607", "activity": evil, "planned_end": "2021-01-02", "status": "in_progress"}
    finding = Finding("AREA_UNITS", Severity.ERROR, "A1", evil, evil, tab=evil, workbook_id="ก", unit="4607")
    made = material(
        reading("ก", table(*rows, tab=evil), table(plan, shape="plan")),
        books=(kept("ก", "4607", title=evil, changed_at=NOW - dt.timedelta(days=90)),),
        findings=(KeptFinding(finding, NOW),),
    )
    for unit in EVERY:
        mail = letter(made, unit)
        assert {tag.name for tag in BeautifulSoup(mail.html, "html.parser").find_all(True)} <= TAGS
        for part in (seen(mail.html), mail.text):
            assert "<script>alert(1)</script>{{7*7}}{% for x in y %}<img src=x onerror=1>" in part
            assert not re.search("[\u202e\x07]|49", part)


@pytest.mark.parametrize("unit", EVERY)
def test_nobodys_data_leaves_its_district_and_there_it_is_masked(unit: str) -> None:
    """Names, phones, IDs and e-mails planted in every field and free text are in no edition."""
    canaries = (
        "ขวัญเรือน",
        "คานารีวงศ์",
        "0812345678",
        "๐๘๑-๒๓๔-๕๖๗๘",
        "1469900123457",
        "1-4699-00123-45-7",
        "kwan@example.go.th",
    )
    name, text = "นางขวัญเรือน คานารีวงศ์", "ติดต่อ ขวัญเรือน คานารีวงศ์ " + " ".join(canaries[2:])
    person = {"phones": ["0812345678"], "citizen_id_hash": "h", "house_no": "99/9", "reporter": name}
    rows = [plot(name, problem=text, stage="designed", remark=text, **person)]
    plan = {"district_code": "4607", "activity": f"นัดพบ{name}", "responsible": name, "planned_end": "2021-01-02"}
    finding = Finding(
        "NAME_NO_SPACE", Severity.WARNING, "B5", text, name, name, "owner_name", workbook_id="ก", unit="4607"
    )
    other = replace(finding, code="AREA_UNITS", field="area_rai", message=f"แปลงของ{name} โทร 0812345678")
    made = material(
        reading("ก", table(*rows), table(plan, shape="plan")),
        books=(kept("ก", "4607", title=f"ทะเบียน {name}"),),
        findings=(KeptFinding(finding, NOW), KeptFinding(other, NOW)),
    )
    mail = letter(made, unit)
    for part in (mail.subject, mail.text, seen(mail.html), mail.html):
        assert [canary for canary in canaries if canary in part] == []
    assert ("นางข••• ค•••" in mail.text) == (unit == "4607")


def test_the_heading_says_for_whom_when_and_how_complete() -> None:
    head = compose_edition(OFFICES, OFFICES.units["46"]).heading
    assert (head.unit, head.title) == ("จังหวัดกาฬสินธุ์", "รายงานความก้าวหน้าประจำเดือน มกราคม พ.ศ. 2564")
    assert head.quarter == "ไตรมาสที่ 2 ปีงบประมาณ พ.ศ. 2564"
    assert head.as_of == "ข้อมูล ณ วันที่ 5 กุมภาพันธ์ 2564 เวลา 08.00 น."
    assert (head.state, head.coverage, head.late) == ("ฉบับเบื้องต้น", "ส่งข้อมูลแล้ว 4/18 อำเภอ", "")


def test_an_edition_made_afterwards_and_a_revision_say_so() -> None:
    late = material(*JANUARY, late=True)
    assert "จัดทำย้อนหลัง" in letter(late, "46").html
    assert "แก้ไขครั้งที่ 2" in letter(replace(OFFICES, revision=2), "46").subject
    assert compose_edition(replace(OFFICES, revision=2), OFFICES.units["46"]).key == "monthly/2564-01/46/2"


def test_a_quarter_is_told_by_its_name() -> None:
    view = compose_edition(replace(OFFICES, quarter=Quarter(2564, 2)), OFFICES.units["region-12"])
    assert view.heading.title == "รายงานความก้าวหน้าประจำไตรมาสที่ 2 ปีงบประมาณ พ.ศ. 2564"
    assert view.key == "quarterly/2564-Q2/region-12/0"


def test_a_complete_province_says_so() -> None:
    rows = [plot(f"นายก{code} ข", code) for code in areas.unit("46").parts]
    assert compose_edition(material(reading("ก", table(*rows))), areas.unit("46")).heading.state == "ฉบับสมบูรณ์"


def test_nothing_reported_is_waiting_for_data_never_zero() -> None:
    view = compose_edition(OFFICES, OFFICES.units["40"])
    assert view.mark.word == "รอข้อมูล"
    assert {row.actual for part in view.programmes for row in part.rows} == {"…"}
    assert view.figures[0].value == "…"


def test_a_districts_first_report_is_not_the_others_progress() -> None:
    """Mueang reports first in January; the change is Yang Talat's alone: 5 dug to 7."""
    row = next(r for r in compose_edition(OFFICES, OFFICES.units["46"]).programmes[0].rows if r.label.startswith("ขุด"))
    assert (row.actual, row.change) == ("15", "+1")


def test_at_most_five_decisions_each_with_office_and_day() -> None:
    found = compose_edition(OFFICES, OFFICES.units["46"]).decisions
    assert 3 <= len(found) <= 5
    assert all(d.who and d.due == "ภายในวันที่ 5 มีนาคม 2564" for d in found)
    assert len({d.what for d in found}) == len(found)


def test_a_problem_is_told_once_with_its_offices() -> None:
    [problem] = compose_edition(OFFICES, OFFICES.units["46"]).problems
    assert (problem.text, problem.times) == ("น้ำท่วมแปลง ขุดต่อไม่ได้", "4 รายการ")
    assert problem.offices == "สพอ.เมืองกาฬสินธุ์ ยางตลาด"


def test_quality_names_who_is_silent_stale_and_what_moved() -> None:
    quality = compose_edition(OFFICES, OFFICES.units["46"]).quality
    assert "นามน" in quality.silent
    assert quality.stale == (
        "workbook-4601 – ยังไม่ปรับปรุงตั้งแต่ปิดงวดก่อน ข้อมูลล่าสุด 20 ธ.ค. 63",
        "workbook-46 – ไม่มีสิทธิ์เปิดไฟล์แล้ว ข้อมูลล่าสุด 29 ม.ค. 64",
    )
    assert (
        quality.movement
        == "รอแก้ไขหรือยืนยัน 4 จุด · ตั้งแต่ปิดงวดก่อน พบใหม่ 3 จุด แก้แล้ว 1 จุด · ของที่ค้างจากงวดก่อน 2 จุด แก้แล้วร้อยละ 50.0"
    )


def test_a_finding_links_to_its_cell() -> None:
    first = compose_edition(OFFICES, areas.unit("4607")).quality.to_mend[0]
    assert first.what == "เดือนกุมภาพันธ์ 2564 ไม่มีวันที่ 29"
    assert first.cells == (("H9", "https://docs.google.com/spreadsheets/d/workbook-4607/edit#gid=0&range=H9"),)


def test_above_the_district_a_finding_is_told_by_its_kind_alone() -> None:
    """The words of a finding quote the cell; they are the district's own."""
    words = "เดือนกุมภาพันธ์ 2564 ไม่มีวันที่ 29"
    assert words in letter(OFFICES, "4607").text
    for unit in ("46", "region-12", "nation"):
        assert words not in letter(OFFICES, unit).text
        assert "ไม่มีวันที่นี้ในปฏิทิน" in letter(OFFICES, unit).text


def test_an_address_that_is_no_sheet_is_not_linked() -> None:
    books = (replace(BOOKS[0], url="javascript:alert(1)"),)
    made = material(*JANUARY, before=DECEMBER, books=books, findings=FINDINGS)
    assert "javascript" not in letter(made, "4607").html


def test_districts_with_and_without_a_village_add_up() -> None:
    villages = compose_edition(OFFICES, OFFICES.units["46"]).villages
    assert villages is not None
    assert (villages.having, villages.lacking) == ("เมืองกาฬสินธุ์ ยางตลาด", "กุฉินารายณ์ เขาวง")
    assert (villages.waiting, villages.mark.code) == ("14 อำเภอยังไม่ส่งข้อมูล", "hurry")
    assert villages.sentence == "มีหมู่บ้านต้นแบบแล้ว 2 จาก 18 อำเภอ"


def test_where_no_district_has_told_anything_there_are_not_no_villages() -> None:
    villages = compose_edition(OFFICES, OFFICES.units["40"]).villages
    assert villages is not None
    assert (villages.mark.code, villages.sentence, villages.waiting) == ("unknown", "ทั้ง 26 อำเภอยังไม่ส่งข้อมูล", "")


def test_a_district_of_which_only_older_data_is_known_has_not_sent_any() -> None:
    told = {unit: compose_edition(OFFICES, areas.unit(unit)).heading.coverage for unit in ("4601", "4607", "4603")}
    assert told == {"4601": "เป็นข้อมูลของงวดก่อน", "4607": "ส่งข้อมูลแล้ว", "4603": "ยังไม่ได้รับข้อมูล"}


def test_all_units_of_the_configuration_can_be_told() -> None:
    assert {compose_edition(OFFICES, unit).key for unit in units_of("46", "40")} == {
        f"monthly/2564-01/{code}/0" for code in ("nation", "region-12", "46", "40")
    }


def test_districts_far_behind_are_a_matter_of_their_own() -> None:
    """By January a third of the plots should be dug; a district that has dug none is named for support."""
    rows = [plot(f"นายก{n} ข", "4607", stage="designed") for n in range(4)]
    first = compose_edition(material(reading("ก", table(*rows))), areas.unit("46")).decisions[0]
    assert (first.what, first.who) == ("สนับสนุนอำเภอที่ยังห่างเป้าหมาย", "สพอ.ยางตลาด")
    assert first.why == "1 จาก 1 อำเภอที่ส่งข้อมูลแล้ว มีตัวเลขสำคัญต่ำกว่าที่ควรมาก: ขุดเสร็จ 1"


def test_a_table_marks_the_figure_by_which_a_district_stands() -> None:
    """Nine of ten dug but one of ten trained: the sign stands at the training, beside what is due by January."""
    rows = [plot(f"นายก{n} ข", "4607", stage="dug" if n else "designed", trained=n == 1) for n in range(10)]
    made = material(reading("ก", table(*rows)))
    units = compose_edition(made, areas.unit("46")).units
    assert units is not None
    [group] = [g for g in units.groups if g.rows]
    signs = {
        head: share.mark.sign for head, share in zip(units.columns, group.rows[0].shares, strict=True) if share.mark
    }
    assert (group.mark.code, signs, group.rows[0].why) == ("support", {"อบรมแล้ว": "!"}, "")
    assert dict(zip(units.columns, units.due, strict=True))["อบรมแล้ว"] == "33.3"


def test_a_percentage_of_few_districts_is_told_as_a_count() -> None:
    """Seven of ten plots dug in one district of eighteen says nothing of the province: 7, awaiting the others."""
    rows = [plot(f"นายก{n} ข", "4607", stage="dug" if n < 7 else "designed") for n in range(10)]
    view = compose_edition(material(reading("ก", table(*rows))), areas.unit("46"))
    dug = next(figure for figure in view.figures if figure.label.startswith("ขุด"))
    assert (dug.value, dug.unit, dug.of, dug.bar) == ("7", "แปลง", "จาก 10 แปลง · ข้อมูลจาก 1/18 อำเภอ", None)
    assert "70.0" not in view.sentence
    assert view.trend is None


def test_a_plan_names_each_activity_once_with_its_offices() -> None:
    """Three districts late with the same digging, one of them with two plots."""
    late = [("4607", "2021-01-20"), ("4607", "2021-01-22"), ("4601", "2021-01-25"), ("4602", "2021-01-26")]
    rows = [{"district_code": code, "activity": "ขุดปรับพื้นที่", "planned_end": end} for code, end in late]
    made = material(reading("ก", table(*rows, shape="plan")))
    [part] = compose_edition(made, areas.unit("46")).plan.group("overdue").parts
    assert (part.office, part.when) == ("สพอ.ยางตลาด (2) เมืองกาฬสินธุ์ นามน", "4 รายการ ครบกำหนดตั้งแต่ 20 ม.ค. 64")
    assert compose_edition(made, areas.unit("4607")).plan.group("overdue").parts[0].office == ""


def test_what_was_repaired_without_asking_is_nobodys_to_mend() -> None:
    """Of five findings two are for information: one that stands, one that was closed; neither is counted."""
    quiet = replace(FINDINGS[0].finding, severity=Severity.INFO)
    extra = (KeptFinding(quiet, NOW), KeptFinding(quiet, NOW - dt.timedelta(days=40), closed_at=NOW))
    made = material(*JANUARY, before=DECEMBER, books=BOOKS, findings=(*FINDINGS, *extra))
    assert compose_edition(made, areas.unit("46")).quality == compose_edition(OFFICES, areas.unit("46")).quality


def test_kinds_of_findings_add_up_to_all_of_them() -> None:
    """Ten kinds, of which eight are named; the others are counted together."""
    codes = ("GEO_UNKNOWN", "GEO_MULTI", "CID_BAD", "PHONE_BAD", "OVER_100", "DUP_PLOT", "HH_ORDER", "STAGE_ORDER")
    found = tuple(
        KeptFinding(Finding(code, Severity.WARNING, "A1", "ก", workbook_id="ก", unit="4607"), NOW)
        for code in (*codes, "UNIT_PRICE", "WRONG_FY")
    )
    kinds = compose_edition(material(findings=found), areas.unit("46")).quality.kinds
    assert len(kinds) == 9
    assert sum(int(count) for _, count in kinds) == 10
    assert kinds[-1] == ("เรื่องอื่น ๆ", "2")

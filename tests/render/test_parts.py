"""The parts of a monthly edition: who is expected, what was done, who rose, and whose words they are."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from sheets_sync import areas
from sheets_sync.model import Standing, WorkbookState
from sheets_sync.render import compose_edition
from sheets_sync.render.completeness import awaited_of, rate_of

from .building import NOW, kept, letter, material, plot, reading, table, village
from .offices import BOOKS, JANUARY, OFFICES

OLD = dt.datetime(2020, 12, 20, tzinfo=dt.UTC)  # before December's closing


def test_a_unit_whose_workbooks_are_all_fresh_is_complete() -> None:
    """One district of eighteen has ever reported, and has again: nobody is missing."""
    made = material(reading("ก", table(plot("นายเอ บี"))), books=(kept("ก", "4607"),))
    head = compose_edition(made, areas.unit("46")).heading
    assert (head.state, head.missing, head.coverage) == ("ฉบับสมบูรณ์", "", "ส่งข้อมูลแล้ว 1/18 อำเภอ")


@pytest.mark.parametrize("state", [s for s in WorkbookState if s not in ("fresh", "unchanged", "stale")])
def test_a_workbook_that_cannot_be_read_makes_the_edition_preliminary_and_is_named(state: WorkbookState) -> None:
    made = material(reading("ก", table(plot("นายเอ บี"))), books=(kept("ก", "4607"), kept("ข", "4601", state=state)))
    head = compose_edition(made, areas.unit("46")).heading
    assert (head.state, head.missing) == ("ฉบับเบื้องต้น", "ยังรอข้อมูลของงวดนี้จาก สพอ.เมืองกาฬสินธุ์")


def test_a_district_that_has_reported_before_is_awaited_without_a_workbook() -> None:
    """Mueang told in December, and no sheet of January holds a row of it."""
    before = (reading("ก", table(plot("นายเอ บี", "4601"))),)
    made = material(reading("ข", table(plot("นายซี ดี"))), before=before, books=(kept("ข", "4607"),))
    [missing] = [one for one in awaited_of(made, areas.unit("46")) if not one.came]
    assert (missing.name, missing.why) == ("สพอ.เมืองกาฬสินธุ์", "เคยส่งข้อมูล แต่ไม่มีในชุดนี้")


def test_a_unit_of_which_nothing_is_known_is_never_complete() -> None:
    assert compose_edition(OFFICES, OFFICES.units["40"]).heading.state == "ฉบับเบื้องต้น"


def test_reporting_rates_count_workbooks_expected_come_and_in_time() -> None:
    """Of five offices one is stale, one came after the closing, one cannot be read."""
    late, bad = NOW + dt.timedelta(hours=2), WorkbookState.LOST_ACCESS
    books = (
        kept("ก", "4601"), kept("ข", "4602", changed_at=OLD), kept("ค", "4603", changed_at=late),
        kept("ง", "4604", state=bad), kept("จ", "46"),
    )  # fmt: skip
    rate = rate_of(awaited_of(material(books=books), areas.unit("46")))
    assert (rate.expected, rate.actual, rate.on_time) == (5, 3, 2)


def test_parts_that_lack_something_are_listed_and_the_others_counted() -> None:
    rates = compose_edition(OFFICES, OFFICES.units["46"]).quality
    assert [(r.name, r.expected, r.actual, r.percent) for r in rates.rates] == [
        ("ทั้งหมด", "3", "1", "33.3"),
        ("เมืองกาฬสินธุ์", "1", "0", "0.0"),
    ]
    assert rates.all_in == "ครบและตรงเวลา 1 อำเภอ · ยังไม่มีไฟล์ในระบบ 16 อำเภอ"


def test_what_stood_otherwise_last_month_says_how() -> None:
    """Yang Talat had dug nothing of four plots in December, and all of them in January."""
    old, new = ([plot(f"นายก{n} ข", stage=s) for n in range(4)] for s in ("designed", "dug"))
    made = material(reading("ก", table(*new)), before=(reading("ก", table(*old)),))
    view = compose_edition(made, areas.unit("4607"))
    assert (view.figures[0].mark.word, view.figures[0].was) == ("ตามแผน", "เดิม: ควรสนับสนุนเร่งด่วน")
    assert "เดิม: ควรสนับสนุนเร่งด่วน" in letter(made, "4607").text


def test_the_same_month_last_year_is_told_where_it_is_known() -> None:
    made = material(*JANUARY, before=JANUARY)
    [ago] = made.earlier
    view = compose_edition(replace(made, year_ago=ago), areas.unit("4607"))
    assert view.figures[0].year_ago == "เดือนเดียวกันปีก่อน 70.0%"
    assert compose_edition(made, areas.unit("4607")).figures[0].year_ago == ""


def _four(dug: dict[str, int]) -> Any:
    """Ten plots a district, so many of them dug."""
    rows = [
        plot(f"นาย{d}{n} ข", d, stage="dug" if n < done else "designed") for d, done in dug.items() for n in range(10)
    ]
    return reading("ก", table(*rows))


def test_the_ranking_names_who_is_near_who_rose_and_whom_to_support() -> None:
    """A fifteenth of digging is due each half month: by January 33.3 %."""
    now, old = {"4601": 9, "4602": 4, "4603": 2, "4604": 1}, {"4601": 9, "4602": 1, "4603": 2, "4604": 1}
    made = material(_four(now), before=(_four(old),))
    made = replace(
        made,
        programmes=tuple(
            p.model_copy(update={"indicators": [i for i in p.indicators if i.code == "dug"]}) for p in made.programmes
        ),
    )
    ranking = compose_edition(made, areas.unit("46")).ranking
    assert ranking is not None
    assert ranking.leading == (("เมืองกาฬสินธุ์", "100%"), ("นามน", "100%"))
    assert ranking.improved == (("นามน", "+30.0 จุด"),)
    assert ranking.support == (("ร่องคำ", "ขุดเสร็จ 10.0%"),)
    assert compose_edition(replace(made, ranking=False), areas.unit("46")).ranking is None


def test_the_plan_tells_done_overdue_coming_and_paused() -> None:
    """Paused work is not late, what was done before the last closing is told no more."""
    rows = [
        {"activity": "ขุด", "planned_end": "2021-01-20"},
        {"activity": "อบรม", "planned_end": "2021-02-20"},
        {"activity": "สำรวจ", "planned_end": "2021-01-10", "done_on": "2021-01-12", "status": "done"},
        {"activity": "ประชุม", "planned_end": "2020-12-10", "done_on": "2020-12-12"},
        {"activity": "เอามื้อ", "planned_end": "2021-01-10", "status": "paused"},
        {"activity": "ยกเลิก", "planned_end": "2021-01-10", "status": "cancelled"},
    ]
    made = material(reading("ก", table(*({"district_code": "4607"} | row for row in rows), shape="plan")))
    plan = compose_edition(made, areas.unit("4607")).plan
    assert {g.code: [(p.activity, p.when) for p in g.parts] for g in plan.groups} == {
        "overdue": [("ขุด", "ครบกำหนด 20 ม.ค. 64")],
        "coming": [("อบรม", "ถึงกำหนด 20 ก.พ. 64")],
        "done": [("สำรวจ", "เมื่อ 12 ม.ค. 64")],
        "paused": [("เอามื้อ", "กำหนดเดิม 10 ม.ค. 64")],
    }


def test_a_problem_stands_with_what_its_officer_suggests() -> None:
    rows = [plot("นายเอ บี", problem="น้ำท่วม", remark="ขอเลื่อนขุดเป็นเดือนมีนาคม นายเอ บี ยินยอม")]
    [problem] = compose_edition(material(reading("ก", table(*rows))), areas.unit("46")).problems
    assert (problem.text, problem.remedies) == ("น้ำท่วม", ("ขอเลื่อนขุดเป็นเดือนมีนาคม (ชื่อบุคคล) ยินยอม",))


def test_a_problem_of_five_thousand_letters_is_cut_and_its_cell_named() -> None:
    rows = [plot("นายเอ บี", problem="น้ำท่วมที่นี่ " * 385)]
    made = material(reading("k", table(*rows)), books=(kept("k", "4607"),))
    [problem] = compose_edition(made, areas.unit("46")).problems
    assert problem.text.endswith("น้ำท่วมที่นี่ …")
    assert len(problem.text) <= 302
    assert problem.more == "ข้อความเต็ม 5,389 ตัวอักษร อยู่ที่แท็บ ทะเบียน ช่อง E5"
    assert problem.link.endswith("/d/k/edit#gid=0&range=E5")


def test_households_of_the_poverty_list_are_told_with_how_far_they_are() -> None:
    rows = [
        plot(f"นายก{n} ข", tpmap_target=n < 4, stage="dug" if n < 3 else "designed", trained=n < 1) for n in range(8)
    ]
    poverty = compose_edition(material(reading("ก", table(*rows))), areas.unit("4607")).poverty
    assert poverty is not None
    assert poverty.sentence == "ครัวเรือนเป้าหมาย TPMAP ที่มีแปลงแล้ว 4 ครัวเรือน จาก 8 แปลงที่ระบุไว้"
    assert poverty.steps == (("ขุดแล้วเสร็จ", "3 แปลง (75.0%)"), ("ผ่านการอบรม", "1 แปลง (25.0%)"))


def test_villages_joined_to_plots_are_counted() -> None:
    rows = [village(n, linked_plots=n - 1) for n in (1, 2, 3)]
    made = material(reading("ก", table(*rows, programme="kong_thanu")))
    villages = compose_edition(made, areas.unit("46")).villages
    assert villages is not None
    assert villages.linked == "หมู่บ้านที่เชื่อมกับแปลงโคก หนอง นา 2 จาก 3 หมู่บ้าน (3 แปลง) · ข้อมูลจาก 1/18 อำเภอ"


def test_figures_above_their_whole_ask_to_be_checked_and_broken_ones_are_awaited() -> None:
    """1.2 million of 1 million spent; a village whose number of growing households could not be read."""
    plots = [plot("นายเอ บี", contract_baht=1e6, disbursed_baht=1.2e6, stage="dug")]
    homes = [village(1, hh_growing=None)]
    made = material(reading("ก", table(*plots), table(*homes, programme="kong_thanu")))
    figures = {f.label: f for f in compose_edition(made, areas.unit("4607")).figures}
    assert figures["เบิกจ่าย"].mark.word == "ควรตรวจสอบ"
    assert (figures["ครัวเรือนที่ปลูกผักสวนครัว"].value, figures["ครัวเรือนที่ปลูกผักสวนครัว"].mark.word) == ("…", "รอข้อมูล")


def test_a_share_of_nothing_is_no_share_and_waits_for_nobody() -> None:
    """No household of the poverty list has a plot: how many of those are dug is no percentage, and not awaited."""
    rows = [plot(f"นายก{n} ข", tpmap_target=False, stage="dug") for n in range(3)]
    rows_of = compose_edition(material(reading("ก", table(*rows))), areas.unit("4607")).programmes[0].rows
    dug = next(row for row in rows_of if row.label == "แปลงครัวเรือน TPMAP ที่ขุดแล้วเสร็จ")
    assert (dug.actual, dug.percent) == ("0", "–")


@pytest.mark.parametrize("unit", ["nation", "region-12", "46", "4607"])
def test_a_state_is_never_told_by_colour_alone(unit: str) -> None:
    """Wherever the colour of a state stands, its sign stands, too."""
    view = compose_edition(OFFICES, OFFICES.units.get(unit) or areas.unit(unit))
    marks = [view.mark, *(d.mark for d in view.decisions), *(f.mark for f in view.figures)]
    assert all(mark.sign and mark.word for mark in marks if mark.code != Standing.PLAIN)


def test_the_rows_of_a_district_that_there_is_no_more_stay_in_the_sums() -> None:
    """A district was split and its old code is in last month's sheets: its plots are the province's, of no district."""
    rows = [plot("นายเอ บี", "4699", stage="dug"), plot("นายซี ดี", "4607", stage="dug")]
    made = material(reading("ก", table(*rows)), before=(reading("ก", table(plot("นายเอ บี", "4699"))),), books=BOOKS[:1])
    plots = compose_edition(made, areas.unit("46")).programmes[0].rows[0]
    assert (plots.actual, plots.note) == ("2", "ข้อมูลจาก 1/18 อำเภอ")
    assert letter(made, "nation").text.count("…") > 0

"""What is asked when a register is held against an earlier one, or against the day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sheets_sync.indicators import between
from sheets_sync.merge import merge
from sheets_sync.model import Finding, Reading
from sheets_sync.periods import BANGKOK
from sheets_sync.programmes import shipped_programmes

from .render.building import plot, reading, table, village

PROGRAMMES = shipped_programmes()
NOW = dt.datetime(2021, 2, 5, 8, tzinfo=BANGKOK)


def asked(code: str, now: Reading, *before: Reading) -> list[Finding]:
    earlier = [merge([one], PROGRAMMES) for one in before]
    return [f for f in between(earlier, merge([now], PROGRAMMES), PROGRAMMES, NOW) if f.code == code]


def plots(**values: Any) -> Reading:
    return reading("ก", table(plot("นายเอ บี", **values)))


def test_a_figure_that_fell_is_asked_about_at_its_cell() -> None:
    [finding] = asked("WENT_BACKWARDS", plots(disbursed_baht=5_000.0), plots(disbursed_baht=9_000.0))
    assert (finding.cell, finding.value, finding.suggestion, finding.unit) == ("E5", "5,000", "9,000", "4607")


def test_a_stage_that_went_back_is_told_in_its_own_words() -> None:
    [finding] = asked("WENT_BACKWARDS", plots(stage="designed"), plots(stage="dug"))
    assert "“ขุดแล้วเสร็จ”" in finding.message
    assert "“ออกแบบแปลง”" in finding.message


def test_a_paused_plot_has_not_gone_back() -> None:
    assert asked("WENT_BACKWARDS", plots(stage="paused"), plots(stage="dug")) == []


def test_growth_and_the_unknown_are_not_asked_about() -> None:
    assert asked("WENT_BACKWARDS", plots(disbursed_baht=9.0), plots(disbursed_baht=5.0)) == []
    assert asked("WENT_BACKWARDS", plots(disbursed_baht=None), plots(disbursed_baht=5.0)) == []


def test_a_tab_that_nobody_touched_for_three_months_is_asked_about_once() -> None:
    january, december, november = plots(stage="dug"), plots(stage="dug"), plots(stage="dug")
    [finding] = asked("NOT_UPDATED", january, december, november)
    assert (finding.cell, finding.tab) == ("A1", "ทะเบียน")
    assert "3 เดือน" in finding.message


def test_two_months_alike_are_no_cause_to_ask() -> None:
    assert asked("NOT_UPDATED", plots(stage="dug"), plots(stage="dug")) == []
    assert asked("NOT_UPDATED", plots(stage="dug"), plots(stage="dug"), plots(stage="digging")) == []


def test_a_tab_that_changed_or_has_no_work_left_is_not() -> None:
    assert asked("NOT_UPDATED", plots(stage="accepted"), plots(stage="dug"), plots(stage="dug")) == []
    assert asked("NOT_UPDATED", *[plots(stage="learning_centre")] * 3) == []


def test_districts_without_a_model_village_are_named_in_their_provinces_table() -> None:
    """Of Phichit's twelve districts the summary has two villages in one and none in another: eleven are asked."""
    rows = [{"province_code": "66", "district_code": "6601", "villages": 2}]
    rows += [{"province_code": "66", "district_code": "6602", "villages": 0}]
    found = asked(
        "MODEL_VILLAGE_MISSING", reading("พ", table(*rows, programme="kong_thanu", shape="summary", tab="สรุป"))
    )
    assert len(found) == 11
    assert {(f.cell, f.tab, f.unit) for f in found} == {("A1", "สรุป", "66")}
    assert "วังทรายพูน" in found[0].value


def test_a_blank_number_of_villages_is_unknown_and_not_none() -> None:
    rows = [
        {"province_code": "66", "district_code": f"66{n:02d}", "villages": None if n == 1 else 1} for n in range(1, 13)
    ]
    table_ = table(*rows, programme="kong_thanu", shape="summary")
    assert asked("MODEL_VILLAGE_MISSING", reading("พ", table_)) == []


def test_a_district_alone_is_not_asked_for_the_rest_of_its_province() -> None:
    assert asked("MODEL_VILLAGE_MISSING", reading("ก", table(village(1), programme="kong_thanu"))) == []


def test_only_open_activities_past_their_day_are_overdue() -> None:
    rows = [
        {"district_code": "4607", "activity": "ขุดแปลง", "planned_end": "2021-01-20", "status": "in_progress"},
        {"district_code": "4607", "activity": "วัดแปลง", "planned_end": "2021-01-20", "status": "done"},
        {"district_code": "4607", "activity": "อบรม", "planned_end": "2021-01-20", "status": "paused"},
        {"district_code": "4607", "activity": "เอามื้อ", "planned_end": "2021-02-20", "status": "not_started"},
        {"district_code": "4607", "activity": "สำรวจ", "planned_end": "2021-01-20", "done_on": "2021-01-19"},
    ]
    [finding] = asked("PLAN_OVERDUE", reading("ก", table(*rows, shape="plan", tab="แผน")))
    assert finding.cell == "C5"
    assert "“ขุดแปลง” เลยกำหนดแล้วเสร็จ 20 มกราคม 2564 มา 16 วัน" in finding.message

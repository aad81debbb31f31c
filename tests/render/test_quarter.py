"""The quarterly edition: provinces side by side, what was asked and what came of it, what stands out."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from sheets_sync.indicators import measure
from sheets_sync.model import Asked
from sheets_sync.periods import Month, Quarter
from sheets_sync.render import Material, QuarterlyView, compose_quarter, render

from .building import material, plot, reading, shipped, table, village

QUARTER = Quarter(2564, 2)


def dug(province: str, done: int) -> list[dict[str, object]]:
    """Ten plots in each of nine districts of a province, so many of them dug and the first of them trained."""
    codes = [f"{province}0{n}" for n in range(1, 10)]
    rows = [(code, n) for code in codes for n in range(10)]
    return [plot(f"นาย{c}{n} ข", c, stage="dug" if n < done else "designed", trained=n < 1) for c, n in rows]


def quarter(*, dug_now: dict[str, int], dug_then: dict[str, int] | None = None, **more: object) -> Material:
    """The material of January to March 2564 for a region of the provinces given, with December's where it is known."""
    now = reading("ก", table(*(row for p, done in dug_now.items() for row in dug(p, done))))
    homes = reading("ข", table(village(1, "4607", hh_growing=80, hh_ge10=70), programme="kong_thanu"))
    then = (reading("ก", table(*(row for p, done in dug_then.items() for row in dug(p, done)))),) if dug_then else ()
    made = material(now, homes, before=then, provinces=tuple(dug_now))
    march = measure(made.register, made.programmes, tuple(made.units.values()), Month(2021, 3))
    return replace(made, month=Month(2021, 3), observations=march, quarter=QUARTER, **more)


def asked(about: str, stood: float | None) -> Asked:
    return Asked(about, "เร่งขุด", "สพจ.กาฬสินธุ์", "ภายในวันที่ 5 กุมภาพันธ์ 2564", stood)


def view_of(made: Material) -> QuarterlyView:
    return compose_quarter(made, made.units["region-12"])


def test_the_heading_says_which_three_months() -> None:
    head = view_of(quarter(dug_now={"46": 5})).heading
    assert head.title == "รายงานความก้าวหน้าประจำไตรมาสที่ 2 ปีงบประมาณ พ.ศ. 2564"
    assert head.quarter == "มกราคม - มีนาคม 2564"


def test_provinces_stand_side_by_side_with_their_change_since_the_quarter_before() -> None:
    [knn, _] = view_of(quarter(dug_now={"46": 9, "40": 4}, dug_then={"46": 5, "40": 4})).bands
    row = next(row for row in knn.rows if row.label.startswith("ขุด"))
    assert knn.columns == ("ทั้งเขต", "กาฬสินธุ์", "ขอนแก่น")
    assert [cell.change for cell in row.cells] == ["+20.0", "+40.0", "คงเดิม"]


def test_no_more_than_five_columns_stand_side_by_side() -> None:
    """Six provinces need a second band, so that nothing scrolls sideways on a telephone."""
    provinces = ("40", "41", "42", "43", "44", "46")
    bands = view_of(quarter(dug_now=dict.fromkeys(provinces, 3))).bands
    assert [len(band.columns) for band in bands] == [5, 2, 5, 2]


@pytest.mark.parametrize(
    ("about", "then", "now", "word"),
    [
        ("khok_nong_na/dug", 30.0, 9, "เรียบร้อยแล้ว"),
        ("khok_nong_na/dug", 20.0, 3, "ดีขึ้น ยังไม่ครบ"),
        ("khok_nong_na/dug", 30.0, 3, "ยังคงเดิม"),
        ("khok_nong_na/dug", 50.0, 3, "ห่างออกไป"),
        ("khok_nong_na/aomue", 50.0, 3, "รอข้อมูล"),
        ("silent", 20.0, 3, "ดีขึ้น ยังไม่ครบ"),
        ("overdue", 2.0, 3, "เรียบร้อยแล้ว"),
        ("a_programme/that_is_no_more", 2.0, 3, "รอข้อมูล"),
    ],
)
def test_what_was_asked_is_followed_up(about: str, then: float, now: int, word: str) -> None:
    """Half a year has passed by March, so that half of the digging is due."""
    made = quarter(dug_now={"46": now}, asked={"region-12": (asked(about, then),)})
    [one] = view_of(made).follow_ups
    assert one.mark.word == word


def test_the_first_quarter_says_that_there_is_nothing_to_follow_up() -> None:
    made = quarter(dug_now={"46": 5})
    assert view_of(made).asked_when == "ยังไม่มีรายงานของไตรมาสก่อน จึงยังไม่มีเรื่องที่ต้องติดตาม"
    none = replace(made, asked={"region-12": ()})
    assert view_of(none).asked_when == "รายงานไตรมาสที่ 1 ปีงบประมาณ พ.ศ. 2564 ไม่มีเรื่องที่ขอให้พิจารณา"


def test_wide_gaps_steep_rises_and_turned_standings_stand_out() -> None:
    made = quarter(dug_now={"46": 9, "40": 2}, dug_then={"46": 1, "40": 2})
    lines = [line for _, line in view_of(made).standouts]
    assert lines == [
        "ทำสัญญา: กาฬสินธุ์ 90.0% ถึง ขอนแก่น 20.0% ห่างกัน 70.0 จุดร้อยละ",
        "ขุดเสร็จ: กาฬสินธุ์ 90.0% ถึง ขอนแก่น 20.0% ห่างกัน 70.0 จุดร้อยละ",
        "ขุดเสร็จ: กาฬสินธุ์ เพิ่มขึ้นมากที่สุด 80.0 จุดร้อยละ จากไตรมาสก่อน",
    ]


@pytest.mark.parametrize("code", ["region-12", "nation", "46"])
def test_every_number_of_the_quarter_s_html_stands_in_its_text(code: str) -> None:
    made = quarter(dug_now={"46": 9, "40": 4}, dug_then={"46": 5, "40": 4}, asked={code: (asked("silent", 20.0),)})
    mail = render(compose_quarter(made, made.units[code]), shipped(), "quarterly")
    body = BeautifulSoup(mail.html, "html.parser").body
    assert body is not None
    numbers = set(re.findall(r"\d[\d,.]*\d|\d", body.get_text(" ")))
    assert len(numbers) > 20
    assert numbers <= set(re.findall(r"\d[\d,.]*\d|\d", mail.text))
    assert len(mail.html.encode()) <= 75_000

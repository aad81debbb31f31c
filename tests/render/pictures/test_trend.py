"""The picture of a fiscal year."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
from PIL import Image

from sheets_sync import areas
from sheets_sync.periods import Month
from sheets_sync.render import compose_edition
from sheets_sync.render.illustrations import fiscal_months
from sheets_sync.render.pictures import drawn
from sheets_sync.render.pictures.trend import LOOKS, draw_trend
from sheets_sync.render.views import TrendChart, TrendLine

from ..building import letter
from ..offices import OFFICES

YEAR = tuple("ต.ค. พ.ย. ธ.ค. ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย.".split())
PACE = tuple(100 * (month + 1) / 12 for month in range(12))


def chart(*values: float | None) -> TrendChart:
    line = TrendLine("ขุดเสร็จ", (*values, *[None] * (12 - len(values))))
    return TrendChart("ปีงบประมาณ พ.ศ. 2564", YEAR, (line,), PACE)


def rows_of(colour: str, made: TrendChart) -> tuple[int, int]:
    """The highest and lowest row below the key in which a colour is drawn."""
    picture = np.asarray(draw_trend(made, 480, 330).image())[124:]
    ink = (np.abs(picture.astype(int) - [int(colour[i : i + 2], 16) for i in (1, 3, 5)]).sum(axis=2) < 12).any(axis=1)
    found = np.flatnonzero(ink)
    return int(found[0]), int(found[-1])


def test_a_fiscal_year_runs_from_october_to_september() -> None:
    year = fiscal_months(Month.parse("2564-01"))
    assert (str(year[0]), str(year[3]), str(year[-1])) == ("2563-10", "2564-01", "2564-09")
    assert fiscal_months(Month.parse("2564-09")) == year


def test_more_stands_higher_and_nought_at_the_bottom() -> None:
    green = LOOKS[0][0]
    low, high, nought = (rows_of(green, chart(share, share)) for share in (20, 80, 0))
    assert high[0] < low[0] < nought[0]


def test_an_unknown_month_is_a_gap_and_not_nought() -> None:
    assert rows_of(LOOKS[0][0], chart(60, None, 60))[1] < rows_of(LOOKS[0][0], chart(60, 0, 60))[1]


def test_a_share_above_the_whole_stays_on_the_sheet() -> None:
    assert rows_of(LOOKS[0][0], chart(90, 140))[0] > 0


def test_the_picture_is_small_white_at_its_edges_and_the_same_each_time() -> None:
    shown = compose_edition(OFFICES, areas.unit("4607")).trend_picture
    assert shown
    raw = drawn(shown)
    assert raw == drawn(shown)
    assert len(raw) < 50_000
    picture = Image.open(io.BytesIO(raw)).convert("RGB")
    assert {picture.getpixel(at) for at in ((0, 0), (959, 0), (0, 659), (959, 659))} == {(255, 255, 255)}


def test_the_mail_shows_it_with_its_finding_in_words() -> None:
    made = letter(OFFICES, "4607")
    assert [picture.cid for picture in made.pictures] == ["trend@sheets-sync"]
    assert 'alt="แนวโน้มปีงบประมาณ พ.ศ. 2564: ขุดเสร็จจากร้อยละ 60.0 เป็น 70.0' in made.html
    assert "โดยเดือนนี้ควรได้ร้อยละ 33.3" in made.html


def test_one_month_makes_no_trend() -> None:
    assert not letter(replace(OFFICES, earlier=()), "4607").pictures

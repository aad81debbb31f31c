"""Plots and villages move on from month to month, and money follows the work."""

import datetime as dt
from itertools import pairwise

import pytest

from sheets_sync import samples
from sheets_sync.samples import closings, gardens, places, progress, situations
from sheets_sync.samples.centres import CENTRES
from sheets_sync.samples.people import dice

DISTRICTS = [office.code for office in samples.offices() if not office.is_province]
DAYS = [dt.date(2020, 11, 30), dt.date(2020, 12, 31), dt.date(2021, 1, 31)]
TAKEN = dice("districts").sample([code for code in DISTRICTS if code != situations.BACKWARDS], 12)


def test_a_plot_never_goes_back() -> None:
    for code in TAKEN:
        for plot in progress.plots(samples.SEED, code):
            ranks = [progress.STAGES.index(progress.stage_on(plot, day)) for day in DAYS]
            assert ranks == sorted(ranks)


def test_nothing_is_paid_beyond_its_contract_or_before_it_is_accepted() -> None:
    for code in DISTRICTS:
        for row in progress.plots_on(samples.SEED, code, DAYS[2]):
            assert row["disbursed_baht"] <= (row["contract_baht"] or 0)
            assert row["disbursed_baht"] + row["remaining_baht"] == row["allocated"]
            assert not row["disbursed_baht"] or (row["accepted_on"] and row["dig_start"] < row["dig_end"])


def test_no_day_lies_after_the_day_of_the_figures() -> None:
    for code in TAKEN:
        for row in progress.plots_on(samples.SEED, code, DAYS[1]):
            assert all(value <= DAYS[1] for value in row.values() if isinstance(value, dt.date))


def test_offices_stand_at_different_points_of_the_way() -> None:
    dug = [
        sum(row["stage"] in progress.DUG for row in rows) / len(rows)
        for rows in (progress.plots_on(samples.SEED, code, DAYS[2]) for code in DISTRICTS)
    ]
    assert sum(share > 0.8 for share in dug) > 10
    assert sum(share < 0.2 for share in dug) > 10


@pytest.mark.parametrize("field", ["hh_growing", "hh_ge10", "kinds_avg", "saving_baht_month", "green_lane_m"])
def test_gardens_spread(field: str) -> None:
    for code in TAKEN:
        for village in gardens.villages(samples.SEED, code):
            values = [gardens.village_on(village, day)[field] for day in DAYS]
            assert values == sorted(values)


def test_households_are_in_order() -> None:
    for code in DISTRICTS:
        for row in gardens.villages_on(samples.SEED, code, DAYS[2]):
            assert 0 <= row["hh_ge10"] <= row["hh_growing"] <= row["hh_target"] <= row["hh_total"]


def test_plots_lie_close_to_the_middle_of_their_district_and_apart_from_each_other() -> None:
    for code in DISTRICTS:
        points = [plot.facts["point"] for plot in progress.plots(samples.SEED, code)]
        middle = CENTRES[code]
        assert all(abs(a - b) < 0.0142 for point in points for a, b in zip(point, middle, strict=True))
        assert len(set(points)) == len(points)


def test_the_plots_are_as_many_as_an_office_keeps_and_lie_in_its_tambons() -> None:
    for code in DISTRICTS:
        plots = progress.plots(samples.SEED, code)
        assert 6 <= len(plots) <= 30
        assert {plot.facts["tambon"] for plot in plots} <= set(places.tambons(code))


def test_the_walls_of_one_plot_slid_in() -> None:
    percents = [progress.plots_on(samples.SEED, situations.BACKWARDS, day)[2]["progress_percent"] for day in DAYS[1:]]
    assert percents == [80, 60]


def test_one_office_is_silent_after_november_and_one_begins_in_december() -> None:
    for code, shown in ((situations.STALE, [0, 0, 0]), (situations.LATE, [None, 1, 2])):
        found = [closings.edition(samples.SEED, code, month) for month in samples.MONTHS]
        assert [each and samples.MONTHS.index(each) for each in found] == shown
    assert all(a < b for a, b in pairwise(samples.MONTHS))

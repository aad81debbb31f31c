"""Figures of every level out of one register."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sheets_sync import areas
from sheets_sync.errors import RenderError
from sheets_sync.indicators import Observations, check_sums, measure
from sheets_sync.merge import merge
from sheets_sync.model import Reading, Standing
from sheets_sync.periods import Month
from sheets_sync.programmes import shipped_programmes

from .render.building import plot, reading, table, village

PROGRAMMES = shipped_programmes()
PROVINCES = ("46", "40")
UNITS = (areas.nation(PROVINCES), areas.region(12, PROVINCES), *map(areas.unit, PROVINCES))
KNN, KT = "khok_nong_na", "kong_thanu"
JANUARY = Month(2021, 1)


def observed(*readings: Reading, month: Month = JANUARY) -> Observations:
    return measure(merge(readings, PROGRAMMES), PROGRAMMES, UNITS, month)


def test_unknown_is_never_zero() -> None:
    """A district that reports nothing, and a column that nobody filled, are unknown; a known no is 0."""
    seen = observed(reading("ก", table(plot("นายเอ บี", stage="designed"))))
    assert seen.get(KNN, "plots", "4601").numerator is None
    assert seen.get(KNN, "tpmap", "4607").numerator is None
    assert seen.get(KNN, "dug", "4607").numerator == 0


def test_nothing_paid_before_digging_is_zero_not_unknown() -> None:
    """A blank disbursement is 0 while the stage is before digging, and unknown once the plot is dug."""
    early = observed(reading("ก", table(plot("นายเอ บี", stage="contracted", contract_baht=104000.0))))
    late = observed(reading("ก", table(plot("นายเอ บี", stage="dug", contract_baht=104000.0))))
    assert early.get(KNN, "disbursed", "4607").numerator == 0
    assert late.get(KNN, "disbursed", "4607").numerator is None
    assert late.get(KNN, "disbursed", "4607").denominator is None


def test_levels_are_sums_and_say_how_many_districts_stand_behind_them() -> None:
    """Two districts of two provinces and a plot without a district make the region and the nation."""
    rows = [plot("นายเอ บี"), plot("นายซี ดี", "4601"), plot("นายอี เอฟ", "4001")]
    lost = {"province_code": "46", "owner_name": "นายจี เอช"}
    seen = observed(reading("ก", table(*rows, lost)))
    found = {
        code: seen.get(KNN, "plots", code).numerator for code in ("4607", "46??", "46", "40", "region-12", "nation")
    }
    assert found == {"4607": 1, "46??": 1, "46": 3, "40": 1, "region-12": 4, "nation": 4}
    kalasin = seen.get(KNN, "plots", "46")
    assert (kalasin.known, kalasin.expected) == (2, 18)
    check_sums(seen, UNITS)


def test_what_has_no_province_is_in_the_nation_alone() -> None:
    """A plot of nowhere and one of a province outside the nation given stand under ??, and the levels still agree."""
    seen = observed(reading("ก", table(plot("นายเอ บี"), {"owner_name": "นายซี ดี"}, plot("นายอี เอฟ", "9001"))))
    found = {code: seen.get(KNN, "plots", code).numerator for code in ("46", "region-12", "??", "nation", "90")}
    assert found == {"46": 1, "region-12": 1, "??": 2, "nation": 3, "90": None}
    check_sums(seen, UNITS)


def test_a_summary_serves_where_the_register_does_not_know() -> None:
    """Districts without rows come from the province's summary, and the basis says so; never both."""
    province = table(
        {"province_code": "46", "district_code": "4607", "plots": 9},
        {"province_code": "46", "district_code": "4601", "plots": 4},
        shape="summary",
    )
    seen = observed(reading("อ", table(plot("นายเอ บี"))), reading("จ", province))
    assert (seen.get(KNN, "plots", "4607").numerator, seen.basis[KNN, "plots", "4607"]) == (1, "register")
    assert (seen.get(KNN, "plots", "4601").numerator, seen.basis[KNN, "plots", "4601"]) == (4, "summary")
    assert seen.get(KNN, "plots", "46").numerator == 5


def test_a_percentage_is_of_the_rows_that_know_both() -> None:
    """A village that does not say how many households grow is in neither side."""
    rows = [village(1, hh_total=100, hh_growing=80), village(2, hh_total=900)]
    seen = observed(reading("ก", table(*rows, programme=KT))).get(KT, "hh_growing", "46")
    assert (seen.numerator, seen.denominator, seen.value) == (80, 100, 80.0)


def test_districts_without_a_model_village_are_counted_against_all_districts() -> None:
    """Two districts of eighteen tell of a village: 2 of 18, and silence of the others is no want of villages."""
    rows = [village(1), village(1, "4601")]
    seen = observed(reading("ก", table(*rows, programme=KT))).get(KT, "districts_with_village", "46")
    assert (seen.numerator, seen.denominator, seen.standing) == (2, 18, Standing.UNKNOWN)


def test_a_count_of_districts_falls_short_only_where_those_that_tell_have_none() -> None:
    """All eighteen tell, nine of them of no village: far behind."""
    rows = [
        {"province_code": "46", "district_code": code, "villages": number % 2}
        for number, code in enumerate(areas.unit("46").parts)
    ]
    told = reading("ก", table(*rows, programme=KT, shape="summary"))
    seen = observed(told).get(KT, "districts_with_village", "46")
    assert (seen.numerator, seen.known, seen.standing) == (9, 18, Standing.SUPPORT)


@pytest.mark.parametrize(
    ("month", "dug", "standing"),
    [
        (Month(2020, 10), 1, Standing.ON_TRACK),  # 1 of 10 where 10/12 of a plot is due
        (Month(2021, 1), 3, Standing.ON_TRACK),  # 90 % of what is due: 3.33
        (Month(2021, 1), 2, Standing.HURRY),
        (Month(2021, 9), 5, Standing.SUPPORT),
    ],
)
def test_standing_goes_by_the_pace_of_the_fiscal_year(month: Month, dug: int, standing: Standing) -> None:
    rows = [plot(f"นายคน ที่{n}", stage="dug" if n < dug else "designed") for n in range(10)]
    assert observed(reading("ก", table(*rows)), month=month).get(KNN, "dug", "4607").standing is standing


def test_a_share_of_few_districts_is_not_judged() -> None:
    """One of eighteen districts says little about its province: its figure is shown, its standing waits."""
    seen = observed(reading("ก", table(plot("นายเอ บี", stage="dug"))))
    assert seen.get(KNN, "dug", "4607").standing is Standing.ON_TRACK
    assert (seen.get(KNN, "dug", "46").value, seen.get(KNN, "dug", "46").standing) == (100.0, Standing.UNKNOWN)


def test_more_than_the_whole_is_doubtful() -> None:
    row = village(1, hh_total=100, hh_growing=180)
    assert observed(reading("ก", table(row, programme=KT))).get(KT, "hh_growing", "46").standing is Standing.DOUBTFUL


def test_withdrawn_plots_are_in_no_figure() -> None:
    rows = [plot("นายเอ บี", stage="withdrawn"), plot("นายซี ดี", stage="dug")]
    seen = observed(reading("ก", table(*rows)))
    assert seen.get(KNN, "plots", "46").numerator == 1
    assert (seen.get(KNN, "dug", "46").numerator, seen.get(KNN, "dug", "46").denominator) == (1, 1)


def test_sums_that_do_not_agree_stop_everything() -> None:
    """A province that says one plot more than its districts is named, with the indicator."""
    seen = observed(reading("ก", table(plot("นายเอ บี"))))
    key = (KNN, "plots", "46")
    broken = Observations(seen.month, {**seen.by_key, key: replace(seen.by_key[key], numerator=2.0)})
    with pytest.raises(RenderError, match=r"khok_nong_na/plots: numerator of 46 is 2 but its parts sum to 1"):
        check_sums(broken, UNITS)

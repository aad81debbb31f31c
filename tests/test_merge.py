"""One register out of many workbooks."""

from __future__ import annotations

import pytest

from sheets_sync.merge import merge
from sheets_sync.model import Reading
from sheets_sync.programmes import shipped_programmes

from .render.building import plot, reading, table, village

PROGRAMMES = shipped_programmes()
KNN, KT = ("khok_nong_na", "register"), ("kong_thanu", "register")


def counted(readings: list[Reading], key: tuple[str, str] = KNN) -> list[tuple[str, str, int]]:
    rows = merge(readings, PROGRAMMES).counted(*key)
    return [(row.workbook_id, row.tab, row.row) for row in rows.itertuples()]


def test_every_row_keeps_its_cell() -> None:
    """A row's field leads back to workbook, tab and A1."""
    register = merge([reading("ยางตลาด", table(plot("นายก ข", deed_no="12")))], PROGRAMMES)
    row = register.frames[KNN].iloc[0]
    assert (row["workbook_id"], row["tab"], row["row"]) == ("ยางตลาด", "ทะเบียน", 5)
    assert register.cell(row, "deed_no") == "E5"


def test_a_district_wins_over_its_provinces_register() -> None:
    """The same plot in both is counted in the district's workbook, whatever the order, and nobody is asked."""
    district = reading("อำเภอ", table(plot("นายดี มีสุข"), plot("นางงาม ยิ่งนัก")))
    province = reading("จังหวัด", table(plot("นายดี มีสุข"), plot("นายอื่น ไกล", "4601")))
    for order in ([district, province], [province, district]):
        assert sorted(counted(order)) == [("จังหวัด", "ทะเบียน", 6), ("อำเภอ", "ทะเบียน", 5), ("อำเภอ", "ทะเบียน", 6)]
        assert merge(order, PROGRAMMES).conflicts == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"citizen_id_hash": "h1"}, {"citizen_id_hash": "h1"}),
        ({"deed_type": "chanote", "deed_no": "99"}, {"deed_type": "chanote", "deed_no": "99"}),
    ],
)
def test_the_same_plot_under_two_names_is_counted_once(one: dict[str, str], other: dict[str, str]) -> None:
    """Citizen ID, or deed within a district, makes it the same plot; the later office is asked."""
    readings = [reading("ก", table(plot("นายเอ บี", **one))), reading("ข", table(plot("นายซี ดี", **other)))]
    assert counted(readings) == [("ก", "ทะเบียน", 5)]
    [finding] = merge(readings, PROGRAMMES).conflicts
    assert (finding.code, finding.workbook_id, finding.cell, finding.unit) == ("DUP_PLOT", "ข", "A5", "4607")
    assert "“ก”" in finding.message


def test_sameness_goes_through_a_chain() -> None:
    """A is B by citizen ID and B is C by deed: one plot."""
    rows = [
        plot("นายเอ บี", citizen_id_hash="h1"),
        plot("นายซี ดี", deed_type="ns3", deed_no="7"),
        plot("นายอี เอฟ", citizen_id_hash="h1", deed_type="ns3", deed_no="7"),
    ]
    assert counted([reading("ก", table(*rows))]) == [("ก", "ทะเบียน", 5)]


def test_blank_identities_are_not_the_same() -> None:
    """Two rows without any name, deed or ID are two plots."""
    rows = [{"district_code": "4607", "model": "HLM"}, {"district_code": "4607", "model": "HLM"}]
    assert len(counted([reading("ก", table(*rows))])) == 2


def test_of_monthly_tabs_the_latest_counts() -> None:
    """A village that is in January's and February's tab counts as of February; a copied tab never."""
    january = table(village(1), village(2), programme="kong_thanu", tab="ม.ค. 64", tab_id=1)
    february = table(village(1), programme="kong_thanu", tab="ก.พ. 64", tab_id=2)
    copied = table(village(3), programme="kong_thanu", tab="สำเนาของ ก.พ. 64", tab_id=3, copy_of="ก.พ. 64")
    assert counted([reading("ก", january, february, copied)], KT) == [("ก", "ม.ค. 64", 6), ("ก", "ก.พ. 64", 5)]


def test_a_row_without_a_district_stays() -> None:
    """It stands under the unknown part of its province, or of the nation."""
    rows = [{"province_code": "46", "owner_name": "นายเอ บี"}, {"owner_name": "นายซี ดี"}]
    register = merge([reading("ก", table(*rows))], PROGRAMMES)
    assert list(register.counted(*KNN)["unit"]) == ["46??", "??"]


def test_a_district_follows_from_the_tambon() -> None:
    register = merge([reading("ก", table({"tambon_code": "460701", "owner_name": "นายเอ บี"}))], PROGRAMMES)
    assert list(register.counted(*KNN)["unit"]) == ["4607"]


def test_what_cannot_be_is_unknown_and_asked_about() -> None:
    """A negative count is not used: the cell is null in the register and named in a finding."""
    rows = [village(1, hh_growing=-5), village(2, hh_growing=50)]
    register = merge([reading("ก", table(*rows, programme="kong_thanu"))], PROGRAMMES)
    assert register.frames[KT]["hh_growing"].to_list()[1] == 50
    assert register.frames[KT]["hh_growing"].isna().to_list() == [True, False]
    [finding] = register.conflicts
    assert (finding.code, finding.cell, finding.value) == ("NUMBER_UNREADABLE", "G5", "-5.0")


def test_a_summary_that_contradicts_the_register_is_named_at_its_cell() -> None:
    """LEVELS_DISAGREE stands at the summary's figure, with both figures in the sentence."""
    district = reading("อำเภอ", table(plot("นายเอ บี"), plot("นายซี ดี")))
    row = {"province_code": "46", "district_code": "4607", "plots": 5}
    others = {"province_code": "46", "district_code": "4601", "plots": 9}
    province = reading("จังหวัด", table(row, others, shape="summary", tab="สรุป"))
    [finding] = merge([district, province], PROGRAMMES).conflicts
    assert (finding.code, finding.tab, finding.cell, finding.unit) == ("LEVELS_DISAGREE", "สรุป", "C5", "46")
    assert "คือ 5 แต่" in finding.message
    assert "รวมได้ 2 " in finding.message


def test_a_provinces_rows_that_its_district_does_not_have_are_counted_and_asked_about() -> None:
    """One finding for the district, at the first such row; where the district keeps no register, none."""
    district = reading("อำเภอ", table(plot("นายดี มีสุข")))
    rows = [plot("นายดี มีสุข"), plot("นายดี มีศุข"), plot("นายใหม่ มาก"), plot("นายอื่น ไกล", "4601")]
    register = merge([district, reading("จังหวัด", table(*rows))], PROGRAMMES)
    assert len(register.counted(*KNN)) == 4
    [finding] = register.conflicts
    assert (finding.code, finding.workbook_id, finding.cell, finding.unit) == ("LEVELS_DISAGREE", "จังหวัด", "A6", "46")
    assert "2 แปลงของอำเภอยางตลาด" in finding.message


def test_money_allotted_and_half_a_register_are_no_contradiction() -> None:
    """Contracts below the allotment, and a sum of which one plot is unknown, are not held against the summary."""
    rows = [plot("นายเอ บี", contract_baht=104_000.0, disbursed_baht=50_000.0), plot("นายซี ดี", stage="dug")]
    row = {"province_code": "46", "district_code": "4607", "amount_baht": 208_000.0, "disbursed_baht": 90_000.0}
    others = {"province_code": "46", "district_code": "4601"}
    province = reading("จังหวัด", table(row, others, shape="summary", tab="สรุป"))
    assert merge([reading("อำเภอ", table(*rows)), province], PROGRAMMES).conflicts == ()


def test_a_summary_may_count_plots_that_were_given_up() -> None:
    """Two plots of which one is given up: the summary may say 1 or 2, but not 3."""
    district = reading("อำเภอ", table(plot("นายเอ บี", stage="dug"), plot("นายซี ดี", stage="withdrawn")))
    for said, asked in ((1, 0), (2, 0), (3, 1)):
        rows = [{"district_code": "4607", "plots": said}, {"district_code": "4601", "plots": 9}]
        assert len(merge([district, reading("จ", table(*rows, shape="summary"))], PROGRAMMES).conflicts) == asked


def test_nothing_makes_an_empty_register() -> None:
    register = merge([], PROGRAMMES)
    assert register.frames == {}
    assert register.counted(*KNN).empty

"""The life of a finding."""

from __future__ import annotations

import pytest

from sheets_sync.model import KeptFinding
from sheets_sync.store import Store

from .made import DAY, NOW, a_finding


def test_a_finding_opens_stands_and_closes(store: Store) -> None:
    store.keep_findings([a_finding()], NOW)
    store.keep_findings([a_finding()], NOW + DAY)
    assert store.findings() == [KeptFinding(a_finding(), NOW)], "opened_at stays while it stands"
    store.keep_findings([], NOW + 2 * DAY)
    assert store.findings() == []
    assert store.findings(open_only=False) == [KeptFinding(a_finding(), NOW, NOW + 2 * DAY)]


def test_a_mended_cell_that_goes_wrong_again_is_a_new_finding(store: Store) -> None:
    for day, found in enumerate([[a_finding()], [], [a_finding()]]):
        store.keep_findings(found, NOW + day * DAY)
    lives = [(kept.opened_at, kept.closed_at) for kept in store.findings(open_only=False)]
    assert lives == [(NOW, NOW + DAY), (NOW + 2 * DAY, None)]


def test_what_a_standing_finding_says_may_change(store: Store) -> None:
    store.keep_findings([a_finding()], NOW)
    store.keep_findings([a_finding(message="ข้อความใหม่", value="4 ม.ค. 2025")], NOW + DAY)
    (kept,) = store.findings()
    assert (kept.finding.message, kept.finding.value, kept.opened_at) == ("ข้อความใหม่", "4 ม.ค. 2025", NOW)


@pytest.mark.parametrize("other", [{"cell": "H10"}, {"code": "AREA_UNITS"}, {"tab_id": 1}, {"workbook_id": "w2"}])
def test_another_place_or_code_is_another_finding(store: Store, other: dict[str, str]) -> None:
    store.keep_findings([a_finding()], NOW)
    store.keep_findings([a_finding().at(**other)], NOW + DAY)
    assert [kept.opened_at for kept in store.findings(open_only=False)].count(NOW) == 1
    assert [kept.opened_at for kept in store.findings()] == [NOW + DAY]


def test_a_finding_about_a_workbook_as_a_whole_has_no_tab(store: Store) -> None:
    whole = a_finding("A1").at(tab_id=None, tab="")
    store.keep_findings([whole, whole], NOW)
    store.keep_findings([whole], NOW + DAY)
    assert store.findings() == [KeptFinding(whole, NOW)]


def test_a_province_has_its_own_findings_and_its_districts(store: Store) -> None:
    units = ["46", "4607", "4608", "40", "", "4"]
    store.keep_findings([a_finding(f"A{i}", unit=unit) for i, unit in enumerate(units)], NOW)
    assert [kept.finding.unit for kept in store.findings(unit="46")] == ["46", "4607", "4608"]
    assert [kept.finding.unit for kept in store.findings(unit="4607")] == ["4607"]
    assert [kept.finding.unit for kept in store.findings(unit=("40", "4608"))] == ["40", "4608"]
    assert len(store.findings(unit="nation")) == len(store.findings()) == 6
    assert store.findings(unit=()) == []


def test_a_region_is_refused_rather_than_found_without_fault(store: Store) -> None:
    with pytest.raises(ValueError, match="give the provinces of 'region-12' instead"):
        store.findings(unit="region-12")


def test_ten_thousand_findings_are_kept_and_closed_together(store: Store) -> None:
    store.keep_findings((a_finding(f"A{i}") for i in range(10_000)), NOW)
    store.keep_findings((a_finding(f"A{i}") for i in range(0, 10_000, 2)), NOW + DAY)
    assert len(store.findings()) == 5_000
    assert {kept.closed_at for kept in store.findings(open_only=False)} == {None, NOW + DAY}

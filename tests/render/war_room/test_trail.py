"""The same plot in an earlier month, wherever its row stood then."""

from __future__ import annotations

from typing import Any

from sheets_sync.merge import merge
from sheets_sync.render.war_room import stages_then

from ..building import PROGRAMMES, plot, reading, table, village


def trail(now: list[dict[str, Any]], then: list[dict[str, Any]], programme: str = "khok_nong_na") -> dict[int, str]:
    """By the row of a plot now its stage then."""
    registers = [merge([reading("ก", table(*rows, programme=programme))], PROGRAMMES) for rows in (now, then)]
    return {row: stage for (_, _, row), stage in stages_then(*registers, PROGRAMMES).items()}


def test_a_plot_is_found_again_by_its_owner_though_its_row_moved() -> None:
    now = [plot("นายมานะ ก", stage="dug"), plot("นางชูใจ ข", stage="digging")]
    then = [plot("นางชูใจ ข", stage="approved"), plot("นายมานะ ก", stage="applied")]
    assert trail(now, then) == {5: "applied", 6: "approved"}


def test_a_new_owner_on_the_same_deed_is_the_same_plot() -> None:
    deed = {"deed_type": "chanote", "deed_no": "1234"}
    assert trail([plot("นายใหม่ ก", stage="dug", **deed)], [plot("นายเก่า ข", stage="applied", **deed)]) == {5: "applied"}


def test_what_was_not_there_yet_has_no_stage_and_one_of_unknown_stage_an_empty_one() -> None:
    now = [plot("นายมานะ ก", stage="dug"), plot("นางชูใจ ข", stage="dug")]
    assert trail(now, [plot("นายมานะ ก")]) == {5: ""}


def test_a_plot_without_owner_or_deed_is_found_by_its_point() -> None:
    bare = {"district_code": "4607", "province_code": "46", "latitude": 16.4, "longitude": 103.3}
    assert trail([bare | {"stage": "dug"}], [bare | {"stage": "applied"}]) == {5: "applied"}


def test_a_village_has_no_stage_but_was_there() -> None:
    assert trail([village(5), village(6)], [village(5)], "kong_thanu") == {5: ""}

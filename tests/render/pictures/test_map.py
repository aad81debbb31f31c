"""The map: pins of a district, areas above it, and none where there is nothing to show."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sheets_sync import areas
from sheets_sync.checks.boundaries import Boundaries, load_boundaries
from sheets_sync.model import Standing
from sheets_sync.render import Material, Templates, compose_edition, render
from sheets_sync.render.mapping import map_picture
from sheets_sync.render.views import MapChart

from ..building import letter, material, plot, reading, table, village


def square(code: str, west: float, south: float) -> dict[str, Any]:
    ring = [[west, south], [west + 0.2, south], [west + 0.2, south + 0.2], [west, south + 0.2], [west, south]]
    return {"properties": {"ADM2_PCODE": f"TH{code}"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def drawn_areas() -> Boundaries:
    """ยางตลาด, and เมืองกาฬสินธุ์ to its east."""
    return load_boundaries(json.dumps({"features": [square("4607", 103.2, 16.3), square("4601", 103.4, 16.3)]}))


PLOTS = [
    plot("นายเอ บี", stage="dug", latitude=16.4, longitude=103.3),
    plot("นายซี ดี", stage="designed", latitude=16.41, longitude=103.31),
    plot("นายอี เอฟ", stage="paused", latitude=16.42, longitude=103.32),
    plot("นายจี เอช", stage="dug", latitude=18.9, longitude=99.1),
    plot("นายไอ เจ", stage="dug"),
]
VILLAGE = table(village(1, latitude=16.35, longitude=103.25), programme="kong_thanu", tab_id=1)


def chart_of(made: Material, code: str) -> MapChart:
    shown = map_picture(made, made.units.get(code) or areas.unit(code))
    assert shown is not None
    assert isinstance(shown.chart, MapChart)
    return shown.chart


def test_a_district_shows_its_plots_and_villages_by_state() -> None:
    chart = chart_of(material(reading("ก", table(*PLOTS), VILLAGE)), "4607")
    assert [(entry.label, entry.count) for entry in chart.key] == [
        ("ยังไม่ลงมือ", 1),
        ("แล้วเสร็จ", 1),
        ("หยุดหรือถอนตัว", 1),
        ("หมู่บ้านโก่งธนู", 1),
    ]
    assert len({(entry.marker, entry.colour) for entry in chart.key}) == len({entry.marker for entry in chart.key}) == 4


def test_a_point_elsewhere_is_left_out_and_told() -> None:
    """In เชียงใหม่: with the polygons known, and without."""
    for known in (None, drawn_areas()):
        chart = chart_of(material(reading("ก", table(*PLOTS)), boundaries=known), "4607")
        assert len(chart.pins) == 3
        assert chart.note == "ไม่แสดง 1 จุดที่อยู่นอกพื้นที่ ขอให้ตรวจสอบพิกัด"


def test_above_the_district_areas_stand_in_the_mark_of_their_status() -> None:
    rows = [plot(f"นายก{n} ข", "4607", stage="accepted") for n in range(5)]
    rows += [plot(f"นายค{n} ง", "4601", stage="designed") for n in range(5)]
    chart = chart_of(material(reading("ก", table(*rows)), boundaries=drawn_areas()), "46")
    by_name = {area.name: chart.key[area.key or 0].label for area in chart.areas}
    assert by_name == {"เมืองกาฬสินธุ์": "ควรสนับสนุนเร่งด่วน", "ยางตลาด": "รอข้อมูล"}
    assert sum(entry.count for entry in chart.key) == 18
    assert chart.pins == ()


def test_without_polygons_a_province_is_a_plot_of_points_with_the_names_of_districts() -> None:
    chart = chart_of(material(reading("ก", table(*PLOTS))), "46")
    assert [area.name for area in chart.areas] == ["ยางตลาด"]
    assert len(chart.pins) == 3


def test_a_unit_without_a_point_has_no_map() -> None:
    made = material(reading("ก", table(PLOTS[-1])))
    assert all(map_picture(made, unit) is None for unit in (*made.units.values(), areas.unit("4607")))
    assert "แผนที่" not in letter(made, "46").text


def test_where_nothing_is_known_of_any_area_there_is_no_map() -> None:
    made = material(
        reading("ก", table({"province_code": "46", "activity": "ก"}, shape="plan")), boundaries=drawn_areas()
    )
    assert map_picture(made, areas.unit("46")) is None
    assert {made.observations.get("khok_nong_na", "dug", "46").standing} == {Standing.UNKNOWN}


def test_the_picture_is_small_and_the_same_each_time_and_its_finding_is_in_both_parts() -> None:
    made = material(reading("ก", table(*PLOTS), VILLAGE), boundaries=drawn_areas())
    mail, again = letter(made, "4607"), letter(made, "4607")
    (picture,) = mail.pictures
    assert picture == again.pictures[0]
    assert picture.cid == "map@sheets-sync"
    assert len(picture.content) < 40_000
    for part in (mail.text, mail.html):
        assert "แผนที่แปลงและหมู่บ้าน อำเภอยางตลาด จังหวัดกาฬสินธุ์ 4 จุด: ยังไม่ลงมือ 1 · แล้วเสร็จ 1" in part


def test_an_office_whose_template_has_no_pictures_sends_none(tmp_path: Path) -> None:
    (tmp_path / "monthly").mkdir()
    (tmp_path / "monthly" / "body.html.j2").write_text("<p>{{ view.sentence }}</p>", encoding="utf-8")
    view = compose_edition(material(reading("ก", table(*PLOTS))), areas.unit("4607"))
    assert view.map_picture
    assert render(view, Templates.open(tmp_path)).pictures == ()

"""The KML of an edition."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import defusedxml.ElementTree as safe
import pytest

from sheets_sync import areas
from sheets_sync.render import compose_edition
from sheets_sync.render.annexes.pins import pins_of

from ..building import material, plot, reading, table, village

PHOTO = "https://drive.google.com/file/d/abc/view"
ROWS = [
    plot("นางขวัญเรือน คานารีวงศ์", plot_code="ยต-01", stage="dug", size_rai=3.0, latitude=16.4, longitude=103.3,
         photos=[PHOTO, "https://evil.example/x.jpg", "javascript:alert(1)"], phones=["0812345678"]),
    plot("นายซี ดี", plot_code="<b>&]]>", latitude=16.5, longitude=103.4),
    plot("นายอี เอฟ", stage="dug"),
]  # fmt: skip
HOME = table(village(1, latitude=16.35, longitude=103.25), programme="kong_thanu", tab_id=1)
MADE = material(reading("ก", table(*ROWS), HOME))
K = "{http://www.opengis.net/kml/2.2}"


def marks(code: str) -> dict[str, ET.Element]:
    unit = MADE.units.get(code) or areas.unit(code)
    raw = pins_of(MADE, unit, compose_edition(MADE, unit))
    assert raw
    return {str(mark.findtext(f"{K}name")): mark for mark in safe.fromstring(raw).iter(f"{K}Placemark")}


def test_each_plot_and_village_with_a_point_is_a_pin() -> None:
    found = marks("4607")
    assert list(found) == ["แปลง ยต-01", "แปลง <b>&]]>", "หมู่บ้าน โนนทดสอบ 1"]
    assert found["แปลง ยต-01"].findtext(f".//{K}coordinates") == "103.300000,16.400000"
    assert len({mark.findtext(f"{K}styleUrl") for mark in found.values()}) == 3


def test_a_pin_says_how_far_it_is_and_leads_to_google_maps_and_its_photos_only() -> None:
    told = str(marks("4607")["แปลง ยต-01"].findtext(f"{K}description")).splitlines()
    assert "สถานะ: ขุดแล้วเสร็จ" in told
    assert "ขนาดแปลง (ไร่): 3" in told
    assert told[-2:] == [PHOTO, "https://www.google.com/maps/search/?api=1&query=16.400000,103.300000"]
    assert not any("evil" in line or "javascript" in line for line in told)


@pytest.mark.parametrize("code", ["nation", "region-12", "46", "4607"])
def test_nobodys_data_is_in_it(code: str) -> None:
    told = "".join(str(mark.findtext(f"{K}description")) for mark in marks(code).values())
    assert not any(canary in told for canary in ("ขวัญเรือน", "คานารีวงศ์", "0812345678"))
    assert ("นางข••• ค•••" in told) == (code == "4607")


def test_it_is_the_same_each_time_and_none_where_nothing_has_a_point() -> None:
    unit = areas.unit("4607")
    assert pins_of(MADE, unit, compose_edition(MADE, unit)) == pins_of(MADE, unit, compose_edition(MADE, unit))
    assert pins_of(MADE, areas.unit("4601"), compose_edition(MADE, areas.unit("4601"))) is None

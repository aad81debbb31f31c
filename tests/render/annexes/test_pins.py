"""The KML of an edition."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import defusedxml.ElementTree as safe
import pytest

from sheets_sync import areas
from sheets_sync.merge import merge
from sheets_sync.render import compose_edition
from sheets_sync.render.annexes import pins
from sheets_sync.render.annexes.pins import files_of, pins_of
from sheets_sync.render.registers import Listing, listing_of

from ..building import PROGRAMMES, material, plot, reading, table, village

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


def listed(count: int, **more: object) -> Listing:
    """A register of so many plots with a point each."""
    rows = (
        plot(f"นายก{n} ขคง", plot_code=f"ยต-{n}", latitude=16 + n / 1e5, longitude=103.3, **more) for n in range(count)
    )
    register = merge([reading("ก", table(*rows))], PROGRAMMES)
    return listing_of(PROGRAMMES[0], register.counted("khok_nong_na", "register"))


def test_an_export_has_the_pins_of_the_nation_s_edition() -> None:
    register = MADE.register.counted("khok_nong_na", "register")
    (raw,) = files_of(listing_of(PROGRAMMES[0], register), ["4607"], areas.nation(()))
    told = {str(mark.findtext(f"{K}name")): mark for mark in safe.fromstring(raw).iter(f"{K}Placemark")}
    edition = marks("nation")
    assert set(told) == {"แปลง ยต-01", "แปลง <b>&]]>"}
    assert [ET.tostring(told[name]) for name in told] == [ET.tostring(edition[name]) for name in told]


@pytest.mark.parametrize(("count", "layers"), [(0, []), (1, [1]), (2000, [2000]), (2001, [2000, 1])])
def test_no_layer_is_larger_than_my_maps_takes(count: int, layers: list[int]) -> None:
    (raw,) = files_of(listed(count), ["4607"], areas.nation(()))
    folders = list(safe.fromstring(raw).iter(f"{K}Folder"))
    assert [len(folder.findall(f"{K}Placemark")) for folder in folders] == layers
    assert [str(folder.findtext(f"{K}name")).rpartition(" · ")[2] for folder in folders][1:] == ["2/2"][
        : len(layers) - 1
    ]


def test_what_does_not_fit_into_a_file_goes_into_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """By pins and by bytes; each pin once, in order, and no file above what is taken."""
    monkeypatch.setattr(pins, "LAYER", 3)
    files = files_of(listed(65), ["4607"], areas.nation(()))
    assert [raw.count(b"<Placemark>") for raw in files] == [30, 30, 5]
    monkeypatch.setattr(pins, "LAYER", 2000)
    monkeypatch.setattr(pins, "LARGEST", pins.ROOM + 5_000)
    files = files_of(listed(65), ["4607"], areas.nation(()))
    assert len(files) > 2
    assert max(map(len, files)) <= pins.LARGEST
    names = [str(mark.findtext(f"{K}name")) for raw in files for mark in safe.fromstring(raw).iter(f"{K}Placemark")]
    assert (len(names), len(set(names))) == (65, 65)


ORDER = ["name", "description", "styleUrl", "Point"]  # KML 2.2 (OGC 07-147r2): AbstractFeatureGroup is a sequence


def test_each_element_stands_where_kml_2_2_has_it() -> None:
    """Names before descriptions before styles before features; each style that is named is there; east before north."""
    (raw,) = files_of(listed(3), ["4607"], areas.nation(()))
    root = safe.fromstring(raw)
    (document,) = root
    kinds = [element.tag.removeprefix(K) for element in document]
    assert kinds == sorted(kinds, key=["name", "description", "Style", "Folder"].index)
    styles = {style.get("id") for style in document.iter(f"{K}Style")}
    for mark in document.iter(f"{K}Placemark"):
        assert [element.tag.removeprefix(K) for element in mark] == ORDER
        assert str(mark.findtext(f"{K}styleUrl")).removeprefix("#") in styles
        east, north = map(float, str(mark.findtext(f".//{K}coordinates")).split(","))
        assert (97 < east < 106, 5 < north < 21) == (True, True)

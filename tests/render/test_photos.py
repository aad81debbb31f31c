"""Up to three photographs of an edition: the latest, of many places and states, and nobody's name with them."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from sheets_sync import areas
from sheets_sync.mail.measure import PICTURES_BYTES
from sheets_sync.photos import Darkroom
from sheets_sync.render import Templates, compose_edition, render
from sheets_sync.render.annexes.document import document_of
from sheets_sync.render.pictures import drawn
from sheets_sync.render.sights import chosen, places_of
from sheets_sync.render.views import Illustration, Logo, Trend

from ..photos.pictures import noise, picture
from .building import kept, letter, material, plot, reading, shipped, table

OWNER = "นายสมชาย ใจดี"


def seen(number: int, district: str, stage: str, day: str, **more: Any) -> dict[str, Any]:
    link = f"https://drive.google.com/file/d/1Photo{number:09}/view"
    return plot(f"{OWNER}{'กขคงจฉช'[number - 1]}", district, stage=stage, photos=[link], reported_on=day, **more)


ROWS = (
    seen(1, "4607", "dug", "2021-02-03"),
    seen(2, "4607", "dug", "2021-02-02"),
    seen(3, "4602", "dug", "2021-01-20"),
    seen(4, "4605", "digging", "2021-01-12"),
    seen(5, "4011", "planted", "2021-01-11"),
    seen(6, "4607", "digging", "2021-01-05"),  # of December: the month's closing was on that day
    seen(7, "4607", "digging", "2021-02-06"),  # after the closing
)
PHOTOS = {row["photos"][0]: picture(size=(600, 400), told=False) for row in ROWS}
MADE = material(reading("a", table(*ROWS)), books=(kept("a", "46"),), photos=PHOTOS)


def numbers(code: str, usable: Any = PHOTOS.__contains__) -> list[int]:
    unit = MADE.units.get(code) or areas.unit(code)
    return [int(link[-14:-5]) for _, link in chosen(MADE.sights, places_of(unit, MADE.sights), unit, usable)]


@pytest.mark.parametrize(
    ("unit", "shown"),
    [("4607", [1, 2]), ("46", [1, 4, 3]), ("nation", [1, 4, 5]), ("4605", [4]), ("4001", [])],
)
def test_the_latest_comes_first_and_then_what_is_not_shown_yet(unit: str, shown: list[int]) -> None:
    """Another part and another state before a later day; never what another month has brought."""
    assert numbers(unit) == shown


def test_what_cannot_be_shown_leaves_its_place_to_another() -> None:
    assert numbers("46", lambda link: link in PHOTOS and not link.endswith("1/view")) == [2, 4, 3]


def test_a_province_s_photos_are_told_by_place_office_and_day() -> None:
    made = letter(MADE, "46")
    assert [each.cid for each in made.pictures if each.media_type == "image/jpeg"] == ["photos@sheets-sync"]
    for text in (made.text, made.html):
        assert "แปลงโคก หนอง นา แล้วเสร็จ" in text
        assert "อ.ยางตลาด" in text
        assert "สพอ.ยางตลาด" in text
        assert "3 ก.พ. 64" in text
    assert "ภาพจากพื้นที่" in letter(MADE, "46").text
    assert OWNER not in made.text + made.html
    assert "1Photo" not in made.text + made.html


def test_an_edition_without_a_photo_says_nothing_of_them() -> None:
    assert "ภาพจากพื้นที่" not in letter(MADE, "4001").text + letter(MADE, "4001").html


@pytest.mark.parametrize(("unit", "size"), [("46", (1216, 394)), ("4607", (1216, 450)), ("4605", (1216, 684))])
def test_photos_stand_side_by_side_in_one_picture(unit: str, size: tuple[int, int]) -> None:
    view = compose_edition(MADE, MADE.units.get(unit) or areas.unit(unit))
    assert view.photos
    shown = Image.open(io.BytesIO(drawn(view.photos.picture)))
    assert (shown.format, shown.size) == ("JPEG", size)
    assert dict(shown.getexif()) == {}


def test_photos_full_of_detail_leave_room_for_trend_and_map() -> None:
    full = letter(replace(MADE, photos=dict.fromkeys(PHOTOS, noise((600, 400)))), "46").pictures
    assert max(len(each.content) for each in full) <= 48_000
    assert sum(len(each.content) for each in full) <= PICTURES_BYTES
    assert len(full) <= 3


def test_the_document_holds_the_photos_as_they_are() -> None:
    view = compose_edition(MADE, MADE.units["46"])
    assert view.photos
    assert drawn(view.photos.picture) in document_of(view)


def test_an_office_may_leave_photos_out() -> None:
    made = render(compose_edition(MADE, MADE.units["46"]), Templates.open(None, sections=["figures"]))
    assert "photos@sheets-sync" not in {each.cid for each in made.pictures}


def logo() -> bytes:
    with Darkroom() as darkroom:
        made = darkroom.logo(picture(size=(200, 100)))
    assert isinstance(made, bytes)
    return made


def test_a_logo_stands_above_the_office_s_name() -> None:
    made = letter(replace(MADE, logo=logo(), photos={}), "46")
    assert made.pictures[0].cid == "logo@sheets-sync"
    tag = made.html.index('src="cid:logo@sheets-sync" alt="ตรากรมการพัฒนาชุมชน" width="96" height="48"')
    assert tag < made.html.index("<h1")


def test_beside_logo_trend_and_photos_the_map_yields_to_its_sentence() -> None:
    trend = Illustration("trend@sheets-sync", "แนวโน้ม", 480, 300, Logo(logo()))
    area = replace(trend, cid="map@sheets-sync", alt="แผนที่ของแปลง")
    mark = replace(trend, cid="logo@sheets-sync", alt="ตรา")
    plain = compose_edition(MADE, MADE.units["46"])
    view = replace(plain, map_picture=area, trend_picture=trend, trend=Trend((), ()), logo=mark)
    made = render(view, shipped())
    assert [each.cid.split("@")[0] for each in made.pictures] == ["logo", "trend", "photos"]
    assert "แผนที่ของแปลง</p>" in made.html
    assert "map@" not in made.html
    without = render(replace(view, logo=None), shipped())
    assert [each.cid.split("@")[0] for each in without.pictures] == ["trend", "photos", "map"]

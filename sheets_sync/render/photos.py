"""The photographs of an edition: which, in one picture, and what is said under each."""

from __future__ import annotations

from ..areas import area_name
from ..model import Level, Unit
from ..periods import thai_date_short
from . import words
from .material import Material
from .sights import Sight, chosen, places_of
from .views import Caption, Illustration, Photos, PhotoStrip

CID = "photos@sheets-sync"
WIDTH = 608
HEIGHTS = {1: 342, 2: 225, 3: 197}  # of as many photographs side by side


def photos_of(material: Material, unit: Unit) -> Photos | None:
    """Up to three photographs that the month has brought from the unit; None where there is none."""
    found = chosen(material.sights, places_of(unit, material.sights), unit, material.photos.__contains__)
    pairs = [(sight, raw) for sight, link in found if (raw := material.photos.get(link))]
    if not pairs:
        return None
    captions = tuple(_caption(sight, unit) for sight, _ in pairs)
    told = "; ".join(f"{one.what} {one.place} {one.office} {one.day}" for one in captions)
    where = "จากซ้ายไปขวา: " if len(pairs) > 1 else ""
    strip = PhotoStrip(tuple(raw for _, raw in pairs))
    picture = Illustration(CID, f"ภาพถ่าย {len(pairs)} ภาพ {where}{told}", WIDTH, HEIGHTS[len(pairs)], strip)
    return Photos(picture, captions)


def _caption(sight: Sight, unit: Unit) -> Caption:
    """Kind and state, place down to the tambon, office and day: nothing that tells whose plot it is."""
    district = sight.place if len(sight.place) == 4 and sight.place.isdigit() else ""
    tambon = f"ต.{area_name(sight.tambon)}" if area_name(sight.tambon) and unit.level is not Level.NATION else ""
    own = {Level.DISTRICT: (), Level.PROVINCE: (("อ.", district),)}
    above = own.get(unit.level, (("อ.", district), ("จ.", sight.place[:2])))
    places = (f"{sign}{area_name(code)}" for sign, code in above if area_name(code))
    return Caption(
        " ".join(part for part in (sight.what, sight.state) if part),
        " ".join(part for part in (tambon, *places) if part),
        words.office_of_code(sight.place),
        thai_date_short(sight.day),
    )

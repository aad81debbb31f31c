"""Mistakes in names, citizen ids, telephones and pictures; and cells left empty."""

from __future__ import annotations

from ...files import stable_id
from ..scenes import FOLDER
from ..styles.form import Scalar, Typed
from .kinds import Mistake, Slip


def _wrong_check_digit(slip: Slip) -> Typed | Scalar:
    number: str = slip.value
    return slip.way(number[:12] + str((int(number[12]) + 1) % 10))


PEOPLE: tuple[Mistake, ...] = (
    Mistake(
        "name_joined",
        "104",
        "NAME_NO_SPACE",
        ("owner_name",),
        lambda s: f"{s.value.prefix}{s.value.first}{s.value.last}",
    ),
    Mistake("name_missing", "103", "REQUIRED_MISSING", ("owner_name",), lambda s: Typed()),
    Mistake("id_check_digit", "107", "CID_BAD", ("citizen_id",), _wrong_check_digit),
    Mistake("id_too_short", "107", "CID_BAD", ("citizen_id",), lambda s: s.value[:12]),
    Mistake("id_all_ones", "107", "CID_BAD", ("citizen_id",), lambda s: "1111111111119", times=2),
    Mistake("id_masked", "107", "", ("citizen_id",), lambda s: "xxxxxxxxxxxxx"),
    Mistake("id_scientific", "106", "", ("citizen_id",), lambda s: Typed(int(s.value), "0.00E+00")),
    Mistake(
        "phone_too_short", "108", "PHONE_BAD", ("phones",), lambda s: f"{s.value[:2]}-{s.value[2:6]}-{s.value[8:]}"
    ),
    Mistake("phone_without_zero", "108", "", ("phones",), lambda s: Typed(int(s.value), "0")),
    Mistake("phone_and_landline", "108", "", ("phones",), lambda s: f"{s.value} , 043-800123"),
    Mistake("phone_none", "109", "", ("phones",), lambda s: "ไม่มีโทรศัพท์"),
    Mistake(
        "picture_in_chat",
        "110",
        "PHOTO_NOT_LINKED",
        ("photos",),
        lambda s: "ภาพอยู่ในไลน์",
        lambda s: bool(s.value),
        where=("plots", "villages"),
        times=4,
    ),
    Mistake(
        "picture_folder",
        "110",
        "",
        ("photos",),
        lambda s: f"https://drive.google.com/drive/folders/{stable_id(FOLDER)}",
        lambda s: bool(s.value),
        where=("plots", "villages"),
    ),
)

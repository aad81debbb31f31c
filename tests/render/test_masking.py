"""Free words without anybody in them."""

from __future__ import annotations

import random

import pytest

from sheets_sync.render import masked, masked_name
from sheets_sync.render.masking import masked_label


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("นายสมชาย ใจดี ไม่มา", "(ชื่อบุคคล) ไม่มา"),
        ("รอ น.ส.มาลี สุขใจ", "รอ (ชื่อบุคคล)"),
        ("แปลง ต.นางาม น้ำท่วม", "แปลง ต.นางาม น้ำท่วม"),
        ("อ.นางรอง แล้ง", "อ.นางรอง แล้ง"),
        ("รอนายอำเภออนุมัติ", "รอนายอำเภออนุมัติ"),
        ("นายก อบต. รับทราบ", "นายก อบต. รับทราบ"),
        ("โทร 081-234-5678", "โทร •••"),
        ("โทร ๐๘๑๒๓๔๕๖๗๘", "โทร •••"),
        ("โทร +66 81 234 5678", "โทร •••"),
        ("เลข 1-4699-00123-45-7", "เลข •••"),
        ("ส่ง somchai@example.go.th", "ส่ง •••"),
        ("งบ 1,040,000 บาท 3 แปลง", "งบ 1,040,000 บาท 3 แปลง"),
        ("ปี 2564 พิกัด 16.520674", "ปี 2564 พิกัด 16.520674"),
    ],
)
def test_masked(typed: str, shown: str) -> None:
    assert masked(typed) == shown


def test_names_known_from_the_row_are_hidden_without_a_title() -> None:
    assert masked("สมชาย ใจดีมาก ย้ายบ้าน", ["นายสมชาย ใจดีมาก"]) == "(ชื่อบุคคล) ย้ายบ้าน"


@pytest.mark.parametrize("gap", ["", " ", "-", ".", "/", "\u200b"])
@pytest.mark.parametrize("zero", ["0", "๐", "\uff10"])
def test_no_citizen_id_gets_through(gap: str, zero: str) -> None:
    """A thousand invented numbers in three scripts, parted six ways, inside Thai words."""
    dice = random.Random(7)  # noqa: S311 - the same numbers each time
    for _ in range(1000):
        typed = gap.join(chr(ord(zero) + dice.randrange(10)) for _ in range(13))
        assert masked(f"เลข{typed}ครับ") == "เลข•••ครับ"


def test_a_masked_name_keeps_its_title_and_first_letters() -> None:
    assert masked_name("นางสาวมาลี สุขใจ") == "นางสาวม••• ส•••"


@pytest.mark.parametrize("place", ["นางาม", "นายูง", "นางรอง", "นางแล หมู่ 3", "นาย่างใหม่", "ยต-01", "ดินร่วน", "21733"])
def test_a_village_that_sounds_like_a_lady_keeps_its_name(place: str) -> None:
    assert masked_label(place) == place


def test_whoever_is_typed_into_a_label_is_hidden() -> None:
    assert masked_label("บ้านนางสาวขวัญเรือน คานารีวงศ์") == "บ้าน(ชื่อบุคคล)"
    assert masked_label("สวน ด.ช.ขวัญชัย คานารีวงศ์") == "สวน (ชื่อบุคคล)"
    assert masked_label("เด็กหญิงขวัญเรือน คานารีวงศ์") == "(ชื่อบุคคล)"
    for place in ("ศูนย์เรียนรู้เด็กชายและหญิง บ้านโนน", "กิจกรรมเด็กหญิงวัยเรียน ปีแรก", "ศูนย์เด็กเล็ก บ้านโนน"):
        assert masked_label(place) == place
    assert masked_label("ขวัญเรือน คานารีวงศ์ 1", ["นางขวัญเรือน คานารีวงศ์"]) == "(ชื่อบุคคล) 1"
    assert masked_label("โนนสมบูรณ์", ["นายสมบูรณ์ ใจดีมาก"]) == "โนนสมบูรณ์"
    assert masked_label("แปลง 081-234-5678") == "แปลง •••"

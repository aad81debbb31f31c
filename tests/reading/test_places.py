"""Every province and district in the spellings officers use comes to itself or to a finding, never to another place."""

import random

import geothai
import pytest

from sheets_sync.areas import area_name, districts, provinces
from sheets_sync.reading.places import (
    capital,
    is_province_office,
    is_total,
    resolve_district,
    resolve_province,
    resolve_tambon,
)
from sheets_sync.reading.province_words import ABBREVIATIONS, CENTRES

MARKS = "่้๊๋์ุูิีึืัํ"
DISTRICTS = [code for province in provinces() for code in districts(province)]


def doubled(name):
    """The last mark of a name typed twice."""
    places = [i for i, letter in enumerate(name) if letter in MARKS]
    return name[: places[-1]] + name[places[-1]] + name[places[-1] :] if places else name


CLEAN = {
    "as it is": str,
    "spaced": lambda name: (
        f" {name[:3]} {name[3:]}\n" if len(name) > 4 and name[3] not in MARKS + "าำะ" else name + " "
    ),
    "starred": lambda name: f"{name}*",
    "noted": lambda name: f"{name} (เพิ่ม)",
    "two e": lambda name: name.replace("แ", "เเ"),
    "split am": lambda name: name.replace("ำ", "ํา"),
    "pdf am": lambda name: name.replace("ำ", " ำ"),
    "doubled mark": doubled,
    "hidden letters": "\u200b".join,
}


@pytest.mark.parametrize("spelling", CLEAN.values(), ids=CLEAN)
def test_all_districts_under_their_province(spelling):
    words = ("", "อ.", "อำเภอ", "สพอ.", "อ. ")
    read = {
        (code, word): resolve_district(word + spelling(area_name(code)), code[:2]).code
        for code in DISTRICTS
        for word in words
    }
    assert {key: got for key, got in read.items() if got != key[0]} == {}


@pytest.mark.parametrize("spelling", CLEAN.values(), ids=CLEAN)
def test_all_provinces(spelling):
    read = {
        (code, word): resolve_province(word + spelling(name)).code
        for code, name in provinces().items()
        for word in ("", "จ.", "จังหวัด")
    }
    assert {key: got for key, got in read.items() if got != key[0]} == {}


def mistyped(name, chance):
    """One letter lost, typed twice, exchanged with its neighbour, or another in its place."""
    i = chance.randrange(len(name))
    match chance.randrange(4):
        case 0:
            return name[:i] + name[i + 1 :]
        case 1:
            return name[: i + 1] + name[i:]
        case 2:
            return name[:i] + name[i : i + 2][::-1] + name[i + 2 :]
        case _:
            return name[:i] + chance.choice("กขคงจชซญดตถทนบปพมยรลวศสหอาิีุู่้") + name[i + 1 :]


def test_a_mistyped_district_is_itself_with_a_word_or_a_finding_and_never_another():
    chance = random.Random(2564)  # noqa: S311 - the same mistakes at every run
    wrong, right = [], 0
    for code in DISTRICTS:
        for _ in range(6):
            typed = mistyped(area_name(code), chance)
            place = resolve_district(typed, code[:2])
            right += place.code == code
            namesake = typed in districts(code[:2]).values()
            if not namesake and (place.code not in (code, "") or not (place.code or place.doubts)):
                wrong.append((area_name(code), typed, area_name(place.code)))
    assert wrong == []
    assert right > 0.8 * 6 * len(DISTRICTS)


THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
DAMAGES = {
    "as it is": str,
    "spaced": CLEAN["spaced"],
    "starred": "{}*".format,
    "noted": "{} (เพิ่ม)".format,
    "broken": lambda name: f"\n{name}\r\n",
    "doubled mark": doubled,
    "no tone mark": lambda name: "".join(letter for letter in name if letter not in "่้๊๋"),
    "two e": CLEAN["two e"],
    "split am": CLEAN["split am"],
    "pdf am": CLEAN["pdf am"],
    "no thanthakhat": lambda name: name.replace("์", ""),
    "numbered": lambda name: f"{'3. '.translate(THAI)}{name}",
    "counted": lambda name: f"{name} {'12'.translate(THAI)} แปลง",
}
AMPHOE = ("", "อ.", "อำเภอ", "กิ่งอ.", "สพอ.", "อ. ", "อำเภอ ")
CHANGWAT = ("", "จ.", "จังหวัด", "จว.", "สพจ.", "จ. ", "จังหวัด ")


def spellings(name, english, words):
    """Twenty of the ways to write a place: each damage once, some twice, to the name or to its word too."""
    chance = random.Random(name)  # noqa: S311 - the same spellings at every run
    damages = [*DAMAGES.values(), *chance.choices(list(DAMAGES.values()), k=19 - len(DAMAGES))]
    found = []
    for damage in damages:
        word = chance.choice(words)
        found.append(damage(word + name) if chance.random() < 0.4 else word + damage(name))
    return [*found, english]


def judged(read):
    """Those of (code, typed, place) that are another place or say nothing; and the share that is right."""
    wrong = [
        (area_name(code), typed, area_name(place.code))
        for code, typed, place in read
        if place.code != code and (place.code or not place.doubts)
    ]
    return wrong, sum(place.code == code for code, _, place in read) / len(read)


def test_twenty_spellings_of_every_district_are_it_or_a_finding():
    read = [
        (district.code, typed, resolve_district(typed, district.code[:2]))
        for province in provinces()
        if province != "10"
        for district in geothai.districts(province)
        for typed in spellings(district.name_th, district.name_en, AMPHOE)
    ]
    wrong, right = judged(read)
    assert len(read) == 20 * 878
    assert wrong == []
    assert right > 0.95


def test_twenty_spellings_of_every_province_are_it_or_a_finding():
    read = [
        (province.code, typed, resolve_province(typed))
        for province in geothai.provinces()
        for typed in spellings(province.name_th, province.name_en, CHANGWAT)
    ]
    wrong, right = judged(read)
    assert len(read) == 20 * 77
    assert wrong == []
    assert right > 0.95


def test_all_tambons_of_two_regions_under_their_district():
    tambons = [
        t
        for d in DISTRICTS
        if d[:2] in ("40", "44", "45", "46", "60", "61", "62", "66")
        for t in geothai.subdistricts(d)
    ]
    read = {
        (t.code, word): resolve_tambon(word + t.name_th, t.district_code).code
        for t in tambons
        for word in ("", "ต.", "ตำบล")
    }
    assert {key: got for key, got in read.items() if got != key[0]} == {}


def test_english_names_and_abbreviations_of_all_provinces():
    assert {p.code for p in geothai.provinces() if resolve_province(p.name_en).code != p.code} == set()
    assert set(ABBREVIATIONS.values()) == set(CENTRES) == set(provinces())
    assert {
        short for short, code in ABBREVIATIONS.items() if resolve_province(f"{short[0]}.{short[1:]}.").code != code
    } == set()


def test_every_province_but_bangkok_has_a_capital_district():
    assert [code for code in provinces() if not capital(code)] == ["10"]
    assert all(resolve_district("เมือง", code).code == capital(code) for code in provinces() if code != "10")


def codes(place):
    return [doubt.code for doubt in place.doubts]


def test_a_name_without_its_parent_is_used_only_where_one_place_bears_it():
    assert resolve_district("กมลาไสย").code == "4603"
    assert codes(resolve_district("เมือง")) == ["GEO_AMBIGUOUS"]
    assert resolve_tambon("ดงพยุง", province="46").code == "461703"
    assert codes(resolve_tambon("นาดี")) == ["GEO_AMBIGUOUS"]


def test_a_place_of_the_rows_own_parent_one_letter_away_goes_before_a_namesake_elsewhere():
    assert codes(resolve_district("หนองบัว", "66")) == ["GEO_NOT_IN_PROVINCE"]
    assert resolve_district("กมลาไสย", "45").doubts[0].suggestion == "อำเภอกมลาไสย จังหวัดกาฬสินธุ์"
    assert codes(resolve_tambon("โนนสะแบง", "4605")) == ["GEO_UNKNOWN"]
    place = resolve_tambon("ท้ายทุ่งง", "6608")
    assert (place.code, codes(place)) == ("660804", ["GEO_SPELLING"])


def test_former_names_lead_to_what_took_their_place():
    assert codes(resolve_district("บุ่งคล้า", "43")) == ["GEO_NOT_IN_PROVINCE"]
    assert resolve_tambon("ปอภาร", "4501").code == resolve_tambon("ปอพาน", "4501").code == "450109"


def test_a_provinces_name_where_a_district_belongs_is_its_town_only_with_the_word_amphoe():
    assert codes(resolve_district("กาฬสินธุ์", "46")) == ["GEO_AMBIGUOUS"]
    place = resolve_district("อ.กาฬสินธุ์", "46")
    assert (place.code, codes(place)) == ("4601", ["GEO_SPELLING"])


def test_a_district_with_its_province_behind_it():
    assert resolve_district("ยางตลาด จ.กาฬสินธุ์").code == "4607"
    assert resolve_district("เมือง กส.").code == "4601"


def test_two_places_in_one_cell_are_none():
    for typed in ("หนองกุงศรี/สหัสขันธ์", "หนองกุงศรี, สหัสขันธ์", "หนองกุงศรี และ สหัสขันธ์", "หนองกุงศรี\nสหัสขันธ์"):
        place = resolve_district(typed, "46")
        assert (place.code, codes(place)) == ("", ["GEO_MULTI"])


@pytest.mark.parametrize(
    "text", ["รวม", "รวมทั้งสิ้น", "รวม 18 อำเภอ", "ยอดรวม", "Total", "รวมอำเภอเมือง", "ยอดยกไป", "ผลรวม", "Grand Total"]
)
def test_totals(text):
    assert is_total(text)


@pytest.mark.parametrize(
    "text", ["จังหวัด", "สนง.", "สนง.จังหวัด", "สพจ.กาฬสินธุ์", "สำนักงานพัฒนาชุมชนจังหวัดกาฬสินธุ์", "สพจ.", "จังหวัดกาฬสินธุ์"]
)
def test_the_provinces_own_office(text):
    assert is_province_office(text)


@pytest.mark.parametrize("text", ["เมืองกาฬสินธุ์", "สพอ.เขาวง", "ยางตลาด", "", "สนง.เขต"])
def test_a_district_is_neither_total_nor_office(text):
    assert not is_total(text)
    assert not is_province_office(text)


def test_a_tambon_that_begins_like_a_towns_abbreviation_is_no_town():
    assert resolve_tambon("ทมอ", "3205").code == "320502"
    assert [d.code for d in resolve_tambon("ทต.หัวงัว", "4607").doubts] == ["GEO_LAO"]


def test_letters_that_sound_alike_are_a_misspelling():
    place = resolve_district("สันพยา", "18")
    assert (place.code, [d.code for d in place.doubts]) == ("1804", ["GEO_SPELLING"])

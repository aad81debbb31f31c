"""Nobody in the sample exists, and nothing in it leads to anybody."""

import re

from stdnum.th import pin

from sheets_sync import areas, samples
from sheets_sync.samples import people, progress
from sheets_sync.samples.people import Person

DISTRICTS = [office.code for office in samples.offices() if not office.is_province]
PLOTS = [plot for code in DISTRICTS for plot in progress.plots(samples.SEED, code)]


def test_every_citizen_id_has_its_check_digit_and_a_registrar_in_no_province() -> None:
    for plot in PLOTS:
        number = plot.facts["citizen_id"]
        assert pin.is_valid(number)
        assert number[1:3] not in areas.provinces()
    assert len({plot.facts["citizen_id"] for plot in PLOTS}) == len(PLOTS)


def test_the_check_digit_is_that_of_the_ministry_s_example() -> None:
    """1234567890121 is the number printed on specimen cards."""
    assert people.check_digit("123456789012") == "1"


def test_every_family_name_is_coined_of_three_parts() -> None:
    parts = (people.FIRST_PARTS, people.MIDDLE_PARTS, people.LAST_PARTS)
    coined = re.compile("".join(f"(?:{'|'.join(each)})" for each in parts))
    owners = [plot.facts["owner_name"] for plot in PLOTS]
    assert all(isinstance(owner, Person) and coined.fullmatch(owner.last) for owner in owners)


def test_telephones_are_of_the_invented_kind() -> None:
    assert all(re.fullmatch(r"08[1456789]00\d{5}", plot.facts["phones"]) for plot in PLOTS)


def test_every_recipient_has_an_address_for_examples_and_every_unit_one() -> None:
    found = samples.recipients()
    assert len(found) == 1 + 2 + 8 + 123
    assert len({each.unit for each in found}) == len({each.email for each in found}) == len(found)
    assert all(each.email.endswith("@example.go.th") for each in found)

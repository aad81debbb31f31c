"""Whose workbook it is, told once by the places of its rows."""

import pytest

from sheets_sync.model import Reading, Record, Table, Value


def table(shape: str, *rows: dict[str, Value]) -> Table:
    return Table("ทะเบียน", 0, "khok_nong_na", shape, records=tuple(Record(n, row) for n, row in enumerate(rows, 2)))


YANGTALAT, SAHATSAKHAN = {"province_code": "46", "district_code": "4607"}, {"district_code": "4609"}
BY_TAMBON, ELSEWHERE, NOWHERE = {"tambon_code": "460701"}, {"province_code": "60"}, {"moo": 3}


@pytest.mark.parametrize(
    ("tables", "office", "units"),
    [
        ([table("register", YANGTALAT, BY_TAMBON, NOWHERE)], "4607", ("4607", "46")),
        ([table("register", YANGTALAT, SAHATSAKHAN)], "46", ("46", "4607", "4609")),
        ([table("register", YANGTALAT), table("summary", YANGTALAT)], "46", ("46", "4607")),
        ([table("summary", {"province_code": "46"}, {"province_code": "46"}, ELSEWHERE)], "46", ("46", "60")),
        ([table("register", NOWHERE)], "", ()),
        ([Table("เบอร์โทร", 0, records=(Record(2, YANGTALAT),))], "", ()),
    ],
)
def test_an_office_is_the_district_of_all_rows_or_the_province_of_most(
    tables: list[Table], office: str, units: tuple[str, ...]
) -> None:
    """A summary is a province's; a tab of neither programme says nothing; the office comes first among the units."""
    reading = Reading("x", "x", tuple(tables))
    assert (reading.office, reading.units) == (office, units)

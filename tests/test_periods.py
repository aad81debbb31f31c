"""Months, quarters and closings, in both eras."""

import datetime as dt

import pytest

from sheets_sync.periods import BANGKOK, Closing, Month, Quarter, parse_instant, thai_date, thai_instant


@pytest.mark.parametrize("text", ["2564-01", "2021-01", " 2564-1 "])
def test_both_eras_mean_the_same_month(text: str) -> None:
    """A year above 2400 is Buddhist Era."""
    assert Month.parse(text) == Month(2021, 1)


@pytest.mark.parametrize("text", ["", "2564", "2564-13", "2564-00", "ม.ค. 64", "2564/01"])
def test_what_is_no_month_says_how_to_write_one(text: str) -> None:
    """The message shows both forms."""
    with pytest.raises(ValueError, match="2564-01"):
        Month.parse(text)


def test_december_and_january_touch() -> None:
    """Half-open: one ends where the next starts, in Bangkok, which is 17:00 UTC the day before."""
    december = Month.parse("2563-12")
    assert december.end == december.next.start == dt.datetime(2020, 12, 31, 17, tzinfo=dt.UTC)
    assert december.next.previous == december


@pytest.mark.parametrize(
    ("month", "fiscal_year", "quarter", "into"),
    [("2563-09", 2563, "2563-Q4", 12), ("2563-10", 2564, "2564-Q1", 1), ("2564-01", 2564, "2564-Q2", 4)],
)
def test_fiscal_year_turns_on_the_first_of_october(month: str, fiscal_year: int, quarter: str, into: int) -> None:
    """Fiscal year 2564 runs from 1 October 2563 to 30 September 2564."""
    parsed = Month.parse(month)
    assert (parsed.fiscal_year, str(parsed.quarter), parsed.months_into_fiscal_year) == (fiscal_year, quarter, into)


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_quarter_holds_its_own_months(number: int) -> None:
    """Every month of a quarter names that quarter."""
    quarter = Quarter(2564, number)
    assert [month.quarter for month in quarter.months] == [quarter] * 3
    assert Quarter.parse(str(quarter)) == quarter


def test_a_closing_lies_in_the_month_after() -> None:
    """January 2564 closes on 5 February 2021 at eight, and December over the new year."""
    assert Month.parse("2564-01").closes(Closing()) == dt.datetime(2021, 2, 5, 8, tzinfo=BANGKOK)
    assert Month.parse("2563-12").closes(Closing(3, 18)) == dt.datetime(2021, 1, 3, 18, tzinfo=BANGKOK)


def test_an_instant_is_read_in_either_era_and_said_in_thai() -> None:
    """`--now 2564-02-05T08:00` is Bangkok time."""
    instant = parse_instant("2564-02-05T08:00")
    assert instant == parse_instant("2021-02-05 08:00") == dt.datetime(2021, 2, 5, 1, tzinfo=dt.UTC)
    assert thai_instant(instant) == "5 กุมภาพันธ์ 2564 เวลา 08.00 น."
    assert thai_date(dt.date(2020, 2, 29)) == "29 กุมภาพันธ์ 2563"


def test_a_leap_day_of_the_buddhist_year_is_taken_by_its_christian_year() -> None:
    """29/2/2563 is 29 February 2020; 29/2/2564 is no day at all."""
    assert parse_instant("2563-02-29").date() == dt.date(2020, 2, 29)
    with pytest.raises(ValueError, match="day"):
        parse_instant("2564-02-29")


@pytest.mark.parametrize("year", ["0001", "1899", "3044", "9999"])
def test_a_year_beyond_all_sense_is_refused(year: str) -> None:
    """1900 to 2500 C.E., whichever era it is written in, with the usual message."""
    with pytest.raises(ValueError, match="is not a month; write 2564-01"):
        Month.parse(f"{year}-01")
    with pytest.raises(ValueError, match="is not a quarter; write 2564-Q2"):
        Quarter.parse(f"{year}-Q1")
    with pytest.raises(ValueError, match="is not an instant; write 2564-02-05T08:00"):
        parse_instant(f"{year}-01-01")


def test_the_first_and_the_last_year_are_taken() -> None:
    """1900 and 3043 B.E., which is 2500."""
    assert (Month.parse("1900-01"), Month.parse("3043-12")) == (Month(1900, 1), Month(2500, 12))
    assert Quarter.parse("3043-Q4").fiscal_year == 3043


def test_a_day_that_is_not_in_the_calendar_says_how_to_write_one() -> None:
    """30 February."""
    with pytest.raises(ValueError, match="write 2564-02-05T08:00"):
        parse_instant("2564-02-30")

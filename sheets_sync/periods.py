"""Months, fiscal quarters and fiscal years in the Buddhist Era, on Bangkok's clock."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")
ERA = 543  # B.E. = C.E. + 543
YEARS = range(1900, 2501)  # C.E.; beyond these a year is a slip of the finger
FIRST_BE_YEAR = 2400  # a year above this is Buddhist Era (contract.md, section 1)
MONTHS = tuple("มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม".split())
MONTHS_SHORT = tuple("ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.".split())


@dataclass(frozen=True, slots=True)
class Closing:
    """When a month's figures are taken: this day and hour of the month after, in Bangkok."""

    day: int = 5
    hour: int = 8


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, C.E. inside, B.E. towards people; half-open `[start, end)`."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read `2564-01` or `2021-01`; raise ValueError with the two forms for anything else."""
        match = re.fullmatch(r"(\d{4})-(\d{1,2})", text.strip())
        if not match or not 1 <= int(match[2]) <= 12 or _common_era(match[1]) not in YEARS:
            raise ValueError(f"{text!r} is not a month; write 2564-01 (B.E.) or 2021-01 (C.E.)")
        return cls(_common_era(match[1]), int(match[2]))

    @classmethod
    def of(cls, instant: dt.datetime) -> Month:
        """The month in which an instant falls in Bangkok."""
        local = instant.astimezone(BANGKOK)
        return cls(local.year, local.month)

    @property
    def start(self) -> dt.datetime:
        return dt.datetime(self.year, self.month, 1, tzinfo=BANGKOK)

    @property
    def end(self) -> dt.datetime:
        return self.next.start

    @property
    def next(self) -> Month:
        return Month(self.year + self.month // 12, self.month % 12 + 1)

    @property
    def previous(self) -> Month:
        return Month(self.year - (self.month == 1), 12 if self.month == 1 else self.month - 1)

    def closes(self, closing: Closing) -> dt.datetime:
        """The instant at which the month's figures are taken."""
        after = self.next
        day = min(closing.day, calendar.monthrange(after.year, after.month)[1])
        return dt.datetime(after.year, after.month, day, closing.hour, tzinfo=BANGKOK)

    @property
    def fiscal_year(self) -> int:
        """B.E. fiscal year: 2564 runs from 1 October 2563 to 30 September 2564."""
        return self.year + ERA + (self.month >= 10)

    @property
    def quarter(self) -> Quarter:
        return Quarter(self.fiscal_year, (self.month + 2) % 12 // 3 + 1)

    @property
    def months_into_fiscal_year(self) -> int:
        """1 for October to 12 for September: the pace by which progress is judged."""
        return (self.month + 2) % 12 + 1

    def __str__(self) -> str:
        return f"{self.year + ERA}-{self.month:02d}"

    @property
    def thai(self) -> str:
        """`มกราคม 2564`."""
        return f"{MONTHS[self.month - 1]} {self.year + ERA}"

    @property
    def thai_short(self) -> str:
        """`ม.ค. 64`."""
        return f"{MONTHS_SHORT[self.month - 1]} {(self.year + ERA) % 100:02d}"


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A fiscal quarter, `2564-Q2` being January to March 2564; the year is B.E."""

    fiscal_year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Read `2564-Q2` or `2021-Q2`; raise ValueError for anything else."""
        match = re.fullmatch(r"(\d{4})-[Qq]([1-4])", text.strip())
        if not match or _common_era(match[1]) not in YEARS:
            raise ValueError(f"{text!r} is not a quarter; write 2564-Q2 for January to March 2564")
        return cls(_common_era(match[1]) + ERA, int(match[2]))

    @property
    def months(self) -> tuple[Month, Month, Month]:
        first = Month(self.fiscal_year - ERA - (self.number == 1), (self.number * 3 + 6) % 12 + 1)
        return first, first.next, first.next.next

    @property
    def end(self) -> dt.datetime:
        return self.months[2].end

    @property
    def previous(self) -> Quarter:
        return Quarter(self.fiscal_year - (self.number == 1), 4 if self.number == 1 else self.number - 1)

    @property
    def span(self) -> str:
        """`มกราคม - มีนาคม 2564`."""
        first, _, last = self.months
        return f"{MONTHS[first.month - 1]} - {last.thai}"

    def __str__(self) -> str:
        return f"{self.fiscal_year}-Q{self.number}"

    @property
    def thai(self) -> str:
        """`ไตรมาสที่ 2 ปีงบประมาณ พ.ศ. 2564`."""
        return f"ไตรมาสที่ {self.number} ปีงบประมาณ พ.ศ. {self.fiscal_year}"


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """A week of ISO 8601, Monday to Sunday; its year is C.E. inside, B.E. towards people."""

    year: int
    number: int

    @classmethod
    def of(cls, day: dt.date) -> Week:
        """The week in which a day falls."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    def at(self, weekday: int, hour: int) -> dt.datetime:
        """The hour of a day of the week, 1 being Monday, on Bangkok's clock."""
        day = dt.date.fromisocalendar(self.year, self.number, weekday)
        return dt.datetime(day.year, day.month, day.day, hour, tzinfo=BANGKOK)

    def __str__(self) -> str:
        return f"{self.year + ERA}-W{self.number:02d}"


def thai_date(day: dt.date) -> str:
    """`8 มกราคม 2564`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + ERA}"


def thai_date_short(day: dt.date) -> str:
    """`8 ม.ค. 64`."""
    return f"{day.day} {MONTHS_SHORT[day.month - 1]} {(day.year + ERA) % 100:02d}"


def thai_instant(instant: dt.datetime) -> str:
    """`8 มกราคม 2564 เวลา 18.00 น.`, on Bangkok's clock."""
    local = instant.astimezone(BANGKOK)
    return f"{thai_date(local.date())} เวลา {local:%H.%M} น."


def parse_instant(text: str) -> dt.datetime:
    """Read `2564-02-05T08:00` or `2021-02-05 08:00` as Bangkok time; raise ValueError for anything else."""
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?", text.strip())
    mistake = f"{text!r} is not an instant; write 2564-02-05T08:00"
    if not match or _common_era(match[1]) not in YEARS:
        raise ValueError(mistake)
    month, day, hour, minute, second = (int(part or 0) for part in match.groups()[1:])
    try:
        return dt.datetime(_common_era(match[1]), month, day, hour, minute, second, tzinfo=BANGKOK)
    except ValueError as error:  # 30 February
        raise ValueError(f"{mistake} ({error})") from error


def _common_era(year: str) -> int:
    return int(year) - ERA if int(year) > FIRST_BE_YEAR else int(year)

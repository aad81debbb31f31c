"""Days as officers type them and as Sheets turned them, in the Buddhist Era and out of it."""

from __future__ import annotations

import calendar
import datetime as dt
import math
import re
from dataclasses import dataclass

from ...model import Cell, Severity
from ...periods import ERA, FIRST_BE_YEAR, MONTHS, thai_date_short
from ..text import gives_no_value, plain, quote
from ..understood import UNKNOWN, Context, Doubt, Understood, known, unknown
from .months import month_of, read_period
from .numbers import DAYS, kept_number

EPOCH = dt.date(1899, 12, 30)
LAST_SERIAL = 2958465  # 31 December 9999
TWO_DIGIT_YEARS = range(1930, 2000)  # Sheets takes /30 to /99 for 19xx: here they are two-digit B.E.
SERIALS = ((36526, 62000), (220000, 260000))  # plain numbers that can only be days: C.E. 2000-2069, B.E. 2502-2611

_WEEKDAY = (
    r"วัน(?:จันทร์|อังคาร|พุธ|พฤหัส(?:บดี)?|ศุกร์|เสาร์|อาทิตย์)(?:ที่)?|(?:จ|อ|พ|พฤ|ศ|ส|อา)\.(?=\s*\d)|mon|tue|wed|thu|fri|sat|sun"
)
_LEAD = re.compile(rf"^(?:(?:เมื่อ|ณ|ใน|ภายใน|ตั้งแต่|เริ่ม|{_WEEKDAY}|วันที่|วัน|ที่|ลงวันที่|ลว\.?)\s*[.,]?\s*)+")
_CLOCK = re.compile(r"[,\s]*(?:เวลา|t(?=\d))?\s*\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*(?:น\.?|am|pm))?\s*$")
_YEAR = r"(?:พ\.?\s*ศ\.?|ค\.?\s*ศ\.?|ปี|b\.?e\.?|')?\s*(?P<year>\d{4}|\d{2})(?!\d)"
_WORDY = re.compile(
    r"^(?P<day>\d{1,2})(?:st|nd|rd|th)?\s*(?:เดือน)?[\s/\-.]*(?P<month>[ก-์.]{2,}?|[ก-์.][ก-์. ]*?|[a-z]+\.?)[\s/\-.,]*"
    + _YEAR
)
_WORDY_US = re.compile(r"^(?P<month>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})(?!\d)")
_SLASHED = re.compile(r"^(?P<first>\d{1,2})\s*[/\-.]\s*(?P<second>\d{1,2})\s*[/\-.]\s*(?P<year>\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"^(?P<year>\d{4})[/\-.](?P<month>\d{1,2})[/\-.](?P<day>\d{1,2})(?!\d)")
_TO = r"\s*(?:[-–—−~]|ถึง|จนถึง|to)\s*"
_DAYS_RANGE = re.compile(
    r"^(?P<one>\d{1,2})(?:" + _TO + r"|\s*(?:,|&|และ|กับ)\s*)" + r"(?:วันที่\s*)?(?P<rest>\d{1,2}\s*(?:[ก-์/].*|[a-z].*))$"
)
_MONTHS_RANGE = re.compile(
    r"^(?P<one>\d{1,2}\s*[ก-์.]+?|\d{1,2}/\d{1,2})" + _TO + r"(?:วันที่\s*)?(?P<rest>\d{1,2}\s*[/\s]?\s*[\dก-์.].*)$"
)
_FULL_RANGE = re.compile(r"^(?P<one>.*?\d{2})" + _TO + r"(?:วันที่\s*)?(?P<rest>\d.*)$")
_ABOUT = re.compile(r"(?:ต้น|กลาง|ปลาย|สิ้น|ประมาณ|ราว|ภายใน|สัปดาห์)")
_GUESSED = re.compile(r"^(?:ประมาณ|ราวๆ?|คาดว่า)\s*")
_NO_YEAR = re.compile(r"^(?:วันที่\s*)?\d{1,2}\s*[ก-์][ก-์.\s]*$|^\d{1,2}/\d{1,2}$")
_NOT_YET = re.compile(r"^(?:ยัง|รอ|ไม่ได้|อยู่ระหว่าง|กำลัง|ไม่เข้าร่วม|ยกเลิก|แล้ว|เสร็จ|เรียบร้อย)")


@dataclass(frozen=True, slots=True)
class Day:
    """A day that was read, or why it was not, and what is doubtful about it."""

    date: dt.date | None
    doubts: tuple[Doubt, ...] = ()


def serial_day(serial: float) -> dt.date | None:
    """The day of a serial number as Sheets counts them; None outside its calendar."""
    return EPOCH + dt.timedelta(days=math.floor(serial)) if 1 <= serial <= LAST_SERIAL else None


def _ce_year(year: int, context: Context, typed_be: bool) -> tuple[int, bool]:
    """A typed year as C.E., and whether that is a guess."""
    if year >= FIRST_BE_YEAR:
        return year - ERA, False
    if year >= 100:
        return (year, False) if year not in TWO_DIGIT_YEARS else (year % 100 + 2500 - ERA, True)
    thai = year + 2500 - ERA
    since = context.since.year if context.since else 2000
    last = context.today.year + 5 * context.future if context.today else 2030
    if not typed_be and thai < since <= 2000 + year <= last:
        return 2000 + year, True
    return thai, False


def _calendar_day(day: int, month: int, year: int, typed: str) -> Day:
    """A day of the calendar, or DATE_IMPOSSIBLE. `year` is C.E."""
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return Day(None, (Doubt("DATE_UNREADABLE", f"{quote(typed)} อ่านเป็นวันที่ไม่ได้ โปรดพิมพ์ใหม่ เช่น 8 ม.ค. 2564"),))
    if not 1 <= year <= 9999 or day > calendar.monthrange(year, month)[1]:
        name = MONTHS[month - 1]
        return Day(
            None,
            (Doubt("DATE_IMPOSSIBLE", f"{quote(typed)} ไม่มีในปฏิทิน (เดือน{name} {year + ERA} ไม่มีวันที่ {day}) โปรดแก้ไข"),),
        )
    return Day(dt.date(year, month, day))


def _two_digits(day: Day, typed: str) -> Day:
    if day.date is None:
        return day
    shown = thai_date_short(day.date)
    return Day(
        day.date,
        (*day.doubts, Doubt("YEAR_2DIGIT", f"{quote(typed)} ใส่ปีไว้สองหลัก อ่านเป็น {shown} โปรดตรวจสอบ", f"{shown}")),
    )


def from_serial(serial: float, context: Context, typed: str) -> Day:
    """A day that Sheets keeps as a number, in the file's order: B.E. years and two-digit years put right."""
    kept = serial_day(serial)
    if kept is None:
        return Day(None, (Doubt("DATE_UNREADABLE", f"{quote(typed)} อ่านเป็นวันที่ไม่ได้ โปรดพิมพ์ใหม่ เช่น 8 ม.ค. 2564"),))
    year, guessed = _ce_year(kept.year, context, False)
    day = _calendar_day(kept.day, kept.month, year, typed)
    if guessed:
        day = _two_digits(day, typed)
    return _order_doubt(day, context)


def _order_doubt(day: Day, context: Context) -> Day:
    """In a file that types the month first, a day that could be a month is doubtful."""
    found = day.date
    if context.day_first or found is None or found.day > 12 or found.day == found.month:
        return day
    other = thai_date_short(found.replace(month=found.day, day=found.month))
    doubt = Doubt(
        "DATE_ORDER",
        f"ไฟล์นี้ตั้งภาษาเป็นอังกฤษ (เดือนนำหน้าวัน) จึงอ่านเป็น {thai_date_short(found)} หากหมายถึง {other} โปรดแก้ไข",
        other,
    )
    return Day(found, (*day.doubts, doubt))


def read_day(text: str, context: Context) -> Day | None:
    """One whole day in a text; None when there is none to be seen."""
    short = _LEAD.sub("", plain(text))
    short = _CLOCK.sub("", short) if re.search(r"\d[\s,t]+(?:เวลา\s*)?\d{1,2}[:.]\d{2}", short) else short
    for pattern in (_ISO, _SLASHED):
        match = pattern.match(short)
        if match:
            return _from_digits(match, short, context, text.strip())
    match = _WORDY.match(short) or _WORDY_US.match(short)
    month = month_of(match["month"]) if match else None
    if not match or month is None:
        return None
    year, guessed = _ce_year(int(match["year"]), context, "ศ" in short)
    day = _calendar_day(int(match["day"]), month[0], year, text.strip())
    if month[1] and day.date:
        shown = thai_date_short(day.date)
        day = Day(
            day.date, (Doubt("VALUE_REPAIRED", f"ชื่อเดือนใน {quote(text)} สะกดผิด อ่านเป็น {shown} โปรดแก้ตัวสะกด", shown),)
        )
    return _two_digits(day, text.strip()) if guessed else day


def _from_digits(match: re.Match[str], short: str, context: Context, typed: str) -> Day:
    """Digits and slashes: ISO, or the file's order of day and month, or the other where that is no month."""
    year, guessed = _ce_year(int(match["year"]), context, False)
    if match.re is _ISO:
        return _calendar_day(int(match["day"]), int(match["month"]), year, typed)
    first, second = int(match["first"]), int(match["second"])
    day, month = (first, second) if context.day_first else (second, first)
    turned = month > 12 >= day
    if turned:
        day, month = month, day
    found = _calendar_day(day, month, year, typed)
    if turned and context.day_first and found.date:
        shown = thai_date_short(found.date)
        found = Day(
            found.date, (Doubt("DATE_ORDER", f"{quote(typed)} เดือนเกิน 12 จึงสลับวันกับเดือนเป็น {shown} โปรดตรวจสอบ", shown),)
        )
    elif not turned:
        found = _order_doubt(found, context)
    return _two_digits(found, typed) if guessed else found


def read_range(text: str, context: Context) -> tuple[Day, Day] | None:
    """Two days in one text (`15-17 ก.พ. 64`, `28 ก.พ. - 3 มี.ค. 64`); None when it is no range."""
    short = _LEAD.sub("", plain(text))
    if _ISO.match(short) or _SLASHED.fullmatch(short):
        return None
    for pattern in (_DAYS_RANGE, _MONTHS_RANGE, _FULL_RANGE):
        match = pattern.match(short)
        last = read_day(match["rest"], context) if match else None
        if not match or last is None:
            continue
        if last.date is None:
            return Day(None, last.doubts), last
        one = match["one"].strip()
        tail = {0: f"/{last.date.month}/{last.date.year}", 1: f" {last.date.year}"}
        first = read_day(one, context) if pattern is _FULL_RANGE else None
        if pattern is _DAYS_RANGE:
            first = _calendar_day(int(one), last.date.month, last.date.year, text.strip())
        elif pattern is _MONTHS_RANGE:
            first = read_day(one + (f"/{last.date.year}" if "/" in one else tail[1]), context)
        if first is not None:
            return first, last
    return None


def _in_time(day: Day, context: Context) -> Day:
    """The day with a doubt when it lies before the programme or ahead of today."""
    found = day.date
    if found is None:
        return day
    early = context.since is not None and found < context.since
    late = context.today is not None and found > context.today and not context.future
    if not early and not late:
        return day
    why = "ก่อนเริ่มโครงการ" if early else "เป็นวันในอนาคต"
    return Day(
        found,
        (
            *(d for d in day.doubts if d.code != "YEAR_2DIGIT"),
            Doubt("DATE_OUT_OF_RANGE", f"{thai_date_short(found)} {why} โปรดตรวจสอบปี"),
        ),
    )


def _told(day: Day, context: Context) -> tuple[str | None, tuple[Doubt, ...]]:
    day = _in_time(day, context)
    return (day.date.isoformat() if day.date else None), day.doubts


def kept_serial(cell: Cell) -> float | None:
    """The number of a cell that can only be a day."""
    number = kept_number(cell)
    if number is None or cell.format in DAYS:
        return number
    return number if cell.format != "TIME" and any(low <= number <= high for low, high in SERIALS) else None


def read_date(cell: Cell, context: Context) -> Understood:
    """A day as ISO text; of a range, the start or the end as the column's role asks. Parts: value."""
    serial = kept_serial(cell)
    if serial is not None:
        value, doubts = _told(from_serial(serial, context, cell.text.strip()), context)
        return known(value, *doubts)
    text = cell.text
    if gives_no_value(text):
        return UNKNOWN
    both = read_range(text, context)
    if both is not None:
        value, doubts = _told(both[1] if context.role == "end" else both[0], context)
        return known(value, *doubts)
    about = _GUESSED.match(plain(text))
    day = read_day(plain(text)[about.end() :] if about else text, context)
    if day is None:
        return unknown(_no_day(text))
    if about and day.date:
        shown = thai_date_short(day.date)
        day = Day(
            day.date, (Doubt("VALUE_REPAIRED", f"{quote(text)} เป็นวันที่โดยประมาณ อ่านเป็น {shown} โปรดใส่วันที่จริง", shown),)
        )
    value, doubts = _told(day, context)
    return known(value, *doubts)


def _no_day(text: str) -> Doubt:
    """Why a text is no day: a period, something about a month, not done yet, or nothing that can be read."""
    typed, short = text.strip(), plain(text)
    if read_period(text) is not None:
        if _ABOUT.search(short):
            return Doubt("VALUE_REPAIRED", f"{quote(typed)} บอกเพียงช่วงเวลา ยังไม่มีวันที่แน่นอน จึงเว้นว่างไว้ โปรดใส่วันที่")
        return Doubt("DATE_UNREADABLE", f"{quote(typed)} บอกเพียงเดือน ปี หรือไตรมาส จึงเว้นวันที่ว่างไว้", severity=Severity.INFO)
    if _NO_YEAR.match(short):
        return Doubt("DATE_UNREADABLE", f"{quote(typed)} ไม่บอกปี โปรดพิมพ์ให้ครบ เช่น 8 ม.ค. 2564")
    if _NOT_YET.match(short):
        return Doubt("DATE_UNREADABLE", f"{quote(typed)} ยังไม่มีวันที่", severity=Severity.INFO)
    return Doubt("DATE_UNREADABLE", f"{quote(typed)} อ่านเป็นวันที่ไม่ได้ โปรดพิมพ์ใหม่ เช่น 8 ม.ค. 2564")


def read_date_range(cell: Cell, context: Context) -> Understood:
    """The days from which and to which; one day alone is the start. Parts: start, end."""
    if kept_serial(cell) is None:
        both = read_range(cell.text, context)
        if both is not None:
            (start, one), (end, two) = (_told(day, context) for day in both)
            return Understood({"start": start, "end": end}, tuple(dict.fromkeys(one + two)))
    day = read_date(cell, context)
    return Understood({"start": day.value, "end": None}, day.doubts)

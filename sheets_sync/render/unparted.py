"""A number and its unit stay on one line, and so do the parts of a date."""

from __future__ import annotations

import re

from ..periods import MONTHS, MONTHS_SHORT
from .words import MARKS

MARKED = tuple(mark.word for mark in MARKS.values() if mark.word)
BEFORE = ("พ.ศ.", "ร้อยละ", "หมู่", "วันที่", "เทียบ", *MARKED, *MONTHS, *MONTHS_SHORT)
"""Words that a number is read with when it follows them."""
BEHIND = (
    "แปลง", "ครัวเรือน", "หมู่บ้าน", "อำเภอ", "จังหวัด", "บาท", "ล้านบาท", "จุด", "ไฟล์", "รายการ", "กิจกรรม", "แห่ง", "วัน",
    "สำนักงาน", "เรื่อง", "เดือน", "น.", *MONTHS, *MONTHS_SHORT,
)  # fmt: skip
"""Units and months that are read with the number before them."""
BLANK = re.compile(  # it begins with the blank, which is found fast, and looks at what stands before it then
    rf" (?:(?<=[\d%] )(?={'|'.join(map(re.escape, BEHIND))})"
    rf"|(?=\d)(?:{'|'.join(f'(?<={re.escape(word)} )' for word in BEFORE)}))"
)
TEXT = re.compile(r">[^<> ]* [^<>]*(?=<|$)")  # with a blank in it
NO_BREAK = "\u00a0"
DAY = re.compile(rf"วันที่{NO_BREAK}\d+")


def unparted(page: str) -> str:
    """HTML whose blanks between a number and its unit are such that no line ends there (Word knows no `nowrap`).

    The title and what stands in attributes stay as they are.
    """
    head, tag, body = page.rpartition("<body")
    return head + tag + TEXT.sub(lambda text: DAY.sub(_whole, BLANK.sub(NO_BREAK, text[0])), f">{body}")[1:]


def _whole(found: re.Match[str]) -> str:
    """`วันที่ 5` in one piece, which programs that break Thai by its words would part into วัน and ที่ 5."""
    return f'<span style="white-space:nowrap">{found[0]}</span>'

"""Where a line of Thai may end: at a blank, or between two words, of which Thai writes many without a blank."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import budoux

WHOLE = (
    "งบประมาณ", "จังหวัด", "หมู่บ้าน", "ตัวเลข", "ติดตาม", "ภายใน", "วันที่", "รายงาน", "ข้อมูล", "สำนักงาน", "พัฒนาการ", "พัฒนากร",
    "เร่งรัด", "เร่งด่วน", "ได้รับ", "ความก้าวหน้า", "เบิกจ่าย", "ขอให้", "ดำเนินการ", "ครัวเรือน", "ผู้รับจ้าง", "เจ้าของ", "เจ้าหน้าที่",
    "ตรวจสอบ", "ตรวจรับ", "เอกสารสิทธิ์", "โฉนด", "กิจกรรม", "กลุ่ม", "เป้าหมาย", "ร้อยละ", "ต้นแบบ", "โก่งธนู", "สามัคคี", "เอามื้อ",
    "น้ำท่วม", "แล้วเสร็จ", "เลยกำหนด", "ครบกำหนด", "กำหนด", "หน่วยงาน", "ผู้ตรวจราชการ", "อธิบดี", "ไตรมาส", "เปรียบเทียบ",
)  # fmt: skip
"""Words of this office that the model would cut in two."""
KEPT = re.compile("|".join(sorted(WHOLE, key=len, reverse=True)))
LONG = re.compile("(?s:.{1,40}(?![\u0e31\u0e33-\u0e3a\u0e47-\u0e4e])|.+)")  # an address goes on in the next line
THAI = re.compile("[\u0e00-\u0e7f]")
LEAD, FOLLOW = re.compile('[\u0e40-\u0e44(“"]$'), re.compile('^[\u0e30-\u0e3a\u0e45-\u0e4e)”".,:;%ฯ]')


@cache
def _model() -> budoux.Parser:
    return budoux.load_default_thai_parser()


@lru_cache(maxsize=20_000)
def pieces(word: str) -> tuple[str, ...]:
    """A text without blanks in the pieces that must stay together; a number with its unit is one."""
    if len(word) < 8 or not THAI.search(word):
        return tuple(LONG.findall(word))
    ends, place = [], 0
    for piece in _model().parse(word)[:-1]:
        place += len(piece)
        ends.append(place)
    kept = [found.span() for found in KEPT.finditer(word)]
    good = [
        end
        for end in ends
        if not any(start < end < stop for start, stop in kept)
        and not LEAD.search(word[:end])
        and not FOLLOW.search(word[end:])
    ]
    starts = [0, *good]
    found = (word[start:end] for start, end in zip(starts, [*good, len(word)], strict=True))
    return tuple(part for piece in found for part in LONG.findall(piece))

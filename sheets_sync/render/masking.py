"""Officers' free words without anybody's name, number or address in them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

DIGIT = "[0-9\u0e50-\u0e59\uff10-\uff19]"  # ASCII, Thai and full-width
GAP = "[\\s.\\-/\u2010-\u2015\u200b-\u200d\u00a0]?"
CITIZEN_ID = re.compile(f"(?<!{DIGIT}){DIGIT}(?:{GAP}{DIGIT}){{12}}(?!{DIGIT})")
PHONE = re.compile(f"(?<!{DIGIT})(?:\\+{GAP}66{GAP}|[0๐０]){DIGIT}?(?:{GAP}{DIGIT}){{7,8}}(?!{DIGIT})")
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
THAI = "[\u0e01-\u0e3a\u0e40-\u0e4e.]"
NOT_A_NAME = (
    "(?:ก(?:เทศ|อบต|อบจ|องค์|สภา|สมาคม|รัฐ|ฯ|\\s|$)|อำเภอ|ช่าง|ทะเบียน|จ้าง|ทหาร|หน้า|ทุน|แพทย์|ประกัน|รอง(?:\\s|$|\\d))"
)
PLACE = r"(?:ต\.|อ\.|จ\.|ตำบล|อำเภอ|จังหวัด)\s*(?:นาง|นาย)\S*"  # ต.นางาม and อ.นางรอง are no ladies
TITLE = "(?:นาย|นางสาว|นาง|น\\.\\s?ส\\.|(?:เด็กชาย|เด็กหญิง)(?!และ|หญิง|ชาย|วัย|เล็ก|กำพร้า)|ด\\.\\s?[ชญ]\\.)"
NAMED = re.compile(f"(?P<place>{PLACE})|{TITLE}(?!{NOT_A_NAME})\\s*{THAI}{{2,}}(?:\\s+{THAI}{{2,}})?")
WHOLE = re.compile(f"{TITLE}\\s*[ก-ฮเ-ไ]{THAI}+\\s+(?!หมู่|บ้าน|ม\\.|ต\\.|อ\\.){THAI}{{2,}}")
PERSON, HIDDEN = "(ชื่อบุคคล)", "•••"


def masked(text: str, names: Iterable[str] = ()) -> str:
    """The text with names known from its row, names after a title, citizen IDs, phones and e-mails hidden."""
    for name in names:
        for part in parts_of(name):
            text = text.replace(part, PERSON)
    text = NAMED.sub(lambda found: found["place"] or PERSON, text)
    return re.sub(rf"{re.escape(PERSON)}(?:\s*{re.escape(PERSON)})+", PERSON, without_numbers(text))


def without_numbers(text: str) -> str:
    """The text with citizen IDs, phones and e-mails hidden; for codes and names of places, which are no sentences."""
    for pattern in (EMAIL, CITIZEN_ID, PHONE):
        text = pattern.sub(HIDDEN, text)
    return text


def masked_label(text: str, names: Iterable[str] = ()) -> str:
    """A place's name, a code or a word of few without anybody in it: นางาม and นางรอง are villages, not ladies.

    A name is hidden where it is the row's own, given name and surname, or where a title and a surname stand with it.
    A given name alone is not: โนนสมบูรณ์ is a village, whoever of its people is called สมบูรณ์.
    """
    for name in names:
        for part in (part for part in parts_of(name) if " " in part):
            text = text.replace(part, PERSON)
    return without_numbers(WHOLE.sub(PERSON, text))


@lru_cache(maxsize=4096)
def parts_of(name: str) -> tuple[str, ...]:
    """A name whole, without its title, and its given name and surname where they are long enough to be told apart."""
    bare = re.sub(rf"^(?:{TITLE}|ว่าที่\s*ร\.?[ตทอ]\.?)\s*", "", name.strip())
    words = [word for word in bare.split() if len(word) >= 4]
    return tuple(dict.fromkeys(part for part in (name.strip(), bare, *words) if len(part) >= 4))


def masked_name(name: str) -> str:
    """`นายสมชาย ใจดี` as `นายส••• ใ•••`: enough for the district's officer to know whose plot it is."""
    title = re.match(r"(?:นางสาว|นาย|นาง)?", name)
    prefix = title[0] if title else ""
    return prefix + " ".join(f"{word[:1]}{HIDDEN}" for word in name.removeprefix(prefix).split())

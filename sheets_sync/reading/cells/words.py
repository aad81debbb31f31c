"""Plain texts, yes and no, and choices from a programme's words."""

from __future__ import annotations

import re
from functools import lru_cache

from ...model import Cell, Severity
from ..text import clean, fold, gives_no_value, line, mask_ids, plain, quote, says_nothing, says_unknown
from ..understood import UNKNOWN, Choices, Context, Doubt, Understood, known, unknown
from .numbers import numeric, whole

_YES = frozenset(
    """✓ ✔ ☑ ✅ √ ü / ใช่ มี แล้ว เสร็จ เสร็จแล้ว เรียบร้อย เรียบร้อยแล้ว ผ่าน ผ่านแล้ว true yes y ถูก ถูกต้อง อบรมแล้ว ผ่านอบรม
    ผ่านการอบรม ครบ ครบถ้วน ได้ ตกลง เข้าร่วม ดำเนินการแล้ว ผ่านเกณฑ์ ผ่านคุณสมบัติ อยู่ เป็น มีแล้ว done ok 1 ทำแล้ว ปลูกแล้ว""".split()
)
_NO = frozenset(
    """x × ✗ ✘ ☐ ❌ ยัง ยังไม่ ไม่ ไม่ใช่ ไม่มี false no n ไม่ผ่าน ยังไม่ผ่าน ยังไม่มี ยังไม่อบรม ยังไม่ได้อบรม ยังไม่เสร็จ ไม่ผ่านเกณฑ์
    ไม่ผ่านคุณสมบัติ ไม่เข้าร่วม ไม่อยู่ ไม่เป็น ยังไม่แล้ว ยังไม่ดำเนินการ ยังไม่ได้ดำเนินการ ไม่ได้ 0 ผิด ยังไม่ได้""".split()
)
MASKED = Doubt("VALUE_REPAIRED", "ปิดบังเลขประจำตัวประชาชนในข้อความแล้ว", severity=Severity.INFO)
SHORTEST = 3  # letters of a word that may be looked for inside a sentence

_SYMBOL_FONTS = re.compile(r"wingdings|webdings|zapf", re.IGNORECASE)
_SYMBOLS = {
    "p": True,
    "r": True,
    "ü": True,
    "þ": True,
    "a": True,
    "o": False,
    "q": False,
    "û": False,
    "ý": False,
    "t": False,
    "x": False,
}
_NEGATIVE = re.compile(r"^(?:ยังไม่|ไม่|ยัง|มิได้)(?!แน่|ชัด|ทราบ|รู้|ระบุ)")
_AGREE = re.compile(r"^(?:ผ่าน|มี|ใช่|แล้ว|ได้|อบรมแล้ว|ทำแล้ว|เสร็จ|เข้าร่วม|อยู่ใน)")


def read_text(cell: Cell, context: Context) -> Understood:
    """A text as typed, cleaned; a citizen ID in it is masked. Parts: value."""
    number = numeric(cell)
    text = clean(cell.text)
    if not text and number is not None:
        return known(str(whole(number)))
    if not text or says_unknown(text) or (says_nothing(text) and fold(text) == ""):
        return UNKNOWN
    masked = mask_ids(text)
    if masked == text:
        return known(text)
    return known(masked, MASKED)


def read_yes_no(cell: Cell, context: Context) -> Understood:
    """A tick, a cross, or a word for yes or no; blank is unknown. Parts: value."""
    if isinstance(cell.value, bool):
        return known(cell.value)
    number = numeric(cell)
    if number in (0, 1):
        return known(bool(number))
    text = plain(cell.text)
    if cell.font and _SYMBOL_FONTS.search(cell.font) and text in _SYMBOLS:
        return known(_SYMBOLS[text])
    if text == "p":  # a Wingdings 2 tick whose font was lost on the way
        return known(True)
    if says_unknown(text):
        return UNKNOWN
    for key in (text, fold(text)):
        if key in _YES:
            return known(True)
        if key in _NO:
            return known(False)
    if says_nothing(text):
        return UNKNOWN
    return _by_beginning(text, cell.text)


def _by_beginning(text: str, typed: str) -> Understood:
    """A sentence that begins with yes or no."""
    key = fold(text)
    for pattern, value in ((_NEGATIVE, False), (_AGREE, True)):
        if pattern.match(key):
            return known(value)
    return unknown(Doubt("VALUE_REPAIRED", f"{quote(typed)} ไม่ชัดว่าใช่หรือไม่ จึงเว้นว่างไว้ โปรดใส่ ✓ หรือ ไม่"))


@lru_cache(maxsize=256)
def _index(choices: Choices) -> dict[str, str]:
    """Folded word -> code; a word of two codes is the first's."""
    table: dict[str, str] = {}
    for code, words in choices:
        for word in (code, *words):
            table.setdefault(fold(word), code)
    return table


def match_choice(text: str, choices: Choices) -> list[str]:
    """The codes whose words a text is or holds, without those that stand behind a no or before a but.

    A text that holds none is looked at again without its fillers: `อยู่ระหว่างดำเนินการขุด` is `อยู่ระหว่างขุด`.
    """
    key = fold(text)
    index = _index(choices)
    if key in index:
        return [index[key]]
    found = _spotted(key, choices)
    bare = _FILLERS.sub("", key)
    if not found and bare != key:
        return [index[bare]] if bare in index else _spotted(bare, choices)
    return found


def _spotted(key: str, choices: Choices) -> list[str]:
    """The codes of the words within a folded text, each once, in the order of the text."""
    index = _index(choices)
    found = [index[match[0]] for match in _spotter(choices).finditer(key) if not _denied(key[: match.start()])]
    return list(dict.fromkeys(found))


@lru_cache(maxsize=256)
def _spotter(choices: Choices) -> re.Pattern[str]:
    """Finds the choices' words in a folded text, the longest first; words of two letters say too little."""
    words = sorted((word for word in _index(choices) if len(word) >= SHORTEST), key=len, reverse=True)
    # ยัง amid a sentence (แล้วแต่ยังไม่ครบ) says nothing of the whole of it
    each = [("^" if len(word) == SHORTEST and not word.isascii() else "") + re.escape(word) for word in words]
    return re.compile(f"(?:{'|'.join(each)})(?!แต่)" if each else r"(?!)")


_FILLERS = re.compile(r"(?:ดำเนิน|ทำ)?การ|ใน(?=ระหว่าง)|งาน")
_DENIED = re.compile(r"(?:ยังไม่|ไม่|ยังมิ|มิ|รอ|เตรียม|ก่อน|คาดว่าจะ|จะ|ขอ)(?:ได้|การ|ผู้รับจ้าง|ทำ|มี|แล้ว|ผล)?$")


def _denied(before: str) -> bool:
    """Whether the words before a match say that it has not happened."""
    return bool(_DENIED.search(before))


def read_choice(cell: Cell, context: Context) -> Understood:
    """One code of the context's choices by its words. Parts: value."""
    text = line(cell.text)
    if gives_no_value(text):
        return UNKNOWN
    codes = match_choice(text, context.choices)
    if len(codes) == 1:
        return known(codes[0])
    if codes:
        return unknown(Doubt("MULTI_VALUE", f"{quote(text)} มีหลายความหมาย โปรดใส่ค่าเดียว"))
    return unknown(
        Doubt("STAGE_UNKNOWN", f"{quote(text)} ไม่ตรงกับคำที่ระบบรู้จัก โปรดใช้คำอื่น เช่น {_samples(context.choices)}")
    )


def _samples(choices: Choices) -> str:
    return " ".join(words[0] for _, words in choices[:3] if words)

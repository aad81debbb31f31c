"""Stages of a plot and models with their sizes, by the words of the programme."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from ...model import Cell
from ..text import fold, gives_no_value, line, plain, quote, skeleton
from ..understood import UNKNOWN, Choices, Context, Doubt, Understood, known, unknown
from .land import area_of
from .numbers import typed_number, whole
from .words import match_choice

MODELS: Choices = (
    ("HLM", ("HLM", "ครัวเรือน", "ระดับครัวเรือน", "เอชแอลเอ็ม")),
    ("CLM", ("CLM", "ตำบล", "ระดับตำบล", "ชุมชน", "ระดับชุมชน", "ซีแอลเอ็ม")),
)
"""The two models of plots, for a context that brings no choices (domain.md, 2.2)."""

SENTENCE = 500  # letters of a cell in which stages are counted
_PARTLY = re.compile(r"%|ร้อยละ|บางส่วน|ครึ่ง|ใกล้|เกือบ|เหลืออีก|ขาด")
_COUNT = re.compile(r"(?<!\d)(?P<count>\d+)\s*(?:แปลง|ราย|ครัวเรือน|คร\.?|แห่ง)")
_BETWEEN = re.compile(r"[\d,;/+]")  # what parts one count's words from another's


def read_stage(cell: Cell, context: Context) -> Understood:
    """How far a plot has come: of several steps in one cell the last in the programme's order. Parts: value."""
    text = line(cell.text)
    if gives_no_value(text):
        return UNKNOWN
    codes = match_choice(text, context.choices)
    whole_word = fold(text) in {fold(word) for _, words in context.choices for word in words}
    if codes and (whole_word or not _PARTLY.search(text)):
        order = [code for code, _ in context.choices]
        return known(max(codes, key=order.index))
    near = _near_word(text, context.choices)
    if near:
        word, code = near
        return known(code, Doubt("VALUE_REPAIRED", f"{quote(text)} อ่านเป็น “{word}” โปรดตรวจตัวสะกด", word))
    return unknown(
        Doubt("STAGE_UNKNOWN", f"{quote(text)} ไม่ตรงกับขั้นตอนใดของโครงการ โปรดใส่ขั้นตอน เช่น {_examples(context)}")
    )


def _examples(context: Context) -> str:
    return " ".join(words[0] for _, words in context.choices[5:8] if words) or "กำลังขุด ขุดแล้วเสร็จ"


def _near_word(text: str, choices: Choices) -> tuple[str, str] | None:
    """The one word that a text is a typing mistake away from, with its code."""
    key, bones = fold(text), skeleton(text)
    if len(key) < 5:
        return None
    pairs = [(word, code) for code, words in choices for word in words]
    same = [(word, code) for word, code in pairs if skeleton(word) == bones]
    close = same or [(w, c) for w, c in pairs if len(fold(w)) > 5 and OSA.distance(key, fold(w), score_cutoff=1) <= 1]
    return close[0] if len({code for _, code in close}) == 1 else None


def stage_counts(text: str, choices: Choices) -> dict[str, int]:
    """Plots by stage in a sentence: `ขุดเสร็จแล้ว 3 แปลง อยู่ระหว่างขุด 1 แปลง`; empty when it says none."""
    found: dict[str, int] = {}
    said, end = plain(text[:SENTENCE]), 0
    for match in _COUNT.finditer(said):  # a count is looked for first: words first took the cube of their length
        word = _BETWEEN.split(said[end : match.start()])[-1].strip().removesuffix("จำนวน").strip()
        end = match.end()
        codes = match_choice(word, choices) if word else []
        if len(codes) == 1:
            found[codes[0]] = found.get(codes[0], 0) + int(match["count"][:9])
    return found


def _model(text: str, choices: Choices) -> tuple[list[str], bool]:
    """The models that a text names, and whether a misspelt code was mended for one."""
    codes = match_choice(text, choices)
    if codes:
        return codes, False
    known_codes = [code for code, _ in choices]
    for token in re.findall(r"[a-z]{2,5}", re.sub(r"[\s.]", "", plain(text))):
        close = [code for code in known_codes if OSA.distance(token, code.lower(), score_cutoff=1) <= 1]
        if len(close) == 1:
            return close, True
    return [], False


def _model_doubts(text: str, codes: list[str], mended: bool) -> tuple[Doubt, ...]:
    if len(codes) > 1:
        return (Doubt("MULTI_VALUE", f"{quote(text)} มีทั้ง {' และ '.join(codes)} โปรดใส่อย่างเดียว"),)
    if not codes:
        return (Doubt("MODEL_UNKNOWN", f"{quote(text)} ไม่ใช่ทั้ง HLM และ CLM โปรดใส่อย่างใดอย่างหนึ่ง"),)
    return (Doubt("VALUE_REPAIRED", f"{quote(text)} อ่านเป็น {codes[0]} โปรดแก้ตัวสะกด", codes[0]),) if mended else ()


def _size_in(text: str) -> float | None:
    """The size in rai that stands beside a model."""
    rest = re.sub(r"[a-z.]{3,}", " ", plain(text))
    rai = re.search(r"(\d+(?:\.\d+)?|[ก-์]+?)\s*ไร่", rest)
    if rai and rai[1][0].isdecimal():
        return whole(float(rai[1][:9]))
    if rai:
        value = area_of(re.sub(r"^.*\s", "", rai[0])).value
        return value if isinstance(value, int | float) else None
    number = typed_number(rest)
    return whole(number.value) if number and number.value > 0 and not re.search(r"\d", number.tail) else None


def read_model(cell: Cell, context: Context) -> Understood:
    """HLM or CLM. Parts: value, and size_rai where the cell names it."""
    read = read_model_size(cell, context)
    size = read.values["size_rai"]
    return Understood({"value": read.values["model"], **({} if size is None else {"size_rai": size})}, read.doubts)


def read_model_size(cell: Cell, context: Context) -> Understood:
    """A model and a size in one cell: `HLM 3 ไร่`. Parts: model, size_rai."""
    text = line(cell.text)
    if gives_no_value(text):
        return Understood({"model": None, "size_rai": None})
    codes, mended = _model(text, context.choices or MODELS)
    values = {"model": codes[0] if len(codes) == 1 else None, "size_rai": _size_in(text)}
    return Understood(values, _model_doubts(text, codes, mended))

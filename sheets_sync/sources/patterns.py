"""Number formats as Excel and Google Sheets write them, cut into sections and tokens."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)'
    r"|\[\$(?P<symbol>[^\]-]*)(?:-(?P<lcid>[0-9A-Fa-f]+)[^\]]*)?\]|\[(?P<elapsed>h+|m+|s+)\]|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>General)|(?P<ampm>AM/PM|A/P|ก่อนเที่ยง/หลังเที่ยง)|(?P<clock>y+|m+|d+|h+|s+|b+|e+(?![+-]))"
    r"|(?P<exponent>E[+-]0+)|(?P<digit>[0#?])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?[\d.]+)")


class Token(NamedTuple):
    """One piece of a format: what it is, and its text."""

    kind: str
    text: str


class Section(NamedTuple):
    """One of the up to four parts of a format (positive; negative; zero; text)."""

    tokens: tuple[Token, ...]
    condition: str
    lcid: int


@lru_cache(maxsize=1024)
def sections(pattern: str) -> tuple[Section, ...]:
    """The parts of a number format, cut into tokens."""
    parts: list[Section] = []
    tokens: list[Token] = []
    condition, lcid = "", 0
    for match in TOKEN.finditer(pattern):
        kind = str(match.lastgroup)
        if match["symbol"] is not None:
            lcid = int(match["lcid"], 16) if match["lcid"] else lcid
            tokens.append(Token("currency", match["symbol"]))
        elif kind == "bracket":
            condition = match["bracket"] if CONDITION.fullmatch(match["bracket"]) else condition
        elif kind == "other" and match[0] == ";":
            parts.append(Section(tuple(tokens), condition, lcid))
            tokens, condition = [], ""
        else:
            tokens.append(_token(kind, match))
    parts.append(Section(tuple(tokens), condition, lcid))
    return tuple(Section(_minutes(part.tokens), part.condition, part.lcid) for part in parts)


def _token(kind: str, match: re.Match[str]) -> Token:
    text = match[kind]
    if kind in ("quoted", "escaped"):
        return Token("literal", text)
    if kind == "space":
        return Token("literal", " ")
    if kind == "fill":
        return Token("literal", "")
    return Token(kind, text.lower() if kind in ("clock", "elapsed") else text)


def _minutes(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The same tokens with `m` told apart: minutes stand next to hours or seconds, months do not."""
    clocks = [i for i, token in enumerate(tokens) if token.kind in ("clock", "elapsed")]
    out = list(tokens)
    for place, i in enumerate(clocks):
        before = tokens[clocks[place - 1]].text[0] if place else ""
        after = tokens[clocks[place + 1]].text[0] if place + 1 < len(clocks) else ""
        if tokens[i].text in ("m", "mm") and tokens[i].kind == "clock" and (before == "h" or after == "s"):
            out[i] = Token("minute", tokens[i].text)
    return tuple(out)


@lru_cache(maxsize=1024)
def format_type(pattern: str) -> str:
    """Google's type of a number format (NUMBER, PERCENT, DATE …); empty for an automatic one."""
    if pattern in ("", "General"):
        return ""
    tokens = sections(pattern)[0].tokens
    kinds = {token.kind for token in tokens}
    clocks = {token.text[0] for token in tokens if token.kind == "clock"}
    day = bool(clocks & set("ymdbe"))
    time = bool(clocks & set("hs")) or bool(kinds & {"minute", "elapsed", "ampm"})
    if day or time:
        return "DATE_TIME" if day and time else "DATE" if day else "TIME"
    return _plain_type(tokens, kinds)


def _plain_type(tokens: tuple[Token, ...], kinds: set[str]) -> str:
    others = {token.text for token in tokens if token.kind == "other"}
    if "%" in others:
        return "PERCENT"
    if "exponent" in kinds:
        return "SCIENTIFIC"
    if "digit" not in kinds:
        return "TEXT" if "@" in others else "" if "general" in kinds else "NUMBER"
    money = others & set("$฿€£¥") or any(token.kind == "currency" and token.text for token in tokens)
    return "CURRENCY" if money else "NUMBER"

"""Field masks such as `sheets(properties(title),data.rowData)`: parsed, checked against the schema, applied."""

from __future__ import annotations

import re
from typing import Any

from .schema import Messages

Mask = dict[str, Any]
"""Field -> the mask below it; an empty mask stands for everything."""

TOKEN = re.compile(r"[A-Za-z_][\w-]*|\*|[(),./]|(?P<wrong>\S)")


class BadMask(Exception):
    """The mask cannot be parsed, or names a field that does not exist; `path` says which."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(path)


def parse(text: str) -> Mask:
    """The tree of fields that a mask chooses."""
    tokens = [match[0] for match in TOKEN.finditer(text)]
    if not tokens or any(match["wrong"] for match in TOKEN.finditer(text)):
        raise BadMask(text)
    mask, rest = _list(tokens, 0, text)
    if rest != len(tokens):
        raise BadMask(text)
    return mask


def _list(tokens: list[str], at: int, text: str) -> tuple[Mask, int]:
    mask: Mask = {}
    while True:
        at = _path(tokens, at, mask, text)
        if at >= len(tokens) or tokens[at] != ",":
            return mask, at
        at += 1


def _path(tokens: list[str], at: int, mask: Mask, text: str) -> int:
    """Add one `a.b(c,d)` to the mask; the index behind it."""
    if at >= len(tokens) or tokens[at] in "(),./":
        raise BadMask(text)
    name, at = tokens[at], at + 1
    below: Mask = {}
    if at < len(tokens) and tokens[at] in "./":
        at = _path(tokens, at + 1, below, text)
    elif at < len(tokens) and tokens[at] == "(":
        below, at = _list(tokens, at + 1, text)
        if at >= len(tokens) or tokens[at] != ")":
            raise BadMask(text)
        at += 1
    mask[name] = merged(mask[name], below) if name in mask else below
    return at


def merged(one: Mask, other: Mask) -> Mask:
    """The fields of either mask."""
    if not one or not other:
        return {}
    out = dict(one)
    for name, below in other.items():
        out[name] = merged(out[name], below) if name in out else below
    return out


def check(mask: Mask, message: str, known: Messages, path: str = "") -> None:
    """Raise BadMask for the first field that the message does not have."""
    for name, below in mask.items():
        here = f"{path}.{name}" if path else name
        if name == "*":
            for inner in {inner for inner in known[message].values() if inner not in ("", "*")} if below else ():
                check(below, inner, known, here)
        elif name not in known[message]:
            raise BadMask(here)
        elif below and known[message][name] != "*":
            if not known[message][name]:
                raise BadMask(f"{here}.{next(iter(below))}")
            check(below, known[message][name], known, here)


def below(mask: Mask | None, *names: str) -> Mask | None:
    """The mask under a path, or None when the mask does not choose it."""
    for name in names:
        if mask is None or not mask:
            return mask
        mask = mask.get(name, mask.get("*"))
    return mask


def apply(mask: Mask, value: Any) -> Any:
    """The value with nothing but the chosen fields; an object with none of them stays as an empty one."""
    if not mask:
        return value
    if isinstance(value, list):
        return [apply(mask, item) for item in value]
    if not isinstance(value, dict):
        return value
    every = mask.get("*")
    chosen = {}
    for name, inner in value.items():
        under = mask.get(name, every)
        if under is not None:
            chosen[name] = apply(under, inner)
    return chosen

"""A value of config.yaml as a message may show it: short, on one line, without secrets."""

from __future__ import annotations

import re

LONGEST = 100  # characters of a value in a message
USER_INFO = re.compile(r"(?<=://)\S*@")


def cut(text: str) -> str:
    """At most a hundred characters of a text."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def shown(value: object) -> str:
    """A value as Python would write it, cut, an address without the user and password in it."""
    if isinstance(value, (list, tuple)):
        return "a list"
    if isinstance(value, dict):
        return "keys with values"  # whose values may be secret
    if value is None:
        return "nothing"
    return cut(repr(USER_INFO.sub("", value)) if isinstance(value, str) else str(value))


def quoted(value: object) -> str:
    """The same, a text in double quotes as in YAML."""
    if isinstance(value, str) and value.isprintable():
        return f'"{cut(USER_INFO.sub("", value))}"'
    return shown(value)


def is_secret(key: object) -> bool:
    """Whether the value of a key must never be printed."""
    return isinstance(key, str) and (key == "store" or key.startswith("password"))

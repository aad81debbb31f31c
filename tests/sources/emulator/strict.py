"""The same judge as `discovery.validator`, fast enough to look at every answer of every test."""

from collections.abc import Callable
from functools import cache
from typing import Any

from .discovery import document

Check = Callable[[Any], str]
"""Looks at a value: empty when it is as Google declares it, else the place of the first mistake."""

TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,), "boolean": (bool,), "integer": (int,), "number": (int, float), "array": (list,),
}  # fmt: skip


@cache
def checker(api: str, message: str) -> Check:
    """Judges a message of an API."""
    return _check(api, document(api)["schemas"][message])


def _check(api: str, schema: dict[str, Any]) -> Check:
    if "$ref" in schema:
        name = schema["$ref"]
        return lambda value: checker(api, name)(value)  # noqa: PLW0108 - a message may hold itself
    kind = schema.get("type", "any")
    if kind == "any":
        return lambda _value: ""
    if kind == "object":
        return _object(api, schema)
    if kind == "array":
        return _array(_check(api, schema["items"]))
    return _plain(TYPES[kind], frozenset(schema.get("enum", ())))


def _plain(types: tuple[type, ...], allowed: frozenset[str]) -> Check:
    def check(value: Any) -> str:
        if type(value) not in types:
            return f" is no {types[-1].__name__}"
        return f" may not be {value!r}" if allowed and value not in allowed else ""

    return check


def _array(item: Check) -> Check:
    def check(value: Any) -> str:
        if type(value) is not list:
            return " is no list"
        return next((f"[{i}]{wrong}" for i, one in enumerate(value) if (wrong := item(one))), "")

    return check


def _object(api: str, schema: dict[str, Any]) -> Check:
    known = {name: _check(api, inner) for name, inner in schema.get("properties", {}).items()}
    more = _check(api, schema["additionalProperties"]) if schema.get("additionalProperties") else None

    def check(value: Any) -> str:
        if type(value) is not dict:
            return " is no object"
        for name, inner in value.items():
            judge = known.get(name, more)
            wrong = judge(inner) if judge else " is not declared"
            if wrong:
                return f".{name}{wrong}"
        return ""

    return check

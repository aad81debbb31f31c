"""Drive's search terms, such as `'ID' in parents and trashed=false`, as a test of one file."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable

from .library import File

TOKEN = re.compile(r"""\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(<=|>=|!=|=|<|>)|([()])|([A-Za-z]+))""")
ORDER: dict[str, Callable[[str, str], bool]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
Test = Callable[[File], bool]


class BadQuery(Exception):
    """The search terms cannot be understood."""


def matcher(query: str) -> Test:
    """A function that tells whether a file is searched for; no terms search for every file."""
    if not query.strip():
        return lambda _file: True
    reader = _Reader(query)
    test = reader.either()
    if reader.tokens:
        raise BadQuery(query)
    return test


def _tokens(query: str) -> list[tuple[str, str]]:
    tokens, at = [], 0
    query = query.strip()
    while at < len(query):
        match = TOKEN.match(query, at)
        if match is None:
            raise BadQuery(query)
        kind = ("text", "text", "order", "paren", "word")[match.lastindex - 1] if match.lastindex else ""
        text = match[match.lastindex] if match.lastindex else ""
        tokens.append((kind, re.sub(r"\\(.)", r"\1", text) if kind == "text" else text))
        at = match.end()
    return tokens


class _Reader:
    def __init__(self, query: str) -> None:
        self.query, self.tokens = query, _tokens(query)

    def next(self, *wanted: str) -> str:
        """Take the next token, which must be of one of these kinds."""
        if not self.tokens or self.tokens[0][0] not in wanted:
            raise BadQuery(self.query)
        return self.tokens.pop(0)[1]

    def follows(self, text: str) -> bool:
        """Take the next token if it is this word or bracket."""
        if self.tokens and self.tokens[0][0] in ("word", "paren") and self.tokens[0][1] == text:
            self.tokens.pop(0)
            return True
        return False

    def either(self) -> Test:
        tests = [self.both()]
        while self.follows("or"):
            tests.append(self.both())
        return lambda file: any(test(file) for test in tests)

    def both(self) -> Test:
        tests = [self.single()]
        while self.follows("and"):
            tests.append(self.single())
        return lambda file: all(test(file) for test in tests)

    def single(self) -> Test:
        if self.follows("not"):
            test = self.single()
            return lambda file: not test(file)
        if self.follows("("):
            test = self.either()
            if not self.follows(")"):
                raise BadQuery(self.query)
            return test
        return self.comparison()

    def comparison(self) -> Test:
        if self.tokens and self.tokens[0][0] == "text":
            wanted = self.next("text")
            if self.next("word") != "in" or self.next("word") != "parents":
                raise BadQuery(self.query)
            return lambda file: file.parent == wanted
        field, how = self.next("word"), self.next("order", "word")
        wanted = self.next("text", "word")
        if field == "parents" and how == "in":
            return lambda file: file.parent == wanted
        if field == "trashed" and how in ("=", "!=") and wanted in ("true", "false"):
            return lambda file: ORDER[how](str(file.trashed).lower(), wanted)
        if field in ("name", "mimeType") and how in ("=", "!=", "contains"):
            return _text(field, how, wanted)
        if field == "modifiedTime" and how in ORDER:
            return lambda file: ORDER[how](file.modified, _instant(wanted))
        raise BadQuery(self.query)


def _text(field: str, how: str, wanted: str) -> Test:
    def test(file: File) -> bool:
        text = file.name if field == "name" else file.mime
        return text.lower().startswith(wanted.lower()) if how == "contains" else ORDER[how](text, wanted)

    return test


def _instant(text: str) -> str:
    """A time of a query (RFC 3339, UTC when it says no zone) in the form of `modifiedTime`."""
    moment = re.sub(r"Z$", "", text)
    return f"{moment}.000Z" if "." not in moment else f"{moment[:23]}Z"

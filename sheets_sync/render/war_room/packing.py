"""Entries as columns of small numbers: the rows of a whole nation stay a page that opens at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..states import STATES, VILLAGE, state_of
from ..unseen import visible
from .entries import Entry


@dataclass
class Words:
    """Texts by number, each kept once; 0 is the empty text."""

    texts: dict[str, int] = field(default_factory=lambda: {"": 0})

    def number(self, text: str) -> int:
        return self.texts.setdefault(str(visible(text)), len(self.texts))


def packed(
    entries: Sequence[Entry],
    near: Sequence[bool],
    programmes: Sequence[Any],
    photos: Mapping[str, int],
    *,
    owners: bool,
) -> dict[str, Any]:
    """The columns of a page's plots; texts by their number in `words`."""
    words = Words()
    stages, states = stage_key(programmes)
    return {
        "programme": [one.programme for one in entries],
        "place": [words.number(one.place) for one in entries],
        "name": [words.number(one.name) for one in entries],
        "where": [words.number(one.where) for one in entries],
        "stages": [
            [-1 if (code := one.stages[month]) is None else stages[one.programme, code] for one in entries]
            for month in range(len(entries[0].stages) if entries else 1)
        ],
        "x": [_coordinate(one, 0) if held else None for one, held in zip(entries, near, strict=True)],
        "y": [_coordinate(one, 1) if held else None for one, held in zip(entries, near, strict=True)],
        "far": [at for at, (one, held) in enumerate(zip(entries, near, strict=True)) if one.point and not held],
        "facts": _facts(entries, words),
        "link": [_link(one.link, words) for one in entries],
        "owner": [words.number(one.owner) for one in entries] if owners else [],
        "overdue": [at for at, one in enumerate(entries) if one.overdue],
        "problem": {at: words.number(one.problem) for at, one in enumerate(entries) if one.problem},
        "tasks": {
            at: [[words.number(text) for text in (task.what, task.state, task.day)] for task in one.tasks]
            for at, one in enumerate(entries)
            if one.tasks
        },
        "findings": {
            at: [[words.number(kind), *_link(link, words)] for kind, link in one.findings]
            for at, one in enumerate(entries)
            if one.findings
        },
        "photos": {
            at: shown for at, one in enumerate(entries) if (shown := [photos[p] for p in one.photos if p in photos])
        },
        "key": [{"label": label, "state": state} for label, state in states],
        "words": list(words.texts),
    }


def _coordinate(entry: Entry, axis: int) -> float | None:
    return round(entry.point[axis], 5) if entry.point else None


def _facts(entries: Sequence[Entry], words: Words) -> dict[str, list[int]]:
    """By heading the values of all entries."""
    found: dict[str, list[int]] = {}
    for at, one in enumerate(entries):
        for heading, value in one.facts:
            found.setdefault(heading, [0] * len(entries))[at] = words.number(value)
    return found


def _link(link: str, words: Words) -> list[int]:
    """An address as the number of its sheet's and that of its cell: thousands of rows share the first."""
    sheet, _, cell = link.partition("&range=")
    return [words.number(sheet), words.number(cell)]


def stage_key(programmes: Sequence[Any]) -> tuple[Mapping[tuple[int, str], int], list[tuple[str, str]]]:
    """The number of each stage of each programme, and by number its label and the word of its state."""
    numbers: dict[tuple[int, str], int] = {}
    labels: dict[tuple[str, str], int] = {}
    for at, programme in enumerate(programmes):
        for code in ("", *programme.stages):
            state = state_of(programme, code)
            said = (programme.stages[code].label if code else state, state)
            numbers[at, code] = labels.setdefault(said, len(labels))
    return numbers, list(labels)


def looks(programmes: Sequence[Any]) -> list[dict[str, str]]:
    """The states in the order of their key: word, shape and colour."""
    found = [{"word": word, "shape": shape, "colour": colour} for word, shape, colour in STATES]
    for programme in programmes:
        if not programme.stages:
            found.append({"word": state_of(programme, ""), "shape": VILLAGE[0], "colour": VILLAGE[1]})
    return found

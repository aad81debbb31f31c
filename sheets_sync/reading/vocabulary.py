"""How well a header speaks for a field: by its own words, by the band over it, by the headers beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from ..programmes.schema import FieldSpec
from .headings import LIKELY, ORDINAL, SHORT, Heading, is_ordinal, key, main_part, says, short, tokens

EXACT = 1.0
BELOW_BAND = 0.95  # a leaf below the band that its field asks for
BESIDE = 0.9  # the same, told by the header beside it
NEARLY = 0.9  # factor of a misspelt word
CERTAIN = 0.9
SPELLING = 82  # rapidfuzz ratio from which a header is a misspelt word
PART = 0.7  # of a word that a header must be to stand for it
RANK = 0.002  # what each place down a field's list of words costs


@dataclass(frozen=True, slots=True)
class Words:
    """A field's header words as keys."""

    whole: tuple[str, ...]
    leaves: frozenset[str]
    under: tuple[str, ...]
    never: frozenset[str]
    never_under: tuple[str, ...]


def _keys(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(key, words))))


class Vocabulary:
    """The header words of many fields: which of them a header says is asked once, however many fields ask."""

    def __init__(self, specs: Iterable[FieldSpec]) -> None:
        self._specs = {id(spec): (spec, self._compile(spec)) for spec in specs}
        compiled = [words for _, words in self._specs.values()]
        self._whole = tuple({word: None for words in compiled for word in words.whole})
        self._long = tuple(word for word in self._whole if not short(word))
        self._leaves = frozenset(word for words in compiled for word in words.leaves)
        self._never = tuple({word: None for words in compiled for word in words.never})
        self._said: dict[str, dict[str, float]] = {}
        self._barred: dict[str, frozenset[str]] = {}
        self._scores: dict[Heading, dict[int, float]] = {}
        self._asking = _index({at: words.whole for at, (_, words) in self._specs.items()})
        self._below = _index({at: tuple(words.leaves) for at, (_, words) in self._specs.items()})

    @staticmethod
    def _compile(spec: FieldSpec) -> Words:
        return Words(
            _keys(spec.words),
            frozenset(_keys(spec.leaves)),
            _keys(spec.under),
            frozenset(_keys(spec.never)),
            _keys(spec.never_under),
        )

    def score(self, heading: Heading, spec: FieldSpec) -> float:
        """How well a header speaks for a field of the vocabulary, 0 to 1."""
        return self.scores(heading).get(id(spec), 0.0)

    def scores(self, heading: Heading) -> dict[int, float]:
        """The fields (by `id` of their spec) that a header speaks for at all, and how well."""
        found = self._scores.get(heading)
        if found is None:
            words = {*self.said(heading.leaf), *_joined(heading)} if heading.band else self.said(heading.leaf)
            leaves = {key(heading.leaf), main_part(heading.leaf)}
            asking = {at for word in words for at in self._asking.get(word, ())}
            asking |= {at for leaf in leaves for at in self._below.get(leaf, ())}
            scored = {at: self._score(heading, self._specs[at][1]) for at in asking}
            found = self._scores[heading] = {at: worth for at, worth in scored.items() if worth > 0}
        return found

    def best(self, heading: Heading) -> float:
        """How well a header speaks for whatever it may speak for; a column of row numbers is as good as any."""
        if is_ordinal(heading):
            return EXACT
        leaf = heading.leaf
        alone = max(self.said(leaf).values(), default=0.0)
        if alone >= CERTAIN or not heading.band:
            return alone
        if {key(leaf), main_part(leaf)} & self._leaves:
            return BELOW_BAND
        return EXACT if any(word in self._whole for word in _joined(heading)) else alone

    def _score(self, heading: Heading, words: Words) -> float:
        leaf, full = heading.leaf, key(heading.leaf)
        if not full or full in ORDINAL or words.never & self._bars(leaf):
            return 0.0
        if heading.band and any(says(heading.band, word) for word in words.never_under):
            return 0.0
        said = self.said(leaf)
        best = 0.0
        for place, word in enumerate(words.whole):
            worth = said.get(word, 0.0)
            if worth >= EXACT:
                return EXACT - RANK * min(place, 20)
            best = max(best, worth)
        best = max(best, _below(heading, words))
        if heading.band and best < CERTAIN and _joined(heading) & set(words.whole):
            return EXACT
        return best

    def said(self, leaf: str) -> dict[str, float]:
        """The words that a header says, each with how well: the same word, a word within it, or a word misspelt."""
        found = self._said.get(leaf)
        if found is None:
            found = self._said[leaf] = self._listen(leaf)
        return found

    def _listen(self, leaf: str) -> dict[str, float]:
        full, main, alone = key(leaf), main_part(leaf), tokens(leaf)
        found: dict[str, float] = {}
        if not full or full in ORDINAL:
            return found
        if len(full) > SHORT + 1:
            near = process.extract(main, self._long, scorer=fuzz.ratio, score_cutoff=SPELLING, limit=None)
            found = {word: NEARLY * likeness / 100 for word, likeness, _ in near}
        for word in self._whole:
            if word in (full, main):
                found[word] = EXACT
            elif short(word):
                if word in alone:
                    found[word] = 0.6 + 0.3 * len(word) / len(full)
            elif word in full:
                found[word] = 0.5 + 0.45 * len(word) / len(full) + 0.05 * full.startswith(word)
            elif len(main) >= PART * len(word) and main in word:
                found[word] = max(found.get(word, 0.0), 0.3 + 0.45 * len(main) / len(word))
        return found

    def _bars(self, leaf: str) -> frozenset[str]:
        """The words in a header that keep it from some field."""
        found = self._barred.get(leaf)
        if found is None:
            found = self._barred[leaf] = frozenset(word for word in self._never if says(leaf, word))
        return found


def _index(words: dict[int, tuple[str, ...]]) -> dict[str, list[int]]:
    """Word -> the fields that have it."""
    found: dict[str, list[int]] = {}
    for at, theirs in words.items():
        for word in theirs:
            found.setdefault(word, []).append(at)
    return found


def _joined(heading: Heading) -> set[str]:
    """Band and leaf read as one word, either way round: สัญญา over เลขที่ is สัญญาเลขที่ and เลขที่สัญญา."""
    above, full, main = key(heading.band), key(heading.leaf), main_part(heading.leaf)
    return {above + full, full + above, above + main, main + above}


def _below(heading: Heading, words: Words) -> float:
    """How well a leaf such as เลขที่ speaks below the band, or beside the header, that gives it its meaning."""
    full = key(heading.leaf)
    if not words.leaves or not {full, main_part(heading.leaf)} & words.leaves:
        return 0.0
    if heading.band and any(says(heading.band, word) for word in words.under):
        return BELOW_BAND
    beside = heading.left if len(full) > 1 else f"{heading.left} {heading.right}"
    if any(says(beside, word) for word in words.under):
        return LIKELY if heading.band else BESIDE
    return 0.0

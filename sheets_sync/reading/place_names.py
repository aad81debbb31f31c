"""The names of all places, under their parents, by every key that a typing of them may have."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property

import geothai
from geothai.abolished import abolished_areas
from rapidfuzz.distance import OSA

from ..areas import districts, provinces
from .province_words import SHORT_NAMES
from .text import fold, pdf_fold, skeleton, sound

ENOUGH = 8  # letters without marks that still tell a name
DISTANCES = ((12, 3), (8, 2), (4, 1))  # letters of a name -> typing mistakes allowed


class Names:
    """The places under one parent, by every key a typing may have; each kind of key is made when it is first asked."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Of code and name pairs; a name in brackets is a second name, Bangkok's เขต is no part of one."""
        self._spelt = [
            (spelling, code)
            for code, name in pairs
            for spelling in {name, name.removeprefix("เขต"), *(re.split(r"[()]", name) if "(" in name else ())}
        ]

    @cached_property
    def exact(self) -> Mapping[str, tuple[str, ...]]:
        return self._by(fold)

    @cached_property
    def pdf(self) -> Mapping[str, tuple[str, ...]]:
        return self._by(pdf_fold)

    @cached_property
    def bones(self) -> Mapping[str, tuple[str, ...]]:
        return self._by(skeleton)

    @cached_property
    def sounds(self) -> Mapping[str, tuple[str, ...]]:
        return self._by(sound)

    def _by(self, key_of: Callable[[str], str]) -> Mapping[str, tuple[str, ...]]:
        table: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for spelling, code in self._spelt:
            if key := key_of(spelling):
                table[key][code] = None
        return {key: tuple(codes) for key, codes in table.items()}


@cache
def names_under(level: int, parent: str) -> Names:
    """Names of the provinces (2), districts (4) or tambons (6) under a parent; the whole nation's under ''."""
    if level == 2:
        return Names(
            [
                *provinces().items(),
                *((p.code, p.name_en) for p in geothai.provinces()),
                *((c, n) for n, c in SHORT_NAMES.items()),
            ]
        )
    if level == 4:
        below = [d for p in ([parent] if parent else provinces()) for d in geothai.districts(p)]
        return Names([*((d.code, d.name_th) for d in below), *((d.code, d.name_en) for d in below)])
    homes = [parent] if len(parent) == 4 else [d for p in ([parent] if parent else provinces()) for d in districts(p)]
    tambons = [t for d in homes for t in geothai.subdistricts(d)]
    return Names([*((t.code, t.name_th) for t in tambons), *((t.code, t.name_en) for t in tambons)])


@cache
def successors(level: int) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Names of abolished districts or tambons that have one successor: folded name -> (old code, new code)."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for area in abolished_areas():
        if len(area.code) == level and len(area.successors) == 1:
            found[fold(area.name_th)].append((area.code, area.successors[0]))
    return {name: tuple(pairs) for name, pairs in found.items()}


def near(key: str, names: Names) -> str:
    """The one place under the parent whose name is a typing mistake away, as typed or without its marks; or none."""
    bare = skeleton(key)
    return _nearest(key, names.exact) or (_nearest(bare, names.bones) if len(bare) >= ENOUGH else "")


def _nearest(key: str, table: Mapping[str, tuple[str, ...]]) -> str:
    """The one place by whose key a key was meant, with a margin to the next; or none."""
    allowed = next((mistakes for length, mistakes in DISTANCES if len(key) >= length), 0)
    if not allowed:
        return ""
    best: dict[str, int] = {}
    for name, codes in table.items():
        if abs(len(name) - len(key)) > allowed + 1 or len(name) < 3:
            continue
        far = OSA.distance(key, name, score_cutoff=allowed + 1)
        if far <= allowed + 1:
            for code in codes:
                best[code] = min(best.get(code, far), far)
    ranked = sorted(best.items(), key=lambda item: item[1])
    if not ranked or ranked[0][1] > allowed:
        return ""
    return ranked[0][0] if len(ranked) == 1 or ranked[1][1] > ranked[0][1] else ""


def one_letter_away(key: str, code: str, names: Names) -> bool:
    """Whether a place is one typing mistake away: then it is meant, though the name exists elsewhere."""
    return any(code in codes and OSA.distance(key, name, score_cutoff=1) == 1 for name, codes in names.exact.items())

"""Rules for faults: which failure befalls which calls, and how often."""

from __future__ import annotations

import random
import re
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from ...files import stable_id
from .answers import Answer, Call
from .broken import Scene
from .failures import FAILURES

KINDS = {"every": int, "first": int, "after": int, "chance": float, "seconds": float}
Serve = Callable[[], Answer]


@dataclass(frozen=True, slots=True)
class Rule:
    """One failure of the catalogue, the calls it befalls, and how often.

    `calls` are patterns parted by `|`, each of a method's name (`values.*`), a path, or the id or name of a file;
    empty for the calls that the failure belongs to. Of those calls the first `after` are spared; of the rest every
    `every`-th is struck, by `chance`, and no more than `first` of them (0: without end). `seconds` is how long a
    silence lasts. ValueError for what cannot be.
    """

    failure: str
    calls: str = ""
    every: int = 1
    first: int = 0
    after: int = 0
    chance: float = 1.0
    seconds: float = 180.0

    def __post_init__(self) -> None:
        if self.failure not in FAILURES:
            raise ValueError(f"there is no fault {self.failure}; there are {', '.join(FAILURES)}")
        if self.every < 1 or min(self.first, self.after) < 0 or not 0 <= self.chance <= 1 or self.seconds < 0:
            raise ValueError("every is 1 or more, first, after and seconds are 0 or more, chance is from 0 to 1")

    def befalls(self, call: Call) -> bool:
        """Whether a call is one of those that the rule is about."""
        patterns = self.calls.split("|") if self.calls else FAILURES[self.failure].calls
        return any(_matches(call, pattern) for pattern in patterns)


def _matches(call: Call, pattern: str) -> bool:
    if call.id and call.id == stable_id(pattern):
        return True
    return any(fnmatchcase(text, pattern) for text in (call.name, call.path, call.id))


def parse(text: str) -> Rule:
    """A rule as `FAILURE[:CALLS][:HOW]`, HOW being `once`, `always`, or `every=3,chance=0.5`; ValueError for others."""
    failure, *rest = text.split(":")
    how = rest.pop() if rest and re.fullmatch(r"once|always|.*=.*", rest[-1]) else "always"
    if how == "once":
        how = "first=1"
    options = {}
    for part in () if how == "always" else how.split(","):
        name, _, value = part.partition("=")
        try:
            options[name] = KINDS[name](value)
        except (KeyError, ValueError):
            raise ValueError(f"{part}: expected once, always, or {', '.join(f'{kind}=N' for kind in KINDS)}") from None
    return replace(Rule(failure, ":".join(rest)), **options)


class Faults:
    """The rules of one server and how often each has struck; the first rule that strikes decides."""

    def __init__(self, rules: Iterable[Rule], seed: int = 0) -> None:
        self.rules = tuple(rules)
        self._dice = [random.Random(f"{seed} {number}") for number in range(len(self.rules))]  # noqa: S311
        self._seen = [0] * len(self.rules)
        self._struck = [0] * len(self.rules)
        self._lock = threading.Lock()

    def strike(self, call: Call) -> tuple[Rule, int] | None:
        """The rule that befalls this call and which strike of its own it is, or None."""
        with self._lock:
            for number, rule in enumerate(self.rules):
                if rule.befalls(call) and self._due(number, rule):
                    self._struck[number] += 1
                    return rule, self._struck[number]
        return None

    def _due(self, number: int, rule: Rule) -> bool:
        self._seen[number] += 1
        seen = self._seen[number] - rule.after
        if seen < 1 or seen % rule.every or (rule.first and self._struck[number] >= rule.first):
            return False
        return rule.chance >= 1 or self._dice[number].random() < rule.chance


def played(rule: Rule, strike: int, call: Call, serve: Serve, abroad: Serve) -> Answer:
    """What a struck call is answered."""
    return FAILURES[rule.failure].make(Scene(call, serve, abroad, strike, rule.seconds))

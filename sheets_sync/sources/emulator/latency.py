"""How long an answer takes: a fixed time and a part by chance."""

from __future__ import annotations

import random
import threading
from dataclasses import dataclass, replace

from .answers import Answer


@dataclass(frozen=True, slots=True)
class Latency:
    """Every answer waits `seconds` and, evenly spread, up to `jitter` more."""

    seconds: float = 0.0
    jitter: float = 0.0


class Delays:
    """The waits of one server, one after the other, by a seed."""

    def __init__(self, latency: Latency, seed: int = 0) -> None:
        self.latency = latency
        self._dice = random.Random(seed)  # noqa: S311
        self._lock = threading.Lock()

    def late(self, answer: Answer) -> Answer:
        """The answer, so much later."""
        with self._lock:
            wait = self.latency.seconds + self.latency.jitter * self._dice.random()
        return replace(answer, delay=answer.delay + wait)

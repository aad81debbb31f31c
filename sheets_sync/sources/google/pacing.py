"""How fast Google may be asked: never more reads in any minute than the quota, and longer waits after refusals."""

from __future__ import annotations

import heapq
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

WINDOW_READS = 60  # what Google lets one user read in a minute


class OutOfTime(Exception):
    """The deadline comes before the next attempt could."""


class Clock:
    """The passing of time, for waits and deadlines; tests put another in its place."""

    def now(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class Pacer:
    """Slots for reads: one is taken before a request and comes free a window after its answer.

    So no window of that length, wherever it starts, sees more requests than there are slots: Google's quota holds
    whether it counts by the clock's minute, by a sliding one or by a bucket. A higher `reads_per_minute` shortens the
    window instead of widening the burst.
    """

    def __init__(self, reads_per_minute: int, clock: Clock) -> None:
        self.clock = clock
        slots = min(WINDOW_READS, reads_per_minute)
        self.window = 60 * slots / reads_per_minute
        self._free = [0.0] * slots
        self._paused_until = 0.0
        self._lock = threading.Condition()

    @contextmanager
    def slot(self, deadline: float) -> Iterator[None]:
        """Wait for a slot and hold it for one request; raises OutOfTime when none comes free by the deadline."""
        with self._lock:
            while not self._free:
                self._lock.wait()
            at = heapq.heappop(self._free)
        try:
            self._wait(at, deadline)
            yield
        finally:
            with self._lock:
                heapq.heappush(self._free, max(at, self.clock.now() + self.window))
                self._lock.notify()

    def _wait(self, at: float, deadline: float) -> None:
        while True:
            wait = max(at, self._paused_until) - self.clock.now()
            if wait <= 0:
                return
            if self.clock.now() + wait > deadline:
                raise OutOfTime
            self.clock.sleep(wait)

    def pause(self) -> None:
        """Hold everyone back: the quota is used up, by us or by someone who shares it."""
        jitter = random.uniform(0.5, 1)  # noqa: S311 - spreads waits, guards nothing
        self._paused_until = max(self._paused_until, self.clock.now() + self.window * jitter)


def waits(unit: float, longest: float = 32, draw: Callable[[], float] = random.random) -> Iterator[float]:
    """Seconds to wait before each further attempt: truncated exponential, with full jitter."""
    step = 1.0
    while True:
        yield min(step, longest) * unit * draw()
        step *= 2

"""Asked to stop, the program ends within ten seconds, wherever it is, with its state kept."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

WITHIN = 9  # seconds; what has not come to its end by then is ended by the kernel
SIGNALS = (signal.SIGTERM, signal.SIGINT)
SAID = f"sheets-sync: asked to stop; ends within {WITHIN} seconds, a second time at once\n".encode()


class Stopped(KeyboardInterrupt):
    """Somebody asked the program to stop; no `except Exception` holds it up."""


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """At the first signal Stopped is raised wherever the program is, be it in a wait; at the second it ends at once.

    Whatever it was at is undone or written down on the way out, which is a matter of milliseconds. Where it is not (a
    call into a library that does not come back, a database that does not answer) the alarm ends the process: a
    run can be killed at any step (tests/soak/test_crashes.py), so nothing is lost by it but the pleasantness. Yields
    whether a stop was asked for.
    """
    asked = threading.Event()

    def ask(number: int, frame: FrameType | None) -> None:
        if asked.is_set():
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
        asked.set()
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(WITHIN)
        os.write(2, SAID)  # not print: the signal may have come in the middle of one
        raise Stopped

    before = {each: signal.signal(each, ask) for each in SIGNALS}
    try:
        yield asked.is_set
    finally:
        for each, old in before.items():
            signal.signal(each, old)
        signal.alarm(0)

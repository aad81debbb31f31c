"""Editions of one period in as many processes as there are cores, in the order asked for (docs/adr/0014)."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import pickle
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from ..errors import RenderError, SheetsSyncError, TooLargeError
from ..model import Edition, Unit
from ..store import EditionRow
from .press import Press

FEW = 200  # editions below which starting processes takes longer than they save
AHEAD = 2  # editions that a process has to do, so that none waits for the next to be told
Pair = tuple[Unit, EditionRow | None]
Made = Edition | TooLargeError
Answer = tuple[int, Made | SheetsSyncError]


def editions(press: Press, pairs: Sequence[Pair], processes: int | None = None) -> Iterator[Made]:
    """One edition a pair, in order, each as soon as it and those before it are rendered.

    In the place of one that is too large stands the error that says so: it holds up no other unit's. Raises what
    rendering one raised, RenderError with its unit where that was no error of ours or its process ended. However it
    ends, no process outlives it.
    """
    if processes is None:
        processes = cores() if len(pairs) >= FEW else 1
    if processes < 2:
        for unit, was in pairs:
            yield made(press, unit, was)
        return
    with contextlib.ExitStack() as stack:
        kept = pickle.dumps(press.ready(), pickle.HIGHEST_PROTOCOL)
        crew = [stack.enter_context(_started(kept)) for _ in range(processes)]
        yield from _in_order(crew, pairs)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def made(press: Press, unit: Unit, was: EditionRow | None) -> Made:
    """One edition; whatever goes wrong names its unit."""
    try:
        return press.edition(unit, was)
    except TooLargeError as error:
        return error
    except SheetsSyncError:
        raise
    except Exception as error:
        raise RenderError(f"edition of {unit.code} ({unit.name}): {type(error).__name__}: {error}") from error


class _Hand:
    """One process, and what it has been told to do."""

    def __init__(self, process: BaseProcess, line: Connection) -> None:
        self.process, self.line = process, line
        self.doing: deque[int] = deque()

    def tell(self, number: int, pair: Pair) -> None:
        self.doing.append(number)
        with contextlib.suppress(BrokenPipeError):  # it has ended: `answer` says so
            self.line.send((number, *pair))

    def answer(self) -> Answer:
        """The next edition it has made; EOFError where it has ended instead."""
        number, found = self.line.recv()
        self.doing.remove(number)
        return number, found


def _in_order(crew: Sequence[_Hand], pairs: Sequence[Pair]) -> Iterator[Made]:
    """What the crew makes, held back until it is its turn."""
    waiting = deque(enumerate(pairs))
    done: dict[int, Made] = {}
    for hand in list(crew) * AHEAD:
        if waiting:
            hand.tell(*waiting.popleft())
    for turn in range(len(pairs)):
        while turn not in done:
            for line in wait([hand.line for hand in crew if hand.doing]):
                hand = next(one for one in crew if one.line is line)
                number, found = _answer(hand, pairs)
                if isinstance(found, SheetsSyncError) and not isinstance(found, TooLargeError):
                    raise found
                done[number] = found
                if waiting:
                    hand.tell(*waiting.popleft())
        yield done.pop(turn)


def _answer(hand: _Hand, pairs: Sequence[Pair]) -> Answer:
    try:
        return hand.answer()
    except (EOFError, OSError) as error:
        hand.process.join(5)
        unit = pairs[hand.doing[0]][0]
        raise RenderError(
            f"edition of {unit.code} ({unit.name}): its process ended with {hand.process.exitcode}; "
            "when the machine is short of memory, the system ends processes; run again when there is more"
        ) from error


@contextlib.contextmanager
def _started(press: bytes) -> Iterator[_Hand]:
    """A process of its own, ended with the block.

    It is started anew rather than forked: a copy of this process would hold the run's lock, the database and the
    threads of the libraries, none of which outlives a fork well.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, press), daemon=True, name="press")
    process.start()
    theirs.close()
    try:
        yield _Hand(process, ours)
    finally:
        ours.close()
        process.kill()  # it has nothing to put away
        process.join()


def _work(line: Connection, kept: bytes) -> None:
    """Render what is asked for until nothing is asked for any more, or who asked is gone.

    A stop is the first process's to decide, which a terminal and systemd ask at the same time; it ends this one.
    """
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)
    press: Press = pickle.loads(kept)  # noqa: S301 - written by the process that started this one
    gc.freeze()  # the country's figures stay to the end: looking through them for garbage takes a 25th of the time
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            number, unit, was = line.recv()
            line.send((number, _made_or_why(press, unit, was)))


def _made_or_why(press: Press, unit: Unit, was: EditionRow | None) -> Made | SheetsSyncError:
    try:
        return made(press, unit, was)
    except SheetsSyncError as error:
        return error

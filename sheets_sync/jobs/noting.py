"""A run is written down from its start to its end, however it ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from ..errors import SheetsSyncError
from ..store import Store


@contextmanager
def noted(
    store: Store,
    kind: str,
    now: dt.datetime,
    counts: Mapping[str, int],
    *,
    clock: Callable[[], dt.datetime] | None = None,
) -> Iterator[int]:
    """Its number; ends as done, failed or stopped, at the instant the clock tells, with what was counted by then."""
    run = store.start_run(kind, now)
    tick = clock or (lambda: now)
    try:
        yield run
    except BaseException as error:
        # an error of ours names the mend; what else was raised may quote a cell, so only its kind is kept
        told = str(error) if isinstance(error, SheetsSyncError) else type(error).__name__
        state = "stopped" if isinstance(error, KeyboardInterrupt) else "failed"
        store.end_run(run, tick(), state, reason=told, counts=dict(counts))
        raise
    store.end_run(run, tick(), "done", counts=dict(counts))

"""What is wrong before the first run, each with the mend."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .. import mail, sources
from ..config import Config, load_config
from ..errors import ConfigError, SheetsSyncError
from ..programmes import programmes_from
from ..render import Templates
from ..store import Store
from .reader import read_boundaries

ENOUGH_DISK = 500_000_000  # bytes: a year of a province with room to spare


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: ok, or wrong with the mend."""

    what: str
    state: str  # ok, wrong, note
    mend: str = ""


def doctor(path: Path, now: dt.datetime) -> list[Check]:
    """Look at everything a run will need; never raises for what it looks at."""
    try:
        config = load_config(path)
    except ConfigError as error:
        return [Check(f"configuration {path}", "wrong", mistake) for mistake in error.mistakes]
    return [Check(f"configuration {path}", "ok"), *_rest(config, now)]


def _rest(config: Config, now: dt.datetime) -> Iterator[Check]:
    for what, state, mend in sources.examine(config.source):
        yield Check(what, state, mend)
    for what, state, mend in mail.examine(config.mail):
        yield Check(what, state, mend)
    yield _recipients(config)
    yield from _attempted("programmes", lambda: programmes_from(config.programmes))
    yield from _attempted("templates", lambda: Templates.open(config.templates).try_all())
    yield from _attempted(
        "boundaries" if config.boundaries else "boundaries (none configured)", lambda: read_boundaries(config)
    )
    yield from _attempted("store", lambda: Store.open(config.store).close())
    yield _disk(config.out)
    yield Check("clock", "ok", f"it is {now:%Y-%m-%d %H:%M} in Bangkok by this machine")


def _attempted(what: str, attempt: Callable[[], object]) -> Iterator[Check]:
    try:
        attempt()
    except ConfigError as error:
        for mistake in error.mistakes:
            yield Check(what, "wrong", mistake)
    except SheetsSyncError as error:
        yield Check(what, "wrong", str(error))
    else:
        yield Check(what, "ok")


def _recipients(config: Config) -> Check:
    if config.recipients:
        return Check(f"recipients: {len(config.recipients)}", "ok")
    return Check("recipients", "wrong", "nobody is named; add `recipients:` to config.yaml")


def _disk(out: Path) -> Check:
    folder = next(parent for parent in (out, *out.parents) if parent.exists())
    free = shutil.disk_usage(folder).free
    if free < ENOUGH_DISK:
        return Check("disk", "wrong", f"{free // 1_000_000} MB are free at {folder}; make room for at least 500 MB")
    return Check(f"disk: {free // 1_000_000:,} MB free", "ok")

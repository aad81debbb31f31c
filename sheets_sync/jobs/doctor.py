"""What is wrong before the first run, each with the mend."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateError

from .. import mail, sources
from ..config import Config, load_config
from ..config.registry import TAB
from ..errors import ConfigError, SheetsSyncError
from ..model import Level, Unit
from ..programmes import programmes_from
from ..store import Store
from .people import with_registered, wrong_rows
from .photos import logo_for
from .press import templates_of
from .reader import read_boundaries
from .units import level_of, provinces_of, reported_units

FIRST = 8  # units without a recipient that are named
KEY_DAYS = 90  # after which a key is to be changed (CIS Google Cloud Foundations)
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
    for what, state, mend in sources.examine(config.source, config.findings_tab):
        yield Check(what, state, mend)
    yield from _old_key(config, now)
    for what, state, mend in mail.examine(config.mail):
        yield Check(what, state, mend)
    yield from _attempted("programmes", lambda: programmes_from(config.programmes))
    yield from _attempted("templates", lambda: templates_of(config).try_all())
    yield from _unused_templates(config)
    if config.logo:
        yield from _attempted("logo", lambda: logo_for(config))
    yield from _attempted(
        "boundaries" if config.boundaries else "boundaries (none configured)", lambda: read_boundaries(config)
    )
    yield from _attempted("store", lambda: Store.open(config.store).close())
    yield from _recipients(config)
    yield _disk(config.out)
    yield Check("clock", "ok", f"it is {now:%Y-%m-%d %H:%M} in Bangkok by this machine")


def _old_key(config: Config, now: dt.datetime) -> Iterator[Check]:
    """A note where the service account's key has been in use for long; a key does not say its age, its file does."""
    for settings in (config.source, config.findings_tab):
        path = getattr(settings, "credentials", None)
        if path is None or not path.is_file():
            continue
        days = (now - dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)).days
        if days > KEY_DAYS:
            mend = (
                f"made or copied {days:,} days ago: add a new key in Google Cloud, put it here, then delete the old one"
            )
            yield Check(f"credentials {path}", "note", mend)


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


def _unused_templates(config: Config) -> Iterator[Check]:
    """A note for each file of the office's templates that nothing asks for: its name may be a slip."""
    try:
        unused = templates_of(config).unused()
    except (SheetsSyncError, TemplateError, UnicodeDecodeError):  # the line of the templates says what is wrong
        return
    for path in unused:
        mend = "takes no shipped template's place, and none includes it: is its name right?"
        yield Check(f"template {path}", "note", mend)


def _recipients(config: Config) -> Iterator[Check]:
    """How many there are at each level, whom the registry's rows leave out, and which units nobody is named for."""
    units: tuple[Unit, ...] = reported_units(config, ())
    try:
        with Store.open(config.store) as store:
            config, wrong, snapshot = with_registered(config, store), wrong_rows(store), store.latest_snapshot()
        units = reported_units(config, provinces_of(snapshot) if snapshot else ())
    except SheetsSyncError:  # the line of the store says what is wrong with it
        wrong = []
    named = Counter(level_of(person.unit) for person in config.people)
    if not named:
        yield Check("recipients", "wrong", "nobody is named; add `recipients:` to config.yaml, or a registry's tab ผู้รับ")
    else:
        told = ", ".join(f"{level} {named[level]:,}" for level in Level)
        yield Check(f"recipients: {sum(named.values()):,}", "ok", told)
    for kept in wrong:
        yield Check(f"recipients: {TAB}!{kept.finding.cell}", "wrong", kept.finding.message)
    yield from _units_without(units, {person.unit for person in config.people})


def _units_without(units: Sequence[Unit], named: Collection[str]) -> Iterator[Check]:
    """A note for each level of which units have no recipient; the first of them by code."""
    for level in Level:
        without = [unit.code for unit in units if unit.level is level and unit.code not in named]
        if without and named:
            shown = " ".join(without[:FIRST]) + (f" and {len(without) - FIRST:,} more" if len(without) > FIRST else "")
            yield Check(f"no recipient: {len(without):,} of level {level}", "note", shown)


def _disk(out: Path) -> Check:
    folder = next(parent for parent in (out, *out.parents) if parent.exists())
    free = shutil.disk_usage(folder).free
    if free < ENOUGH_DISK:
        return Check("disk", "wrong", f"{free // 1_000_000} MB are free at {folder}; make room for at least 500 MB")
    return Check(f"disk: {free // 1_000_000:,} MB free", "ok")

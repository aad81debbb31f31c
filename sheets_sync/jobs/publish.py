"""Render the editions of a month or quarter for every unit and put them, once, into the outbox."""

from __future__ import annotations

import datetime as dt
import errno
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..config import Config
from ..errors import ConfigError, StoreError, UsageError
from ..mail import compose, message_id
from ..model import Edition, Level, Recipient
from ..periods import Month, Quarter, thai_date
from ..store import NewMessage, Store
from .deliver import WANT
from .due import MONTHLY, early, provinces_of
from .laying import lay_down
from .people import with_registered
from .press import Press
from .units import chosen, reported_units

QUARTERLY = "quarterly"


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing one period came to."""

    period: Month | Quarter
    editions: int  # rendered now
    kept: int  # were there already
    messages: int  # put into the outbox now
    folder: Path


def publish(
    config: Config,
    store: Store,
    period: Month | Quarter,
    now: dt.datetime,
    *,
    units: Sequence[str] = (),
    tell: Callable[[str], None] = lambda _: None,
) -> Published:
    """Render one edition for each unit, as of the period's closing, and one message for each of its recipients.

    Before the closing an edition is preliminary, and the closing makes a revision of it where the data has changed.
    A month is reported to every unit, a quarter to the inspection regions; `units` names others. What is there
    already stays as it is; a recipient named since then gets the edition as it was. Raises UsageError for a period
    that is not over or a unit that there is not, StoreError before the first sync, RenderError when a template is
    broken or the figures of two levels do not agree: then nothing enters the outbox.
    """
    report, last = (QUARTERLY, period.months[-1]) if isinstance(period, Quarter) else (MONTHLY, period)
    refuse_unfinished(period, now)
    config = with_registered(config, store)
    snapshot = store.as_of(last.closes(config.closes))
    if snapshot is None:
        raise StoreError("nothing has been read yet; run `sheets-sync sync` first")
    every = reported_units(config, provinces_of(snapshot))
    wanted = [u for u in chosen(every, units) if units or report == MONTHLY or u.level is Level.REGION]
    closes = last.closes(config.closes)
    there = {unit.code: kept for unit in wanted if (kept := store.edition(report, str(period), unit.code))}
    revised = {
        code: kept.revision + 1
        for code, kept in there.items()
        if now >= closes and early(kept.created_at, kept.snapshot_hash, closes, snapshot)
    }
    missing = [unit for unit in wanted if unit.code not in there or unit.code in revised]
    folder = writable(config.out / "editions" / str(period))
    new: list[Edition] = []
    if missing:
        press = Press.of(config, store, period, every, snapshot, closed=now >= closes)
        for unit in missing:  # all are rendered before one is kept: a broken template sends nobody half a report
            new.append(press.edition(unit, revised.get(unit.code, 0)))
            tell(f"rendered {new[-1].key}")
    there = {code: kept for code, kept in there.items() if code not in revised}
    messages = sum(put(config, store, edition, now) for edition in new)
    for row in there.values():
        content = (row.letter, row.snapshot_hash, row.numbers, row.attachments)
        edition = Edition(report, row.unit, row.period, row.revision, *content)
        messages += store.add_messages(edition.key, _mails(config, edition, now), now)
        lay_down(folder, edition)
    for edition in new:
        lay_down(folder, edition)
    return Published(period, len(new), len(there), messages, folder)


def writable(folder: Path) -> Path:
    """The folder, made where it was missing; ConfigError when nothing can be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise ConfigError([f"out: {folder} cannot be written: {error.strerror}"]) from error
    return folder


def refuse_unfinished(period: Month | Quarter, now: dt.datetime) -> None:
    """Raise UsageError for a period that is not over, with the day from which it can be reported."""
    if now < period.end:
        option = "--quarter" if isinstance(period, Quarter) else "--month"
        day = thai_date(period.end.date())
        raise UsageError(
            f"{option} {period}: {period.thai} is not over; it can be reported from {period.end:%Y-%m-%d} ({day}) on"
        )


def put(config: Config, store: Store, edition: Edition, now: dt.datetime) -> int:
    """Keep an edition and a mail for each who wants it, both or neither; how many mails."""
    mails = _mails(config, edition, now)
    store.keep_edition(edition, mails, now)
    return len(mails)


def _mails(config: Config, edition: Edition, now: dt.datetime) -> list[NewMessage]:
    """One frozen mail for each recipient of the unit who wants the report."""
    return [
        NewMessage(
            person.email,
            message_id(edition.key, person.email, config.mail.sender),
            eml_of(config, edition, person, now),
        )
        for person in config.people
        if person.unit == edition.unit and WANT.get(edition.report, edition.report) in person.wants
    ]


def eml_of(config: Config, edition: Edition, person: Recipient, now: dt.datetime) -> bytes:
    """The mail of an edition to one person, with the annexes that go with it, ready to be sent."""
    sent = [file for file in edition.attachments if file.sent]
    return compose(edition.letter, config.mail.sender, person, edition.key, date=now, attachments=sent)

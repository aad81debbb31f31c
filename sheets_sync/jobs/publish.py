"""Render the editions of a month or quarter for every unit and put them, once, into the outbox."""

from __future__ import annotations

import datetime as dt
import errno
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..config import Config
from ..errors import ConfigError, StoreError, TooLargeError, UsageError
from ..files import make_folder
from ..mail import compose, message_id
from ..model import Edition, Recipient, Snapshot, Unit
from ..periods import Month, Quarter, thai_date
from ..store import EditionRow, NewMessage, Store
from . import pool
from .deliver import WANT
from .due import MONTHLY, QUARTERLY, cut_off, early, publishing
from .holding import HELD, holding
from .late import Late, late_data, note_looked
from .laying import lay_down
from .noting import noted
from .people import with_registered
from .press import Press
from .rooms import lay_rooms, rooms_file
from .units import chosen, provinces_of, reported_units, units_of


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing one period came to."""

    period: Month | Quarter
    editions: int  # rendered now
    kept: int  # were there already
    messages: int  # put into the outbox now
    folder: Path
    held: int = 0  # of these mails, those that may have left before a store was lost
    noted: tuple[str, ...] = ()  # editions that are large, or were shortened
    refused: tuple[str, ...] = ()  # why a unit has no edition: its mail would be cut off

    @property
    def needs_person(self) -> bool:
        return bool(self.refused or self.held)


def publish(
    config: Config,
    store: Store,
    period: Month | Quarter,
    now: dt.datetime,
    *,
    units: Sequence[str] = (),
    rooms: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> Published:
    """Render one edition for each unit, as of the period's closing, and one message for each of its recipients.

    Before the closing an edition is preliminary, and the closing makes a revision of it where the data has changed;
    after it, whoever was missing and comes late makes one, where a figure changes by it.
    A month is reported to every unit, a quarter to the inspection regions; `units` names others. What is there
    already stays as it is; a recipient named since then gets the edition as it was. A unit whose mail would be cut off
    however short is refused, and the others go on. The war room's pages show the latest month that is reported;
    `rooms` lays them anew where they lie already.
    Raises UsageError for a period that is not over or a unit that there is not, StoreError before the first sync,
    RenderError when a template is broken or the figures of two levels do not agree: then nothing enters the outbox,
    unless it is the template of the war room's pages, which are laid last.
    """
    report, last = (QUARTERLY, period.months[-1]) if isinstance(period, Quarter) else (MONTHLY, period)
    refuse_unfinished(period, now)
    config = with_registered(config, store)
    snapshot = store.as_of(last.closes(config.closes))
    if snapshot is None:
        raise StoreError("nothing has been read yet; run `sheets-sync sync` first")
    every = reported_units(config, provinces_of(snapshot))
    wanted = chosen(every, units) if units else units_of(report, every)
    rows = store.latest_editions(report, str(period))
    there = {unit.code: rows[unit.code] for unit in wanted if unit.code in rows}
    folder = writable(config.out / "editions" / str(period))
    work = _Work(config, store, report, period, last, now, tell)
    # all are rendered before one is kept: a broken template sends nobody half a report
    new = work.due(every, wanted, there, snapshot)
    late = late_data(config, store, report, period, [u for u in wanted if u.code not in {e.unit for e in new}], now)
    revised = work.revised(wanted, late, snapshot) if late else []
    made = [*new, *revised]
    units_made = {edition.unit for edition in made}
    rest = [row for code, row in there.items() if code not in units_made]
    holds, counts = holding(store, publishing(report, period), last.closes(config.closes)), Counter(editions=len(made))
    anew = rooms or cut_off(store, report, period)
    with noted(store, publishing(report, period), now, counts):  # where it does not end, the next lays down the rest
        for edition in made:
            held = holds.of(edition, folder / f"{edition.unit}.html")
            counts.update(_counted(put(config, store, edition, now, held=held), held))
        if late:
            note_looked(store, report, period, late, len(revised), now)
        for row, people in _untold(config, store, rest):
            counts.update(_counted(_again(config, store, row, people, folder, now, held=holds.since), holds.since))
        for edition in made:
            lay_down(folder, edition)
        if report == MONTHLY and config.pages.rooms:
            work.lay_rooms(every, wanted, units_made, snapshot, anew=anew)
    if counts["held"]:
        tell(HELD.format(what=period, number=counts["held"]))
    sums = (len(made), len(rest), counts["messages"], folder, counts["held"])
    return Published(period, *sums, tuple(work.noted), tuple(work.refused))


def _counted(messages: int, held: str) -> dict[str, int]:
    return {"messages": messages, "held": messages if held else 0}


@dataclass(frozen=True, slots=True)
class _Work:
    """What one period's editions are rendered from."""

    config: Config
    store: Store
    report: str
    period: Month | Quarter
    last: Month
    now: dt.datetime
    tell: Callable[[str], None]
    presses: list[Press] = field(default_factory=list)  # those of this work, the latest last
    noted: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def due(
        self, every: Sequence[Unit], wanted: Sequence[Unit], there: Mapping[str, EditionRow], snapshot: Snapshot
    ) -> list[Edition]:
        """The editions that are missing, and revisions of those made before the closing of other data."""
        closes = self.last.closes(self.config.closes)
        closed = self.now >= closes
        pairs = [
            (unit, kept)
            for unit in wanted
            if (kept := there.get(unit.code)) is None
            or (closed and early(kept.created_at, kept.snapshot_hash, closes, snapshot))
        ]
        if not pairs:
            return []
        self.presses.append(Press.of(self.config, self.store, self.period, every, snapshot, closed=closed))
        return self._editions(self.presses[-1], pairs)

    def revised(self, wanted: Sequence[Unit], late: Late, snapshot: Snapshot) -> list[Edition]:
        """The revisions that late data makes: of the editions it concerns, those of which a figure changed."""
        press = Press.late(self.config, self.store, self.period, late.snapshot, snapshot)
        self.presses.append(press)
        pairs = [(unit, was) for unit in wanted if (was := late.editions.get(unit.code))]
        return self._editions(press, [(unit, was) for unit, was in pairs if press.differs(unit, was.numbers)])

    def lay_rooms(
        self, every: Sequence[Unit], wanted: Sequence[Unit], made: set[str], snapshot: Snapshot, *, anew: bool
    ) -> None:
        """The pages of the units that have a new edition or no page yet, or of all; none of a month that is past."""
        if any(row.report == MONTHLY and row.period > str(self.period) for row in self.store.editions()):
            return
        units = [u for u in wanted if anew or u.code in made or not rooms_file(self.config, u).exists()]
        if not units:
            return
        closed = self.now >= self.last.closes(self.config.closes)
        press = (
            self.presses[-1]
            if self.presses
            else Press.of(self.config, self.store, self.period, every, snapshot, closed=closed)
        )
        rows = self.store.latest_editions(MONTHLY, str(self.period))
        lay_rooms(self.config, press, units, rows, self.tell)

    def _editions(self, press: Press, pairs: Sequence[tuple[Unit, EditionRow | None]]) -> list[Edition]:
        made = []
        for edition in pool.editions(press, pairs):
            if isinstance(edition, TooLargeError):
                self.refused.append(str(edition))
                self.tell(f"refused {edition}")
                continue
            made.append(edition)
            self.tell(f"rendered {edition.key}")
            if edition.told:
                self.noted.append(f"{edition.key}: {edition.told}")
                self.tell(self.noted[-1])
        return made


def writable(folder: Path) -> Path:
    """The folder, made where it was missing; ConfigError when nothing can be written there."""
    try:
        make_folder(folder)
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


def put(config: Config, store: Store, edition: Edition, now: dt.datetime, *, held: str = "") -> int:
    """Keep an edition and a mail for each who wants it, both or neither; how many mails; `held` says why they wait."""
    mails = _mails(config, edition, readers(config, edition.report, edition.unit), now)
    store.keep_edition(edition, mails, now, held=held)
    return len(mails)


def _untold(
    config: Config, store: Store, rows: Sequence[EditionRow]
) -> Iterator[tuple[EditionRow, Sequence[Recipient]]]:
    """Each edition kept before, with those of its readers for whom there is no mail yet."""
    told = {(one.edition_key, one.recipient.lower()) for one in store.messages(period=rows[0].period)} if rows else ()
    for row in rows:
        yield row, [who for who in readers(config, row.report, row.unit) if (row.key, who.email.lower()) not in told]


def _again(
    config: Config,
    store: Store,
    row: EditionRow,
    people: Sequence[Recipient],
    folder: Path,
    now: dt.datetime,
    *,
    held: str,
) -> int:
    """Lay down an edition kept before, and mail it to people named since; how many mails. `held` says why they wait.

    A page is laid down last, so where one lies all lies, unless it may be that of the revision before.
    """
    if not people and not row.revision and (folder / f"{row.unit}.html").exists():
        return 0
    kept = store.edition(row.report, row.period, row.unit)
    assert kept is not None  # noqa: S101 - its row was just read, and editions are never deleted
    content = (kept.letter, kept.snapshot_hash, kept.numbers, kept.attachments)
    edition = Edition(kept.report, kept.unit, kept.period, kept.revision, *content)
    lay_down(folder, edition)
    return store.add_messages(kept.key, _mails(config, edition, people, now), now, held=held) if people else 0


def readers(config: Config, report: str, unit: str) -> list[Recipient]:
    """Who wants a report of a unit."""
    return [p for p in config.people if p.unit == unit and WANT.get(report, report) in p.wants]


def _mails(config: Config, edition: Edition, people: Sequence[Recipient], now: dt.datetime) -> list[NewMessage]:
    """One frozen mail for each."""
    return [
        NewMessage(
            person.email,
            message_id(edition.key, person.email, config.mail.sender),
            eml_of(config, edition, person, now),
        )
        for person in people
    ]


def eml_of(config: Config, edition: Edition, person: Recipient, now: dt.datetime) -> bytes:
    """The mail of an edition to one person, with the annexes that go with it, ready to be sent."""
    sent = [file for file in edition.attachments if file.sent]
    return compose(edition.letter, config.mail.sender, person, edition.key, date=now, attachments=sent)

"""Once a week each office is told what to look at in its own sheets; what is due is asked of the store."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from .. import areas
from ..config import Config
from ..model import Edition, KeptFinding, KeptWorkbook, Level, Severity, Snapshot, Unit
from ..periods import Week
from ..programmes import programmes_from
from ..render import Discretion, NoticeMaterial, notice_letter
from ..store import Store
from .holding import HELD, holding
from .laying import lay_down
from .noting import noted
from .people import with_registered
from .press import templates_of
from .publish import put, writable
from .units import level_of

NOTICE = "notice"  # the report
NOTICES = "notices"  # the kind of a run
WANT = "findings"
WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Noticed:
    """What the notices of one week came to."""

    week: Week
    editions: int
    messages: int
    folder: Path
    held: int = 0  # of these mails, those that may have left before a store was lost


def due_since(config: Config, now: dt.datetime) -> tuple[Week, dt.datetime]:
    """The week whose notices are due last, and since when."""
    week = Week.of(now.date())
    due = week.at(config.notices.weekday, config.notices.hour)
    if due <= now:
        return week, due
    return Week.of((due - WEEK).date()), due - WEEK


def notices_due(config: Config, store: Store, now: dt.datetime) -> bool:
    """Whether the last week that is due has had no notices yet; weeks that were slept through are not made up."""
    last = store.last_run(NOTICES)
    return last is None or last.started_at < due_since(config, now)[1] or last.state != "done"


def notices(
    config: Config, store: Store, now: dt.datetime, *, tell: Callable[[str], None] = lambda _: None
) -> Noticed | None:
    """Put a notice to every office with something to look at, or put right since the last, into the outbox.

    One for each office that a recipient wants findings of, at most one a week; None where none is due. All are
    rendered before one is kept. Raises RenderError when a template is broken.
    """
    snapshot = store.latest_snapshot()
    if snapshot is None or not notices_due(config, store, now):
        return None
    config = with_registered(config, store)
    week, due = due_since(config, now)
    holds = holding(store, NOTICES, due)
    there = {row.unit for row in store.editions(str(week)) if row.report == NOTICE}
    folder = config.out / "notices" / str(week)
    templates = templates_of(config)
    offices = [office for office in _offices(config) if office.code not in there]
    made = [
        Edition(NOTICE, office.code, str(week), 0, notice_letter(material, office, templates), snapshot.hash)
        for office, material in _materials(config, store, snapshot, week, offices, now)
        if not material.empty
    ]
    counts = Counter(editions=len(made), messages=0, held=0)
    with noted(store, NOTICES, now, counts):
        for unit in there:  # of a run that was cut off, perhaps before it laid them down
            if kept := store.edition(NOTICE, str(week), unit):
                lay_down(
                    writable(folder), Edition(NOTICE, unit, kept.period, kept.revision, kept.letter, kept.snapshot_hash)
                )
        for edition in made:
            held = holds.of(edition, folder / f"{edition.unit}.html")
            number = put(config, store, edition, now, held=held)
            counts.update(messages=number, held=number if held else 0)
            lay_down(writable(folder), edition)
            tell(f"notice {edition.key}")
    if counts["held"]:
        tell(HELD.format(what=week, number=counts["held"]))
    return Noticed(week, len(made), counts["messages"], folder, counts["held"])


def _offices(config: Config) -> list[Unit]:
    """The units whose findings a recipient wants; a region keeps no sheets, and the nation has those of no office."""
    codes = dict.fromkeys(person.unit for person in config.people if WANT in person.wants)
    units = (areas.nation(()) if code == "nation" else areas.unit(code) for code in codes if _keeps_sheets(code))
    return list(units)


def _keeps_sheets(code: str) -> bool:
    return level_of(code) is not Level.REGION


def _materials(
    config: Config, store: Store, snapshot: Snapshot, week: Week, offices: Iterable[Unit], now: dt.datetime
) -> Iterable[tuple[Unit, NoticeMaterial]]:
    """Each office with what its notice is made of."""
    books = {book.workbook_id: book for book in snapshot.workbooks}
    programmes = programmes_from(config.programmes)
    before = {row.unit: row.created_at for row in store.editions() if row.report == NOTICE}
    found = by_office(store.findings(open_only=False), books)
    for office in offices:
        ours = found.get("" if office.level is Level.NATION else office.code, [])
        standing = tuple(kept for kept in ours if kept.closed_at is None)
        since = before.get(office.code)
        closed = tuple(put_right(ours, standing, books, since)) if since else ()
        spoken_of = {kept.finding.workbook_id for kept in standing}
        readings = (store.reading(books[i].reading_hash) for i in spoken_of if i in books and books[i].reading_hash)
        discretion = Discretion.of(programmes, readings)
        yield office, NoticeMaterial(week, now, standing, closed, books, discretion, since, config.office)


def notice_edition(config: Config, store: Store, snapshot: Snapshot, office: Unit, now: dt.datetime) -> Edition:
    """The notice to an office as it would be now, whether one is due or not; nothing is kept."""
    week = Week.of(now.date())
    ((_, material),) = _materials(config, store, snapshot, week, [office], now)
    letter = notice_letter(material, office, templates_of(config))
    return Edition(NOTICE, office.code, str(week), 0, letter, snapshot.hash)


def by_office(found: Iterable[KeptFinding], books: dict[str, KeptWorkbook]) -> dict[str, list[KeptFinding]]:
    """What officers are asked about by the office that keeps the cell; under nothing what is of no known office."""
    offices: dict[str, list[KeptFinding]] = {}
    for kept in found:
        finding = kept.finding
        if finding.severity is not Severity.INFO:
            book = books.get(finding.workbook_id)
            offices.setdefault(finding.unit or (book.office if book else ""), []).append(kept)
    return offices


def put_right(
    ours: Iterable[KeptFinding],
    standing: Iterable[KeptFinding],
    books: dict[str, KeptWorkbook],
    since: dt.datetime,
) -> Iterable[KeptFinding]:
    """What the notice before asked about and stands no more; not what only moved to another cell."""

    def thing(kept: KeptFinding) -> tuple[object, ...]:
        return (kept.finding.workbook_id, kept.finding.tab_id, kept.finding.code, kept.finding.value)

    moved = {thing(kept) for kept in standing if kept.finding.value}
    for kept in ours:
        asked = kept.opened_at <= since < (kept.closed_at or since)
        if asked and thing(kept) not in moved and kept.finding.workbook_id in books:
            yield kept

"""One edition or notice to look at, or to send to oneself: neither outbox nor ledger hears of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..config import Config
from ..config.values import one_address
from ..errors import StoreError, UsageError
from ..mail import Answer, open_mailer
from ..mail.measure import Gauge, measured
from ..mail.message import sender_address
from ..model import Edition, Recipient
from ..periods import Month, Quarter
from ..store import Store
from .due import last_closed
from .laying import lay_down
from .notices import notice_edition
from .people import with_registered
from .press import Press
from .publish import eml_of, refuse_unfinished, writable
from .units import chosen, provinces_of, reported_units

TEST = "[ทดสอบ]"


@dataclass(frozen=True, slots=True)
class Proof:
    """An edition as it would leave, the page that shows it, and how large its mail is."""

    edition: Edition
    page: Path
    gauges: tuple[Gauge, ...]


def proof(
    config: Config,
    store: Store,
    period: Month | Quarter | None,
    now: dt.datetime,
    *,
    units: Sequence[str] = (),
    notice: bool = False,
) -> Proof:
    """One unit's edition of a period (default: the month that closed last), or its notice as it would be now.

    Laid into `out/preview`. Raises UsageError for a period that is not over or more than one unit, StoreError before
    the first sync, RenderError when a template is broken.
    """
    if len(units) > 1:
        raise UsageError("--preview and --to show one unit; name one --unit")
    if notice and period:
        raise UsageError("--notice is of today; leave out --month and --quarter")
    period = period or last_closed(config, now)
    refuse_unfinished(period, now)
    config = with_registered(config, store)
    last = period.months[-1] if isinstance(period, Quarter) else period
    snapshot = store.latest_snapshot() if notice else store.as_of(last.closes(config.closes))
    if snapshot is None:
        raise StoreError("nothing has been read yet; run `sheets-sync sync` first")
    every = reported_units(config, provinces_of(snapshot))
    (unit,) = chosen(every, units or ("nation",))
    if notice:
        edition = notice_edition(config, store, snapshot, unit, now)
    else:
        edition = Press.of(config, store, period, every, snapshot, closed=now >= last.closes(config.closes)).edition(
            unit, refuse=False
        )
    folder = writable(config.out / "preview" / edition.period)
    lay_down(folder, edition)
    page = folder / f"{edition.unit}.html"
    reader = Recipient(edition.unit, "", sender_address(config.mail.sender).addr_spec)
    return Proof(edition, page, tuple(measured(eml_of(config, edition, reader, now))))


def tester(address: str) -> str:
    """The address of a test, checked before anything is rendered; UsageError for what is not one address."""
    try:
        return one_address(address)
    except ValueError as error:
        raise UsageError(f"--to: {error}") from error


def send_test(config: Config, shown: Proof, address: str, now: dt.datetime) -> Answer:
    """Send a proof to one address, its subject marked as a test; what the server said.

    Its Message-ID is of this instant, so that no mail program takes the real edition for one it has seen. Raises
    MailError when the server does not take it.
    """
    edition = shown.edition
    letter = replace(edition.letter, subject=f"{TEST} {edition.letter.subject}")
    test = replace(edition, report=f"test-{now:%Y%m%d%H%M%S}-{edition.report}", letter=letter)
    eml = eml_of(config, test, Recipient(edition.unit, "", address), now)
    with open_mailer(config.mail) as mailer:
        return mailer.send(eml, address, name=test.key, on_dot=lambda: None)

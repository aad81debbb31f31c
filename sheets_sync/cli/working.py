"""The commands that do the work: pull, publish, deliver, by hand, by cron or by a worker (contract.md, section 1)."""

from __future__ import annotations

import datetime as dt
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from .. import jobs
from ..config import Config, load_config
from ..errors import BusyError, UsageError
from ..model import MessageState
from ..periods import Month, Quarter
from ..worker import work
from . import show
from .options import (
    DEFAULT_CONFIG,
    ConfigOption,
    MonthOption,
    NowOption,
    UnitOption,
    clock,
    finish,
    instant,
    month_of,
    quarter_of,
)
from .progress import progress


def demo(out: Annotated[Path, typer.Option("--out", help="Folder to write into.")] = Path("out")) -> None:
    """Play the whole main job with invented sheets, no account and no network.

    Example: sheets-sync demo --out out
    """
    with progress("demo") as bar:
        played = jobs.demo(out, tell=bar, detail=bar if sys.stderr.isatty() else lambda _: None)
    show.demo(played)


def run(
    config: ConfigOption = DEFAULT_CONFIG,
    month: MonthOption = "",
    now: NowOption = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Do it all, keep and send nothing.")] = False,
) -> None:
    """Do what cron calls: sync, then publish and deliver for the month that is due.

    Example: sheets-sync run --month 2564-01 --config config.yaml
    """
    settings, at = load_config(config), instant(now)
    wanted = month_of(month)
    try:
        with progress("run") as bar:
            done = jobs.run(settings, at, month=wanted, dry_run=dry_run, tell=bar, clock=None if now else clock)
    except BusyError as error:  # another does what this one would have done
        show.line(f"sheets-sync: {error}")
        return
    show.run(done)
    finish(done.needs_person)


def sync(
    config: ConfigOption = DEFAULT_CONFIG,
    now: NowOption = "",
    full: Annotated[bool, typer.Option("--full", help="Read every workbook, changed or not.")] = False,
    accept: Annotated[
        list[str] | None, typer.Option("--accept", help="A held workbook, by id or title, that was meant to shrink.")
    ] = None,
    accept_lost: Annotated[
        bool, typer.Option("--accept-lost", help="Many workbooks are gone at once, and that is right.")
    ] = False,
) -> None:
    """Pull what changed, read and check it, merge all, and keep one snapshot.

    Example: sheets-sync sync --full
    """
    settings, at = load_config(config), instant(now)
    with progress("sync") as bar, jobs.opened(settings) as store, jobs.only_one(settings, store, at):
        done = jobs.sync_with(settings, store, at, full=full, accept=accept or (), accept_lost=accept_lost, tell=bar)
    show.synced(done)
    finish(done.needs_person)


def publish(  # noqa: PLR0913 - each is an option
    config: ConfigOption = DEFAULT_CONFIG,
    month: MonthOption = "",
    quarter: Annotated[str, typer.Option("--quarter", help="The fiscal quarter to report instead, 2564-Q2.")] = "",
    unit: UnitOption = None,
    now: NowOption = "",
    *,
    rooms: Annotated[bool, typer.Option("--rooms", help="Lay the war room's pages anew, too.")] = False,
    preview: Annotated[bool, typer.Option("--preview", help="Open one edition in the browser; keep nothing.")] = False,
    to: Annotated[str, typer.Option("--to", help="Send one edition to this address as a test; keep nothing.")] = "",
    notice: Annotated[bool, typer.Option("--notice", help="With these two: the unit's notice instead.")] = False,
) -> None:
    """Render the editions of a month or quarter and put them, once, into the outbox.

    Example: sheets-sync publish --month 2564-01 --unit 46 --unit region-12
    """
    settings, at = load_config(config), instant(now)
    wanted = quarter_of(quarter) or month_of(month)
    if preview or to:
        finish(_prove(settings, at, wanted, unit or (), preview=preview, to=to, notice=notice))
        return
    if notice:
        raise UsageError("--notice goes with --preview or --to; `run` sends the notices of the week")
    if rooms and isinstance(wanted, Quarter):
        raise UsageError("--rooms goes with a month: the war room's pages show the latest that is reported")
    with progress("publish") as bar, jobs.opened(settings) as store, jobs.only_one(settings, store, at):
        periods = [wanted] if wanted else jobs.due_periods(settings, store, at)
        if rooms and not wanted:  # unless it is due itself, the rooms show a later month than those that are
            periods += [month for month in jobs.last_reported(store) if month not in periods]
        done = [jobs.publish(settings, store, each, at, units=unit or (), rooms=rooms, tell=bar) for each in periods]
    show.published(done)
    finish(any(each.needs_person for each in done))


def _prove(
    settings: Config,
    at: dt.datetime,
    period: Month | Quarter | None,
    units: Sequence[str],
    *,
    preview: bool,
    to: str,
    notice: bool,
) -> bool:
    """Show one edition with its sizes, in the browser and in a test's mail; whether something needs a person."""
    address = jobs.tester(to) if to else ""
    with jobs.opened(settings) as store:
        proof = jobs.proof(settings, store, period, at, units=units, notice=notice)
    show.proof(proof)
    if preview and not webbrowser.open(proof.page.as_uri()):
        show.line("no browser could be opened; open the page yourself")
    refused = False
    if address:
        answer = jobs.send_test(settings, proof, address, at)
        show.line(f"test to {address}: {answer.state} {answer.code} {answer.text}")
        refused = answer.state != MessageState.SENT
    return refused or any(gauge.state == "over" for gauge in proof.gauges)


def hand_back(config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Write each office's findings into a tab of their own in its sheet, where `findings_tab` switches that on.

    Example: sheets-sync hand-back --config config.yaml
    """
    settings = load_config(config)
    with progress("hand-back") as bar, jobs.opened(settings) as store, jobs.only_one(settings, store, clock()):
        done = jobs.hand_back(settings, store, tell=bar)
    show.handed_back(done)
    finish(done.needs_person)


def worker(config: ConfigOption = DEFAULT_CONFIG, now: NowOption = "") -> None:
    """Work by schedule until told to stop (SIGTERM); what is due comes from the store.

    Example: sheets-sync worker --config /etc/sheets-sync/config.yaml
    """
    work(load_config(config), clock=(lambda: instant(now)) if now else clock, tell=show.line)

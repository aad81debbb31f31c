"""One short function a command (contract.md, section 1)."""

from __future__ import annotations

import datetime as dt
import json
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from .. import __version__, jobs
from ..config import Config, load_config
from ..errors import UsageError
from ..model import MessageState
from ..periods import BANGKOK, Month, Quarter, parse_instant
from ..worker import work
from . import drawing, show
from .progress import progress

EXIT_NEEDS_PERSON = 1

app = typer.Typer(
    name="sheets-sync",
    help="Reads the sheets that district officers keep, and mails every executive the month's progress.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)

ConfigOption = Annotated[Path, typer.Option("--config", help="The configuration to use.", metavar="FILE")]
NowOption = Annotated[
    str, typer.Option("--now", help="Pretend that it is this instant in Bangkok, for rehearsals.", metavar="INSTANT")
]
MonthOption = Annotated[
    str, typer.Option("--month", help="The month to report, 2564-01 or 2021-01; default: the one that is due.")
]
UnitOption = Annotated[
    list[str] | None,
    typer.Option("--unit", help="nation, region-N, or the code of a province or district; repeatable."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON on stdout.")]
DEFAULT_CONFIG = Path("config.yaml")


def clock() -> dt.datetime:
    """The instant it is."""
    return dt.datetime.now(BANGKOK)


def instant(text: str) -> dt.datetime:
    """The instant that `--now` names, or the one it is; UsageError for anything else."""
    if not text:
        return clock()
    try:
        pretended = parse_instant(text)
    except ValueError as error:
        raise UsageError(f"--now: {error}") from error
    if pretended > clock():  # what is kept as of tomorrow would stand before what is kept today
        raise UsageError(f"--now: {text} has not come yet; name an instant in the past")
    return pretended


def month_of(text: str) -> Month | None:
    """The month that `--month` names; UsageError for anything else."""
    try:
        return Month.parse(text) if text else None
    except ValueError as error:
        raise UsageError(f"--month: {error}") from error


def quarter_of(text: str) -> Quarter | None:
    """The fiscal quarter that `--quarter` names; UsageError for anything else."""
    try:
        return Quarter.parse(text) if text else None
    except ValueError as error:
        raise UsageError(f"--quarter: {error}") from error


def finish(needs_person: bool) -> None:
    """End with 1 where something needs a person, with 0 where nothing does."""
    if needs_person:
        raise typer.Exit(EXIT_NEEDS_PERSON)


@app.callback(invoke_without_command=True)
def version(show_version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    """Print the version where it is asked for."""
    if show_version:
        typer.echo(__version__)
        raise typer.Exit


@app.command()
def demo(out: Annotated[Path, typer.Option("--out", help="Folder to write into.")] = Path("out")) -> None:
    """Play the whole main job with invented sheets, no account and no network.

    Example: sheets-sync demo --out out
    """
    with progress("demo") as bar:
        played = jobs.demo(out, tell=bar, detail=bar if sys.stderr.isatty() else lambda _: None)
    show.demo(played)


@app.command()
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
    with progress("run") as bar:
        done = jobs.run(settings, at, month=month_of(month), dry_run=dry_run, tell=bar, clock=None if now else clock)
    show.run(done)
    finish(done.needs_person)


@app.command()
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


@app.command()
def publish(
    config: ConfigOption = DEFAULT_CONFIG,
    month: MonthOption = "",
    quarter: Annotated[str, typer.Option("--quarter", help="The fiscal quarter to report instead, 2564-Q2.")] = "",
    unit: UnitOption = None,
    now: NowOption = "",
    *,
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
    with progress("publish") as bar, jobs.opened(settings) as store, jobs.only_one(settings, store, at):
        periods = [wanted] if wanted else jobs.due_periods(settings, store, at)
        done = [jobs.publish(settings, store, each, at, units=unit or (), tell=bar) for each in periods]
    show.published(done)


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


@app.command()
def deliver(config: ConfigOption = DEFAULT_CONFIG, now: NowOption = "") -> None:
    """Send what waits in the outbox.

    Example: sheets-sync deliver
    """
    settings, at = load_config(config), instant(now)
    with progress("deliver") as bar, jobs.opened(settings) as store:
        done = jobs.deliver_with(settings, store, at, tell=bar, clock=None if now else clock)
    show.delivered(done)
    finish(done.needs_person)


@app.command()
def inspect(
    workbook: Annotated[str, typer.Argument(help="A path (.xlsx, .ods, .csv), a spreadsheet's URL or its id.")],
    config: ConfigOption = DEFAULT_CONFIG,
    as_json: JsonOption = False,
    html: Annotated[
        Path | None, typer.Option("--html", help="Draw it as a page into this file instead.", metavar="FILE")
    ] = None,
) -> None:
    """Show how one workbook is read: its tables, columns, rows left out, and findings.

    Example: sheets-sync inspect ทะเบียน.xlsx --html ทะเบียน.html
    """
    settings = load_config(config) if config.exists() or config != DEFAULT_CONFIG else None
    inspected = jobs.inspect(workbook, settings, clock())
    if html:
        jobs.write_page(inspected, html, settings)
        show.line(f"drawn into {html}; it holds personal data, keep it in the office")
    if as_json:
        _print_json(inspected.as_dict())
    elif not html:
        drawing.inspection(inspected.drawn(), show.console(markup=True))


@app.command()
def findings(config: ConfigOption = DEFAULT_CONFIG, unit: UnitOption = None, as_json: JsonOption = False) -> None:
    """List what officers must put right, office by office.

    Example: sheets-sync findings --unit 4607
    """
    settings = load_config(config)
    with jobs.opened(settings) as store:
        found = jobs.standing_findings(store, jobs.area_codes(settings, unit or ()))
        if as_json:
            _print_json(jobs.findings_as_dicts(store, found, clock()))
        else:
            show.findings(found)
    finish(any(kept.finding.severity == "error" for kept in found))


@app.command()
def status(config: ConfigOption = DEFAULT_CONFIG, as_json: JsonOption = False) -> None:
    """Show how each workbook stands: fresh, unchanged, stale, lost, trashed, unreadable.

    Example: sheets-sync status --json
    """
    settings = load_config(config)
    with jobs.opened(settings) as store:
        stands = jobs.status(settings, store, clock())
    if as_json:
        _print_json(stands)
    else:
        show.status(stands)
    finish(any(workbook["state"] not in ("fresh", "unchanged") for workbook in stands))


@app.command()
def export(
    programme: Annotated[str, typer.Argument(help="khok_nong_na, kong_thanu, or one of your own.")],
    to: Annotated[str, typer.Option("--to", help="csv, xlsx, kml, geojson or parquet.")],
    config: ConfigOption = DEFAULT_CONFIG,
    unit: UnitOption = None,
    file: Annotated[Path | None, typer.Option("--file", help="Where to write; default OUT/export/…")] = None,
    unmasked: Annotated[bool, typer.Option("--unmasked", help="With names, phones and house numbers.")] = False,
) -> None:
    """Write the merged register of a programme to a file, personal data masked.

    Example: sheets-sync export khok_nong_na --to xlsx --unit 46
    """
    settings = load_config(config)
    with jobs.opened(settings) as store:
        codes = jobs.area_codes(settings, unit or ())
        path = jobs.export(settings, store, programme, to, units=codes, file=file, unmasked=unmasked)
    typer.echo(path)


@app.command()
def doctor(config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Tell what is wrong before the first run, each with the mend.

    Example: sheets-sync doctor
    """
    checked = jobs.doctor(config, clock())
    show.doctor(checked)
    finish(any(check.state == "wrong" for check in checked))


@app.command()
def worker(config: ConfigOption = DEFAULT_CONFIG, now: NowOption = "") -> None:
    """Work by schedule until told to stop (SIGTERM); what is due comes from the store.

    Example: sheets-sync worker --config /etc/sheets-sync/config.yaml
    """
    work(load_config(config), clock=(lambda: instant(now)) if now else clock, tell=show.line)


def _print_json(data: Any) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))

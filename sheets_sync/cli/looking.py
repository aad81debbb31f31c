"""The commands that show how things stand, and change nothing (contract.md, section 1)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .. import jobs
from ..config import load_config
from . import drawing, show
from .options import (
    DEFAULT_CONFIG,
    ConfigOption,
    JsonOption,
    UnitOption,
    clock,
    finish,
    print_json,
)


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
        print_json(inspected.as_dict())
    elif not html:
        drawing.inspection(inspected.drawn(), show.console(markup=True))


def findings(config: ConfigOption = DEFAULT_CONFIG, unit: UnitOption = None, as_json: JsonOption = False) -> None:
    """List what officers must put right, office by office.

    Example: sheets-sync findings --unit 4607
    """
    settings = load_config(config)
    with jobs.opened(settings) as store:
        found = jobs.standing_findings(store, jobs.area_codes(settings, unit or ()))
        if as_json:
            print_json(jobs.findings_as_dicts(store, found, clock()))
        else:
            show.findings(found)
    finish(any(kept.finding.severity == "error" for kept in found))


def status(
    config: ConfigOption = DEFAULT_CONFIG,
    as_json: JsonOption = False,
    run: Annotated[bool, typer.Option("--run", help="Only the last run, and mail that is stuck.")] = False,
) -> None:
    """Show how each workbook stands (fresh, unchanged, stale, lost, trashed, unreadable), the last run, and the mail.

    Example: sheets-sync status --run --json
    """
    settings = load_config(config)
    with jobs.opened(settings) as store:
        stands = [] if run else jobs.status(settings, store, clock())
        health = jobs.health(settings, store, clock())
    if as_json:
        print_json(health.as_dict() if run else stands)  # a list of workbooks, by contract
    else:
        if not run:
            show.status(stands)
        show.health(health)
    finish(health.needs_person or any(workbook["state"] not in ("fresh", "unchanged") for workbook in stands))


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
        paths = jobs.export(settings, store, programme, to, units=codes, file=file, unmasked=unmasked)
    for path in paths:
        typer.echo(path)


def doctor(config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Tell what is wrong before the first run, each with the mend.

    Example: sheets-sync doctor
    """
    checked = jobs.doctor(config, clock())
    show.doctor(checked)
    finish(any(check.state == "wrong" for check in checked))

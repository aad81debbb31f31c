"""What commands share: options, the instant and the period that are meant, and how a command ends."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Annotated, Any

import typer

from ..errors import UsageError
from ..periods import BANGKOK, Month, Quarter, parse_instant

EXIT_NEEDS_PERSON = 1

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


def print_json(data: Any) -> None:
    """The result of `--json`, alone on stdout."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))

"""`purge`: personal data taken out for good, after a look at what that is."""

from __future__ import annotations

from typing import Annotated

import typer

from .. import jobs
from ..config import load_config
from ..errors import UsageError
from ..periods import Month
from . import show
from .delivery import asked
from .options import DEFAULT_CONFIG, ConfigOption, NowOption, instant


def purge(
    config: ConfigOption = DEFAULT_CONFIG,
    before: Annotated[str, typer.Option("--before", help="What is older than this month began, 2563-10.")] = "",
    person: Annotated[str, typer.Option("--person", help="One person, by name and surname as in the sheet.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    now: NowOption = "",
) -> None:
    """Take personal data out of the store for good; what goes is listed before it is asked.

    Example: sheets-sync purge --before 2562-10
    """
    if bool(before) == bool(person):
        raise UsageError("name one of --before MONTH and --person NAME")
    settings, at = load_config(config), instant(now)
    with jobs.opened(settings) as store, jobs.only_one(settings, store, at):
        if before:
            try:
                month = Month.parse(before)
            except ValueError as error:
                raise UsageError(f"--before: {error}") from error
            show.old(jobs.purge(settings, store, month, at, rehearse=True))
        else:
            show.erased(jobs.erase(settings, store, person, rehearse=True))
        if not yes and asked("Take this out for good?", "--yes", ("yes", "no")) != "yes":
            show.line("nothing was taken out")
            return
        if before:
            jobs.purge(settings, store, month, at, rehearse=False)
        else:
            jobs.erase(settings, store, person, rehearse=False)
    show.line("done; backups made before still hold it")

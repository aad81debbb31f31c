"""`deliver`: what waits is sent, and a person says what is to become of the rest."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from .. import jobs
from ..config import Config, load_config
from ..errors import UsageError
from ..model import MessageState
from ..store import Store
from . import show
from .options import DEFAULT_CONFIG, ConfigOption, NowOption, clock, finish, instant
from .progress import progress


def deliver(  # noqa: PLR0913, PLR0917 - an option each
    ids: Annotated[list[int] | None, typer.Argument(help="With --failed or --uncertain: these messages only.")] = None,
    config: ConfigOption = DEFAULT_CONFIG,
    now: NowOption = "",
    failed: Annotated[
        bool, typer.Option("--failed", help="Send again what was refused or deferred, after asking.")
    ] = False,
    uncertain: Annotated[
        bool, typer.Option("--uncertain", help="Ask of each uncertain message whether it arrived.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --failed: do not ask.")] = False,
    arrived: Annotated[bool, typer.Option("--arrived", help="With --uncertain ID…: they did; do not ask.")] = False,
    again: Annotated[bool, typer.Option("--again", help="With --uncertain ID…: send them again; do not ask.")] = False,
    bounced: Annotated[
        str, typer.Option("--bounced", help="Note that a message came back to this address.", metavar="TOKEN")
    ] = "",
) -> None:
    """Send what waits in the outbox; what was sent is never sent again.

    Example: sheets-sync deliver --uncertain 131 132
    """
    _refuse_odd(
        ids or (), [failed, uncertain, bool(bounced)], [(yes, failed), (arrived, uncertain), (again, uncertain)]
    )
    if (arrived or again) and (not ids or (arrived and again)):
        raise UsageError("--arrived and --again are said, one of them, of the messages that --uncertain ID… names")
    settings, at = load_config(config), instant(now)
    with jobs.opened(settings) as store:
        if bounced:
            row = jobs.bounced(settings, store, bounced, at)
            show.bounced(row)
            return
        if failed:
            _failed(settings, store, ids or (), at, yes=yes)
        if uncertain:
            _uncertain(settings, store, ids or (), at, said="arrived" if arrived else "again" if again else "")
        with progress("deliver") as bar:
            done = jobs.deliver_with(settings, store, at, tell=bar, clock=None if now else clock)
    show.delivered(done)
    finish(done.needs_person)


def _refuse_odd(ids: Sequence[int], kinds: Sequence[bool], goes_with: Sequence[tuple[bool, bool]]) -> None:
    """Raise UsageError for options that do not go together."""
    if sum(kinds) > 1:
        raise UsageError("--failed, --uncertain and --bounced are three things; name one")
    if ids and not any(kinds[:2]):
        raise UsageError("message numbers go with --failed or --uncertain; without these, `deliver` sends what waits")
    if any(given and not wanted for given, wanted in goes_with):
        raise UsageError("--yes goes with --failed, --arrived and --again go with --uncertain")


def _failed(settings: Config, store: Store, ids: Sequence[int], at: dt.datetime, *, yes: bool) -> None:
    """Show what failed and put it back after a yes."""
    found = jobs.stuck(settings, store, jobs.FAILED, ids)
    if not found:
        show.line("nothing was refused or deferred")
        return
    show.stuck(found, err=True)
    if yes or asked(f"Send {len(found):,} of them again?", "--yes", ("yes", "no")) == "yes":
        ready = jobs.send_again(store, found, at)
        rest = "" if ready == len(found) else f"; the other {len(found) - ready:,} were settled meanwhile, or purged"
        show.line(f"{ready:,} ready to be sent again{rest}")


def _uncertain(settings: Config, store: Store, ids: Sequence[int], at: dt.datetime, *, said: str) -> None:
    """Ask of each whether it arrived, and note the answer; what is left stays uncertain."""
    found = jobs.stuck(settings, store, (MessageState.UNCERTAIN,), ids)
    if not found:
        show.line("no message is uncertain")
    for each in found:
        show.stuck([each], err=True)
        answer = said or asked("Did it arrive?", "--uncertain ID --arrived or --again", ("arrived", "again", "leave"))
        if answer == "arrived":
            jobs.arrived(store, [each], at)
        elif answer == "again":
            jobs.send_again(store, [each], at)


def asked(question: str, without: str, answers: Sequence[str]) -> str:
    """What the person at the terminal answers; UsageError where there is none to ask."""
    if not sys.stdin.isatty():
        raise UsageError(f"nobody can be asked here: there is no terminal; in a script, say it by {without}")
    while True:
        said = str(typer.prompt(f"{question} [{'/'.join(answers)}]", err=True)).strip().lower()
        for answer in answers:
            if said and answer.startswith(said) and sum(each.startswith(said) for each in answers) == 1:
                return answer

"""The list of commands, in the order in which `--help` shows them."""

from __future__ import annotations

from typing import Annotated

import typer

from .. import __version__
from . import backups, delivery, emulation, looking, purging, serving, working

COMMANDS = (
    working.demo,
    working.run,
    working.sync,
    working.publish,
    delivery.deliver,
    working.hand_back,
    looking.inspect,
    looking.findings,
    looking.status,
    looking.export,
    looking.doctor,
    purging.purge,
    backups.backup,
    backups.restore,
    working.worker,
    serving.serve,
    emulation.emulate,
)

app = typer.Typer(
    name="sheets-sync",
    help="Reads the sheets that district officers keep, and mails every executive the month's progress.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@app.callback(invoke_without_command=True)
def version(show_version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    """Print the version where it is asked for."""
    if show_version:
        typer.echo(__version__)
        raise typer.Exit


for command in COMMANDS:
    app.command(command.__name__.replace("_", "-"))(command)

"""The command that serves the war room's pages, and that gives people a password for them."""

from __future__ import annotations

import contextlib
import sys
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from .. import jobs
from ..config import Config, ServeSettings, load_config
from ..errors import UsageError
from ..stopping import Stopped
from . import show
from .options import DEFAULT_CONFIG, ConfigOption


def serve(
    config: ConfigOption = DEFAULT_CONFIG,
    host: Annotated[str, typer.Option("--host", help="Where to listen; this machine's own address by default.")] = "",
    port: Annotated[int, typer.Option("--port", help="On which port; 0 takes a free one.")] = -1,
    add_user: Annotated[
        str, typer.Option("--add-user", help="Ask for a password and let this name in; serve nothing.", metavar="NAME")
    ] = "",
    unit: Annotated[str, typer.Option("--unit", help="With --add-user: whose pages the name may see.")] = "",
) -> None:
    """Serve the war room's pages to those who have a password, on this machine or behind a proxy with https.

    Example: sheets-sync serve --add-user yangtalat --unit 4607
    """
    settings = load_config(config)
    if bool(add_user) != bool(unit):
        raise UsageError("--add-user NAME and --unit CODE go together")
    if add_user:
        jobs.refuse_odd_user(settings, add_user, unit)
        new = jobs.add_user(settings, add_user, unit, _password())
        show.line(f"{add_user} may {'now' if new else 'still'} log in, and sees {unit}: {settings.serve.users}")
        return
    given: dict[str, Any] = ({"host": host} if host else {}) | ({"port": port} if port >= 0 else {})
    with contextlib.suppress(Stopped):  # a service that is told to stop has done what it was told
        jobs.serve(_with(settings, given), tell=show.line)


def _password() -> str:
    """A password that was typed twice, unseen."""
    if not sys.stdin.isatty():
        raise UsageError("--add-user asks for the password, and there is no terminal to ask at")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt="The same again", err=True))


def _with(settings: Config, given: dict[str, Any]) -> Config:
    """The configuration with what the command line says; UsageError where it does not go with the rest."""
    try:
        serving = ServeSettings.model_validate(settings.serve.model_dump() | given)
    except ValidationError as error:
        raise UsageError("; ".join(_said(detail) for detail in error.errors())) from error
    return settings.model_copy(update={"serve": serving})


def _said(detail: Any) -> str:
    option = f"--{detail['loc'][0]}: " if detail["loc"] else "--"
    return option + str(detail.get("ctx", {}).get("error", detail["msg"]))

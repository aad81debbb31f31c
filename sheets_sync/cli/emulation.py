"""The command that serves a folder as Google does, on good days and on bad ones."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .. import jobs
from . import show

FAULT = "A failure of Google's by rule, FAILURE[:CALLS][:HOW], such as G12:spreadsheets.get:every=3; repeatable."


def emulate(  # noqa: PLR0913, PLR0917 - an option each
    folder: Annotated[Path, typer.Argument(help="Folder of .xlsx to serve.")] = Path("sheets"),
    port: Annotated[int, typer.Option("--port", help="Port on loopback; 0 takes a free one.")] = 8085,
    credentials: Annotated[
        Path, typer.Option("--credentials", help="Where to write a throw-away service account for it.")
    ] = Path("emulator-credentials.json"),
    quota: Annotated[bool, typer.Option("--quota", help="Refuse what is beyond Google's quotas of a minute.")] = False,
    scale: Annotated[float, typer.Option("--scale", help="How many times faster a quota's minute passes.")] = 1.0,
    fault: Annotated[list[str] | None, typer.Option("--fault", help=FAULT, metavar="RULE")] = None,
    latency: Annotated[float, typer.Option("--latency", help="How late each answer comes.", metavar="MS")] = 0.0,
    log: Annotated[
        Path | None, typer.Option("--log", help="Append a line of JSON a call to this file.", metavar="FILE")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="What the chances of faults and lateness begin with.")] = 0,
) -> None:
    """Serve a folder of .xlsx as Google Sheets and Drive, on loopback only, until interrupted.

    Example: sheets-sync emulate sheets/ --quota --fault G12:spreadsheets.get:every=3 --latency 80
    """
    rehearsal = jobs.Rehearsal(quota, scale, tuple(fault or ()), latency, log, seed)
    jobs.emulate(folder, port, credentials, rehearsal, tell=show.line)

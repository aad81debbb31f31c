"""From a call to an exit status: 0 fine, 1 needs a person, 2 configuration or usage, 3 unexpected, 130 interrupted."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sys
import tempfile
import traceback
from pathlib import Path

import typer
from typer.exceptions import TyperException

from ..errors import BusyError, ConfigError, SheetsSyncError, disk_trouble
from ..stopping import stoppable
from . import show
from .commands import app

EXIT_USAGE = 2
EXIT_UNEXPECTED = 3
EXIT_INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> None:
    """Entry point of `sheets-sync`: never a traceback for a person, always an exit status with a meaning."""
    with stoppable() as asked_to_stop:
        try:
            status = call(sys.argv[1:] if arguments is None else arguments)
        except KeyboardInterrupt:
            status = EXIT_INTERRUPTED
        if asked_to_stop():
            leave(status)
    sys.exit(status)


def leave(status: int) -> None:
    """End now: Python would first wait for threads that wait for Google."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)


def call(arguments: list[str]) -> int:
    """Run one command and return its exit status."""
    try:
        status = typer.main.get_command(app).main(arguments, prog_name="sheets-sync", standalone_mode=False)
    except TyperException as error:
        say(error.format_message())
        return EXIT_USAGE
    except (typer.Abort, KeyboardInterrupt):
        say("interrupted; what was done so far is kept, the next run goes on from there")
        return EXIT_INTERRUPTED
    except BusyError as error:
        say(f"{error}; nothing was done: call this again when it has ended")
        return EXIT_USAGE
    except ConfigError as error:
        say("the configuration needs mending" + (f" ({error.path}):" if error.path else ":"), *error.mistakes)
        return EXIT_USAGE
    except SheetsSyncError as error:
        say(str(error))
        return EXIT_USAGE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if trouble := disk_trouble(error):
            say(trouble)
            return EXIT_USAGE
        say(f"something unexpected happened ({type(error).__name__}); please send this file to whoever keeps the")
        say(f"installation, it holds no cell of a sheet: {write_log()}")
        return EXIT_UNEXPECTED
    return int(status or 0)


def say(*lines: str) -> None:
    """Lines for the person at the terminal, on stderr, so that stdout holds nothing but the result."""
    for line in lines:
        show.line(f"sheets-sync: {line}")


def write_log() -> str:
    """Write the traceback, without the values that stood in it, to a file only its owner can read."""
    try:
        return _written()
    except OSError as error:
        return f"none, for it could not be written ({error.strerror})"


def _written() -> str:
    kind, _, trace = sys.exc_info()
    frames = "".join(traceback.format_tb(trace))
    stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    handle, name = tempfile.mkstemp(prefix=f"sheets-sync-{stamp}-", suffix=".log")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"{kind.__name__ if kind else 'unknown'}\n{frames}")
    return str(Path(name))

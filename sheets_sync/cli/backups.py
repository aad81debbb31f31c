"""`backup` and `restore`: the store in one file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .. import jobs
from ..config import load_config
from . import show
from .options import DEFAULT_CONFIG, ConfigOption, clock, finish

FileArgument = Annotated[Path, typer.Argument(help="The backup, a file for its owner alone.", metavar="FILE")]


def backup(file: FileArgument, config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Write the store and the key of its hashes into one file; a run may be at work meanwhile.

    Example: sheets-sync backup /mnt/backup/sheets-sync-2564-02-05.zip
    """
    done = jobs.backup(load_config(config), file, clock())
    show.line(f"backed up into {done.file}: {done.size:,} bytes of store, personal data among them")


def restore(
    file: FileArgument,
    config: ConfigOption = DEFAULT_CONFIG,
    force: Annotated[bool, typer.Option("--force", help="Put it in the place of the store that is there.")] = False,
) -> None:
    """Put a backup in the store's place; mail that may have left since is held and asked about.

    Example: sheets-sync restore /mnt/backup/sheets-sync-2564-02-05.zip
    """
    done = jobs.restore(load_config(config), file, clock(), force=force)
    show.line(f"restored the store of {done.made_at:%Y-%m-%d %H:%M}")
    if done.held:
        show.line(f"{done.held:,} mails may have left since then; `sheets-sync deliver --uncertain` asks of each")
    finish(done.held > 0)

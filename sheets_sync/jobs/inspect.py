"""How one workbook is read: a file, or a spreadsheet by link or id."""

from __future__ import annotations

import datetime as dt
import secrets
from pathlib import Path
from typing import Any

from ..config import Config, WorkbookSource
from ..config.settings import SPREADSHEET_URL
from ..errors import UsageError
from ..model import Pull, PullState, Reading, Workbook
from ..reading import inspect_dict
from ..sources import open_source, read_xlsx
from ..store.secrets import keyed_hash
from .sync import Reader

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")


def inspect(workbook: str, config: Config | None, now: dt.datetime) -> Reading:
    """Read and check one workbook and keep nothing; UsageError when it cannot be found."""
    found = _find(workbook, config)
    pull = Pull(found.id, found.title, PullState.CHANGED, workbook=found)
    settings = config or Config(source=WorkbookSource(kind="workbooks", path=Path()))
    return Reader.of(settings, now, keyed_hash(secrets.token_bytes(32))).read(pull)


def inspected(reading: Reading, workbook: str) -> dict[str, Any]:
    """The reading as contract.md, section 2 shapes it."""
    return inspect_dict(reading) | {"workbook": Path(workbook).name if is_file(workbook) else reading.title}


def is_file(workbook: str) -> bool:
    """Whether the argument is a path rather than a link or an id."""
    return Path(workbook).suffix.lower() in SUFFIXES or Path(workbook).exists()


def _find(workbook: str, config: Config | None) -> Workbook:
    if is_file(workbook):
        if not Path(workbook).is_file():
            raise UsageError(f"{workbook}: there is no such file")
        return read_xlsx(Path(workbook))
    if config is None:
        raise UsageError(f"{workbook}: no such file; to read a spreadsheet by its link, name a configuration: --config")
    match = SPREADSHEET_URL.match(workbook)
    with open_source(config.source) as source:
        return source.read(match[1] if match else workbook)

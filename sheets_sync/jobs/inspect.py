"""How one workbook is read: a file, or a spreadsheet by link or id."""

from __future__ import annotations

import datetime as dt
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..config import Config, WorkbookSource
from ..config.values import SPREADSHEET_URL, google_id
from ..errors import ConfigError, UsageError
from ..files import write_whole
from ..model import Pull, PullState, Table, Workbook, WorkbookState, is_ours
from ..reading import inspect_dict
from ..reading.seen import kind_of
from ..reading.workbooks import Looked
from ..render.inspection import Inspection, draw
from ..render.inspection_page import page
from ..render.templating import Templates
from ..sources import ENDINGS, UnreadableWorkbook, open_source, read_file
from ..store.secrets import keyed_hash
from .reader import Reader

WHY = {
    WorkbookState.LOST_ACCESS: "the source has no such spreadsheet, or it is not shared with the service account",
    WorkbookState.TRASHED: "it lies in the trash",
    WorkbookState.OFFICE_FILE: "it is an Office file; save it as a Google sheet, or as .xlsx on this machine",
    WorkbookState.STALE: "the source did not answer; try again later",
}
BROKEN = "this is no workbook that can be read"


@dataclass(frozen=True)
class Inspected:
    """One workbook as it was typed and as it was understood."""

    workbook: Workbook
    looked: Looked
    name: str
    pin_key: str  # by which `pins:` names it

    def as_dict(self) -> dict[str, Any]:
        """The reading as contract.md, section 2 shapes it; a findings tab is listed, and nothing is read of it."""
        reading = self.looked.reading
        ours = tuple(Table(tab.title, tab.id) for tab in self.workbook.tabs if is_ours(tab))
        return inspect_dict(replace(reading, tables=reading.tables + ours)) | {"workbook": self.name}

    def drawn(self) -> Inspection:
        """The reading as people look at it."""
        return draw(self.workbook, self.looked, self.name, self.pin_key)


def inspect(workbook: str, config: Config | None, now: dt.datetime) -> Inspected:
    """Read and check one workbook and keep nothing.

    UsageError when it cannot be found or read; ConfigError when a pin of `config` cannot be meant for it.
    """
    found = _find(workbook, config)
    pull = Pull(found.id, found.title, PullState.CHANGED, workbook=found)
    settings = config or Config(source=WorkbookSource(kind="workbooks", path=Path()))
    reader = Reader.of(settings, now, keyed_hash(secrets.token_bytes(32)))
    looked = reader.look(pull)
    named = found.id if found.id in settings.pins else found.title
    mistakes = wrong_pins(looked, named, settings.pins.get(named, {}))
    if mistakes:
        raise ConfigError(mistakes)
    local = is_file(workbook)
    return Inspected(found, looked, found.id if local else found.title, found.title if local else found.id)


def write_page(inspected: Inspected, file: Path, config: Config | None) -> None:
    """Draw the workbook as one self-contained page; UsageError when the file cannot be written."""
    templates = Templates.open(config.templates if config else None)
    try:
        write_whole(file, page(inspected.drawn(), templates).encode(), mode=0o600)
    except OSError as error:
        raise UsageError(f"--html: {file}: cannot be written: {error.strerror}") from error


def wrong_pins(looked: Looked, workbook: str, pins: Mapping[str, Mapping[str, str]]) -> list[str]:
    """The pins that name a tab there is not, or a field that the tab's table has not, each with its path."""
    reading, mistakes = looked.reading, []
    titles = [table.tab for table in reading.tables]
    for tab, fields in pins.items():
        kinds = [kind for table in reading.tables if table.tab == tab if (kind := kind_of(table, looked.lexicon))]
        if tab not in titles:
            mistakes.append(f"pins.{workbook}.{tab}: no such tab; there are {', '.join(dict.fromkeys(titles))}")
        for name in fields if kinds else ():
            if not any(name in kind.columns for kind in kinds):
                has = " and ".join(f"{kind.programme.code} {kind.name}" for kind in kinds)
                mistakes.append(f"pins.{workbook}.{tab}.{name}: this tab is a {has}, which has no such field")
    return mistakes


def is_file(workbook: str) -> bool:
    """Whether the argument is a path rather than a link or an id."""
    return Path(workbook).suffix.lower() in ENDINGS or os.path.exists(workbook)


def _find(workbook: str, config: Config | None) -> Workbook:
    if is_file(workbook) and not os.path.isfile(workbook):
        raise UsageError(f"{workbook}: there is no such file")
    if not is_file(workbook) and config is None:
        raise UsageError(f"{workbook}: no such file; to read a spreadsheet by its link, name a configuration: --config")
    try:
        return read_file(Path(workbook)) if is_file(workbook) or config is None else _fetch(workbook, config)
    except UnreadableWorkbook as error:
        why = BROKEN if is_file(workbook) else WHY.get(error.state, BROKEN)
        raise UsageError(f"{workbook}: {why}\n{error.reason}") from error


def _fetch(workbook: str, config: Config) -> Workbook:
    """A spreadsheet by its link or id, from the configured source."""
    try:
        within = config.source.kind == "workbooks"
        found = workbook if within else google_id(workbook, SPREADSHEET_URL, "spreadsheet")
    except ValueError as error:
        raise UsageError(f"no such file; {error}") from error
    with open_source(config.source) as source:
        return source.read(found)

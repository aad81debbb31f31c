"""Personal data leaves for good: all that is older than a month, or one person who asks for it (PDPA, s. 33)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..config import Config
from ..errors import UsageError
from ..model import Reading, Record, Table
from ..periods import Month
from ..programmes import Programme, programmes_from
from ..reading.text import fold
from ..render import masked
from ..render.masking import PERSON, parts_of
from ..store import Erased, Purged, Store

KEPT_MONTHS = 13  # a report looks back on twelve months and on the same month last year
SHORTEST = 6  # letters of a name, below which too many are meant


@dataclass(frozen=True, slots=True)
class Old:
    """What is taken out of the store, and the files of the same editions."""

    rows: Purged
    files: tuple[Path, ...]


def purge(config: Config, store: Store, before: Month, now: dt.datetime, *, rehearse: bool) -> Old:
    """Take out what was read, made and sent before a month began; UsageError where reports still need it."""
    youngest = Month.of(now)
    for _ in range(KEPT_MONTHS):
        youngest = youngest.previous
    if before.start > youngest.start:
        raise UsageError(f"--before {before}: reports look back on {KEPT_MONTHS} months; name {youngest} or earlier")
    files = tuple(sorted(_files(config, store, before.start)))
    rows = store.purge(before.start, rehearse=rehearse)
    if not rehearse:
        for path in files:
            path.unlink(missing_ok=True)
        store.compact()
    return Old(rows, files)


def erase(config: Config, store: Store, person: str, *, rehearse: bool) -> Erased:
    """Take one person out of what was read before; what their office's sheet holds now is for the office to mend."""
    bare = min((part for part in parts_of(person) if " " in part), key=len, default="")  # without its title
    if len(fold(bare)) < SHORTEST:
        raise UsageError("--person: name and surname are needed, as they stand in the sheet: 'นายสมชาย ใจดี'")
    key, programmes = fold(bare), programmes_from(config.programmes)
    erased = store.erase(
        lambda reading: without(reading, key, programmes), lambda text: key in fold(text), rehearse=rehearse
    )
    if not rehearse:
        store.compact()
    return erased


def without(reading: Reading, key: str, programmes: Sequence[Programme]) -> Reading:
    """The reading without the person whose folded name is the key: their rows keep places and figures."""
    tables = tuple(_table(table, key, programmes) for table in reading.tables)
    return reading if tables == reading.tables else replace(reading, tables=tables)


def _table(table: Table, key: str, programmes: Iterable[Programme]) -> Table:
    shape = next((p.shapes[table.shape] for p in programmes if p.code == table.programme and table.shape), None)  # type: ignore[index]
    if shape is None:
        return table
    personal = {name for name, spec in shape.fields.items() if spec.personal}
    names = [name for name, spec in shape.fields.items() if spec.kind == "name"]
    records = tuple(_record(record, key, personal, names) for record in table.records)
    rows = {new.row for new, was in zip(records, table.records, strict=True) if new is not was}
    findings = tuple(
        f
        for f in table.findings
        if key not in fold(f"{f.message} {f.value} {f.suggestion}")
        and not (f.field in personal and f.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") in map(str, rows))
    )
    if not rows and findings == table.findings:
        return table
    return replace(table, records=records, findings=findings)


def _record(record: Record, key: str, personal: set[str], names: Sequence[str]) -> Record:
    theirs = [name for name in names if key in fold(str(record.values.get(name) or ""))]
    told = [name for name, value in record.values.items() if isinstance(value, str) and key in fold(value)]
    if not theirs and not told:
        return record
    known = [str(record.values[name]) for name in theirs]
    kept = {n: v for n, v in record.values.items() if not (n in personal and (theirs or n in told))}
    values = {n: _told(v, known, key) if isinstance(v, str) and n in told else v for n, v in kept.items()}
    return replace(record, values=values)


def _told(text: str, known: Sequence[str], key: str) -> str:
    """Words in which the person is not named any more; all of them where the name cannot be cut out."""
    said = masked(text, known)
    return PERSON if key in fold(said) else said


def _files(config: Config, store: Store, before: dt.datetime) -> Iterable[Path]:
    """The files of editions and notices made before, and mails that were laid into a folder before."""
    for row in store.editions():
        if row.created_at < before:
            kind = "notices" if row.report == "notice" else "editions"
            folder = config.out / kind / row.period
            files = (path for path in folder.glob(f"{row.unit}*"))
            yield from (p for p in files if p.stem == row.unit or p.stem.startswith(f"{row.unit}-"))
    if config.mail.kind == "folder" and config.mail.path.is_dir():
        old = before.timestamp()
        yield from (path for path in config.mail.path.glob("*.eml") if path.stat().st_mtime < old)

"""The merged register of a programme as a file, personal data masked unless asked otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..config import Config
from ..errors import StoreError, UsageError
from ..files import write_whole
from ..merge import merge
from ..programmes import programmes_from
from ..render.formats import WRITERS
from ..render.register import register_table
from ..store import Store


def export(
    config: Config,
    store: Store,
    programme: str,
    to: str,
    *,
    units: Sequence[str] = (),
    file: Path | None = None,
    unmasked: bool = False,
) -> Path:
    """Write the register of the latest snapshot as csv, xlsx, kml, geojson or parquet and return where.

    One row is a plot or a village, counted once. Raises UsageError for a programme or format that there is not,
    StoreError before the first sync.
    """
    found = {p.code: p for p in programmes_from(config.programmes)}
    if programme not in found:
        raise UsageError(f"{programme}: no such programme; there are {', '.join(found)}")
    if to not in WRITERS:
        raise UsageError(f"--to {to}: no such format; there are {', '.join(WRITERS)}")
    snapshot = store.latest_snapshot()
    if snapshot is None:
        raise StoreError("nothing has been read yet; run `sheets-sync sync` first")
    register = merge(store.readings(snapshot), tuple(found.values()))
    table = register_table(register.counted(programme, "register"), found[programme], units, unmasked=unmasked)
    path = file or config.out / "export" / f"{programme}.{to}"
    try:
        write_whole(path, WRITERS[to](table, found[programme]), mode=0o600 if unmasked else 0o644)
    except OSError as error:
        raise UsageError(f"--file {path}: cannot be written: {error.strerror}") from error
    return path

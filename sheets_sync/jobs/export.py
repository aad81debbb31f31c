"""The merged register of a programme as a file, personal data masked unless asked otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from .. import areas
from ..config import Config
from ..errors import StoreError, UsageError
from ..files import write_whole
from ..merge import merge
from ..programmes import programmes_from
from ..render.annexes.pins import files_of
from ..render.formats import WRITERS
from ..render.register import register_table
from ..render.registers import listing_of
from ..store import Store

KML = "kml"
FORMATS = ("csv", "xlsx", KML, "geojson", "parquet")


def export(
    config: Config,
    store: Store,
    programme: str,
    to: str,
    *,
    units: Sequence[str] = (),
    file: Path | None = None,
    unmasked: bool = False,
) -> list[Path]:
    """Write the register of the latest snapshot as csv, xlsx, kml, geojson or parquet and return where.

    One row is a plot or a village, counted once. KML has the pins of the editions, in as many files as Google My Maps
    needs (`…-2.kml`), and nobody's name in any case. Raises UsageError for a programme or format that there is not,
    StoreError before the first sync.
    """
    found = {p.code: p for p in programmes_from(config.programmes)}
    if programme not in found:
        raise UsageError(f"{programme}: no such programme; there are {', '.join(found)}")
    if to not in FORMATS:
        raise UsageError(f"--to {to}: no such format; there are {', '.join(FORMATS)}")
    snapshot = store.latest_snapshot()
    if snapshot is None:
        raise StoreError("nothing has been read yet; run `sheets-sync sync` first")
    register = merge(store.readings(snapshot), tuple(found.values()))
    rows = register.counted(programme, "register")
    if to == KML:
        listing = listing_of(found[programme], rows)
        contents = files_of(listing, _places(listing.rows, units), areas.nation(()))
    else:
        table = register_table(rows, found[programme], units, unmasked=unmasked)
        contents = [WRITERS[to](table, found[programme], snapshot.taken_at)]
    path = file or config.out / "export" / f"{programme}.{to}"
    paths = [path.with_stem(f"{path.stem}-{n}") if n > 1 else path for n in range(1, len(contents) + 1)]
    try:
        for each, content in zip(paths, contents, strict=True):
            write_whole(each, content, mode=0o600 if unmasked else 0o644)
    except OSError as error:
        raise UsageError(f"--file {path}: cannot be written: {error.strerror}") from error
    return paths


def _places(places: Iterable[str], units: Sequence[str]) -> list[str]:
    """The places of the provinces and districts given, or all."""
    return [place for place in places if not units or place.startswith(tuple(units))]

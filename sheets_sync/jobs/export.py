"""The merged register of a programme as a file, personal data masked unless asked otherwise."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Sequence
from numbers import Real
from pathlib import Path
from typing import Any

import pandas as pd

from .. import areas
from ..config import Config
from ..errors import StoreError, UsageError
from ..files import write_whole
from ..merge import merge
from ..programmes import Programme, programmes_from
from ..render import masked
from ..store import Store

MASK = "•••"
LIVE = re.compile(r"^[\s]*[=+\-@\t\r\n＝＋－＠]")  # what a spreadsheet would run as a formula (OWASP)
NUMBER = re.compile(r"-?\d+(\.\d+)?")


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
    frame = register.frames.get((programme, "register"), pd.DataFrame())
    table = readable(frame, found[programme], units, unmasked=unmasked)
    path = file or config.out / "export" / f"{programme}.{to}"
    try:
        write_whole(path, WRITERS[to](table, found[programme]), mode=0o600 if unmasked else 0o644)
    except OSError as error:
        raise UsageError(f"--file {path}: cannot be written: {error.strerror}") from error
    return path


def readable(frame: pd.DataFrame, programme: Programme, units: Iterable[str], *, unmasked: bool) -> pd.DataFrame:
    """One row a plot or village with the programme's fields in order, of the units given, masked."""
    fields = programme.shapes["register"].fields
    if frame.empty:
        return pd.DataFrame(columns=list(fields))
    chosen = frame[frame["counted"]] if "counted" in frame else frame
    wanted = list(units)
    if wanted:
        place = chosen["district_code"].fillna(chosen["province_code"]).fillna("").astype(str)
        chosen = chosen[place.str.startswith(tuple(wanted))]
    table = chosen.reindex(columns=list(fields)).reset_index(drop=True)
    for name, spec in fields.items():
        if spec.personal and not unmasked:
            table[name] = table[name].map(lambda value: None if _unknown(value) else MASK)
        else:
            table[name] = _whole(table[name].map(_plain))
        if spec.kind == "text" and not unmasked:  # officers write names and numbers into remarks, too
            table[name] = table[name].map(lambda value: masked(value) if isinstance(value, str) else value)
    for name, level in (("province", "province_code"), ("district", "district_code"), ("tambon", "tambon_code")):
        if level in table:
            table[name] = table[level].map(lambda code: areas.area_name(code) if isinstance(code, str) else None)
    return table


def _unknown(value: Any) -> bool:
    if pd.api.types.is_list_like(value):
        return len(value) == 0
    return value is None or bool(pd.isna(value))


def _whole(column: pd.Series[Any]) -> pd.Series[Any]:
    """Whole numbers as such: หมู่ 5, not 5.0."""
    if pd.api.types.is_float_dtype(column) and bool((column.dropna() % 1 == 0).all()):
        return column.astype("Int64")
    return column


def _plain(value: Any) -> Any:
    """A value that every format can hold: lists joined, unknown as None."""
    if _unknown(value):
        return None
    return " ".join(map(str, value)) if pd.api.types.is_list_like(value) else value


def harmless(value: Any) -> Any:
    """A text that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(value, str) and LIVE.match(value) and not NUMBER.fullmatch(value):
        return "'" + value
    return value


def _csv(table: pd.DataFrame, programme: Programme) -> bytes:
    return table.map(harmless).to_csv(index=False).encode("utf-8-sig")  # Excel needs the mark to read Thai


def _xlsx(table: pd.DataFrame, programme: Programme) -> bytes:
    import xlsxwriter  # noqa: PLC0415 - loaded only where it is used

    fields = programme.shapes["register"].fields
    raw = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(raw, options) as book:
        sheet = book.add_worksheet(programme.short[:31])
        head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "font_name": "Sarabun"})
        body = book.add_format({"font_name": "Sarabun"})
        for column, name in enumerate(table.columns):
            sheet.write_string(0, column, fields[name].label if name in fields else name, head)
            for row, value in enumerate(table[name], start=1):
                if _unknown(value):
                    continue
                if isinstance(value, Real) and not isinstance(value, bool):
                    sheet.write_number(row, column, float(value), body)
                else:
                    sheet.write_string(row, column, str(value), body)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(table), 1), max(len(table.columns) - 1, 0))
    return raw.getvalue()


def _parquet(table: pd.DataFrame, programme: Programme) -> bytes:
    raw = io.BytesIO()
    typed = table.copy()
    for name in typed.columns:
        if typed[name].dtype == object:
            kinds = {type(value) for value in typed[name] if not _unknown(value)}
            if len(kinds) > 1 and not kinds <= {int, float}:
                typed[name] = typed[name].map(lambda value: None if _unknown(value) else str(value))
    typed.to_parquet(raw, index=False)
    return raw.getvalue()


def _points(table: pd.DataFrame) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table.to_dict("records")  # type: ignore[assignment]
    return [row for row in rows if not _unknown(row.get("latitude")) and not _unknown(row.get("longitude"))]


def _geojson(table: pd.DataFrame, programme: Programme) -> bytes:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]},
            "properties": {
                key: value for key, value in row.items() if key not in ("latitude", "longitude") and not _unknown(value)
            },
        }
        for row in _points(table)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def _kml(table: pd.DataFrame, programme: Programme) -> bytes:
    import simplekml  # noqa: PLC0415 - loaded only where it is used

    kml = simplekml.Kml(name=programme.name)
    for number, row in enumerate(_points(table), start=1):
        where = " ".join(str(row[key]) for key in ("tambon", "district", "province") if not _unknown(row.get(key)))
        stage = programme.stages.get(str(row.get("stage") or ""))
        point = kml.newpoint(name=f"{programme.short} {number}", coords=[(row["longitude"], row["latitude"])])
        point.description = " · ".join(part for part in (where, stage.label if stage else "") if part)
    return str(kml.kml()).encode("utf-8")


WRITERS: dict[str, Callable[[pd.DataFrame, Programme], bytes]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "kml": _kml,
    "geojson": _geojson,
    "parquet": _parquet,
}

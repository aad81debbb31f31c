"""A register's table as the bytes of a file: csv, xlsx, geojson or parquet, with nothing that would run in it."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from collections.abc import Callable
from numbers import Real
from typing import Any

import pandas as pd
import xlsxwriter

from ..periods import BANGKOK
from ..programmes import Programme
from .register import unknown

LIVE = re.compile(r"^[\s]*[=+\-@\t\r\n＝＋－＠]")  # what a spreadsheet would run as a formula (OWASP)
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def harmless(value: Any) -> Any:
    """A text that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(value, str) and LIVE.match(value) and not NUMBER.fullmatch(value):
        return "'" + value
    return value


def _csv(table: pd.DataFrame, programme: Programme, taken_at: dt.datetime) -> bytes:
    return table.map(harmless).to_csv(index=False).encode("utf-8-sig")  # Excel needs the mark to read Thai


def _xlsx(table: pd.DataFrame, programme: Programme, taken_at: dt.datetime) -> bytes:
    fields = programme.shapes["register"].fields
    raw = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(raw, options) as book:
        book.set_properties({"created": taken_at.astimezone(BANGKOK).replace(tzinfo=None)})  # not when it was written
        sheet = book.add_worksheet(programme.short[:31])
        head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "font_name": "Sarabun"})
        body = book.add_format({"font_name": "Sarabun"})
        for column, name in enumerate(table.columns):
            sheet.write_string(0, column, fields[name].label if name in fields else name, head)
            for row, value in enumerate(table[name], start=1):
                if unknown(value):
                    continue
                if isinstance(value, Real) and not isinstance(value, bool):
                    sheet.write_number(row, column, float(value), body)
                else:
                    sheet.write_string(row, column, str(value), body)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(table), 1), max(len(table.columns) - 1, 0))
    return raw.getvalue()


def _parquet(table: pd.DataFrame, programme: Programme, taken_at: dt.datetime) -> bytes:
    raw = io.BytesIO()
    typed = table.copy()
    for name in typed.columns:
        if typed[name].dtype == object:
            kinds = {type(value) for value in typed[name] if not unknown(value)}
            if len(kinds) > 1 and not kinds <= {int, float}:
                typed[name] = typed[name].map(lambda value: None if unknown(value) else str(value))
    typed.to_parquet(raw, index=False)
    return raw.getvalue()


def _points(table: pd.DataFrame) -> list[dict[str, Any]]:
    rows = ({str(name): value for name, value in row.items()} for row in table.to_dict("records"))
    return [row for row in rows if not unknown(row.get("latitude")) and not unknown(row.get("longitude"))]


def _geojson(table: pd.DataFrame, programme: Programme, taken_at: dt.datetime) -> bytes:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]},
            "properties": {
                key: value for key, value in row.items() if key not in ("latitude", "longitude") and not unknown(value)
            },
        }
        for row in _points(table)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


WRITERS: dict[str, Callable[[pd.DataFrame, Programme, dt.datetime], bytes]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "geojson": _geojson,
    "parquet": _parquet,
}

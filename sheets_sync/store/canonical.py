"""A reading as canonical JSON and back: the same content gives the same bytes, and so the same hash."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

from ..errors import StoreError
from ..model import Finding, IgnoredRow, Reading, Record, Severity, Table


def pack(reading: Reading) -> tuple[str, bytes]:
    """The SHA-256 of a reading's content, and the content compressed."""
    content = json.dumps(_bare(reading), sort_keys=True, separators=(",", ":"), default=_bare).encode("ascii")
    return hashlib.sha256(content).hexdigest(), zlib.compress(content, 6)


def unpack(digest: str, packed: bytes) -> Reading:
    """The reading that was kept under this hash; StoreError when its bytes are no longer those."""
    try:
        content = zlib.decompress(packed)
    except zlib.error:
        content = b""
    if hashlib.sha256(content).hexdigest() != digest:
        raise StoreError(f"store: reading {digest[:12]} is damaged; restore the database from its backup")
    return _reading(json.loads(content))


def _defaults(kind: type[Any]) -> tuple[tuple[str, Any], ...]:
    """Field names with their defaults: what equals its default is left out, so that a new field moves no hash."""
    return tuple(
        (f.name, f.default if f.default is not MISSING else f.default_factory() if callable(f.default_factory) else ...)
        for f in fields(kind)
    )


DEFAULTS = {kind: _defaults(kind) for kind in (Reading, Table, Record, IgnoredRow, Finding)}


def _bare(value: Any) -> dict[str, Any]:
    """A noun as a plain mapping, without what equals its default."""
    found = ((name, getattr(value, name), default) for name, default in DEFAULTS[type(value)])
    return {name: dict(got) if isinstance(got, Mapping) else got for name, got, default in found if got != default}


def _reading(data: dict[str, Any]) -> Reading:
    data["tables"] = tuple(_table(table) for table in data.get("tables", ()))
    return Reading(**data)


def _table(data: dict[str, Any]) -> Table:
    data["records"] = tuple(Record(**record) for record in data.get("records", ()))
    data["ignored_rows"] = tuple(IgnoredRow(**row) for row in data.get("ignored_rows", ()))
    data["findings"] = tuple(_finding(finding) for finding in data.get("findings", ()))
    data["header_rows"] = tuple(data.get("header_rows", ()))
    return Table(**data)


def _finding(data: dict[str, Any]) -> Finding:
    data["severity"] = Severity(data["severity"])
    return Finding(**data)

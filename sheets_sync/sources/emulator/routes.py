"""Which method of Google's a request line names, and the scopes that open it."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

from .answers import Call

SHEET = r"/v4/spreadsheets/(?P<id>[^/:]+)"
FILE = r"/drive/v3/files/(?P<id>[^/:]+)"
ROUTES: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("POST", "token", re.compile(r"/token")),
    ("GET", "files.list", re.compile(r"/drive/v3/files")),
    ("GET", "files.get", re.compile(FILE)),
    ("GET", "files.export", re.compile(rf"{FILE}/export")),
    ("GET", "changes.getStartPageToken", re.compile(r"/drive/v3/changes/startPageToken")),
    ("GET", "changes.list", re.compile(r"/drive/v3/changes")),
    ("GET", "spreadsheets.get", re.compile(SHEET)),
    ("GET", "values.batchGet", re.compile(rf"{SHEET}/values:batchGet")),
    ("GET", "values.get", re.compile(rf"{SHEET}/values/(?P<range>[^/]+)")),
    ("POST", "spreadsheets.batchUpdate", re.compile(rf"{SHEET}:batchUpdate")),
    ("POST", "values.batchUpdate", re.compile(rf"{SHEET}/values:batchUpdate")),
    ("POST", "values.clear", re.compile(rf"{SHEET}/values/(?P<range>[^/]+):clear")),
    ("PUT", "values.update", re.compile(rf"{SHEET}/values/(?P<range>[^/]+)")),
)
PREFIX = "https://www.googleapis.com/auth/"


def scopes(*names: str) -> frozenset[str]:
    """Scopes by their last word."""
    return frozenset(PREFIX + name for name in names)


WRITE_SHEETS = scopes("spreadsheets", "drive", "drive.file")
READ_SHEETS = WRITE_SHEETS | scopes("spreadsheets.readonly", "drive.readonly")
READ_DRIVE = scopes("drive.metadata.readonly", "drive.readonly", "drive.metadata", "drive", "drive.file")
SCOPES = {
    "files.list": READ_DRIVE,
    "files.get": READ_DRIVE,
    "files.export": scopes("drive.readonly", "drive", "drive.file"),
    "changes.getStartPageToken": READ_DRIVE,
    "changes.list": READ_DRIVE,
    "spreadsheets.get": READ_SHEETS,
    "values.batchGet": READ_SHEETS,
    "values.get": READ_SHEETS,
    "spreadsheets.batchUpdate": WRITE_SHEETS,
    "values.batchUpdate": WRITE_SHEETS,
    "values.clear": WRITE_SHEETS,
    "values.update": WRITE_SHEETS,
}


def routed(method: str, target: str) -> Call:
    """What a request line asks for; `name` is empty when Google has no such method."""
    parts = urlsplit(target)
    query = {name: tuple(values) for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
    for verb, name, pattern in ROUTES:
        match = pattern.fullmatch(parts.path)
        if match and verb == method:
            places = {key: unquote(value) for key, value in match.groupdict().items()}
            return Call(method, parts.path, query, name, places.get("id", ""), places.get("range", ""))
    return Call(method, parts.path, query)

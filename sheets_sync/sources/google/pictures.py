"""A photograph of Drive's by its id, or the newest in a folder: looked at before it is fetched, and fetched once."""

from __future__ import annotations

from typing import Any

from ...model import Fetched, Flaw, PhotoState, WorkbookState, flawed
from .client import MEDIA_LARGEST, Client
from .listing import ALL_DRIVES, FOLDER, SHORTCUT
from .pacing import OutOfTime
from .troubles import Kind, Trouble

TRIES = 3
FILE = "id,mimeType,version,modifiedTime,size,trashed"
POINTS = "shortcutDetails(targetId)"
TAKEN = ("image/jpeg", "image/png", "image/webp")


def picture(client: Client, file_id: str, version: str = "") -> Fetched:
    """One attempt; `version` is that of the file we have, which is not fetched again.

    Raises SourceError for what concerns every request alike.
    """
    try:
        return _looked_at(client, file_id, version)
    except Trouble as trouble:
        if trouble.state is WorkbookState.LOST_ACCESS:
            return Fetched(PhotoState.PRIVATE)
        return Fetched(PhotoState.LATER) if trouble.kind is not Kind.WORKBOOK else flawed(Flaw.NO_PICTURE)
    except OutOfTime:
        return Fetched(PhotoState.LATER)


def _looked_at(client: Client, file_id: str, version: str) -> Fetched:
    file = client.file(file_id, {"fields": f"{FILE},{POINTS}", "supportsAllDrives": "true"}, TRIES)
    if file.get("mimeType") == SHORTCUT:
        target = str(file.get("shortcutDetails", {}).get("targetId", ""))
        file = client.file(target, {"fields": FILE, "supportsAllDrives": "true"}, TRIES)
    if file.get("trashed"):
        return flawed(Flaw.GONE)
    if file.get("mimeType") == FOLDER:
        newest = _newest_in(client, str(file["id"]))
        if newest is None:
            return flawed(Flaw.EMPTY)
        file = newest
    there = f"{file.get('id')}/{file.get('version', '')}/{file.get('modifiedTime', '')}"
    if file.get("mimeType") not in TAKEN:
        return flawed(Flaw.NO_PICTURE, there)
    if there == version:
        return Fetched(PhotoState.UNCHANGED, version=there)
    if int(file.get("size", 0)) > MEDIA_LARGEST:
        return flawed(Flaw.LARGE, there)
    content, _ = client.persist(lambda: client.media(str(file["id"])), TRIES)
    return Fetched(PhotoState.FETCHED, content, there)


def _newest_in(client: Client, folder: str) -> dict[str, Any] | None:
    """The picture of a folder that was changed last, in one request."""
    page = client.files(
        {
            "q": f"'{folder}' in parents and mimeType contains 'image/' and trashed=false",
            "orderBy": "modifiedTime desc",
            "pageSize": 1,
            "fields": f"files({FILE})",
            **ALL_DRIVES,
        },
        TRIES,
    )
    return next((file for file in page["files"] if isinstance(file, dict) and "id" in file), None)

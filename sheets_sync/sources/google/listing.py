"""Which workbooks there are and which changed, by one list of Drive's files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .client import Client
from .troubles import Kind, Trouble

SPREADSHEET = "application/vnd.google-apps.spreadsheet"
FOLDER = "application/vnd.google-apps.folder"
SHORTCUT = "application/vnd.google-apps.shortcut"
OFFICE = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.ms-excel",
    "application/vnd.ms-excel.sheet.macroenabled.12",
    "application/vnd.oasis.opendocument.spreadsheet",
)
FILE = "id,name,mimeType,version,modifiedTime,trashed,parents,shortcutDetails(targetId,targetMimeType)"
CHANGED_BY = "lastModifyingUser(emailAddress)"  # for whoever writes, too, and must know his own hand
PAGE = 1000
ALL_DRIVES = {"supportsAllDrives": "true", "includeItemsFromAllDrives": "true"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One file as Drive lists it; `trouble` instead of the rest when it cannot be seen."""

    id: str
    title: str = ""
    mime: str = SPREADSHEET
    version: str = ""
    changed_at: dt.datetime | None = None
    trashed: bool = False
    trouble: Trouble | None = None
    read_before: bool = False
    changed_by: str = ""


def entry(file: dict[str, Any]) -> Entry:
    """The Entry of one of Drive's files; its version tells a change that `modifiedTime` does not, and the reverse."""
    modified = str(file.get("modifiedTime", ""))
    return Entry(
        str(file["id"]),
        str(file.get("name", "")),
        str(file.get("mimeType", SPREADSHEET)),
        f"{file.get('version', '')}/{modified}",
        dt.datetime.fromisoformat(modified) if modified else None,
        bool(file.get("trashed", False)),
        changed_by=str((file.get("lastModifyingUser") or {}).get("emailAddress", "")),
    )


def everything(client: Client, fields: str = FILE) -> list[Entry]:
    """Every spreadsheet and Office file that the account can see."""
    files = _listed(client, fields, (), (SPREADSHEET, *OFFICE))
    return [entry(file) for file in files if file.get("mimeType", SPREADSHEET) in (SPREADSHEET, *OFFICE)]


def within(
    client: Client, folders: Iterable[str], fields: str = FILE, *, asking_each: bool = False
) -> tuple[list[Entry], list[str]]:
    """What is in the folders and the folders in them: files, and ids that shortcuts point at.

    One list of all that the account can see tells it for a whole country, where asking each folder costs a request
    for every district's. A folder of which that list shows nothing, as in some shared drives, is asked itself; with
    `asking_each` every folder is.
    """
    seen = {} if asking_each else _by_parent(_listed(client, fields, (), (SPREADSHEET, FOLDER, SHORTCUT, *OFFICE)))
    entries: dict[str, Entry] = {}
    targets: list[str] = []
    waiting = list(dict.fromkeys(folders))
    known = set(waiting)
    while waiting:
        folder = waiting.pop(0)
        try:
            files = seen.get(folder) or _in_folder(client, fields, folder)
        except Trouble as trouble:
            if trouble.kind is not Kind.WORKBOOK:
                raise
            entries[folder] = Entry(folder, mime=FOLDER, trouble=trouble)
            continue
        for file in files:
            kind, to = _kind(file)
            if kind == FOLDER and to not in known:
                known.add(to)
                waiting.append(to)
            elif to != file["id"] and kind in (SPREADSHEET, *OFFICE):
                targets.append(to)
            elif kind in (SPREADSHEET, *OFFICE):
                entries[to] = entry(file)
    return list(entries.values()), targets


def _in_folder(client: Client, fields: str, folder: str) -> list[dict[str, Any]]:
    return _listed(client, fields, (f"'{folder}' in parents",), (SPREADSHEET, FOLDER, SHORTCUT, *OFFICE))


def _by_parent(files: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Folder -> what is in it, of files that say so."""
    found: dict[str, list[dict[str, Any]]] = {}
    for file in files:
        for parent in file.get("parents") or ():
            found.setdefault(str(parent), []).append(file)
    return found


def _kind(file: dict[str, Any]) -> tuple[str, str]:
    """The type and id of a file, or of what a shortcut points at."""
    details = file.get("shortcutDetails") if file.get("mimeType") == SHORTCUT else None
    if details:
        return str(details.get("targetMimeType", "")), str(details.get("targetId", file["id"]))
    return str(file.get("mimeType", SPREADSHEET)), str(file["id"])


def one(client: Client, file_id: str, fields: str = FILE) -> Entry:
    """One file by its id; the Entry holds the trouble when it cannot be seen."""
    try:
        return entry(client.file(file_id, {"fields": fields, "supportsAllDrives": "true"}))
    except Trouble as trouble:
        return Entry(file_id, trouble=trouble)


def _listed(client: Client, fields: str, terms: tuple[str, ...], mimes: tuple[str, ...]) -> list[dict[str, Any]]:
    """Files of some types by search terms; those in the trash are among them, and say so."""
    any_of = " or ".join(f"mimeType='{mime}'" for mime in mimes)
    try:
        return list(_pages(client, fields, " and ".join((*terms, f"({any_of})"))))
    except Trouble as trouble:
        if trouble.reason != "argument":
            raise
    return list(_pages(client, fields, " and ".join((*terms, f"mimeType='{mimes[0]}'"))))


def _pages(client: Client, fields: str, query: str) -> Iterator[dict[str, Any]]:
    params: dict[str, Any] = {
        "q": query,
        "pageSize": PAGE,
        "fields": f"nextPageToken,incompleteSearch,files({fields})",
        **ALL_DRIVES,
    }
    while True:
        page = client.files(params)
        yield from (file for file in page["files"] if isinstance(file, dict) and "id" in file)
        if not page.get("nextPageToken"):
            return
        params = {**params, "pageToken": page["nextPageToken"]}

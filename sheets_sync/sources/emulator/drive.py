"""The Drive API's reading methods: files, their export, and the log of changes."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from .answers import SYSTEM, Answer, Call, as_json, drive_error
from .library import FOLDER, SPREADSHEET, Change, File, Library, timestamp
from .masks import BadMask, Mask, apply, check, parse
from .queries import BadQuery, matcher
from .schema import DRIVE

ALL_DRIVES = frozenset({"supportsAllDrives", "supportsTeamDrives", "includeItemsFromAllDrives", "includeLabels"})
LISTING = ALL_DRIVES | {"includeTeamDriveItems", "driveId", "teamDriveId", "pageSize", "pageToken", "spaces"}
VIEW = "includePermissionsForView"
PARAMETERS = {
    "files.list": SYSTEM | LISTING | {"corpora", "corpus", "orderBy", "q", VIEW},
    "files.get": SYSTEM | ALL_DRIVES | {"acknowledgeAbuse", VIEW},
    "files.export": SYSTEM | {"mimeType"},
    "changes.list": SYSTEM | LISTING | {"includeCorpusRemovals", "includeRemoved", "restrictToMyDrive", VIEW},
    "changes.getStartPageToken": SYSTEM | ALL_DRIVES | {"driveId", "teamDriveId"},
}
MESSAGES = {
    "files.list": ("FileList", "kind,incompleteSearch,nextPageToken,files(kind,id,name,mimeType)"),
    "files.get": ("File", "kind,id,name,mimeType"),
    "changes.list": (
        "ChangeList",
        "kind,newStartPageToken,nextPageToken,"
        "changes(kind,type,changeType,time,removed,fileId,file(kind,id,name,mimeType))",
    ),
    "changes.getStartPageToken": ("StartPageToken", "*"),
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXPORT_LIMIT = 10 << 20
CAPABILITIES = {"canDownload": True, "canReadRevisions": False, "canListChildren": True}
ROOT = "root"  # Drive's other name of the account's own folder
OWNER = {"kind": "drive#user", "displayName": "สำนักงาน", "me": False, "emailAddress": "office@example.go.th"}


def answer(call: Call, library: Library) -> Answer:
    """Answer one call of the Drive API; raises GoogleError."""
    for name in call.query:
        if name not in PARAMETERS[call.name]:
            raise drive_error(400, f"Invalid query parameter: {name}", "invalidParameter", name)
    if call.name == "files.export":
        return _export(call, _shared(call.id, library))
    if call.name == "files.get" and call.one("alt") == "media":
        return _media(_shared(call.id, library))
    methods = {
        "files.list": _list,
        "files.get": lambda c, lib: _resource(_shared(c.id, lib)),
        "changes.list": _changes,
        "changes.getStartPageToken": _start,
    }
    return as_json(apply(_mask(call), methods[call.name](call, library)))


def _mask(call: Call) -> Mask:
    message, default = MESSAGES[call.name]
    try:
        mask = parse(call.one("fields") or default)
        check(mask, message, DRIVE)
    except BadMask as error:
        path = error.path.replace(".", "/")
        raise drive_error(400, f"Invalid field selection {path}", "invalidParameter", "fields") from None
    return {} if "*" in mask else mask


def _shared(file_id: str, library: Library) -> File:
    file = library.file(library.root if file_id == ROOT else file_id)
    if file is None:
        raise drive_error(404, f"File not found: {file_id}.", "notFound", "fileId")
    return file


def _media(file: File) -> Answer:
    if file.mime in (SPREADSHEET, FOLDER):
        message = "Only files with binary content can be downloaded. Use Export with Docs Editors files."
        raise drive_error(403, message, "fileNotDownloadable", "alt")
    return Answer(200, file.path.read_bytes(), file.mime)


def _export(call: Call, file: File) -> Answer:
    """A spreadsheet as the .xlsx that lies in the folder, without what was written over it in memory."""
    if "mimeType" not in call.query:
        raise drive_error(400, "Required parameter: mimeType", "required", "mimeType")
    if file.mime != SPREADSHEET:
        raise drive_error(403, "Export only supports Docs Editors files.", "fileNotExportable")
    if call.one("mimeType") != XLSX:
        raise drive_error(400, "The requested conversion is not supported.", "badRequest", "mimeType")
    if file.size > EXPORT_LIMIT:
        raise drive_error(403, "This file is too large to be exported.", "exportSizeLimitExceeded")
    return Answer(200, file.path.read_bytes(), XLSX)


def _account(email: str) -> dict[str, Any]:
    return {"kind": "drive#user", "displayName": email, "me": False, "emailAddress": email}


def _resource(file: File) -> dict[str, Any]:
    """A File as Drive writes it; numbers that may be large are texts."""
    resource: dict[str, Any] = {
        "kind": "drive#file",
        "id": file.id,
        "name": file.name,
        "mimeType": file.mime,
        "starred": False,
        "trashed": file.trashed,
        "explicitlyTrashed": file.thrown,
        "spaces": ["drive"],
        "version": str(file.version),
        "createdTime": timestamp(file.mtime / 1e9),
        "modifiedTime": file.modified,
        "owners": [OWNER],
        "lastModifyingUser": _account(file.changed_by) if file.changed_by else OWNER,
        "shared": True,
        "ownedByMe": False,
        "capabilities": {
            "canDownload": True,
            "canEdit": file.editable,
            "canReadRevisions": False,
            "canListChildren": True,
        },
        "isAppAuthorized": True,
    }
    if file.parent:
        resource["parents"] = [file.parent]
    if file.mime != FOLDER:
        resource["size"] = resource["quotaBytesUsed"] = str(file.size)
        resource["webViewLink"] = f"https://docs.google.com/spreadsheets/d/{file.id}/edit"
    return resource


def _page_size(call: Call) -> int:
    size = call.one("pageSize", "100")
    if not size.isdecimal() or not 1 <= int(size) <= 1000:
        message = f"Invalid value '{size}'. Values must be within the range: [1, 1000]"
        raise drive_error(400, message, "invalidParameter", "pageSize")
    return int(size)


def _page(call: Call, total: int) -> tuple[int, int, str]:
    """Where this page starts and ends, and the token of the next one, empty at the end."""
    size = _page_size(call)
    start = _offset(call.one("pageToken")) if call.one("pageToken") else 0
    end = start + size
    return start, end, _token(end) if end < total else ""


def _token(offset: int) -> str:
    return base64.urlsafe_b64encode(f"~!!~{offset}".encode()).decode()


def _offset(token: str) -> int:
    try:
        text = base64.urlsafe_b64decode(token).decode()
        return int(text.removeprefix("~!!~"))
    except (ValueError, binascii.Error):
        raise drive_error(400, "Invalid Value", "invalid", "pageToken") from None


def _list(call: Call, library: Library) -> dict[str, Any]:
    try:
        wanted = matcher(call.one("q"))
    except BadQuery:
        raise drive_error(400, "Invalid Value", "invalid", "q") from None
    found = sorted((f for f in library.files() if f.parent and wanted(f)), key=lambda f: (-f.changed, f.id))
    for key in reversed(call.one("orderBy").split(",") if call.one("orderBy") else []):
        found = _ordered(found, *key.strip().partition(" ")[::2])
    start, end, more = _page(call, len(found))
    listing = {"kind": "drive#fileList", "incompleteSearch": False, "files": [_resource(f) for f in found[start:end]]}
    return {"nextPageToken": more, **listing} if more else listing


def _ordered(files: list[File], field: str, direction: str) -> list[File]:
    names = {"name": "name", "modifiedTime": "changed", "createdTime": "mtime"}
    if field not in names or direction not in ("", "desc"):
        raise drive_error(400, "Invalid Value", "invalid", "orderBy")
    return sorted(files, key=lambda file: getattr(file, names[field]), reverse=direction == "desc")


def _start(_call: Call, library: Library) -> dict[str, Any]:
    library.files()
    return {"kind": "drive#startPageToken", "startPageToken": str(len(library.log) + 1)}


def _changes(call: Call, library: Library) -> dict[str, Any]:
    token = call.one("pageToken")
    if not token:
        raise drive_error(400, "Required parameter: pageToken", "required", "pageToken")
    library.files()
    if not token.isdecimal() or not 1 <= int(token) <= len(library.log) + 1:
        raise drive_error(400, "Invalid Value", "invalid", "pageToken")
    first = int(token) - 1
    reached = first + _page_size(call)
    entries = library.log[first:reached]
    if call.one("includeRemoved", "true").lower() == "false":
        entries = [entry for entry in entries if not entry.removed]
    # what was lost without an entry is not told by an older one either
    entries = [entry for entry in entries if entry.removed or library.file(entry.file_id)]
    last = {entry.file_id: i for i, entry in enumerate(entries)}
    shown = [_change(entry, library) for i, entry in enumerate(entries) if last[entry.file_id] == i]
    more = {"nextPageToken": str(reached + 1)} if reached < len(library.log) else _new_start(library)
    return {"kind": "drive#changeList", **more, "changes": shown}


def _new_start(library: Library) -> dict[str, str]:
    return {"newStartPageToken": str(len(library.log) + 1)}


def _change(entry: Change, library: Library) -> dict[str, Any]:
    change: dict[str, Any] = {
        "kind": "drive#change",
        "type": "file",
        "changeType": "file",
        "time": entry.time,
        "removed": entry.removed,
        "fileId": entry.file_id,
    }
    file = None if entry.removed else library.file(entry.file_id)
    return {**change, "file": _resource(file)} if file else change

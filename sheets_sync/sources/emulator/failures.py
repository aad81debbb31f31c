"""The catalogue of faults, G1 to G32: what is sent for each, and to which calls it belongs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from . import altered, broken
from .altered import changed
from .answers import (
    ERROR_INFO,
    EXPIRED,
    NO_SCOPE,
    Answer,
    Call,
    GoogleError,
    as_json,
    drive_error,
    refusal,
    sheets_error,
)
from .broken import Make, Scene
from .edits import PROTECTED, TOO_LONG, TOO_MANY_CELLS
from .quotas import PROJECT, drive_exceeded, exceeded, kind_of
from .tokens import CLOCK_ADVICE

READS = ("spreadsheets.get", "values.get", "values.batchGet")
WRITES = ("spreadsheets.batchUpdate", "values.update", "values.batchUpdate", "values.clear")
FILE = ("files.get", "files.export")
DRIVE = ("files.list", *FILE, "changes.list", "changes.getStartPageToken")
SHEETS = READS + WRITES
API = SHEETS + DRIVE
TOKEN = ("token",)


@dataclass(frozen=True, slots=True)
class Failure:
    """One kind of fault; `calls` are the methods it befalls when a rule names none."""

    name: str
    title: str
    calls: tuple[str, ...]
    make: Make


def error(make: Callable[[Call], GoogleError]) -> Make:
    """A fault that is an error of Google's."""
    return lambda scene: make(scene.call).answer


def either(sheets: GoogleError, drive: GoogleError) -> Make:
    """An error that the two APIs write each in its way."""
    return lambda scene: (drive if kind_of(scene.call) == "drive" else sheets).answer


def refused(status: int, message: str, reason: str) -> Make:
    """A token that is not good enough."""
    return error(lambda call: refusal(kind_of(call) == "drive", status, message, reason))


def invalid(message: str) -> Make:
    """A 400 of the Sheets API."""
    return error(lambda _call: sheets_error(400, message, "INVALID_ARGUMENT"))


def grant(description: str) -> Make:
    """A refusal of the token endpoint."""
    answer = as_json({"error": "invalid_grant", "error_description": description}, 400)
    return lambda _scene: answer


def disabled(call: Call) -> GoogleError:
    """G5: the API is not enabled in the project."""
    drive = kind_of(call) == "drive"
    name, service = ("Drive", "drive.googleapis.com") if drive else ("Sheets", "sheets.googleapis.com")
    message = (
        f"Google {name} API has not been used in project {PROJECT} before or it is disabled. Enable it by visiting "
        f"https://console.developers.google.com/apis/api/{service}/overview?project={PROJECT} then retry. If you "
        "enabled this API recently, wait a few minutes for the action to propagate to our systems and retry."
    )
    metadata = {"consumer": f"projects/{PROJECT}", "service": service}
    details: list[dict[str, Any]] = [
        {"@type": ERROR_INFO, "reason": "SERVICE_DISABLED", "domain": "googleapis.com", "metadata": metadata}
    ]
    if not drive:
        return sheets_error(403, message, "PERMISSION_DENIED", details)
    one = {"message": message, "domain": "usageLimits", "reason": "accessNotConfigured"}
    body = {"code": 403, "message": message, "errors": [one], "status": "PERMISSION_DENIED", "details": details}
    return GoogleError(as_json({"error": body}, 403))


def office_file(_call: Call) -> GoogleError:
    """G8: an .xlsx that is open in Sheets."""
    message = "This operation is not supported for this document"
    one = {"message": message, "domain": "global", "reason": "failedPrecondition"}
    body = {"code": 400, "message": message, "errors": [one], "status": "FAILED_PRECONDITION"}
    return GoogleError(as_json({"error": body}, 400))


def no_such_tab(call: Call) -> GoogleError:
    """G9: the range names a tab that is no more."""
    place = call.range or next(iter(call.query.get("ranges", ())), "Sheet1")
    return sheets_error(400, f"Unable to parse range: {place}", "INVALID_ARGUMENT")


def not_found(call: Call) -> GoogleError:
    """G7: no such file."""
    if kind_of(call) == "drive":
        return drive_error(404, f"File not found: {call.id}.", "notFound", "fileId")
    return sheets_error(404, "Requested entity was not found.", "NOT_FOUND")


def server_error(status: int, message: str, code: str, drive: str) -> Make:
    """G12, G15: Google's own trouble."""
    return either(sheets_error(status, message, code), drive_error(status, drive, "backendError"))


UNAVAILABLE = server_error(503, "The service is currently unavailable.", "UNAVAILABLE", "Service unavailable")


def applied(scene: Scene) -> Answer:
    """G14: what was asked is done, and then the answer is 503."""
    scene.serve()
    return UNAVAILABLE(scene)


def json_of(value: object) -> Make:
    """A 200 with this JSON."""
    answer = as_json(value)
    return lambda _scene: answer


CATALOGUE = (
    Failure("G1", "429: the quota of one user's minute is used up", SHEETS, error(exceeded)),
    Failure(
        "G1.project",
        "429: the quota of the project's minute is used up",
        SHEETS,
        error(lambda c: exceeded(c, per_user=False, limit=300)),
    ),
    Failure("G2", "429 as a page of HTML", API, broken.page(429, broken.SORRY)),
    Failure("G3", "403 userRateLimitExceeded", DRIVE, error(lambda _: drive_exceeded("userRateLimitExceeded"))),
    Failure("G3.project", "403 rateLimitExceeded", DRIVE, error(lambda _: drive_exceeded("rateLimitExceeded"))),
    Failure("G3.daily", "403 dailyLimitExceeded", DRIVE, error(lambda _: drive_exceeded("dailyLimitExceeded"))),
    Failure(
        "G4",
        "403: not shared",
        SHEETS + FILE,
        either(
            sheets_error(403, "The caller does not have permission", "PERMISSION_DENIED"),
            drive_error(
                403,
                "The user does not have sufficient permissions for this file.",
                "insufficientFilePermissions",
            ),
        ),
    ),
    Failure("G5", "403: the API is disabled in the project", API, error(disabled)),
    Failure("G6", "403: the token lacks the scope", API, refused(403, NO_SCOPE, "ACCESS_TOKEN_SCOPE_INSUFFICIENT")),
    Failure("G7", "404: deleted, or a wrong id", SHEETS + FILE, error(not_found)),
    Failure("G8", "400: an Office file", SHEETS, error(office_file)),
    Failure("G9", "400: the tab of the range is no more", READS, error(no_such_tab)),
    Failure("G10", "the first tab is hidden, the tabs stand in reverse", READS[:1], changed(altered.moved)),
    Failure("G11", "half of the rows are gone; a range lies beyond the grid (400)", READS, altered.shrunk),
    Failure("G12", "503 as JSON", API, UNAVAILABLE),
    Failure(
        "G12.internal",
        "500 as JSON",
        API,
        server_error(500, "Internal error encountered.", "INTERNAL", "Backend Error"),
    ),
    Failure("G13", "502 as a page of HTML", API, broken.page(502, broken.BAD_GATEWAY)),
    Failure("G14", "503, but the write was done", WRITES, applied),
    Failure(
        "G15",
        "504 as JSON",
        API,
        server_error(504, "Deadline expired before operation could complete.", "DEADLINE_EXCEEDED", "Timeout"),
    ),
    Failure("G15.html", "504 as a page of HTML", API, broken.page(504, broken.TIME_OUT)),
    Failure("G15.silent", "not a byte for `seconds` (180), then closed", API, broken.silence),
    Failure("G16", "reset before a byte", API, broken.reset),
    Failure("G16.closed", "closed before a byte", API, broken.closed),
    Failure("G17", "half of what the Content-Length says", API, broken.short),
    Failure("G17.chunked", "chunks that stop in the middle", API, broken.chunks_cut),
    Failure("G18", "half a body without a length, then closed", API, broken.no_length),
    Failure("G19", "200 with a page of HTML", API, broken.page(200, broken.PORTAL)),
    Failure("G19.empty", "200 with nothing", API, broken.empty),
    Failure("G19.cut", "200 with half the JSON", API, broken.cut),
    Failure("G20", "200 with `[]`", API, json_of([])),
    Failure("G20.object", "200 with `{}`", API, json_of({})),
    Failure("G20.values", "200 without `values` and `rowData`", READS, changed(altered.without_values)),
    Failure("G20.rows", "200 with rows that are no lists", READS, changed(altered.rows_no_lists)),
    Failure("G21", 'an API error that is `"invalid_grant"`', API, grant("Bad Request")),
    Failure("G22", "401 in the middle of a run", API, refused(401, EXPIRED, "ACCESS_TOKEN_EXPIRED")),
    Failure("G23", "token: the clock is off", TOKEN, grant(CLOCK_ADVICE)),
    Failure("G24", "token: the key was revoked", TOKEN, grant("Invalid JWT Signature.")),
    Failure("G24.account", "token: the account was deleted", TOKEN, grant("Invalid grant: account not found")),
    Failure("G25", "token: 502 as a page of HTML", TOKEN, broken.page(502, broken.BAD_GATEWAY)),
    Failure("G26", "token: 200 with a page of HTML", TOKEN, broken.page(200, broken.PORTAL)),
    Failure("G27", "every fourth cell is an error", READS, changed(altered.error_cells)),
    Failure("G28", "every cell below the first row is `Loading...`", READS, changed(altered.loading)),
    Failure("G28.sheet", "one `Loading...` is all there is", READS, changed(altered.loading_sheet)),
    Failure("G29", "a row more at each look", READS, changed(altered.grown)),
    Failure("G30", "rows of different lengths in grids, too", READS, changed(altered.ragged)),
    Failure("G31", "400: a protected range", WRITES, invalid(PROTECTED)),
    Failure("G31.cells", "400: too many cells", WRITES, invalid(TOO_MANY_CELLS)),
    Failure("G31.long", "400: too long a cell", WRITES, invalid(TOO_LONG)),
    Failure("G32", "another locale and time zone", READS, lambda scene: scene.abroad()),
)
FAILURES = {failure.name: failure for failure in CATALOGUE}

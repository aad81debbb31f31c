"""What goes over the wire: one call, one answer, and the exact shapes of Google's errors."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

JSON = "application/json; charset=UTF-8"
SYSTEM = frozenset(  # parameters that every method of Google takes
    "$.xgafv access_token alt callback fields key oauth_token prettyPrint quotaUser uploadType upload_protocol".split()
)
ERROR_INFO = "type.googleapis.com/google.rpc.ErrorInfo"
BAD_REQUEST = "type.googleapis.com/google.rpc.BadRequest"
UNSIGNED = (
    "Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid "
    "authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project."
)
EXPIRED = (
    "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid "
    "authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project."
)
NO_SCOPE = "Request had insufficient authentication scopes."


@dataclass(frozen=True, slots=True)
class Call:
    """One request as it came in; `name` is Google's name of the method, such as `spreadsheets.get`."""

    method: str
    path: str
    query: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    name: str = ""
    id: str = ""  # of the spreadsheet or file
    range: str = ""
    authorization: str = field(default="", repr=False)
    body: bytes = field(default=b"", repr=False)

    def one(self, name: str, default: str = "") -> str:
        """The last value of a query parameter, as Google takes it."""
        return self.query[name][-1] if name in self.query else default


@dataclass(frozen=True, slots=True)
class Answer:
    """One response, or what stands in its place on the wire.

    `sent` cuts the body short after so many bytes and closes the connection, 0 before the head; `framing` says how
    the body's end is told; `reset` closes with a reset instead of a farewell; `delay` is the silence before it.
    """

    status: int = 200
    body: bytes = b""
    content_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)
    sent: int | None = None
    framing: Literal["length", "chunked", "close"] = "length"
    reset: bool = False
    delay: float = 0.0  # seconds


class GoogleError(Exception):
    """An answer that is an error, raised where it is found."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        super().__init__(answer.status)


def as_json(value: object, status: int = 200) -> Answer:
    """An answer that holds JSON, written without blanks."""
    return Answer(status, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def sheets_error(status: int, message: str, code: str, details: list[dict[str, Any]] | None = None) -> GoogleError:
    """An error as the Sheets API writes it."""
    error: dict[str, Any] = {"code": status, "message": message, "status": code}
    if details:
        error["details"] = details
    return GoogleError(as_json({"error": error}, status))


def drive_error(status: int, message: str, reason: str, location: str = "", kind: str = "parameter") -> GoogleError:
    """An error as the Drive API writes it."""
    one = {"message": message, "domain": "global", "reason": reason}
    if location:
        one |= {"location": location, "locationType": kind}
    return GoogleError(as_json({"error": {"code": status, "message": message, "errors": [one]}}, status))


def violation(field_name: str, description: str) -> list[dict[str, Any]]:
    """The details of an INVALID_ARGUMENT."""
    place = {"field": field_name} if field_name else {}
    return [{"@type": BAD_REQUEST, "fieldViolations": [{**place, "description": description}]}]


def refusal(drive: bool, status: int, message: str, reason: str) -> GoogleError:
    """No token, a wrong one (401), or one without the scope (403)."""
    if drive:
        plain = {401: "authError", 403: "insufficientPermissions"}[status]
        return drive_error(status, message, plain, "Authorization", "header")
    service = {"service": "sheets.googleapis.com"}
    details = [{"@type": ERROR_INFO, "reason": reason, "domain": "googleapis.com", "metadata": service}]
    return sheets_error(status, message, "UNAUTHENTICATED" if status == 401 else "PERMISSION_DENIED", details)

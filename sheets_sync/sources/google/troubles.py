"""What Google's errors mean: wait, give up on this workbook, or stop and tell the operator (faults.md, section 2)."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from typing import Any

from ...model import WorkbookState


class Kind(StrEnum):
    """What is to be done about a trouble."""

    TRANSIENT = "transient"  # try again
    LARGE = "large"  # the answer is too large, or takes too long: ask for a piece of it
    QUOTA = "quota"  # try again, everyone, after a pause
    TOKEN = "token"  # noqa: S105 - sign in again
    WORKBOOK = "workbook"  # this workbook cannot be read, whatever we do
    GLOBAL = "global"  # no workbook can; someone must mend something


class Trouble(Exception):
    """One attempt that failed; `text` is English, for the log and the operator, never a body that Google sent."""

    def __init__(
        self, kind: Kind, text: str, *, reason: str = "", state: WorkbookState | None = None, wait: float = 0
    ) -> None:
        self.kind, self.text, self.reason, self.state, self.wait = kind, text, reason, state, wait
        super().__init__(text)


RATE = {"ratelimitexceeded", "userratelimitexceeded", "rate_limit_exceeded", "resource_exhausted"}
DAILY = {"dailylimitexceeded", "quotaexceeded", "dailylimitexceededunreg"}
UNEXPORTABLE = {"exportsizelimitexceeded", "filenotexportable", "cannotexportfile"}
DISABLED = {"service_disabled", "accessnotconfigured"}
SCOPE = {"access_token_scope_insufficient", "insufficientpermissions"}
OFFICE = {"failed_precondition", "failedprecondition"}
UNWRITABLE = {
    "protected": "protected cell or object",
    "full": "above the limit of 10000000 cells",
    "exists": "already exists. Please enter another",
}
ENABLE = re.compile(r"https://console\.(?:developers|cloud)\.google\.com/[\w./?=&%-]+")


def decoded(body: bytes | str) -> Any:
    """The JSON in a body, or None."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def classify(status: int, body: bytes, retry_after: str = "") -> Trouble:
    """What an answer other than 200 means; takes any status and any body, and never raises."""
    words, message = _words(decoded(body))
    wait = float(retry_after) if retry_after.isdecimal() else 0.0
    if status == 429 or (status == 403 and words & RATE):
        return Trouble(Kind.QUOTA, f"quota used up (HTTP {status})", wait=wait)
    if status == 401:
        return Trouble(Kind.TOKEN, "the token is not accepted (HTTP 401)")
    if status == 504:
        return Trouble(Kind.LARGE, f"HTTP {status}", wait=wait)
    if status in (408, 425) or status >= 500 or status < 400:
        return Trouble(Kind.TRANSIENT, f"HTTP {status}", wait=wait)
    if status == 403:
        return _forbidden(words, message)
    if status in (404, 410):
        return Trouble(Kind.WORKBOOK, f"not found (HTTP {status})", reason="missing", state=WorkbookState.LOST_ACCESS)
    if status == 400 and (words & OFFICE or "not supported for this document" in message):
        return Trouble(Kind.WORKBOOK, "an Office file", reason="office", state=WorkbookState.OFFICE_FILE)
    reason = next((name for name, words in UNWRITABLE.items() if words in message), "argument")
    reason = reason if status == 400 else "refused"
    if reason == "exists":  # another run was quicker; what it wrote is seen at the next look
        return Trouble(Kind.TRANSIENT, f"HTTP {status}: the tab is there already")
    return Trouble(Kind.WORKBOOK, f"HTTP {status}", reason=reason, state=WorkbookState.UNREADABLE)


def _forbidden(words: set[str], message: str) -> Trouble:
    if words & UNEXPORTABLE:
        return Trouble(Kind.WORKBOOK, "cannot be exported (HTTP 403)", reason="export", state=WorkbookState.UNREADABLE)
    if words & DAILY:
        return Trouble(Kind.GLOBAL, "the project's quota of the day is used up; the next run after midnight reads on")
    if words & DISABLED or "has not been used in project" in message or "it is disabled" in message:
        address = ENABLE.search(message)
        where = address[0] if address else "https://console.cloud.google.com/apis/library"
        return Trouble(
            Kind.GLOBAL,
            f"an API is not enabled: enable Google Sheets API and Google Drive API at {where}, then wait 5 min",
        )
    if words & SCOPE or "insufficient authentication scopes" in message:
        return Trouble(
            Kind.GLOBAL, "the token lacks a scope: the key must allow spreadsheets.readonly and drive.readonly"
        )
    if "domainpolicy" in words or "unregistered callers" in message:
        return Trouble(
            Kind.GLOBAL, "the organisation does not allow this account to call Google's APIs; ask its administrator"
        )
    if not words and not message:  # a page of a proxy, not of the API
        return Trouble(Kind.TRANSIENT, "HTTP 403 without a reason")
    return Trouble(Kind.WORKBOOK, "not shared (HTTP 403)", reason="unshared", state=WorkbookState.LOST_ACCESS)


def _words(body: Any) -> tuple[set[str], str]:
    """Every status and reason an error names, in small letters, and its message; of any shape."""
    error = body.get("error") if isinstance(body, dict) else None
    if isinstance(error, str):
        return {error.lower()}, str(body.get("error_description") or "")
    if not isinstance(error, dict):
        return set(), ""
    listed = [item for key in ("errors", "details") for item in _list(error.get(key)) if isinstance(item, dict)]
    words = {str(item.get("reason") or "").lower() for item in listed} | {str(error.get("status") or "").lower()}
    return words - {""}, str(error.get("message") or "")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def token_trouble(status: int, body: Any) -> Trouble:
    """What a refused token request means; HTML and the like can pass, a refusal in JSON cannot."""
    words, message = _words(body)
    if not words or status >= 500 or status in (408, 429) or words & {"server_error", "temporarily_unavailable"}:
        return Trouble(Kind.TRANSIENT, f"the token endpoint answered HTTP {status}")
    low = message.lower()
    if "timeframe" in low or "iat and exp" in low:
        mend, reason = "the clock of this machine is wrong: switch on NTP (timedatectl set-ntp true)", "clock"
    elif "signature" in low:
        mend, reason = "the key was revoked or replaced: download a new one and put it in source.credentials", "revoked"
    elif "account not found" in low or "deleted_client" in words or "disabled" in low:
        mend, reason = "the service account was deleted or disabled: restore it, or use another's key", "deleted"
    else:
        mend, reason = f"{' '.join(sorted(words))} {message[:200]}".strip(), "refused"
    return Trouble(Kind.GLOBAL, f"Google does not accept the service account's key: {mend}", reason=reason)

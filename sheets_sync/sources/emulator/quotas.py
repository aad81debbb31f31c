"""Google's quotas of a minute: what each method costs, who used how much, and the exact refusals."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .answers import ERROR_INFO, Call, GoogleError, as_json, sheets_error

Ticks = Callable[[], float]
"""Seconds that pass; `time.monotonic`, or a test's own."""

PROJECT = "100000000000"
MORE = "https://cloud.google.com/docs/quota#requesting_higher_quota"
DRIVE_COSTS = {"files.list": 100, "files.get": 5, "files.export": 200}
OTHER, DOWNLOAD = 5, 200
DRIVE_REFUSALS = {
    "userRateLimitExceeded": "User Rate Limit Exceeded",
    "rateLimitExceeded": "Rate Limit Exceeded",
    "dailyLimitExceeded": "Daily Limit Exceeded",
}


@dataclass(frozen=True, slots=True)
class Quotas:
    """What a minute allows one user and the whole project; a minute lasts 60 / `scale` seconds.

    Google says that quotas are refilled every minute, so a minute is a fixed window: the first begins with the server,
    and all that was used is forgotten when the next begins. A refused call uses nothing; any other that brings a good
    token does, also one that fails. A call whose answer a fault takes the place of is not counted.
    """

    reads_per_user: int = 60
    reads: int = 300
    writes_per_user: int = 60
    writes: int = 300
    drive_per_user: int = 325_000
    drive: int = 1_000_000
    scale: float = 1.0


def kind_of(call: Call) -> str:
    """Which quota a call draws on: reads, writes, drive, or none."""
    if call.path.startswith("/drive/"):
        return "drive"
    if not call.name or call.name == "token":
        return ""
    return "reads" if call.method == "GET" else "writes"


def units(call: Call) -> int:
    """What a call costs, in requests of the Sheets API or in Drive's quota units."""
    kind = kind_of(call)
    if kind == "drive":
        return DOWNLOAD if call.one("alt") == "media" else DRIVE_COSTS.get(call.name, OTHER)
    return 1 if kind else 0  # a batch is one request


class Meter:
    """Counts what is used in the minute it is."""

    def __init__(self, quotas: Quotas, clock: Ticks = time.monotonic) -> None:
        self.quotas, self.clock = quotas, clock
        self._start = clock()
        self._minute = 0
        self._used: Counter[tuple[str, str]] = Counter()
        self._lock = threading.Lock()

    def charge(self, call: Call, user: str) -> None:
        """Let a call through, or raise the GoogleError of the quota it exceeds."""
        kind, cost = kind_of(call), units(call)
        with self._lock:
            minute = int((self.clock() - self._start) * self.quotas.scale // 60)
            if minute != self._minute:
                self._minute = minute
                self._used.clear()
            for owner, allowed in ((user, f"{kind}_per_user"), ("", kind)):
                limit = getattr(self.quotas, allowed)
                if self._used[kind, owner] + cost > limit:
                    raise exceeded(call, per_user=bool(owner), limit=limit)
            self._used[kind, user] += cost
            self._used[kind, ""] += cost


def exceeded(call: Call, *, per_user: bool = True, limit: int = 60) -> GoogleError:
    """The refusal of a call for which no quota is left."""
    if kind_of(call) == "drive":
        return drive_exceeded("userRateLimitExceeded" if per_user else "rateLimitExceeded")
    word = "Read" if kind_of(call) == "reads" else "Write"
    owner = " per user" if per_user else ""
    message = (
        f"Quota exceeded for quota metric '{word} requests' and limit '{word} requests per minute{owner}' "
        f"of service 'sheets.googleapis.com' for consumer 'project_number:{PROJECT}'."
    )
    metadata = {
        "service": "sheets.googleapis.com",
        "consumer": f"projects/{PROJECT}",
        "quota_metric": f"sheets.googleapis.com/{word.lower()}_requests",
        "quota_limit": f"{word}RequestsPerMinutePer{'User' if per_user else 'Project'}",
        "quota_limit_value": str(limit),
        "quota_location": "global",
    }
    details: list[dict[str, Any]] = [
        {"@type": ERROR_INFO, "reason": "RATE_LIMIT_EXCEEDED", "domain": "googleapis.com", "metadata": metadata},
        {
            "@type": "type.googleapis.com/google.rpc.Help",
            "links": [{"description": "Request a higher quota limit.", "url": MORE}],
        },
    ]
    return sheets_error(429, message, "RESOURCE_EXHAUSTED", details)


def drive_exceeded(reason: str) -> GoogleError:
    """Drive's refusal, which is a 403."""
    message = DRIVE_REFUSALS[reason]
    one = {"domain": "usageLimits", "reason": reason, "message": message}
    return GoogleError(as_json({"error": {"errors": [one], "code": 403, "message": message}}, 403))

"""What the door and the routes are given: where the pages lie, who may come in, and what is said to them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from anyio import CapacityLimiter
from starlette.requests import Request

from .answers import Answers
from .folder import unit_of
from .rights import Regions
from .sessions import Sessions
from .throttle import Throttle
from .users import Users

AT_ONCE = 2  # passwords that are looked at, each of which costs 32 MB and a core
QUERY = re.compile(r"[A-Za-z0-9=&._-]{0,200}")


@dataclass(frozen=True)
class Given:
    """`now` counts seconds and never goes back; `https` says that a proxy before us speaks it."""

    root: Path
    users: Users
    sessions: Sessions
    answers: Answers
    regions: Regions
    name_of: Callable[[str], str]  # of a unit
    tell: Callable[[str], None]
    now: Callable[[], float]
    https: bool
    throttle: Throttle = field(default_factory=Throttle)
    looking: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(AT_ONCE))

    @property
    def cookie(self) -> str:
        """The cookie's name: `__Host-` binds it to this host and to https, where there is any."""
        return "__Host-room" if self.https else "room"

    def token(self, request: Request) -> str:
        """The token that a browser sent, or none."""
        return request.cookies.get(self.cookie, "")


def address_of(request: Request) -> str:
    """Who asks: the proxy's word for it where there is a trusted one."""
    return request.client.host if request.client else ""


def onward_of(address: str) -> str:
    """Where a login leads: a page of the folder, else the list; never another site, whatever the form says."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "/"
    plain = not parts.scheme and not parts.netloc and not parts.fragment and address.startswith(parts.path)
    if not plain or not unit_of(parts.path.removeprefix("/")) or not QUERY.fullmatch(parts.query):
        return "/"
    return parts.path + (f"?{parts.query}" if parts.query else "")

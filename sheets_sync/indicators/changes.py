"""What has changed, or should have, since an earlier snapshot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ..merge import Register
from ..model import Finding
from ..programmes import Programme


def between(
    previous: Register | None, register: Register, programmes: Iterable[Programme], now: dt.datetime
) -> list[Finding]:
    """Findings that need an earlier month or the day."""
    return []

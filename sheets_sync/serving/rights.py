"""Which unit's pages a user may see: their own, and those of the units that theirs is the sum of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

UNIT = r"nation|region-[1-9][0-9]?|[0-9]{2}|[0-9]{4}"
IS_UNIT = re.compile(UNIT)
Regions = Mapping[int, Sequence[str]]


def sees(own: str, wanted: str, regions: Regions) -> bool:
    """Whether a user of the unit `own` may see the pages of `wanted`; never upwards, never beside."""
    if not IS_UNIT.fullmatch(wanted):
        return False
    if own in ("nation", wanted):
        return True
    if own.startswith("region-"):
        return wanted[:2] in regions.get(int(own.removeprefix("region-")), ())
    return len(own) == 2 and len(wanted) == 4 and wanted.startswith(own)

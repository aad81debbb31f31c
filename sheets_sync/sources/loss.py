"""Many workbooks lost at once are the machine's trouble, not as many offices' (faults.md, G7)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ..errors import SourceError
from ..model import Mark

SHARE = 0.05  # of the workbooks that were good when last seen
FEWEST = 5  # lost workbooks below which each is told by itself


def refuse_loss(lost: Collection[str], known: Mapping[str, Mark], mend: str) -> None:
    """Raise SourceError with the mend when more than one in twenty of the good workbooks are lost, and five or more.

    `lost` are ids; those that were lost before count no more.
    """
    good = {workbook_id for workbook_id, mark in known.items() if mark.good}
    new = good & set(lost)
    if len(new) >= FEWEST and len(new) > SHARE * len(good):
        raise SourceError(
            f"{len(new)} or more of {len(good)} workbooks that were good are gone at once, so nothing was changed: "
            f"{mend}. If they were taken away on purpose: sheets-sync sync --accept-lost"
        )

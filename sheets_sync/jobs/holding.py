"""Mail that may have left before a store was lost is held for a person, and not sent again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from ..model import Edition
from ..store import Store

RESTORE = "restore"  # the kind of a run; its reason says when the backup was made
LOST = "its page lay there already, though the store knew nothing of it: it may have left before the store was lost"
SINCE = "it may have left between the backup of {taken} and the restore"
HELD = "{what}: {number} mails may have left before and are held; `sheets-sync deliver --uncertain` asks of each"


@dataclass(frozen=True, slots=True)
class Holding:
    """Why mails that one run makes are held; empty where they may leave."""

    since: str  # of all of them

    def of(self, edition: Edition, page: Path) -> str:
        """Of the mails of a new edition, whose page is to lie there."""
        return self.since or (LOST if not edition.revision and page.exists() else "")


def holding(store: Store, kind: str, due: dt.datetime) -> Holding:
    """What a run that begins now holds back.

    `kind` is the run that publishes, `due` since when it was to be done. A store keeps an edition before its page is
    laid down, so a page without its edition is that of another store. After a restore, the first run of what was due
    before it holds all that it makes.
    """
    restored, last = store.last_run(RESTORE), store.last_run(kind)
    first = restored and due <= restored.started_at and (not last or last.id < restored.id or last.state != "done")
    return Holding(SINCE.format(taken=restored.reason) if restored and first else "")

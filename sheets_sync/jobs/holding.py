"""Mail that may have left before a store was lost is held for a person, and not sent again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from ..model import Edition
from ..store import Store

RESTORE = "restore"  # the kind of a run; its reason says when the backup was made
LOST = "its page lay there already, though the store knew nothing of it: it may have left before the store was lost"
SINCE = "it may have left between the backup of {taken} and the restore"
HELD = "{what}: {number} mails may have left before and are held; `sheets-sync deliver --uncertain` asks of each"
Why = Callable[[Edition, Path], str]


def holding(store: Store, kind: str, due: dt.datetime) -> Why:
    """Of a new edition and its page: why its mails are held, or nothing where they may leave.

    `kind` is the run that publishes, `due` since when it was to be done. A store keeps an edition before its page is
    laid down, so a page without its edition is that of another store. After a restore, the first run of what was due
    before it holds all that it makes.
    """
    restored, last = store.last_run(RESTORE), store.last_run(kind)
    first = restored and due <= restored.started_at and (not last or last.id < restored.id or last.state != "done")
    since = SINCE.format(taken=restored.reason) if restored and first else ""

    def why(edition: Edition, page: Path) -> str:
        return since or (LOST if not edition.revision and page.exists() else "")

    return why

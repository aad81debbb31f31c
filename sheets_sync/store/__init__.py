"""The store: runs, readings, snapshots, findings, editions and the outbox in one database; it decides nothing."""

from __future__ import annotations

from .database import open_engine
from .editions import Editions
from .findings import Findings
from .findings_tabs import FindingsTabs
from .outbox import Outbox
from .pulls import Pulls
from .purging import Purging
from .recipients import Recipients
from .retention import Retention
from .rows import EditionRow, Erased, Forgotten, KeptEdition, MessageRow, NewMessage, Purged, Recovered, Run
from .runs import Leases, Runs
from .snapshots import Snapshots

__all__ = [
    "EditionRow",
    "Erased",
    "Forgotten",
    "KeptEdition",
    "MessageRow",
    "NewMessage",
    "Purged",
    "Recovered",
    "Run",
    "Store",
]


class Store(Runs, Leases, Pulls, Snapshots, Findings, FindingsTabs, Editions, Outbox, Recipients, Retention, Purging):
    """One open store; each call is one transaction, committed when it returns. Close it, or use it in `with`."""

    @classmethod
    def open(cls, url: str) -> Store:
        """Open `sqlite:///path` or `postgresql+psycopg://…`, made or migrated to the newest schema; or StoreError."""
        return cls(open_engine(url))

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

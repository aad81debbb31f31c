"""What the store keeps, and what leaves it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .pull import WorkbookState
from .reading import Finding


@dataclass(frozen=True, slots=True)
class KeptWorkbook:
    """How one workbook stood when a snapshot was kept, and which reading of it the snapshot holds."""

    workbook_id: str
    title: str
    state: WorkbookState
    reading_hash: str = ""  # empty when it has never been read
    read_at: dt.datetime | None = None  # last good read
    changed_at: dt.datetime | None = None  # last change that its office made
    message: str = ""
    units: tuple[str, ...] = ()  # its office first, then the other units that its rows speak of
    url: str = ""

    @property
    def office(self) -> str:
        """DOPA code of the office that keeps it, empty when no row of it ever said."""
        return self.units[0] if self.units else ""

    def seen_from(self, closing: dt.datetime) -> WorkbookState:
        """Its state, with stale put for a good one that nobody has touched since a month's closing."""
        good = self.state in (WorkbookState.FRESH, WorkbookState.UNCHANGED)
        untouched = self.changed_at is not None and self.changed_at < closing
        return WorkbookState.STALE if good and untouched else self.state


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The register and its findings as of an instant; immutable. `hash` names its content."""

    id: int
    taken_at: dt.datetime
    hash: str
    workbooks: tuple[KeptWorkbook, ...]
    late: bool = False  # taken after the closing it serves: "จัดทำย้อนหลัง"


@dataclass(frozen=True, slots=True)
class KeptFinding:
    """A finding with its life: since when it stands, and since when it is mended."""

    finding: Finding
    opened_at: dt.datetime
    closed_at: dt.datetime | None = None

    def age_days(self, now: dt.datetime) -> int:
        return ((self.closed_at or now) - self.opened_at).days


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets which unit's report, and what of it."""

    unit: str
    name: str
    email: str
    wants: tuple[str, ...] = ("monthly",)
    cell: str = ""  # where the address stands in the registry's tab; empty for one of config.yaml


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that the HTML shows by `src="cid:…"`."""

    cid: str
    content: bytes
    media_type: str = "image/png"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter, or only lies beside it; `media_type` as `application/pdf`."""

    name: str
    media_type: str
    content: bytes
    sent: bool = True


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as a person reads it: the triple, and the pictures that its HTML shows."""

    subject: str
    text: str
    html: str
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A decision that an edition asked for, kept with it, so that the next one can tell what came of it."""

    about: str  # what it is measured by: programme/indicator, or silent, behind, villages, overdue
    what: str
    who: str
    due: str
    stood: float | None = None  # how much of it there was


@dataclass(frozen=True, slots=True)
class Edition:
    """One rendering of a report for one unit, period and revision."""

    report: str  # monthly, quarterly
    unit: str
    period: str  # 2564-01
    revision: int  # 0 for the first
    letter: Letter
    snapshot_hash: str
    numbers: Mapping[str, float | None] = field(default_factory=dict)  # headline figures, to tell a revision
    attachments: tuple[Attachment, ...] = ()  # its annexes, sent or not
    asked: tuple[Asked, ...] = ()
    told: str = field(default="", compare=False)  # what whoever publishes it should know; not kept

    @property
    def key(self) -> str:
        """`monthly/2564-01/46/0`: what makes it this edition and no other; never a run's id."""
        return f"{self.report}/{self.period}/{self.unit}/{self.revision}"


class MessageState(StrEnum):
    """Where a message of the outbox stands (faults.md, section 3)."""

    READY = "ready"
    SENDING = "sending"
    DOTTED = "dotted"
    SENT = "sent"
    DEFERRED = "deferred"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Message:
    """One edition on its way to one recipient; `eml` is frozen before the first attempt."""

    id: int
    edition_key: str
    recipient: str  # address
    message_id: str
    eml: bytes
    state: MessageState
    attempts: int = 0
    first_tried_at: dt.datetime | None = None  # from here the days run after which a deferred one is given up

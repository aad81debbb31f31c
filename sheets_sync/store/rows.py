"""What the store gives back besides the shared nouns: runs, editions and messages as they were kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from ..model import Asked, Attachment, Letter, MessageState


@dataclass(frozen=True, slots=True)
class Run:
    """One execution; `ended_at` is None while it works, and for ever when it was killed."""

    id: int
    kind: str  # sync, publish, deliver
    started_at: dt.datetime
    ended_at: dt.datetime | None
    state: str  # running, until the run says how it ended
    reason: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One edition as lists show it: all but the letter."""

    key: str
    report: str
    period: str
    unit: str
    revision: int
    subject: str
    snapshot_hash: str
    numbers: Mapping[str, float | None]
    created_at: dt.datetime


@dataclass(frozen=True, slots=True)
class KeptEdition(EditionRow):
    """One edition whole, as it left."""

    letter: Letter
    attachments: tuple[Attachment, ...] = ()
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class NewMessage:
    """An edition's mail to one recipient, frozen: what is sent, however often it is tried, is these bytes."""

    recipient: str  # address
    message_id: str
    eml: bytes


@dataclass(frozen=True, slots=True)
class MessageRow:
    """Where one message of the outbox stands; without its bytes, of which `eml_sha256` is the proof."""

    id: int
    edition_key: str
    recipient: str
    message_id: str
    eml_sha256: str
    state: MessageState
    attempts: int
    created_at: dt.datetime
    state_at: dt.datetime  # since when it is in this state
    next_at: dt.datetime | None  # when a deferred one is due
    code: int  # the server's last answer, 0 when there was none
    text: str
    purged: bool  # nothing is left of it to send


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a killed run left behind: messages to be sent again, and messages that may have been sent."""

    ready: int
    uncertain: int


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much was let go of."""

    snapshots: int
    readings: int
    findings: int
    mails: int


@dataclass(frozen=True, slots=True)
class Purged:
    """How much was taken out for good."""

    snapshots: int
    readings: int
    findings: int
    letters: int
    mails: int


@dataclass(frozen=True, slots=True)
class Erased:
    """From how many readings and findings one person was taken out, and the workbooks in which they stand now."""

    readings: int
    findings: int
    standing: tuple[str, ...]

"""What became of one attempt to send one message, and when to try again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from ..model import MessageState

FIRST_WAIT = dt.timedelta(minutes=5)  # Postfix: minimal_backoff_time
LONGEST_WAIT = dt.timedelta(minutes=67)  # Postfix: maximal_backoff_time
GIVE_UP_AFTER = dt.timedelta(days=5)  # Postfix: maximal_queue_lifetime


@dataclass(frozen=True, slots=True)
class Answer:
    """sent, deferred, refused or uncertain; code and text are the server's, code is 0 when it said nothing."""

    state: MessageState
    code: int
    text: str
    too_large: bool = False  # refused for its size alone: nothing was taken, and a lighter message may go
    limit: int = 0  # bytes that the server says it takes, where this message has more


class StoppedAtDot(KeyboardInterrupt):
    """We were asked to stop while the server owed its answer to the final dot; `answer` is what is known of it."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        super().__init__()


class Mailer(Protocol):
    """Something that takes messages."""

    def send(
        self, eml: bytes, recipient: str, *, name: str, on_dot: Callable[[], None], return_path: str = ""
    ) -> Answer:
        """Send one message to one recipient; what bounces goes to `return_path`, or to the sender.

        Calls `on_dot` when all but the last step is done; the caller commits `dotted` in it. Raises whatever `on_dot`
        raises (the message is then not sent), and MailError when none can be sent now, this one being no worse than
        others.
        """
        ...


def retry_at(attempts: int, first_tried_at: dt.datetime, now: dt.datetime) -> dt.datetime | None:
    """When a deferred message is due after so many attempts: 5 minutes, doubling to 67; None after 5 days."""
    if now - first_tried_at >= GIVE_UP_AFTER:
        return None
    doublings = min(max(attempts, 1) - 1, 10)
    return now + min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)

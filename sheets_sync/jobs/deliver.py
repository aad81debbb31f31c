"""Send what waits in the outbox: each recipient, each edition, once – as far as SMTP allows."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ..mail import Mailer, retry_at
from ..model import Message, MessageState, Recipient
from ..store import Store

LEASE = dt.timedelta(minutes=15)  # longer than the ten minutes a server may take to answer the final dot
WITHDRAWN = "no longer a recipient; not sent"
WANT = {"notice": "findings"}  # what a recipient wants, where it is not called as the report is


@dataclass(frozen=True, slots=True)
class Delivered:
    """How many messages ended in which state."""

    states: Mapping[str, int]

    @property
    def needs_person(self) -> bool:
        """Whether a message was refused, or nobody can say whether it arrived."""
        return bool(self.states.get(MessageState.REFUSED) or self.states.get(MessageState.UNCERTAIN))


def deliver(
    store: Store,
    mailer: Mailer,
    now: dt.datetime,
    *,
    people: Iterable[Recipient] | None = None,
    clock: Callable[[], dt.datetime] | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Delivered:
    """Claim one message after the other, send it, and write down what the server said.

    A message to someone who is none of `people` any more, or wants no such report, is not sent: an address taken out
    of the configuration or the registry is gone from the outbox, too. `clock` gives the instant of each step (default:
    `now` for all of them). Raises MailError when the server refuses all of us, not one recipient; the messages not yet
    sent then wait.
    """
    tick = clock or (lambda: now)
    store.recover(tick())
    named = (
        None if people is None else {(w, person.unit, person.email.lower()) for person in people for w in person.wants}
    )
    states: Counter[str] = Counter()
    while message := store.claim_message(tick(), LEASE):
        state: str
        if named is None or _addressed(message) in named:
            state = _send(store, mailer, message, tick)
        else:
            store.mark_message(message.id, MessageState.REFUSED, tick(), text=WITHDRAWN)
            state = "withdrawn"
        states[state] += 1
        tell(f"{state} {message.edition_key} to {masked_address(message.recipient)}")
    return Delivered(dict(states))


def _addressed(message: Message) -> tuple[str, str, str]:
    """What is sent of which unit to which address, as a recipient would have to want it."""
    report, _, unit, *_ = message.edition_key.split("/")
    return WANT.get(report, report), unit, message.recipient.lower()


def _send(store: Store, mailer: Mailer, message: Message, tick: Callable[[], dt.datetime]) -> MessageState:
    """One message on its way; the dot is committed before it goes out (faults.md, section 3)."""
    dotted = False

    def on_dot() -> None:
        nonlocal dotted
        store.mark_message(message.id, MessageState.DOTTED, tick())
        dotted = True

    try:
        answer = mailer.send(message.eml, message.recipient, name=message.edition_key, on_dot=on_dot)
    except BaseException:
        # before the dot nothing can have arrived, so it may go again; after it nobody knows
        store.mark_message(message.id, MessageState.UNCERTAIN if dotted else MessageState.READY, tick())
        raise
    state, later = answer.state, None
    if state is MessageState.DEFERRED:
        later = retry_at(message.attempts, message.first_tried_at or tick(), tick())
        state = MessageState.DEFERRED if later else MessageState.REFUSED
    store.mark_message(message.id, state, tick(), code=answer.code, text=answer.text, next_at=later)
    return state


def masked_address(address: str) -> str:
    """`k***@example.go.th`: enough to recognise in a log, not enough to write to."""
    name, _, domain = address.partition("@")
    return f"{name[:1]}***@{domain}"

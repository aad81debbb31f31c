"""Send what waits in the outbox: each recipient, each edition, once – as far as SMTP allows."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from ..errors import StoreError
from ..mail import Answer, Mailer, StoppedAtDot, recomposed, retry_at
from ..model import Message, MessageState, Recipient
from ..render.annexes import lighter
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
    return_to: Callable[[Message], str] = lambda _: "",
    tell: Callable[[str], None] = lambda _: None,
) -> Delivered:
    """Claim one message after the other, send it, and write down what the server said.

    A message to someone who is none of `people` any more, or wants no such report, is not sent: an address taken out
    of the configuration or the registry is gone from the outbox, too. `clock` gives the instant of each step (default:
    `now` for all of them), `return_to` the address that a message comes back to where nobody takes it. Raises
    MailError when the server refuses all of us, not one recipient; the messages not yet sent then wait.
    """
    tick = clock or (lambda: now)
    store.recover(tick())
    named = None if people is None else wishes(people)
    sending = _Sending(store, mailer, tick, return_to, tell)
    states: Counter[str] = Counter()
    while message := store.claim_message(tick(), LEASE):
        state: str
        if named is None or addressed(message.edition_key, message.recipient) in named:
            state = sending.send(message)
        else:
            store.mark_message(message.id, MessageState.REFUSED, tick(), text=WITHDRAWN)
            state = "withdrawn"
        states[state] += 1
        tell(f"{state} {message.edition_key} to {masked_address(message.recipient)}")
    return Delivered(dict(states))


def wishes(people: Iterable[Recipient]) -> set[tuple[str, str, str]]:
    """What each person wants of which unit, at which address."""
    return {(want, person.unit, person.email.lower()) for person in people for want in person.wants}


def addressed(edition_key: str, recipient: str) -> tuple[str, str, str]:
    """What is sent of which unit to which address, as a recipient would have to want it."""
    report, _, unit, *_ = edition_key.split("/")
    return WANT.get(report, report), unit, recipient.lower()


@dataclass(frozen=True, slots=True)
class _Sending:
    """Sends one message after the other and keeps the ledger of it."""

    store: Store
    mailer: Mailer
    tick: Callable[[], dt.datetime]
    return_to: Callable[[Message], str]
    tell: Callable[[str], None]

    def send(self, message: Message) -> MessageState:
        """One message on its way, in lighter forms where the server finds it too large; how it ended."""
        answer = self._attempt(message)
        while answer.too_large and (eml := lighter_mail(self.store, message, answer.limit)):
            self.store.refreeze(message.id, eml, self.tick(), LEASE)
            self.tell(f"lighter {message.edition_key}: {len(message.eml):,} bytes were too many, now {len(eml):,}")
            message = replace(message, eml=eml)
            answer = self._attempt(message)
        return self._settle(message, answer)

    def _attempt(self, message: Message) -> Answer:
        """What the server says; the dot is committed before it goes out (faults.md, section 3)."""
        dotted = False

        def on_dot() -> None:
            nonlocal dotted
            self.store.mark_message(message.id, MessageState.DOTTED, self.tick())
            dotted = True

        back = self.return_to(message)
        try:
            return self.mailer.send(
                message.eml, message.recipient, name=message.edition_key, on_dot=on_dot, return_path=back
            )
        except StoppedAtDot as stop:
            # too large, it goes lighter another time
            later = MessageState.DEFERRED if stop.answer.too_large else stop.answer.state
            self._settle(message, replace(stop.answer, state=later))
            raise
        except BaseException:
            # before the dot nothing can have arrived, so it may go again; after it nobody knows
            with suppress(StoreError):  # the lease ends by itself, and what was wrong first is what is told
                state = MessageState.UNCERTAIN if dotted else MessageState.READY
                self.store.mark_message(message.id, state, self.tick())
            raise

    def _settle(self, message: Message, answer: Answer) -> MessageState:
        state, later = answer.state, None
        if state is MessageState.DEFERRED:
            later = retry_at(message.attempts, message.first_tried_at or self.tick(), self.tick())
            state = MessageState.DEFERRED if later else MessageState.REFUSED
        self.store.mark_message(message.id, state, self.tick(), code=answer.code, text=answer.text, next_at=later)
        return state


def lighter_mail(store: Store, message: Message, limit: int) -> bytes | None:
    """The message in the heaviest form that is lighter and within the limit (0: unknown); None when there is none.

    It is the edition as it was kept, so what it says is the same; only what went with it is less.
    """
    edition = store.edition_of(message.edition_key)
    if edition is None:
        return None
    sent = [file for file in edition.attachments if file.sent]
    forms = (
        recomposed(message.eml, letter, message.edition_key, files)
        for letter, files in lighter(edition.letter, sent, limit)
    )
    most = min(limit or len(message.eml), len(message.eml) - 1)
    return next((eml for eml in forms if len(eml) <= most), None)


def masked_address(address: str) -> str:
    """`k***@example.go.th`: enough to recognise in a log, not enough to write to."""
    name, _, domain = address.partition("@")
    return f"{name[:1]}***@{domain}"

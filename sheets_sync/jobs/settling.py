"""What a person says of messages that the machine cannot decide on: send again, arrived, came back."""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from ..config import Config, SmtpMail
from ..config.values import ADDRESS
from ..errors import UsageError
from ..mail import message_in, return_path, token_of
from ..model import Message, MessageState
from ..store import MessageRow, Store
from ..store.secrets import citizen_key
from .deliver import WITHDRAWN, addressed, masked_address, wishes
from .people import with_registered

FAILED = (MessageState.REFUSED, MessageState.DEFERRED)
AGAIN = "to be sent again: a person said so"
ARRIVED = "arrived: a person said so"
BOUNCED = "came back after it was sent; mend the address, or ask its owner"
MENDS = {
    MessageState.UNCERTAIN: "ask whether it arrived, then: sheets-sync deliver --uncertain {id}",
    MessageState.REFUSED: "mend what the reason names, then: sheets-sync deliver --failed {id}",
    MessageState.DEFERRED: "nothing, it is tried again by itself; at once: sheets-sync deliver --failed {id}",
}


@dataclass(frozen=True, slots=True)
class Stuck:
    """A message that has not simply arrived: whose, since when, why, and what a person can do."""

    id: int
    edition: str
    recipient: str  # masked
    state: MessageState
    since: dt.datetime
    why: str
    mend: str


def stuck(config: Config, store: Store, states: Collection[MessageState] = (), ids: Sequence[int] = ()) -> list[Stuck]:
    """The messages in these states (uncertain, refused and deferred ones by default), or those of them with these ids.

    What was refused to someone who is no recipient any more, or was purged since, is nobody's business, unless it is
    asked for by its id.
    Raises UsageError for an id that is not in such a state.
    """
    wanted = tuple(states) or tuple(MENDS)
    found = {row.id: row for row in store.messages(states=wanted)}
    for number in ids:
        if number not in found:
            raise UsageError(
                f"message {number} is not {' or '.join(wanted)}; `sheets-sync status` lists those that are"
            )
    named = wishes(with_registered(config, store).people)
    wished = {row.id: addressed(row.edition_key, row.recipient) in named for row in found.values()}
    if ids:
        return [_stuck(found[number], wished=wished[number]) for number in dict.fromkeys(ids)]
    return [
        _stuck(row, wished=wished[row.id])
        for row in found.values()
        if row.state is MessageState.UNCERTAIN or (wished[row.id] and not row.purged)
    ]


def _stuck(row: MessageRow, *, wished: bool) -> Stuck:
    why = ADDRESS.sub(lambda found: masked_address(found[0]), row.text) or "a run was ended after the final dot"
    said = f"{row.code} {why}" if row.code else why
    mend = MENDS[row.state].format(id=row.id)
    if row.purged:
        mend = "nothing can be done: its content was purged"
    elif row.text == WITHDRAWN and not wished:
        mend = "name the address among the recipients again, where it is meant to get mail"
    return Stuck(row.id, row.edition_key, masked_address(row.recipient), row.state, row.state_at, said, mend)


def send_again(store: Store, chosen: Sequence[Stuck], now: dt.datetime) -> int:
    """Make ready what a person wants sent again, with the same bytes and Message-ID; how many still were as shown."""
    return sum(store.settle_message(each.id, each.state, MessageState.READY, now, text=AGAIN) for each in chosen)


def arrived(store: Store, chosen: Sequence[Stuck], now: dt.datetime) -> int:
    """Note that uncertain messages did arrive; how many still were uncertain."""
    return sum(
        store.settle_message(each.id, MessageState.UNCERTAIN, MessageState.SENT, now, text=ARRIVED) for each in chosen
    )


def returning(config: Config) -> Callable[[Message], str]:
    """The address to which each message comes back; none where `mail.bounces` is not set."""
    bounces = config.mail.bounces if isinstance(config.mail, SmtpMail) else None
    if bounces is None:
        return lambda _: ""
    key = citizen_key(config.state_folder)
    return lambda message: return_path(bounces, token_of(key, message.id, message.recipient))


def bounced(config: Config, store: Store, said: str, now: dt.datetime) -> MessageRow:
    """Note as refused the message whose token stands in an address to which something came back; its row before.

    Raises UsageError for a token that this installation did not make, or a message that is not out.
    """
    found = message_in(said)
    row = next((row for row in store.messages() if found and row.id == found[0]), None)
    if found is None or row is None or not _ours(config, row, found[1]):
        raise UsageError(
            f"--bounced {said}: no message of ours has this token; take the address that the mail came back to, "
            "such as bounces+131-5f0c2a9e44d1@example.go.th, on the machine whose state/ holds the key"
        )
    out = (MessageState.SENT, MessageState.UNCERTAIN)
    if row.state not in out or not store.settle_message(row.id, row.state, MessageState.REFUSED, now, text=BOUNCED):
        raise UsageError(f"--bounced {said}: message {row.id} is {row.state}, not sent; nothing was changed")
    return row


def _ours(config: Config, row: MessageRow, token: str) -> bool:
    return hmac.compare_digest(token, token_of(citizen_key(config.state_folder), row.id, row.recipient))

"""Mail servers of every kind × three recipients: what the ledger says is what the server has (faults.md, T11)."""

from __future__ import annotations

import datetime as dt
import ssl
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

from sheets_sync.config.mail import SmtpMail
from sheets_sync.errors import MailError
from sheets_sync.jobs.deliver import deliver
from sheets_sync.mail.smtp import SmtpMailer
from sheets_sync.model import MessageState
from sheets_sync.store import Store

from .servers import DROP, SILENT, aiosmtpd, scripted, settings
from .test_delivery import NOW, PEOPLE, outbox

DEFERRED, REFUSED, SENT, READY, UNCERTAIN = (
    MessageState(state) for state in "deferred refused sent ready uncertain".split()
)


@dataclass(frozen=True)
class Case:
    """What the server does, to b or to all; how b's message then stands, and how often the server has it."""

    does: Mapping[str, str]
    b: MessageState
    has: int = 0
    others: MessageState = SENT
    or_b: MessageState | None = None  # where two ends of a line may see its break in either order


FOR_ALL = READY  # what concerns all marks nobody
BEHAVIOURS: dict[str, Case] = {
    "all is well": Case({}, SENT, 1),
    "greeting 421": Case({"GREET": "421 4.3.2 busy"}, FOR_ALL, others=FOR_ALL),
    "greeting 554": Case({"GREET": "554 5.7.1 go away"}, FOR_ALL, others=FOR_ALL),
    "greeting dropped": Case({"GREET": DROP}, FOR_ALL, others=FOR_ALL),
    "greeting silent": Case({"GREET": SILENT}, FOR_ALL, others=FOR_ALL),
    "EHLO dropped": Case({"EHLO": DROP}, FOR_ALL, others=FOR_ALL),
    "EHLO 502, HELO well": Case({"EHLO": "502 5.5.1 what?"}, SENT, 1),
    "MAIL 451 for all": Case({"MAIL": "451 4.3.0 later"}, DEFERRED, others=DEFERRED),
    "MAIL 550 for all": Case({"MAIL": "550 5.7.1 not yours"}, FOR_ALL, others=FOR_ALL),
    "RCPT 450": Case({"RCPT b": "450 4.2.0 greylisted"}, DEFERRED),
    "RCPT 452": Case({"RCPT b": "452 4.2.2 full"}, DEFERRED),
    "RCPT 421": Case({"RCPT b": "421 4.7.0 too many"}, DEFERRED),
    "RCPT 550": Case({"RCPT b": "550 5.1.1 no such user"}, REFUSED),
    "RCPT 552": Case({"RCPT b": "552 5.2.2 full"}, REFUSED),
    "RCPT dropped": Case({"RCPT b": DROP}, DEFERRED),
    "RCPT silent": Case({"RCPT b": SILENT}, DEFERRED),
    "DATA 451": Case({"DATA b": "451 4.3.0 no room"}, DEFERRED),
    "DATA 554": Case({"DATA b": "554 5.5.1 no"}, REFUSED),
    "DATA dropped": Case({"DATA b": DROP}, DEFERRED),
    "dropped in the body": Case({"BODY b": DROP}, UNCERTAIN, or_b=DEFERRED),
    "dot 451": Case({"DOT b": "451 4.3.0 scanner"}, DEFERRED, 1),
    "dot 550": Case({"DOT b": "550 5.7.1 spam"}, REFUSED, 1),
    "dot 552": Case({"DOT b": "552 5.3.4 too big"}, REFUSED, 1),
    "dot 421": Case({"DOT b": "421 4.3.2 bye"}, DEFERRED, 1),
    "dot dropped": Case({"DOT b": DROP}, UNCERTAIN, 1),
    "dot silent": Case({"DOT b": SILENT}, UNCERTAIN, 1),
    "dot nonsense": Case({"DOT b": "yes"}, UNCERTAIN, 1),
    "SIZE 10": Case({"EHLO": "250-mail.example.go.th\r\n250 SIZE 10"}, REFUSED, others=REFUSED),
}


def delivered(url: str, to: SmtpMail, timeout: float = 2.0) -> dict[str, MessageState]:
    """One delivery; how each message stands."""
    mailer = SmtpMailer(to, timeout=timeout, dot_timeout=timeout)
    with Store.open(url) as store:
        try:
            deliver(store, mailer, NOW)
        except MailError:
            pass
        finally:
            mailer.close()
        return {row.recipient[0]: row.state for row in store.messages()}


@pytest.mark.parametrize("name", BEHAVIOURS)
def test_the_ledger_is_what_the_server_has(tmp_path: Path, name: str) -> None:
    """And a second delivery after the server is mended, days later, doubles nobody and leaves nobody out."""
    case, url = BEHAVIOURS[name], outbox(tmp_path)
    with scripted(case.does) as server:
        states = delivered(url, settings(server.port))
        took = Counter(to[0] for to, _ in server.took)
        assert states["b"] in (case.b, case.or_b)
        assert states["a"] is states["c"] is case.others
        assert took["b"] == case.has
        assert {to: took[to] for to in "ac"} == dict.fromkeys("ac", int(case.others is SENT))
        server.script, accepted = {}, Counter(to for to, state in states.items() if state is SENT)
        with Store.open(url) as store:
            again = SmtpMailer(settings(server.port), timeout=30, dot_timeout=30)
            deliver(store, again, NOW + dt.timedelta(days=1))
            again.close()
            after = {row.recipient[0]: row.state for row in store.messages()}
    more = Counter(to[0] for to, _ in server.took) - took
    assert more == Counter(to for to, state in states.items() if state in (READY, DEFERRED))
    assert all(state in (SENT, REFUSED, UNCERTAIN) for state in after.values())
    assert set(accepted) <= {to for to, state in after.items() if state is SENT}


@pytest.mark.parametrize("cut", [0, 1, 2, 3])
def test_a_line_cut_at_each_byte_of_the_dot(tmp_path: Path, cut: int) -> None:
    """The server goes away after so many bytes of `.`, CR, LF; it has no mail, which only the server knows.

    Not lost, for it is named until a person has said what became of it; not doubled, for it does not go by itself.
    """
    url = outbox(tmp_path)
    with scripted({"BODY b": f"cut {cut}"}) as server:
        states = delivered(url, settings(server.port))
        server.script = {}
        assert delivered(url, settings(server.port)) == states
    assert states == {"a": SENT, "b": UNCERTAIN, "c": SENT}
    assert Counter(to[0] for to, _ in server.took) == {"a": 1, "c": 1}


PAST = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


@contextmanager
def certified(name: str, tmp_path: Path) -> Iterator[tuple[ssl.SSLContext, Path]]:
    """A server's certificate that is wrong in this way, and the authority that we trust."""
    ours, theirs = trustme.CA(), trustme.CA()
    trusted = tmp_path / "ca.pem"
    ours.cert_pem.write_to_path(trusted)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    made = {
        "self-signed": lambda: theirs.issue_cert("localhost"),
        "expired": lambda: ours.issue_cert("localhost", not_before=PAST, not_after=PAST + dt.timedelta(1)),
        "wrong name": lambda: ours.issue_cert("other.example.go.th"),
        "good": lambda: ours.issue_cert("localhost"),
    }[name]()
    made.configure_cert(context)
    yield context, trusted


@pytest.mark.parametrize(
    ("name", "state"), [("self-signed", READY), ("expired", READY), ("wrong name", READY), ("good", SENT)]
)
def test_a_certificate_decides_for_all(tmp_path: Path, name: str, state: MessageState) -> None:
    url = outbox(tmp_path)
    with certified(name, tmp_path) as (context, ca_file), aiosmtpd(context) as (port, sink):
        states = delivered(url, settings(port, security="starttls", ca_file=ca_file), timeout=30)
    assert states == dict.fromkeys("abc", state)
    assert sorted(to for envelope in sink.envelopes for to in envelope.rcpt_tos) == PEOPLE * (state is SENT)


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize(("word", "state"), [("s3cret", SENT), ("wrong", READY)])
def test_a_wrong_password_is_tried_once_for_all(tmp_path: Path, word: str, state: MessageState) -> None:
    url = outbox(tmp_path)
    secret = tmp_path / "smtp-password"
    secret.touch(mode=0o600)
    secret.write_text(word)
    with aiosmtpd(auth_required=True, auth_require_tls=False) as (port, sink):
        states = delivered(url, settings(port, username="office", password_file=secret), timeout=30)
    assert (states, len(sink.logins)) == (dict.fromkeys("abc", state), 1)
    assert sorted(to for envelope in sink.envelopes for to in envelope.rcpt_tos) == PEOPLE * (state is SENT)


def test_this_table_has_at_least_25_behaviours() -> None:
    """Besides the dot's four cuts, three certificates and a password."""
    print(
        f"\nT11: {len(BEHAVIOURS) + 4 + 3 + 1} behaviours × {len(PEOPLE)} recipients: the ledger is what the sink got"
    )
    assert len(BEHAVIOURS) >= 25

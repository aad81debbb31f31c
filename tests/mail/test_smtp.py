"""What a server does, and what is then known of the message."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from sheets_sync.errors import MailError, StoreError
from sheets_sync.mail.answer import Answer
from sheets_sync.mail.smtp import SmtpMailer
from sheets_sync.model import MessageState

from .servers import DROP, SILENT, Scripted, scripted, settings

READY, SENDING, DOTTED, SENT, DEFERRED, REFUSED, UNCERTAIN = MessageState
EML = b"To: b@example.go.th\r\n\r\nline\r\n.dot first\r\n..two\r\n"


class Dots:
    """Counts the final dots that were announced."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> None:
        self.count += 1


def mailer(server: Scripted, timeout: float = 0.5) -> SmtpMailer:
    return SmtpMailer(settings(server.port), timeout=timeout, dot_timeout=timeout)


def send(sender: SmtpMailer, to: str = "b@example.go.th", on_dot: Callable[[], None] = lambda: None) -> Answer:
    return sender.send(EML, to, name="", on_dot=on_dot)


def test_a_message_arrives_byte_for_byte(mail_server: Scripted) -> None:
    sender, dots = mailer(mail_server), Dots()
    answer = send(sender, on_dot=dots)
    sender.close()
    assert (answer, dots.count) == (Answer(SENT, 250, "2.0.0 queued"), 1)
    assert mail_server.took == [("b@example.go.th", EML)]
    assert mail_server.heard == ["EHLO", "MAIL", "RCPT", "DATA", "QUIT"]


@pytest.fixture
def mail_server() -> Iterator[Scripted]:
    with scripted() as server:
        yield server


BEHAVIOURS = [
    # what the server does, to which verb; state, code, dots announced, messages the server has
    ("MAIL", "451 4.3.0 try again", DEFERRED, 451, 0, 0),
    ("MAIL", "421 4.3.2 shutting down", DEFERRED, 421, 0, 0),
    ("MAIL", "552 5.3.4 too big", REFUSED, 552, 0, 0),
    ("MAIL", DROP, DEFERRED, 0, 0, 0),
    ("MAIL", SILENT, DEFERRED, 0, 0, 0),
    ("MAIL", "what is this", DEFERRED, 0, 0, 0),
    ("RCPT", "450 4.2.0 greylisted", DEFERRED, 450, 0, 0),
    ("RCPT", "451 4.7.1 greylisted", DEFERRED, 451, 0, 0),
    ("RCPT", "452 4.2.2 mailbox full", DEFERRED, 452, 0, 0),
    ("RCPT", "421 4.7.0 too many", DEFERRED, 421, 0, 0),
    ("RCPT", "550 5.1.1 no such user", REFUSED, 550, 0, 0),
    ("RCPT", "553 5.1.3 bad address", REFUSED, 553, 0, 0),
    ("RCPT", DROP, DEFERRED, 0, 0, 0),
    ("RCPT", SILENT, DEFERRED, 0, 0, 0),
    ("DATA", "451 4.3.0 no space", DEFERRED, 451, 0, 0),
    ("DATA", "554 5.5.1 no", REFUSED, 554, 0, 0),
    ("DATA", "250 what?", DEFERRED, 0, 0, 0),
    ("DATA", DROP, DEFERRED, 0, 0, 0),
    ("DOT", "250 2.0.0 ok", SENT, 250, 1, 1),
    ("DOT", "451 4.3.0 scanner down", DEFERRED, 451, 1, 1),
    ("DOT", "421 4.3.2 shutting down", DEFERRED, 421, 1, 1),
    ("DOT", "550 5.7.1 spam", REFUSED, 550, 1, 1),
    ("DOT", "552 5.3.4 too big", REFUSED, 552, 1, 1),
    ("DOT", "354 go on", UNCERTAIN, 0, 1, 1),
    ("DOT", "yes", UNCERTAIN, 0, 1, 1),
    ("DOT", "2" * 9_000, UNCERTAIN, 0, 1, 1),
    ("DOT", DROP, UNCERTAIN, 0, 1, 1),
    ("DOT", SILENT, UNCERTAIN, 0, 1, 1),
]


@pytest.mark.parametrize(("verb", "does", "state", "code", "dots", "took"), BEHAVIOURS)
def test_the_ledger_says_what_the_server_did(
    verb: str, does: str, state: MessageState, code: int, dots: int, took: int
) -> None:
    """Three recipients; the server is odd about the second. The others are sent, each once."""
    script = {f"{verb} b" if verb != "MAIL" else verb: does}
    with scripted(script) as server:
        sender, said = mailer(server), Dots()
        answers = {
            to: send(sender, f"{to}@example.go.th", said) for to in ("a", "b", "c") if verb != "MAIL" or to == "b"
        }
        sender.close()
    assert (answers["b"].state, answers["b"].code) == (state, code)
    others = [answer.state for to, answer in answers.items() if to != "b"]
    assert others == [SENT] * len(others)
    arrived = [to[0] for to, _ in server.took]
    assert (said.count - len(others), arrived.count("b")) == (dots, took)
    assert [arrived.count(to) for to in answers if to != "b"] == [1] * len(others)


def test_a_connection_that_breaks_in_the_middle_of_the_body_has_sent_nothing() -> None:
    with scripted({"BODY b": DROP}) as server:
        sender, dots = mailer(server), Dots()
        long = b"x" * 70 + b"\r\n"
        answer = sender.send(EML + long * 200_000, "b@example.go.th", name="", on_dot=dots)
        sender.close()
    assert (answer.state, dots.count, server.took) == (REFUSED, 0, []), "larger than SIZE"
    with scripted({"BODY b": DROP, "EHLO": "250 mail.example.go.th"}) as server:
        sender = mailer(server)
        answer = sender.send(EML + long * 200_000, "b@example.go.th", name="", on_dot=dots)
        assert (answer.state, dots.count, server.took) == (DEFERRED, 0, [])
        assert send(sender, "c@example.go.th").state is SENT
        sender.close()


@pytest.mark.parametrize(
    ("script", "permanent", "said"),
    [
        ({"GREET": "554 5.7.1 go away"}, False, "does not answer: 554 5.7.1 go away; check mail.host"),
        ({"GREET": DROP}, False, "does not answer"),
        ({"GREET": SILENT}, False, "does not answer"),
        ({"EHLO": DROP}, False, "does not answer"),
        (
            {"MAIL": "550 5.7.1 not yours"},
            True,
            "refuses the sender report@example.go.th: 550 5.7.1 not yours; check mail",
        ),
        ({"MAIL": "530 5.7.0 log in first"}, True, "refuses the sender"),
        ({"RCPT": "530 5.7.0 log in first"}, True, "refuses the sender"),
    ],
)
def test_what_is_wrong_for_everybody_is_nobodys_refusal(script: dict[str, str], permanent: bool, said: str) -> None:
    with scripted(script) as server:
        sender, dots = mailer(server), Dots()
        with pytest.raises(MailError, match=re.escape(said)) as caught:
            send(sender, on_dot=dots)
        sender.close()
    assert (caught.value.permanent, dots.count, server.took) == (permanent, 0, [])


def test_an_old_server_without_ehlo_is_spoken_to_all_the_same() -> None:
    with scripted({"EHLO": "502 5.5.1 what?"}) as server:
        sender = mailer(server)
        assert send(sender).state is SENT
        sender.close()
    assert server.heard[:3] == ["EHLO", "HELO", "MAIL"]


def test_a_server_that_is_not_there_is_named() -> None:
    with scripted() as server:
        pass
    with pytest.raises(
        MailError, match=f"mail server localhost:{server.port} does not answer: Connection refused; check"
    ):
        send(mailer(server))


def test_without_a_note_of_the_dot_there_is_no_dot() -> None:
    """The caller could not commit `dotted`: the server must not have taken the message, nor take QUIT for a line."""

    def full_disk() -> None:
        raise StoreError("disk is full")

    with scripted() as server:
        sender = mailer(server)
        with pytest.raises(StoreError):
            send(sender, on_dot=full_disk)
        assert send(sender, "c@example.go.th").state is SENT
        sender.close()
    assert [to for to, _ in server.took] == ["c@example.go.th"]


def test_an_error_of_the_caller_is_not_taken_for_one_of_the_network() -> None:
    def no_database() -> None:
        raise ConnectionError("database")

    with scripted() as server, pytest.raises(ConnectionError, match="database"):
        send(mailer(server), on_dot=no_database)
    assert server.took == []


def test_the_dot_comes_after_its_note(mail_server: Scripted) -> None:
    had_then: list[int] = []
    sender = mailer(mail_server)
    send(sender, on_dot=lambda: had_then.append(len(mail_server.took)))
    sender.close()
    assert (had_then, len(mail_server.took)) == ([0], 1)


def test_one_connection_serves_many_messages() -> None:
    with scripted() as server:
        sender = mailer(server)
        answers = [send(sender, f"r{i}@example.go.th") for i in range(50)]
        sender.close()
    assert {answer.state for answer in answers} == {SENT}
    assert (server.heard.count("EHLO"), server.heard.count("RCPT")) == (1, 50)


def test_a_connection_that_died_while_it_idled_costs_nobody_an_attempt() -> None:
    with scripted({"RSET": DROP}) as server:
        sender = mailer(server)
        answers = [send(sender) for _ in range(3)]
        sender.close()
    assert [answer.state for answer in answers] == [SENT] * 3
    assert server.heard.count("EHLO") == 3


def test_a_message_larger_than_the_server_takes_is_not_begun() -> None:
    with scripted({"EHLO": "250-mail.example.go.th\r\n250 SIZE 40"}) as server:
        sender = mailer(server)
        answer = send(sender)
        sender.close()
    said = f"the message has {len(EML)} bytes, more than the 40 this server takes"
    assert answer == Answer(REFUSED, 552, said, too_large=True, limit=40)
    assert "MAIL" not in server.heard


def test_the_rate_is_kept(mail_server: Scripted) -> None:
    pauses: list[float] = []
    slow = SmtpMailer(settings(mail_server.port, per_minute=60), sleep=pauses.append)
    for _ in range(3):
        send(slow)
    slow.close()
    assert [round(pause, 1) for pause in pauses] == [1.0, 1.0]


def test_a_servers_words_are_one_short_line(mail_server: Scripted) -> None:
    mail_server.script = {"RCPT": "550-5.1.1 \x1b[31mno\r\n550 such user" + "!" * 900}
    sender = mailer(mail_server)
    answer = send(sender)
    sender.close()
    assert answer.text.startswith("5.1.1  [31mno such user!!!")
    assert len(answer.text) == 300


@pytest.mark.parametrize("to", ["a@y>\r\nRCPT TO:<evil@z.com", "a@x, b@y", ""])
def test_what_is_no_address_reaches_no_server(mail_server: Scripted, to: str) -> None:
    assert send(mailer(mail_server), to) == Answer(REFUSED, 0, "this is no e-mail address")
    assert mail_server.heard == []


def test_every_ending_of_a_body_ends_in_one_dot(mail_server: Scripted) -> None:
    sender = mailer(mail_server)
    for eml in (b"a", b"a\r\n", b"a\n", b"a\r", b"a\r\n.\r\n", b"a\n.\nMAIL FROM:<evil@z>\n", b""):
        assert sender.send(eml, "b@example.go.th", name="", on_dot=lambda: None).state is SENT
    sender.close()
    bodies = [body for _, body in mail_server.took]
    assert bodies == [b"a\r\n"] * 4 + [b"a\r\n.\r\n", b"a\r\n.\r\nMAIL FROM:<evil@z>\r\n", b"\r\n"]

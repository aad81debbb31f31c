"""A mail that comes back names its message, and nobody else can name one."""

from __future__ import annotations

import pytest

from sheets_sync.config.mail import SmtpMail
from sheets_sync.config.values import ADDRESS
from sheets_sync.errors import MailError
from sheets_sync.mail import message_in, return_path, token_of
from sheets_sync.mail.smtp import SmtpMailer

from .servers import Scripted, scripted, settings

KEY = b"k" * 32
TOKEN = token_of(KEY, 131, "ks@example.go.th")


def test_the_way_back_names_the_message_and_is_an_address() -> None:
    back = return_path("bounces@example.go.th", TOKEN)
    assert back == f"bounces+{TOKEN}@example.go.th"
    assert ADDRESS.fullmatch(return_path("b" * 30 + "@x.go.th", token_of(KEY, 10**9, "x")))
    assert len(return_path("b" * 30 + "@x.go.th", token_of(KEY, 10**9, "x")).partition("@")[0]) <= 64


@pytest.mark.parametrize("said", [TOKEN, f"bounces+{TOKEN}@example.go.th", f"To: <BOUNCES+{TOKEN.upper()}@X>\r\n"])
def test_the_message_is_read_out_of_whatever_holds_its_token(said: str) -> None:
    assert message_in(said) == (131, TOKEN)


@pytest.mark.parametrize("said", ["", "131", "bounces@example.go.th", f"x{TOKEN}", TOKEN[:-1], TOKEN + "0"])
def test_what_holds_no_token_names_no_message(said: str) -> None:
    assert message_in(said) is None


def test_a_token_is_of_one_message_one_recipient_and_one_installation() -> None:
    others = {token_of(KEY, 132, "ks@example.go.th"), token_of(KEY, 131, "yt@example.go.th")}
    assert TOKEN not in others | {token_of(b"j" * 32, 131, "ks@example.go.th")}
    assert token_of(KEY, 131, "KS@example.go.th") == TOKEN, "mail programs change the case"


def sent(server: Scripted, back: str) -> None:
    mailer = SmtpMailer(settings(server.port), timeout=2)
    mailer.send(b"a\r\n", "b@example.go.th", name="", on_dot=lambda: None, return_path=back)
    mailer.close()


def test_the_server_is_told_the_way_back_and_without_one_the_sender() -> None:
    with scripted() as server:
        sent(server, "bounces+1-0123456789ab@example.go.th")
        sent(server, "")
    assert server.senders == ["bounces+1-0123456789ab@example.go.th", "report@example.go.th"]


def test_a_way_back_that_the_server_refuses_is_named_by_its_key() -> None:
    with scripted({"MAIL": "553 5.7.1 not yours"}) as server, pytest.raises(MailError, match=r"check mail\.bounces"):
        sent(server, "bounces+1-0123456789ab@example.go.th")


@pytest.mark.parametrize("bad", ["a+b@example.go.th", "x" * 31 + "@example.go.th", "no address", "a@b, c@d"])
def test_an_address_without_room_for_a_token_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match=r"expected (an|one e-mail) address"):
        SmtpMail.model_validate({"kind": "smtp", "host": "localhost", "from": "a@example.go.th", "bounces": bad})

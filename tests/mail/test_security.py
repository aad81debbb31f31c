"""Certificates and logins: what is trusted, and what is said when it is not."""

from __future__ import annotations

import datetime as dt
import logging
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme

from sheets_sync.config.mail import FolderMail
from sheets_sync.errors import MailError
from sheets_sync.mail import Answer, examine, open_mailer
from sheets_sync.model import MessageState

from .servers import aiosmtpd, scripted, settings

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
EML = b"To: ks@example.go.th\r\n\r\nbody\r\n"
CANARY = "c4nary-s3cret"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> Path:
    path = tmp_path / "office-ca.pem"
    authority.cert_pem.write_to_path(path)
    return path


def server_context(authority: trustme.CA, *names: str, **options: Any) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(*names, **options).configure_cert(context)
    return context


@pytest.fixture
def password_file(tmp_path: Path) -> Path:
    path = tmp_path / "smtp-password"
    path.write_text("s3cret\n")
    path.chmod(0o600)
    return path


def send(port: int, **other: Any) -> Answer:
    with open_mailer(settings(port, **other)) as mailer:
        return mailer.send(EML, "ks@example.go.th", name="", on_dot=lambda: None)


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_message_goes_through_tls_after_one_login(
    authority: trustme.CA, ca_file: Path, password_file: Path, security: str
) -> None:
    context = server_context(authority, "localhost")
    login = {"username": "office", "password_file": password_file}
    with aiosmtpd(context, implicit=security == "tls", auth_required=True, auth_require_tls=False) as (port, sink):
        answer = send(port, security=security, ca_file=ca_file, **login)
    assert answer.state is MessageState.SENT
    assert [(e.mail_from, e.rcpt_tos) for e in sink.envelopes] == [("report@example.go.th", ["ks@example.go.th"])]
    assert sink.envelopes[0].content == EML
    assert sink.logins == ["PLAIN"]


def strangers(authority: trustme.CA) -> Iterator[tuple[str, ssl.SSLContext]]:
    past = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    yield (
        "self-signed certificate in certificate chain|unable to get local issuer",
        server_context(trustme.CA(), "localhost"),
    )
    yield "Hostname mismatch", server_context(authority, "other.example.go.th")
    yield (
        "certificate has expired",
        server_context(authority, "localhost", not_before=past, not_after=past + dt.timedelta(1)),
    )


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("which", [0, 1, 2], ids=["unknown authority", "wrong name", "expired"])
def test_a_stranger_gets_neither_message_nor_password(
    authority: trustme.CA, ca_file: Path, password_file: Path, security: str, which: int
) -> None:
    why, context = list(strangers(authority))[which]
    login = {"username": "office", "password_file": password_file}
    said = pytest.raises(MailError, match=f"cannot be trusted: .*({why}).*; check mail.host, the clock")
    with aiosmtpd(context, implicit=security == "tls") as (port, sink), said as caught:
        send(port, security=security, ca_file=ca_file, **login)
    assert (caught.value.permanent, sink.envelopes, sink.logins) == (True, [], [])


def test_without_the_offices_authority_its_server_is_a_stranger(authority: trustme.CA) -> None:
    with (
        aiosmtpd(server_context(authority, "localhost")) as (port, _),
        pytest.raises(MailError, match="cannot be trusted"),
    ):
        send(port, security="starttls")


def test_a_server_without_starttls_gets_nothing_in_the_clear(password_file: Path) -> None:
    """Also what an attacker on the line makes of a good server, by striking STARTTLS from its answer."""
    with (
        scripted() as server,
        pytest.raises(MailError, match="offers no STARTTLS, and nothing is sent in the clear") as caught,
    ):
        send(server.port, security="starttls", username="office", password_file=password_file)
    assert caught.value.permanent
    assert set(server.heard) <= {"EHLO", "QUIT"}


def test_tls_to_a_port_without_it_says_which_key_to_look_at() -> None:
    with (
        scripted() as server,
        pytest.raises(MailError, match=r"does not speak TLS there: .*; check mail\.port and mail\.sec"),
    ):
        send(server.port, security="tls")


def test_a_wrong_password_is_tried_once_and_stops_everything(
    authority: trustme.CA,
    ca_file: Path,
    password_file: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Three wrong ones lock an account, and smtplib's own login would try each mechanism."""
    password_file.write_text(CANARY)
    caplog.set_level(logging.DEBUG)
    login = {"username": "office", "password_file": password_file}
    said = pytest.raises(MailError, match=r"refuses the login of office: 535 .*; check mail\.username and")
    with aiosmtpd(server_context(authority, "localhost")) as (port, sink), said as caught:
        send(port, security="starttls", ca_file=ca_file, **login)
    assert (caught.value.permanent, len(sink.logins), sink.envelopes) == (True, 1, [])
    assert CANARY not in str(caught.value) + caplog.text + "".join(capfd.readouterr())


@pytest.mark.parametrize(
    ("replies", "permanent", "said"),
    [
        ({"AUTH": "454 4.7.0 later"}, False, "refuses the login of office: 454 4.7.0 later"),
        ({"AUTH": "drop"}, False, "closed the connection at login"),
        ({"EHLO": "250 mail.example.go.th"}, True, "offers no login by PLAIN or LOGIN"),
        ({"EHLO": "250-mail.example.go.th\r\n250 AUTH GSSAPI"}, True, "offers no login by PLAIN or LOGIN"),
    ],
)
def test_a_login_that_cannot_be_is_said_in_words(
    password_file: Path, replies: dict[str, str], permanent: bool, said: str
) -> None:
    script = {"EHLO": "250-mail.example.go.th\r\n250 AUTH LOGIN PLAIN"} | replies
    with scripted(script) as server, pytest.raises(MailError, match=said) as caught:
        send(server.port, username="office", password_file=password_file)
    assert caught.value.permanent is permanent


def test_an_old_server_that_knows_only_login_is_logged_in_to(password_file: Path) -> None:
    with aiosmtpd(auth_require_tls=False, auth_required=True, auth_exclude_mechanism=["PLAIN"]) as (port, sink):
        answer = send(port, username="office", password_file=password_file)
    assert (answer.state, sink.logins) == (MessageState.SENT, ["LOGIN"])


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o622])
def test_a_password_that_others_can_read_is_not_used(password_file: Path, mode: int) -> None:
    password_file.chmod(mode)
    script = {"EHLO": "250-mail.example.go.th\r\n250 AUTH PLAIN"}
    with scripted(script) as server, pytest.raises(MailError, match=r"mail\.password_file: .* run: chmod 600 "):
        send(server.port, username="office", password_file=password_file)
    assert "AUTH" not in server.heard


@pytest.mark.parametrize(
    ("content", "said"), [(None, "No such file"), (b"\xff\xfe", "not a text"), (b"\n", "is empty")]
)
def test_a_password_that_cannot_be_read_is_named(password_file: Path, content: bytes | None, said: str) -> None:
    password_file.unlink()
    if content is not None:
        password_file.write_bytes(content)
        password_file.chmod(0o600)
    script = {"EHLO": "250-mail.example.go.th\r\n250 AUTH PLAIN"}
    with scripted(script) as server, pytest.raises(MailError, match=rf"mail\.password_file: .*{said}"):
        send(server.port, username="office", password_file=password_file)


def test_an_authority_that_holds_no_certificate_is_named(authority: trustme.CA, password_file: Path) -> None:
    said = pytest.raises(MailError, match=r"mail\.ca_file: .*smtp-password holds no certificate")
    with aiosmtpd(server_context(authority, "localhost")) as (port, _), said:
        send(port, security="starttls", ca_file=password_file)


# ---------------------------------------------------------------- examine


def test_a_server_that_works_is_said_to_work(authority: trustme.CA, ca_file: Path, password_file: Path) -> None:
    with aiosmtpd(server_context(authority, "localhost"), data_size_limit=1_000_000) as (port, sink):
        steps = examine(
            settings(port, security="starttls", ca_file=ca_file, username="office", password_file=password_file)
        )
    what = f"mail server localhost:{port}, starttls, login as office"
    assert steps == [(what, "ok", "takes messages up to 1,000,000 bytes")]
    assert (sink.envelopes, sink.logins) == ([], ["PLAIN"])


def test_a_server_that_does_not_work_comes_with_its_mend(authority: trustme.CA) -> None:
    with aiosmtpd(server_context(authority, "localhost")) as (port, _):
        ((what, state, mend),) = examine(settings(port, security="starttls"))
    assert (what, state) == (f"mail server localhost:{port}, starttls", "wrong")
    assert "mail.ca_file where the office has its own authority" in mend


def test_a_folder_is_tried_by_writing_into_it(tmp_path: Path) -> None:
    good, bad = tmp_path / "mail", tmp_path / "file"
    bad.touch()
    assert examine(FolderMail(path=good)) == [(f"mail folder {good}", "ok", "")]
    assert list(good.iterdir()) == []
    ((_, state, mend),) = examine(FolderMail(path=bad))
    assert (state, mend[:11]) == ("wrong", "File exists")

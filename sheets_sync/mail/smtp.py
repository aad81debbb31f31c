"""Mail through a server, one recipient a transaction, with the instant of no return in the caller's hand."""

from __future__ import annotations

import os
import re
import smtplib
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ..config.mail import SmtpMail
from ..config.values import ADDRESS
from ..errors import MailError
from ..model import MessageState
from .answer import Answer
from .message import sender_address

TIMEOUT = 60.0  # seconds for an ordinary answer
DOT_TIMEOUT = 600.0  # RFC 5321, 4.5.3.2.6: a server may take ten minutes over the final dot
CHUNK = 65536
TOO_LARGE = 552
MAILBOX_FULL = b"5.2.2"  # the recipient's mailbox, which also answers 552: a lighter message would not fit either
SHUTTING_DOWN = 421
GO_AHEAD = 354
LOGIN_REQUIRED = 530
LINE_END = re.compile(rb"\r\n|\n|\r")
LINE_START_DOT = re.compile(rb"(?m)^\.")


class SmtpMailer:
    """Connects at the first message, reuses the connection, and never goes faster than the server's rate."""

    def __init__(
        self,
        settings: SmtpMail,
        *,
        timeout: float = TIMEOUT,
        dot_timeout: float = DOT_TIMEOUT,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._settings = settings
        self._timeout = timeout
        self._dot_timeout = dot_timeout
        self._sleep = sleep
        self._sender = sender_address(settings.sender).addr_spec
        self._client: smtplib.SMTP | None = None
        self._next = 0.0

    def send(
        self, eml: bytes, recipient: str, *, name: str, on_dot: Callable[[], None], return_path: str = ""
    ) -> Answer:
        """Send one message; see Mailer. `name` is for the folder's sake and of no use here."""
        if not ADDRESS.fullmatch(recipient):
            return Answer(MessageState.REFUSED, 0, "this is no e-mail address")
        self._wait()
        client = self._ready()
        limit = size_limit(client)
        if limit and len(eml) > limit:
            text = f"the message has {len(eml):,} bytes, more than the {limit:,} this server takes"
            return Answer(MessageState.REFUSED, TOO_LARGE, text, too_large=True, limit=limit)
        try:
            answer = self._hand_over(client, eml, recipient, return_path or self._sender)
            if answer is None:
                on_dot()
                answer = self._dot(client)
        except BaseException:
            self._drop()
            raise
        if answer.code in (0, SHUTTING_DOWN):
            self._drop()
        return answer

    def close(self) -> None:
        """Say goodbye, if there is anybody to say it to."""
        if self._client is not None:
            try:
                self._client.quit()
            except OSError:
                pass
            finally:
                self._drop()

    def _wait(self) -> None:
        pause = self._next - time.monotonic()
        if pause > 0:
            self._sleep(pause)
        self._next = time.monotonic() + 60 / self._settings.per_minute

    def _ready(self) -> smtplib.SMTP:
        """A connection that answers: one that died while it idled must not cost a message an attempt."""
        if self._client is not None:
            try:
                if self._client.rset()[0] == 250:
                    return self._client
            except OSError:
                pass
            self._drop()
        self._client = connect(self._settings, self._timeout)
        return self._client

    def _drop(self) -> None:
        """Cut the connection without a word: after half a message QUIT would become part of it."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def _hand_over(self, client: smtplib.SMTP, eml: bytes, recipient: str, sender: str) -> Answer | None:
        """All but the final dot; None when only that is missing, else why it did not come to it."""
        try:
            answer = self._offer(client, eml, recipient, sender)
            if answer is None:
                body = _stuffed(eml)
                for start in range(0, len(body), CHUNK):
                    client.send(body[start : start + CHUNK])
        except OSError as error:
            return Answer(MessageState.DEFERRED, 0, f"connection lost before the message was complete: {_said(error)}")
        return answer

    def _offer(self, client: smtplib.SMTP, eml: bytes, recipient: str, sender: str) -> Answer | None:
        """MAIL, RCPT and DATA; None when the server waits for the message."""
        options = [f"SIZE={len(eml)}"] if client.has_extn("size") else []
        code, text = client.mail(sender, options)
        if code // 100 == 5 and code != TOO_LARGE:
            raise self._nobody(sender, code, text)
        if code // 100 != 2:
            return _refusal(code, text)
        code, text = client.rcpt(recipient)
        if code == LOGIN_REQUIRED:
            raise self._nobody(sender, code, text)
        if code // 100 != 2:
            return replace(_refusal(code, text), too_large=False)  # of the mailbox, not of the message
        code, text = client.docmd("DATA")
        return None if code == GO_AHEAD else _refusal(code, text)

    def _nobody(self, sender: str, code: int, text: bytes) -> MailError:
        """The server takes nothing from this sender: no recipient's fault."""
        keys = "mail.from" if sender == self._sender else "mail.bounces"
        return MailError(
            f"{_place(self._settings)} refuses the sender {sender}: {code} {_line(text)}; "
            f"check {keys}, mail.username and what the account may send as",
            permanent=True,
        )

    def _dot(self, client: smtplib.SMTP) -> Answer:
        """The final dot and the answer to it. Without an answer nobody knows whether the mail was taken (RFC 1047)."""
        try:
            if client.sock is not None:
                client.sock.settimeout(self._dot_timeout)
            client.send(b".\r\n")
            code, text = client.getreply()
            if client.sock is not None:
                client.sock.settimeout(self._timeout)
        except OSError as error:
            return Answer(MessageState.UNCERTAIN, 0, f"no answer after the final dot: {_said(error)}")
        if code // 100 == 2:
            return Answer(MessageState.SENT, code, _line(text))
        if code // 100 in (4, 5):
            return _refusal(code, text)
        return Answer(MessageState.UNCERTAIN, 0, f"an answer that means nothing: {code} {_line(text)}")


def _stuffed(eml: bytes) -> bytes:
    """CRLF at every line's end, and a second dot where a line begins with one (RFC 5321, 4.5.2)."""
    lines = LINE_END.sub(b"\r\n", eml)
    return LINE_START_DOT.sub(b"..", lines if lines.endswith(b"\r\n") else lines + b"\r\n")


def connect(settings: SmtpMail, timeout: float = TIMEOUT) -> smtplib.SMTP:
    """A connection over which mail can be sent, certificate checked and logged in; MailError when there is none."""
    client = _secured(settings, timeout)
    try:
        if settings.username:
            _login(client, settings)
    except BaseException:
        client.close()
        raise
    return client


def _secured(settings: SmtpMail, timeout: float) -> smtplib.SMTP:
    client: smtplib.SMTP | None = None
    place = _place(settings)
    try:
        if settings.security == "tls":
            client = smtplib.SMTP_SSL(settings.host, settings.port, timeout=timeout, context=_context(settings))
        else:
            client = smtplib.SMTP(settings.host, settings.port, timeout=timeout)
        if client.sock is not None:  # the dot goes out by itself: Nagle's algorithm would hold it back for 40 ms
            client.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.ehlo_or_helo_if_needed()
        if settings.security == "starttls":
            if not client.has_extn("starttls"):
                raise MailError(
                    f"{place} offers no STARTTLS, and nothing is sent in the clear; "
                    "check mail.port (587 for starttls, 465 for tls) or ask for a server with TLS",
                    permanent=True,
                )
            client.starttls(context=_context(settings))
            client.ehlo_or_helo_if_needed()
    except BaseException as error:
        if client is not None:
            client.close()
        if isinstance(error, OSError | UnicodeError):
            raise _no_connection(place, error) from error
        raise
    return client


def _context(settings: SmtpMail) -> ssl.SSLContext:
    """Certificate and host name are checked; the office's own authority is added to those of the system."""
    context = ssl.create_default_context()
    if settings.ca_file is not None:
        try:
            context.load_verify_locations(settings.ca_file)
        except OSError as error:  # ssl.SSLError is one
            raise MailError(
                f"mail.ca_file: {settings.ca_file} holds no certificate: {error}", permanent=True
            ) from error
    return context


def _no_connection(place: str, error: Exception) -> MailError:
    if isinstance(error, ssl.SSLCertVerificationError):
        return MailError(
            f"{place} shows a certificate that cannot be trusted: {error.verify_message}; "
            "check mail.host, the clock, and mail.ca_file where the office has its own authority",
            permanent=True,
        )
    if isinstance(error, smtplib.SMTPNotSupportedError | ssl.SSLError):
        return MailError(
            f"{place} does not speak TLS there: {error}; check mail.port and mail.security", permanent=True
        )
    return MailError(f"{place} does not answer: {_said(error)}; check mail.host, mail.port and the network")


def _login(client: smtplib.SMTP, settings: SmtpMail) -> None:
    """One attempt by one mechanism: smtplib's own login tries all, and three wrong ones lock an account."""
    place = _place(settings)
    client.user, client.password = settings.username, password(settings)
    offered = str(client.esmtp_features.get("auth", "")).upper().split()
    methods = {"PLAIN": client.auth_plain, "LOGIN": client.auth_login}
    chosen = next((name for name in methods if name in offered), None)
    if chosen is None:
        raise MailError(f"{place} offers no login by PLAIN or LOGIN; check mail.port and mail.security", permanent=True)
    try:
        client.auth(chosen, methods[chosen])
    except smtplib.SMTPAuthenticationError as error:
        raise MailError(
            f"{place} refuses the login of {settings.username}: {error.smtp_code} {_line(error.smtp_error)}; "
            "check mail.username and the password in mail.password_file",
            permanent=error.smtp_code // 100 == 5,
        ) from None
    except OSError as error:
        raise MailError(f"{place} closed the connection at login: {_said(error)}; try again later") from error
    finally:
        client.password = ""


def password(settings: SmtpMail) -> str:
    """The first line of the password file; MailError when it is missing, or others can read it."""
    path = settings.password_file or Path()
    try:
        status = path.stat()
        if status.st_mode & 0o077 or status.st_uid not in (os.geteuid(), 0):
            raise MailError(f"mail.password_file: {path} can be read by others; run: chmod 600 {path}", permanent=True)
        secret = path.read_text(encoding="utf-8").split("\n", 1)[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not a text"
        raise MailError(f"mail.password_file: {path} cannot be read: {reason}", permanent=True) from error
    if not secret:
        raise MailError(f"mail.password_file: {path} is empty; write the password into its first line", permanent=True)
    return secret


def size_limit(client: smtplib.SMTP) -> int:
    """The largest message that the server says it takes; 0 when it does not say."""
    text = str(client.esmtp_features.get("size", "")).strip()
    return int(text) if text.isdecimal() else 0


def _refusal(code: int, text: bytes) -> Answer:
    """5xx: never; anything else that is no yes, nonsense included: later."""
    if code // 100 == 5:
        too_large = code == TOO_LARGE and not text.lstrip().startswith(MAILBOX_FULL)
        return Answer(MessageState.REFUSED, code, _line(text), too_large)
    return Answer(MessageState.DEFERRED, code if code // 100 == 4 else 0, _line(text))


def _place(settings: SmtpMail) -> str:
    return f"mail server {settings.host}:{settings.port}"


def _line(text: bytes | str) -> str:
    """A server's words as one short line without anything that could act on a terminal or a log."""
    shown = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return re.sub(r"[\x00-\x1f\x7f-\x9f]+", " ", shown).strip()[:300]


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_line(error.smtp_error)}"
    return _line(getattr(error, "strerror", None) or str(error)) or type(error).__name__

"""A connection to a mail server: certificate checked, logged in once, or an error that names the mend."""

from __future__ import annotations

import os
import re
import smtplib
import socket
import ssl
from pathlib import Path

from ..config.mail import SmtpMail
from ..errors import MailError

TIMEOUT = 60.0  # seconds for an ordinary answer


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
    where = place(settings)
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
                    f"{where} offers no STARTTLS, and nothing is sent in the clear; "
                    "check mail.port (587 for starttls, 465 for tls) or ask for a server with TLS",
                    permanent=True,
                )
            client.starttls(context=_context(settings))
            client.ehlo_or_helo_if_needed()
    except BaseException as error:
        if client is not None:
            client.close()
        if isinstance(error, OSError | UnicodeError):
            raise _no_connection(where, error) from error
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


def _no_connection(where: str, error: Exception) -> MailError:
    if isinstance(error, ssl.SSLCertVerificationError):
        return MailError(
            f"{where} shows a certificate that cannot be trusted: {error.verify_message}; "
            "check mail.host, the clock, and mail.ca_file where the office has its own authority",
            permanent=True,
        )
    if isinstance(error, smtplib.SMTPNotSupportedError | ssl.SSLError):
        return MailError(
            f"{where} does not speak TLS there: {error}; check mail.port and mail.security", permanent=True
        )
    return MailError(f"{where} does not answer: {said(error)}; check mail.host, mail.port and the network")


def _login(client: smtplib.SMTP, settings: SmtpMail) -> None:
    """One attempt by one mechanism: smtplib's own login tries all, and three wrong ones lock an account."""
    where = place(settings)
    client.user, client.password = settings.username, password(settings)
    offered = str(client.esmtp_features.get("auth", "")).upper().split()
    methods = {"PLAIN": client.auth_plain, "LOGIN": client.auth_login}
    chosen = next((name for name in methods if name in offered), None)
    if chosen is None:
        raise MailError(f"{where} offers no login by PLAIN or LOGIN; check mail.port and mail.security", permanent=True)
    try:
        client.auth(chosen, methods[chosen])
    except smtplib.SMTPAuthenticationError as error:
        raise MailError(
            f"{where} refuses the login of {settings.username}: {error.smtp_code} {line(error.smtp_error)}; "
            "check mail.username and the password in mail.password_file",
            permanent=error.smtp_code // 100 == 5,
        ) from None
    except OSError as error:
        raise MailError(f"{where} closed the connection at login: {said(error)}; try again later") from error
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


def place(settings: SmtpMail) -> str:
    """The server as errors name it."""
    return f"mail server {settings.host}:{settings.port}"


def line(text: bytes | str) -> str:
    """A server's words as one short line without anything that could act on a terminal or a log."""
    shown = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return re.sub(r"[\x00-\x1f\x7f-\x9f]+", " ", shown).strip()[:300]


def said(error: Exception) -> str:
    """An error of the network, or a server's last word, as one short line."""
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {line(error.smtp_error)}"
    return line(getattr(error, "strerror", None) or str(error)) or type(error).__name__

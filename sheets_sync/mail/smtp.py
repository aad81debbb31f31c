"""Mail through a server, one recipient a transaction, with the instant of no return in the caller's hand."""

from __future__ import annotations

import re
import smtplib
import time
from collections.abc import Callable
from dataclasses import replace

from ..config.mail import SmtpMail
from ..config.values import ADDRESS
from ..errors import MailError
from ..model import MessageState
from .answer import Answer, StoppedAtDot
from .connection import TIMEOUT, connect, line, place, said, size_limit
from .message import sender_address

DOT_TIMEOUT = 600.0  # RFC 5321, 4.5.3.2.6: a server may take ten minutes over the final dot
LAST_WORD = 4.0  # seconds that are left for that answer once we are asked to stop
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

    def hang_up(self) -> None:
        """Leave without a goodbye, for the answer to which there is no time."""
        self._drop()

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
            return Answer(MessageState.DEFERRED, 0, f"connection lost before the message was complete: {said(error)}")
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
            f"{place(self._settings)} refuses the sender {sender}: {code} {line(text)}; "
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
        except KeyboardInterrupt as stop:
            raise StoppedAtDot(_last_word(client)) from stop
        except OSError as error:
            return Answer(MessageState.UNCERTAIN, 0, f"no answer after the final dot: {said(error)}")
        return _verdict(code, text)


def _last_word(client: smtplib.SMTP) -> Answer:
    """Asked to stop, we wait some seconds more: most servers answer in one, and an uncertain mail costs a call.

    Who waited out the ten minutes that a server may take would be killed first; nobody then knew more than we do.
    """
    try:
        if client.sock is not None:
            client.sock.settimeout(LAST_WORD)
        return _verdict(*client.getreply())
    except OSError:
        return Answer(MessageState.UNCERTAIN, 0, "asked to stop before the server answered the final dot")


def _verdict(code: int, text: bytes) -> Answer:
    """What the answer to the final dot means."""
    if code // 100 == 2:
        return Answer(MessageState.SENT, code, line(text))
    if code // 100 in (4, 5):
        return _refusal(code, text)
    return Answer(MessageState.UNCERTAIN, 0, f"an answer that means nothing: {code} {line(text)}")


def _stuffed(eml: bytes) -> bytes:
    """CRLF at every line's end, and a second dot where a line begins with one (RFC 5321, 4.5.2)."""
    lines = LINE_END.sub(b"\r\n", eml)
    return LINE_START_DOT.sub(b"..", lines if lines.endswith(b"\r\n") else lines + b"\r\n")


def _refusal(code: int, text: bytes) -> Answer:
    """5xx: never; anything else that is no yes, nonsense included: later."""
    if code // 100 == 5:
        too_large = code == TOO_LARGE and not text.lstrip().startswith(MAILBOX_FULL)
        return Answer(MessageState.REFUSED, code, line(text), too_large)
    return Answer(MessageState.DEFERRED, code if code // 100 == 4 else 0, line(text))

"""Mail servers on loopback: one that does what a script says, and aiosmtpd with and without TLS."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from sheets_sync.config.mail import SmtpMail

DROP = "drop"  # close the connection without a word
SILENT = "silent"  # answer nothing more
SENDER = "สพจ.กาฬสินธุ์ <report@example.go.th>"


def settings(port: int, **other: Any) -> SmtpMail:
    values = {"kind": "smtp", "host": "localhost", "port": port, "from": SENDER, "security": "none"}
    return SmtpMail.model_validate(values | {"per_minute": 600_000} | other)


# ---------------------------------------------------------------- by script

USUAL = {
    "GREET": "220 mail.example.go.th ESMTP",
    "EHLO": "250-mail.example.go.th\r\n250 SIZE 1000000",
    "HELO": "250 mail.example.go.th",
    "MAIL": "250 2.1.0 ok",
    "RCPT": "250 2.1.5 ok",
    "DATA": "354 go ahead",
    "DOT": "250 2.0.0 queued",
    "RSET": "250 2.0.0 ok",
    "QUIT": "221 2.0.0 bye",
}


@dataclass
class Scripted:
    """Answers each verb as `USUAL` says, or as its script does.

    `script` is by verb, or by verb and recipient's first letter (`RCPT b`). `BODY` acts in the middle of a message.
    `took` is what was taken: whole messages, with or without an answer. `heard` is every verb in order, `senders` every
    return path. Messages of more than `most` bytes are not taken, which is said after the last dot. `dotted` is set at
    the first message, whose answer comes `late` seconds after; silence lasts `silence` seconds.
    """

    script: Mapping[str, str]
    took: list[tuple[str, bytes]] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    most: int = 0
    late: float = 0
    silence: float = 5
    dotted: threading.Event = field(default_factory=threading.Event)
    done: threading.Event = field(default_factory=threading.Event)
    port: int = 0

    def serve(self, listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self.attend, args=(connection,), daemon=True).start()

    def attend(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as lines, contextlib.suppress(OSError):
            self.talk(connection, lines)

    def talk(self, connection: socket.socket, lines: BinaryIO) -> None:
        recipient = ""
        if not self.answer(connection, "GREET"):
            return
        for line in lines:
            verb, _, rest = line.decode("ascii", "replace").strip().partition(" ")
            verb = verb.upper()
            self.heard.append(verb)
            if verb == "MAIL":
                self.senders.append(rest.split("<")[1].split(">")[0])
            if verb == "RCPT":
                recipient = rest.split("<")[1].split(">")[0]
            if not self.answer(connection, verb, recipient):
                return
            if verb == "QUIT":
                return
            if verb == "DATA" and self.reply("DATA", recipient).startswith("354"):
                if self.reply("BODY", recipient) == DROP:
                    lines.readline()
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                    return
                cut = self.reply("BODY", recipient).partition("cut ")[2]
                body = self.message(lines, int(cut) if cut else None)
                if body is None:
                    return
                if self.most and len(body) > self.most:
                    connection.sendall(b"552 5.3.4 too big\r\n")
                    continue
                self.took.append((recipient, body))
                self.dotted.set()
                self.done.wait(self.late)
                if not self.answer(connection, "DOT", recipient):
                    return

    def message(self, lines: BinaryIO, cut: int | None = None) -> bytes | None:
        """The message up to its dot, dots undone; None when either side went away before it.

        With a cut the server goes away after so many of the three bytes of the dot's line, and takes nothing.
        """
        body = outer = b""
        for line in lines:
            if cut is not None and outer and line.strip() == outer + b"--":  # the last line of a mail of parts
                lines.read(cut)
                return None
            if line.startswith(b"--=_") and not outer:
                outer = line.strip()
            if line == b".\r\n":
                return body
            body += line[1:] if line.startswith(b".") else line
        return None

    def reply(self, verb: str, recipient: str = "") -> str:
        usual = USUAL.get(verb, "500 5.5.2 what?")
        return self.script.get(f"{verb} {recipient[:1]}", self.script.get(verb, usual))

    def answer(self, connection: socket.socket, verb: str, recipient: str = "") -> bool:
        """Whether the talk goes on."""
        reply = self.reply(verb, recipient)
        if reply == SILENT:
            self.done.wait(self.silence)
        if reply in (DROP, SILENT):
            return False
        connection.sendall(reply.encode() + b"\r\n")
        return not reply.startswith("421")


@contextlib.contextmanager
def scripted(script: Mapping[str, str] | None = None) -> Iterator[Scripted]:
    """A server that follows the script until the block ends."""
    server = Scripted(script or {})
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server.port = listener.getsockname()[1]
        thread = threading.Thread(target=server.serve, args=(listener,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.done.set()
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(5)
    assert not thread.is_alive()


# ---------------------------------------------------------------- aiosmtpd


@dataclass
class Sink:
    """Keeps what came in."""

    envelopes: list[Envelope] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.envelopes.append(envelope)
        return "250 2.0.0 queued"

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, how: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append(how)
        return AuthResult(success=(data.login, data.password) == (b"office", b"s3cret"), handled=False)


@contextlib.contextmanager
def aiosmtpd(
    context: ssl.SSLContext | None = None, *, implicit: bool = False, **options: Any
) -> Iterator[tuple[int, Sink]]:
    """A real server; with a context it offers STARTTLS, or speaks TLS from the first byte."""
    sink = Sink()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    tls = {"ssl_context": context} if implicit else {"tls_context": context, "require_starttls": bool(context)}
    controller = Controller(sink, hostname="127.0.0.1", port=port, authenticator=sink.authenticate, **tls, **options)
    controller.start()
    try:
        yield port, sink
    finally:
        controller.stop()

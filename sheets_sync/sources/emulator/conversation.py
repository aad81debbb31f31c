"""HTTP on a loopback socket: requests in, answers out, whole or broken just as they are told to be."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from .answers import Answer, Call
from .routes import routed

LARGEST_BODY = 10 << 20
HEADERS = {
    "Server": "ESF",
    "Vary": "Origin, X-Origin, Referer",
    "Cache-Control": "private",
    "X-XSS-Protection": "0",
    "X-Frame-Options": "SAMEORIGIN",
    "X-Content-Type-Options": "nosniff",
}
NO_LINGER = struct.pack("ii", 1, 0)  # what is closed so ends with a reset


class Server(ThreadingHTTPServer):
    """A listening socket that gives every call to `reply` and sends what that returns."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], reply: Callable[[Call], Answer]) -> None:
        self.reply = reply
        self.connections: set[socket.socket] = set()
        self.resets: set[socket.socket] = set()
        self.closing = threading.Event()
        super().__init__(address, Conversation)

    def hang_up(self) -> None:
        """Close what clients keep open, and end every silence."""
        self.closing.set()
        for connection in list(self.connections):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue

    def shutdown_request(self, request: Any) -> None:
        """Close one connection; a reset must not be preceded by the farewell that a shutdown sends."""
        if request in self.resets:
            self.resets.discard(request)
            self.close_request(request)
        else:
            super().shutdown_request(request)

    def handle_error(self, *_: Any) -> None:
        """A client that goes away in the middle is no error of the server's."""


class Conversation(BaseHTTPRequestHandler):
    """One kept connection."""

    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # with wbufsize, one packet an answer: 40 ms less each
    wbufsize = -1
    timeout = 240

    def setup(self) -> None:
        super().setup()
        self.server.connections.add(self.connection)

    def finish(self) -> None:
        self.server.connections.discard(self.connection)
        super().finish()

    def do_GET(self) -> None:
        self._converse()

    def do_POST(self) -> None:
        self._converse()

    do_PUT = do_PATCH = do_DELETE = do_POST

    def _converse(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        if length > LARGEST_BODY:
            self.close_connection = True
            return
        call = routed(self.command, self.path)
        body = self.rfile.read(length)
        call = replace(call, authorization=self.headers.get("Authorization", ""), body=body)
        self._send(self.server.reply(call))

    def _send(self, answer: Answer) -> None:
        if answer.delay:
            self.server.closing.wait(answer.delay)
        if answer.reset:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGER)
            self.server.resets.add(self.connection)
        if answer.sent is not None:
            self.close_connection = True
        if answer.sent == 0:
            return
        self._head(answer)
        part = answer.body[: answer.sent]
        if answer.framing == "chunked":
            end = b"" if answer.sent is not None else b"\r\n0\r\n\r\n"
            part = b"%x\r\n%b" % (len(answer.body), part) + end
        self.wfile.write(part)

    def _head(self, answer: Answer) -> None:
        self.send_response_only(answer.status)
        own = {"Content-Type": answer.content_type, "Date": self.date_time_string()}
        if answer.framing == "length":
            own["Content-Length"] = str(len(answer.body))
        elif answer.framing == "chunked":
            own["Transfer-Encoding"] = "chunked"
        else:
            own["Connection"] = "close"  # and so the connection is
        for name, value in {**HEADERS, **own, **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """The log is `Emulator.requests`; nothing goes to stderr."""

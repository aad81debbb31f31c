"""No link makes us knock at this machine or its network (faults.md, S5)."""

from __future__ import annotations

import _socket
import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import trustme

from sheets_sync.model import Flaw, PhotoState
from sheets_sync.photos import web
from sheets_sync.photos.web import Web, is_public

from .pictures import picture

PUBLIC = "127.0.0.2"  # stands for a public address in these tests
HOST = "pictures.example"


class Trap:
    """A TLS server on one loopback address that counts who connects, and answers as `reply` says."""

    def __init__(self, address: str, port: int, context: ssl.SSLContext) -> None:
        self.hits, self.paths = 0, []
        self.reply: Callable[[BaseHTTPRequestHandler], None] = lambda handler: None
        trap = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                trap.paths.append(self.path)
                trap.reply(self)

            def log_message(self, *_: Any) -> None:
                """Nothing goes to stderr."""

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def get_request(self) -> tuple[socket.socket, Any]:
                plain, peer = super().get_request()
                trap.hits += 1
                return context.wrap_socket(plain, server_side=True, do_handshake_on_connect=False), peer

            def handle_error(self, *_: Any) -> None:
                """A client that hangs up is what these tests are about."""

        self.server = Server((address, port), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class Street:
    """A server that is public, a trap on 127.0.0.1 at the same port, and the web that leads to both."""

    def __init__(self, folder: Path) -> None:
        authority = trustme.CA()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(HOST, "127.0.0.1", "::1", PUBLIC).configure_cert(context)
        self.trap = Trap("127.0.0.1", 0, context)
        self.server = Trap(PUBLIC, self.trap.port, context)
        self.names = {HOST: [PUBLIC], "inside.example": ["127.0.0.1"], "both.example": [PUBLIC, "127.0.0.1"]}
        trusted = ssl.create_default_context()
        authority.configure_trust(trusted)
        self.web = Web(self.look_up, lambda ip: ip == PUBLIC or is_public(ip), trusted, self.trap.port)

    def look_up(self, host: str, port: int) -> Sequence[str]:
        """Names from the list; what is a number in any spelling, as the C library reads it."""
        if host in self.names:
            return self.names[host]
        found = _socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM, 0, socket.AI_NUMERICHOST)
        return [str(each[4][0]) for each in found]


@pytest.fixture
def street(tmp_path: Path) -> Iterator[Street]:
    one = Street(tmp_path)
    yield one
    one.trap.close()
    one.server.close()


def answering(status: int = 200, body: bytes = b"", **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        with contextlib.suppress(OSError):
            handler.wfile.write(body)

    return reply


def test_a_picture_of_a_public_address_comes_whole(street: Street) -> None:
    street.server.reply = answering(200, picture())
    got = street.web.picture(f"https://{HOST}/a/b.jpg?w=1")
    assert (got.state, got.content) == (PhotoState.FETCHED, picture())
    assert street.server.paths == ["/a/b.jpg?w=1"]


@pytest.mark.parametrize(
    "host",
    """127.0.0.1 127.1 0x7f000001 2130706433 0177.0.0.1 [::1] [::ffff:127.0.0.1] [::ffff:7f00:1] 0 0.0.0.0 localhost
    169.254.169.254 100.64.0.1 10.0.0.1 192.168.1.1 172.16.0.1 [fe80::1] [fc00::1] [64:ff9b::7f00:1] [2002:7f00:1::]
    224.0.0.1 inside.example both.example""".split(),
)
def test_no_spelling_of_an_inner_address_is_knocked_at(street: Street, host: str) -> None:
    street.names["localhost"] = ["127.0.0.1", "::1"]
    got = street.web.picture(f"https://{host}/photo.jpg")
    assert (got.state, got.flaw) == (PhotoState.UNREADABLE, Flaw.ADDRESS)
    assert (street.trap.hits, street.server.hits) == (0, 0)


@pytest.mark.parametrize(
    "link",
    [
        "file:///etc/passwd", "data:image/png;base64,AAAA", "http://pictures.example/a.jpg", "ftp://pictures.example/",
        "https://user:secret@pictures.example/a.jpg", "https://pictures.example:8443/a.jpg", "https:///a.jpg", "//x/y",
        "https://pictures.example/a b\r\nHost: inside.example", "javascript:alert(1)", "https://[::1/a.jpg",
    ],
)  # fmt: skip
def test_only_plain_https_addresses_are_asked(street: Street, link: str) -> None:
    got = street.web.picture(link)
    assert got.state in (PhotoState.UNREADABLE, PhotoState.LATER)
    assert got.content == b""
    assert (street.trap.hits, street.server.hits) == (0, 0)


@pytest.mark.parametrize(
    "to", ["https://127.0.0.1/x", "https://inside.example/x", "https://0x7f000001/x", "file:///etc/passwd"]
)
def test_a_redirect_is_looked_at_as_the_link_was(street: Street, to: str) -> None:
    street.server.reply = answering(302, Location=to)
    assert street.web.picture(f"https://{HOST}/a.jpg").flaw is Flaw.ADDRESS
    assert (street.trap.hits, street.server.hits) == (0, 1)


def test_three_redirects_are_followed_and_no_fourth(street: Street) -> None:
    def onward(handler: BaseHTTPRequestHandler) -> None:
        step = int(handler.path[1:])
        answering(302, Location=f"/{step + 1}")(handler) if step < last else answering(200, picture())(handler)

    street.server.reply = onward
    last = 3
    assert street.web.picture(f"https://{HOST}/0").state is PhotoState.FETCHED
    last = 4
    assert street.web.picture(f"https://{HOST}/0").flaw is Flaw.ADDRESS
    assert street.server.paths == ["/0", "/1", "/2", "/3"] * 2


def test_a_name_is_looked_up_once_and_the_address_then_kept(street: Street) -> None:
    """A name that answers otherwise the second time (DNS rebinding) gains nothing."""
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    rebinding = Web(lambda host, port: next(answers), street.web.public, street.web.context, street.web.port)
    street.server.reply = answering(200, picture())
    assert rebinding.picture(f"https://{HOST}/a.jpg").state is PhotoState.FETCHED
    assert (street.trap.hits, street.server.hits) == (0, 1)


def test_a_certificate_of_another_is_no_answer(street: Street) -> None:
    street.names["other.example"] = [PUBLIC]
    assert street.web.picture("https://other.example/a.jpg").state is PhotoState.LATER
    assert street.server.paths == []


@pytest.mark.parametrize("told", [True, False], ids=["told", "untold"])
def test_more_than_ten_megabytes_are_not_read(street: Street, told: bool) -> None:
    sent = 0

    def pour(handler: BaseHTTPRequestHandler) -> None:
        nonlocal sent
        handler.send_response(200)
        if told:
            handler.send_header("Content-Length", str(1 << 30))
        handler.end_headers()
        with contextlib.suppress(OSError):
            for _ in range(1 << 10):
                handler.wfile.write(b"\0" * (1 << 20))
                sent += 1

    street.server.reply = pour
    assert street.web.picture(f"https://{HOST}/a.jpg").flaw is Flaw.LARGE
    assert sent < 40


@pytest.mark.parametrize("where", ["head", "body"])
def test_a_server_that_drips_holds_nobody(street: Street, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "SECONDS", 0.8)

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if where == "body" else b"X: "))
        with contextlib.suppress(OSError):
            for _ in range(100):
                handler.wfile.write(b"a")
                time.sleep(0.1)

    street.server.reply = drip
    began = time.monotonic()
    assert street.web.picture(f"https://{HOST}/a.jpg").state is PhotoState.LATER
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    ("status", "state"),
    [(401, "private"), (403, "private"), (404, "unreadable"), (410, "unreadable"), (500, "later"), (429, "later")],
)
def test_what_a_server_refuses(street: Street, status: int, state: str) -> None:
    street.server.reply = answering(status)
    assert street.web.picture(f"https://{HOST}/a.jpg").state == state

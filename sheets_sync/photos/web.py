"""Photographs from addresses of the web that anybody may see: never from this machine or the network it stands in."""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from ..model import Fetched, Flaw, PhotoState, flawed

MOST_BYTES = 10 << 20
SECONDS = 10.0  # for a picture, its redirects included
REDIRECTS = 3
MOVED = (301, 302, 303, 307, 308)
CLOSED = (401, 403)
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # IPv4 addresses that a NAT64 reaches for us


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet; `not is_private` would let 100.64.0.1 through."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and (ip.ipv4_mapped or ip.sixtofour or ip.teredo or ip in TRANSLATED):
        return False  # an IPv4 address in disguise; no server of pictures has one
    return ip.is_global and not ip.is_multicast


def addresses_of(host: str, port: int) -> list[str]:
    """The IP addresses of a host, as this machine's resolver tells them."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class _Elsewhere(Exception):
    """An address that must not be asked."""


class _Late(Exception):
    """The time for a picture is up."""


class _Pinned(http.client.HTTPSConnection):
    """A connection to the very address that was looked at; the certificate must be the host's all the same."""

    def __init__(self, host: str, port: int, address: str, context: ssl.SSLContext, seconds: float) -> None:
        super().__init__(host, port, timeout=seconds, context=context)
        self._address, self._tls = address, context
        self._plugged: socket.socket | None = None  # the answer takes `sock` away with it

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), self.timeout)
        try:
            self.sock = self._plugged = self._tls.wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise

    def hang_up(self) -> None:
        """End whatever is waited for."""
        if self._plugged:
            with contextlib.suppress(OSError):
                self._plugged.shutdown(socket.SHUT_RDWR)


@dataclass(frozen=True)
class Web:
    """The open web; tests put their own resolver, rule and certificates in its place."""

    look_up: Callable[[str, int], Sequence[str]] = addresses_of
    public: Callable[[str], bool] = is_public
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    port: int = 443

    def picture(self, link: str) -> Fetched:
        """The file behind a link, at most 10 MB in at most 10 seconds and over at most 3 redirects; never raises."""
        until = time.monotonic() + SECONDS
        try:
            for _ in range(REDIRECTS + 1):
                answer = self._asked(link, until)
                if isinstance(answer, Fetched):
                    return answer
                link = answer
        except _Elsewhere:
            return flawed(Flaw.ADDRESS)
        except (OSError, http.client.HTTPException, ValueError, _Late):
            return Fetched(PhotoState.LATER)
        return flawed(Flaw.ADDRESS)

    def _asked(self, link: str, until: float) -> Fetched | str:
        """What one address answers: the outcome, or where it sends us."""
        host, target = self._place(link)
        address = self._address(host)
        connection = _Pinned(host, self.port, address, self.context, _left(until))
        watch = threading.Timer(_left(until), connection.hang_up)  # a head may drip in, a byte before each time-out
        watch.start()
        try:
            connection.request(
                "GET", target, headers={"User-Agent": "sheets-sync", "Accept": "image/*", "Accept-Encoding": "identity"}
            )
            answer = connection.getresponse()
            if answer.status in MOVED:
                return urljoin(link, str(answer.headers["Location"] or "file:"))  # where nothing is said, nowhere
            if answer.status in CLOSED:
                return Fetched(PhotoState.PRIVATE)
            if answer.status in (404, 410):
                return flawed(Flaw.GONE)
            if answer.status != 200:
                return Fetched(PhotoState.LATER)
            found = _body(answer)
            _left(until)  # where we hung up, what had come by then looks like all of it
            return found
        finally:
            watch.cancel()
            connection.close()

    def _place(self, link: str) -> tuple[str, str]:
        """Host and target of an https address; without a name and password in it, and on the usual port."""
        try:
            parts = urlsplit(link)
            host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
        except (ValueError, UnicodeError):
            raise _Elsewhere from None
        if parts.scheme != "https" or not host or parts.username is not None or port not in (None, 443):
            raise _Elsewhere
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        if any(letter <= " " or letter > "~" for letter in target):
            raise _Elsewhere
        return host, target

    def _address(self, host: str) -> str:
        """The address to ask, when every one that the host has is public: a name that has both is up to something."""
        found = self.look_up(host, self.port)
        if not found or not all(map(self.public, found)):
            raise _Elsewhere
        return found[0]


def _body(answer: http.client.HTTPResponse) -> Fetched:
    if int(answer.headers.get("Content-Length") or 0) > MOST_BYTES:
        return flawed(Flaw.LARGE)
    body = answer.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        return flawed(Flaw.LARGE)
    if answer.length:  # bytes that were promised and never came
        return Fetched(PhotoState.LATER)
    return Fetched(PhotoState.FETCHED, body)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise _Late
    return left

"""The site on a port: loopback, or behind the proxies that are named, until it is told to stop."""

from __future__ import annotations

import ipaddress
import logging
import socket
import threading
from collections.abc import Callable, Sequence

import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware
from uvicorn.protocols.http.h11_impl import H11Protocol

from ..errors import UsageError
from .policy import HEADERS

LAST_SECONDS = 4  # in which an answer that is under way may come to its end
LARGEST_HEAD = 16_384  # bytes of a request's head
SELF = ("127.0.0.0/8", "::1/128")


class _Protocol(H11Protocol):
    """HTTP/1.1 whose refusal of what is no HTTP has the headers, too."""

    def send_400_response(self, msg: str) -> None:
        del msg  # whoever probes need not know what we are
        head = "".join(f"{name}: {value}\r\n" for name, value in HEADERS.items())
        self.transport.write(
            f"HTTP/1.1 400 Bad Request\r\n{head}content-length: 0\r\nconnection: close\r\n\r\n".encode()
        )
        self.transport.close()


class _Server(uvicorn.Server):
    """Also ends when an event says so, which is how a thread is stopped."""

    def __init__(self, config: uvicorn.Config, stop: threading.Event) -> None:
        super().__init__(config)
        self._stop = stop

    async def on_tick(self, counter: int) -> bool:
        return await super().on_tick(counter) or self._stop.is_set()


class _OnlyProxies:
    """Answers the named proxies and this machine alone: who came by another way could name any address as theirs."""

    def __init__(self, app: ASGIApp, proxies: Sequence[str]) -> None:
        self._app = ProxyHeadersMiddleware(app, trusted_hosts=list(proxies))  # type: ignore[arg-type]
        self._networks = [ipaddress.ip_network(proxy) for proxy in proxies]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        peer = ipaddress.ip_address(scope["client"][0].partition("%")[0])
        mapped = getattr(peer, "ipv4_mapped", None) or peer
        if any(mapped in network for network in self._networks):
            await self._app(scope, receive, send)  # type: ignore[arg-type]
        else:
            await PlainTextResponse("", 403, dict(HEADERS))(scope, receive, send)


def serve(
    app: ASGIApp,
    host: str,
    port: int,
    proxies: Sequence[str],
    *,
    tell: Callable[[str], None],
    stop: threading.Event | None = None,
) -> None:
    """Serve until SIGTERM or `stop`; answers under way have four seconds to come to their end.

    `proxies` are the addresses and networks from which a proxy's word for who asks is taken; none where there is no
    proxy. UsageError where the port cannot be had.
    """
    logging.getLogger("uvicorn").addHandler(logging.NullHandler())  # else tracebacks go to stderr as a last resort
    logging.getLogger("uvicorn").propagate = False
    config = uvicorn.Config(
        _OnlyProxies(app, [*SELF, *proxies]) if proxies else app,
        http=_Protocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=20,
        timeout_graceful_shutdown=LAST_SECONDS,
        h11_max_incomplete_event_size=LARGEST_HEAD,
    )
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        raise UsageError(f"serve: {host} port {port} cannot be had: {error.strerror or error}") from error
    with listening:
        shown = f"[{host}]" if ":" in host else host
        tell(f"serving the pages at http://{shown}:{listening.getsockname()[1]}/; SIGTERM stops it")
        try:
            _Server(config, stop or threading.Event()).run(sockets=[listening])
        finally:
            tell("stopped; pages that are open keep what they show")

"""The headers of every answer (faults.md, S16), and how much of a page's own policy they let through."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from html.parser import HTMLParser

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HASH = re.compile(r"'sha256-[A-Za-z0-9+/]{43}='")
TILES = re.compile(r"https?://[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?")
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
CLOSED = "base-uri 'none'; frame-ancestors 'none'"
HEAD_BYTES = 65_536  # of a page, in which its policy stands

HEADERS: Mapping[str, str] = {
    "content-security-policy": f"default-src 'none'; img-src 'self' data:; form-action 'none'; {CLOSED}",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-robots-tag": "noindex",
}
HTTPS = {"strict-transport-security": "max-age=31536000"}


class Headers:
    """Around the whole site: no answer leaves without the headers, and nothing that breaks is shown to anybody."""

    def __init__(self, app: ASGIApp, *, https: bool, tell: Callable[[str], None]) -> None:
        self._app, self._headers, self._tell = app, dict(HEADERS) | (HTTPS if https else {}), tell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, and add what is missing; who asked has had an answer by the time that an error comes here."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, receive, with_headers)
        except ClientDisconnect:
            pass
        except Exception as error:
            self._tell(f"a page could not be served: {type(error).__name__}: {error}")


class _Policies(HTMLParser):
    """Every policy that a page declares of itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "meta" and values.get("http-equiv", "").lower() == "content-security-policy":
            self.found.append(values.get("content", ""))


def page_policy(head: bytes) -> str:
    """The policy of a page, from what it says of itself: the hashes of its script and style, and where tiles are.

    Whatever else it asks for (`'unsafe-inline'` or `'unsafe-eval'` for scripts, other hosts) is not let through; a
    page that says nothing runs nothing.
    """
    parser = _Policies()
    parser.feed(head.decode("utf-8", "replace"))
    asked: dict[str, list[str]] = {}
    for directive in ";".join(parser.found[:1]).split(";"):
        name, *sources = directive.split()[:100] or [""]
        asked.setdefault(name.lower(), sources)
    scripts = [source for source in asked.get("script-src", ()) if HASH.fullmatch(source)]
    styles = [s for s in asked.get("style-src", ()) if HASH.fullmatch(s) or s == "'unsafe-inline'"]
    tiles = [source for source in asked.get("img-src", ()) if TILES.fullmatch(source)]
    return "; ".join(
        (
            "default-src 'none'",
            f"img-src 'self' data: {' '.join(tiles)}".rstrip(),
            "font-src data:",
            "connect-src 'self'",
            f"style-src {_listed(styles)}",
            f"script-src {_listed(scripts)}",
            f"form-action 'none'; {CLOSED}",
        )
    )


def own_policy(page: str) -> str:
    """The policy of a page of the site itself, which has a style and a form, and no script."""
    styles = (hashlib.sha256(style.encode("utf-8")).digest() for style in STYLE.findall(page))
    hashes = [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in styles]
    return f"default-src 'none'; style-src {_listed(hashes)}; form-action 'self'; {CLOSED}"


def _listed(sources: Iterable[str]) -> str:
    return " ".join(sources) or "'none'"

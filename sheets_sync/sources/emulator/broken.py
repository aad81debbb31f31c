"""Answers that are no JSON of Google's: pages of proxies, lines that break, and silence.

Where a line breaks the call was served first, so that a write whose answer is lost was done.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from .answers import Answer, Call

HTML = "text/html; charset=UTF-8"


@dataclass(frozen=True, slots=True)
class Scene:
    """One call that a fault strikes: what Google would answer, at home or in another locale, and which strike it is."""

    call: Call
    serve: Callable[[], Answer]
    abroad: Callable[[], Answer]
    strike: int = 1
    seconds: float = 180.0


Make = Callable[[Scene], Answer]
"""What a fault sends instead."""


def page(status: int, text: str) -> Make:
    """A page of HTML."""
    answer = Answer(status, text.encode(), HTML)
    return lambda _scene: answer


def gateway_page(status: int, what: str, then: str) -> str:
    """The page that Google's own front shows."""
    return (
        "<!DOCTYPE html><html lang=en><meta charset=utf-8>"
        f"<title>Error {status} ({what})!!1</title>"
        f"<span id=logo aria-label=Google></span><p><b>{status}.</b> <ins>That’s an error.</ins><p>{then}"
    )


SORRY = (
    "<html><head><title>Sorry...</title></head><body><h1>We're sorry...</h1><p>... but your computer or network may be "
    "sending automated queries. To protect our users, we can't process your request right now.</p></body></html>"
)
BAD_GATEWAY = gateway_page(
    502,
    "Server Error",
    "The server encountered a temporary error and could not complete your request.<p>Please try again in 30 seconds.",
)
TIME_OUT = gateway_page(504, "Gateway Timeout", "The server didn’t respond in time.")
PORTAL = "<!DOCTYPE html><html><head><title>Login</title></head><body>Please sign in to this network</body></html>"


def reset(scene: Scene) -> Answer:
    """The connection is reset before a byte of the answer."""
    return replace(scene.serve(), sent=0, reset=True)


def closed(scene: Scene) -> Answer:
    """The connection is closed before a byte of the answer."""
    return replace(scene.serve(), sent=0)


def silence(scene: Scene) -> Answer:
    """Not a byte for so many seconds, then the connection is closed."""
    return replace(scene.serve(), sent=0, delay=scene.seconds)


def short(scene: Scene) -> Answer:
    """Fewer bytes than the Content-Length says."""
    answer = scene.serve()
    return replace(answer, sent=len(answer.body) // 2)


def chunks_cut(scene: Scene) -> Answer:
    """A body in chunks that stops in the middle of one."""
    return replace(short(scene), framing="chunked")


def no_length(scene: Scene) -> Answer:
    """Half a body whose end only the closed connection tells, so that it looks whole."""
    return replace(short(scene), framing="close")


def empty(scene: Scene) -> Answer:
    """200 and nothing."""
    return replace(scene.serve(), status=200, body=b"")


def cut(scene: Scene) -> Answer:
    """200 and half the JSON, with the length of the half."""
    answer = scene.serve()
    return replace(answer, status=200, body=answer.body[: len(answer.body) // 2])

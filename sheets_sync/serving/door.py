"""The door: nobody comes by without a login, and whoever tries passwords waits longer each time."""

from __future__ import annotations

import asyncio
from urllib.parse import parse_qs, urlsplit

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from . import answers
from .answers import duration
from .given import Given, address_of, onward_of
from .hashing import matches, nobody
from .users import LONGEST_NAME

LARGEST_FORM = 8_192  # bytes
FORM_SECONDS = 10  # in which a form has to have come
WAITING = 16  # passwords that may wait to be looked at
AGAIN = "again"  # in the address of a page that asked for itself once more
LOGIN, LOGOUT = "/login", "/logout"


class Door:
    """Before all routes, also those that there are not: without a login each answers 401, with the form to log in."""

    def __init__(self, app: ASGIApp, given: Given) -> None:
        self._app, self._given = app, given

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on what comes from somebody, and answer the rest here."""
        request = Request(scope, receive)
        user = self._given.sessions.user(self._given.token(request), self._given.now())
        scope["user"] = user
        if user is None and not (request.method == "POST" and request.url.path == LOGIN):
            await closed(self._given, request)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def closed(given: Given, request: Request) -> Response:
    """The login, which leads on to what was asked for.

    A link in a web mail comes without the cookie, which is SameSite=Strict: the page then asks for itself once more,
    from here, and whoever is logged in never sees the form.
    """
    onward = onward_of(f"{request.url.path}?{request.url.query}".rstrip("?")) if request.method == "GET" else "/"
    headers = {}
    elsewhere = request.headers.get("sec-fetch-site") == "cross-site"
    if elsewhere and onward != "/" and AGAIN not in request.query_params and not given.token(request):
        headers["refresh"] = f"0; url={onward}{'&' if '?' in onward else '?'}{AGAIN}"
    return given.answers.login(401, onward, headers=headers)


async def login(given: Given, request: Request) -> Response:
    """Look at a name and a password; a new session, or the form again with what was wrong."""
    if not from_here(request):
        return given.answers.login(403, "/", said=answers.ELSEWHERE)
    form = await read_form(request)
    if form is None:
        return given.answers.refused(400)
    name, password, onward = form.get("name", ""), form.get("password", ""), onward_of(form.get("onward", ""))
    address, now = address_of(request), given.now()
    shown = name if len(name) <= LONGEST_NAME else ""
    if given.looking.statistics().tasks_waiting >= WAITING:
        return given.answers.login(503, onward, said=answers.BUSY, name=shown, headers={"retry-after": "2"})
    wait = given.throttle.begin(address, name, now)
    if wait > 0:
        late = {"retry-after": str(max(int(wait + 0.999), 1))}
        return given.answers.login(429, onward, said=answers.WAIT.format(duration(wait)), name=shown, headers=late)
    user = given.users.named(name)
    right = await to_thread.run_sync(matches, password, user.password if user else nobody(), limiter=given.looking)
    if user is None or not right:
        given.tell(f"a wrong password for {user.name if user else 'a name that is not known'}, from {address}")
        return given.answers.login(401, onward, said=answers.WRONG, name=shown)
    given.throttle.right(address, name)
    given.tell(f"{user.name} ({user.unit}) logged in from {address}")
    given.sessions.end(given.token(request))
    answer = RedirectResponse(onward, 303)
    answer.set_cookie(
        given.cookie, given.sessions.begin(user, given.now()), httponly=True, samesite="strict", secure=given.https
    )
    return answer


async def logout(given: Given, request: Request) -> Response:
    """End the session, here and in the browser."""
    if not from_here(request):
        return given.answers.refused(403)
    given.sessions.end(given.token(request))
    answer = RedirectResponse("/", 303)
    answer.delete_cookie(given.cookie, httponly=True, samesite="strict", secure=given.https)
    return answer


def from_here(request: Request) -> bool:
    """Whether a form was sent from a page of ours: the browser says so itself, which no page can feign.

    What says neither is no browser, and brings nobody's cookie. `Origin` is `null` under our Referrer-Policy, so it
    only speaks where an old browser says nothing better.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        return site in ("same-origin", "none")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host", "")


async def read_form(request: Request) -> dict[str, str] | None:
    """The fields of a small form that comes in time; None for any other body."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        return None
    raw = b""
    try:
        async with asyncio.timeout(FORM_SECONDS):
            async for piece in request.stream():
                raw += piece
                if len(raw) > LARGEST_FORM:
                    return None
        fields = parse_qs(raw.decode("ascii"), keep_blank_values=True, max_num_fields=10, errors="strict")
    except (TimeoutError, ValueError):
        return None
    return {name: values[0] for name, values in fields.items()}

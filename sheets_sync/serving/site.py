"""The routes behind the door: the list of pages, the pages, and whether one is new."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from email.utils import formatdate

from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from .answers import Shown
from .door import LOGIN, LOGOUT, Door, login, logout
from .folder import Opened, opened, unit_of, units_in
from .given import Given
from .policy import HEAD_BYTES, Headers, page_policy
from .rights import sees
from .users import User

PIECE = 262_144  # bytes read at a time
LEVELS = {"nation": "1 ประเทศ", "region": "2 เขตตรวจราชการ"}  # the first letter orders them
PROVINCES, DISTRICTS = "3 จังหวัด", "4 อำเภอ"


def site(given: Given) -> Headers:
    """The application: the headers around all, then the door, then the routes."""

    def of(route: Callable[[Given, Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        async def called(request: Request) -> Response:
            return await route(given, request)

        return called

    async def refused(request: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException):
            return given.answers.refused(error.status_code, headers=error.headers)
        return given.answers.refused(500)

    app = Starlette(
        routes=[
            Route("/", of(listing)),
            Route(LOGIN, of(already)),
            Route(LOGIN, of(login), methods=["POST"]),
            Route(LOGOUT, of(logout), methods=["POST"]),
            Route("/fresh", of(fresh)),
            Route("/{path:path}", of(page)),
        ],
        middleware=[Middleware(Door, given=given)],
        exception_handlers={HTTPException: refused, Exception: refused},
    )
    return Headers(app, https=given.https, tell=given.tell)


async def listing(given: Given, request: Request) -> Response:
    """The pages that there are and that the user may see."""
    user: User = request.scope["user"]
    units = await to_thread.run_sync(lambda: list(units_in(given.root)))
    seen = (unit for unit in units if sees(user.unit, unit, given.regions))
    return given.answers.listing(
        user.name, [Shown(_level(unit), f"/{unit}.html", given.name_of(unit)) for unit in seen]
    )


async def already(given: Given, request: Request) -> Response:
    """Whoever is logged in has no business at the login."""
    return RedirectResponse("/", 303)


async def fresh(given: Given, request: Request) -> Response:
    """How a page of the folder stands, for one that is open to reload itself when it is put in place anew."""
    unit = request.query_params.get("unit", "")
    path = _allowed(request, f"{unit}.html", given)
    found = await to_thread.run_sync(opened, given.root, path)
    if found is None:
        raise HTTPException(404)
    os.close(found.descriptor)
    return JSONResponse({"unit": unit, "stamp": found.stamp, "modified": int(found.changed)})


async def page(given: Given, request: Request) -> Response:
    """A file of the folder, under the policy that its own hashes ask for."""
    raw = request.scope.get("raw_path", b"").partition(b"?")[0]
    written = request.scope["path"] if b"%" not in raw else ""  # no name of ours needs to be encoded
    path = _allowed(request, written.removeprefix("/"), given)
    found = await to_thread.run_sync(opened, given.root, path)
    if found is None:
        raise HTTPException(404)
    headers = {
        "content-type": found.kind,
        "content-length": str(found.size),
        "last-modified": formatdate(found.changed, usegmt=True),
    }
    if path.endswith(".html"):
        headers["content-security-policy"] = page_policy(os.pread(found.descriptor, HEAD_BYTES, 0))
    if request.method == "HEAD":
        os.close(found.descriptor)
        return Response(headers=headers)
    return StreamingResponse(_pieces(found), headers=headers)


def _allowed(request: Request, path: str, given: Given) -> str:
    """The path, where it can be a file and its unit is the user's to see; whether there is one is not asked before."""
    unit = unit_of(path)
    if unit is None:
        raise HTTPException(404)
    if not sees(request.scope["user"].unit, unit, given.regions):
        raise HTTPException(403)
    return path


async def _pieces(found: Opened) -> AsyncIterator[bytes]:
    left = found.size  # a file that grows meanwhile would break the length that was promised
    try:
        while left > 0 and (piece := await to_thread.run_sync(os.read, found.descriptor, min(PIECE, left))):
            left -= len(piece)
            yield piece
    finally:
        os.close(found.descriptor)


def _level(unit: str) -> str:
    return LEVELS.get(unit.partition("-")[0]) or (PROVINCES if len(unit) == 2 else DISTRICTS)

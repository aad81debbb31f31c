"""Who is logged in: kept here, by the hash of a token that only their browser has."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from .users import User, Users

MOST_EACH = 20  # of one user: desks, telephones, a wall; the oldest ends


@dataclass(frozen=True, slots=True)
class Session:
    """One login; it ends with its time, and with a new password of its user."""

    name: str
    password: str  # the hash that it was opened by
    ends: float


class Sessions:
    """Every login that has not ended. They live in memory: a restart asks for the password again."""

    def __init__(self, users: Users, seconds: float) -> None:
        self._users, self._seconds = users, seconds
        self._open: dict[str, Session] = {}

    def begin(self, user: User, now: float) -> str:
        """The token of a new login, a new one each time."""
        for key in [key for key, session in self._open.items() if session.ends <= now]:
            del self._open[key]
        own = [key for key, session in self._open.items() if session.name == user.name]
        for key in own[: max(len(own) - MOST_EACH + 1, 0)]:
            del self._open[key]
        token = secrets.token_urlsafe(32)
        self._open[_key(token)] = Session(user.name, user.password, now + self._seconds)
        return token

    def user(self, token: str, now: float) -> User | None:
        """Whose login a token is, as the users' file has them now; None where it is nobody's any more."""
        session = self._open.get(_key(token)) if token else None
        if session is None or session.ends <= now:
            return None
        user = self._users.named(session.name)
        return user if user and user.password == session.password else None

    def end(self, token: str) -> None:
        """Log out."""
        self._open.pop(_key(token), None)


def _key(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()

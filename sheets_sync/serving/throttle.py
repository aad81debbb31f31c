"""How long a login has to wait: longer with every wrong password, for whoever tried, and never for all."""

from __future__ import annotations

import hashlib
import ipaddress
from dataclasses import dataclass
from typing import NamedTuple

from .users import plain_name

MOST = 10_000  # keys that are remembered
FORGOTTEN = 3600.0  # seconds after the end of its last wait


class Rule(NamedTuple):
    """From which wrong password on a key waits, doubling from a second up to `longest`."""

    free: int
    longest: float


PAIR = Rule(5, 900)  # one address at one name
ADDRESS = Rule(20, 300)  # one address at any name: an office's telephones and desks share one
NAME = Rule(20, 300)  # one name from all addresses but those that its owner has logged in from


@dataclass(slots=True)
class Tally:
    """The wrong passwords of a key, and until when it has to wait."""

    wrong: int = 0
    until: float = 0.0


class Throttle:
    """Counts what was tried in three ways: by address, by name, and by both.

    An attempt counts as wrong before its password is looked at, so that fifty at once are not better off than fifty
    in a row; the right password takes that back. Where somebody tries a name from everywhere, its owner still gets in
    from where they logged in before. Memory is bounded: of ten thousand keys the least guilty is let go.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._tallies: dict[bytes, Tally] = {}
        self._known: dict[bytes, None] = {}

    def begin(self, address: str, name: str, now: float) -> float:
        """Seconds that this attempt is too early by, or 0 where it may go on, which counts it."""
        keys = self._keys(address, name)
        wait = max((t.until - now for key, _ in keys if (t := self._tallies.get(key))), default=0.0)
        if wait > 0:
            return wait
        for key, rule in keys:
            tally = self._tally(key, now)
            tally.wrong += 1
            over = min(tally.wrong - rule.free, 20)
            tally.until = now + (min(2.0**over, rule.longest) if over >= 0 else 0.0)
        return 0.0

    def right(self, address: str, name: str) -> None:
        """The password was right: this address may be the name's owner's, and what was counted of both is void."""
        for key, _ in self._keys(address, name):
            if (tally := self._tallies.get(key)) and key != _key("address", near(address)):
                del self._tallies[key]
            elif tally:  # one's own password must not wash away what one tried at others'
                tally.wrong = max(tally.wrong - 1, 0)
                tally.until = 0.0 if tally.wrong < ADDRESS.free else tally.until
        self._known[_pair(address, name)] = None
        if len(self._known) > self._most:
            del self._known[next(iter(self._known))]

    def _keys(self, address: str, name: str) -> list[tuple[bytes, Rule]]:
        keys = [(_pair(address, name), PAIR), (_key("address", near(address)), ADDRESS)]
        return keys if _pair(address, name) in self._known else [*keys, (_key("name", plain_name(name)), NAME)]

    def _tally(self, key: bytes, now: float) -> Tally:
        tally = self._tallies.get(key)
        if tally is None or now - tally.until > FORGOTTEN:
            self._tallies.pop(key, None)
            self._make_room(now)
            tally = self._tallies[key] = Tally(until=now)
        return tally

    def _make_room(self, now: float) -> None:
        if len(self._tallies) < self._most:
            return
        for key in [key for key, tally in self._tallies.items() if now - tally.until > FORGOTTEN]:
            del self._tallies[key]
        if len(self._tallies) >= self._most:
            del self._tallies[min(self._tallies, key=lambda key: (self._tallies[key].wrong, self._tallies[key].until))]


def near(address: str) -> str:
    """An address as whoever has it cannot change it at will: of IPv6 the network (a /64 is one line's)."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "?"
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(parsed.ipv4_mapped or ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def _pair(address: str, name: str) -> bytes:
    return _key("pair", near(address), plain_name(name))


def _key(*parts: str) -> bytes:
    """A key of one length, however long the name that somebody typed."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()[:16]

"""Passwords as scrypt hashes: each with its own salt and cost, compared in constant time."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import unicodedata
from functools import cache

COST, BLOCK, LANES = 2**15, 8, 3  # OWASP's password storage cheat sheet: 32 MB and about a quarter of a second
HASHED = re.compile(r"scrypt:(\d{1,7}):(\d{1,2}):(\d{1,2}):([\w-]{16,64}):([\w-]{43})", re.ASCII)
LONGEST = 256  # letters of a password
MOST_MEMORY = 256 * 2**20


def hashed(password: str) -> str:
    """A password as the users' file keeps it: `scrypt:cost:block:lanes:salt:hash`."""
    salt = secrets.token_urlsafe(16)
    return f"scrypt:{COST}:{BLOCK}:{LANES}:{salt}:{_derived(password, salt, COST, BLOCK, LANES)}"


def is_hash(text: str) -> bool:
    """Whether a text is such a hash, of a cost that this machine can bear."""
    found = HASHED.fullmatch(text)
    if not found:
        return False
    cost, block, lanes = (int(part) for part in found.groups()[:3])
    return cost > 1 and cost & (cost - 1) == 0 and block > 0 and lanes > 0 and 128 * cost * block < MOST_MEMORY


def matches(password: str, kept: str) -> bool:
    """Whether a password is the one behind a hash; takes as long where it is not."""
    _, cost, block, lanes, salt, derived = kept.split(":")
    if len(password) > LONGEST:
        password = ""
    return hmac.compare_digest(_derived(password, salt, int(cost), int(block), int(lanes)), derived)


def _derived(password: str, salt: str, cost: int, block: int, lanes: int) -> str:
    raw = unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")  # Thai can be typed in two orders
    key = hashlib.scrypt(raw, salt=salt.encode(), n=cost, r=block, p=lanes, dklen=32, maxmem=MOST_MEMORY * 2)
    return base64.urlsafe_b64encode(key).decode().rstrip("=")


@cache
def nobody() -> str:
    """A hash to compare with where a name is unknown, so that this takes as long as with a known one."""
    return hashed(secrets.token_urlsafe(32))

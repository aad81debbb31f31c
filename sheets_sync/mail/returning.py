"""The way back: an address for each message, so that what bounces tells by itself whose mail it was (VERP)."""

from __future__ import annotations

import hashlib
import hmac
import re

DIGITS = 12  # 48 bits: nobody guesses another's, and it can still be typed
TOKEN = re.compile(r"(?<![0-9a-z])(\d{1,18})-([0-9a-f]{12})(?![0-9a-z])")


def token_of(key: bytes, message: int, recipient: str) -> str:
    """`131-5f0c2a9e44d1`: the message's number in the outbox, and a digest that only this installation can make."""
    said = f"bounce|{message}|{recipient.lower()}".encode()
    return f"{message}-{hmac.new(key, said, hashlib.sha256).hexdigest()[:DIGITS]}"


def return_path(bounces: str, token: str) -> str:
    """`bounces+131-5f0c2a9e44d1@example.go.th`."""
    name, _, domain = bounces.partition("@")
    return f"{name}+{token}@{domain}"


def message_in(text: str) -> tuple[int, str] | None:
    """The message's number and the token whole, out of a token or the address or line that holds it; or None."""
    found = TOKEN.search(text.lower())
    return (int(found[1]), found[0]) if found else None

"""The token endpoint: a signed assertion in, a bearer token that expires out."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
import os
import secrets
import threading
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from .answers import Answer, as_json

GOOGLE_TOKEN_URI = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address, not a secret
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
DOMAIN = "@emulator.iam.gserviceaccount.com"
ACCOUNT = "sheets-sync"
EMAIL = ACCOUNT + DOMAIN
LIFETIME = 3599  # seconds
CLOCK_SKEW = 60  # seconds; Google refuses five minutes
CLOCK_ADVICE = (
    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
    "Check your iat and exp values in the JWT claim."
)


@lru_cache(maxsize=1)
def throwaway_key() -> rsa.RSAPrivateKey:
    """A key made once a process; whoever has it can reach this loopback server and nothing else."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def wall() -> float:
    """Seconds since 1970: assertions carry the hour they were signed at, and reports do not depend on it."""
    return dt.datetime.now(dt.UTC).timestamp()  # noqa: TID251


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom a token was issued to, for what, and until when (monotonic)."""

    email: str
    scopes: frozenset[str]
    until: float


class TokenOffice:
    """Issues tokens to whoever signs with the throw-away key, and knows which of them still hold."""

    def __init__(self, lifetime: float = LIFETIME) -> None:
        self.lifetime = lifetime
        self._tokens: dict[str, Bearer] = {}
        self._lock = threading.Lock()

    def bearer(self, token: str) -> Bearer | None:
        """Who brings a token, or None when it was not issued here or has expired."""
        with self._lock:
            found = self._tokens.get(token)
        return found if found and time.monotonic() < found.until else None

    def revoke(self) -> None:
        """Forget every token, as when the key is replaced."""
        with self._lock:
            self._tokens.clear()

    def exchange(self, body: bytes) -> Answer:
        """Answer a token request (RFC 7523, section 2.1)."""
        form = {name: values[-1] for name, values in parse_qs(body.decode("ascii", "replace")).items()}
        if form.get("grant_type") != GRANT:
            return _refused("unsupported_grant_type", f"Invalid grant_type: {form.get('grant_type', '')}")
        claims = _claims(form.get("assertion", ""))
        wrong = "Invalid JWT Signature." if claims is None else _wrong(claims)
        if claims is None or wrong:
            return _refused("invalid_grant", wrong)
        scopes = frozenset(str(claims.get("scope", "")).split())
        if not scopes:
            return _refused("invalid_scope", "Invalid OAuth scope or ID token audience provided.")
        token = f"ya29.{secrets.token_urlsafe(48)}"
        with self._lock:
            self._tokens[token] = Bearer(str(claims["iss"]), scopes, time.monotonic() + self.lifetime)
        return as_json({"access_token": token, "expires_in": int(self.lifetime), "token_type": "Bearer"})


def _refused(error: str, description: str) -> Answer:
    return as_json({"error": error, "error_description": description}, 400)


def _claims(assertion: str) -> dict[str, Any] | None:
    """What an assertion says, or None when it was not signed (RS256) with the throw-away key."""
    try:
        head, body, signature = (_decoded(part) for part in assertion.split("."))
        if json.loads(head).get("alg") != "RS256":
            return None
        signed = assertion.rpartition(".")[0].encode()
        throwaway_key().public_key().verify(signature, signed, padding.PKCS1v15(), hashes.SHA256())
        claims = json.loads(body)
    except (ValueError, InvalidSignature, binascii.Error):
        return None
    return claims if isinstance(claims, dict) else None


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _wrong(claims: dict[str, Any]) -> str:
    """Why an assertion is refused, in Google's words; empty when it is good."""
    issued, expires, now = claims.get("iat"), claims.get("exp"), wall()
    if not isinstance(issued, int | float) or not isinstance(expires, int | float):
        return CLOCK_ADVICE
    if not (issued - CLOCK_SKEW <= now <= expires + CLOCK_SKEW and 0 < expires - issued <= 3600):
        return CLOCK_ADVICE
    if not str(claims.get("iss", "")).endswith(DOMAIN):
        return "Invalid grant: account not found"
    audience = str(claims.get("aud", ""))
    if audience != GOOGLE_TOKEN_URI and not audience.startswith("http://127.0.0.1:"):
        return f"Invalid JWT: Failed audience check. The right audience is {GOOGLE_TOKEN_URI}"
    return ""


def write_credentials(path: Path, url: str, name: str = ACCOUNT) -> Path:
    """A service account's key file whose `token_uri` is this server's; only its owner can read it."""
    key = throwaway_key().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    account = {
        "type": "service_account",
        "project_id": "emulator",
        "private_key_id": "0" * 40,
        "private_key": key.decode(),
        "client_email": name + DOMAIN,
        "client_id": "100000000000000000000",
        "auth_uri": "https://accounts.google.com/o/oauth2/auth",
        "token_uri": f"{url}/token",
        "universe_domain": "googleapis.com",
    }
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        os.fchmod(file.fileno(), 0o600)
        json.dump(account, file, indent=2)
    return path

"""The service account's key: read with care, used for read-only tokens, honest about the machine's clock."""

from __future__ import annotations

import datetime as dt
import json
import stat
from collections.abc import Sequence
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from google.auth import exceptions
from google.auth.transport.requests import Request
from google.oauth2 import service_account

from ...config.values import is_loopback
from ...errors import ConfigError, SourceError
from .troubles import Kind, Trouble, decoded, token_trouble

SCOPES = (
    "https://www.googleapis.com/auth/spreadsheets.readonly",
    "https://www.googleapis.com/auth/drive.readonly",
)
TIMEOUT = (10, 60)  # seconds to connect and to answer


class Account(service_account.Credentials):
    """A service account that looks nowhere but at its token endpoint."""

    def _is_regional_access_boundary_lookup_required(self) -> bool:
        """Never: google-auth would send the token to another host from a background thread."""
        return False


def load_account(
    path: Path, endpoint: str = "", *, key: str = "source.credentials", scopes: Sequence[str] = SCOPES
) -> Account:
    """The account in the file that a key of config.yaml names. Raises ConfigError naming both and the mend."""
    info = _info(path, key)
    wrong = _token_uri_wrong(str(info.get("token_uri", "")), endpoint)
    if wrong:
        raise ConfigError([f"{key}: {path}: {wrong}"])
    try:
        account: Account = Account.from_service_account_info(info, scopes=scopes)  # type: ignore[no-untyped-call]
    except (ValueError, exceptions.GoogleAuthError) as error:
        raise ConfigError([f"{key}: {path}: {str(error).rstrip('.')}; {DOWNLOAD}"]) from None
    return account


DOWNLOAD = "download the key again: Google Cloud console, IAM & Admin, Service accounts, Keys, Add key, JSON"


def _info(path: Path, key: str) -> dict[str, Any]:
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ConfigError([f"{key}: no such file: {path}; {DOWNLOAD}, and save it there"]) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError([f"{key}: cannot read {path}: {error}"]) from None
    if mode & 0o077:
        raise ConfigError([f"{key}: others can read {path} (mode {mode:o}); run: chmod 600 {path}"])
    try:
        info = json.loads(text)
    except ValueError:
        raise ConfigError([f"{key}: {path} is not JSON; {DOWNLOAD}"]) from None
    if not isinstance(info, dict) or info.get("type") != "service_account":
        kind = "an OAuth client" if isinstance(info, dict) and ("installed" in info or "web" in info) else "no key"
        raise ConfigError([f"{key}: {path} is {kind} of a service account; {DOWNLOAD}"])
    return info


def _token_uri_wrong(address: str, endpoint: str) -> str:
    """Why tokens must not be asked for at this address; empty when they may."""
    parts = urlsplit(address)
    here = is_loopback(parts.hostname or "")
    if parts.scheme == "http" and not here:
        return f"token_uri {address!r} is not https"
    if endpoint and not here:
        return f"its token_uri {address!r} is not on this machine although source.endpoint is; use the server's own key"
    return ""


class TokenRequest(Request):
    """Asks for a token once; what can pass is a transient Trouble, what cannot a SourceError with the mend."""

    date = ""  # the server's, of the last answer

    def __call__(
        self, url: Any, method: Any = "GET", body: Any = None, headers: Any = None, timeout: Any = TIMEOUT, **more: Any
    ) -> Any:
        try:
            response: Any = super().__call__(url, method, body, headers, timeout, **more)  # type: ignore[no-untyped-call]
        except exceptions.TransportError as error:
            raise Trouble(Kind.TRANSIENT, f"the token endpoint cannot be reached: {type(error).__name__}") from error
        self.date = response.headers.get("Date", "")
        answer = decoded(response.data)
        if response.status == 200 and isinstance(answer, dict) and isinstance(answer.get("access_token"), str):
            return response
        trouble = token_trouble(response.status, answer)
        if trouble.kind is Kind.GLOBAL:
            raise SourceError(trouble.text + _clock(trouble, self.date))
        raise trouble


def sign_in(account: Account, request: TokenRequest) -> None:
    """Fetch a token for the account; raises as the request does, and ValueError and its kin for an odd answer."""
    account.refresh(request)  # type: ignore[no-untyped-call]


def _clock(trouble: Trouble, date: str) -> str:
    """How far the machine's clock is off, where that was the reason."""
    if trouble.reason != "clock":
        return ""
    seconds = clock_offset(date)
    return "" if seconds is None else f" (this machine is {abs(seconds)} s {'ahead' if seconds > 0 else 'behind'})"


def clock_offset(date: str) -> int | None:
    """Seconds by which this machine is ahead of a server's Date header, or None when it sends none."""
    try:
        theirs = parsedate_to_datetime(date)
    except ValueError:
        return None
    ours = dt.datetime.now(dt.UTC)  # noqa: TID251 - the very clock that is being checked
    return round((ours - theirs.astimezone(dt.UTC)).total_seconds())


def token_session(endpoint: str) -> requests.Session:
    """A session for the token endpoint; no proxy of the environment stands between us and loopback."""
    session = requests.Session()
    session.trust_env = not endpoint
    return session

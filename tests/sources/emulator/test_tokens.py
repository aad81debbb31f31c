"""Who may ask: signed assertions, expiring tokens, scopes."""

import stat
import time
from pathlib import Path

import pytest
import requests
from google.auth import crypt, exceptions, jwt
from google.auth.transport.requests import Request
from google.oauth2 import service_account

from sheets_sync.sources.emulator import Emulator
from sheets_sync.sources.emulator.tokens import EMAIL, GOOGLE_TOKEN_URI, GRANT, throwaway_key

from ..conftest import READ, Wire, signed_in


def ask(emulator: Emulator, **claims: object) -> requests.Response:
    """A token request signed with the throw-away key, its claims as given."""
    now = int(time.time())
    good = {"iss": EMAIL, "aud": GOOGLE_TOKEN_URI, "iat": now, "exp": now + 3600, "scope": READ[0]}
    signer = crypt.RSASigner(throwaway_key())
    assertion = jwt.encode(signer, {**good, **claims}).decode()
    form = {"grant_type": GRANT, "assertion": assertion}
    return requests.post(f"{emulator.url}/token", data=form, timeout=5)


def test_google_auth_gets_a_token_from_a_key_that_only_its_owner_reads(emulator: Emulator, tmp_path: Path) -> None:
    key = tmp_path / "key.json"
    key.write_text("old")
    key.chmod(0o644)
    assert signed_in(emulator, key, READ).startswith("ya29.")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_a_good_assertion_is_answered_with_a_bearer_token(emulator: Emulator) -> None:
    answer = ask(emulator).json()
    assert (answer["token_type"], answer["expires_in"]) == ("Bearer", 3599)


@pytest.mark.parametrize(
    ("claims", "description"),
    [
        ({"iat": 600, "exp": 4200}, "reasonable timeframe"),  # seconds from now
        ({"iat": -7200, "exp": -3600}, "reasonable timeframe"),
        ({"exp": 90_000}, "reasonable timeframe"),
        ({"iss": "someone@else.iam.gserviceaccount.com"}, "account not found"),
        ({"aud": "https://example.org/token"}, "audience"),
    ],
)
def test_a_bad_assertion_is_refused_in_googles_words(
    emulator: Emulator, claims: dict[str, object], description: str
) -> None:
    now = int(time.time())
    answer = ask(emulator, **{name: now + claim if isinstance(claim, int) else claim for name, claim in claims.items()})
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")
    assert description in answer.json()["error_description"]


def test_another_key_is_refused(emulator: Emulator, tmp_path: Path) -> None:
    emulator.credentials(tmp_path / "key.json")
    throwaway_key.cache_clear()
    account = service_account.Credentials.from_service_account_file(str(tmp_path / "key.json"), scopes=READ)
    with requests.Session() as session, pytest.raises(exceptions.RefreshError, match="Invalid JWT Signature"):
        account.refresh(Request(session))


@pytest.mark.parametrize(("path", "status"), [("/v4/spreadsheets/1x", 401), ("/drive/v3/files", 401)])
def test_nobody_is_served_without_a_token(emulator: Emulator, path: str, status: int) -> None:
    for headers in ({}, {"Authorization": "Bearer ya29.invented"}):
        answer = requests.get(emulator.url + path, headers=headers, timeout=5)
        assert (answer.status_code, answer.json()["error"]["code"]) == (status, status)


def test_a_token_expires(folder: Path, tmp_path: Path) -> None:
    with Emulator(folder, token_lifetime=0.05) as emulator:
        wire = Wire(emulator.url, signed_in(emulator, tmp_path / "key.json", READ))
        time.sleep(0.06)
        answer = wire.get("/drive/v3/files")
        wire.session.close()
    assert answer.status_code == 401


def test_a_scope_opens_its_own_api_only(emulator: Emulator, tmp_path: Path) -> None:
    wire = Wire(emulator.url, signed_in(emulator, tmp_path / "key.json", READ[:1]))
    refused = wire.get("/drive/v3/files")
    served = wire.get(f"/v4/spreadsheets/{emulator.id_of('yangtalat.xlsx')}")
    wire.session.close()
    assert (refused.status_code, served.status_code) == (403, 200)

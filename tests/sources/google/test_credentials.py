"""A key file that cannot be used is named, with what to do about it."""

import json
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.errors import ConfigError
from sheets_sync.sources.emulator import Emulator
from sheets_sync.sources.google.credentials import SCOPES, clock_offset, load_account


def changed(path: Path, **fields: Any) -> Path:
    path.write_text(json.dumps({**json.loads(path.read_text()), **fields}))
    return path


@pytest.fixture
def key(emulator: Emulator, tmp_path: Path) -> Path:
    return emulator.credentials(tmp_path / "key.json")


def test_a_good_key_asks_for_reading_only(key: Path) -> None:
    account = load_account(key)
    assert account.scopes == SCOPES
    assert all(scope.endswith(".readonly") for scope in SCOPES)


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o601])
def test_a_key_that_others_can_read_is_refused_with_the_mend(key: Path, mode: int) -> None:
    key.chmod(mode)
    with pytest.raises(
        ConfigError, match=rf"others can read .*key\.json \(mode {mode:o}\); run: chmod 600 .*key\.json"
    ):
        load_account(key)


def test_a_key_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"source\.credentials: no such file: .*nothing\.json; download"):
        load_account(tmp_path / "nothing.json")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "is not JSON"),
        ("[]", "is no key of a service account"),
        ('{"installed": {}}', "is an OAuth client of a service account"),
        ('{"type": "service_account", "token_uri": "https://oauth2.googleapis.com/token"}', "client_email"),
    ],
)
def test_what_is_no_key_is_refused(key: Path, content: str, says: str) -> None:
    key.write_text(content)
    with pytest.raises(ConfigError, match=says):
        load_account(key)


def test_a_broken_private_key_is_refused_without_showing_it(key: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load_account(changed(key, private_key="-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n"))
    assert "c2VjcmV0" not in str(caught.value)


@pytest.mark.parametrize(
    ("token_uri", "endpoint", "says"),
    [
        ("http://example.org/token", "", "is not https"),
        ("https://oauth2.googleapis.com/token", "http://127.0.0.1:8085", "not on this machine"),
    ],
)
def test_tokens_are_asked_for_only_where_they_may(key: Path, token_uri: str, endpoint: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        load_account(changed(key, token_uri=token_uri), endpoint)


@pytest.mark.parametrize(("date", "offset"), [("", None), ("nonsense", None), ("Sun, 01 Jan 1995 00:00:00 GMT", int)])
def test_the_clock_is_compared_with_the_servers(date: str, offset: type | None) -> None:
    found = clock_offset(date)
    assert found is None if offset is None else isinstance(found, int) and found > 10**8

"""The doctor says what is wrong with the Google source, and how to mend it."""

from pathlib import Path

from sheets_sync.config.source import GoogleSource
from sheets_sync.sources import examine
from sheets_sync.sources.emulator import Answer
from sheets_sync.sources.emulator.answers import as_json
from sheets_sync.sources.emulator.tokens import EMAIL

from .conftest import Desk


def findings(desk: Desk) -> dict[str, tuple[str, str]]:
    settings = GoogleSource(kind="google", credentials=desk.key, endpoint=desk.emulator.url, reads_per_minute=6000)
    return {what: (state, mend) for what, state, mend in examine(settings)}


def test_all_is_well(desk: Desk) -> None:
    found = findings(desk)
    assert {state for state, _ in found.values()} == {"ok"}
    assert found["sharing address"][1] == EMAIL
    assert found["files visible"][1] == "3 spreadsheets"


def test_a_key_that_others_can_read(desk: Desk) -> None:
    desk.key.chmod(0o644)
    state, mend = findings(desk)["credentials"]
    assert (state, "chmod 600" in mend) == ("wrong", True)


def test_nothing_is_shared(desk: Desk) -> None:
    for path in list(desk.emulator.library.folder.rglob("*.xlsx")):
        path.unlink()
    state, mend = findings(desk)["files visible"]
    assert (state, EMAIL in mend) == ("wrong", True)


def test_a_key_that_was_revoked(desk: Desk) -> None:
    refused = as_json({"error": "invalid_grant", "error_description": "Invalid JWT Signature."}, 400)
    desk.fault = lambda call: refused if call.name == "token" else None
    found = findings(desk)
    assert found["token"][0] == "wrong"
    assert "files visible" not in found


def test_a_clock_that_is_off(desk: Desk) -> None:
    good = as_json({"access_token": "ya29.x", "expires_in": 3599, "token_type": "Bearer"})
    late = Answer(good.status, good.body, headers={"Date": "Sun, 01 Jan 1995 00:00:00 GMT"})
    desk.fault = lambda call: late if call.name == "token" else None
    assert findings(desk)["clock"][0] == "wrong"


def test_an_api_that_is_not_enabled(desk: Desk) -> None:
    disabled = as_json({"error": {"code": 403, "errors": [{"reason": "accessNotConfigured"}], "message": "x"}}, 403)
    desk.fault = lambda call: disabled if call.name == "files.list" else None
    state, mend = findings(desk)["files visible"]
    assert (state, "enable Google Sheets API" in mend) == ("wrong", True)


def test_a_missing_key(tmp_path: Path) -> None:
    found = examine(GoogleSource(kind="google", credentials=tmp_path / "none.json"))
    assert found[0][:2] == ("credentials", "wrong")

"""Whatever Google does, neither key nor token nor a signed assertion stands in a log, a message or an error."""

from __future__ import annotations

import json
import logging
import re

import pytest

from sheets_sync.errors import SourceError
from sheets_sync.sources.emulator import Rule
from sheets_sync.sources.emulator.rules import Faults

from .conftest import Desk
from .test_failures import ALL

SECRET = re.compile(r"ya29\.|eyJ[\w-]{10}|PRIVATE KEY|Bearer\s+\S")
LATER: tuple[dict[str, int], ...] = ({"every": 3}, {})


def told(desk: Desk, caplog: pytest.LogCaptureFixture) -> str:
    """All that a run said while every library logged all that it can."""
    caplog.clear()
    for name in ("", "google.auth", "urllib3", "requests", "gspread"):
        caplog.set_level(logging.DEBUG, logger=name)
    said = []
    try:
        said = [repr(pull) for pull in desk.source().pull({})]
    except SourceError as error:
        said = [repr(error), str(error), repr(error.__cause__)]
    return "\n".join([caplog.text, *said])


@pytest.mark.parametrize("name", ALL)
def test_no_failure_tells_a_secret(desk: Desk, caplog: pytest.LogCaptureFixture, name: str) -> None:
    key = json.loads(desk.key.read_text())
    body = key["private_key"].splitlines()[1]
    for how in LATER:
        desk.emulator.faults = Faults([Rule(name, seconds=0.01, **how)])
        text = told(desk, caplog)
        assert SECRET.findall(text) == []
        assert body not in text
        assert key["private_key_id"] not in text


def test_the_look_would_find_one(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    """A token that a library logs is seen, and so is what the libraries log at all."""
    text = told(desk, caplog)
    assert "urllib3" in text
    logging.getLogger("urllib3").debug("Authorization: Bearer %s", "ya29.abc")
    assert SECRET.findall(caplog.text) == ["Bearer y"]

"""Keys and passwords: where they may lie, and how long one is used."""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path

import pytest

from sheets_sync.config import load_config
from sheets_sync.errors import ConfigError
from sheets_sync.jobs.doctor import KEY_DAYS, doctor

from ..conftest import NOW


@pytest.mark.parametrize("key", ["source.credentials", "mail.password_file"])
def test_a_secret_among_the_editions_is_refused(tmp_path: Path, key: str) -> None:
    inside = {"source.credentials": "credentials.json", "mail.password_file": "smtp-password", key: "out/deep/secret"}
    (tmp_path / "config.yaml").write_text(
        f"source: {{kind: google, credentials: {inside['source.credentials']}, folders: [1AbCdE]}}\n"
        f"mail: {{host: smtp.example.go.th, from: a@example.go.th, password_file: {inside['mail.password_file']}}}\n"
    )
    with pytest.raises(ConfigError, match=rf"{re.escape(key)}: .*secret lies in .*; move it out of there"):
        load_config(tmp_path / "config.yaml")


@pytest.mark.parametrize(("days", "told"), [(KEY_DAYS - 1, False), (KEY_DAYS + 1, True)])
def test_doctor_notes_a_key_that_has_been_in_use_for_long(tmp_path: Path, days: int, told: bool) -> None:
    key, config = tmp_path / "credentials.json", tmp_path / "config.yaml"
    key.write_text("{}")
    since = (NOW - dt.timedelta(days=days, minutes=1)).timestamp()
    os.utime(key, (since, since))
    config.write_text("source: {kind: google, credentials: credentials.json, folders: [1AbCdE]}")
    assert any("add a new key" in check.mend for check in doctor(config, NOW)) is told

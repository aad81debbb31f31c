"""How long the server takes, and what it writes down."""

import json
import time
from pathlib import Path

import pytest
import requests

from sheets_sync.sources.emulator import Answer, Emulator, Latency, Quotas, Rule
from sheets_sync.sources.emulator.latency import Delays

from ..conftest import READ, Wire, signed_in


def waits(latency: Latency, seed: int) -> list[float]:
    delays = Delays(latency, seed)
    return [delays.late(Answer(delay=1.0)).delay - 1 for _ in range(50)]


def test_a_wait_is_a_fixed_time_and_a_part_by_chance() -> None:
    found = waits(Latency(0.2, jitter=0.1), seed=1)
    assert found == waits(Latency(0.2, jitter=0.1), seed=1) != waits(Latency(0.2, jitter=0.1), seed=2)
    assert 0.2 <= min(found) < 0.22
    assert 0.28 < max(found) <= 0.3
    assert waits(Latency(0.2), seed=1) == pytest.approx([0.2] * 50)


def test_an_answer_comes_so_much_later(folder: Path) -> None:
    with Emulator(folder, latency=Latency(0.15)) as emulator:
        began = time.monotonic()
        assert requests.get(f"{emulator.url}/drive/v3/files", timeout=5).status_code == 401
        assert time.monotonic() - began >= 0.15


def test_the_log_has_a_line_a_call_and_no_secret(folder: Path, tmp_path: Path) -> None:
    log = tmp_path / "calls.jsonl"
    log.write_text('{"name": "before"}\n')
    rules = [Rule("G12", "files.list"), Rule("G16.closed", "changes.*"), Rule("G17", "kamalasai.xlsx")]
    with Emulator(folder, faults=rules, quotas=Quotas(), log=log) as emulator:
        token = signed_in(emulator, tmp_path / "key.json", READ)
        wire = Wire(emulator.url, token)
        path = f"/v4/spreadsheets/{emulator.id_of('yangtalat.xlsx')}/values/แปลง!A1"
        good = len(wire.get(path, access_token=token).content)
        wire.get("/drive/v3/files")
        with pytest.raises(requests.ConnectionError):
            wire.get("/drive/v3/changes", pageToken="1")
        with pytest.raises(requests.RequestException):
            wire.get(f"/v4/spreadsheets/{emulator.id_of('kamalasai.xlsx')}")
        wire.session.close()
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()][1:]
    assert [line["name"] for line in lines] == ["token", "values.get", "files.list", "changes.list", "spreadsheets.get"]
    assert [line["status"] for line in lines] == [200, 200, 503, 0, 200]
    assert [line["units"] for line in lines] == [0, 1, 100, 5, 1]
    assert [line.get("fault", "") for line in lines] == ["", "", "G12", "G16.closed", "G17"]
    assert lines[1]["bytes"] == good
    assert lines[1]["id"] == emulator.id_of("yangtalat.xlsx")
    assert lines[3]["bytes"] == 0
    assert lines[4]["bytes"] > 0
    assert lines[0]["time"].endswith("Z")
    assert token not in log.read_text("utf-8")
    assert "assertion" not in log.read_text("utf-8")

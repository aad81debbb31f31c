"""The server itself: its log, its speed, faults in place of answers, and a clean end."""

import threading
import time
from pathlib import Path

import pytest
import requests

from sheets_sync.sources.emulator import Answer, Call, Emulator

from ..conftest import Wire


def test_calls_are_logged_in_order_and_without_the_token(emulator: Emulator, wire: Wire) -> None:
    wire.json("/drive/v3/files", pageSize=5)
    wire.json(f"/v4/spreadsheets/{emulator.id_of('yangtalat.xlsx')}/values/แปลง!A1")
    assert [call.name for call in emulator.requests] == ["token", "files.list", "values.get"]
    assert emulator.requests[1].query == {"pageSize": ("5",)}
    assert emulator.requests[2].range == "แปลง!A1"
    assert not any(call.authorization or call.body for call in emulator.requests)


def test_a_kept_connection_answers_without_delay(emulator: Emulator, wire: Wire) -> None:
    started = time.monotonic()
    for _ in range(100):
        wire.json("/drive/v3/changes/startPageToken")
    assert time.monotonic() - started < 2  # 4 s with Nagle's algorithm


def test_a_fault_is_answered_in_googles_place(folder: Path) -> None:
    def fault(call: Call) -> Answer | None:
        return Answer(503, b"{}") if call.name == "files.list" else None

    with Emulator(folder, fault=fault) as emulator:
        assert requests.get(f"{emulator.url}/drive/v3/files", timeout=5).status_code == 503
        assert requests.get(f"{emulator.url}/drive/v3/changes", timeout=5).status_code == 401


@pytest.mark.parametrize(("sent", "error"), [(0, "aborted"), (3, "IncompleteRead")])
def test_a_fault_may_cut_the_line(folder: Path, sent: int, error: str) -> None:
    with (
        Emulator(folder, fault=lambda _: Answer(200, b'{"files":[]}', sent=sent)) as emulator,
        pytest.raises(requests.RequestException, match=error),
    ):
        requests.get(f"{emulator.url}/drive/v3/files", timeout=5)


def test_methods_that_google_does_not_have_are_404(emulator: Emulator, wire: Wire) -> None:
    assert wire.get("/v4/nothing").status_code == 404
    assert wire.session.post(f"{emulator.url}/v4/spreadsheets/1x", timeout=5).status_code == 404


def test_an_id_is_the_same_after_a_restart(folder: Path) -> None:
    with Emulator(folder) as first, Emulator(folder) as second:
        assert first.id_of("yangtalat.xlsx") == second.id_of("yangtalat.xlsx")
        assert first.library.file(first.id_of("yangtalat.xlsx")) == second.library.file(first.id_of("yangtalat.xlsx"))
        assert len(first.id_of("yangtalat.xlsx")) == 44


def test_nothing_runs_on_after_the_end(folder: Path) -> None:
    with Emulator(folder) as emulator:
        session = requests.Session()
        session.get(f"{emulator.url}/drive/v3/files", timeout=5)
    with pytest.raises(requests.ConnectionError):
        session.get(f"{emulator.url}/drive/v3/files", timeout=5)
    session.close()
    assert not [thread for thread in threading.enumerate() if "serve_forever" in thread.name]

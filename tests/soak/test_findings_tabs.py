"""T15: switched off nothing is written in 10,000 requests (test_google.py); switched on, nothing but our own tab."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sheets_sync.model.findings_tab import TAB_ID
from sheets_sync.sources.emulator import Emulator, Rule

from ..jobs.writing import RIGHT, WRONG, District
from .test_google import weather

pytestmark = pytest.mark.soak

WRITE = "spreadsheets.batchUpdate"
NAMES = [f"แปลง{number:02}" for number in range(60)]
LOCKED, SHUT, FULL = NAMES[0], NAMES[1], NAMES[2]


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[District]:
    """Sixty sheets, each with a point to mend; one of reading only, one with our tab protected, one without room."""
    (tmp_path / "drive").mkdir()
    with Emulator(tmp_path / "drive") as emulator:
        one = District(tmp_path, emulator)
        for number, name in enumerate(NAMES):
            one.keep(name, [*RIGHT[:2], number + 1, *RIGHT[3:]], WRONG)
        emulator.library.view_only(one.id(LOCKED))
        yield one


def rules(offices: District) -> list[Rule]:
    """Three calls in ten fail in five ways, one write in four is done though the answer is 503, and two never are."""
    never = [
        Rule(name, f"/v4/spreadsheets/{offices.id(which)}:*") for name, which in (("G31", SHUT), ("G31.cells", FULL))
    ]
    return [*never, Rule("G14", WRITE, chance=0.25), *weather(0.3)]


def test_whatever_the_weather_only_our_own_tab_is_written_and_that_once(
    offices: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Six rounds; in each of the first three the run is killed once it has written, or is about to write, ten tabs."""
    officers = {name: offices.theirs(name) for name in NAMES}
    offices.sync()
    offices.bad(*rules(offices))
    killed = 0
    for number in range(6):
        with monkeypatch.context() as patch:
            kill_after(patch, 10 if number < 3 else 10_000, before=number % 2 == 0)
            try:
                offices.round()
            except KeyboardInterrupt:
                killed += 1
    sent = [call for call in offices.emulator.requests if call.method != "GET" and call.name != "token"]
    named = {number for call in sent for number in re.findall(rb'"sheetId": ?(\d+)', call.body)}
    offices.bad()
    done = offices.round()
    asked, again = len(offices.emulator.requests), offices.round()
    there = [name for name in NAMES if offices.ours(name)]
    print(
        f"\n{len(offices.emulator.requests):,} requests, {len(sent):,} of them writes, naming the tabs {named}; "
        f"{killed} runs killed; {len(there)} tabs of {len(NAMES)}; calm again: {done.tabs}, then {again.tabs}; "
        f"{sum(offices.theirs(name) == officers[name] for name in NAMES)} of {len(NAMES)} officers' tabs as they were"
    )
    assert killed == 3
    assert {call.name for call in sent} == {WRITE}
    assert named == {str(TAB_ID).encode()}
    assert {name: offices.theirs(name) for name in NAMES} == officers
    assert there == [name for name in NAMES if name not in (LOCKED,)]
    assert [len(offices.workbook(name).tabs) for name in there] == [2] * len(there)
    assert len({json.dumps(offices.ours(name)[2:]) for name in there}) == 1
    assert [line.split(":")[0] for line in again.refused] == [LOCKED]
    assert again.tabs == {"unchanged": len(there), "refused": 1}
    assert len(offices.emulator.requests) - asked < 5  # of the one that is refused


def kill_after(patch: pytest.MonkeyPatch, writes: int, *, before: bool) -> None:
    """Let the run be killed at a write, before it was sent or after it was done."""
    from sheets_sync.sources.google.writer import WritingClient  # noqa: PLC0415

    write, left = WritingClient.write, [writes]

    def counted(client: WritingClient, workbook_id: str, requests: list[dict[str, object]]) -> None:
        left[0] -= 1
        if not left[0] and before:
            raise KeyboardInterrupt
        write(client, workbook_id, requests)
        if not left[0]:
            raise KeyboardInterrupt

    patch.setattr(WritingClient, "write", counted)

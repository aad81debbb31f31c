"""The Google source against a loopback server, on a clock that does not wait."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.config.source import GoogleSource
from sheets_sync.sources.emulator import Answer, Call, Emulator
from sheets_sync.sources.google.pacing import Clock
from sheets_sync.sources.google.source import GoogleWorkbooks


class Virtual(Clock):
    """Time that passes only when someone sleeps."""

    def __init__(self) -> None:
        self.time = 0.0
        self._lock = threading.Lock()

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.time += seconds


class Desk:
    """A loopback server with a fault that a test may set, and the source that reads from it."""

    def __init__(self, emulator: Emulator, key: Path) -> None:
        self.emulator, self.key, self.clock = emulator, key, Virtual()
        self.fault: Callable[[Call], Answer | None] = lambda _call: None
        emulator.fault = self._answer
        self.opened: list[GoogleWorkbooks] = []

    def _answer(self, call: Call) -> Answer | None:
        return self.fault(call)

    def source(self, **settings: Any) -> GoogleWorkbooks:
        plain = {"reads_per_minute": 6000, **settings}
        ours = GoogleSource(kind="google", credentials=self.key, endpoint=self.emulator.url, **plain)
        self.opened.append(GoogleWorkbooks(ours, clock=self.clock))
        return self.opened[-1]

    def calls(self, name: str) -> int:
        return sum(call.name == name for call in self.emulator.requests)

    def id(self, name: str) -> str:
        return self.emulator.id_of(name)


@pytest.fixture
def desk(emulator: Emulator, tmp_path: Path) -> Iterator[Desk]:
    """A server and a source without a network, an account or a wait."""
    one = Desk(emulator, emulator.credentials(tmp_path / "key.json"))
    yield one
    for source in one.opened:
        source.close()

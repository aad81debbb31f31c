"""A watchdog on loopback: what it hears of a run, and that it cannot harm one."""

from __future__ import annotations

import contextlib
import http.server
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sheets_sync import jobs
from sheets_sync.config import Config, load_config
from sheets_sync.errors import BusyError, ConfigError, SheetsSyncError
from sheets_sync.heartbeat import Heartbeat

from .conftest import NOW


@dataclass
class Watchdog:
    """Hears requests, and answers as it is told."""

    url: str = ""
    status: int = 200
    heard: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        return [path for path, _, _ in self.heard]


@pytest.fixture
def watchdog() -> Iterator[Watchdog]:
    with watching() as dog:
        yield dog


@contextlib.contextmanager
def watching() -> Iterator[Watchdog]:
    dog = Watchdog()

    class Ears(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            dog.heard.append((self.path, dict(self.headers), body))
            if dog.status:
                self.send_response(dog.status)
                self.send_header("Location", "/elsewhere")
                self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Ears) as server:
        dog.url = f"http://127.0.0.1:{server.server_port}/uuid"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield dog
        finally:
            server.shutdown()


@pytest.fixture
def config(tmp_path: Path, watchdog: Watchdog) -> Config:
    (tmp_path / "sheets").mkdir()
    path = tmp_path / "config.yaml"
    path.write_text(
        f"source: {{kind: workbooks, path: sheets}}\nheartbeat: {watchdog.url}\nmail: {{path: mail}}\nregions: {{}}\n"
    )
    return load_config(path)


def test_a_run_that_ends_well_says_so_and_nothing_else(config: Config, watchdog: Watchdog) -> None:
    jobs.run(config, NOW)
    assert watchdog.paths == ["/uuid/start", "/uuid"]
    for _, headers, body in watchdog.heard:
        assert body == b""
        assert set(headers) <= {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
        assert headers["User-Agent"] == "sheets-sync"


def test_a_run_that_fails_says_so(config: Config, watchdog: Watchdog, tmp_path: Path) -> None:
    (tmp_path / "sheets").rmdir()
    with pytest.raises(SheetsSyncError):
        jobs.run(config, NOW)
    assert watchdog.paths == ["/uuid/start", "/uuid/fail"]


def test_neither_a_rehearsal_nor_a_run_beside_another_is_a_sign_of_life(config: Config, watchdog: Watchdog) -> None:
    jobs.run(config, NOW, dry_run=True)
    with jobs.opened(config) as store, jobs.only_one(config, store, NOW), pytest.raises(BusyError):
        jobs.run(config, NOW)
    assert watchdog.heard == []


@pytest.mark.parametrize(("status", "told"), [(301, "answered 301"), (404, "answered 404"), (0, "ConnectionError")])
def test_whatever_it_answers_is_told_and_harms_nothing(watchdog: Watchdog, status: int, told: str) -> None:
    """No redirect is followed; status 0 is no answer at all. The address stays out of the log."""
    watchdog.status = status
    said: list[str] = []
    Heartbeat(watchdog.url, said.append).fail()
    assert (watchdog.paths, said) == (["/uuid/fail"], [f"heartbeat/fail: {told}; the run goes on"])


def test_a_run_ends_well_whose_watchdog_is_gone(config: Config) -> None:
    said: list[str] = []
    jobs.run(config.model_copy(update={"heartbeat": "http://127.0.0.1:1/uuid"}), NOW, tell=said.append)
    assert [line for line in said if "uuid" in line] == []
    assert sum(line.startswith("heartbeat") for line in said) == 2


def test_a_watchdog_that_drips_holds_nobody_up() -> None:
    """A byte now and then defeats a time-out between bytes, not ours."""
    stop = threading.Event()

    class Drip(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with contextlib.suppress(OSError):
                while not stop.wait(0.1):
                    self.wfile.write(b"H")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    said: list[str] = []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Drip) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        began = time.monotonic()
        Heartbeat(f"http://127.0.0.1:{server.server_port}", said.append, longest=0.5).success()
        assert time.monotonic() - began < 5
        stop.set()
        server.shutdown()
    assert said == ["heartbeat: no answer in 0.5 s; the run goes on"]


BAD = ["http://hc.example/uuid", "ftp://hc.example", "https://", "https://a:b@hc.example/x", "https://hc.example/x?y=1"]


@pytest.mark.parametrize("url", [*BAD, "https://hc.example/a b", "hc.example/uuid"])
def test_an_address_that_would_be_heard_by_others_is_refused(tmp_path: Path, url: str) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(f"source: {{kind: workbooks, path: .}}\nheartbeat: '{url}'\n")
    with pytest.raises(ConfigError, match="heartbeat: expected https://host/path of a watchdog"):
        load_config(path)

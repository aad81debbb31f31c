"""What every test stands on: no network but loopback, no home directory, Bangkok's February 2564."""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.periods import BANGKOK

from .browsers import browser
from .conformance import WITNESS, Witness
from .faults import tally

__all__ = ["browser"]

CASES = Path(__file__).parent / "cases"
NOW = dt.datetime(2021, 2, 5, 8, 0, tzinfo=BANGKOK)


def pytest_report_header() -> str:
    """Say which database the store's tests run against."""
    named = os.environ.get("SHEETS_SYNC_TEST_POSTGRESQL")
    return "store: SQLite" + (
        " and PostgreSQL" if named else "; PostgreSQL too where SHEETS_SYNC_TEST_POSTGRESQL names one"
    )


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand what this worker counted to whoever started it."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["conformant"] = WITNESS.count


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Add what another worker counted."""
    WITNESS.count += getattr(node, "workeroutput", {}).get("conformant", 0)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many answers were looked at, and how many tests of each fault passed."""
    names = {end: [report.nodeid for report in terminalreporter.stats.get(end, ())] for end in ("passed", "failed")}
    if told := tally(names["passed"], [*names["failed"], *(r.nodeid for r in terminalreporter.stats.get("error", ()))]):
        terminalreporter.write_line(f"faults tried: {told}")
    terminalreporter.write_line(f"conformance: {WITNESS.count} answers of the loopback server are as Google declares")


class NetworkRefused(RuntimeError):
    """A test tried to leave this machine."""


@pytest.fixture(autouse=True, scope="session")
def only_loopback() -> Iterator[None]:
    """Refuse every connection and look-up that would leave this machine."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def stays_here(host: object) -> bool:
        try:
            return str(host) in ("localhost", "") or ipaddress.ip_address(str(host)).is_loopback
        except ValueError:
            return False

    def guarded_connect(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and not stays_here(address[0]):
            raise NetworkRefused(f"a test tried to connect to {address[0]}:{address[1]}")
        connect(self, address)  # type: ignore[arg-type]

    def guarded_look_up(host: object, *args: object, **kwargs: object) -> object:
        if host is not None and not stays_here(host.decode() if isinstance(host, bytes) else host):
            raise NetworkRefused(f"a test tried to look up {host!r}")
        return look_up(host, *args, **kwargs)  # type: ignore[arg-type]

    socket.socket.connect = guarded_connect  # type: ignore[method-assign, assignment]
    socket.getaddrinfo = guarded_look_up  # type: ignore[assignment]
    yield
    socket.socket.connect = connect  # type: ignore[method-assign]
    socket.getaddrinfo = look_up


@pytest.fixture(autouse=True, scope="session")
def witness() -> Iterator[Witness]:
    """Look at every answer of every loopback server."""
    with WITNESS as looking:
        yield looking


@pytest.fixture(autouse=True)
def as_google_declares(witness: Witness) -> Iterator[None]:
    """Fail the test in which the loopback server gave an answer that Google could not give."""
    yield
    assert witness.taken() == []


@pytest.fixture(autouse=True)
def no_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of the test's own, so that none reads or writes the developer's."""
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture
def now() -> dt.datetime:
    """The closing of January 2564."""
    return NOW

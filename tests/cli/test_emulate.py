"""The loopback server as a command: what it is told, what it serves, and when it stops."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests
from google.auth.transport.requests import Request
from google.oauth2 import service_account

from sheets_sync import jobs
from sheets_sync.cli import emulation

from .conftest import Said

Command = Callable[..., Said]
SCOPES = ["https://www.googleapis.com/auth/drive.readonly"]


@contextmanager
def served(folder: Path, rehearsal: jobs.Rehearsal) -> Iterator[tuple[str, requests.Session]]:
    """The job in a thread of its own; its address, and a signed-in session to it."""
    lines: list[str] = []
    told, stop = threading.Event(), threading.Event()

    def tell(line: str) -> None:
        lines.append(line)
        if len(lines) == 2:
            told.set()

    key = folder.parent / "key.json"
    thread = threading.Thread(
        target=jobs.emulate, args=(folder, 0, key, rehearsal), kwargs={"tell": tell, "stop": stop}
    )
    thread.start()
    try:
        assert told.wait(10)
        account = service_account.Credentials.from_service_account_file(str(key), scopes=SCOPES)
        with requests.Session() as session:
            account.refresh(Request(session))
            session.headers["Authorization"] = f"Bearer {account.token}"
            yield lines[0].rpartition(" ")[2], session
    finally:
        stop.set()
        thread.join(10)
    assert not thread.is_alive()


def test_faults_quotas_lateness_and_the_log_reach_the_server(office: Path) -> None:
    """Every second listing is refused, the others count, and each is written down."""
    folder, log = office.parent / "sheets", office.parent / "calls.jsonl"
    rehearsal = jobs.Rehearsal(True, 1.0, ("G12:files.list:every=2",), 1.0, log, 7)
    with served(folder, rehearsal) as (url, session):
        statuses = [session.get(f"{url}/drive/v3/files", timeout=5).status_code for _ in range(4)]
        sheet = session.get(f"{url}/drive/v3/files", timeout=5).json()["files"][0]["id"]
        reads = [session.get(f"{url}/v4/spreadsheets/{sheet}/values/A1", timeout=5) for _ in range(61)]
    assert statuses == [200, 503, 200, 503]
    assert [read.status_code for read in reads][-2:] == [200, 429]
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert [line["name"] for line in lines][:3] == ["token", "files.list", "files.list"]


def test_an_answer_comes_late(office: Path) -> None:
    """By the milliseconds asked for, and half as much again by chance."""
    with served(office.parent / "sheets", jobs.Rehearsal(latency=150)) as (url, session):
        began = time.monotonic()
        assert session.get(f"{url}/drive/v3/files", timeout=5).status_code == 200
        assert time.monotonic() - began >= 0.15


def test_without_options_nothing_is_refused(office: Path) -> None:
    """As before there were any."""
    with served(office.parent / "sheets", jobs.Rehearsal()) as (url, session):
        sheet = session.get(f"{url}/drive/v3/files", timeout=5).json()["files"][0]["id"]
        path = f"{url}/v4/spreadsheets/{sheet}/values/A1"
        assert {session.get(path, timeout=5).status_code for _ in range(61)} == {200}


def test_the_command_hands_its_options_on(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each to its place."""
    seen: list[Any] = []
    monkeypatch.setattr(emulation.jobs, "emulate", lambda *args, tell: seen.extend(args))
    options = "--quota --scale 60 --fault G1 --fault G16:*:once --latency 80 --log calls.jsonl --seed 3".split()
    assert command("emulate", "sheets", "--port", 0, *options).status == 0
    assert seen == [
        Path("sheets"),
        0,
        Path("emulator-credentials.json"),
        jobs.Rehearsal(True, 60.0, ("G1", "G16:*:once"), 80.0, Path("calls.jsonl"), 3),
    ]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--fault", "G33"], "--fault G33: there is no fault G33; there are G1, "),
        (["--fault", "G12:*:often=2"], "--fault G12:*:often=2: often=2: expected once, always, or every=N"),
        (["--scale", "0"], "--scale is more than 0"),
        (["--latency", "-1"], "--latency is 0 or more"),
        (["--log", "nowhere/calls.jsonl"], "cannot be opened"),
    ],
)
def test_a_wrong_option_is_told(command: Command, office: Path, options: list[str], says: str) -> None:
    """Exit status 2, with its name."""
    said = command("emulate", office.parent / "sheets", "--port", 0, *options)
    assert (said.status, says in said.err) == (2, True), said.err


def test_a_port_in_use_is_told(command: Command, office: Path) -> None:
    """Exit status 2, with the port."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = command("emulate", office.parent / "sheets", "--port", port)
    assert (said.status, f"port {port}" in said.err) == (2, True), said.err


def test_a_folder_that_is_not_there_is_told(command: Command) -> None:
    """Exit status 2, with the folder."""
    said = command("emulate", "nowhere")
    assert (said.status, "nowhere: there is no such folder of .xlsx" in said.err) == (2, True)

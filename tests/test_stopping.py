"""SIGTERM ends a run within ten seconds, wherever it is, with its state kept; real processes, real signals."""

from __future__ import annotations

import contextlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sheets_sync import jobs
from sheets_sync.config import load_config
from sheets_sync.model import MessageState
from sheets_sync.store import Store

from .conftest import CASES, NOW
from .mail.servers import SILENT, scripted
from .store.made import outbox_of

CALL = [sys.executable, "-m", "sheets_sync"]
MONTH = ["--month", "2564-01", "--now", "2564-02-05T08:00"]


def office(
    folder: Path, source: str = "{kind: workbooks, path: sheets}", mail: str = "{path: mail}", waits: bool = False
) -> Path:
    """Two offices' workbooks, a recipient, and maybe a mail that waits; the path of the configuration."""
    if waits:
        with Store.open(f"sqlite:///{folder}/state/sheets_sync.db") as store:
            outbox_of(store, "b@example.go.th")
    (folder / "sheets").mkdir()
    for name in ("phichit-bangmunnak", "nakhonsawan-maewong"):
        shutil.copy(CASES / f"{name}.xlsx", folder / "sheets")
    path = folder / "config.yaml"
    path.write_text(
        f"source: {source}\nmail: {mail}\nregions: {{}}\n"
        f"recipients: [{{unit: '{46 if waits else 66}', email: b@example.go.th}}]\n",
        encoding="utf-8",
    )
    return path


@contextlib.contextmanager
def called(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [*CALL, *arguments], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, bufsize=1
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def until(process: subprocess.Popen[str], said: str) -> None:
    """Wait until the process says so."""
    assert process.stderr is not None
    for line in process.stderr:
        if re.search(said, line):
            return
    pytest.fail(f"it ended without saying {said!r}")


def stopped(process: subprocess.Popen[str]) -> tuple[float, int, str]:
    """Ask it to stop: seconds it took, its exit status, what it said."""
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    assert process.stderr is not None
    said = process.stderr.read()
    return time.monotonic() - began, process.wait(20), said


def is_kept(config: Path) -> None:
    """The run is written down as stopped, its rights are given back, and the next does what this one left."""
    settings = load_config(config)
    with jobs.opened(settings) as store:
        run = store.last_run("run")
        assert run is not None
        assert (run.state, run.ended_at is not None) == ("stopped", True)
        with jobs.only_one(settings, store, NOW):
            pass


@contextlib.contextmanager
def google(folder: Path, *options: str) -> Iterator[str]:
    """The loopback server in a process of its own; the `source` that reads from it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    credentials = folder / "credentials.json"
    (folder / "served").mkdir()
    for name in ("phichit-bangmunnak", "nakhonsawan-maewong"):
        shutil.copy(CASES / f"{name}.xlsx", folder / "served")
    with called(
        "emulate", str(folder / "served"), "--port", str(port), "--credentials", str(credentials), *options
    ) as server:
        until(server, "serving")
        yield f"{{kind: google, endpoint: 'http://127.0.0.1:{port}', credentials: {credentials}"


def test_in_the_middle_of_a_read_that_google_does_not_answer(tmp_path: Path) -> None:
    """The threads that read are not waited for."""
    log = tmp_path / "log"
    slow = ("--fault", "G15:spreadsheets.get:always", "--log", str(log))
    with (
        google(tmp_path, *slow) as source,
        called("run", "--config", str(office(tmp_path, source + "}")), *MONTH) as run,
    ):
        reached(log, "spreadsheets.get", run)
        took, status, said = stopped(run)
    assert (took < 10, status) == (True, 130), said
    assert "asked to stop" in said
    is_kept(tmp_path / "config.yaml")


def reached(log: Path, call: str, run: subprocess.Popen[str]) -> None:
    """Wait until the server has been asked so."""
    for _ in range(600):
        if log.exists() and call in log.read_text():
            time.sleep(0.3)
            return
        assert run.poll() is None, run.stderr.read() if run.stderr else ""
        time.sleep(0.1)
    pytest.fail(f"nobody asked for {call}")


def test_while_it_waits_for_google_s_quota(tmp_path: Path) -> None:
    """One read a minute: the second workbook's turn comes in sixty seconds."""
    with google(tmp_path) as source:
        config = office(tmp_path, source + ", reads_per_minute: 1}")
        with called("run", "--config", str(config), *MONTH) as run:
            until(run, "^changed ")
            took, status, said = stopped(run)
    assert (took < 10, status) == (True, 130), said
    is_kept(config)
    with Store.open(f"sqlite:///{tmp_path}/state/sheets_sync.db") as store:
        assert len(store.workbooks()) == 1, "what was read is kept"


@pytest.mark.parametrize(("answer", "state"), [(SILENT, MessageState.UNCERTAIN), ("", MessageState.SENT)])
def test_while_a_mail_server_owes_its_answer_to_the_dot(tmp_path: Path, answer: str, state: MessageState) -> None:
    """One that answers within seconds is heard out; of one that does not the message is uncertain, and named."""
    with scripted({"DOT": answer or "250 2.0.0 queued"}) as server:
        server.late = 1.5
        server.silence = 60
        mail = f"{{host: localhost, port: {server.port}, security: none, from: a@example.go.th}}"
        config = office(tmp_path, mail=mail, waits=True)
        with called("deliver", "--config", str(config)) as run:
            assert server.dotted.wait(120)
            took, status, said = stopped(run)
        server.done.set()
    assert (took < 10, status) == (True, 130), said
    with Store.open(f"sqlite:///{tmp_path}/state/sheets_sync.db") as store:
        (row,) = store.messages()
    assert row.state is state
    assert (row.text == "asked to stop before the server answered the final dot") is (state is MessageState.UNCERTAIN)


@pytest.mark.parametrize("where", ["^rendered ", "^changed "])
def test_while_it_reads_or_renders(tmp_path: Path, where: str) -> None:
    """The next run makes the editions that this one did not come to."""
    config = office(tmp_path)
    with called("run", "--config", str(config), *MONTH) as run:
        until(run, where)
        took, status, said = stopped(run)
    assert (took < 10, status) == (True, 130), said
    is_kept(config)
    done = jobs.run(load_config(config), NOW)
    assert [each.messages for each in done.published] == [1]


def test_a_second_signal_ends_it_at_once(tmp_path: Path) -> None:
    """In the seconds that a mail server's answer is still waited for."""
    with scripted({"DOT": SILENT}) as server:
        server.silence = 60
        mail = f"{{host: localhost, port: {server.port}, security: none, from: a@example.go.th}}"
        config = office(tmp_path, mail=mail, waits=True)
        with called("deliver", "--config", str(config)) as run:
            assert server.dotted.wait(120)
            run.send_signal(signal.SIGTERM)
            until(run, "asked to stop")
            took, status, _ = stopped(run)
        server.done.set()
    assert (took < 1, status) == (True, -signal.SIGTERM)
    with Store.open(f"sqlite:///{tmp_path}/state/sheets_sync.db") as store:
        assert [row.state for row in store.messages()] == [MessageState.DOTTED], "as after a kill: the lease tells"


def test_what_does_not_come_back_is_ended_all_the_same() -> None:
    """A call into a library that swallows the stop; the alarm is the kernel's."""
    code = (
        "import time, sheets_sync.stopping as s; s.WITHIN = 2\n"
        "with s.stoppable():\n print('at it', flush=True)\n"
        " while True:\n  try: time.sleep(60)\n  except KeyboardInterrupt: pass\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.5)  # until it sleeps
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == -signal.SIGALRM
    assert 1 < time.monotonic() - began < 9

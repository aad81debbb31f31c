"""`serve` as a command: who is let in, where it listens, and how it ends; a real process, a real terminal."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

from sheets_sync.serving import User, hashed, save_user

from .conftest import Said

Command = Callable[..., Said]
CALL = [sys.executable, "-m", "sheets_sync", "serve"]
PASSWORD = "ข้าวหลามหนองมน"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """An office with one page of 40 MB."""
    path = tmp_path / "config.yaml"
    path.write_text("source: {kind: workbooks, path: .}\nserve: {port: 0}\n", "utf-8")
    (tmp_path / "out" / "pages").mkdir(parents=True)
    (tmp_path / "out" / "pages" / "46.html").write_bytes(b"<!DOCTYPE html>" + b"x" * 40_000_000)
    return path


def with_user(config: Path) -> None:
    save_user(config.parent / "users.yaml", User("ks", "46", hashed(PASSWORD)), lambda _: True)


def typed(config: Path, lines: list[str], *options: str) -> str:
    """Call `serve` at a terminal, answer each prompt in turn, and return what was shown."""
    ours, theirs = pty.openpty()
    call = [*CALL, "--config", str(config), *options]
    with subprocess.Popen(call, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True) as process:
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # the terminal's other end is closed
            while piece := os.read(ours, 9000):
                shown += piece
                if re.search(rb"(Password|same again): $", shown) and lines:
                    time.sleep(0.2)  # until it hides what is typed
                    os.write(ours, f"{lines.pop(0)}\n".encode())
        status = process.wait(60)
    os.close(ours)
    return f"{shown.decode()}\n{status}"


@contextlib.contextmanager
def serving(config: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The process and its address."""
    with subprocess.Popen([*CALL, "--config", str(config), *options], stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            said = process.stderr.readline()
            found = re.search(r"http://[\d.]+:\d+", said)
            assert found, said
            yield found[0], process
        finally:
            process.kill()


def test_a_person_is_let_in_by_a_password_that_is_typed_twice_and_never_shown(config: Path) -> None:
    shown = typed(config, [PASSWORD, PASSWORD], "--add-user", "ks", "--unit", "46")
    assert shown.endswith("\n0")
    assert PASSWORD not in shown + (config.parent / "users.yaml").read_text("utf-8")
    with serving(config) as (address, _), requests.Session() as session:
        assert session.get(f"{address}/46.html", timeout=20).status_code == 401
        form = {"name": "ks", "password": PASSWORD, "onward": "/46.html"}
        assert len(session.post(f"{address}/login", form, timeout=20).content) == 40_000_015


def test_passwords_that_differ_or_are_short_let_nobody_in(config: Path) -> None:
    shown = typed(config, ["short", "other", "short", "short"], "--add-user", "ks", "--unit", "46")
    assert "do not match" in shown
    assert "a password has 10 to 256 letters" in shown
    assert shown.endswith("\n2")
    assert not (config.parent / "users.yaml").exists()


ODD = [
    (["--add-user", "ks"], "--add-user NAME and --unit CODE go together"),
    (["--unit", "46"], "--add-user NAME and --unit CODE go together"),
    (["--add-user", "k s", "--unit", "46"], "a name has at most 64 letters, and no blanks"),
    (["--add-user", "ks", "--unit", "99"], "--unit 99: no such unit"),
    (["--add-user", "ks", "--unit", "46"], "there is no terminal to ask at"),
    (["--host", "10.0.0.1"], "--host 10.0.0.1 is not this machine's own, and passwords would go over the net"),
    (["--host", "reports.example.go.th"], "--host: expected an address such as 127.0.0.1"),
    (["--port", "70000"], "--port: "),
    ([], "users.yaml; make it by `sheets-sync serve --add-user NAME --unit 46`"),
]


@pytest.mark.parametrize(("options", "told"), ODD)
def test_what_cannot_be_meant_is_named(command: Command, config: Path, options: list[str], told: str) -> None:
    said = command("serve", *options, "--config", config)
    assert (said.status, said.out) == (2, "")
    assert told in said.err


@pytest.mark.parametrize(
    ("serve", "told"),
    [
        ("{host: 10.0.0.1}", "serve: host 10.0.0.1 is not this machine's own"),
        ("{host: 10.0.0.1, proxy: true}", 'name its address: proxy: ["10.0.0.5"]'),
        ("{proxy: [nginx]}", "serve.proxy"),
        ("{users: out/users.yaml}", "of which pages are served; keep it elsewhere"),
        ("{hours: 0}", "serve.hours"),
    ],
)
def test_a_configuration_that_would_expose_passwords_is_refused(
    command: Command, config: Path, serve: str, told: str
) -> None:
    config.write_text(f"source: {{kind: workbooks, path: .}}\nserve: {serve}\n", "utf-8")
    said = command("serve", "--config", config)
    assert (said.status, told in said.err) == (2, True), said.err


def test_a_port_that_is_taken_is_named(command: Command, config: Path) -> None:
    with_user(config)
    with socket.create_server(("127.0.0.1", 0)) as other:
        said = command("serve", "--port", other.getsockname()[1], "--config", config)
    assert said.status == 2
    assert "cannot be had: Address already in use" in said.err


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_within_ten_seconds_also_in_the_middle_of_a_page(config: Path, stop: signal.Signals) -> None:
    """A reader who takes a few bytes and then none; the service ends as told, with 0."""
    with_user(config)
    with serving(config) as (address, process), requests.Session() as session:
        form = {"name": "ks", "password": PASSWORD, "onward": "/46.html"}
        with session.post(f"{address}/login", form, timeout=20, stream=True) as slow:
            slow.raw.read(1000)
            began = time.monotonic()
            process.send_signal(stop)
            assert process.wait(20) == 0
            assert time.monotonic() - began < 10
        assert process.stderr is not None
        said = process.stderr.read()
    assert "stopped" in said
    assert "Traceback" not in said


def test_a_proxy_elsewhere_is_the_only_one_that_is_answered(config: Path) -> None:
    """All of this machine's addresses are listened at; who is not the proxy gets nothing, not even a form."""
    with_user(config)
    config.write_text("source: {kind: workbooks, path: .}\nserve: {host: 0.0.0.0, proxy: [192.0.2.5]}\n", "utf-8")
    with serving(config, "--port", "0") as (address, _):
        port = address.rpartition(":")[2]
        mine = requests.get(f"http://127.0.0.1:{port}/", timeout=20)
    assert (mine.status_code, "__Host-" in str(mine.headers), mine.headers["Strict-Transport-Security"]) == (
        401, False, "max-age=31536000",
    )  # fmt: skip

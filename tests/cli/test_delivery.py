"""`deliver --failed`, `--uncertain` and `--bounced`: asked at a terminal, said outright in scripts."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sheets_sync.store import Store

from ..mail.servers import DROP, Scripted, scripted
from ..mail.test_delivery import PEOPLE, outbox
from .conftest import Said

Command = Callable[..., Said]


@pytest.fixture
def server() -> Iterator[Scripted]:
    with scripted({"RCPT a": "550 5.1.1 no such user", "DOT c": DROP}) as opened:
        yield opened


@pytest.fixture
def config(server: Scripted, tmp_path: Path, command: Command) -> Path:
    """After one delivery: a is refused, b sent, c uncertain."""
    url = outbox(tmp_path)
    path = tmp_path / "config.yaml"
    people = "".join(f"  - {{unit: '46', email: {to}}}\n" for to in PEOPLE)
    path.write_text(
        f"source: {{kind: workbooks, path: .}}\nstore: '{url}'\nrecipients:\n{people}"
        f"mail: {{host: localhost, port: {server.port}, security: none, from: report@example.go.th}}\n",
        encoding="utf-8",
    )
    said = command("deliver", "--config", path)
    assert (said.status, said.out) == (1, "delivered  1 refused, 1 sent, 1 uncertain\n")
    server.script = {}
    return path


def states(config: Path) -> str:
    with Store.open(f"sqlite:///{config.parent}/kept.db") as store:
        return " ".join(row.state for row in store.messages())


def test_a_script_sends_the_failed_ones_again(command: Command, config: Path) -> None:
    said = command("deliver", "--failed", "--yes", "--config", config)
    assert (said.status, said.out) == (0, "delivered  1 sent\n")
    assert "a***@example.go.th" in said.err
    assert "550 5.1.1 no such user" in said.err
    assert states(config) == "sent sent uncertain"


@pytest.mark.parametrize(("word", "took"), [("--arrived", 1), ("--again", 2)])
def test_a_script_says_of_each_number_what_became_of_it(
    command: Command, config: Path, server: Scripted, word: str, took: int
) -> None:
    said = command("deliver", "--uncertain", "3", word, "--config", config)
    assert said.status == 0, said.err
    assert states(config) == "refused sent sent"
    assert [to for to, _ in server.took].count("c@example.go.th") == took


ODD = [
    (("--failed",), "nobody can be asked here: there is no terminal; in a script, say it by --yes"),
    (("--uncertain",), "nobody can be asked here"),
    (("--uncertain", "--arrived"), "are said, one of them, of the messages that --uncertain ID… names"),
    (("--uncertain", "3", "--arrived", "--again"), "are said, one of them"),
    (("--uncertain", "2", "--arrived"), "message 2 is not uncertain"),
    (("--failed", "3"), "message 3 is not refused or deferred"),
    (("--failed", "--uncertain"), "are three things; name one"),
    (("3",), "message numbers go with --failed or --uncertain"),
    (("--yes",), "--yes goes with --failed"),
    (("--failed", "--again", "1"), "--arrived and --again go with --uncertain"),
    (("--bounced", "1-0123456789ab"), "no message of ours has this token"),
]


@pytest.mark.parametrize(("options", "told"), ODD)
def test_what_cannot_be_meant_changes_nothing(
    command: Command, config: Path, options: tuple[str, ...], told: str
) -> None:
    said = command("deliver", *options, "--config", config)
    assert (said.status, said.out) == (2, "")
    assert told in said.err
    assert states(config) == "refused sent uncertain"


def at_a_terminal(config: Path, typed: bytes, *options: str) -> str:
    """Run `deliver` in a process whose terminal we type at; what it showed."""
    ours, theirs = pty.openpty()
    call = [sys.executable, "-m", "sheets_sync", "deliver", *options, "--config", str(config)]
    with subprocess.Popen(call, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        os.write(ours, typed)
        shown = b""
        while True:
            try:
                shown += os.read(ours, 9000)
            except OSError:  # the terminal's other end is closed
                break
        process.wait(60)
    os.close(ours)
    return shown.decode()


def test_a_person_is_asked_and_may_say_no(config: Path) -> None:
    assert "Send 1 of them again?" in at_a_terminal(config, b"perhaps\nno\n", "--failed")
    assert states(config) == "refused sent uncertain"
    at_a_terminal(config, b"y\n", "--failed")
    assert states(config) == "sent sent uncertain"


def test_a_person_is_asked_whether_it_arrived(config: Path) -> None:
    shown = at_a_terminal(config, b"a\nleave\n", "--uncertain")
    assert shown.count("Did it arrive? [arrived/again/leave]") == 2, "`a` may mean two of the answers"
    assert states(config) == "refused sent uncertain"
    at_a_terminal(config, b"arrived\n", "--uncertain")
    assert states(config) == "refused sent sent"

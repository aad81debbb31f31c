"""`purge` lists, asks, and takes out for good."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def test_it_lists_first_and_asks(command: Callable[..., Any], office: Path) -> None:
    """Without a terminal nobody can be asked, and nothing goes."""
    command("run", "--config", office, "--now", "2564-02-05T08:00")
    page = office.parent / "out" / "editions" / "2564-01" / "46.html"
    call = ("purge", "--config", office, "--before", "2565-01")
    said = command(*call)
    assert said.status == 2
    assert "letters of editions" in said.err
    assert "--yes" in said.err
    assert page.exists()
    assert command(*call, "--yes").status == 0
    assert not page.exists()
    assert command("status", "--config", office).status in (0, 1)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ((), "name one of"),
        (("--before", "2564-01", "--person", "ก ข"), "name one of"),
        (("--before", "9999-99"), "--before"),
        (("--before", "2563-10", "--now", "2564-02-05T08:00"), "13 months"),
        (("--person", "สมชาย"), "name and surname"),
    ],
)
def test_a_purge_that_is_not_meant_is_refused(
    command: Callable[..., Any],
    office: Path,
    options: tuple[str, ...],
    says: str,
) -> None:
    said = command("purge", "--config", office, "--yes", *options)
    assert (said.status, says in said.err) == (2, True)


def test_one_person_by_the_command(command: Callable[..., Any], office: Path) -> None:
    command("sync", "--config", office, "--now", "2564-02-05T08:00")
    said = command("purge", "--config", office, "--person", "นายไม่มี ในชีตใด", "--yes")
    assert said.status == 0
    assert "earlier readings 0" in said.err

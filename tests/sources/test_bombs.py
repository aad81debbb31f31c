"""A file made to burden the machine is refused with a reason, or read right, in five seconds and half a gigabyte."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from .bombs import BOMBS

SECONDS, MEGABYTES = 12, 500  # of the processor; five on a machine that is not busy with anything else
MEASURED = """
import json, os, sys
from pathlib import Path
from sheets_sync.sources import UnreadableWorkbook, read_file

def said(path):
    try:
        return " ".join(tab.unread for tab in read_file(path).tabs)
    except UnreadableWorkbook as error:
        return "refused: " + error.reason

for path in sorted(Path(sys.argv[1]).iterdir()):
    out, into = os.pipe()
    child = os.fork()
    if not child:
        os.write(into, said(path).encode())
        os._exit(0)
    os.close(into)
    _, status, used = os.wait4(child, 0)
    told = os.read(out, 10_000).decode()
    print(json.dumps([path.name, status, told, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


@pytest.fixture(scope="module")
def measured(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[int, str, float, float]]:
    """Of each bomb asked for: how its reading ended, what was said, seconds and megabytes of a process of its own."""
    folder = tmp_path_factory.mktemp("bombs")
    for name, (make, _) in BOMBS.items():
        if any(name in item.name for item in request.session.items):
            make(folder / name)
    command = [sys.executable, "-c", MEASURED, str(folder)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout.splitlines()
    return {name: tuple(rest) for name, *rest in map(json.loads, lines)}  # type: ignore[misc]


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_does_no_harm(measured: dict[str, tuple[int, str, float, float]], name: str) -> None:
    status, told, seconds, megabytes = measured[name]
    expected = BOMBS[name][1]
    assert status == 0
    assert re.search(expected, told) if expected else not told
    assert told.startswith("refused") == (expected not in ("", BOMBS["corner.xlsx"][1]))
    assert seconds < SECONDS
    assert megabytes < MEGABYTES

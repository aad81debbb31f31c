"""A small office to command: a folder of workbooks, a configuration, and the way commands are called."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from sheets_sync.cli.main import call

from ..conftest import CASES


@dataclass(frozen=True)
class Said:
    """What a command said, and its exit status."""

    status: int
    out: str
    err: str


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Call `sheets-sync` with arguments, in this process."""

    def run(*arguments: object) -> Said:
        capsys.readouterr()
        status = call([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Said(status, captured.out, captured.err)

    return run


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A configuration over three offices' workbooks, through the loopback server, mail into a folder."""
    sheets = tmp_path / "sheets"
    sheets.mkdir()
    for name in ("kalasin-yangtalat", "kalasin-province", "phichit-bangmunnak"):
        shutil.copy(CASES / f"{name}.xlsx", sheets)
    config = tmp_path / "config.yaml"
    config.write_text(
        """
source: {kind: emulator, path: sheets}
mail: {kind: folder, path: mail, from: "สพจ.กาฬสินธุ์ <report@example.go.th>"}
regions: {12: ["46"], 18: ["66"]}
recipients:
  - {unit: nation, name: อธิบดี, email: dg@example.go.th}
  - {unit: "46", name: พัฒนาการจังหวัดกาฬสินธุ์, email: ks@example.go.th}
""",
        encoding="utf-8",
    )
    return config

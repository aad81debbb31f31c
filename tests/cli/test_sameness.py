"""Two machines with the same sheets leave the same bytes, however they are set up (faults.md, T19)."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from ..soak.office import write_config, write_sheets

ROOT = Path(__file__).parents[2]
MACHINES = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4242", "TZ": "America/St_Johns", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "LC_ALL": "th_TH.UTF-8"},
)
WORK = """
import sys
from sheets_sync.cli.main import call
config = ["--config", sys.argv[1]]
call(["run", "--now", "2564-02-05T08:00", *config])
for to in ("csv", "xlsx", "kml", "geojson", "parquet"):
    assert call(["export", "khok_nong_na", "--to", to, *config]) == 0
"""


def test_a_whole_run_and_every_export_leave_the_same_bytes(tmp_path: Path) -> None:
    write_sheets(tmp_path / "sheets")
    left = []
    for number, settings in enumerate(MACHINES):
        folder = tmp_path / str(number)
        write_config(folder, tmp_path / "sheets")
        subprocess.run(
            [sys.executable, "-c", WORK, str(folder / "config.yaml")],
            cwd=ROOT, env=os.environ | settings | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=True,
        )  # fmt: skip
        files = (path for path in sorted(folder.rglob("*")) if path.is_file() and "state" not in path.parts)
        left.append({str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files})
    first, *others = left
    assert {Path(name).suffix for name in first} >= set(".eml .html .txt .csv .xlsx .kml .geojson .parquet".split())
    for other in others:
        assert {name for name in first.keys() | other.keys() if first.get(name) != other.get(name)} == set()

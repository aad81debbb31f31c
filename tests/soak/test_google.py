"""A country's sync in bad weather: what is read, what is asked for, how long it lasts, how much memory it takes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from sheets_sync import jobs
from sheets_sync.config import Config, load_config
from sheets_sync.config.source import GoogleSource
from sheets_sync.model import WorkbookState
from sheets_sync.sources.emulator import Emulator, Rule
from sheets_sync.sources.emulator.rules import Faults
from sheets_sync.sources.google.source import GoogleWorkbooks

from ..conftest import NOW
from ..sources.google.conftest import Virtual
from ..sources.poisons import POISONS
from .fleet import WORKBOOKS, write_fleet

pytestmark = pytest.mark.soak

FAILING = ("G12", "G13", "G16", "G17", "G19")  # 503, a page of 502, a reset, half a body, a page of 200
ALLOWED = {  # contract.md, section 5
    "token", "files.list", "files.get", "files.export", "changes.list", "changes.getStartPageToken", "spreadsheets.get",
    "values.get", "values.batchGet",
}  # fmt: skip
ASKED: Counter[str] = Counter()


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("country")
    write_fleet(folder)
    return folder


@pytest.fixture(scope="module")
def server(country: Path) -> Iterator[Emulator]:
    with Emulator(country) as emulator:
        emulator.library.kept_open = WORKBOOKS
        yield emulator


def weather(share: float) -> list[Rule]:
    """Rules by which so many of all calls fail, in five ways: each strikes what the ones before it let pass."""
    each = 1 - (1 - share) ** (1 / len(FAILING))
    return [Rule(shape, "*", chance=each) for shape in FAILING]


def synced(server: Emulator, folder: Path, seed: int, rules: list[Rule]) -> tuple[jobs.Synced, Virtual]:
    """One sync of the country into a store of its own, and the clock that it went by."""
    folder.mkdir()
    key, clock = server.credentials(folder / "key.json"), Virtual()
    (folder / "config.yaml").write_text("source: {kind: workbooks, path: .}", encoding="utf-8")
    config: Config = load_config(folder / "config.yaml")
    settings = GoogleSource.model_validate(
        {"kind": "google", "credentials": key, "endpoint": server.url, "folders": [server.root]}
    )
    server.faults, before = Faults(rules, seed), len(server.requests)
    source = GoogleWorkbooks(settings, clock=clock)
    source.connections = 1
    with jobs.opened(config) as store:
        done = jobs.sync(config, source, store, NOW)
    source.close()
    ASKED.update(call.name for call in server.requests[before:])
    return done, clock


@pytest.fixture(scope="module")
def calm(server: Emulator, tmp_path_factory: pytest.TempPathFactory) -> jobs.Synced:
    return synced(server, tmp_path_factory.mktemp("calm") / "x", 0, [])[0]


@pytest.mark.parametrize("seed", range(20))
def test_with_three_calls_in_ten_failing_the_snapshot_is_the_same(
    server: Emulator, calm: jobs.Synced, tmp_path: Path, seed: int
) -> None:
    done, clock = synced(server, tmp_path / "x", seed, weather(0.3))
    print(f"\nseed {seed}: {done.pulls}, {clock.now() / 60:.0f} minutes, {sum(done.requests.values()):,} requests")
    assert done.pulls == {"changed": WORKBOOKS}
    assert done.snapshot.hash == calm.snapshot.hash


def test_with_six_calls_in_ten_failing_it_ends_by_its_deadline_and_names_what_is_unread(
    server: Emulator, tmp_path: Path
) -> None:
    done, clock = synced(server, tmp_path / "x", 1, weather(0.6))
    unread = [book for book in done.snapshot.workbooks if book.state is WorkbookState.STALE]
    print(f"\n{done.pulls}, {clock.now() / 60:.0f} minutes")
    assert clock.now() <= 45 * 60
    assert done.pulls["changed"] + len(unread) == WORKBOOKS
    assert all(book.message and book.title for book in unread)


def test_whatever_the_weather_only_reading_was_asked_for() -> None:
    print(f"\n{sum(ASKED.values()):,} requests: {dict(ASKED)}")
    assert sum(ASKED.values()) >= 10_000
    assert ASKED.keys() <= ALLOWED


# ---------------------------------------------------------------- one poisoned among two hundred

GOOD = 199
POISONED = [name for name in POISONS if name.endswith(".xlsx")]


@pytest.fixture(scope="module")
def province(country: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("province")
    for number, path in enumerate(sorted(country.rglob("*.xlsx"))[:GOOD]):
        shutil.copy(path, folder / f"{number:03}.xlsx")
    return folder


def readings(folder: Path, home: Path) -> dict[str, tuple[str, WorkbookState, str]]:
    """Of each workbook after a sync from a server of its own: its reading's hash, its state, what it is told."""
    with Emulator(folder) as server:
        done, _ = synced(server, home, 0, [])
    return {book.workbook_id: (book.reading_hash, book.state, book.message) for book in done.snapshot.workbooks}


@pytest.fixture(scope="module")
def healthy(province: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, WorkbookState, str]]:
    return readings(province, tmp_path_factory.mktemp("healthy") / "x")


@pytest.mark.parametrize("name", POISONED, ids=[ascii(name) for name in POISONED])
def test_one_poisoned_workbook_leaves_the_other_199_as_they_are(
    province: Path, healthy: dict[str, tuple[str, WorkbookState, str]], tmp_path: Path, name: str
) -> None:
    shutil.copytree(province, tmp_path / "drive")
    POISONS[name].make(tmp_path / "drive" / name)
    found = readings(tmp_path / "drive", tmp_path / "x")
    assert len(healthy) == GOOD
    assert {known: found[known] for known in healthy} == healthy
    others = [one for known, one in found.items() if known not in healthy]
    assert all((state is WorkbookState.FRESH and digest) or message for digest, state, message in others)
    assert len(others) == (tmp_path / "drive" / name).is_file()


# ---------------------------------------------------------------- memory


def peak(server: Emulator, folder: Path, limit_minutes: int) -> tuple[int, str]:
    """(megabytes that `sheets-sync sync` takes at most in a process of its own, what it printed)."""
    key = server.credentials(folder / "key.json")
    config = folder / "config.yaml"
    config.write_text(
        f"source: {{kind: google, credentials: {key}, endpoint: '{server.url}', reads_per_minute: 100000}}",
        encoding="utf-8",
    )
    program = (
        "import resource, sys; from sheets_sync.cli.main import main\n"
        "try: main()\n"
        "finally: print('PEAK', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "sync", "--config", str(config)],
        capture_output=True, text=True, timeout=60 * limit_minutes, env={**os.environ, "COLUMNS": "200"}, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr[-2000:]
    return int(done.stderr.rpartition("PEAK ")[2].split()[0]), done.stdout


def test_a_country_of_real_workbooks_takes_less_than_700_megabytes(tmp_path: Path) -> None:
    from sheets_sync.samples import MONTHS, write_month  # noqa: PLC0415

    folder = tmp_path / "sheets"
    folder.mkdir()
    write_month(folder, MONTHS[-1])
    originals = sorted(folder.glob("*.xlsx"))
    for number in range(WORKBOOKS - len(originals)):
        original = originals[number % len(originals)]
        (folder / f"{number:03} {original.name}").write_bytes(original.read_bytes())
    with Emulator(folder) as server:
        most, printed = peak(server, tmp_path, 8)
    print(f"\n{WORKBOOKS} workbooks: {most} MB at most")
    assert str(WORKBOOKS) in printed
    assert most < 700


def test_a_tab_of_200_000_rows_takes_less_than_1_500_megabytes(tmp_path: Path) -> None:
    import xlsxwriter  # noqa: PLC0415

    folder = tmp_path / "sheets"
    folder.mkdir()
    book = xlsxwriter.Workbook(folder / "long.xlsx", {"constant_memory": True})
    sheet = book.add_worksheet("ทะเบียน")
    sheet.write_row(0, 0, ["ทะเบียนแปลงโคก หนอง นา อำเภอยางตลาด จังหวัดกาฬสินธุ์"])
    sheet.write_row(1, 0, ["ชื่อ-สกุล", "ตำบล", "ประเภท", "ขนาด", "สถานะ"])
    for number in range(2, 200_000):
        sheet.write_row(number, 0, [f"นายคนที่{number} ใจดี", "หัวงัว", "HLM", 3, "ขุดแล้วเสร็จ"])
    book.close()
    with Emulator(folder) as server:
        most, printed = peak(server, tmp_path, 15)
    print(f"\n200,000 rows: {most} MB at most")
    assert "199,998" in printed
    assert most < 1500

"""What it costs to ask what is due, as a worker does every few minutes: late data, years of editions, more offices.

Run `python benchmarks/due.py`. Each line is a ratio to asking of one province with one month behind it and nothing
late; workbooks, editions and messages are rows in a SQLite file as a run leaves them.
"""

from __future__ import annotations

import datetime as dt
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from sheets_sync import areas, jobs
from sheets_sync.config import Config, load_config
from sheets_sync.jobs.units import reported_units
from sheets_sync.model import Edition, Letter, Pull, PullState, Reading, Record, Table, Unit, WorkbookState
from sheets_sync.periods import BANGKOK, Month
from sheets_sync.store import NewMessage, Store

NOW = dt.datetime(2025, 3, 6, 9, tzinfo=BANGKOK)
LAST = Month(2025, 2)
REPEATS = 3
FIGURES: dict[str, float | None] = {f"figure_{number}": number for number in range(60)}
PERSON = "dg@example.go.th"
OFFICE = f"source: {{kind: workbooks, path: sheets}}\nregions: {{}}\nrecipients: [{{unit: nation, email: {PERSON}}}]\n"


def read(store: Store, run: int, code: str, size: int, at: dt.datetime) -> None:
    """One workbook of one district, changed."""
    row = Record(6, {"size_rai": size})
    reading = Reading(code, code, (Table("ทะเบียนแปลง", 0, "khok_nong_na", "register", records=(row,)),))
    pull = Pull(code, code, PullState.CHANGED, "v1", changed_at=at)
    store.keep_pull(run, pull, at, reading, state=WorkbookState.FRESH, units=(code,))


def reported(config: Config, store: Store, units: Sequence[Unit], months: int) -> None:
    """So many months, each reported to its end."""
    month = LAST
    for _ in range(months):
        closes = month.closes(config.closes)
        snapshot = store.keep_snapshot(1, closes - dt.timedelta(hours=2))
        folder = config.out / "editions" / str(month)
        folder.mkdir(parents=True)
        for unit in units:
            edition = Edition("monthly", unit.code, str(month), 0, Letter("x", "x", "x"), snapshot.hash, FIGURES)
            mails = [NewMessage(PERSON, f"<{month}>", b"x")] if unit.code == "nation" else []
            store.keep_edition(edition, mails, closes)
            (folder / f"{unit.code}.html").touch()
        month = month.previous


def seconds(folder: Path, provinces: Sequence[str], months: int, late: int) -> tuple[int, float]:
    """(units, seconds to ask once, the best of some) with every `late`-th workbook changed after the closing."""
    (folder / "sheets").mkdir(parents=True)
    (folder / "config.yaml").write_text(OFFICE, encoding="utf-8")
    config = load_config(folder / "config.yaml")
    units = reported_units(config, provinces)
    districts = [unit.code for unit in units if len(unit.code) == 4]
    with Store.open(config.store) as store:
        run = store.start_run("sync", NOW)
        for code in districts:
            read(store, run, code, 1, NOW - dt.timedelta(days=20))
        reported(config, store, units, months)
        if late:
            for code in districts[::late]:
                read(store, run, code, 2, NOW - dt.timedelta(hours=1))
            store.keep_snapshot(run, NOW - dt.timedelta(hours=1))
        took = []
        for _ in range(REPEATS):
            began = time.perf_counter()
            jobs.due_periods(config, store, NOW)
            took.append(time.perf_counter() - began)
    return len(units), min(took)


def main() -> None:
    every = areas.provinces()
    cases = {
        "one province, one month": (["46"], 1, 0),
        "one province, 24 months": (["46"], 24, 0),
        "half the country, late data": (list(every)[: len(every) // 2], 1, 3),
        "the country, nothing late": (list(every), 1, 0),
        "the country, late data": (list(every), 1, 3),
        "the country, 24 months": (list(every), 24, 0),
    }
    base = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, (provinces, months, late)) in enumerate(cases.items()):
            units, took = seconds(Path(folder) / str(number), provinces, months, late)
            base = base or took
            print(f"{name:30} {units:5} units  {took / base:6.1f}  ({took:.2f} s)")


if __name__ == "__main__":
    main()

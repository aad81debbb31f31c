"""How fast sheets are read, and whether time and memory grow in step with them.

Run `python benchmarks/reading.py`, with `--profile` to see where the time goes.
Times are of the processor, not of the clock on the wall; loading the files is not timed.
"""

from __future__ import annotations

import argparse
import cProfile
import datetime as dt
import hashlib
import pstats
import random
import tempfile
import time
import tracemalloc
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sheets_sync.checks import check_tables
from sheets_sync.model import Cell, Reading, Tab, Workbook
from sheets_sync.model.a1 import column_index
from sheets_sync.programmes import shipped_programmes
from sheets_sync.reading import read_workbook
from sheets_sync.reading.text import check_digit
from sheets_sync.samples import MONTHS, write_month
from sheets_sync.sources.xlsx import read_xlsx

TODAY = dt.date(2021, 7, 1)
TIMES = (1, 3, 10, 30)
OWN = ("owner_name", "citizen_id_last4", "phones", "deed_no", "house_no", "plot_no", "plot_code")  # of a row alone
LETTERS = "กขคงจชซญดตถทธนบปผพภมยรลวศสหอ"
Cells = tuple[Cell, ...]


def hashed(digits: str) -> str:
    return hashlib.sha256(digits.encode()).hexdigest()


def understand(workbook: Workbook) -> Reading:
    programmes = shipped_programmes()
    return check_tables(read_workbook(workbook, programmes, today=TODAY, hash_id=hashed), programmes)


def filled(workbooks: Sequence[Workbook]) -> int:
    return sum(not cell.blank for book in workbooks for tab in book.tabs for row in tab.rows for cell in row)


def timed(workbooks: Sequence[Workbook]) -> float:
    """Seconds of the processor in which the workbooks are understood."""
    began = time.process_time()
    for workbook in workbooks:
        understand(workbook)
    return time.process_time() - began


def fleet() -> list[Workbook]:
    """The sample offices' workbooks as they stood in the last month."""
    with tempfile.TemporaryDirectory() as folder:
        write_month(Path(folder), MONTHS[-1])
        return [read_xlsx(path) for path in sorted(Path(folder).glob("*.xlsx"))]


def fullest(workbooks: Sequence[Workbook]) -> tuple[Tab, list[int], set[int]]:
    """The register with the most records: its tab, the rows of its records, the columns that are of one row alone."""
    registers = [
        (tab, table)
        for book in workbooks
        for tab, table in zip(book.tabs, understand(book).tables, strict=False)
        if table.shape == "register" and table.tab == tab.title
    ]
    tab, table = max(registers, key=lambda pair: len(pair[1].records))
    own = {column_index(letter) for name, letter in table.columns.items() if name in OWN}
    return tab, [record.row - 1 for record in table.records], own


def renamed(cell: Cell, chance: random.Random) -> Cell:
    """The same cell of another person: other digits, another family name, a citizen ID that still checks."""
    digits = [letter for letter in cell.text if letter.isdigit()]
    if not digits:
        text = cell.text and cell.text + "".join(chance.choices(LETTERS, k=4))
        return replace(cell, text=text, value=text or None)
    fresh = digits[:2] + [chance.choice("123456789") for _ in digits[2:]]
    if len(fresh) == 13:
        fresh[12] = check_digit("".join(fresh[:12]))
    turn = iter(fresh)
    text = "".join(next(turn) if letter.isdigit() else letter for letter in cell.text)
    number = isinstance(cell.value, float) and len(fresh) == len(text)
    return replace(cell, text=text, value=float(text) if number else text)


def longer(tab: Tab, rows: Sequence[int], own: set[int], times: int, seed: int) -> Workbook:
    """A workbook of one register whose records stand there a number of times, each time of other people."""
    chance = random.Random(f"{times}/{seed}")  # noqa: S311 - the same sheets at every run

    def another(row: Cells) -> Cells:
        return tuple(renamed(cell, chance) if i in own and not cell.blank else cell for i, cell in enumerate(row))

    body = [another(tab.rows[row]) for _ in range(times) for row in rows]
    return Workbook("long", "ทะเบียนแปลง", (replace(tab, rows=(*tab.rows[: rows[0]], *body), merges=()),))


def growth(tab: Tab, rows: Sequence[int], own: set[int]) -> None:
    """Print the time a cell takes in ever longer registers, as a share of what it takes in the shortest."""
    first = 0.0
    print(f"\n{'register':<10}{'records':>9}{'cells':>9}{'time a cell':>13}{'cells a second':>16}")
    for times in TIMES:
        books = [longer(tab, rows, own, times, seed) for seed in range(TIMES[-1] // times)]  # as many cells each time
        a_cell = timed(books) / filled(books)
        first = first or a_cell
        records = len(understand(books[0]).tables[0].records)
        print(f"{times:>3} x     {records:>9,}{filled(books[:1]):>9,}{a_cell / first:>13.2f}{1 / a_cell:>16,.0f}")
    book = longer(tab, rows, own, TIMES[-1], TIMES[-1])
    tracemalloc.start()
    reading = understand(book)
    now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"\nmemory while the longest is read: {peak / 2**20:.1f} MB at most, {now / 2**20:.1f} MB of it kept,")
    print(f"{peak / filled([book]):,.0f} bytes a cell; {len(reading.findings):,} findings")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--profile", action="store_true", help="name the functions in which most time is spent instead")
    profile = asked.parse_args().profile
    workbooks = fleet()
    shipped_programmes()
    if profile:
        profiler = cProfile.Profile()
        profiler.runcall(timed, workbooks)
        pstats.Stats(profiler).strip_dirs().sort_stats("tottime").print_stats(12)
        return
    cells, cold, warm = filled(workbooks), timed(workbooks), timed(workbooks)
    print(f"fleet: {len(workbooks)} workbooks, {cells:,} filled cells")
    print(f"  first reading  {cold:6.2f} s  {cells / cold:>9,.0f} cells a second")
    print(f"  second reading {warm:6.2f} s  {cells / warm:>9,.0f} cells a second (words already known)")
    growth(*fullest(workbooks))


if __name__ == "__main__":
    main()

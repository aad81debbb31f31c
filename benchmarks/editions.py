"""How many editions of the country are rendered in a second, where the time goes, and whether it grows in step.

Run `python benchmarks/editions.py`, with `--profile` to see which functions take the time, `--units 300` for less.
The country is 878 districts, 76 provinces and the nation: the sample's sheets as they are read, each district of the
country after one of the sample's, at another place, some rows fewer and other figures. Preparing is timed apart.
"""

from __future__ import annotations

import argparse
import cProfile
import datetime as dt
import functools
import hashlib
import multiprocessing
import os
import pstats
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sheets_sync import areas
from sheets_sync.checks import check_tables
from sheets_sync.indicators import check_sums, measure
from sheets_sync.jobs import pool
from sheets_sync.jobs.press import Press
from sheets_sync.merge import merge
from sheets_sync.model import (
    Attachment,
    Edition,
    Finding,
    KeptFinding,
    KeptWorkbook,
    Level,
    Reading,
    Record,
    Snapshot,
    Table,
    Unit,
    WorkbookState,
)
from sheets_sync.periods import BANGKOK, Month
from sheets_sync.programmes import shipped_programmes
from sheets_sync.reading import read_workbook
from sheets_sync.render import Material, Templates, annexes, compose_edition, pictures
from sheets_sync.render import templating as letters
from sheets_sync.samples import MONTHS, write_month
from sheets_sync.sources.xlsx import read_xlsx

GROWTH = (100, 300, 955)
SENT = dict.fromkeys(Level, ("pdf", "xlsx", "picture"))
SITE = "https://docs.google.com/spreadsheets/d/{}/edit"
COUNTED = ("hh_total", "hh_target", "hh_growing", "hh_ge10")
Values = dict[str, Any]


# ---------------------------------------------------------------- the country


def read_month(month: Month) -> dict[str, Reading]:
    """The sample's workbooks of a month as they are read, by their office."""
    programmes, today = shipped_programmes(), month.end.date()
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        write_month(Path(folder), month)
        for path in sorted(Path(folder).glob("*.xlsx")):
            reading = read_workbook(read_xlsx(path), programmes, today=today, hash_id=_hashed)
            found[reading.office] = check_tables(reading, programmes)
    return found


def _hashed(digits: str) -> str:
    return hashlib.sha256(digits.encode()).hexdigest()


@functools.cache
def tambons(district: str) -> tuple[str, ...]:
    import geothai  # noqa: PLC0415 - one look-up

    return tuple(each.code for each in geothai.subdistricts(district)) or (f"{district}01",)


def moved(reading: Reading, district: str) -> Reading:
    """A district's workbook as another district would keep it: its places, nine rows of ten, other households."""
    chance = random.Random(district)  # noqa: S311 - the same country at every run
    north, east = chance.uniform(-2, 2), chance.uniform(-1.5, 1.5)
    share = chance.uniform(0.7, 1.3)

    def of(record: Record) -> Record:
        values: Values = dict(record.values)
        old = values.get("tambon_code")
        places = tambons(district)
        values |= {"district_code": district, "province_code": district[:2]}
        if isinstance(old, str):
            values["tambon_code"] = places[int(old[4:]) % len(places)]
        for name, by in (("latitude", north), ("longitude", east)):
            if isinstance(values.get(name), float):
                values[name] = round(values[name] + by, 6)
        values |= {name: round(values[name] * share) for name in COUNTED if isinstance(values.get(name), int | float)}
        return replace(record, values=values)

    def kept(table: Table) -> Table:
        records = tuple(of(record) for record in table.records if chance.random() < 0.9)
        return replace(table, records=records or table.records[:1])

    tables = tuple(kept(table) for table in reading.tables if table.programme)
    return Reading(f"book-{district}", f"โคกหนองนา อ.{areas.area_name(district)}", tables)


def summary(province: str, books: Sequence[Reading]) -> Reading:
    """A province's workbook: how many plots each of its districts has."""
    records = []
    for row, book in enumerate(books, start=5):
        plots = sum(len(t.records) for t in book.tables if (t.programme, t.shape) == ("khok_nong_na", "register"))
        records.append(Record(row, {"province_code": province, "district_code": book.workbook_id[5:], "plots": plots}))
    columns = {"district_code": "B", "plots": "C"}
    table = Table("สรุป", 0, "khok_nong_na", "summary", None, (4,), columns, tuple(records))
    return Reading(f"book-{province}", f"สรุปผล จ.{areas.area_name(province)}", (table,))


def country(sample: Mapping[str, Reading], provinces: Sequence[str]) -> list[Reading]:
    """The workbooks of every office of the provinces."""
    models = [reading for code, reading in sorted(sample.items()) if len(code) == 4]
    found: list[Reading] = []
    for province in provinces:
        codes = areas.unit(province).parts
        books = [moved(models[int(code) % len(models)], code) for code in codes]
        found += [summary(province, books), *books]
    return found


def findings_of(readings: Sequence[Reading], since: dt.datetime) -> tuple[KeptFinding, ...]:
    """What stands in the workbooks, each finding at its place."""

    def at(reading: Reading, table: Table, finding: Finding) -> KeptFinding:
        place = {"tab": table.tab, "tab_id": table.tab_id, "workbook_id": reading.workbook_id}
        return KeptFinding(finding.at(unit=reading.workbook_id[5:], **place), since)

    return tuple(at(r, table, finding) for r in readings for table in r.tables for finding in table.findings)


@functools.cache
def samples() -> Mapping[Month, Mapping[str, Reading]]:
    return {month: read_month(month) for month in MONTHS}


def press_of(provinces: Sequence[str]) -> Press:
    """The press of the last sample month for the nation of these provinces, its months before among them."""
    units = (areas.nation(provinces), *map(areas.unit, provinces))
    districts = tuple(areas.unit(code) for unit in units[1:] for code in unit.parts)
    programmes, month = shipped_programmes(), MONTHS[-1]
    *before, now = [country(samples()[each], provinces) for each in MONTHS]
    register = merge(now, programmes)
    observations = measure(register, programmes, units, month)
    check_sums(observations, units)
    closes = dt.datetime(2021, 2, 5, 8, tzinfo=BANGKOK)
    books = tuple(
        KeptWorkbook(r.workbook_id, r.title, WorkbookState.FRESH, "0" * 64, closes, closes - dt.timedelta(days=3), "",
                     r.units, SITE.format(r.workbook_id))
        for r in now
    )  # fmt: skip
    material = Material(
        month=month,
        units={unit.code: unit for unit in (*units, *districts)},
        programmes=programmes,
        observations=observations,
        register=register,
        snapshot=Snapshot(1, closes, hashlib.sha256(b"country").hexdigest(), books),
        earlier=tuple(
            measure(merge(readings, programmes), programmes, units, each)
            for readings, each in zip(before, MONTHS, strict=False)
        ),
        findings=findings_of(now, closes - dt.timedelta(days=20)),
    )
    return Press(material, Templates.open(None), SENT, 10_000_000)


def provinces_for(units: int) -> list[str]:
    """So many provinces that they, their districts and the nation are about so many units."""
    found, number = [], 1
    for code in areas.outside_the_capital():
        if number >= units:
            break
        found.append(code)
        number += 1 + len(areas.unit(code).parts)
    return found


# ---------------------------------------------------------------- measuring


@dataclass
class Step:
    """One step of an edition: how often it was done, and in how many seconds."""

    name: str
    seconds: float = 0.0
    calls: int = 0

    def around(self, work: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(work)
        def timed(*given: Any, **named: Any) -> Any:
            began = time.process_time()
            try:
                return work(*given, **named)
            finally:
                self.seconds += time.process_time() - began
                self.calls += 1

        return timed


@contextmanager
def without(*kinds: str, cells: bool = True) -> Iterator[None]:
    """Annexes of these kinds, and the page of the cells behind the figures, are not made."""
    every, sources = dict(annexes.KINDS), Press._sources
    for kind in kinds:
        del annexes.KINDS[kind]
    if not cells:
        Press._sources = lambda self, material, unit: Attachment("", "", b"")  # type: ignore[method-assign]
    try:
        yield
    finally:
        Press._sources = sources  # type: ignore[method-assign]
        annexes.KINDS.clear()  # the order is that of the annexes in a mail
        annexes.KINDS.update(every)


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast editions came: by the clock on the wall, and by the processors' time that all of them took."""

    editions: int
    wall: float
    cpu: float
    memory: float  # megabytes that the largest of the pool's processes took; 0 where there were none

    def __str__(self) -> str:
        return (
            f"{self.editions / self.wall:6.1f} a second by the clock, {1000 * self.cpu / self.editions:6.1f} ms of a "
            f"processor each: {self.editions / self.cpu:5.1f} a second on a core of one's own"
        )


def spent() -> float:
    """Seconds of processors that this process and those it has waited for took."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def pace(press: Press, units: Sequence[Unit], processes: int = 1) -> Pace:
    """The editions of the units, rendered anew and thrown away."""
    pictures.drawn.cache_clear()
    wall, cpu = time.perf_counter(), spent()
    largest = 0.0
    for number, _ in enumerate(pool.editions(press, [(unit, None) for unit in units], processes)):
        if number % 20 == 0:
            largest = max([largest, *(resident(child.pid) for child in multiprocessing.active_children())])
    return Pace(len(units), time.perf_counter() - wall, spent() - cpu, largest)


def side_by_side(press: Press, units: Sequence[Unit], processes: int) -> float:
    """Editions a second by the clock of so many processes that share the units, each throwing away what it makes."""
    forks = multiprocessing.get_context("fork")
    shares = [units[number::processes] for number in range(processes)]
    crew = [forks.Process(target=pace, args=(press, share)) for share in shares]
    began = time.perf_counter()
    for each in crew:
        each.start()
    for each in crew:
        each.join()
        assert each.exitcode == 0
    return len(units) / (time.perf_counter() - began)


def resident(process: int | None) -> float:
    """Megabytes that another process took at most; the kernel's count for children begins with their parent's."""
    status = Path(f"/proc/{process}/status").read_text("ascii")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def whole(press: Press, pairs: Sequence[pool.Pair], processes: int) -> Iterator[Edition]:
    """The editions of a pool; none of the sample's is too large."""
    for made in pool.editions(press, pairs, processes):
        assert isinstance(made, Edition)
        yield made


def digest(editions: Iterator[Edition]) -> str:
    """A hash of everything in the editions."""
    sums = hashlib.sha256()
    for edition in editions:
        letter = edition.letter
        for part in (edition.key, letter.subject, letter.text, letter.html):
            sums.update(part.encode())
        for content in (*(each.content for each in letter.pictures), *(file.content for file in edition.attachments)):
            sums.update(content)
    return sums.hexdigest()


def steps_of(press: Press, units: Sequence[Unit]) -> list[Step]:
    """Each step by hand, one after the other, over the units; seconds are of the processor."""
    material, templates = press.material, press.templates
    names = ("compose", "subject, text, html", "css-inline", "trend", "map", "PDF", "XLSX", "KML", "LINE picture",
             "page of cells")  # fmt: skip
    steps = {name: Step(name) for name in names}
    makers = {kind: steps[name].around(annexes.KINDS[kind][2]) for kind, name in
              (("pdf", "PDF"), ("xlsx", "XLSX"), ("kml", "KML"), ("picture", "LINE picture"))}  # fmt: skip
    sources = steps["page of cells"].around(press._sources)
    compose, inline = steps["compose"].around(compose_edition), steps["css-inline"].around(templates.inliner.inline)
    pictures.drawn.cache_clear()
    for unit in units:
        view = compose(material, unit)
        for shown, name in ((view.trend_picture, "trend"), (view.map_picture, "map")):
            if shown is not None:
                steps[name].around(pictures.drawn)(shown)
        for kind in ("pdf", "xlsx", "kml", "picture"):
            makers[kind](material, unit, view)
        sources(material, unit)
        began = time.process_time()
        for part in letters.PARTS:
            page = templates.environment.get_template(f"monthly/{part}").render(view=view)
        steps["subject, text, html"].seconds += time.process_time() - began
        inline(letters.tight(page))
    return list(steps.values())


def shares(steps: Sequence[Step], units: int) -> None:
    whole = sum(step.seconds for step in steps)
    print(f"\n{'step':<22}{'ms an edition':>15}{'share':>9}")
    for step in sorted(steps, key=lambda step: -step.seconds):
        print(f"{step.name:<22}{1000 * step.seconds / units:>15.2f}{100 * step.seconds / whole:>8.1f}%")
    print(f"{'all':<22}{1000 * whole / units:>15.2f}")


def memory() -> float:
    """Megabytes that this process took at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def growth(press: Press, units: Sequence[Unit]) -> None:
    """The processor's time that an edition takes in ever larger countries, against that in the smallest."""
    first = 0.0
    print(f"\n{'units':>7}{'ms an edition':>15}{'ratio':>8}")
    for number in (*GROWTH[:-1], len(units)):
        smaller = press if number == len(units) else press_of(provinces_for(number))
        chosen = list(smaller.material.units.values())
        smaller.edition(chosen[-1])  # what is arranged once is arranged
        each = pace(smaller, chosen).cpu / len(chosen)
        first = first or each
        print(f"{len(chosen):>7}{1000 * each:>15.1f}{each / first:>8.2f}")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--units", type=int, default=GROWTH[-1])
    asked.add_argument("--processes", type=int, default=pool.cores())
    asked.add_argument("--profile", action="store_true", help="name the functions in which most time is spent instead")
    asked.add_argument("--growth", action="store_true", help="also render smaller countries")
    given = asked.parse_args()
    samples()
    began = time.process_time()
    press = press_of(provinces_for(given.units))
    units = list(press.material.units.values())
    print(f"{len(units)} units; merged and measured in {time.process_time() - began:.1f} s, {memory():.0f} MB")
    began = time.process_time()
    press.edition(units[-1])
    print(f"arranged, and the first edition rendered, in {time.process_time() - began:.1f} s")
    if given.profile:
        profiler = cProfile.Profile()
        profiler.runcall(pace, press, units)
        pstats.Stats(profiler).strip_dirs().sort_stats("tottime").print_stats(45)
        return
    shares(steps_of(press, units), len(units))
    with without("pdf", "kml", "picture", cells=False):
        print(f"\nHTML, text, charts, XLSX, one process:  {pace(press, units)}")
        both = side_by_side(press, units, given.processes)
        print(f"the same, {given.processes} side by side:              {both:6.1f} a second by the clock")
    with without("kml", "picture", cells=False):
        both = side_by_side(press, units, given.processes)
        print(f"and PDF, {given.processes} side by side:               {both:6.1f} a second by the clock")
    print(f"all annexes, one process:               {pace(press, units)}")
    together = pace(press, units, given.processes)
    print(f"all annexes, {given.processes} processes:              {together}")
    print(f"memory at most: {memory():.0f} MB, and {together.memory:.0f} MB in each of the others")
    some = [(unit, None) for unit in units[:60]]
    same = digest(whole(press, some, 1)) == digest(whole(press, some, given.processes))
    told = "the same bytes" if same else "OTHER BYTES"
    print(f"{len(some)} editions rendered twice, in one process and in {given.processes}: {told}")
    if given.growth:
        growth(press, units)


if __name__ == "__main__":
    main()

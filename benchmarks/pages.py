"""How large the nation's room is with 25,000 plots and 7,500 villages, and how fast it opens and filters in Chromium.

Run `SHEETS_SYNC_TEST_BROWSER=/usr/bin/chromium python benchmarks/pages.py`. The plots are invented, three months of
them. Times are the median of several, and as ratios to a page with nothing on it in the same browser.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from string import ascii_uppercase
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from sheets_sync import areas
from sheets_sync.indicators import measure
from sheets_sync.merge import Register, merge
from sheets_sync.model import KeptWorkbook, Reading, Record, Snapshot, Table, WorkbookState
from sheets_sync.periods import BANGKOK, Month
from sheets_sync.programmes import shipped_programmes
from sheets_sync.render import Material, Templates
from sheets_sync.render.war_room import Rooms, room_page, stages_then

PLOTS, VILLAGES = 25_000, 7_500
MONTH, NOW = Month(2021, 1), dt.datetime(2021, 2, 5, 8, tzinfo=BANGKOK)
PROGRAMMES = shipped_programmes()
STAGES = tuple(PROGRAMMES[0].stages if PROGRAMMES[0].code == "khok_nong_na" else PROGRAMMES[1].stages)
LIMITS = {"size, MB": 12.0, "first view, s": 2.0, "a filter, s": 0.2}
EMPTY = "<!DOCTYPE html><html lang='th'><title>ว่าง</title><body data-ready></body></html>"
TIMES = 5
SHEET = "https://docs.google.com/spreadsheets/d/{:0>44}/edit"


def table(rows: list[dict[str, Any]], programme: str, tab_id: int) -> Table:
    columns = dict(zip(rows[0], ascii_uppercase, strict=False))
    records = tuple(Record(5 + number, row) for number, row in enumerate(rows))
    return Table(f"แท็บ {tab_id}", tab_id, programme, "register", None, (4,), columns, records, copy_of="")


def readings(chance: random.Random, ahead: int) -> list[Reading]:
    """A workbook a district; of the same seed the same plots, `ahead` stages further."""
    districts = [code for province in areas.outside_the_capital() for code in areas.districts(province)]
    made = []
    for number, code in enumerate(districts):
        east, north = 97.8 + 7 * chance.random(), 6.5 + 13 * chance.random()
        shares = [
            (total * (number + 1)) // len(districts) - (total * number) // len(districts) for total in (PLOTS, VILLAGES)
        ]
        place = {"tambon_code": f"{code}01", "district_code": code, "province_code": code[:2]}
        plots = [
            place
            | {
                "owner_name": f"นายทดลอง{code} แปลงที่{at}",
                "plot_code": f"{code}-{at:03}",
                "moo": chance.randint(1, 15),
                "stage": STAGES[min(chance.randint(0, 10) + ahead, 13)],
                "size_rai": chance.choice((1.0, 3.0)),
                "area_rai": round(3 + 20 * chance.random(), 2),
                "contract_baht": 104_000.0,
                "disbursed_baht": chance.choice((0.0, 104_000.0)),
                "latitude": round(north + chance.gauss(0, 0.08), 5),
                "longitude": round(east + chance.gauss(0, 0.08), 5),
            }
            for at in range(shares[0])
        ]
        homes = [
            place
            | {
                "moo": at + 1,
                "village": f"บ้านทดลอง {at + 1}",
                "hh_total": 100.0,
                "hh_growing": float(chance.randint(20, 100)),
                "latitude": round(north + chance.gauss(0, 0.08), 5),
                "longitude": round(east + chance.gauss(0, 0.08), 5),
            }
            for at in range(shares[1])
        ]
        tables = [table(plots, "khok_nong_na", 0)] + ([table(homes, "kong_thanu", 1)] if homes else [])
        made.append(Reading(f"ไฟล์{code}", f"ไฟล์{code}", tuple(tables)))
    return made


def nation() -> Rooms:
    """The room of all districts in the third of three months."""
    registers: list[tuple[Month, Register]] = []
    for ahead, month in enumerate((MONTH.previous.previous, MONTH.previous, MONTH)):
        chance = random.Random(1)  # noqa: S311 - invented plots
        registers.append((month, merge(readings(chance, ahead), PROGRAMMES)))
    provinces = areas.outside_the_capital()
    units = (areas.nation(provinces), *map(areas.unit, provinces))
    now = registers[-1][1]
    seen = [measure(register, PROGRAMMES, units, month) for month, register in registers]
    books = tuple(
        KeptWorkbook(
            name,
            name,
            state=WorkbookState.FRESH,
            read_at=NOW,
            changed_at=NOW,
            units=(name[4:],),
            url=SHEET.format(name[4:]),
        )
        for name in (f"ไฟล์{code}" for province in provinces for code in areas.districts(province))
    )
    material = Material(
        month=MONTH,
        units={unit.code: unit for unit in units},
        programmes=PROGRAMMES,
        observations=seen[-1],
        register=now,
        snapshot=Snapshot(1, NOW, "0" * 32, books),
        earlier=tuple(seen[:-1]),
    )
    return Rooms(material, {month: stages_then(now, then, PROGRAMMES) for month, then in registers[:-1]})


def first_view(browser: Browser, file: Path) -> float:
    """Seconds from asking for the file until two frames after all of it is drawn."""
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    began = time.perf_counter()
    page.goto(file.as_uri(), wait_until="load")
    page.wait_for_selector("[data-ready]", state="attached")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    took = time.perf_counter() - began
    page.close()
    return took


def a_filter(browser: Browser, file: Path) -> tuple[float, float]:
    """Median and worst seconds of choosing a filter until the frame in which map and table follow it."""
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    page.goto(file.as_uri())
    page.wait_for_selector("[data-ready]", state="attached")
    took: list[float] = page.evaluate(
        """async () => {
        const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
        const took = [];
        const steps = [['f-stage', 's2'], ['f-stage', ''], ['f-programme', '1'], ['f-programme', '0'],
          ['f-programme', ''],
          ['f-place', '46'], ['f-place', ''], ['f-stage', 's0'], ['f-stage', '']];
        for (const [id, value] of steps) {
          await frame();
          const began = performance.now();
          const field = document.getElementById(id);
          field.value = value;
          field.dispatchEvent(new Event('change'));
          document.body.getBoundingClientRect();
          await frame();
          took.push((performance.now() - began) / 1000);
        }
        return took;
      }"""
    )
    page.close()
    return statistics.median(took), max(took)


def main() -> int:
    path = os.environ.get("SHEETS_SYNC_TEST_BROWSER", "")
    if not path:
        print("no browser: set SHEETS_SYNC_TEST_BROWSER to a Chromium", file=sys.stderr)
        return 2
    made = nation()
    unit = made.material.units["nation"]
    began = time.process_time()
    html = room_page(made.of(unit), Templates.open(None)).encode("utf-8")
    rendering = time.process_time() - began
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        room, empty = Path(folder) / "room.html", Path(folder) / "empty.html"
        room.write_bytes(html)
        empty.write_text(EMPTY, "utf-8")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        opening = [first_view(browser, file) for _ in range(TIMES) for file in (empty, room)]
        median, worst = a_filter(browser, room)
        browser.close()
    nothing, first = statistics.median(opening[0::2]), statistics.median(opening[1::2])
    figures = {"size, MB": len(html) / 1e6, "first view, s": first, "a filter, s": median}
    print(f"{PLOTS:,} plots and {VILLAGES:,} villages; rendered in {rendering:.1f} s of the processor")
    for name, figure in figures.items():
        print(f"{name:16} {figure:8.3f}   at most {LIMITS[name]:g}   {'fine' if figure < LIMITS[name] else 'TOO MUCH'}")
    print(f"an empty page opens in {nothing:.3f} s; the room takes {first / nothing:.1f} times as long,")
    print(f"a filter {median / nothing:.2f} times; the slowest of nine filters took {worst:.3f} s")
    return int(any(figure >= LIMITS[name] for name, figure in figures.items()))


if __name__ == "__main__":
    sys.exit(main())

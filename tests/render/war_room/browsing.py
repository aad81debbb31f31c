"""Pages of the war room in a browser that reaches no network, and the small offices that they show."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from sheets_sync.merge import merge
from sheets_sync.model import Reading
from sheets_sync.render.war_room import Rooms, room_page, stages_then

from ..building import PROGRAMMES, kept, material, plot, reading, shipped, table, village

NOW = reading(
    "ยางตลาด",
    table(
        plot("นายมานะ ทดลอง", plot_code="YT-001", stage="dug", latitude=16.40, longitude=103.36, size_rai=3.0),
        plot("นางชูใจ ทดลอง", plot_code="YT-002", stage="digging", latitude=16.44, longitude=103.41, size_rai=1.0),
        plot("นายปิติ ทดลอง", plot_code="YT-003", stage="approved", latitude=16.48, longitude=103.30, size_rai=3.0),
        plot("นางวีระ ทดลอง", plot_code="YT-004", stage="approved", size_rai=1.0),
    ),
    table(village(5, latitude=16.42, longitude=103.33, hh_growing=60), programme="kong_thanu", tab="หมู่บ้าน", tab_id=1),
    table(
        {
            "district_code": "4607", "province_code": "46", "owner_name": "นายปิติ ทดลอง",
            "activity": "ขุดปรับพื้นที่", "planned_end": "2021-01-15",
        },
        shape="plan", tab="แผน", tab_id=2,
    ),
)  # fmt: skip
BEFORE = reading(
    "ยางตลาด",
    table(
        plot("นายมานะ ทดลอง", plot_code="YT-001", stage="digging", size_rai=3.0),
        plot("นางชูใจ ทดลอง", plot_code="YT-002", stage="approved", size_rai=1.0),
    ),
)


def rooms(*now: Reading, before: tuple[Reading, ...] = (), **more: Any) -> Rooms:
    """The rooms of these readings, with December's where there are any."""
    made = material(*now, before=before, books=(kept("ยางตลาด", "4607"),), **more)
    then = {made.month.previous: stages_then(made.register, merge(before, PROGRAMMES), PROGRAMMES)} if before else {}
    return Rooms(made, then)


@cache
def small() -> Rooms:
    """One district's four plots and a village, with the month before."""
    return rooms(NOW, before=(BEFORE,))


def page_of(made: Rooms, code: str = "46", **more: str) -> str:
    """The page of a unit as the shipped templates render it."""
    unit = made.material.units.get(code) or next(
        part for one in made.material.units.values() for part in made.material.parts_of(one) if part.code == code
    )
    return room_page(made.of(unit), shipped(), **more)


@contextmanager
def opened(
    browser: Browser, html: str, folder: Path, *, width: int = 1280, height: int = 800, ask: str = ""
) -> Iterator[Page]:
    """The page from a file, with the network cut and every mistake of its script a failure."""
    file = folder / "room.html"
    file.write_text(html, "utf-8")
    context = browser.new_context(viewport={"width": width, "height": height}, offline=True)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on(
        "request", lambda asked: None if asked.url.startswith(("file:", "data:", "blob:")) else wrong.append(asked.url)
    )
    page.goto(file.as_uri() + ask)
    page.wait_for_selector("html[data-ready]", state="attached")
    yield page
    context.close()
    if wrong:
        raise AssertionError("; ".join(wrong))

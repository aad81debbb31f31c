"""The war room's pages as the demonstration lays them: of every unit, whole, and with the edition's own numbers."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from sheets_sync import jobs
from sheets_sync.config import Config
from sheets_sync.periods import BANGKOK, Month
from sheets_sync.store import Store

AFTER = dt.datetime(2021, 2, 5, 9, tzinfo=BANGKOK)


def page(played: jobs.Played, code: str) -> BeautifulSoup:
    return BeautifulSoup((played.folder / "pages" / f"{code}.html").read_text("utf-8"), "html.parser")


def data(played: jobs.Played, code: str) -> dict[str, Any]:
    found = page(played, code).find(id="data")
    assert found is not None
    return dict(json.loads(found.get_text()))


def words(tag: Any) -> str:
    return " ".join(tag.get_text(" ").split())


def test_every_unit_that_has_an_edition_has_a_page(played: jobs.Played, january: Path) -> None:
    editions = {file.stem for file in january.glob("*.html") if not file.stem.endswith("-sources")}
    assert {file.stem for file in (played.folder / "pages").glob("*.html")} == editions
    assert len(editions) > 100


@pytest.mark.parametrize("code", ["nation", "region-12", "46", "4607"])
def test_the_headline_figures_are_the_edition_s(played: jobs.Played, january: Path, code: str) -> None:
    """Every headline figure of the page stands, value and unit and what it is of, in the edition's text."""
    text = " ".join((january / f"{code}.txt").read_text("utf-8").split())
    shown = page(played, code).select(".figures")[-1].select(".figure")
    assert len(shown) == 6
    for figure in shown:
        value = words(figure.select_one(".value")).replace(" %", "%")
        assert value in text
        assert all(words(small).split(" · ")[0] in text for small in figure.select(".small")[:1])


@pytest.mark.parametrize("code", ["nation", "region-12", "46"])
def test_the_figures_on_each_area_of_the_map_are_those_of_its_own_edition(
    played: jobs.Played, january: Path, code: str
) -> None:
    """What the map says of a district when it is touched, that district's governor has read."""
    parts = [part for part in data(played, code)["parts"] if (january / f"{part['code']}.txt").exists()]
    assert parts
    for part in parts:
        text = " ".join((january / f"{part['code']}.txt").read_text("utf-8").split())
        said = [said for _, said, _ in part["figures"] if said != "รอข้อมูล"]
        assert [each for each in said if each not in text] == []


@pytest.mark.parametrize("code", ["nation", "46", "4607"])
@pytest.mark.parametrize(("month", "at"), [("2563-11", 0), ("2563-12", 1)])
def test_an_earlier_closing_shows_what_its_edition_said(played: jobs.Played, code: str, month: str, at: int) -> None:
    text = " ".join((played.folder / "editions" / month / f"{code}.txt").read_text("utf-8").split())
    for figure in page(played, code).select(".figures")[at].select(".value"):
        assert words(figure).replace(" %", "%") in text


def test_the_plots_on_the_page_are_those_that_the_edition_counts(played: jobs.Played) -> None:
    """Of Kalasin: so many plots in the register as the indicator says, and as many dug as its first figure."""
    plots = data(played, "46")["plots"]
    shown = words(page(played, "46").select(".figures")[-1].select_one(".figure .small"))
    found = re.match(r"([\d,]+) จาก ([\d,]+) แปลง", shown)
    assert found is not None
    dug, every = (int(number.replace(",", "")) for number in found.groups())
    stages = [
        plots["key"][stage]["state"]
        for stage, kind in zip(plots["stages"][-1], plots["programme"], strict=True)
        if kind == 0
    ]
    assert len(stages) == every
    assert stages.count("แล้วเสร็จ") == dug


def test_pages_stay_as_they_are_until_they_are_asked_for_anew(
    played: jobs.Played, config: Config, store: Store
) -> None:
    file = played.folder / "pages" / "4607.html"
    whole = file.read_bytes()
    file.write_bytes(b"old")
    jobs.publish(config, store, Month(2021, 1), AFTER, units=("4607",))
    assert file.read_bytes() == b"old"
    jobs.publish(config, store, Month(2021, 1), AFTER, units=("4607",), rooms=True)
    assert file.read_bytes() == whole


def test_a_page_that_is_missing_is_made_and_one_of_a_past_month_is_not(
    played: jobs.Played, config: Config, store: Store
) -> None:
    file = played.folder / "pages" / "4607.html"
    whole = file.read_bytes()
    file.unlink()
    jobs.publish(config, store, Month(2020, 12), AFTER, units=("4607",))
    assert not file.exists()
    jobs.publish(config, store, Month(2021, 1), AFTER, units=("4607",))
    assert file.read_bytes() == whole

"""The main job from end to end: sheets in, executives' mail out."""

from __future__ import annotations

import email
import email.policy
import re
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from sheets_sync import jobs, samples
from sheets_sync.config import Config
from sheets_sync.errors import UsageError
from sheets_sync.jobs.press import Press
from sheets_sync.jobs.units import reported_units
from sheets_sync.model import MessageState, WorkbookState
from sheets_sync.periods import Month
from sheets_sync.store import Store

UNITS = 1 + 2 + 8 + 123  # nation, regions, provinces, districts


def test_every_unit_of_every_level_gets_its_edition_and_its_mail(played: jobs.Played) -> None:
    """134 editions a month, as many messages, and the notices of the week to the districts."""
    assert [sum(p.editions for p in each.ran.published) for each in played.months] == [UNITS] * 3
    notices = [each.ran.noticed.messages if each.ran.noticed else 0 for each in played.months]
    assert all(60 < number <= 123 for number in notices)
    sent = [dict(each.ran.delivered.states) for each in played.months]
    assert sent == [{MessageState.SENT: UNITS + number} for number in notices]


def test_a_closing_has_every_office_read(played: jobs.Played) -> None:
    """Also those that did nothing in January, whatever Drive says of them."""
    assert played.months[-1].ran.synced.pulls == {"changed": len(samples.offices())}


def test_a_second_run_pulls_publishes_and_sends_nothing(config: Config, played: jobs.Played) -> None:
    """Running twice is running once."""
    month = played.months[-1].month
    again = jobs.run(config, month.closes(config.closes), month=month)
    assert again.synced.pulls == {"unchanged": len(samples.offices())}
    assert [(p.editions, p.messages) for p in again.published] == [(0, 0)]
    assert again.delivered.states == {}


@pytest.mark.parametrize("month", samples.MONTHS, ids=str)
def test_what_is_reported_is_what_the_sheets_truly_hold(config: Config, store: Store, month: Month) -> None:
    """District by district, the reported sums are those that the offices' people made up."""
    snapshot = store.as_of(month.closes(config.closes))
    assert snapshot is not None
    observed = Press.of(config, store, month, reported_units(config, []), snapshot).material.observations
    names = {"disbursed": "disbursed_baht", "hh_growing": "hh_growing", "hh_ge10": "hh_ge10", "villages": "villages"}
    # a village of unknown size stands on neither side of a percentage, so like is set against like
    halves = {mistake.office for mistake in samples.planted(month) if mistake.name == "total_missing"}
    meant = {
        (code, indicator): true[name]
        for code, true in samples.truth(month).items()
        for indicator, name in names.items()
        if true.get(name)  # what a register leaves unknown, the province's summary may tell
        if code not in halves
    }
    assert len(meant) > 300
    reported = {
        (code, name): observed.get("khok_nong_na" if name == "disbursed" else "kong_thanu", name, code).numerator
        for code, name in meant
    }
    assert {key: (value, reported[key]) for key, value in meant.items() if reported[key] != value} == {}


def test_every_unit_s_page_of_sources_comes_to_the_edition_s_figures(january: Path, store: Store) -> None:
    """Every list of all 134 pages is added up, and its sum is held against the figures that were sent."""
    lists = 0
    for path in sorted(january.glob("*-sources.html")):
        code = path.name.removesuffix("-sources.html")
        edition = store.edition("monthly", "2564-01", code)
        assert edition is not None
        wholes = {name.removesuffix("/of") for name in edition.numbers if name.endswith("/of")}
        names = {f"{n.replace('/', '-')}-numerator": v for n, v in edition.numbers.items() if not n.endswith("/of")}
        names |= {f"{n.replace('/', '-')}-denominator": edition.numbers[f"{n}/of"] for n in wholes}
        for table in BeautifulSoup(path.read_text("utf-8"), "html.parser").find_all("table", class_="data"):
            *rows, last = [row.find_all(["td", "th"])[-1].text.split()[0] for row in table.find_all("tr")[1:]]
            place, total = table.find_previous("h4")["id"], float(last.replace(",", ""))
            assert (code, place, total) == (code, place, pytest.approx(sum(float(v.replace(",", "")) for v in rows)))
            assert (code, place, total) == (code, place, pytest.approx(names[place], abs=1e-4))
            lists += 1
    assert len(list(january.glob("*-sources.html"))) == UNITS
    assert lists > 2_000


def test_the_mail_of_a_province_says_the_same_in_text_and_html(played: jobs.Played) -> None:
    """Whoever reads the plain part reads the same figures."""
    mail = _mail_of(played.folder / "mail", "2564-01", "46")
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert html is not None
    text = " ".join(plain.get_content().split())
    figures = set(re.findall(r"\d[\d,]*\.?\d*", BeautifulSoup(html.get_content(), "html.parser").get_text(" ")))
    assert len(figures) > 60
    assert {figure for figure in figures if figure not in text} == set()


def test_the_subject_names_period_and_place(played: jobs.Played) -> None:
    """Two months never fold into one thread."""
    mail = _mail_of(played.folder / "mail", "2564-01", "46")
    assert mail["Subject"] == "รายงานความก้าวหน้าประจำเดือน มกราคม พ.ศ. 2564 จังหวัดกาฬสินธุ์"
    assert mail["Auto-Submitted"] == "auto-generated"


def test_no_personal_datum_stands_above_the_district(january: Path, store: Store, config: Config) -> None:
    """No owner's name and no telephone in any edition of province, region or nation."""
    snapshot = store.as_of(Month.parse("2564-01").closes(config.closes))
    assert snapshot is not None
    names = {
        str(record.values["owner_name"])
        for reading in store.readings(snapshot)
        for table in reading.tables
        for record in table.records
        if record.values.get("owner_name")
    }
    assert len(names) > 1000
    for unit in ("nation", "region-12", "region-18", "46", "60"):
        text = (january / f"{unit}.html").read_text("utf-8") + (january / f"{unit}.txt").read_text("utf-8")
        assert not [name for name in names if name in text]
        assert not re.search(r"0[689]\d-?\d{3}-?\d{4}", text)


def test_every_tab_is_accounted_for(config: Config, store: Store, played: jobs.Played) -> None:
    """Read, or named as not understood."""
    stands = jobs.status(config, store, played.months[-1].month.closes(config.closes))
    tabs = Counter("read" if tab["programme"] else "left alone" for book in stands for tab in book["tabs"])
    assert len(stands) == len(samples.offices())
    assert tabs["read"] > 2 * len(samples.offices())
    assert tabs["left alone"] > 10


def test_an_office_that_did_nothing_is_called_stale(config: Config, store: Store, played: jobs.Played) -> None:
    """Its figures are last month's, and say so."""
    stands = jobs.status(config, store, played.months[-1].month.closes(config.closes))
    assert WorkbookState.STALE in {book["state"] for book in stands}


def test_the_demonstration_leaves_other_folders_alone(tmp_path: Path) -> None:
    """A folder with something else in it is refused, not emptied."""
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(UsageError, match="holds something else"):
        jobs.demo(tmp_path)
    assert (tmp_path / "letter.txt").exists()


def test_figures_of_all_levels_agree_in_every_month(config: Config, store: Store) -> None:
    """Nation, regions, provinces and districts are measured from the same rows."""
    units = reported_units(config, [])
    for month in samples.MONTHS:
        snapshot = store.as_of(month.closes(config.closes))
        assert snapshot is not None
        observations = Press.of(config, store, month, units, snapshot).material.observations
        nation = observations.get("khok_nong_na", "plots", "nation").numerator
        regions = [observations.get("khok_nong_na", "plots", f"region-{n}").numerator or 0 for n in (12, 18)]
        assert nation == sum(regions) > 1000
        assert observations.month == month


def _mail_of(folder: Path, period: str, unit: str) -> email.message.EmailMessage:
    """The one mail of a unit and month."""
    found = [path for path in folder.glob("*.eml") if path.name.startswith(f"monthly_{period}_{unit}_")]
    assert len(found) == 1, [path.name for path in folder.glob(f"*{period}*")][:5]
    return email.message_from_bytes(found[0].read_bytes(), policy=email.policy.default)

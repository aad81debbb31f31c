"""The truth kept beside the sheets is what the real reader comes to."""

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from sheets_sync import samples
from sheets_sync.checks import check_tables
from sheets_sync.model import Reading, Severity, Table
from sheets_sync.periods import Closing
from sheets_sync.programmes import shipped_programmes
from sheets_sync.reading import read_workbook
from sheets_sync.samples import situations
from sheets_sync.samples.progress import DUG
from sheets_sync.sources.xlsx import read_xlsx

JANUARY = samples.MONTHS[2]
Figures = dict[str, float | None]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("january")
    samples.write_month(path, JANUARY)
    return path


@pytest.fixture(scope="module")
def readings(folder: Path) -> Mapping[str, Reading]:
    """Office -> what the reader makes of its workbook at January's closing."""
    today, programmes = JANUARY.closes(Closing()).date(), shipped_programmes()
    return {
        office.code: check_tables(
            read_workbook(read_xlsx(folder / office.file), programmes, today=today, hash_id=lambda s: s), programmes
        )
        for office in samples.offices()
    }


def tables(reading: Reading, programme: str, shape: str) -> list[Table]:
    return [t for t in reading.tables if (t.programme, t.shape) == (programme, shape) and not t.copy_of]


def total(rows: list[Mapping[str, object]], field: str) -> float | None:
    known = [row[field] for row in rows if isinstance(row.get(field), int | float)]
    return sum(known) if known else None  # type: ignore[arg-type]


def read_figures(reading: Reading) -> Figures:
    plots = [r.values for t in tables(reading, "khok_nong_na", "register") for r in t.records]
    villages = [r.values for t in tables(reading, "kong_thanu", "register") for r in t.records]
    return {
        "dug": sum(row.get("stage") in DUG for row in plots),
        "stage_known": sum(row.get("stage") is not None for row in plots),
        "contract_baht": total(plots, "contract_baht"),
        "disbursed_baht": total(plots, "disbursed_baht"),
        "plots": len(plots),
        "villages": len(villages),
        **{name: total(villages, name) for name in ("hh_total", "hh_target", "hh_growing", "hh_ge10")},
    }


def known(figures: Mapping[str, float | None]) -> dict[str, float | None]:
    """Without what is nothing or unknown: a table without rows has no sums."""
    return {name: value for name, value in figures.items() if value}


def test_the_reader_comes_to_the_truth_of_every_district(readings: Mapping[str, Reading]) -> None:
    """A plot listed twice is the merge's matter, so offices with one are left to it."""
    twice = {planted.office for planted in samples.planted(JANUARY) if planted.name == "plot_twice"}
    truth = {code: known(figures) for code, figures in samples.truth(JANUARY).items() if code not in twice}
    assert {code: known(read_figures(readings[code])) for code in truth} == truth


def test_the_reader_comes_to_the_truth_of_every_summary(readings: Mapping[str, Reading]) -> None:
    found: dict[str, Figures] = {}
    for office in samples.offices():
        for programme in ("khok_nong_na", "kong_thanu") if office.is_province else ():
            for record in [r for t in tables(readings[office.code], programme, "summary") for r in t.records]:
                figures = found.setdefault(str(record.values.get("district_code")), {})
                figures |= {name: value for name, value in record.values.items() if isinstance(value, int | float)}
    truth = {code: known(figures) for code, figures in samples.summary_truth(JANUARY).items()}
    names = {"plots", "amount_baht", "disbursed_baht", "villages", "hh_total", "hh_growing"}
    for code, figures in truth.items():
        assert {n: found.get(code, {}).get(n) for n in names & figures.keys()} == {
            n: figures[n] for n in names & figures.keys()
        }


def test_every_mistake_is_found_at_its_cell(readings: Mapping[str, Reading]) -> None:
    """Those that need more than one sheet are left to the jobs that see more."""
    missed = [
        planted
        for planted in samples.planted(JANUARY)
        if planted.code and planted.sure and planted.cell
        if (planted.tab, planted.cell, planted.code) not in raised(readings[planted.office])
    ]
    assert missed == []


def raised(reading: Reading) -> set[tuple[str, str, str]]:
    return {(finding.tab, finding.cell, finding.code) for finding in reading.findings}


def test_honest_cells_raise_nothing(readings: Mapping[str, Reading]) -> None:
    """Of some 60,000 cells; what is left is a plot listed twice with its own mistake, and columns at fault."""
    cells = {(planted.office, planted.tab, planted.cell) for planted in samples.planted(JANUARY)}
    extra = [
        (code, finding.tab, finding.cell, finding.code)
        for code, reading in readings.items()
        for finding in reading.findings
        if finding.severity != Severity.INFO and (code, finding.tab, finding.cell) not in cells
    ]
    assert len(extra) <= 5, extra


def test_what_is_silent_is_unknown_and_not_nothing() -> None:
    november = samples.truth(samples.MONTHS[0])
    assert set(november[situations.LATE].values()) == {None}
    assert set(samples.truth(JANUARY)[situations.SUMMARY_ONLY].values()) == {None}
    assert samples.truth(JANUARY)[situations.NO_VILLAGE]["villages"] is None


def test_progress_shows_in_the_nation_s_figures() -> None:
    sums = [
        {
            name: sum(figures[name] or 0 for figures in samples.truth(month).values())
            for name in ("dug", "disbursed_baht", "hh_growing")
        }
        for month in samples.MONTHS
    ]
    for name in ("dug", "disbursed_baht", "hh_growing"):
        assert sums[0][name] < sums[1][name] < sums[2][name]


def test_a_total_row_is_the_sum_of_its_rows_in_the_file_itself(folder: Path) -> None:
    """Khon Kaen types its summary under one title and one header row, the total last."""
    sheet = openpyxl.load_workbook(folder / samples.offices()[0].file, data_only=True).worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[2] if cell.value}
    column = heads["เบิกจ่ายแล้ว"]
    values = [
        row[column - 1].value for row in sheet.iter_rows(min_row=3) if isinstance(row[column - 1].value, int | float)
    ]
    assert values[-1] == sum(values[:-1])

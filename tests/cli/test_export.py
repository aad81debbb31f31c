"""`export` of what a level may see: nobody's data in any format, unless its owner asks for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from sheets_sync.programmes import shipped_programmes

from .conftest import Said

Command = Callable[..., Said]
FORMATS = ("csv", "xlsx", "kml", "geojson", "parquet")
PERSONAL = [name for name, spec in shipped_programmes()[0].shapes["register"].fields.items() if spec.personal]


def text_of(path: Path) -> str:
    """All that a file says, as whoever opens it reads it."""
    if path.suffix == ".xlsx":
        rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
        return "\n".join(str(value) for row in rows for value in row if value is not None)
    if path.suffix == ".parquet":
        return "\n".join(str(value) for value in pd.read_parquet(path).to_numpy().ravel())
    return path.read_text("utf-8-sig")


@pytest.fixture
def synced(command: Command, office: Path) -> Path:
    command("sync", "--config", office)
    return office


def people(command: Command, synced: Path) -> set[str]:
    """Every name, part of a name and telephone that stands in the sheets."""
    file = synced.parent / "full.csv"
    assert (
        command("export", "khok_nong_na", "--to", "csv", "--unmasked", "--file", file, "--config", synced).status == 0
    )
    table = pd.read_csv(file, dtype=str, encoding="utf-8-sig")
    values = {str(value) for name in PERSONAL for value in table[name].dropna()}
    return {word for value in values for word in (value, *value.split()) if len(word) > 5}


def test_the_fields_that_the_contract_calls_personal_are() -> None:
    assert {"owner_name", "citizen_id_last4", "phones", "house_no", "reporter"} <= set(PERSONAL)


@pytest.mark.parametrize(
    "units", [[], ["--unit", "nation"], ["--unit", "region-12"], ["--unit", "46"], ["--unit", "4607"]]
)
def test_no_level_is_given_anybody_s_data_in_any_format(command: Command, synced: Path, units: list[str]) -> None:
    hidden = people(command, synced)
    assert len(hidden) > 20
    for kind in FORMATS:
        said = command("export", "khok_nong_na", "--to", kind, *units, "--config", synced)
        assert said.status == 0, said.err
        text = text_of(Path(said.out.strip()))
        assert "4607" in text or kind == "kml", "its rows are in it"
        assert {word for word in hidden if word in text} == set(), kind


def test_unmasked_shows_them_in_each_table_and_no_pin_names_anybody(command: Command, synced: Path) -> None:
    """So the words that are looked for above would have been found."""
    hidden, shown = people(command, synced), {}
    for kind in FORMATS:
        said = command("export", "khok_nong_na", "--to", kind, "--unmasked", "--config", synced)
        file = Path(said.out.strip())
        assert file.stat().st_mode & 0o077 == 0
        shown[kind] = sum(word in text_of(file) for word in hidden)
    assert min(shown[kind] for kind in ("csv", "xlsx", "parquet")) > 20
    assert shown["kml"] == 0


@pytest.mark.parametrize(("unit", "others"), [("60", 0), ("46", 1), ("nation", 1)])
def test_a_unit_s_file_holds_its_rows_alone(command: Command, synced: Path, unit: str, others: int) -> None:
    said = command("export", "khok_nong_na", "--to", "csv", "--unit", unit, "--config", synced)
    table = pd.read_csv(said.out.strip(), dtype=str, encoding="utf-8-sig")
    assert bool(len(table)) is bool(others)
    assert set(table["province_code"]) <= ({"46"} if unit == "46" else {"46", "66"})
    pins = command("export", "khok_nong_na", "--to", "kml", "--unit", unit, "--config", synced)
    assert bool(text_of(Path(pins.out.strip())).count("<Placemark>")) is bool(others)

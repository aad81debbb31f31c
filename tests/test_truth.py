"""What 131 messy sample workbooks come to, held against what their officers meant."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from sheets_sync import areas, samples
from sheets_sync.indicators import check_sums, measure
from sheets_sync.merge import merge
from sheets_sync.programmes import shipped_programmes
from sheets_sync.reading import read_workbook
from sheets_sync.sources.xlsx import read_xlsx

PROGRAMMES = shipped_programmes()
MONTH = samples.MONTHS[-1]
FIELDS = {
    "khok_nong_na": ("contract_baht", "disbursed_baht"),
    "kong_thanu": ("hh_total", "hh_target", "hh_growing", "hh_ge10"),
}


def test_every_figure_of_every_district_is_what_was_meant(tmp_path: Path) -> None:
    """Rows and sums of each district's own register, through reading and merging; then all levels agree."""
    readings = [
        read_workbook(
            read_xlsx(path),
            PROGRAMMES,
            today=MONTH.next.start.date(),
            hash_id=lambda digits: hashlib.sha256(digits.encode()).hexdigest(),
        )
        for path in samples.write_month(tmp_path, MONTH)
    ]
    register = merge(readings, PROGRAMMES)
    found: dict[tuple[str, str], float] = {}
    for programme, fields in FIELDS.items():
        rows = register.counted(programme, "register")
        count = "plots" if programme == "khok_nong_na" else "villages"
        found |= {(str(unit), count): float(n) for unit, n in rows.groupby("unit").size().items()}
        for name in fields:
            sums = rows.groupby("unit")[name].sum(min_count=1).dropna()
            found |= {(str(unit), name): float(value) for unit, value in sums.items()}
    names = ("plots", "villages", *(name for fields in FIELDS.values() for name in fields))
    meant = {
        (district, name): figures[name]
        for district, figures in samples.truth(MONTH).items()
        for name in names
        if name in figures
    }
    assert len(meant) > 900
    differ = {
        key: (value, found.get(key))
        for key, value in meant.items()
        if (found.get(key) or 0) != pytest.approx(value or 0)
    }
    assert differ == {}
    provinces = sorted({code[:2] for code, _ in meant})
    units = (areas.nation(provinces), *map(areas.unit, provinces))
    check_sums(measure(register, PROGRAMMES, units, MONTH), units)

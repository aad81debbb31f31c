"""Where a province's summary and its districts' registers say different things."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ..areas import area_name
from ..model import Finding
from ..programmes import Programme
from ..programmes.schema import Measure
from .measures import per_unit
from .register import UNKNOWN, Register, finding_at

TOLERANCE = 0.5  # of a baht or of one thing counted


def levels_disagree(register: Register, programmes: tuple[Programme, ...]) -> list[Finding]:
    """LEVELS_DISAGREE at the summary's cell for each figure that the register of the same district contradicts.

    Only figures of the same thing are held against each other, and only where every row of the register knows its
    part: money allotted is not money contracted, and half a register is no contradiction.
    """
    found: list[Finding] = []
    for programme in programmes:
        summary = register.counted(programme.code, "summary")
        rows = register.counted(programme.code, "register")
        found += strangers(register, programme, rows) if len(rows) else []
        if summary.empty or rows.empty:
            continue
        for name, (label, measure) in compared(programme).items():
            below = per_unit(rows, measure, programme.stages, whole=True)
            every = rows.groupby("unit").size() if measure.count else below  # a plot given up may be counted, or not
            found += disagreements(register, summary, name, label, (below, every))
    return found


def strangers(register: Register, programme: Programme, rows: pd.DataFrame) -> list[Finding]:
    """LEVELS_DISAGREE where a province's register has rows of a district whose own register does not have them.

    They are counted, since nothing typed is lost; but a name spelt in two ways would be counted twice.
    """
    own = set(rows.loc[rows["own"], "unit"])
    extra = rows[~rows["own"] & rows["unit"].isin(own)]
    label = programme.shapes["register"].row_label
    found = []
    for _, group in extra.groupby(["workbook_id", "tab_id", "unit"], sort=False):
        message = (
            f"ทะเบียนของจังหวัดมี {len(group):,} {label}ของอำเภอ{area_name(group.iloc[0]['unit'])}ที่ไม่พบในชีตของอำเภอ "
            "รายงานนับรวมไว้ ขอให้ตรวจสอบว่าสะกดชื่อต่างกันหรืออำเภอยังไม่ได้บันทึก"
        )
        found.append(finding_at(register.tables, group.iloc[0], "LEVELS_DISAGREE", message))
    return found


def compared(programme: Programme) -> dict[str, tuple[str, Measure]]:
    """Summary field -> its label and how the register makes the same figure, out of the programme's indicators."""
    pairs: dict[str, tuple[str, Measure]] = {}
    fields = programme.shapes["summary"].fields if "summary" in programme.shapes else {}
    for spec in programme.indicators:
        for parts in (spec.numerator, spec.denominator):
            above, below = parts.get("summary"), parts.get("register")
            if not above or not below or above.presence or below.presence:
                continue
            if above.sum in fields and (below.count or below.sum == above.sum):
                pairs.setdefault(above.sum, (fields[above.sum].label, below))
    return pairs


def disagreements(
    register: Register, summary: pd.DataFrame, name: str, label: str, either: tuple[Any, Any]
) -> list[Finding]:
    """One finding for each district whose summary row is neither of the two figures of its register."""
    known = summary[~summary["unit"].str.endswith(UNKNOWN) & summary[name].notna()]
    counted, every = (known["unit"].map(below).astype("Float64") for below in either)
    differs = ((known[name] - counted).abs() > TOLERANCE) & ((known[name] - every).abs() > TOLERANCE)
    found = []
    for _, row in known.assign(counted_below=counted)[differs.fillna(False).astype(bool)].iterrows():
        here, there = f"{row[name]:,.10g}", f"{row['counted_below']:,.10g}"
        message = (
            f"{label}ของอำเภอ{area_name(row['unit'])}ในสรุปของจังหวัดคือ {here} แต่ทะเบียนรายการรวมได้ {there} "
            "รายงานใช้ตัวเลขจากทะเบียน ขอให้ตรวจสอบให้ตรงกัน"
        )
        found.append(finding_at(register.tables, row, "LEVELS_DISAGREE", message, name, value=here, suggestion=there))
    return found

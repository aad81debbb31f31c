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
    """LEVELS_DISAGREE at the summary's cell for each figure that the register of the same district contradicts."""
    found: list[Finding] = []
    for programme in programmes:
        summary = register.counted(programme.code, "summary")
        rows = register.counted(programme.code, "register")
        if summary.empty or rows.empty:
            continue
        for name, (label, measure) in compared(programme).items():
            below = per_unit(rows, measure, programme.stages)
            found += disagreements(register, summary, name, label, below)
    return found


def compared(programme: Programme) -> dict[str, tuple[str, Measure]]:
    """Summary field -> its label and how the register makes the same figure, out of the programme's indicators."""
    pairs: dict[str, tuple[str, Measure]] = {}
    fields = programme.shapes["summary"].fields if "summary" in programme.shapes else {}
    for spec in programme.indicators:
        for parts in (spec.numerator, spec.denominator):
            above, below = parts.get("summary"), parts.get("register")
            if above and below and above.sum in fields and not above.presence and not below.presence:
                pairs.setdefault(above.sum, (fields[above.sum].label, below))
    return pairs


def disagreements(register: Register, summary: pd.DataFrame, name: str, label: str, below: Any) -> list[Finding]:
    """One finding for each district whose summary row and register differ in one figure."""
    known = summary[~summary["unit"].str.endswith(UNKNOWN) & summary[name].notna()]
    counted = known["unit"].map(below).astype("Float64")
    differs = ((known[name] - counted).abs() > TOLERANCE).fillna(False).astype(bool)
    found = []
    for _, row in known.assign(counted_below=counted)[differs].iterrows():
        here, there = f"{row[name]:,.10g}", f"{row['counted_below']:,.10g}"
        message = (
            f"{label}ของอำเภอ{area_name(row['unit'])}ในสรุปของจังหวัดคือ {here} แต่ทะเบียนรายการรวมได้ {there} "
            "รายงานใช้ตัวเลขจากทะเบียน ขอให้ตรวจสอบให้ตรงกัน"
        )
        found.append(finding_at(register.tables, row, "LEVELS_DISAGREE", message, name, value=here, suggestion=there))
    return found

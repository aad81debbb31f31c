"""What the pictures of an edition show, and the sentence that says it where they are blocked."""

from __future__ import annotations

import struct

from ..model import Unit
from ..periods import ERA, MONTHS_SHORT, Month
from ..programmes.schema import IndicatorSpec
from . import words
from .figures import due_percent, judged, short_label, shown_shares
from .material import Material
from .views import Illustration, Logo, TrendChart, TrendLine

TREND_CID = "trend@sheets-sync"
TREND_SIZE = (480, 330)
LOGO_CID, LOGO_HEIGHT = "logo@sheets-sync", 48


def logo_of(material: Material) -> Illustration | None:
    """The office's mark as it stands in the head; its size stands in the first bytes of a PNG."""
    if material.logo is None:
        return None
    width, height = struct.unpack_from(">II", material.logo, 16)
    shown = max(1, round(width * LOGO_HEIGHT / height)), LOGO_HEIGHT
    return Illustration(LOGO_CID, f"ตรา{material.office}", *shown, Logo(material.logo))


def trend_picture(material: Material, unit: Unit) -> Illustration | None:
    """The shares of the fiscal year so far against its pace; none before a second month can be drawn."""
    year = fiscal_months(material.month)
    past = {observations.month: observations for observations in material.history}
    columns = shown_shares(material, unit)
    lines = []
    for programme, spec in columns:
        seen = [past[m].get(programme.code, spec.code, unit.code) if m in past else None for m in year]
        values = tuple(o.value if o is not None and judged(o) else None for o in seen)
        if sum(value is not None for value in values) > 1:
            lines.append(TrendLine(short_label(spec), values))
    if not lines:
        return None
    chart = TrendChart(
        f"ปีงบประมาณ พ.ศ. {material.month.fiscal_year}",
        tuple(MONTHS_SHORT[month.month - 1] for month in year),
        tuple(lines),
        pace_line(material, [spec for _, spec in columns], year),
    )
    return Illustration(TREND_CID, told_trend(chart, material.month), *TREND_SIZE, chart)


def fiscal_months(month: Month) -> tuple[Month, ...]:
    """October to September of the fiscal year that a month lies in."""
    months = [Month(month.fiscal_year - ERA - 1, 10)]
    while len(months) < 12:
        months.append(months[-1].next)
    return tuple(months)


def pace_line(material: Material, specs: list[IndicatorSpec], year: tuple[Month, ...]) -> tuple[float, ...]:
    """What is due of each month, where all shares that go with the year are held to the same; else nothing."""
    going = [spec for spec in specs if spec.target and spec.target.pace]
    dues = {tuple(due_percent(material, spec, month) or 0.0 for month in year) for spec in going}
    return dues.pop() if len(dues) == 1 else ()


def told_trend(chart: TrendChart, month: Month) -> str:
    """`ขุดเสร็จจากร้อยละ 20.1 เป็น 48.9 …`: the finding in one sentence."""
    moves = []
    for line in chart.lines:
        known = [value for value in line.values if value is not None]
        moves.append(f"{line.label}จากร้อยละ {words.percent(known[0])} เป็น {words.percent(known[-1])}")
    due = chart.pace[month.months_into_fiscal_year - 1] if chart.pace else None
    pace = f" โดยเดือนนี้ควรได้ร้อยละ {words.percent(due)}" if due is not None else ""
    return f"แนวโน้ม{chart.year}: {', '.join(moves)}{pace}"

"""What an office is asked about its cells, in order and in words fit to be handed on, whether by mail or in a tab."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from .. import areas
from ..model import KeptFinding, Severity
from .discretion import Discretion
from .masking import HIDDEN
from .quality import GRAVE

PLACES = {"province_code": "จ.", "district_code": "อ.", "tambon_code": "ต."}
LONGEST, LONGEST_VALUE = 300, 80  # letters
MOST_CELLS = 8  # of one kind, that are named
WORDS = {Severity.ERROR: "ยังใช้ค่านี้ไม่ได้", Severity.WARNING: "ขอให้ยืนยัน"}


def sentence(standing: Sequence[KeptFinding]) -> str:
    """How many points there are, and how many of them keep a value out of the report."""
    count = len(standing)
    unused = sum(kept.finding.severity is Severity.ERROR for kept in standing)
    if not count:
        return "ไม่มีจุดที่ขอให้ตรวจสอบแล้ว"
    if not unused:
        return f"ขอให้ช่วยดู {count:,} จุด ระบบใช้ค่าเหล่านี้แล้ว แต่ไม่แน่ใจว่าเข้าใจตรงกับท่าน"
    return f"ขอให้ช่วยดู {count:,} จุด ในจำนวนนี้ {unused:,} จุดยังใช้ค่าไม่ได้ รายงานจึงยังไม่รวมค่านั้น"


def alike(standing: Sequence[KeptFinding]) -> list[list[KeptFinding]]:
    """The findings, the gravest first, then the oldest; those of one tab that say the same together."""
    found: dict[tuple[object, ...], list[KeptFinding]] = {}
    for kept in sorted(standing, key=_order):
        f = kept.finding
        key = (f.workbook_id, f.tab_id, f.tab, f.severity, f.code, f.message, f.value, f.suggestion)
        found.setdefault(key, []).append(kept)
    return list(found.values())


def _order(kept: KeptFinding) -> tuple[int, dt.datetime, str, str, int, str]:
    """Those of one day by place."""
    finding = kept.finding
    return (
        GRAVE[finding.severity],
        kept.opened_at,
        finding.workbook_id,
        finding.tab,
        len(finding.cell),
        finding.cell,
    )


def worded(kept: KeptFinding, discretion: Discretion) -> tuple[str, str, str]:
    """What is asked, typed and suggested, people masked; the last two blank where the first says it."""
    finding = kept.finding
    what = discretion.told(finding, finding.message)
    value = discretion.typed(finding, finding.value)
    suggestion = _place(finding.field, discretion.typed(finding, finding.suggestion))
    return (
        _cut(what, LONGEST),
        "" if f"“{value}”" in what or f"({value})" in what or value == HIDDEN else _cut(value, LONGEST_VALUE),
        "" if " " in suggestion and suggestion in what else _cut(suggestion, LONGEST_VALUE),
    )


def more_cells(group: Sequence[KeptFinding]) -> str:
    """How many cells there are besides those that are named."""
    rest = len(group) - MOST_CELLS
    return f"และอีก {rest:,} ช่อง" if rest > 0 else ""


def _place(field: str, suggestion: str) -> str:
    """`ต.ยางตลาด` for the code of a place, which says nothing to a person; anything else as it is."""
    name = areas.area_name(suggestion) if field in PLACES and suggestion.isdecimal() else ""
    return PLACES[field] + name if name else suggestion


def _cut(text: str, longest: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"

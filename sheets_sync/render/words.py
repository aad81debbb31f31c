"""Figures, marks and offices as an executive reads them, in Thai."""

from __future__ import annotations

from ..areas import area_name
from ..merge import UNKNOWN as NO_DISTRICT
from ..model import Level, Standing, Unit
from .views import Bar, Mark

UNKNOWN = "…"
MINUS = "\N{MINUS SIGN}"
MILLION = 1_000_000

MARKS = {
    Standing.ON_TRACK: Mark("on_track", "✓", "ตามแผน", "#2e7d32"),
    Standing.HURRY: Mark("hurry", "◐", "ต้องเร่ง", "#966300"),
    Standing.SUPPORT: Mark("support", "!", "ควรสนับสนุนเร่งด่วน", "#b3402e"),
    Standing.DOUBTFUL: Mark("doubtful", "?", "ควรตรวจสอบ", "#6a4c93"),
    Standing.UNKNOWN: Mark("unknown", "…", "รอข้อมูล", "#5f6368"),
    Standing.PLAIN: Mark("plain", "", "", "#455a64"),
}
"""Sign, word and a mid-tone colour that survives dark mode (reports.md, 2.3)."""

GRAVE = (Standing.SUPPORT, Standing.HURRY, Standing.DOUBTFUL, Standing.UNKNOWN, Standing.ON_TRACK, Standing.PLAIN)
"""The standings, the one that asks for most first."""


def worst(standings: list[Standing]) -> Standing:
    """The gravest standing; unknown only where nothing is known at all."""
    known = [s for s in standings if s not in (Standing.UNKNOWN, Standing.PLAIN)]
    if known:
        return min(known, key=GRAVE.index)
    return Standing.UNKNOWN if Standing.UNKNOWN in standings else Standing.PLAIN


def number(value: float | None) -> str:
    """`1,234`, or `1,234.5` where there is a fraction; unknown is “…”, never 0."""
    if value is None:
        return UNKNOWN
    whole = f"{value:,.0f}" if abs(value - round(value)) < 0.05 else f"{value:,.1f}"
    return whole.replace("-", MINUS)


def in_millions(*values: float | None) -> bool:
    """Whether sums of money are told in millions."""
    return any(value is not None and abs(value) >= MILLION for value in values)


def money(value: float | None, *, millions: bool) -> str:
    """Baht, or millions of baht with two decimals."""
    if value is None or not millions:
        return number(value if value is None else float(round(value)))
    return f"{value / MILLION:,.2f}".replace("-", MINUS)


def amount(value: float | None, *, baht: bool, millions: bool) -> str:
    """A sum of money, or a number of something else."""
    return money(value, millions=millions) if baht else number(value)


def money_unit(unit: str, *, millions: bool) -> str:
    """`บาท` or `ล้านบาท`."""
    return f"ล้าน{unit}" if millions and unit.startswith("บาท") else unit


def percent(value: float | None) -> str:
    """`48.9`, without its sign."""
    return UNKNOWN if value is None else f"{value:,.1f}".replace("-", MINUS)


def signed(text: str, change: float | None) -> str:
    """A change with its sign: `+12`, `−3`, `คงเดิม`; “–” where there is nothing to compare with."""
    if change is None:
        return "–"
    if not text.strip("0.,"):
        return "คงเดิม"
    return f"+{text}" if change > 0 else text


def bar(share: float | None, colour: str) -> Bar | None:
    """A bar of a share in percent; none where the share is unknown."""
    return None if share is None else Bar(min(max(round(share), 0), 100), colour)


def office_of(unit: Unit) -> str:
    """The office that answers for a unit, as it is written in letters."""
    match unit.level:
        case Level.DISTRICT | Level.PROVINCE:
            return office_of_code(unit.code)
        case Level.REGION:
            return f"ผู้ตรวจราชการกรม เขต {unit.code.removeprefix('region-')}"
        case Level.NATION:
            return "กรมการพัฒนาชุมชน"


def office_of_code(code: str) -> str:
    """The office of a province's or district's code; empty when there is none."""
    code = code.replace(NO_DISTRICT, "")
    name = area_name(code) if len(code) in (2, 4) else ""
    return f"{'สพจ.' if len(code) == 2 else 'สพอ.'}{name}" if name else ""


def full_name(unit: Unit) -> str:
    """A unit's name as a heading: a district with its province, the nation as a whole."""
    if unit.level is Level.DISTRICT:
        return f"{unit.name} จังหวัด{area_name(unit.code[:2])}"
    return "ภาพรวมทั้งประเทศ" if unit.level is Level.NATION else unit.name


def short_name(unit: Unit) -> str:
    """A unit's name without its word, as it stands in a table that says what its rows are."""
    return area_name(unit.code) or unit.name


def listed(names: list[str], most: int) -> str:
    """`สพอ.ก ข ค และอีก 3 แห่ง`: names in one line, cut where it would get long; what all offices share is said once."""
    shown = " ".join(names[:most])
    for kind in ("สพอ.", "สพจ."):
        if names and all(name.startswith(kind) for name in names):
            shown = kind + " ".join(name.removeprefix(kind) for name in names[:most])
    return shown if len(names) <= most else f"{shown} และอีก {len(names) - most:,} แห่ง"


def joined(labels: list[str], most: int) -> str:
    """`เบิกจ่าย, ปลูกผัก และอีก 2 ตัว`: labels apart by commas, since some have spaces in them."""
    shown = ", ".join(labels[:most])
    return shown if len(labels) <= most else f"{shown} และอีก {len(labels) - most:,} ตัว"

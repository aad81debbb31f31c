"""What goes with an edition, out of the same snapshot: a document, a workbook, pins, and a picture to share."""

from __future__ import annotations

from collections.abc import Callable

from ...model import Attachment, Unit
from .. import words
from ..material import Material
from ..pictures.essence import essence_of
from ..views import MonthlyView
from .book import workbook_of
from .document import document_of
from .fitting import enclosing, fitting
from .lightening import lighter
from .pins import pins_of

__all__ = ["KINDS", "annexes_of", "enclosing", "fitting", "lighter"]

Maker = Callable[[Material, Unit, MonthlyView], bytes | None]
KINDS: dict[str, tuple[str, str, Maker]] = {
    "pdf": ("pdf", "application/pdf", lambda material, unit, view: document_of(view)),
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook_of),
    "kml": ("kml", "application/vnd.google-earth.kml+xml", pins_of),
    "picture": ("png", "image/png", lambda material, unit, view: essence_of(view)),
}
"""Of each kind its ending, its media type, and what makes it."""


def annexes_of(material: Material, unit: Unit, view: MonthlyView) -> dict[str, Attachment]:
    """All annexes that there is something to put into, by kind."""
    found = {}
    for kind, (ending, media_type, maker) in KINDS.items():
        content = maker(material, unit, view)
        if content is not None:
            found[kind] = Attachment(f"{name_of(material, unit)}.{ending}", media_type, content)
    return found


def name_of(material: Material, unit: Unit) -> str:
    """`รายงาน 2564-01 อำเภอยางตลาด จังหวัดกาฬสินธุ์`: never anything that was typed into a sheet."""
    revised = f" แก้ไขครั้งที่ {material.revision}" if material.revision else ""
    return f"รายงาน {material.period} {words.full_name(unit)}{revised}"

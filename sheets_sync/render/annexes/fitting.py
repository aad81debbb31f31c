"""What goes with a mail, and what is left out where the mail would get too large."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from ...model import Attachment
from ..views import MonthlyView

LEAST_FIRST = ("picture", "kml", "xlsx", "pdf")
NAMES = {
    "pdf": "เอกสาร PDF สำหรับพิมพ์",
    "xlsx": "ตาราง Excel",
    "kml": "หมุดแผนที่ KML",
    "picture": "ภาพสรุปสำหรับส่งต่อ",
}
BASE64 = 78 / 57  # bytes on the wire for each, line ends counted
LETTER = 450_000  # bytes that text, HTML and pictures may take on the wire: 95 + 95 + 150 KB


def fitting(
    annexes: Mapping[str, Attachment], asked: Collection[str], largest: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The kinds that go with a mail of at most `largest` bytes, and those that do not fit: the picture is the first."""
    kept, left = [kind for kind in NAMES if kind in asked and kind in annexes], []
    for kind in LEAST_FIRST:
        if LETTER + sum(on_the_wire(annexes[each]) for each in kept) <= largest:
            break
        if kind in kept:
            kept.remove(kind)
            left.append(kind)
    return tuple(kept), tuple(left)


def on_the_wire(file: Attachment) -> int:
    """Bytes that a file takes in a mail."""
    return round(len(file.content) * BASE64) + 500


def enclosing(view: MonthlyView, kept: Collection[str], left: Collection[str]) -> MonthlyView:
    """The view with a word on what goes with the mail, and on what was too large for it."""
    enclosed = f"แนบมาด้วย: {' · '.join(NAMES[kind] for kind in kept)}" if kept else ""
    too_large = " · ".join(NAMES[kind] for kind in left)
    told = f"ไม่ได้แนบ {too_large} เพราะอีเมลจะใหญ่เกินไป ขอรับได้จากผู้ส่ง" if left else ""
    return replace(view, enclosed=enclosed, left_out=told)

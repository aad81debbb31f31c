"""An edition whose mail would be cut off on its way, in ever shorter forms, each of which says what it left out."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..model import Letter
from .annexes.lightening import ASKED, PRINTED, told_first
from .arranging import SECTIONS
from .parts import cut
from .views import EditionView, MonthlyView, Plan, PlanGroup, Problem

LEAST_FIRST = ("trend", "plan", "villages", "plots", "problems", "quality", "indicators", "units")
"""Sections that may be left out, the one that is missed least first; decisions and figures always stay."""

NAMES = {
    "trend": "แนวโน้มรายเดือน",
    "plan": "แผนงาน",
    "villages": "หมู่บ้านต้นแบบ",
    "plots": "แปลงที่ควรติดตาม",
    "problems": "ปัญหาอุปสรรค",
    "quality": "คุณภาพข้อมูล",
    "indicators": "ตารางตัวชี้วัด",
    "units": "ตารางรายหน่วย",
}
MOST_LETTERS, MOST_ROWS = 120, 3  # of a text and of a list in the short form


def shorter(
    view: EditionView, sections: Sequence[str], printed: bool
) -> Iterator[tuple[EditionView, tuple[str, ...], str]]:
    """The view, the sections that it keeps, and what is gone; one step shorter each time.

    Its lists are shortened first, then whole sections go. `printed` is whether a PDF that says it all goes with the
    mail. A report whose template marks no sections has the first step only.
    """
    short, kept, gone = _short_lists(view), list(sections or SECTIONS), list[str]()
    for section in ("", *LEAST_FIRST):
        if section and (section not in kept or _empty(short, section)):
            continue
        if section:
            kept.remove(section)
            gone.append(NAMES[section])
        yield replace(short, shortened=_told(_lists(view, kept), gone, printed)), tuple(kept), " · ".join(gone)
        if not isinstance(view, MonthlyView):
            return


def telling(letter: Letter, view: EditionView) -> Letter:
    """The letter with the sentence on what it left out, also where an office's own template does not say it."""
    said = view.shortened
    text = letter.text if said in letter.text else f"{said}\n\n{letter.text}"
    page = letter.html if html.escape(said) in letter.html else told_first(letter.html, html.escape(said))
    return replace(letter, text=text, html=page)


def _empty(view: EditionView, section: str) -> bool:
    """Whether nothing stands in a section, so that to leave it out would save nothing."""
    shown = view.plan.shown if section == "plan" and isinstance(view, MonthlyView) else getattr(view, section, True)
    return not shown


def _lists(view: EditionView, kept: Sequence[str]) -> list[str]:
    """The lists that are left out of sections which stay."""
    found = (("รายชื่อไฟล์", view.sources), ("จุดที่ควรแก้ไข", "quality" in kept and view.quality.to_mend))
    return [name for name, held in found if held]


def _told(lists: Sequence[str], gone: Sequence[str], printed: bool) -> str:
    few = f" ไม่แสดง{'และ'.join(lists)}" if lists else ""
    without = f" และไม่ได้แสดง{' '.join(gone)}" if gone else ""
    whole = PRINTED if printed else ASKED
    return f"ฉบับย่อ: แสดงรายการน้อยลง{few}{without} เพื่อให้โปรแกรมอีเมลแสดงได้ครบทั้งฉบับ {whole}"


def _short_lists(view: EditionView) -> EditionView:
    """The same with a few of each list, and the beginnings of what officers wrote."""
    few = replace(
        view,
        problems=tuple(map(_beginning, view.problems[:MOST_ROWS])),
        quality=replace(view.quality, to_mend=(), more=""),
        sources=(),
        more_sources="",
    )
    if isinstance(few, MonthlyView):
        practices = tuple(map(_beginning, few.practices[:MOST_ROWS]))
        few = replace(few, practices=practices, plan=Plan(tuple(map(_few_parts, few.plan.groups))))
    return few


def _beginning(problem: Problem) -> Problem:
    return replace(problem, text=cut(problem.text, MOST_LETTERS), remedies=())


def _few_parts(group: PlanGroup) -> PlanGroup:
    left = group.activities - MOST_ROWS
    parts = tuple(replace(part, activity=cut(part.activity, MOST_LETTERS)) for part in group.parts[:MOST_ROWS])
    return replace(group, parts=parts, more=f"และอีก {left:,} กิจกรรม" if left > 0 else "")

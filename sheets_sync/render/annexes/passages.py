"""What the edition says in sentences, on paper: what changed, who leads, what officers wrote, how good the data is."""

from __future__ import annotations

from collections.abc import Sequence

from ..printing.flow import QUIET, SMALL, Cell, Column, Flow
from ..printing.lines import Span
from ..views import MonthlyView, Problem, Quality
from .look import joined, quiet, sign


def revised(flow: Flow, view: MonthlyView) -> None:
    """The figures that a revision changed."""
    if view.revised:
        flow.heading("ตัวเลขที่เปลี่ยนจากฉบับก่อน")
        rows = [[Cell(one.label), Cell(quiet(one.old)), Cell(Span(one.new, bold=True))] for one in view.revised]
        flow.table([Column(3), Column(1, "right"), Column(1, "right")], ["ตัวเลข", "เดิม", "ใหม่"], rows)


def ranking(flow: Flow, view: MonthlyView) -> None:
    """Who is nearest to the target, who rose most, and whom to support first."""
    found = view.ranking
    if found is None:
        return
    flow.heading("ก้าวหน้าและควรสนับสนุน")
    groups = (("ใกล้เป้าหมายที่สุด", found.leading), ("ดีขึ้นมากที่สุด", found.improved), ("ควรสนับสนุนก่อน", found.support))
    for title, rows in groups:
        if rows:
            flow.item(joined(quiet(title), " · ".join(f"{name} {figure}" for name, figure in rows)))
    flow.words(quiet(found.rule), SMALL)


def problems(flow: Flow, view: MonthlyView) -> None:
    """What officers wrote of problems, in their own words, and what they suggest."""
    _voices(flow, "ปัญหาอุปสรรคที่เจ้าหน้าที่แจ้ง", view.problems)


def practices(flow: Flow, view: MonthlyView) -> None:
    """What officers wrote of work that goes well."""
    _voices(flow, "แนวปฏิบัติที่ดี", view.practices)


def _voices(flow: Flow, title: str, voices: Sequence[Problem]) -> None:
    if not voices:
        return
    flow.heading(title)
    for voice in voices:
        told = [part for part in (voice.offices, voice.times, voice.more) if part]
        told += [f"ข้อเสนอ/หมายเหตุ: {remedy}" for remedy in voice.remedies]
        flow.item(f"“{voice.text}”", " · ".join(told))


def poverty(flow: Flow, view: MonthlyView) -> None:
    """Households of the poverty list, and how far they are."""
    if view.poverty:
        flow.heading("ครัวเรือนเป้าหมาย TPMAP")
        steps = [f"{name} {amount}" for name, amount in view.poverty.steps]
        flow.words(joined(" · ".join([view.poverty.sentence, *steps]), quiet(view.poverty.note)))


def villages(flow: Flow, view: MonthlyView) -> None:
    """Districts with and without a model village."""
    found = view.villages
    if found is None:
        return
    flow.heading(found.title)
    flow.words(joined(sign(found.mark), found.sentence, f"· {found.waiting}" if found.waiting else ""))
    if found.lacking:
        flow.words(joined(Span("ยังไม่พบในข้อมูล", bold=True), found.lacking))
    if found.having:
        flow.words(joined(Span("มีแล้ว", bold=True, colour=QUIET), quiet(found.having)), SMALL)
    flow.words(found.linked)


def quality(flow: Flow, view: MonthlyView) -> None:
    """How far the data can be trusted."""
    found = view.quality
    flow.heading("คุณภาพข้อมูล")
    flow.words(joined(Span(found.reporting, bold=True), f"· ยังไม่ได้รับ: {found.silent}" if found.silent else ""))
    _rates(flow, found)
    for line in found.stale:
        flow.words(quiet(line), SMALL)
    flow.words(quiet(found.more_stale), SMALL)
    flow.words(found.movement)
    if found.kinds:
        rows = [[Cell(kind), Cell(count)] for kind, count in found.kinds]
        flow.table([Column(5), Column(1, "right")], ["เรื่องที่พบ", "จุด"], rows)
    if found.to_mend:
        flow.gap(6)
        flow.need(60)
        flow.words(Span("จุดที่ควรแก้ไขก่อน", bold=True))
        for row in found.to_mend:
            flow.item(row.what, f"{row.office} · {row.tab} {' '.join(cell for cell, _ in row.cells)}")
        flow.words(quiet(found.more), SMALL)


def _rates(flow: Flow, found: Quality) -> None:
    """How much of what is expected has come, and how much of it in time."""
    rows = [[Cell(r.name), Cell(r.expected), Cell(r.actual), Cell(r.on_time), Cell(r.percent)] for r in found.rates]
    columns = [Column(4), *(Column(2, "right") for _ in range(4))]
    flow.table(columns, ["อัตราการรายงาน (ไฟล์)", "ควรได้", "ได้", "ตรงเวลา", "ร้อยละ"], rows)
    flow.gap(4)
    flow.words(quiet(found.all_in), SMALL)


def sources(flow: Flow, view: MonthlyView) -> None:
    """What the edition was made of, and what its words mean."""
    flow.heading("แหล่งข้อมูลและนิยาม")
    for source in view.sources:
        flow.words(quiet(f"{source.title} · {source.read}"), SMALL)
    flow.words(quiet(view.more_sources), SMALL)
    flow.gap(4)
    flow.words(joined(quiet("เครื่องหมาย:"), *(sign(mark) for mark in view.legend)), SMALL)
    for programme in view.programmes:
        for row in programme.rows:
            if row.explain and row.target != "–":
                flow.words(joined(Span(row.label, bold=True, colour=QUIET), quiet(f"– {row.explain}")), SMALL)
    flow.gap(4)
    flow.words(quiet(f"ผู้รายงาน {view.reporter}"), SMALL)

"""The edition on paper: what the mail says, in the same order and with the same numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..pictures import drawn
from ..printing.flow import GREEN, QUIET, SMALL, TITLE, Cell, Column, Flow
from ..printing.lines import Span
from ..printing.paper import Paper
from ..views import Bar, Illustration, MonthlyView, PlanPart, Share
from .look import barred, joined, quiet, sign
from .passages import poverty, practices, problems, quality, ranking, revised, sources, villages

Part = Callable[[Flow, MonthlyView], None]
TILE = 3  # headline figures in a row


def document_of(view: MonthlyView) -> bytes:
    """The document as a PDF, the same bytes for the same view."""
    paper = Paper(view.subject, view.heading.office)
    head = f"{view.heading.unit} · {view.heading.title} · {view.heading.state}"
    flow = Flow(paper, head, f"รหัสรายงาน {view.key} · ชุดข้อมูล {view.snapshot}")
    for part in PARTS:
        part(flow, view)
    flow.finish()
    return paper.bytes()


def heading(flow: Flow, view: MonthlyView) -> None:
    """Who, what, when, as of when, how complete; then the month in one sentence under its mark."""
    head = view.heading
    if view.logo:
        show(flow, view.logo, 36 * view.logo.width / view.logo.height)
    flow.words(Span(head.office, bold=True, colour=GREEN), SMALL)
    flow.words(Span(head.unit, bold=True), TITLE)
    flow.words(head.title, 13)
    flow.words(quiet(" · ".join(part for part in (head.quarter, head.as_of) if part)), SMALL)
    flow.words(joined(Span(head.state, bold=True, colour=QUIET), quiet(f"· {head.coverage}")), SMALL)
    flow.words(quiet(head.missing), SMALL)
    flow.words(quiet(head.late), SMALL)
    flow.gap(10)
    page, top = flow.page, flow.y
    flow.words(joined(sign(view.mark), quiet(view.was)), 14, indent=14)
    flow.words(view.sentence, 12, indent=14)
    for lead in view.leads:
        if lead.compared:
            flow.words(quiet(f"{lead.label} {' · '.join(lead.compared)}"), SMALL, indent=14)
    flow.words(quiet(view.tally), SMALL, indent=14)
    page.box(51, top + 2, 3, flow.y - top, view.mark.colour)


def decisions(flow: Flow, view: MonthlyView) -> None:
    """The matters that need a decision, worst first."""
    if not view.decisions:
        return
    flow.heading("เรื่องที่ควรพิจารณา")
    rows = [
        [
            Cell(Span(str(number), bold=True, colour=matter.mark.colour)),
            Cell(
                joined(Span(matter.what, bold=True), sign(matter.mark), f"– {matter.why}"),
                quiet(f"{matter.who} {matter.due}"),
            ),
        ]
        for number, matter in enumerate(view.decisions, start=1)
    ]
    flow.table([Column(1), Column(26)], [], rows)


def figures(flow: Flow, view: MonthlyView) -> None:
    """The headline figures, three in a row."""
    if not view.figures:
        return
    flow.heading("ตัวเลขสำคัญ")
    for start in range(0, len(view.figures), TILE):
        cells = []
        for figure in view.figures[start : start + TILE]:
            value = Span(figure.value, bold=True, colour=figure.mark.colour)
            unit = quiet(figure.unit if figure.unit == "%" else f" {figure.unit}")
            told = " · ".join(part for part in (figure.was, figure.of, figure.change, figure.year_ago) if part)
            cells.append((quiet(figure.label), (value, unit), joined(sign(figure.mark), quiet(told)), figure.bar))
        _tiles(flow, cells)


def _tiles(flow: Flow, cells: Sequence[tuple[Span, tuple[Span, ...], tuple[Span, ...], Bar | None]]) -> None:
    flow.need(78)
    columns = [Column(1)] * TILE
    blank = [Cell("")] * (TILE - len(cells))
    flow.gap(flow.draw(columns, [*(Cell(label) for label, *_ in cells), *blank], SMALL) - 6)
    flow.gap(flow.draw(columns, [*(Cell(value, bar=barred(bar)) for _, value, _, bar in cells), *blank], 18) - 2)
    flow.gap(flow.draw(columns, [*(Cell(told) for _, _, told, _ in cells), *blank], SMALL) + 4)


def indicators(flow: Flow, view: MonthlyView) -> None:
    """All indicators, a table for each programme."""
    for programme in view.programmes:
        flow.heading(f"ตัวชี้วัด {programme.name}")
        if programme.waiting:
            flow.words(Span(programme.waiting, bold=True))
            continue
        rows = [
            [
                Cell(f"{row.label} ({row.unit})", joined(sign(row.mark), quiet(row.note))),
                Cell(row.target),
                Cell(Span(row.actual, bold=True)),
                Cell(row.percent),
                Cell(row.change),
            ]
            for row in programme.rows
        ]
        columns = [Column(9), *(Column(3, "right") for _ in range(4))]
        flow.table(columns, ["ตัวชี้วัด", "เป้าหมาย", "ผล", "ร้อยละ", "เปลี่ยน"], rows)
    if any(not programme.waiting for programme in view.programmes):
        flow.gap(4)
        flow.words(quiet("“เปลี่ยน” เทียบกับงวดก่อน เฉพาะอำเภอที่มีข้อมูลทั้งสองงวด · “…” คือรอข้อมูล ไม่ใช่ศูนย์"), SMALL)
        flow.words(quiet(view.pace), SMALL)


def disbursement(flow: Flow, view: MonthlyView) -> None:
    """Money against the pace of the year."""
    money = view.disbursement
    if money is None:
        return
    flow.heading("การเบิกจ่ายเทียบจังหวะเวลา")
    flow.words(joined(sign(money.mark), money.sentence))
    head = [f"หน่วย: {money.unit}", "วงเงิน", "เบิกจ่าย", "คงเหลือ"]
    row = [Cell(money.programme), Cell(money.allocated), Cell(Span(money.spent, bold=True)), Cell(money.left)]
    flow.table([Column(4), *(Column(2, "right") for _ in range(3))], head, [row])
    flow.gap(4)
    spent = Cell(quiet(f"เบิกจ่ายแล้ว {money.percent}%"), bar=barred(money.spent_bar))
    pace = Cell(quiet(f"จังหวะเวลา {money.pace}%"), bar=barred(money.pace_bar))
    flow.gap(flow.draw([Column(1), Column(1)], [spent, pace], SMALL))


def shared(share: Share) -> Cell:
    """A percentage with its sign, where it asks for something, and its bar."""
    mark = share.mark
    text = Span(f"{mark.sign} {share.text}", bold=True, colour=mark.colour) if mark else Span(share.text)
    return Cell(text, bar=barred(share.bar))


def units(flow: Flow, view: MonthlyView) -> None:
    """The units below by how they stand."""
    table = view.units
    if table is None:
        return
    flow.heading(table.title)
    flow.words(quiet(f"ร้อยละของแต่ละ{table.head} จัดกลุ่มตามตัวเลขที่ควรช่วยมากที่สุด เท่าที่มีข้อมูล {table.rule}"), SMALL)
    columns = [Column(5), *(Column(3, "right") for _ in table.columns)]
    empty = [Cell("")] * len(table.columns)
    rows = [[Cell(quiet("ควรได้แล้ว")), *(Cell(quiet(due)) for due in table.due)]]
    for group in table.groups:
        said = joined(sign(group.mark), quiet(f"{group.count} {table.head}"))
        rows.append([Cell(said, quiet(group.others), leads=bool(group.rows)), *empty])
        rows += [[Cell(unit.name, quiet(unit.why)), *map(shared, unit.shares)] for unit in group.rows]
    flow.table(columns, [table.head, *table.columns], rows)


def plots(flow: Flow, view: MonthlyView) -> None:
    """A district's plots to look at."""
    if view.plots:
        flow.heading("แปลงที่ควรติดตาม")
        rows = [[Cell(plot.name), Cell(plot.place), Cell(plot.state)] for plot in view.plots]
        flow.table([Column(3), Column(3), Column(2)], ["แปลงของ", "ที่ตั้ง", "สถานะ"], rows)


def trend(flow: Flow, view: MonthlyView) -> None:
    """The months so far, as a picture and in figures."""
    if view.trend is None:
        return
    flow.heading("แนวโน้มรายเดือน", keep=200)
    show(flow, view.trend_picture, 330)
    columns = [Column(3), *(Column(2, "right") for _ in view.trend.columns)]
    rows = [[Cell(month), *(Cell(share.text) for share in shares)] for month, shares in view.trend.rows]
    flow.table(columns, ["เดือน", *view.trend.columns], rows)


def show(flow: Flow, shown: Illustration | None, width: float) -> None:
    """A picture, with its sentence for those who do not see it."""
    if shown:
        flow.picture(shown.cid.partition("@")[0], drawn(shown), shown.height / shown.width, width)


def chart(flow: Flow, view: MonthlyView) -> None:
    """The map."""
    if view.map_picture:
        flow.heading("แผนที่", keep=240)
        show(flow, view.map_picture, 330)


def photos(flow: Flow, view: MonthlyView) -> None:
    """Photographs side by side, and under each what it shows."""
    found = view.photos
    if found is None:
        return
    flow.heading("ภาพจากพื้นที่", keep=220)
    show(flow, found.picture, flow.width)
    columns = [Column(1)] * len(found.captions)
    cells = [
        Cell(Span(one.what, bold=True), quiet(" · ".join(filter(None, (one.place, one.office, one.day)))))
        for one in found.captions
    ]
    flow.gap(flow.draw(columns, cells, SMALL))


def plan(flow: Flow, view: MonthlyView) -> None:
    """What is overdue, what comes next, what was done and what is paused."""
    if not view.plan.shown:
        return
    flow.heading("แผนงาน")
    for group in view.plan.shown:
        flow.gap(4)
        flow.need(60)
        flow.words(Span(group.title, bold=True))
        flow.table([Column(3), Column(2)], [], [_planned(part) for part in group.parts])
        flow.words(quiet(group.more), SMALL)


def _planned(part: PlanPart) -> list[Cell]:
    return [Cell(part.activity, quiet(part.office)), Cell(quiet(part.when))]


PARTS: tuple[Part, ...] = (
    heading, revised, decisions, figures, indicators, disbursement, ranking, units, plots, trend, chart, photos,
    problems, practices, plan, poverty, villages, quality, sources,
)  # fmt: skip

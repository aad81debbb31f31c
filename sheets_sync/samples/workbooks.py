"""The tabs of one office's workbook as they stood when it was last touched."""

from __future__ import annotations

import copy
import datetime as dt
from dataclasses import dataclass, replace

from ..periods import Month
from . import closings, deal, gardens, people, progress, situations, totals, unrelated
from .layout import lay, lines_of
from .people import dice
from .progress import Row
from .sheet import Line, Mark, Scene, Sheet
from .styles import style_of
from .styles.form import Form, Look, Style, Typed, column, with_column, without
from .styles.provinces import PROVINCES

ACTIVITIES = (
    ("สำรวจและวัดแปลง", "surveyed", 6),
    ("ออกแบบแปลงตามแบบมาตรฐาน", "designed", 6),
    ("จัดซื้อจัดจ้าง", "contracted", 12),
    ("ขุดปรับพื้นที่", "dug", 10),
    ("ฝึกอบรมเพิ่มทักษะ", "trained", 4),
    ("เอามื้อสามัคคี", "aomue", 3),
)
NOWHERE = (
    "sample_row",
    "header_again",
    "blank_row",
    "notes_below",
    "sums_beside",
)  # table mistakes with no cell of their own
IMPORTED = Typed("#REF!", formula='=IMPORTRANGE("1SampleOfAnotherOffice","แปลง!A1:T40")')


@dataclass(frozen=True, slots=True)
class Table:
    """One table of an office in a month: its form as it was that month, and its lines, mistakes included."""

    form: Form
    lines: list[Line]
    whole: tuple[Mark, ...] = ()  # mistakes that are nowhere in particular


def scene_of(seed: int, code: str, month: Month) -> Scene:
    """What an office's titles speak of in a month."""
    day = closings.day_of(seed, code, month)
    return Scene(code, day, month.thai, month.thai_short, people.head(seed, code), seed)


def sheets(seed: int, code: str, month: Month) -> list[Sheet]:
    """All tabs of an office's workbook in the state of a month in which it was touched."""
    return _province(seed, code, month) if len(code) == 2 else _district(seed, code, month)


# ---------------------------------------------------------------- a district


def plots_table(seed: int, code: str, month: Month) -> Table:
    """A district's register of plots."""
    day = closings.day_of(seed, code, month)
    form = _form_of(style_of(code).plots, code, month)
    rows = [
        row | {"coordinator": row["reporter"], "size_again": row["size_rai"]}
        for row in progress.plots_on(seed, code, day)
    ]
    lines = lines_of(form, rows)
    dealt = deal.deal(seed).get(code, ())
    deal.spoil(dealt, "plots", month, form, lines)
    if code == situations.BACKWARDS and day >= progress.SLID:
        lines[2].marks["progress_percent"] = Mark("percent_fell", "WENT_BACKWARDS", sure=False)
    whole = list(_marks_of(code, month))
    for kind in deal.tables(dealt, month):
        if kind.fits(form, lines):
            form, lines = kind.make(form, lines, dice(seed, kind.name, code))
            if kind.name in NOWHERE:
                whole.append(Mark(kind.name, kind.code))
    return Table(form, lines, tuple(whole))


def villages_table(seed: int, code: str, month: Month) -> Table:
    """A district's register of Kong Thanu villages."""
    day = closings.day_of(seed, code, month)
    form = style_of(code).villages
    lines = lines_of(form, gardens.villages_on(seed, code, day))
    deal.spoil(deal.deal(seed).get(code, ()), "villages", month, form, lines)
    return Table(form, lines)


def _form_of(form: Form, code: str, month: Month) -> Form:
    """The form as it was in a month: one office puts a column in, one never had a column, one has it twice."""
    if code == situations.NEW_COLUMN and month > closings.MONTHS[0]:
        return with_column(form, 4, column("ผู้ประสานงาน", "coordinator", str, width=24))
    if code == situations.NO_MODEL:
        return without(form, "model")
    if code == situations.TWO_SIZES:
        return with_column(form, len(form.columns), column("ขนาดแปลง (ไร่)", "size_again", width=9))
    return form


def _marks_of(code: str, month: Month) -> list[Mark]:
    found = {
        situations.NO_MODEL: Mark("no_model", "COLUMN_MISSING"),
        situations.TWO_SIZES: Mark("two_sizes", "COLUMN_DUPLICATE"),
        situations.NO_VILLAGE: Mark("no_village", "MODEL_VILLAGE_MISSING", sure=False),
    }
    if month > closings.MONTHS[0]:
        found[situations.NEW_COLUMN] = Mark("new_column", "COLUMN_MOVED", sure=False)
    return [found[code]] if code in found else []


def _district(seed: int, code: str, month: Month) -> list[Sheet]:
    scene, style = scene_of(seed, code, month), style_of(code)
    if code == situations.SUMMARY_ONLY:
        return [unrelated.phone_list(scene, style.look), unrelated.duty_roster(scene, style.look)]
    found = [_lay(plots_table(seed, code, month), style.look, scene)]
    if code != situations.NO_VILLAGE:
        found.append(_lay(villages_table(seed, code, month), style.look, scene))
    chance = dice(seed, "tabs", code)
    if chance.random() < 0.3:
        found.append(_plan(style, scene))
    if chance.random() < 0.35:
        found.append(chance.choice(unrelated.TABS)(scene, style.look))
    return found + _odd_tabs(code, found[0])


def _lay(table: Table, look: Look, scene: Scene) -> Sheet:
    sheet = lay(table.form, look, table.lines, scene)
    sheet.planted.extend(("", mark) for mark in table.whole)
    return sheet


def _odd_tabs(code: str, register: Sheet) -> list[Sheet]:
    """A copy that somebody forgot, or a tab whose source nobody opened to this office."""
    if code == situations.TAB_COPY:
        copied = copy.deepcopy(register)
        copied.title = f"สำเนาของ {register.title}"[:31]
        copied.planted.append(("A1", Mark("tab_copied", "TAB_DUPLICATE")))
        return [copied]
    if code == situations.UNAUTHORISED:
        sheet = Sheet("ดึงข้อมูลจังหวัด", register.look)
        sheet.put(0, 0, IMPORTED)
        sheet.planted.append(("A1", Mark("not_authorised", "SOURCE_UNREADABLE", sure=False)))
        return [sheet]
    return []


def _plan(style: Style, scene: Scene) -> Sheet:
    """The plan of a district's first plots: what was meant for when, and what came of it."""
    rows = [row for plot in progress.plots(scene.seed, scene.code)[:6] for row in _activities(plot, scene)]
    return lay(style.plan, style.look, lines_of(style.plan, rows), scene)


def _activities(plot: progress.Plot, scene: Scene) -> list[Row]:
    found = []
    for activity, stage, length in ACTIVITIES:
        chance = dice(scene.seed, "plan", scene.code, plot.number, stage)
        real = plot.days[stage]
        end = real - dt.timedelta(days=chance.choice((0, 0, 0, 1, 2, 5)))  # the plan was sometimes too hopeful
        start = end - dt.timedelta(days=length)
        status = "done" if real <= scene.day else "in_progress" if start <= scene.day else "not_started"
        if stage == "trained" and status != "done":
            status = "paused"
        found.append(
            {
                "plot_no": plot.number,
                "owner_name": plot.facts["owner_name"],
                "district": scene.code,
                "activity": activity,
                "planned_start": start,
                "planned_end": end,
                "done_on": real if status == "done" else None,
                "status": status,
                "responsible": plot.facts["reporter"],
            }
        )
    return found


# ---------------------------------------------------------------- a province


def summary_tables(seed: int, code: str, month: Month) -> tuple[Table, Table]:
    """A province's summaries of plots and of villages."""
    style = PROVINCES[code]
    return _summary(seed, code, month, style.plots), _summary(seed, code, month, style.villages)


def _summary(seed: int, code: str, month: Month, form: Form) -> Table:
    lines = [Line(row) for row in totals.of_province(seed, code, month)]
    for line in lines:
        line.marks.update(_summary_marks(line, form, month))
    deal.spoil(deal.deal(seed).get(code, ()), "summary", month, form, lines)
    return Table(form, lines)


def _summary_marks(line: Line, form: Form, month: Month) -> dict[str, Mark]:
    """What is wrong with a district's row as a whole: copied from the one above, or not what the district says."""
    district = line.row["district"]
    if district == totals.COPIED[1] and month > closings.MONTHS[0]:
        return {form.columns[0].key: Mark("row_copied", "COPIED_ROW")}
    if district == situations.DISAGREES and any(each.key == "plots" for each in form.columns):
        return {"plots": Mark("province_counts_more", "LEVELS_DISAGREE", sure=False)}
    return {}


def _province(seed: int, code: str, month: Month) -> list[Sheet]:
    scene, style = scene_of(seed, code, month), PROVINCES[code]
    plots, villages = summary_tables(seed, code, month)
    if style.own_row:
        own = Line(totals.own_row(month), typed={"district": Typed(style.own_row)})
        plots = replace(plots, lines=[*plots.lines, own])
    found = [_lay(plots, style.look, scene), _lay(villages, style.look, scene)]
    if dice(seed, "tabs", code).random() < 0.5:
        found.append(unrelated.coordinators(scene, style.look))
    return found

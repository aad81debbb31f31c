"""The tabs of one office's workbook as they stood when it was last touched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ..areas import districts
from ..periods import Month
from . import closings, progress, situations, unrelated
from .layout import Line, Scene, Sheet, lay, lines_of
from .people import dice
from .progress import Row
from .styles import style_of
from .styles.form import Form, Style
from .styles.provinces import KALASIN, PROVINCES, ProvinceStyle

SUMMARY_KNN = ("plots", "amount_baht", "po_baht", "disbursed_baht", "supervision_baht", "remaining_baht")
SUMMARY_KT = ("villages", "hh_total", "hh_target", "hh_growing", "hh_ge10", "network_villages")


def scene_of(seed: int, code: str, month: Month) -> Scene:
    """What an office's titles speak of in a month."""
    day = closings.day_of(seed, code, month)
    return Scene(code, day, month.thai, month.thai_short, progress.sponsor(seed, code), seed)


def sheets(seed: int, code: str, month: Month) -> list[Sheet]:
    """All tabs of an office's workbook in the state of a month in which it was touched."""
    return _province(seed, code, month) if len(code) == 2 else _district(seed, code, month)


def _district(seed: int, code: str, month: Month) -> list[Sheet]:
    scene, style = scene_of(seed, code, month), style_of(code)
    if code == situations.SUMMARY_ONLY:
        return [unrelated.phone_list(scene, style.look), unrelated.duty_roster(scene, style.look)]
    found = [_plots(style, scene)]
    villages = progress.villages_on(seed, code, scene.day)
    if code != situations.NO_VILLAGE:
        found.append(lay(style.villages, style.look, lines_of(style.villages, villages), scene))
    chance = dice(seed, "tabs", code)
    if chance.random() < 0.3:
        found.append(_plan(style, scene))
    if chance.random() < 0.35:
        found.append(chance.choice(unrelated.TABS)(scene, style.look))
    return found


def _plots(style: Style, scene: Scene) -> Sheet:
    rows = progress.plots_on(scene.seed, scene.code, scene.day)
    return lay(style.plots, style.look, lines_of(style.plots, rows), scene)


ACTIVITIES = (
    ("สำรวจและวัดแปลง", "surveyed", 6),
    ("ออกแบบแปลงตามแบบมาตรฐาน", "designed", 6),
    ("จัดซื้อจัดจ้าง", "contracted", 12),
    ("ขุดปรับพื้นที่", "dug", 10),
    ("ฝึกอบรมเพิ่มทักษะ", "trained", 4),
    ("เอามื้อสามัคคี", "aomue", 3),
)


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


# ---------------------------------------------------------------- a province's summary


def district_summary(seed: int, district: str, month: Month) -> Row | None:
    """A district's totals as its province knows them at a closing; None before its first report."""
    shown = closings.edition(seed, district, month)
    if shown is None:
        return None
    day = closings.day_of(seed, district, shown)
    plots = progress.plots_on(seed, district, day)
    villages = progress.villages_on(seed, district, day) if district != situations.NO_VILLAGE else []
    amount = sum(row["allocated"] for row in plots)
    money = progress.sums(plots, "po_baht", "disbursed_baht", "supervision_baht")
    return {
        "district": district,
        "plots": len(plots),
        "amount_baht": amount,
        **money,
        "remaining_baht": amount - money["disbursed_baht"],
        "progress_percent": round(100 * money["disbursed_baht"] / amount, 2),
        "dug": sum(row["stage"] in progress.DUG for row in plots),
        "digging": sum(row["stage"] == "digging" for row in plots),
        "villages": len(villages),
        **progress.sums(villages, *SUMMARY_KT[1:]),
        "remark": "",
    }


def _province(seed: int, code: str, month: Month) -> list[Sheet]:
    scene, style = scene_of(seed, code, month), PROVINCES.get(code, KALASIN)
    rows = [district_summary(seed, each, month) or {"district": each} for each in districts(code)]
    numbered = [row | {"no": n} for n, row in enumerate(rows, 1)]
    return [_summary(style.plots, style, numbered, scene), _summary(style.villages, style, numbered, scene)]


def _summary(form: Form, style: ProvinceStyle, rows: Sequence[Row], scene: Scene) -> Sheet:
    return lay(form, style.look, [Line(row) for row in rows], scene)

"""What has changed, or should have changed, since an earlier snapshot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from ..areas import districts
from ..merge import Register, finding_at, first_of_the_same, per_unit
from ..model import Finding
from ..periods import BANGKOK, thai_date
from ..programmes import Programme

SETTLED = ("done", "paused", "cancelled")
MONTHS = 3  # with the same figures, after which an office is asked (mess.md, row 115)


def between(
    earlier: Sequence[Register], register: Register, programmes: Iterable[Programme], now: dt.datetime
) -> list[Finding]:
    """Findings that need an earlier month or the day; `earlier` are the registers of the months before, latest first.

    WENT_BACKWARDS: a plot's stage, or a figure that only grows, fell since last month · NOT_UPDATED: a tab of
    unfinished rows says exactly what it said in each of the two months before · MODEL_VILLAGE_MISSING: a district
    that reports, but of fewer model villages than the programme asks of each · PLAN_OVERDUE: an activity past its
    day and neither done nor paused nor cancelled.
    """
    today = now.astimezone(BANGKOK).date()
    found: list[Finding] = []
    for programme in programmes:
        found += missing_villages(register, programme)
        found += overdue(register, programme, today)
        for shape in programme.shapes:
            months = [matched(previous, register, programme, shape) for previous in earlier[: MONTHS - 1]]
            if months and len(months[0]):
                found += backwards(register, months[0], programme, shape)
            if len(months) == MONTHS - 1:
                found += not_updated(register, months, programme, shape)
    return found


def matched(previous: Register, register: Register, programme: Programme, shape_name: Any) -> pd.DataFrame:
    """The counted rows that were there before, each with its earlier values under `was_…`."""
    old, new = previous.counted(programme.code, shape_name), register.counted(programme.code, shape_name)
    if old.empty or new.empty:
        return new.iloc[0:0]
    both = pd.concat([old, new], ignore_index=True)
    first = first_of_the_same(both, programme.shapes[shape_name], shape_name)
    earlier = first.iloc[len(old) :]
    known = (earlier < len(old)).to_numpy()
    was = old.iloc[earlier[known]].add_prefix("was_").set_axis(new.index[known])
    return pd.concat([new[known], was], axis=1)


def backwards(register: Register, rows: pd.DataFrame, programme: Programme, shape_name: Any) -> list[Finding]:
    """WENT_BACKWARDS for each stage or growing figure that is lower than it was."""
    fields = programme.shapes[shape_name].fields
    found = []
    for name in programme.shapes[shape_name].cumulative:
        for _, row in fallen(rows, rows[name], rows[f"was_{name}"]):
            here, before = f"{row[name]:,.10g}", f"{row[f'was_{name}']:,.10g}"
            message = f"{fields[name].label}ลดลงจาก {before} ในงวดก่อนเป็น {here} ขอให้ตรวจสอบตัวเลขที่กรอก"
            found.append(
                finding_at(register.tables, row, "WENT_BACKWARDS", message, name, value=here, suggestion=before)
            )
    if "stage" in fields:
        way = {code: rank for rank, (code, spec) in enumerate(programme.stages.items()) if not spec.off_track}
        for _, row in fallen(rows, rows["stage"].map(way), rows["was_stage"].map(way)):
            here, before = (programme.stages[str(row[name])].label for name in ("stage", "was_stage"))
            message = f"สถานะถอยจาก “{before}” ในงวดก่อนเป็น “{here}” ขอให้ยืนยันสถานะปัจจุบัน"
            found.append(finding_at(register.tables, row, "WENT_BACKWARDS", message, "stage", value=here))
    return found


def fallen(rows: pd.DataFrame, here: pd.Series[Any], before: pd.Series[Any]) -> Iterable[tuple[Any, pd.Series[Any]]]:
    """The rows in which a figure is lower than it was, both being known."""
    return rows[(here < before).fillna(False).astype(bool)].iterrows()


def not_updated(
    register: Register, months: Sequence[pd.DataFrame], programme: Programme, shape_name: Any
) -> list[Finding]:
    """NOT_UPDATED at A1 of each tab whose rows are all as in every month given, while there is work left in one."""
    new = register.counted(programme.code, shape_name)
    fields = list(programme.shapes[shape_name].fields)
    same = pd.Series(bool(len(new)), index=new.index)
    for rows in months:
        same &= unchanged(rows, fields).reindex(new.index, fill_value=False)
    new = new.assign(same=same, open=~finished(new, programme))
    found = []
    for _, tab in new.groupby(["workbook_id", "tab_id"], sort=False):
        if tab["same"].all() and tab["open"].any():
            message = f"ทั้ง {len(tab):,} แถวเหมือนเดิมทุกช่องมา {MONTHS} เดือนแล้ว ขอให้ปรับปรุง หรือยืนยันว่าไม่มีการเปลี่ยนแปลง"
            found.append(finding_at(register.tables, tab.iloc[0], "NOT_UPDATED", message).at(cell="A1"))
    return found


def unchanged(rows: pd.DataFrame, fields: Sequence[str]) -> pd.Series[Any]:
    """Which of the matched rows have every field as it was."""
    here, before = rows.reindex(columns=list(fields)), rows.reindex(columns=[f"was_{name}" for name in fields])
    here, before = here.astype(object), before.astype(object).set_axis(list(fields), axis=1)
    same: pd.Series[Any] = ((here.isna() & before.isna()) | (here.astype(str) == before.astype(str))).all(axis=1)
    return same


def finished(frame: pd.DataFrame, programme: Programme) -> pd.Series[Any]:
    """Rows with no work left: the last stage of a plot, a plan's activity done or given up."""
    last = next((code for code, spec in reversed(programme.stages.items()) if not spec.off_track), "")
    done = pd.Series(False, index=frame.index)
    if "stage" in frame:
        done |= frame["stage"].eq(last).fillna(False).astype(bool)
    if "status" in frame:
        done |= frame["status"].isin(SETTLED)
    return done


def missing_villages(register: Register, programme: Programme) -> list[Finding]:
    """MODEL_VILLAGE_MISSING for each district of a province that keeps a table of them, and of which it has too few.

    It stands at A1 of the province's table, the summary before the register; a province that keeps none is not asked.
    """
    spec = next((spec for spec in programme.indicators if spec.target and spec.target.per_district), None)
    if spec is None or spec.target is None or spec.target.per_district is None:
        return []
    least, counts, tables = spec.target.per_district, pd.Series(dtype="Float64"), []
    for shape, part in spec.numerator.items():
        rows = register.counted(programme.code, shape)
        if len(rows):
            counts = counts.combine_first(per_unit(rows, part, programme.stages))
            tables.append(rows[~rows["own"]])
    kept = pd.concat(tables[::-1]) if tables else pd.DataFrame(columns=["unit"])
    found = []
    for province, rows in kept.groupby(kept["unit"].str[:2]):
        for code, name in districts(str(province)).items():
            count = counts.get(code, 0)
            if not pd.isna(count) and count < least:  # a blank in the summary is unknown, not none
                message = (
                    f"ยังไม่พบหมู่บ้านต้นแบบ{programme.short}ของอำเภอ{name} (ขั้นต่ำอำเภอละ {least:g} หมู่บ้าน) "
                    "หากมีแล้วขอให้เพิ่มในตาราง"
                )
                finding = finding_at(register.tables, rows.iloc[0], "MODEL_VILLAGE_MISSING", message, value=name)
                found.append(finding.at(cell="A1", unit=str(province)))
    return found


def open_activities(plan: pd.DataFrame) -> pd.Series[Any]:
    """Which of a plan's activities still wait to be done: no day on which they were, and no word that they were."""
    return plan["done_on"].isna() & ~plan["status"].isin(SETTLED)


def overdue(register: Register, programme: Programme, today: dt.date) -> list[Finding]:
    """PLAN_OVERDUE at the planned end of each activity that is past it and neither done, paused nor cancelled."""
    plan = register.counted(programme.code, "plan")
    if plan.empty:
        return []
    late = plan["planned_end"].lt(today.isoformat()).fillna(False).astype(bool) & open_activities(plan)
    found = []
    for _, row in plan[late].iterrows():
        day = dt.date.fromisoformat(str(row["planned_end"]))
        what = "กิจกรรมนี้" if pd.isna(row["activity"]) else f"“{row['activity']}”"
        message = f"{what} เลยกำหนดแล้วเสร็จ {thai_date(day)} มา {(today - day).days:,} วัน ขอให้บันทึกผลหรือปรับแผน"
        found.append(finding_at(register.tables, row, "PLAN_OVERDUE", message, "planned_end"))
    return found

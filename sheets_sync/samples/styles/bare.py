"""The bare list: one header row, no title, tambons as section rows, dates as date cells."""

from __future__ import annotations

from . import days as d
from . import figures as f
from . import persons as p
from . import ways as w
from .form import Form, Look, Style, plain
from .form import column as c
from .words import PLAN_STATUS_SHORT, STAGES_SHORT

BARE = Style(
    name="bare",
    look=Look("Arial", 10, head="EFEFEF", total="EFEFEF", section="D9EAD3", title_size=10),
    stages=STAGES_SHORT,
    plots=Form(
        tab="KNN อ.{place}",
        group="section",
        columns=(
            c("No.", "no", width=5),
            c("เจ้าของแปลง", "owner_name", str, p.name_short, p.name_after, width=26),
            c("โทร", "phones", plain, p.phone_half, width=12),
            c("บ้านเลขที่", "house_no", width=8),
            c("ม.", "moo", width=5),
            c("CLM/HLM", "model", plain, width=9),
            c("จำนวนไร่", "size_rai", plain, width=8, total=True),
            c("โฉนด/เอกสาร", "deed_type", w.words(w.DEEDS_LONG), width=14),
            c("เนื้อที่ (ไร่)", "area", w.area_rai, w.area_dashes, width=11),
            c("Lat/Long", "point", w.pair, w.map_link, width=22),
            c("Start dig", "dig_start", d.day_cell, width=11),
            c("Finish dig", "dig_end", d.day_cell, width=11),
            c("%", "progress_percent", f.fraction, width=7),
            c("สถานะ", "stage", w.words(STAGES_SHORT), width=16),
            c("ราคา", "allocated", f.whole, width=11, total=True),
            c("จ่ายจริง", "disbursed_baht", f.whole, width=11, total=True),
            c("หมายเหตุ", "problem", width=22),
        ),
        total="Total",
    ),
    villages=Form(
        tab="KT อ.{place}",
        columns=(
            c("No.", "no", width=5),
            c("ตำบล", "tambon", w.tambon, w.tambon_tail, width=14),
            c("ม.", "moo", width=5),
            c("ชุมชน", "village", width=16),
            c("จำนวน คร.", "hh_total", width=10),
            c("คร. เป้าหมาย", "hh_target", width=11),
            c("คร. ที่ปลูก", "hh_growing", width=10),
            c("คร. 10 ชนิดขึ้นไป", "hh_ge10", width=12),
            c("ชนิดเฉลี่ย", "kinds_avg", width=9),
            c("เครือข่าย (คร.)", "network_hh", plain, width=11),
            c("ลดรายจ่าย/เดือน (บาท)", "saving_baht_month", f.whole, width=13),
            c("พิกัด", "point", w.pair, width=22),
            c("ผู้รายงาน", "reporter", str, width=24),
        ),
    ),
    plan=Form(
        tab="แผนงาน KNN",
        columns=(
            c("แปลงที่", "plot_no", width=7),
            c("ชื่อครัวเรือน", "owner_name", str, width=24),
            c("กิจกรรม", "activity", width=26),
            c("เริ่ม", "planned_start", d.day_cell, width=11),
            c("สิ้นสุด", "planned_end", d.day_cell, width=11),
            c("สถานะ", "status", w.words(PLAN_STATUS_SHORT), width=14),
        ),
    ),
)

"""The follow-up sheet: digging, money, training and pictures, with who reported it and when."""

from __future__ import annotations

from . import days as d
from . import figures as f
from . import persons as p
from . import ways as w
from .form import Form, Look, Style, plain
from .form import column as c
from .words import PLAN_STATUS, STAGES_USUAL

FOLLOW_UP = Style(
    name="follow_up",
    look=Look("Cordia New", 14, head="FBE5D6", total="F4B183", section="FFF7F0", title_size=18),
    stages=STAGES_USUAL,
    plots=Form(
        tab="ติดตามแปลง",
        titles=("ติดตามผลการพัฒนาพื้นที่ต้นแบบ โคก หนอง นา โมเดล", "พัฒนาชุมชนอำเภอ{place} ({month})"),
        columns=(
            c("ปีงบประมาณ", "fiscal_year", width=8),
            c("งบ", "budget_source", width=8),
            c("แปลงที่", "plot_no", plain, f.thai, width=7),
            c("ตำบล", "tambon", w.tambon_word, width=17),
            c("หมู่บ้าน", "village", w.village_word, width=17),
            c("หมู่ที่", "moo", w.moo_thai, plain, width=7),
            c("ชื่อ-สกุล", "owner_name", p.name_wide, p.name_short, width=27),
            c("โทรศัพท์", "phones", p.phone_dashes, plain, width=14),
            c("CLM/HLM", "model", plain, lambda v: f"{v} ", width=9),
            c("ไร่", "size_rai", plain, w.rai_word, width=7),
            c("ร-ง-ว", "area", w.area_dashes, w.area_thai, width=11),
            c("Google Map", "point", w.map_link, w.pair, width=38),
            c(("การขุด", "เริ่ม"), "dig_start", d.day_short, d.day_thai, width=12),
            c(("การขุด", "เสร็จ"), "dig_end", d.day_short, d.day_thai, width=12),
            c(("การขุด", "คิดเป็นร้อยละ"), "progress_percent", f.percent_number, width=9),
            c(("งบดำเนินการ", "จัดสรร"), "allocated", f.whole, f.comma, width=11, total=True),
            c(("งบดำเนินการ", "เบิกจ่าย"), "disbursed_baht", f.dashed, width=11, total=True),
            c(("งบดำเนินการ", "คงเหลือ"), "remaining_baht", f.whole, width=11, total=True),
            c(("หลังขุด", "อบรม"), "trained", w.done, width=8),
            c(("หลังขุด", "เอามื้อ (ครั้ง)"), "aomue_count", f.dashed, width=9),
            c(("หลังขุด", "ภาพ"), "photos", w.photo_lines, width=46),
            c("สถานะ", "stage", w.words(STAGES_USUAL), width=17),
            c("ผู้รายงาน", "reporter", str, width=26),
            c("วันที่รายงาน", "reported_on", d.day_short, width=12),
        ),
        total="ยอดรวม",
        feet=((3, "หมายเหตุ: ข้อมูลจากการลงพื้นที่ของพัฒนากร"),),
    ),
    villages=Form(
        tab="โก่งธนู ({month_short})",
        titles=("รายงานการขยายผลโก่งธนูโมเดล สพอ.{place}", "{month}"),
        columns=(
            c("ลำดับ", "no", width=6),
            c("ตำบล", "tambon", w.tambon_word, width=17),
            c("หมู่ที่", "moo", w.moo_thai, plain, width=7),
            c("ชื่อหมู่บ้าน", "village", plain, width=16),
            c(("จำนวนครัวเรือน", "ทั้งหมด"), "hh_total", f.households, plain, width=10),
            c(("จำนวนครัวเรือน", "เป้าหมาย"), "hh_target", f.households, plain, width=10),
            c(("จำนวนครัวเรือน", "ปลูกผัก"), "hh_growing", f.households, plain, width=10),
            c(("จำนวนครัวเรือน", "10 ชนิดขึ้นไป"), "hh_ge10", f.households, plain, width=12),
            c("ครัวเรือนเครือข่าย", "network_hh", f.dashed, width=11),
            c("ลดรายจ่าย (บาท/เดือน)", "saving_baht_month", f.comma, width=13),
            c("เพิ่มรายได้ (บาท/เดือน)", "income_baht_month", f.comma, width=13),
            c("ภาพ", "photos", w.photo_lines, width=46),
            c("ผู้รายงาน", "reporter", str, width=26),
            c("วันที่รายงาน", "reported_on", d.day_short, width=12),
        ),
        feet=((1, "ข้อมูล ณ วันที่ {as_of}"),),
        date=d.day_short,
    ),
    plan=Form(
        tab="แผนลงพื้นที่",
        titles=("แผนปฏิบัติการ โคก หนอง นา โมเดล  สพอ.{place}",),
        columns=(
            c("แปลงที่", "plot_no", width=7),
            c("ชื่อ-สกุล", "owner_name", str, width=27),
            c("กิจกรรม", "activity", width=26),
            c(("ระยะเวลา", "เริ่มต้น"), "planned_start", d.day_short, width=12),
            c(("ระยะเวลา", "สิ้นสุด"), "planned_end", d.day_short, width=12),
            c("วันที่ทำจริง", "done_on", d.day_short, width=12),
            c("สถานะ", "status", w.words(PLAN_STATUS), width=20),
        ),
    ),
)

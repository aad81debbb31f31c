"""The coloured board: names behind links, tick boxes, emoji in the title, percent as a text."""

from __future__ import annotations

from . import days as d
from . import figures as f
from . import persons as p
from . import ways as w
from .form import Form, Look, Style, plain
from .form import column as c
from .words import PLAN_STATUS_SHORT, STAGES_USUAL

BOARD = Style(
    name="board",
    look=Look("Prompt", 10, head="C6E0B4", total="A9D08E", section="E2EFDA", title_size=14),
    stages=STAGES_USUAL,
    plots=Form(
        tab="แปลง คนน. {month_short}",
        titles=("🌾 กระดานติดตามแปลงโคก หนอง นา อ.{place} ({as_of})",),
        date=d.day_short,
        columns=(
            c("รหัสแปลง", "plot_code", width=13),
            c("ครัวเรือนต้นแบบ", "owner_name", str, p.name_gap, width=26),
            c("เบอร์ติดต่อ", "phones", p.phone_half, p.phone_66, width=13),
            c(("ที่ตั้งแปลง", "บ้าน"), "village", plain, w.village_word, width=15),
            c(("ที่ตั้งแปลง", "หมู่"), "moo", width=6),
            c(("ที่ตั้งแปลง", "ตำบล"), "tambon", w.tambon, w.tambon_dot, width=14),
            c("รูปแบบ", "model", plain, lambda v: ".".join(v) + ".", width=9),
            c("พื้นที่แปลง (ไร่)", "size_rai", plain, width=8),
            c("ลักษณะดิน", "soil", width=14),
            c("เอกสารสิทธิ์", "deed_type", w.words(w.DEEDS_SHORT), width=12),
            c("เนื้อที่ดิน", "area", w.area_tight, w.area_words, width=16),
            c("แผนที่", "point", w.map_pin, width=10),
            c("ผ่านคุณสมบัติ", "qualified", w.box, width=9),
            c("ขั้นตอน", "stage", w.words(STAGES_USUAL), width=17),
            c("เริ่มขุด", "dig_start", d.day_cell_be, width=12),
            c("แล้วเสร็จ", "dig_end", d.day_cell_be, width=12),
            c("ความก้าวหน้า (%)", "progress_percent", f.percent_sign, width=10),
            c("อบรมแล้ว", "trained", w.box, width=9),
            c("งบประมาณที่ได้รับ", "allocated", f.whole, width=12, total=True),
            c("เบิกจ่าย", "disbursed_baht", f.whole, width=12, total=True),
            c("ภาพถ่าย", "photos", w.photo_link, width=10),
        ),
        total="รวม",
    ),
    villages=Form(
        tab="โก่งธนู",
        titles=("🥬 หมู่บ้านโก่งธนูโมเดล อ.{place}",),
        columns=(
            c("ชื่อบ้าน", "village", width=16),
            c("หมู่ที่", "moo", width=7),
            c("ตำบล", "tambon", w.tambon, width=14),
            c("ครัวเรือนทั้งหมด", "hh_total", width=10, total=True),
            c("ครัวเรือนเป้าหมาย", "hh_target", width=10, total=True),
            c("ปลูกแล้ว", "hh_growing", width=10, total=True),
            c("10 ชนิดขึ้นไป", "hh_ge10", width=10, total=True),
            c("ธนาคารเมล็ดพันธุ์", "seed_banks", width=10),
            c("ถังขยะเปียก", "wet_bins_hh", width=10),
            c("ถนนกินได้ (ม.)", "green_lane_m", f.whole, width=10),
            c("ลดรายจ่าย (บาท/เดือน)", "saving_baht_month", f.whole, width=13, total=True),
            c("แผนที่", "point", w.map_pin, width=10),
            c("ภาพถ่าย", "photos", w.photo_link, width=10),
            c("แนวปฏิบัติที่ดี", "best_practice", width=26),
        ),
        total="รวม",
    ),
    plan=Form(
        tab="ปฏิทินงาน",
        titles=("ปฏิทินงานแปลงโคก หนอง นา อ.{place}",),
        group="merge",
        columns=(
            c("แปลงที่", "plot_no", width=7),
            c("ครัวเรือน", "owner_name", str, width=26),
            c("กิจกรรม", "activity", width=26),
            c("เริ่ม", "planned_start", d.day_cell_be, width=12),
            c("สิ้นสุด", "planned_end", d.day_cell_be, width=12),
            c("ทำจริงเมื่อ", "done_on", d.day_cell_be, width=12),
            c("สถานะ", "status", w.words(PLAN_STATUS_SHORT), width=14),
            c("ผู้รับผิดชอบ", "responsible", str, width=24),
        ),
    ),
)

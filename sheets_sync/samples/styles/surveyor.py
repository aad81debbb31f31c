"""The surveyor's list: land in three columns, X before Y, the state of the work in the first column."""

from __future__ import annotations

from . import days as d
from . import figures as f
from . import persons as p
from . import ways as w
from .form import Form, Look, Style, plain
from .form import column as c
from .words import PLAN_STATUS_SHORT, STAGES_SHORT

SURVEYOR = Style(
    name="surveyor",
    look=Look("Angsana New", 16, head="FFFF99", total="CCFFFF", section="FFFFFF", title_size=20),
    stages=STAGES_SHORT,
    plots=Form(
        tab="Sheet1",
        titles=("ข้อมูลแปลงโคก หนอง นา อ.{place} จ.{province} งบปี 64 ณ {as_of}",),
        date=d.day_bare,
        group="merge",
        columns=(
            c("สถานะ", "stage", w.words(STAGES_SHORT), width=17),
            c("ต.", "tambon", w.tambon, width=14),
            c("ที่", "no", width=5),
            c("ชื่อครัวเรือนเป้าหมาย", "owner_name", str, p.name_lines, p.name_short, width=26),
            c("เลข 13 หลัก", "citizen_id", p.id_number, p.id_dashes, width=18),
            c("เบอร์โทร", "phones", plain, p.phone_dashes, width=13),
            c("ม.ที่", "moo", plain, width=6),
            c("บ้าน", "village", width=15),
            c("รูปแบบ", "model", plain, lambda v: {"HLM": "ระดับครัวเรือน", "CLM": "ซีแอลเอ็ม"}[v], width=12),
            c("ขนาดพื้นที่ (ไร่)", "size_rai", plain, width=9),
            c("สัดส่วน", "design_ratio", w.ratio_colon, w.ratio_word, width=8),
            c("ดิน", "soil", width=14),
            c("หลักฐานที่ดิน", "deed_type", w.words(w.DEEDS_BARE), w.words(w.DEEDS_SHORT), width=12),
            c("โฉนดเลขที่", "deed_no", width=10),
            c(("เนื้อที่ตามเอกสารสิทธิ์", "ไร่"), "area_1", width=6),
            c(("เนื้อที่ตามเอกสารสิทธิ์", "งาน"), "area_2", width=6),
            c(("เนื้อที่ตามเอกสารสิทธิ์", "ตร.ว."), "area_3", width=6),
            c("X (ลองจิจูด)", "longitude", plain, width=12),
            c("Y (ละติจูด)", "latitude", plain, str, width=12),
            c("งบประมาณ", "allocated", f.comma, f.whole, width=12),
            c("เบิกจ่ายแล้ว", "disbursed_baht", f.comma, f.whole, width=12),
            c("วันขุด", "dig_start", d.day_bare, d.day_tight, width=12),
            c("วันขุดเสร็จ", "dig_end", d.day_bare, d.day_short, width=12),
        ),
    ),
    villages=Form(
        tab="Sheet2",
        titles=("โก่งธนูโมเดล อ.{place}",),
        group="merge",
        columns=(
            c("ต.", "tambon", w.tambon, width=14),
            c("ชื่อหมู่บ้าน", "village", width=16),
            c("ม.ที่", "moo", plain, width=6),
            c("จำนวน คร.", "hh_total", plain, f.households, width=10),
            c("คร.เป้าหมาย", "hh_target", plain, width=10),
            c("ปลูกผักแล้ว (คร.)", "hh_growing", plain, width=12),
            c("10 ชนิดขึ้นไป (คร.)", "hh_ge10", plain, width=12),
            c("ถังขยะเปียก (คร.)", "wet_bins_hh", plain, width=11),
            c("ผู้นำปลูก (คน)", "leaders_growing", f.people_count, width=10),
            c("X (ลองจิจูด)", "longitude", width=12),
            c("Y (ละติจูด)", "latitude", width=12),
        ),
    ),
    plan=Form(
        tab="Sheet3",
        titles=("แผนงานแปลงโคก หนอง นา อ.{place}",),
        group="merge",
        columns=(
            c("สถานะ", "status", w.words(PLAN_STATUS_SHORT), width=14),
            c("แปลงที่", "plot_no", width=7),
            c("กิจกรรม", "activity", width=26),
            c("เริ่ม", "planned_start", d.day_bare, width=12),
            c("เสร็จ", "planned_end", d.day_bare, width=12),
            c("ผู้รับผิดชอบ", "responsible", str, width=26),
        ),
    ),
)

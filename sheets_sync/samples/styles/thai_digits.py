"""The careful clerk: Thai digits throughout, the address in one cell, a declaration and a signature."""

from __future__ import annotations

from . import days as d
from . import figures as f
from . import persons as p
from . import ways as w
from .form import Form, Look, Style, plain
from .form import column as c
from .words import PLAN_STATUS, STAGES_FORMAL

THAI_DIGITS = Style(
    name="thai_digits",
    look=Look("TH Sarabun New", 16, head="FCE4D6", total="FCE4D6", title_size=18),
    stages=STAGES_FORMAL,
    plots=Form(
        tab="บัญชีรายชื่อ",
        titles=("บัญชีรายชื่อครัวเรือนพัฒนาพื้นที่ต้นแบบ โคก หนอง นา พช.", "สพอ.{place} จ.{province}  ข้อมูล ณ วันที่ {as_of}"),
        date=d.day_thai,
        gap=1,
        columns=(
            c("ที่", "no", f.thai, width=5),
            c("รายชื่อเจ้าของ", "owner_name", p.name_gap, p.name_after, width=28),
            c("เลขประจำตัวประชาชน ๑๓ หลัก", "citizen_id", p.id_thai, width=24),
            c("มือถือ", "phones", p.phone_thai, p.phone_dashes, width=15),
            c("ที่อยู่แปลง", "place", w.address, width=34),
            c("ชนิดพื้นที่", "model", w.words({"HLM": "ครัวเรือน", "CLM": "CLM ตำบล"}), plain, width=11),
            c("ขนาด (ไร่)", "size_rai", f.thai, width=9),
            c("แบบแปลน", "design_ratio", w.ratio_thai, width=10),
            c("ชนิดดิน", "soil", width=13),
            c("เอกสารสิทธิ", "deed_type", w.words(w.DEEDS_THAI), w.words(w.DEEDS_SHORT), width=11),
            c("เลขที่", "deed_no", f.thai, width=9),
            c("เนื้อที่ตามเอกสารสิทธิ์", "area", w.area_thai, w.area_tight, width=17),
            c("ปักหมุด", "point", w.map_link, w.pair, width=40),
            c("อยู่ในบัญชี TPMAP", "tpmap_target", w.tick, w.slash, width=10),
            c("งบที่ได้รับจัดสรร", "allocated", f.thai_number, f.whole, width=13, total=True),
            c("ผลการเบิกจ่าย", "disbursed_baht", f.thai_number, f.dashed, width=13, total=True),
            c("ขุดเสร็จวันที่", "dig_end", d.day_thai, d.day_thai_long, width=14),
            c("ผลการดำเนินงาน", "stage", w.words(STAGES_FORMAL), width=19),
        ),
        total="รวม",
        feet=(
            (1, "ข้อมูลข้างต้นถูกต้องทุกประการ"),
            (11, "ลงชื่อ..............................."), (11, "({head})"), (11, "พัฒนาการอำเภอ{place}")),
    ),
    villages=Form(
        tab="หมู่บ้านโก่งธนู",
        titles=("ผลการดำเนินงานโก่งธนูโมเดล เดือน{month}", "อำเภอ{place} จังหวัด{province}"),
        date=d.day_thai,
        group="section",
        columns=(
            c("บ้าน", "village", width=16),
            c("ม.ที่", "moo", f.thai, plain, width=6),
            c("จำนวนครัวเรือน", "hh_total", f.thai, width=11),
            c("เป้าหมาย (ครัวเรือน)", "hh_target", f.thai, width=12),
            c("ครัวเรือนที่ปลูก", "hh_growing", f.thai, plain, width=11),
            c("ปลูกครบ ๑๐ ชนิด", "hh_ge10", f.thai, width=11),
            c("ถนนผักสวนครัว (เมตร)", "green_lane_m", f.thai_number, width=12),
            c("ธนาคารเมล็ดพันธุ์ (แห่ง)", "seed_banks", f.thai, width=12),
            c("ลดรายจ่าย (บาท/เดือน)", "saving_baht_month", f.thai_number, width=13),
            c("เชื่อมแปลงโคก หนอง นา (แปลง)", "linked_plots", f.thai, width=13),
            c("รายงานเมื่อ", "reported_on", d.day_thai, width=13),
        ),
        feet=((6, "({head}) ผู้รายงาน"),),
    ),
    plan=Form(
        tab="แผนปฏิบัติงาน",
        titles=("แผนปฏิบัติงาน โคก หนอง นา โมเดล อำเภอ{place}",),
        group="ditto",
        columns=(
            c("แปลงที่", "plot_no", f.thai, width=7),
            c("ชื่อ-สกุล", "owner_name", str, width=26),
            c("กิจกรรม", "activity", width=28),
            c("วันเริ่มต้น", "planned_start", d.day_thai, width=13),
            c("วันสิ้นสุด", "planned_end", d.day_thai, width=13),
            c("วันที่แล้วเสร็จจริง", "done_on", d.day_thai, width=15),
            c("ผลการดำเนินงาน", "status", w.words(PLAN_STATUS), width=20),
        ),
    ),
)  # fmt: skip

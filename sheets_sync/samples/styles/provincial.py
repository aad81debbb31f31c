"""The provincial form: two header bands, numbered columns, tambons merged down, a signature below."""

from __future__ import annotations

from . import days as d
from . import figures as f
from . import persons as p
from . import ways as w
from .form import Form, Look, Style, plain
from .form import column as c
from .words import PLAN_STATUS, STAGES_USUAL

PROVINCIAL = Style(
    name="provincial",
    look=Look("TH SarabunPSK", 14, head="D9E2F3", total="FFF2CC"),
    stages=STAGES_USUAL,
    plots=Form(
        tab="ทะเบียนแปลง",
        titles=(
            "ทะเบียนครัวเรือนเป้าหมายโครงการพัฒนาพื้นที่ต้นแบบการพัฒนาคุณภาพชีวิต \"โคก หนอง นา โมเดล\"",
            "สำนักงานพัฒนาชุมชนอำเภอ{place} จังหวัด{province}",
            "ข้อมูล ณ วันที่ {as_of}",
        ),
        date=d.day_short,
        numbered=True,
        group="merge",
        columns=(
            c("ลำดับที่", "no", width=6),
            c("ตำบล", "tambon", w.tambon, width=13),
            c("หมู่ที่", "moo", plain, w.moo_dot, f.thai, width=7),
            c("ชื่อบ้าน", "village", width=14),
            c("ชื่อ - สกุล\nเจ้าของแปลง", "owner_name", str, p.name_gap, p.name_short, width=25),
            c("เลขประจำตัว\nประชาชน", "citizen_id", p.id_dashes, p.id_number, width=19),
            c("หมายเลขโทรศัพท์", "phones", p.phone_dashes, p.phone_spaces, width=14),
            c("ประเภทแปลง\n(HLM/CLM)", "model", plain, str.lower, width=11),
            c("ขนาดแปลง\n(ไร่)", "size_rai", plain, w.rai_word, width=9, total=True),
            c("แบบมาตรฐาน\nกรมฯ", "design_ratio", w.ratio_colon, w.ratio_to, width=11),
            c(("เอกสารสิทธิ์", "ประเภท"), "deed_type", w.words(w.DEEDS_SHORT), w.words(w.DEEDS_BARE), width=11),
            c(("เอกสารสิทธิ์", "เลขที่"), "deed_no", width=9),
            c(("เอกสารสิทธิ์", "เนื้อที่ (ไร่-งาน-วา)"), "area", w.area_dashes, w.area_words, width=14),
            c(("พิกัดแปลง", "ละติจูด"), "latitude", plain, str, width=11),
            c(("พิกัดแปลง", "ลองจิจูด"), "longitude", plain, width=11),
            c(("งบประมาณ (บาท)", "วงเงินตามสัญญา"), "contract_baht", f.whole, f.comma, width=13, total=True),
            c(("งบประมาณ (บาท)", "เบิกจ่าย"), "disbursed_baht", f.dashed, width=12, total=True),
            c("เริ่มขุด", "dig_start", d.day_short, d.day_tight, width=11),
            c("ขุดแล้วเสร็จ", "dig_end", d.day_short, d.day_long, width=11),
            c("สถานะปัจจุบัน", "stage", w.words(STAGES_USUAL), width=17),
            c("ปัญหาอุปสรรค", "problem", width=18),
        ),
        total="รวมทั้งสิ้น",
        feet=(
            (0, "หมายเหตุ : HLM = ครัวเรือนต้นแบบ   CLM = พื้นที่เรียนรู้ชุมชนต้นแบบ"),
            (14, "ลงชื่อ.......................................ผู้รายงาน"),
            (14, "({head})"),
            (14, "ตำแหน่ง พัฒนาการอำเภอ{place}"),
        ),
    ),
    villages=Form(
        tab="โก่งธนู {month_short}",
        titles=(
            "แบบรายงานผลการขับเคลื่อนโก่งธนูโมเดล ประจำเดือน{month}",
            "อำเภอ{place} จังหวัด{province}", "ข้อมูล ณ วันที่ {as_of}"),
        date=d.day_short,
        columns=(
            c("ที่", "no", width=5),
            c("ตำบล", "tambon", w.tambon, w.tambon_dot, width=14),
            c("หมู่ที่", "moo", plain, w.moo_thai, width=7),
            c("หมู่บ้าน", "village", plain, w.village_word, width=16),
            c("ครัวเรือนทั้งหมด", "hh_total", plain, f.households, width=10, total=True),
            c("ครัวเรือนเป้าหมาย", "hh_target", plain, width=10, total=True),
            c("ครัวเรือนที่ปลูก\nผักสวนครัว", "hh_growing", plain, f.households, width=12, total=True),
            c("ปลูก 10 ชนิด\nขึ้นไป", "hh_ge10", plain, width=11, total=True),
            c("ผู้นำปลูกแล้ว (คน)", "leaders_growing", plain, f.people_count, width=10),
            c("ถังขยะเปียก\n(คร.)", "wet_bins_hh", plain, width=10),
            c("ลดรายจ่าย\n(บาท/เดือน)", "saving_baht_month", f.whole, f.baht, width=12, total=True),
            c("หมู่บ้านเครือข่าย", "network_villages", plain, width=10),
            c("วันที่เริ่มขับเคลื่อน", "started_on", d.day_short, width=13),
            c("หมายเหตุ", "remark", width=14),
        ),
        total="รวม",
        feet=((8, "ผู้รายงาน {head}"),),
    ),
    plan=Form(
        tab="แผนปฏิบัติการ",
        titles=("แผนปฏิบัติการขับเคลื่อนโคก หนอง นา โมเดล อำเภอ{place} จังหวัด{province} ปีงบประมาณ 2564",),
        group="merge",
        columns=(
            c("แปลงที่", "plot_no", width=7),
            c("เจ้าของแปลง", "owner_name", str, width=24),
            c("กิจกรรม", "activity", width=26),
            c("กำหนดเริ่ม", "planned_start", d.day_short, width=12),
            c("กำหนดแล้วเสร็จ", "planned_end", d.day_short, width=13),
            c("ทำจริงเมื่อ", "done_on", d.day_short, width=12),
            c("สถานะ", "status", w.words(PLAN_STATUS), width=18),
            c("ผู้รับผิดชอบ", "responsible", str, width=22),
        ),
    ),
)  # fmt: skip

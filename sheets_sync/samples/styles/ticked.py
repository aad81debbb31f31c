"""The ticked list: a column for each size of plot, formal dates, a heading row over each tambon."""

from __future__ import annotations

from . import days as d
from . import figures as f
from . import persons as p
from . import ways as w
from .form import Form, Look, Style, plain
from .form import column as c
from .words import PLAN_STATUS, STAGES_FORMAL

TICKED = Style(
    name="ticked",
    look=Look("TH Niramit AS", 14, head="E4DFEC", total="CCC0DA", section="F2EFF7", title_size=16),
    stages=STAGES_FORMAL,
    plots=Form(
        tab="แปลง{place}",
        titles=("แบบติดตามการขุดปรับพื้นที่ \"โคก หนอง นา พช.\" อำเภอ{place} จังหวัด{province}", "(ข้อมูล ณ วันที่ {as_of})"),
        date=d.day_long,
        gap=1,
        numbered=True,
        group="section",
        columns=(
            c("ลำดับ", "no", width=6),
            c("ชื่อ สกุล เจ้าของแปลง", "owner_name", str, p.name_after, p.name_gap, width=26),
            c("เลขบัตรประชาชน", "citizen_id", p.id_spaces, p.id_dashes, width=19),
            c(("ที่อยู่แปลง", "บ้านเลขที่"), "house_no", width=8),
            c(("ที่อยู่แปลง", "หมู่ที่"), "moo", w.moo_word, plain, width=8),
            c(("ที่อยู่แปลง", "หมู่บ้าน"), "village", w.village_word, width=16),
            c("ประเภท", "model", plain, width=8),
            c(("ขนาดแปลง", "1 ไร่"), "size_1", w.tick, width=6),
            c(("ขนาดแปลง", "3 ไร่"), "size_3", w.tick, width=6),
            c(("ขนาดแปลง", "10 ไร่"), "size_10", w.tick, width=6),
            c(("ขนาดแปลง", "15 ไร่"), "size_15", w.tick, width=6),
            c("เอกสารสิทธิ์ที่ดิน", "deed_type", w.words(w.DEEDS_LONG), width=13),
            c("พิกัด (ละติจูด,ลองจิจูด)", "point", w.pair_tight, w.degrees, width=24),
            c("ผู้รับจ้าง", "contractor", width=22),
            c("วันทำสัญญา", "contract_date", d.day_long, d.day_short, width=16),
            c(("ค่าจ้างขุด (บาท)", "วงเงินตามสัญญา"), "contract_baht", f.baht, f.comma, width=14),
            c(("ค่าจ้างขุด (บาท)", "เบิกจ่ายแล้ว"), "disbursed_baht", f.baht, f.with_dash, width=14),
            c(("การขุด", "วันที่เริ่ม"), "dig_start", d.day_formal, d.day_long, width=19),
            c(("การขุด", "วันที่แล้วเสร็จ"), "dig_end", d.day_formal, d.day_long, width=19),
            c("ผลการดำเนินงาน", "stage", w.words(STAGES_FORMAL), width=19),
        ),
        feet=((1, "คำอธิบาย : ใส่เครื่องหมาย ✓ ในช่องขนาดแปลง"), (15, "ลงชื่อ {head} ผู้รายงาน")),
    ),
    villages=Form(
        tab="ครัวเรือนโก่งธนู",
        titles=("ข้อมูลหมู่บ้านต้นแบบ โก่งธนูโมเดล อำเภอ{place}", "ประจำเดือน {month}"),
        numbered=True,
        columns=(
            c("ลำดับที่", "no", width=7),
            c("หมู่บ้าน", "village", w.village_word, width=17),
            c("หมู่", "moo", plain, w.moo_dot, width=7),
            c("ต.", "tambon", w.tambon, width=14),
            c("คร.ทั้งหมด", "hh_total", plain, f.households, width=10),
            c("คร.เป้าหมาย", "hh_target", plain, width=10),
            c("คร.ที่ปลูก", "hh_growing", plain, f.households, width=10),
            c("ปลูก 10 ชนิดขึ้นไป (คร.)", "hh_ge10", plain, width=13),
            c("ลดรายจ่าย (บาท/เดือน)", "saving_baht_month", f.baht, width=14),
            c("หมู่บ้านขยายผล", "network_villages", plain, width=10),
            c("วันเริ่มดำเนินการ", "started_on", d.day_long, width=17),
            c("ปัญหา/อุปสรรค", "problem", width=22),
        ),
        feet=((8, "ลงชื่อ {head} ผู้รายงาน"),),
    ),
    plan=Form(
        tab="แผน",
        titles=("แผนปฏิบัติการรายแปลง โคก หนอง นา โมเดล อำเภอ{place} ปี 2564",),
        group="merge",
        columns=(
            c("แปลงที่", "plot_no", width=7),
            c("ครัวเรือนเป้าหมาย", "owner_name", str, width=26),
            c("กิจกรรม", "activity", width=26),
            c("วันเริ่ม", "planned_start", d.day_long, width=17),
            c("วันสิ้นสุด", "planned_end", d.day_long, width=17),
            c("ผลการดำเนินงาน", "status", w.words(PLAN_STATUS), width=20),
            c("หมายเหตุ", "remark", width=16),
        ),
    ),
)  # fmt: skip

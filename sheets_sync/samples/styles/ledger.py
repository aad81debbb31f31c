"""The budget ledger: three header bands, ditto marks, totals in the middle, date cells in the Buddhist Era."""

from __future__ import annotations

from . import days as d
from . import figures as f
from . import persons as p
from . import ways as w
from .form import Form, Look, Style, plain
from .form import column as c
from .words import PLAN_STATUS, STAGES_SHORT

LEFT = "{contract_baht}-{disbursed_baht}"

LEDGER = Style(
    name="ledger",
    look=Look("Tahoma", 10, head="DDEBF7", total="F8CBAD", title_size=12),
    stages=STAGES_SHORT,
    plots=Form(
        tab="ทะเบียนคุมงบ",
        titles=("ทะเบียนคุมงบประมาณโครงการโคก หนอง นา โมเดล  อำเภอ{place}  จังหวัด{province}", "ณ วันที่ {as_of}"),
        date=d.day_long,
        group="ditto",
        subtotal="รวมตำบล{group}",
        columns=(
            c(("ข้อมูลแปลง", "แปลงที่"), "plot_no", width=7),
            c(("ข้อมูลแปลง", "ตำบล"), "tambon", w.tambon, width=14),
            c(("ข้อมูลแปลง", "หมู่"), "moo", plain, w.moo_dot, width=6),
            c(("ข้อมูลแปลง", "ชื่อ-สกุล"), "owner_name", str, p.name_wide, width=26),
            c(("ข้อมูลแปลง", "ประเภท"), "model", width=8),
            c(("ข้อมูลแปลง", "ขนาดพื้นที่ (ไร่)"), "size_rai", width=9, total=True),
            c(("สัญญาจ้าง", "ผู้รับจ้าง"), "contractor", width=24),
            c(("สัญญาจ้าง", "เลขที่สัญญา"), "contract_no", width=10),
            c(("สัญญาจ้าง", "ลงวันที่"), "contract_date", d.day_2564, width=12),
            c(("งบประมาณ", "ก่อหนี้ผูกพัน", "PO"), "po_baht", f.satang, width=13, total=True),
            c(("งบประมาณ", "ก่อหนี้ผูกพัน", "วงเงินตามสัญญา"), "contract_baht", f.satang, width=13, total=True),
            c(("งบประมาณ", "ผลการเบิกจ่าย", "เบิกจ่ายแล้ว"), "disbursed_baht", f.satang, width=13, total=True),
            c(("งบประมาณ", "ผลการเบิกจ่าย", "คงเหลือ"), "left", f.satang, width=13, total=True, formula=LEFT),
            c(("งบประมาณ", "ค่าควบคุมงาน"), "supervision_baht", f.satang, width=11, total=True),
            c(("ความก้าวหน้า", "เริ่มขุด"), "dig_start", d.day_2564, width=11),
            c(("ความก้าวหน้า", "ขุดเสร็จ"), "dig_end", d.day_2564, width=11),
            c(("ความก้าวหน้า", "ร้อยละ"), "progress_percent", width=8),
            c(("ความก้าวหน้า", "สถานะ"), "stage", w.words(STAGES_SHORT), width=16),
        ),
        total="รวมทั้งสิ้น",
        feet=((1, "ตรวจถูกต้องแล้ว"), (9, "ลงชื่อ ......................................... เจ้าหน้าที่การเงิน")),
    ),
    villages=Form(
        tab="โก่งธนูโมเดล",
        titles=("ทะเบียนหมู่บ้านโก่งธนูโมเดล อำเภอ{place}", "ข้อมูล ณ {as_of}"),
        date=d.day_long,
        columns=(
            c("ลำดับ", "no", width=6),
            c(("ที่ตั้ง", "ตำบล"), "tambon", w.tambon, width=14),
            c(("ที่ตั้ง", "หมู่ที่"), "moo", width=7),
            c(("ที่ตั้ง", "ชื่อบ้าน"), "village", width=16),
            c(("ครัวเรือน", "ทั้งหมด"), "hh_total", width=9, total=True),
            c(("ครัวเรือน", "เป้าหมาย"), "hh_target", width=9, total=True),
            c(("ครัวเรือน", "ที่ปลูก"), "hh_growing", width=9, total=True),
            c(("ครัวเรือน", "ปลูก 10 ชนิดขึ้นไป"), "hh_ge10", width=11, total=True),
            c(("รายได้/รายจ่าย (บาทต่อเดือน)", "ลดรายจ่าย"), "saving_baht_month", f.whole, width=12, total=True),
            c(("รายได้/รายจ่าย (บาทต่อเดือน)", "เพิ่มรายได้"), "income_baht_month", f.whole, width=12, total=True),
            c("วันที่เริ่ม", "started_on", d.day_2564, width=12),
            c("หมายเหตุ", "remark", width=14),
        ),
        total="รวมทั้งสิ้น",
    ),
    plan=Form(
        tab="แผนการขุด",
        titles=("แผนการดำเนินงานรายแปลง โคก หนอง นา อำเภอ{place}",),
        group="merge",
        columns=(
            c("แปลงที่", "plot_no", width=7),
            c("กิจกรรม", "activity", width=28),
            c(("กำหนดการ", "เริ่ม"), "planned_start", d.day_2564, width=12),
            c(("กำหนดการ", "แล้วเสร็จ"), "planned_end", d.day_2564, width=12),
            c("วันที่ทำเสร็จ", "done_on", d.day_2564, width=12),
            c("สถานะ", "status", w.words(PLAN_STATUS), width=20),
            c("ผู้รับผิดชอบ", "responsible", str, width=24),
        ),
    ),
)  # fmt: skip

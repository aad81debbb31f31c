"""The ways of eight provinces' offices: a summary of plots and one of villages, a district a row."""

from __future__ import annotations

from dataclasses import dataclass

from . import ways as w
from .form import Form, Look
from .form import column as c


@dataclass(frozen=True, slots=True)
class ProvinceStyle:
    """The manner of a province's office."""

    look: Look
    plots: Form
    villages: Form


KALASIN = ProvinceStyle(
    look=Look("TH SarabunPSK", 16, head="DDEBF7", total="FFE699", title_size=18),
    plots=Form(
        tab="สรุป คนน.",
        titles=(
            "สรุปผลการดำเนินงานโครงการโคก หนอง นา โมเดล จังหวัด{province}",
            "ปีงบประมาณ พ.ศ. 2564",
            "ข้อมูล ณ วันที่ {as_of}",
        ),
        date=w.day_long,
        columns=(
            c("ลำดับ", "no", width=7),
            c("อำเภอ", "district", w.district, width=18),
            c("จำนวนแปลง", "plots", width=11, total=True),
            c(("งบประมาณ (บาท)", "จำนวนเงิน"), "amount_baht", w.satang, width=15, total=True),
            c(("งบประมาณ (บาท)", "PO (ก่อหนี้)"), "po_baht", w.satang, width=15, total=True),
            c(("งบประมาณ (บาท)", "เบิกจ่าย"), "disbursed_baht", w.satang, width=15, total=True),
            c(("งบประมาณ (บาท)", "คงเหลือ"), "remaining_baht", w.satang, width=15, total=True),
            c("ค่าควบคุมงาน", "supervision_baht", w.satang, width=13, total=True),
            c("ร้อยละ", "progress_percent", width=9),
            c("หมายเหตุ", "remark", width=18),
        ),
        total="รวม",
        feet=((6, "ลงชื่อ.................................... ({head})"),),
    ),
    villages=Form(
        tab="สรุปโก่งธนู",
        titles=("สรุปผลการขับเคลื่อนโก่งธนูโมเดล จังหวัด{province} เดือน{month}",),
        columns=(
            c("ที่", "no", width=6),
            c("อำเภอ", "district", w.district, width=18),
            c("จำนวนหมู่บ้าน", "villages", width=12, total=True),
            c("ครัวเรือนทั้งหมด", "hh_total", width=12, total=True),
            c("ครัวเรือนเป้าหมาย", "hh_target", width=12, total=True),
            c("ครัวเรือนที่ปลูก", "hh_growing", width=12, total=True),
            c("ปลูก 10 ชนิดขึ้นไป", "hh_ge10", width=12, total=True),
            c("หมู่บ้านเครือข่าย", "network_villages", w.dashed, width=12, total=True),
        ),
        total="รวม",
    ),
)
PROVINCES: dict[str, ProvinceStyle] = {"46": KALASIN}

"""The ways of eight provinces' offices: a summary of plots and one of villages, a district a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from . import days as d
from . import figures as f
from . import ways as w
from .form import Column, Form, Look
from .form import column as c


@dataclass(frozen=True, slots=True)
class ProvinceStyle:
    """The manner of a province's office."""

    look: Look
    plots: Form
    villages: Form
    own_row: str = ""  # what stands in the district column of the office's own money


def progress_words(row: tuple[int, int, int]) -> str:
    """`ขุดเสร็จแล้ว 3 แปลง อยู่ระหว่างขุด 1 แปลง`, from plots, dug and digging."""
    return f"ขุดเสร็จแล้ว {row[1]} แปลง อยู่ระหว่างขุด {row[2]} แปลง"


def _money(*names: str, way: Any = f.satang) -> tuple[Column, ...]:
    """Columns of money in the usual order, headed by an office's own words."""
    keys = ("amount_baht", "po_baht", "disbursed_baht", "remaining_baht")
    pairs = zip(names, keys, strict=True)
    return tuple(c(name, key, way, width=15, total=True) for name, key in pairs if name)


SIGNED = ((5, "ลงชื่อ.................................... ({head})"), (5, "พัฒนาการจังหวัด{province}"))

KALASIN = ProvinceStyle(
    look=Look("TH SarabunPSK", 16, head="DDEBF7", total="FFE699", title_size=18),
    plots=Form(
        tab="สรุป คนน.",
        titles=(
            "สรุปผลการดำเนินงานโครงการโคก หนอง นา โมเดล จังหวัด{province}",
            "ปีงบประมาณ พ.ศ. 2564",
            "ข้อมูล ณ วันที่ {as_of}",
        ),
        date=d.day_long,
        numbered=True,
        columns=(
            c("ลำดับ", "no", width=7),
            c("อำเภอ", "district", w.district, width=18),
            c("จำนวนแปลง", "plots", width=11, total=True),
            c(("งบประมาณ (บาท)", "จำนวนเงิน"), "amount_baht", f.satang, width=15, total=True),
            c(("งบประมาณ (บาท)", "PO (ก่อหนี้)"), "po_baht", f.satang, width=15, total=True),
            c(("งบประมาณ (บาท)", "เบิกจ่าย"), "disbursed_baht", f.satang, width=15, total=True),
            c(("งบประมาณ (บาท)", "คงเหลือ"), "remaining_baht", f.satang, width=15, total=True),
            c("ค่าควบคุมงาน", "supervision_baht", f.satang, width=13, total=True),
            c("ร้อยละการเบิกจ่าย", "progress_percent", width=10),
            c("หมายเหตุ", "remark", width=18),
        ),
        total="รวม",
        feet=SIGNED,
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
            c("หมู่บ้านเครือข่าย", "network_villages", f.dashed, width=12, total=True),
        ),
        total="รวม",
    ),
)
KHON_KAEN = ProvinceStyle(
    look=Look("Tahoma", 11, head="C6E0B4", total="A9D08E", title_size=14),
    plots=Form(
        tab="ภาพรวมจังหวัด",
        titles=("รายงานผลการเบิกจ่าย โคก หนอง นา โมเดล จ.{province} ณ {as_of}",),
        date=d.day_short,
        columns=(
            c("สพอ.", "district", w.district, width=18),
            c("จำนวนแปลง", "plots", width=11, total=True),
            *_money("ได้รับจัดสรร", "ก่อหนี้ผูกพัน", "เบิกจ่ายแล้ว", "คงเหลือ", way=f.whole),
            c("คิดเป็นร้อยละ", "progress_percent", f.fraction2, width=10),
            c("ปัญหา/อุปสรรค", "problem", width=26),
        ),
        total="รวมทั้งจังหวัด",
    ),
    villages=Form(
        tab="โก่งธนู ภาพรวม",
        titles=("ภาพรวมหมู่บ้านโก่งธนูโมเดล จ.{province} ({month_short})",),
        columns=(
            c("สพอ.", "district", w.district, width=18),
            c("หมู่บ้าน", "villages", width=10, total=True),
            c("คร.ทั้งหมด", "hh_total", width=10, total=True),
            c("คร.เป้าหมาย", "hh_target", width=10, total=True),
            c("คร.ที่ปลูก", "hh_growing", width=10, total=True),
            c("คร.ปลูก 10 ชนิดขึ้นไป", "hh_ge10", width=14, total=True),
        ),
        total="รวมทั้งจังหวัด",
    ),
    own_row="สนง.จังหวัด",
)
MAHA_SARAKHAM = ProvinceStyle(
    look=Look("TH Sarabun New", 15, head="FCE4D6", total="F8CBAD", title_size=18),
    plots=Form(
        tab="สรุปโคกหนองนา",
        titles=("ผลการดำเนินงานโคก หนอง นา โมเดล", "สำนักงานพัฒนาชุมชนจังหวัด{province}", "ข้อมูล ณ วันที่ {as_of}"),
        date=d.day_thai_long,
        gap=1,
        columns=(
            c("ที่", "no", f.thai, width=6),
            c("อำเภอ", "district", w.district_dot, width=20),
            c("เป้าหมาย (แปลง)", "plots", f.thai, width=10, total=True),
            *_money("งบประมาณที่ได้รับ (บาท)", "", "ผลการเบิกจ่าย (บาท)", "คงเหลือ (บาท)", way=f.thai_number),
            c("ร้อยละ", "progress_percent", f.thai, width=10),
            c("หมายเหตุ", "remark", width=20),
        ),
        total="รวมทั้งสิ้น",
        feet=SIGNED,
    ),
    villages=Form(
        tab="สรุปโก่งธนูโมเดล",
        titles=("สรุปโก่งธนูโมเดล จังหวัด{province}", "ประจำเดือน{month}"),
        columns=(
            c("ที่", "no", f.thai, width=6),
            c("อำเภอ", "district", w.district_dot, width=20),
            c("จำนวนหมู่บ้าน", "villages", f.thai, width=11, total=True),
            c(("จำนวนครัวเรือน", "ทั้งหมด"), "hh_total", f.thai_number, width=11, total=True),
            c(("จำนวนครัวเรือน", "เป้าหมาย"), "hh_target", f.thai_number, width=11, total=True),
            c(("จำนวนครัวเรือน", "ที่ปลูก"), "hh_growing", f.thai_number, width=11, total=True),
            c(("จำนวนครัวเรือน", "ปลูก ๑๐ ชนิดขึ้นไป"), "hh_ge10", f.thai_number, width=13, total=True),
        ),
        total="รวมทั้งสิ้น",
    ),
)
ROI_ET = ProvinceStyle(
    look=Look("Calibri", 11, head="BDD7EE", total="FFFF00", title_size=13, border=True),
    plots=Form(
        tab="สรุปรายอำเภอ",
        titles=("สรุปโคก หนอง นา โมเดล จังหวัด{province} รายอำเภอ  ณ วันที่ {as_of}",),
        date=d.day_short,
        columns=(
            c("อำเภอ", "district", w.district, width=18),
            c("แปลง", "plots", width=8, total=True),
            *_money("วงเงินงบประมาณ", "PO", "เบิกจ่าย", "คงเหลือ", way=f.satang),
            c("%", "progress_percent", f.percent_number, width=9),
            c("ส่งคืน", "returned_baht", f.dashed, width=11),
        ),
        total="ยอดรวม",
    ),
    villages=Form(
        tab="โก่งธนู-อำเภอ",
        titles=("หมู่บ้านโก่งธนูโมเดล รายอำเภอ จังหวัด{province}",),
        columns=(
            c("อำเภอ", "district", w.district, width=18),
            c("หมู่บ้านต้นแบบ", "villages", width=11, total=True),
            c("ครัวเรือนทั้งหมด", "hh_total", f.households, width=12),
            c("ครัวเรือนเป้าหมาย", "hh_target", f.households, width=12),
            c("ครัวเรือนที่ปลูก", "hh_growing", f.households, width=12),
            c("ปลูก 10 ชนิดขึ้นไป", "hh_ge10", f.households, width=12),
            c("หมู่บ้านเครือข่าย", "network_villages", width=10),
        ),
    ),
)
NAKHON_SAWAN = ProvinceStyle(
    look=Look("TH SarabunPSK", 14, head="E2EFDA", total="E2EFDA", title_size=16),
    plots=Form(
        tab="คุมงบ จว.",
        titles=("ทะเบียนคุมการเบิกจ่ายโครงการโคก หนอง นา โมเดล รายอำเภอ", "จังหวัด{province}  ({as_of})"),
        date=d.day_long,
        columns=(
            c("ลำดับที่", "no", width=7),
            c("หน่วยดำเนินการ", "district", w.district_office, width=22),
            c(("เป้าหมาย", "จำนวน (แปลง)"), "plots", width=10, total=True),
            c(("เป้าหมาย", "จำนวนเงิน (บาท)"), "amount_baht", f.satang, width=15, total=True),
            c(("ผลการดำเนินงาน", "งบประมาณ", "PO"), "po_baht", f.satang, width=15, total=True),
            c(("ผลการดำเนินงาน", "งบประมาณ", "เบิกจ่าย"), "disbursed_baht", f.satang, width=15, total=True),
            c(("ผลการดำเนินงาน", "งบประมาณ", "ค่าควบคุมงาน"), "supervision_baht", f.satang, width=14, total=True),
            c(("ผลการดำเนินงาน", "ร้อยละการเบิกจ่าย"), "progress_percent", f.percent_number, width=11),
            c("หมายเหตุ", "remark", width=20),
        ),
        total="รวม",
        feet=SIGNED,
    ),
    villages=Form(
        tab="คุมโก่งธนู",
        titles=("สรุปหมู่บ้านโก่งธนูโมเดล จังหวัด{province} เดือน{month}",),
        columns=(
            c("ลำดับที่", "no", width=7),
            c("หน่วยดำเนินการ", "district", w.district_office, width=22),
            c("จำนวนหมู่บ้าน", "villages", width=10, total=True),
            c("จำนวนครัวเรือนทั้งหมด", "hh_total", width=12, total=True),
            c("จำนวนครัวเรือนเป้าหมาย", "hh_target", width=12, total=True),
            c("จำนวนครัวเรือนที่ปลูก", "hh_growing", width=12, total=True),
            c("จำนวนครัวเรือนที่ปลูก 10 ชนิดขึ้นไป", "hh_ge10", width=16, total=True),
            c("หมู่บ้านเครือข่ายขยายผล", "network_villages", width=12, total=True),
        ),
        total="รวม",
    ),
    own_row="จังหวัด",
)
UTHAI_THANI = ProvinceStyle(
    look=Look("Arial", 10, head="D9D9D9", total="D9D9D9", title_size=10, border=False),
    plots=Form(
        tab="คนน. จ.{place}",
        columns=(
            c("อำเภอ", "district", w.district, width=18),
            c("จำนวนแปลง", "plots", width=10, total=True),
            c("งบประมาณ", "amount_baht", f.comma, width=13, total=True),
            c("จ่ายจริง", "disbursed_baht", f.comma, width=13, total=True),
            c("คงเหลือ", "remaining_baht", f.comma, width=13, total=True),
            c("เปอร์เซนต์", "progress_percent", f.percent_two, width=10),
        ),
        total="รวม 8 อำเภอ",
    ),
    villages=Form(
        tab="โก่งธนู จ.{place}",
        columns=(
            c("อำเภอ", "district", w.district, width=18),
            c("จำนวนหมู่บ้าน", "villages", width=10, total=True),
            c("จำนวน คร.", "hh_total", width=10, total=True),
            c("คร.เป้าหมาย", "hh_target", width=10, total=True),
            c("คร.ที่ปลูก", "hh_growing", width=10, total=True),
            c("คร.10 ชนิดขึ้นไป", "hh_ge10", width=12, total=True),
        ),
        total="รวม 8 อำเภอ",
    ),
)
KAMPHAENG_PHET = ProvinceStyle(
    look=Look("Angsana New", 16, head="FFFF99", total="CCFFCC", title_size=20),
    plots=Form(
        tab="สรุปจังหวัด",
        titles=("แบบสรุปผลการขุดแปลง โคก หนอง นา จ.{province}", "ณ วันที่ {as_of}"),
        date=d.day_2_digits,
        columns=(
            c("ลำดับ", "no", width=7),
            c("อำเภอ", "district", w.district_dot, width=20),
            c("จำนวนแปลงทั้งหมด", "plots", width=11, total=True),
            c("จำนวนเงิน", "amount_baht", f.baht, width=15),
            c("เบิกจ่าย", "disbursed_baht", f.baht, width=15),
            c("ค่าควบคุมงาน", "supervision_baht", f.baht, width=13),
            c("ร้อยละเบิกจ่าย", "progress_percent", f.percent_two, width=11),
            c("ความก้าวหน้าการขุด", "dug_words", progress_words, width=40),
        ),
        feet=((1, "ผู้รายงาน {head}"),),
    ),
    villages=Form(
        tab="สรุปโก่งธนู จ.",
        titles=("สรุปครัวเรือนปลูกผัก โก่งธนูโมเดล จ.{province} ({month_short})",),
        columns=(
            c("อำเภอ", "district", w.district_dot, width=20),
            c("จำนวนหมู่บ้าน", "villages", width=10),
            c("ครัวเรือนทั้งหมด", "hh_total", f.households, width=12),
            c("ครัวเรือนที่ปลูก", "hh_growing", f.households, width=12),
            c("ปลูก 10 ชนิดขึ้นไป", "hh_ge10", f.households, width=12),
            c("หมายเหตุ", "remark", width=16),
        ),
    ),
)
PHICHIT = ProvinceStyle(
    look=Look("TH Niramit AS", 14, head="E4DFEC", total="CCC0DA", title_size=16),
    plots=Form(
        tab="รวม KNN",
        titles=("สรุปผลการดำเนินงานโคก หนอง นา จังหวัด{province}", "(ณ วันที่ {as_of})"),
        date=d.day_long,
        numbered=True,
        columns=(
            c("หน่วยดำเนินการ", "district", w.district, width=20),
            c("ความก้าวหน้าการขุด", "dug_words", progress_words, width=40),
            c("เป้าหมาย (แปลง)", "plots", width=10, total=True),
            *_money("งบประมาณ (บาท)", "PO (บาท)", "ผลเบิกจ่าย (บาท)", "คงเหลือ", way=f.whole),
            c("ร้อยละเบิกจ่าย", "progress_percent", f.fraction2, width=10),
        ),
        total="รวม 12 อำเภอ",
        feet=((0, "หมายเหตุ  ร้อยละ = ผลเบิกจ่าย / งบประมาณ x 100"),),
    ),
    villages=Form(
        tab="รวม KT",
        titles=("สรุปผลการดำเนินงานโก่งธนูโมเดล จังหวัด{province}", "ประจำเดือน {month}"),
        columns=(
            c("ลำดับ", "no", width=7),
            c("ชื่ออำเภอ", "district", w.district, width=20),
            c(("ผลการดำเนินงาน", "หมู่บ้าน (แห่ง)"), "villages", width=11, total=True),
            c(("ผลการดำเนินงาน", "คร. ทั้งหมด"), "hh_total", width=11, total=True),
            c(("ผลการดำเนินงาน", "คร. เป้าหมาย"), "hh_target", width=11, total=True),
            c(("ผลการดำเนินงาน", "คร. ที่ปลูกแล้ว"), "hh_growing", width=11, total=True),
            c(("ผลการดำเนินงาน", "คร. ที่ปลูก 10 ชนิด"), "hh_ge10", width=12, total=True),
            c("หมู่บ้านขยายผล", "network_villages", width=11, total=True),
        ),
        total="รวม",
    ),
)
PROVINCES: dict[str, ProvinceStyle] = {
    "40": KHON_KAEN,
    "44": MAHA_SARAKHAM,
    "45": ROI_ET,
    "46": KALASIN,
    "60": NAKHON_SAWAN,
    "61": UTHAI_THANI,
    "62": KAMPHAENG_PHET,
    "66": PHICHIT,
}

"""Words that offices have for stages and for the standing of planned work."""

from __future__ import annotations

STAGES_USUAL = {
    "applied": "สมัครแล้ว", "qualified": "ผ่านคุณสมบัติ", "approved": "อนุมัติรายชื่อแล้ว",
    "surveyed": "สำรวจแปลงแล้ว",
    "designed": "ออกแบบแล้ว", "contracted": "ทำสัญญาจ้างแล้ว", "digging": "อยู่ระหว่างขุด", "dug": "ขุดแล้วเสร็จ",
    "accepted": "ตรวจรับแล้ว", "paid": "เบิกจ่ายแล้ว", "trained": "ผ่านการอบรม", "aomue": "เอามื้อสามัคคีแล้ว",
    "planted": "ปลูกแล้ว",
}  # fmt: skip
STAGES_SHORT = STAGES_USUAL | {
    "qualified": "ตรวจคุณสมบัติแล้ว", "approved": "อนุมัติแล้ว",
    "surveyed": "สำรวจแล้ว", "contracted": "ลงนามสัญญาแล้ว", "digging": "กำลังขุด",
    "dug": "ขุดเสร็จ", "accepted": "ตรวจรับงานแล้ว", "paid": "จ่ายเงินแล้ว", "trained": "อบรมแล้ว", "aomue": "เอามื้อแล้ว",
}  # fmt: skip
STAGES_FORMAL = STAGES_USUAL | {
    "surveyed": "สำรวจ/วัดแปลงแล้ว", "designed": "เขียนแบบเสร็จ", "contracted": "จัดจ้างแล้ว", "digging": "กำลังดำเนินการขุด",
    "dug": "ขุดเสร็จแล้ว", "accepted": "ตรวจรับงานจ้างแล้ว", "paid": "เบิกจ่ายเงินแล้ว",
}  # fmt: skip
PLAN_STATUS = {
    "done": "ดำเนินการแล้ว",
    "in_progress": "อยู่ระหว่างดำเนินการ",
    "not_started": "ยังไม่ดำเนินการ",
    "paused": "ชะลอ (โควิด-19)",
}
PLAN_STATUS_SHORT = {"done": "เสร็จ", "in_progress": "กำลังทำ", "not_started": "ยังไม่เริ่ม", "paused": "พักไว้ก่อน"}

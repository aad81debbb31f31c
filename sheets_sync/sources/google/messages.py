"""What an office is told when its workbook cannot be read, in Thai, with what to do about it."""

from __future__ import annotations

from ...model import WorkbookState
from .troubles import Kind, Trouble

SHARE = "กรุณาเปิดชีต กด แชร์ แล้วเพิ่ม {email} เป็นผู้มีสิทธิ์อ่าน"
MISSING = "ไม่พบชีตนี้ อาจถูกลบ หรือยังไม่ได้แชร์ให้ระบบ หากลบแล้วกรุณาส่งลิงก์ใหม่ หากยังอยู่ " + SHARE
UNSHARED = "ระบบเปิดชีตนี้ไม่ได้ เพราะไม่ได้แชร์ไว้ " + SHARE
OFFICE = "ไฟล์นี้ยังเป็นไฟล์ Excel ระบบอ่านไม่ได้ กรุณาเปิดไฟล์ เลือก ไฟล์ > บันทึกเป็น Google ชีต แล้วใช้ชีตใหม่นั้นแทน และแชร์ให้ {email}"
TRASHED = "ชีตนี้อยู่ในถังขยะ กรุณานำออกจากถังขยะ หรือส่งลิงก์ของชีตที่ใช้แทน ระหว่างนี้ใช้ข้อมูลครั้งก่อน"
MOVED = "ชีตนี้ถูกย้ายออกจากโฟลเดอร์ที่ระบบอ่าน กรุณาย้ายกลับ หรือแจ้งผู้ดูแลระบบให้เพิ่มลิงก์"
NOT_A_SHEET = "ลิงก์นี้ไม่ใช่ Google ชีต กรุณาส่งลิงก์ของชีต"
FOLDER = "ระบบเปิดโฟลเดอร์นี้ไม่ได้ กรุณาแชร์โฟลเดอร์ให้ {email} เป็นผู้มีสิทธิ์อ่าน"
REFUSED = "Google ไม่ยอมให้อ่านชีตนี้ ({text}) กรุณาแจ้งผู้ดูแลระบบ"
SILENT = "Google ไม่ตอบเมื่ออ่านชีตนี้ ({text} ลองแล้ว {tries} ครั้ง) ใช้ข้อมูลครั้งก่อน จะลองใหม่ในรอบถัดไป"
OUT_OF_TIME = "ยังไม่ได้อ่านในรอบนี้ เพราะครบเวลา {minutes:g} นาที ใช้ข้อมูลครั้งก่อน จะอ่านในรอบถัดไป"
DOWN = "ยังไม่ได้อ่านในรอบนี้ เพราะ Google ไม่ตอบหลายชีตติดกัน ใช้ข้อมูลครั้งก่อน จะลองใหม่ในรอบถัดไป"


def of_trouble(trouble: Trouble, email: str, tries: int) -> tuple[WorkbookState, str]:
    """The state of a workbook after a trouble that did not pass, and the sentence for its office."""
    if trouble.kind is not Kind.WORKBOOK or trouble.state is None:
        return WorkbookState.STALE, SILENT.format(text=trouble.text, tries=tries)
    texts = {"missing": MISSING, "unshared": UNSHARED, "office": OFFICE}
    return trouble.state, texts.get(trouble.reason, REFUSED).format(email=email, text=trouble.text)

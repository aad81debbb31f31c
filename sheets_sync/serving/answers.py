"""The site's own small pages: the login, the list of pages, and a sentence where something is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.responses import HTMLResponse

from ..render.templating import Templates
from .policy import own_policy

TEMPLATE = "serve.html.j2"
CHALLENGE = {"www-authenticate": 'FormBased realm="war room"'}  # a 401 names a way in (RFC 9110); no browser asks by it

LOGIN = "เข้าสู่ระบบ"
WRONG = "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง โปรดลองใหม่อีกครั้ง"
WAIT = "ลองรหัสผ่านหลายครั้งเกินไป โปรดรอ {} แล้วลองใหม่"
BUSY = "ขณะนี้มีผู้เข้าสู่ระบบพร้อมกันจำนวนมาก โปรดลองใหม่ในอีกสักครู่"
ELSEWHERE = "แบบฟอร์มนี้ไม่ได้ส่งมาจากหน้าของระบบ โปรดเปิดหน้าเข้าสู่ระบบแล้วลองใหม่"
SAID: Mapping[int, tuple[str, str]] = {
    400: ("คำขอไม่ถูกต้อง", "โปรดกลับไปหน้าแรกแล้วลองใหม่"),
    403: ("ไม่มีสิทธิ์ดูหน้านี้", "บัญชีของท่านดูได้เฉพาะหน่วยของตนและหน่วยในสังกัด"),
    404: ("ไม่พบหน้านี้", "หน้านี้อาจยังไม่ได้จัดทำ โปรดกลับไปเลือกจากหน้าแรก"),
    405: ("คำขอไม่ถูกต้อง", "หน้านี้เปิดดูได้เท่านั้น"),
    500: ("ระบบขัดข้อง", "โปรดลองใหม่ หากยังไม่ได้ โปรดแจ้งผู้ดูแลระบบ"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of the list: its unit, its address and its unit's name."""

    level: str
    address: str
    name: str


class Answers:
    """The pages, in the office's name and words; `templates/serve.html.j2` of its own takes the shipped one's place."""

    def __init__(self, templates: Templates, office: str) -> None:
        self._template = templates.environment.get_template(TEMPLATE)
        self._office = office

    def login(
        self, status: int, onward: str, *, said: str = "", name: str = "", headers: Mapping[str, str] | None = None
    ) -> HTMLResponse:
        """The form, with what was wrong; where it leads once the password is right is `onward`."""
        challenge = CHALLENGE if status == 401 else {}
        return self._page(
            status, LOGIN, {**challenge, **(headers or {})}, said=said, form=True, onward=onward, name=name
        )

    def listing(self, name: str, pages: Sequence[Shown]) -> HTMLResponse:
        """The pages that a user may see."""
        said = "" if pages else "ยังไม่มีหน้าให้ดู ระบบจะแสดงเมื่อออกรายงานครั้งถัดไป"
        return self._page(200, "ห้องปฏิบัติการข้อมูล", {}, said=said, pages=pages, name=name)

    def refused(self, status: int, *, headers: Mapping[str, str] | None = None) -> HTMLResponse:
        """What cannot be shown, in one sentence, with the way back."""
        title, said = SAID.get(status, SAID[400])
        return self._page(status, title, dict(headers or {}), said=said, back=True)

    def _page(self, status: int, title: str, headers: Mapping[str, str], **shown: Any) -> HTMLResponse:
        view = {"form": False, "back": False, "pages": (), "said": "", "name": "", "onward": "/"} | shown
        page = self._template.render(office=self._office, title=title, **view)
        return HTMLResponse(page, status, {**headers, "content-security-policy": own_policy(page)})


def duration(seconds: float) -> str:
    """A wait in words, rounded up."""
    whole = max(int(seconds + 0.999), 1)
    return f"{whole} วินาที" if whole < 90 else f"{-(-whole // 60)} นาที"

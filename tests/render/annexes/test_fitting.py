"""A mail stays below its limit, and says what was left out."""

from __future__ import annotations

import pytest

from sheets_sync.model import Attachment
from sheets_sync.render import Templates, compose_edition, render
from sheets_sync.render.annexes import enclosing, fitting

from ..offices import OFFICES

MEGABYTE = 1_000_000
ALL = ("pdf", "xlsx", "kml", "picture")
ANNEXES = {
    "pdf": Attachment("ก.pdf", "application/pdf", b"x" * MEGABYTE),
    "xlsx": Attachment("ก.xlsx", "application/x", b"x" * (2 * MEGABYTE)),
    "kml": Attachment("ก.kml", "application/x", b"x" * (3 * MEGABYTE)),
    "picture": Attachment("ก.png", "image/png", b"x" * (4 * MEGABYTE)),
}


@pytest.mark.parametrize(
    ("largest", "kept"),
    [(20, ALL), (14, ("pdf", "xlsx", "kml")), (8, ("pdf", "xlsx")), (4, ("pdf",)), (1, ())],
)
def test_the_picture_goes_first_and_the_document_last(largest: int, kept: tuple[str, ...]) -> None:
    """10 MB of files are 13.7 MB on the wire, besides the letter."""
    found, left = fitting(ANNEXES, ALL, largest * MEGABYTE)
    assert found == kept
    assert set(left) == set(ALL) - set(kept)


def test_only_what_is_asked_for_and_there_goes_with_the_mail() -> None:
    assert fitting(ANNEXES, ("kml", "pdf"), 20 * MEGABYTE) == (("pdf", "kml"), ())
    assert fitting({}, ALL, 20 * MEGABYTE) == ((), ())


def test_both_parts_of_the_mail_say_what_goes_with_it_and_what_does_not() -> None:
    view = compose_edition(OFFICES, OFFICES.units["46"])
    mail = render(enclosing(view, ("pdf",), ("picture", "xlsx")), Templates.open())
    for part in (mail.text, mail.html):
        assert "แนบมาด้วย: เอกสาร PDF สำหรับพิมพ์" in part
        assert "ไม่ได้แนบ ภาพสรุปสำหรับส่งต่อ · ตาราง Excel เพราะอีเมลจะใหญ่เกินไป ขอรับได้จากผู้ส่ง" in part

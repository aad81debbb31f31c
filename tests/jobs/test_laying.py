"""An edition laid down as files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sheets_sync.jobs.laying import lay_down
from sheets_sync.model import Attachment, Edition, Letter, Picture

PAGE = '<p>ดู (cid:trend@sheets-sync)</p><img src="cid:trend@sheets-sync" alt="แนวโน้ม">'
LETTER = Letter("เรื่อง", "ข้อความ\n", PAGE, (Picture("trend@sheets-sync", b"\x89PNG"),))
EDITION = Edition(
    "monthly", "46", "2564-01", 0, LETTER, "abc", attachments=(Attachment("รายงาน-46.pdf", "application/pdf", b"%PDF"),)
)


def test_the_page_shows_the_pictures_that_lie_beside_it(tmp_path: Path) -> None:
    lay_down(tmp_path, EDITION)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["46-trend.png", "46.html", "46.pdf", "46.txt"]
    page = (tmp_path / "46.html").read_text("utf-8")
    assert page == '<p>ดู (cid:trend@sheets-sync)</p><img src="46-trend.png" alt="แนวโน้ม">'
    assert (tmp_path / "46-trend.png").read_bytes() == b"\x89PNG"


def test_what_lies_there_already_is_left_alone_and_what_was_damaged_is_laid_down_anew(tmp_path: Path) -> None:
    lay_down(tmp_path, EDITION)
    (tmp_path / "46.pdf").write_bytes(b"%P")
    before = (tmp_path / "46.txt").stat().st_ino
    lay_down(tmp_path, EDITION)
    assert (tmp_path / "46.pdf").read_bytes() == b"%PDF"
    assert (tmp_path / "46.txt").stat().st_ino == before


def test_the_page_of_sources_lies_beside_the_edition_and_does_not_take_its_place(tmp_path: Path) -> None:
    page = Attachment("46-sources.html", "text/html", "<p>ที่มา</p>".encode(), sent=False)
    lay_down(tmp_path, replace(EDITION, attachments=(page,)))
    assert (tmp_path / "46-sources.html").read_text("utf-8") == "<p>ที่มา</p>"
    assert (tmp_path / "46.html").read_text("utf-8").startswith("<p>ดู")

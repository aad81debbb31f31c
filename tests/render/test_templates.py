"""Templates of an office and those that are shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheets_sync.errors import RenderError
from sheets_sync.render import Templates, compose_edition, render

from .offices import OFFICES


def test_the_shipped_templates_compile() -> None:
    Templates.open(None).try_all()


def test_a_broken_template_is_named_with_its_line(tmp_path: Path) -> None:
    """An office's own body with a tag left open: file and line are in the message."""
    path = tmp_path / "monthly" / "body.txt.j2"
    path.parent.mkdir()
    path.write_text("ก\nข {% if view.mark %}\n", encoding="utf-8")
    with pytest.raises(RenderError, match=r"monthly/body\.txt\.j2:2: "):
        Templates.open(tmp_path).try_all()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="nowhere"):
        Templates.open(tmp_path / "nowhere")


def test_an_offices_own_part_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    """One part laid into the office's folder is used; the others stay as shipped."""
    path = tmp_path / "monthly" / "parts" / "sources.html.j2"
    path.parent.mkdir(parents=True)
    path.write_text("<p>สายด่วน {{ view.heading.unit }}</p>", encoding="utf-8")
    made = render(compose_edition(OFFICES, OFFICES.units["46"]), Templates.open(tmp_path))
    assert ">สายด่วน จังหวัดกาฬสินธุ์</p>" in made.html
    assert "รหัสรายงาน" in made.text


@pytest.mark.parametrize("mistake", ["{{ view.headnig.unit }}", "{{ view.figures[99].label }}", "{{ 1 / 0 }}"])
def test_a_template_that_asks_for_what_is_not_there_is_named_with_its_line(tmp_path: Path, mistake: str) -> None:
    path = tmp_path / "monthly" / "body.html.j2"
    path.parent.mkdir()
    path.write_text(f"<html>\n\n{mistake}\n</html>", encoding="utf-8")
    with pytest.raises(RenderError, match=r"monthly/body\.html\.j2:3: "):
        render(compose_edition(OFFICES, OFFICES.units["46"]), Templates.open(tmp_path))


def test_a_subject_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "monthly" / "subject.txt.j2"
    path.parent.mkdir()
    path.write_text("รายงาน\nBcc: x@example.go.th\r\n{{ view.heading.unit }}", encoding="utf-8")
    made = render(compose_edition(OFFICES, OFFICES.units["46"]), Templates.open(tmp_path))
    assert made.subject == "รายงาน Bcc: x@example.go.th จังหวัดกาฬสินธุ์"

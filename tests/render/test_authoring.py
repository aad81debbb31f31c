"""What an office may change without a programmer: files, sections, words; and what it is told of a slip."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from sheets_sync import areas
from sheets_sync.errors import ConfigError, RenderError
from sheets_sync.model import Letter
from sheets_sync.programmes import shipped_programmes, with_thresholds
from sheets_sync.render import Templates, compose_edition, notice_letter, render
from sheets_sync.render.arranging import SECTIONS, arranged, begin

from .noticing import found, notice_material
from .offices import OFFICES


def edition(sections: Sequence[str] = (), words: Mapping[str, str] | None = None) -> Letter:
    templates = Templates.open(None, sections=sections, words=words)
    return render(compose_edition(OFFICES, OFFICES.units["46"]), templates)


def heads(letter: Letter) -> tuple[list[str], list[str]]:
    """The first words of every section's title, in html and in text."""
    html = [re.sub("<[^>]+>", "", title).split()[0] for title in re.findall(r"<h2[^>]*>(.*?)</h2>", letter.html)]
    text = [title.split()[0] for title in re.findall(r"^== (.*) ==$", letter.text, re.MULTILINE)]
    return html, text


def test_sections_are_those_named_in_their_order() -> None:
    """In html and text alike; heading and sources always stand first and last."""
    html, text = heads(edition(["quality", "decisions"]))
    assert html == ["คุณภาพข้อมูล", "เรื่องที่ควรพิจารณา", "แหล่งข้อมูลและนิยาม"]
    assert text == ["คุณภาพข้อมูล", "เรื่องที่ควรพิจารณา", "แหล่งข้อมูล"]


def test_all_sections_in_their_usual_order_are_the_shipped_edition() -> None:
    assert edition(SECTIONS) == edition()


def test_a_section_without_a_mark_goes_with_the_one_before_it() -> None:
    page = f"head {begin('a')}A plus {begin('b')}B {begin()}last"
    assert arranged(page, ["b", "a"]) == "head B A plus last"
    assert arranged(page, []) == "head A plus B last"


def test_an_office_s_words_take_the_place_of_the_shipped_ones() -> None:
    """A title, in html and text; a mark's word, wherever it stands."""
    made = edition(words={"เรื่องที่ควรพิจารณา": "เรื่องเพื่อ <b>โปรด</b> สั่งการ", "ควรสนับสนุนเร่งด่วน": "ขอรับการสนับสนุน"})
    assert "== เรื่องเพื่อ <b>โปรด</b> สั่งการ ==" in made.text
    assert "เรื่องเพื่อ &lt;b&gt;โปรด&lt;/b&gt; สั่งการ</h2>" in made.html
    assert "ควรสนับสนุนเร่งด่วน" not in made.text + made.html
    assert "! ขอรับการสนับสนุน" in made.text


def test_officers_own_words_stay_as_they_typed_them() -> None:
    """“น้ำท่วมแปลง” is a problem in their words, not a phrase of ours."""
    assert "น้ำท่วมแปลง" in edition(words={"น้ำท่วมแปลง": "อุทกภัย"}).text


def test_words_that_stand_in_the_place_of_nothing_are_named() -> None:
    with pytest.raises(ConfigError, match=r"wording\.เรื่องที่ควรพิจารนา: no template and no mark says this"):
        Templates.open(None, words={"เรื่องที่ควรพิจารนา": "x", "ต้องเร่ง": "y"}).try_all()


@pytest.mark.parametrize("name", ["monthly/parts/plan.html.j2", "notice/body.txt.j2", "base.html.j2", "pieces.html.j2"])
def test_every_part_is_compiled_before_the_night_it_is_needed(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("ก\nข {% if %}", encoding="utf-8")
    with pytest.raises(RenderError, match=rf"{re.escape(name)}:2: "):
        Templates.open(tmp_path).try_all()


def test_a_template_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    """As Windows' Notepad once saved Thai."""
    path = tmp_path / "monthly" / "subject.txt.j2"
    path.parent.mkdir()
    path.write_bytes("รายงาน".encode("cp874"))
    for use in (Templates.open(tmp_path).try_all, lambda: _render_with(tmp_path)):
        with pytest.raises(RenderError, match=r"monthly/subject\.txt\.j2: not UTF-8 text"):
            use()


def test_a_template_that_includes_itself_is_named(tmp_path: Path) -> None:
    path = tmp_path / "monthly" / "parts" / "plan.html.j2"
    path.parent.mkdir(parents=True)
    path.write_text('{% include "monthly/parts/plan.html.j2" %}', encoding="utf-8")
    with pytest.raises(RenderError, match=r"plan\.html\.j2:1: RecursionError"):
        _render_with(tmp_path)


def _render_with(folder: Path) -> Letter:
    return render(compose_edition(OFFICES, OFFICES.units["46"]), Templates.open(folder))


def test_a_file_that_nothing_asks_for_is_told(tmp_path: Path) -> None:
    """A slip in its name, beside a part of the office's own that another includes."""
    for name, text in {
        "monthly/body.htm.j2": "x",
        "monthly/parts/hotline.html.j2": "y",
        "monthly/parts/plan.html.j2": '{% include "monthly/parts/hotline.html.j2" %}',
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert Templates.open(tmp_path).unused() == [tmp_path / "monthly/body.htm.j2"]
    assert Templates.open(None).unused() == []


def test_thresholds_are_the_office_s_for_all_and_for_single_indicators() -> None:
    found_ = with_thresholds(
        shipped_programmes(), {"hurry_below": 80}, {"khok_nong_na.disbursed": {"support_below": 40, "hurry_below": 70}}
    )
    targets = {f"{p.code}.{i.code}": i.target for p in found_ for i in p.indicators if i.target}
    disbursed = targets.pop("khok_nong_na.disbursed")
    assert (disbursed.hurry_below, disbursed.support_below) == (70, 40)
    assert {target.hurry_below for target in targets.values()} == {80}
    assert with_thresholds(shipped_programmes(), {}, {}) == shipped_programmes()


def test_sections_of_the_monthly_leave_a_notice_whole() -> None:
    made = notice_letter(
        notice_material(found("J7", "ดู")), areas.unit("4607"), Templates.open(None, sections=["quality"])
    )
    assert "J7" in made.text

"""A mail that would be cut off on its way is shortened and says so; where that is not enough, only its unit waits."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from sheets_sync import areas, jobs
from sheets_sync.config import load_config
from sheets_sync.errors import TooLargeError
from sheets_sync.indicators import measure
from sheets_sync.jobs import pool
from sheets_sync.jobs.press import Press
from sheets_sync.mail.measure import BODY_MOST, BODY_WARNS
from sheets_sync.merge import merge
from sheets_sync.model import Finding, KeptFinding, Letter, Level, Severity, Snapshot
from sheets_sync.periods import Month
from sheets_sync.render import Material, Templates, compose_edition, render, shorter

from ..conftest import CASES
from ..render.building import NOW, PROGRAMMES, kept, plot, reading, shipped, table, village

EVERY = [code for province in ("30", "40", "44", "45", "46", "34") for code in areas.unit(province).parts]
HUNDRED = tuple(EVERY[:100])
PROVINCE = replace(areas.unit("46"), parts=HUNDRED)


TOLD = "ดินเหนียวปนลูกรังขุดยาก รถขุดเข้าไม่ได้ในฤดูฝน ต้องรอช่างควบคุมงานจากอำเภอข้างเคียง "


@cache
def hundred() -> Material:
    """A province of a hundred districts, each with a year behind it, findings, and long words on what holds it up."""
    rows = [
        plot(
            "นายสมชาย ใจดี",
            c,
            plot_no=c,
            stage="dug",
            contract_baht=1e6,
            disbursed_baht=3e5,
            problem=c + TOLD * 20,
            remark=TOLD * 9,
        )
        for c in HUNDRED
    ]
    homes = [village(1, c, hh_growing=50, hh_ge10=40, best_practice=c + TOLD * 20) for c in HUNDRED]
    plans = [{"district_code": c, "activity": c + TOLD * 9, "planned_end": "2021-01-02"} for c in HUNDRED]
    books = (
        reading("ทะเบียน", table(*rows)),
        reading("โก่งธนู", table(*homes, programme="kong_thanu")),
        reading("แผน", table(*plans, shape="plan")),
    )
    found = tuple(
        KeptFinding(Finding(code, Severity.ERROR, f"AB{n}", "ก", tab="แปลง", workbook_id="ก" + c, unit=c), NOW)
        for n, c in enumerate(HUNDRED)
        for code in ("GEO_UNKNOWN", "NUMBER_UNREADABLE", "AREA_UNITS", "PHONE_BAD")
    )
    register, month = merge(books, PROGRAMMES), Month(2021, 1)
    observations = measure(register, PROGRAMMES, [PROVINCE], month)
    year = [month := month.previous for _ in range(11)]
    return Material(
        month=year[0].next,
        units={PROVINCE.code: PROVINCE},
        programmes=PROGRAMMES,
        observations=observations,
        register=register,
        snapshot=Snapshot(1, NOW, "5d41402abc4b2a76b9719d911017c592", tuple(kept("ก" + c, c) for c in HUNDRED)),
        earlier=tuple(replace(observations, month=each) for each in year),
        findings=found,
        pages="https://reports.cdd.example.go.th/khok-nong-na/kalasin/editions/",
    )


def press(folder: Path | None = None, annexes: Sequence[str] = ("pdf",)) -> Press:
    return Press(hundred(), Templates.open(folder), dict.fromkeys(Level, tuple(annexes)), 8_000_000)


def swollen(folder: Path, letters: int, unit: str = "") -> Path:
    """An office's own template of the sentence on top, that many bytes too long, for one unit or for all."""
    part = folder / "monthly" / "parts" / "heading.html.j2"
    part.parent.mkdir(parents=True)
    asked = f" and view.heading.unit == '{unit}'" if unit else ""
    part.write_text(f"{{% if true{asked} %}}{'x' * letters}{{% endif %}}<h1>{{{{ view.heading.unit }}}}</h1>", "utf-8")
    return folder


def body(letter: Letter) -> int:
    return len(letter.html.encode())


def test_a_province_of_a_hundred_districts_with_long_problems_is_shortened_and_says_so() -> None:
    """105 KB would be cut off; decisions, figures and the hundred districts stay, and the PDF has all."""
    made = press().edition(PROVINCE)
    assert re.fullmatch(r"its body was 1\d\d\.\d KB; sent shortened to \d\d\.\d KB", made.told)
    assert body(made.letter) <= BODY_MOST
    for part in (made.letter.text, BeautifulSoup(made.letter.html, "html.parser").get_text(" ")):
        assert "ฉบับย่อ: แสดงรายการน้อยลง ไม่แสดงรายชื่อไฟล์และจุดที่ควรแก้ไข เพื่อให้โปรแกรมอีเมลแสดงได้ครบ" in part
        assert "ฉบับเต็มอยู่ในเอกสาร PDF ที่แนบ" in part
        assert all(title in part for title in ("เรื่องที่ควรพิจารณา", "ตัวเลขสำคัญ", "รายอำเภอ", "แผนงาน"))
        assert all(areas.area_name(code) in part for code in HUNDRED)


def test_without_a_pdf_the_mail_says_where_the_whole_is_to_be_had() -> None:
    assert "ขอรับฉบับเต็มได้จากผู้ส่ง" in press(annexes=()).edition(PROVINCE).letter.text


def test_sections_go_where_shorter_lists_are_not_enough(tmp_path: Path) -> None:
    """Least missed first, each named; also where the office's own template has no place for that."""
    made = press(swollen(tmp_path, 35_000)).edition(PROVINCE)
    gone = re.search(r"ไม่ได้แสดง(.+?) เพื่อ", made.letter.html)
    assert gone
    assert gone[1].startswith("แนวโน้มรายเดือน แผนงาน")
    assert "เดือนถัดไป" not in made.letter.text + made.letter.html
    assert "without แนวโน้มรายเดือน · แผนงาน" in made.told
    assert "เรื่องที่ควรพิจารณา</h2>" in made.letter.html
    assert body(made.letter) <= BODY_MOST


def test_each_step_is_shorter_than_the_one_before() -> None:
    view = compose_edition(hundred(), PROVINCE)
    sizes = [body(render(short, shipped(), "monthly", kept)) for short, kept, _ in shorter(view, (), True)]
    assert len(sizes) == 8  # a province has no plots to name
    assert sizes == sorted(set(sizes), reverse=True)
    assert sizes[-1] < BODY_WARNS / 2


def test_what_no_step_saves_is_refused_with_unit_size_and_mend(tmp_path: Path) -> None:
    with pytest.raises(TooLargeError) as raised:
        press(swollen(tmp_path, 100_000)).edition(PROVINCE)
    said = str(raised.value)
    assert re.match(
        r"edition of 46 \(จังหวัดกาฬสินธุ์\): its body is 20\d\.\d KB, and shortened and without แนวโน้มรายเดือน · ", said
    )
    assert "above 95.0 KB. Name fewer under `sections:` in config.yaml" in said
    assert "`publish --preview --unit 46`" in said


@pytest.mark.parametrize("processes", [1, 2])
def test_one_that_is_too_large_holds_up_no_other(tmp_path: Path, processes: int) -> None:
    folder = swollen(tmp_path, 100_000, "อำเภอครบุรี จังหวัดนครราชสีมา")
    pairs = [(areas.unit(code), None) for code in ("3001", "3002", "3003")]
    made = list(pool.editions(press(folder, ()), pairs, processes))
    assert [type(each).__name__ for each in made] == ["Edition", "TooLargeError", "Edition"]


def test_a_run_sends_the_others_tells_of_the_one_and_makes_it_up_once_it_is_mended(tmp_path: Path) -> None:
    """Phichit's template was swollen by hand; the nation's mail leaves, and Phichit's at the next run."""
    (tmp_path / "sheets").mkdir()
    shutil.copy(CASES / "phichit-bangmunnak.xlsx", tmp_path / "sheets")
    folder = swollen(tmp_path / "templates", 100_000, "จังหวัดพิจิตร")
    (tmp_path / "config.yaml").write_text(
        "source: {kind: workbooks, path: sheets}\nmail: {path: mail}\nregions: {}\ntemplates: templates\n"
        "recipients: [{unit: nation, email: dg@example.go.th}, {unit: '66', email: pc@example.go.th}]",
        encoding="utf-8",
    )
    config, told = load_config(tmp_path / "config.yaml"), list[str]()
    first = jobs.run(config, NOW, tell=told.append)
    sent = [path.name.partition("_2564")[0] for path in (tmp_path / "mail").rglob("*nation*.eml")]
    assert (first.needs_person, [each.messages for each in first.published], sent) == (True, [1], ["monthly"])
    assert any(line.startswith("refused edition of 66 (จังหวัดพิจิตร)") for line in told)
    (folder / "monthly" / "parts" / "heading.html.j2").unlink()
    second = jobs.run(config, NOW)
    assert [(each.editions, each.messages, each.refused) for each in second.published] == [(1, 1, ())]

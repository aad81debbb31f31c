"""The picture for a group: of the size that telephones show whole, with all that it must say inside."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from sheets_sync import areas
from sheets_sync.model import Standing
from sheets_sync.render import compose_edition
from sheets_sync.render.drawing.canvas import Canvas
from sheets_sync.render.mapping import MARKERS
from sheets_sync.render.pictures import essence
from sheets_sync.render.views import MonthlyView

from ..building import material, reading
from ..offices import OFFICES


def view_of(code: str) -> MonthlyView:
    return compose_edition(OFFICES, OFFICES.units.get(code) or areas.unit(code))


def told(view: MonthlyView, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, float, float, float]]:
    """Every word that is drawn, with where its line begins and ends and how high it stands."""
    found = []
    real = Canvas.words

    def words(self: Canvas, at: tuple[float, float], text: str, size: float, *more: object, **how: object) -> None:
        found.append((text, at[0], at[0] + self.width_of(text, size, bold=bool(how.get("bold"))), at[1]))
        real(self, at, text, size, *more, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(Canvas, "words", words)
    essence.draw_essence(view)
    return found


@pytest.mark.parametrize("code", ["nation", "region-12", "46", "4607"])
def test_it_says_how_far_compared_with_when_and_what_needs_us(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    view = view_of(code)
    said = "".join(text for text, *_ in told(view, monkeypatch)).replace(" ", "")
    wanted = [view.heading.unit, view.heading.as_of, view.mark.word, view.sentence, view.heading.state]
    wanted += [matter.what for matter in view.decisions[:3]]
    assert [part for part in wanted if part.replace(" ", "") not in said] == []
    told_of = [figure for figure in view.figures if figure.value != "…"][:4]
    assert len(told_of) >= 3
    assert all(figure.value in said for figure in told_of)
    assert all(figure.change.partition(" (")[0].replace(" ", "") in said for figure in told_of)


@pytest.mark.parametrize("code", ["nation", "4607"])
def test_nothing_runs_over_its_edges(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even the longest name, sentence and office."""
    view = view_of(code)
    heading = replace(view.heading, unit="อำเภอเฉลิมพระเกียรติ จังหวัดพระนครศรีอยุธยา")
    matters = tuple(replace(m, who=" ".join(["สพอ.เฉลิมพระเกียรติ"] * 6), what=m.what * 4) for m in view.decisions)
    view = replace(view, heading=heading, sentence=view.sentence * 4, decisions=matters)
    drawn = told(view, monkeypatch)
    assert min(left for _, left, _, _ in drawn) >= 30
    assert max(right for _, _, right, _ in drawn) <= 511
    assert max(y for *_, y in drawn) < 670


def test_no_office_is_cut_in_the_middle_of_its_name() -> None:
    canvas, who = Canvas(540, 675), "สพอ.สหัสขันธ์ ร่องคำ คำม่วง และอีก 12 แห่ง"
    assert essence.whose(canvas, who, 16, 400) == who
    assert essence.whose(canvas, who, 16, 210) == "สพอ.สหัสขันธ์ ร่องคำ และอื่น ๆ"


def test_it_is_1080_by_1350_white_small_and_the_same_each_time() -> None:
    raw = essence.essence_of(view_of("46"))
    assert raw == essence.essence_of(view_of("46"))
    picture = Image.open(io.BytesIO(raw)).convert("RGB")
    assert picture.size == (1080, 1350)
    assert (np.asarray(picture)[-8:] == 255).all()
    assert len(raw) < 100_000


def test_a_unit_of_which_nothing_is_known_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    view = compose_edition(material(reading("ก")), areas.unit("4607"))
    said = [text for text, *_ in told(view, monkeypatch)]
    assert "รอข้อมูล" in said
    assert "0" not in said


def test_a_half_stands_for_the_sign_of_the_mail() -> None:
    """◐: dark on the left, hollow on the right, with a rim; in the picture to share as on the map."""
    canvas = Canvas(40, 40, scale=1)
    canvas.marker(essence.MARKS["hurry"], (20, 20), 12, "#966300")
    row = [canvas.image().getpixel((x, 20)) == (150, 99, 0) for x in (13, 24, 30)]
    assert row == [True, False, True]
    assert essence.MARKS["hurry"] == MARKERS[Standing.HURRY]

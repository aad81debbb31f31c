"""The edition in one picture, made to be read on a telephone in a group: how far, compared with when, what needs us."""

from __future__ import annotations

from functools import lru_cache

from ..drawing.canvas import GREEN, INK, QUIET, RULE, Canvas
from ..printing.breaking import pieces
from ..views import Decision, Figure, MonthlyView

WIDTH, HEIGHT = 540, 675  # at two pixels each: 1080 × 1350
SIDE = 30
FOOT = 58
FIGURES, MATTERS = 4, 3
TILE, MATTER = 92, 52
EMPTY = "#e4e7eb"
MARKS = {"on_track": "circle", "hurry": "half", "support": "turned", "doubtful": "square", "unknown": "square"}


def draw_essence(view: MonthlyView) -> Canvas:
    """Heading, standing, up to four figures, up to three matters, and as of when."""
    canvas = Canvas(WIDTH, HEIGHT)
    canvas.box(0, 0, WIDTH, 8, GREEN)
    canvas.words((SIDE, 35), view.heading.office, 16, GREEN, bold=True)
    size = next((size for size in (36, 30, 25, 21) if _fits(canvas, view.heading.unit, size)), 18)
    canvas.words((SIDE, 82), view.heading.unit, size, INK, bold=True)
    canvas.words((SIDE, 119), view.heading.title, 19)
    y = _standing(canvas, view, 131)
    y = _figures(canvas, view, y + 6)
    _matters(canvas, view, y + 6)
    canvas.line([(SIDE, HEIGHT - FOOT), (WIDTH - SIDE, HEIGHT - FOOT)], RULE)
    canvas.words((SIDE, HEIGHT - FOOT + 23), view.heading.as_of, 16, QUIET)
    told = f"{view.heading.state} · {view.heading.coverage}"
    canvas.words((SIDE, HEIGHT - FOOT + 45), cut(canvas, told, 16, WIDTH - 2 * SIDE), 16, QUIET)
    return canvas


def essence_of(view: MonthlyView) -> bytes:
    """The picture as a PNG of 1080 × 1350 pixels."""
    return draw_essence(view).png()


def _fits(canvas: Canvas, text: str, size: int) -> bool:
    return canvas.width_of(text, size, bold=True) <= WIDTH - 2 * SIDE


def _standing(canvas: Canvas, view: MonthlyView, y: float) -> float:
    """The mark with its word, and the month in one sentence."""
    top = y
    if view.mark.word:
        canvas.marker(MARKS.get(view.mark.code, "square"), (SIDE + 25, y + 17), 9, view.mark.colour)
        canvas.words((SIDE + 42, y + 25), view.mark.word, 24, view.mark.colour, bold=True)
        y += 34
    for line in lines(canvas, view.sentence, 20, WIDTH - 2 * SIDE - 16, 3):
        y += 27
        canvas.words((SIDE + 16, y - 5), line, 20)
    canvas.box(SIDE, top + 4, 4, y - top, view.mark.colour)
    return y + 6


def _figures(canvas: Canvas, view: MonthlyView, y: float) -> float:
    """Two in a row: what it is, how much, a bar where it is a share."""
    known = [figure for figure in view.figures if figure.value != "…"][:FIGURES]
    for number, figure in enumerate(known):
        _figure(canvas, figure, SIDE + number % 2 * (WIDTH / 2 - SIDE + 10), y + number // 2 * TILE)
    return y + (len(known) + 1) // 2 * TILE


def _figure(canvas: Canvas, figure: Figure, x: float, y: float) -> None:
    room = WIDTH / 2 - SIDE - 10
    canvas.words((x, y + 18), cut(canvas, figure.label, 18, room), 18, QUIET)
    canvas.words((x, y + 56), figure.value, 36, figure.mark.colour, bold=True)
    told = x + canvas.width_of(figure.value, 36, bold=True) + (2 if figure.unit == "%" else 7)
    canvas.words((told, y + 56), cut(canvas, figure.unit, 18, x + room - told), 18, QUIET)
    if figure.bar:
        canvas.box(x, y + 62, room, 5, EMPTY)
        canvas.box(x, y + 62, room * figure.bar.filled / 100, 5, figure.bar.colour)
    canvas.words((x, y + 84), cut(canvas, figure.change.partition(" (")[0], 15, room), 15, QUIET)


def _matters(canvas: Canvas, view: MonthlyView, y: float) -> None:
    """What needs a decision, as many as there is room for."""
    if not view.decisions:
        return
    canvas.line([(SIDE, y), (WIDTH - SIDE, y)], GREEN, 2)
    canvas.words((SIDE, y + 28), "เรื่องที่ควรพิจารณา", 20, GREEN, bold=True)
    y += 36
    for number, matter in enumerate(view.decisions[:MATTERS], start=1):
        if y + MATTER > HEIGHT - FOOT:
            return
        _matter(canvas, number, matter, y)
        y += MATTER


def _matter(canvas: Canvas, number: int, matter: Decision, y: float) -> None:
    room = WIDTH - 2 * SIDE - 26
    canvas.words((SIDE, y + 24), str(number), 20, matter.mark.colour, bold=True)
    canvas.words((SIDE + 26, y + 24), cut(canvas, matter.what, 20, room, bold=True), 20, INK, bold=True)
    who = whose(canvas, matter.who, 16, room - canvas.width_of(f" {matter.due}", 16))
    canvas.words((SIDE + 26, y + 45), f"{who} {matter.due}", 16, QUIET)


def whose(canvas: Canvas, offices: str, size: float, width: float) -> str:
    """Offices in one line: as they are, else the first of them `และอื่น ๆ`, for a name is not cut in two."""
    if canvas.width_of(offices, size) <= width:
        return offices
    names = offices.partition(" และอีก ")[0].split(" ")
    fewer = (f"{' '.join(names[:most])} และอื่น ๆ" for most in range(len(names), 0, -1))
    return next((told for told in fewer if canvas.width_of(told, size) <= width), cut(canvas, offices, size, width))


def cut(canvas: Canvas, text: str, size: float, width: float, *, bold: bool = False) -> str:
    """A text in one line, what does not fit being an ellipsis."""
    if canvas.width_of(text, size, bold=bold) <= width:
        return text
    return lines(canvas, text, size, width - canvas.width_of("…", size), 1, bold=bold)[0].rstrip() + "…"


def lines(canvas: Canvas, text: str, size: float, width: float, most: int, *, bold: bool = False) -> list[str]:
    """A text in at most so many lines, broken between words."""
    found, row = [], ""
    for piece in _pieces(text):
        if row and canvas.width_of((row + piece).rstrip(), size, bold=bold) > width:
            found.append(row.strip())
            row = ""
        row += piece
    found.append(row.strip())
    return found[:most]


@lru_cache(maxsize=2_000)
def _pieces(text: str) -> tuple[str, ...]:
    """Words with the blanks behind them."""
    words = text.split(" ")
    return tuple(
        piece + (" " if last and number < len(words) - 1 else "")
        for number, word in enumerate(words)
        for piece, last in _marked(pieces(word))
    )


def _marked(parts: tuple[str, ...]) -> list[tuple[str, bool]]:
    return [(part, place == len(parts) - 1) for place, part in enumerate(parts)]

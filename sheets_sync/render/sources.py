"""Where the figures of a unit's edition come from: its cells, or the parts that it is the sum of."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from jinja2 import TemplateError

from ..areas import area_name
from ..indicators import SIDES, Behind, Side
from ..merge import UNKNOWN
from ..model import Level, Observation, Unit
from ..programmes import Programme
from ..programmes.schema import IndicatorSpec
from . import words
from .behind import Spots, by_tab, by_value, link_of
from .completeness import missing_of, told_since
from .composing import heading_of
from .figures import level_below, seen
from .links import anchor_of, sources_file
from .masking import masked
from .material import Material
from .templating import WRONG, Templates, broken, tight
from .views import Awaiting, SourceFigure, SourceLine, SourceList, SourceProgramme, SourcesView
from .wording import worded

TEMPLATE = "sources.html.j2"
MOST_AWAITED = 60
TITLES = {"numerator": "ตัวตั้ง", "denominator": "ตัวหาร"}
SUM = "รวมจาก"  # of a figure that is no share


def compose_sources(material: Material, unit: Unit) -> SourcesView:
    """The page of a unit: a district by its cells, a province by its districts' ranges, what is above by its parts."""
    composing = _Composing(material, unit)
    figures: dict[str, list[SourceFigure]] = {programme.name: [] for programme in material.programmes}
    for programme, spec, o in seen(material, unit):
        figures[programme.name].append(composing.figure(programme, spec, o))
    awaiting = _awaiting(material, unit)
    return SourcesView(
        heading=heading_of(material, unit),
        edition=f"{unit.code}.html",
        below="ช่อง" if unit.level is Level.DISTRICT else level_below(unit),
        programmes=tuple(SourceProgramme(name, tuple(found)) for name, found in figures.items() if found),
        awaiting=tuple(awaiting[:MOST_AWAITED]),
        more_awaiting=f"และอีก {len(awaiting) - MOST_AWAITED:,} แห่ง" if len(awaiting) > MOST_AWAITED else "",
        key=f"{material.report}/{material.period}/{unit.code}/{material.revision}",
        snapshot=material.snapshot.hash[:12],
    )


def _awaiting(material: Material, unit: Unit) -> list[Awaiting]:
    """Workbooks and offices whose data has not come, then the districts that have told nothing yet."""
    missing = missing_of(material, unit)
    known = {one.office for one in missing} | material.reporting
    silent = (code for code in material.districts_of(unit) if code not in known)
    return [
        *(Awaiting(one.name, told_since(one), one.link) for one in missing),
        *(Awaiting(words.office_of_code(code), "ยังไม่ได้รับข้อมูล", "") for code in silent),
    ]


def sources_page(view: SourcesView, templates: Templates) -> str:
    """The page as HTML that needs nothing else; RenderError with the file and line of a broken template."""
    try:
        made = templates.environment.get_template(TEMPLATE).render(view=worded(view, templates.words))
    except (TemplateError, *WRONG) as error:
        raise broken(error, templates.folders) from error
    return tight(made)


@dataclass
class _Composing:
    """One unit's page while it is composed; lists that were given already are only pointed at."""

    material: Material
    unit: Unit
    given: dict[Hashable, tuple[str, str]] = field(default_factory=dict)

    def figure(self, programme: Programme, spec: IndicatorSpec, o: Observation) -> SourceFigure:
        """One indicator with the lists of its numerator and denominator."""
        anchor = anchor_of(f"{programme.code}/{spec.code}")
        sides = [side for side in SIDES if getattr(o, side) is not None]
        lists = tuple(self._list(programme, spec, o, side, anchor) for side in sides)
        return SourceFigure(
            anchor, spec.label, _said(spec, o), spec.explain, spec.headline, words.MARKS[o.standing], lists
        )

    def _list(self, programme: Programme, spec: IndicatorSpec, o: Observation, side: Side, anchor: str) -> SourceList:
        title = TITLES[side] if o.denominator is not None else SUM
        told = (title, exact(getattr(o, side)), spec.unit)
        if side == "denominator" and any(part.districts for part in spec.denominator.values()):
            return SourceList(*told, note="นับทุกอำเภอ อำเภอละ 1 จึงไม่มีช่องในชีต")
        key = self._key(programme, spec, side)
        if key in self.given:
            place, label = self.given[key]
            return SourceList(*told, same=label, place=place)
        lines, note = self._lines(programme, spec, side, anchor)
        if lines:
            whose = spec.label if title == SUM else f"{title}ของ{spec.label}"
            self.given[key] = (f"{anchor}-{side}", whose)
        return SourceList(*told, tuple(lines), note=note)

    def _key(self, programme: Programme, spec: IndicatorSpec, side: Side) -> Hashable:
        """Equal for two lists that say the same."""
        if self.unit.level in (Level.NATION, Level.REGION):
            values = tuple(self._of(programme, spec, part, side) for part in self.unit.parts)
            return programme.code, repr(getattr(spec, side)), values
        places = self.material.lowest_of(self.unit.code)
        return tuple(self.material.provenance.same(programme.code, spec.code, side, place) for place in places)

    def _of(self, programme: Programme, spec: IndicatorSpec, part: str, side: Side) -> float | None:
        value: float | None = getattr(self.material.observations.get(programme.code, spec.code, part), side)
        return value

    def _lines(
        self, programme: Programme, spec: IndicatorSpec, side: Side, anchor: str
    ) -> tuple[list[SourceLine], str]:
        provenance = self.material.provenance
        if self.unit.level is Level.DISTRICT:
            behind = provenance.behind(programme.code, spec.code, side, self.unit.code)
            return self._spots(by_value(self.material, behind.added), ""), _of_rows(behind)
        if self.unit.level is Level.PROVINCE:
            return self._districts(programme, spec, side, anchor)
        lines = [
            SourceLine(value, exact(value), _name(part), f"{sources_file(part)}#{anchor}")
            for part in self.unit.parts
            if (value := self._of(programme, spec, part, side))
        ]
        if self.unit.level is Level.NATION:
            strangers = provenance.behind(programme.code, spec.code, side, UNKNOWN)
            lines += self._spots(by_tab(self.material, strangers.added), UNKNOWN)
        return lines, self._of_parts(programme, spec, side)

    def _districts(
        self, programme: Programme, spec: IndicatorSpec, side: Side, anchor: str
    ) -> tuple[list[SourceLine], str]:
        lines = []
        for place in self.material.lowest_of(self.unit.code):
            behind = self.material.provenance.behind(programme.code, spec.code, side, place)
            lines += self._spots(by_tab(self.material, behind.added), place, anchor)
        return lines, self._of_parts(programme, spec, side)

    def _spots(self, spots: Iterable[Spots], place: str, anchor: str = "") -> list[SourceLine]:
        """Cells as lines; `place` is the part that they are of, which has a page unless its district is unknown."""
        page = f"{sources_file(place)}#{anchor}" if place and UNKNOWN not in place else ""
        return [
            SourceLine(
                each.value,
                exact(each.value),
                _name(place) if place else "",
                page,
                self._where(each),
                tuple((cell, link_of(self.material, each.at(cell))) for cell in each.cells),
                _each(each),
            )
            for each in spots
        ]

    def _where(self, spots: Spots) -> str:
        book = self.material.books.get(spots.workbook_id)
        return f"{_masked(book.title if book else spots.workbook_id)} · {_masked(spots.tab)}"

    def _of_parts(self, programme: Programme, spec: IndicatorSpec, side: Side) -> str:
        """`อีก 3 อำเภอเป็น 0 · 5 อำเภอรอข้อมูล`."""
        values = [self._of(programme, spec, part, side) for part in self.unit.parts]
        level = level_below(self.unit)
        return _told((values.count(0.0), f"{level}เป็น 0"), (values.count(None), f"{level}รอข้อมูล"))


def _each(spots: Spots) -> str:
    """`ช่องละ 1`, or of a range how many cells of it add something."""
    if spots.each is None:
        return f"{spots.number:,} ช่อง" if spots.number > 1 else ""
    return f"ช่องละ {exact(spots.each)}" if len(spots.cells) > 1 else ""


def _of_rows(behind: Behind) -> str:
    return _told((behind.nothing, "แถวไม่เข้าเงื่อนไขหรือเป็น 0"), (behind.unsaid, "แถวไม่ได้ระบุ จึงไม่นับ"))


def _told(*counts: tuple[int, str]) -> str:
    told = " · ".join(f"{number:,} {what}" for number, what in counts if number)
    return f"อีก {told}" if told else ""


def _said(spec: IndicatorSpec, o: Observation) -> str:
    """`12 จาก 20 แปลง (60.0%)`, in full figures; unknown is รอข้อมูล."""
    if o.numerator is None:
        return "รอข้อมูล"
    whole = f" จาก {exact(o.denominator)}" if o.denominator is not None else ""
    share = f" ({words.percent(o.value)}%)" if whole and o.value is not None else ""
    return f"{exact(o.numerator)}{whole} {spec.unit}{share}"


def _name(place: str) -> str:
    if UNKNOWN in place:
        return "ไม่ระบุอำเภอ" if len(place) > len(UNKNOWN) else "ไม่ระบุจังหวัด"
    return area_name(place)


def exact(value: float | None) -> str:
    """A figure as it is summed, with up to four decimals: `1,234`, `104,000.5`; unknown is “…”."""
    if value is None:
        return words.UNKNOWN
    return f"{value:,.4f}".rstrip("0").rstrip(".").replace("-", words.MINUS)


@lru_cache(maxsize=4096)
def _masked(text: str) -> str:
    return masked(text)

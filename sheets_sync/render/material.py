"""What all editions of one month are made of, arranged by unit once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property

from ..areas import area_name
from ..checks.boundaries import Boundaries
from ..indicators import Observations, Provenance
from ..merge import UNKNOWN, Register
from ..model import Asked, KeptFinding, KeptWorkbook, Level, Snapshot, Unit
from ..periods import Closing, Month, Quarter
from ..programmes import Programme
from .links import pages_link, sources_file
from .outlines import Ring, rings_of
from .registers import Listing, listings
from .sights import Sights, sights_of
from .told import Told, told


@dataclass(frozen=True)
class Material:
    """A month's figures, those of months before, and what the snapshot behind them holds.

    `earlier` may hold any months before, in any order; `findings` those that stand and those lately mended.
    """

    month: Month
    units: Mapping[str, Unit]
    programmes: tuple[Programme, ...]
    observations: Observations
    register: Register
    snapshot: Snapshot
    earlier: tuple[Observations, ...] = ()
    findings: tuple[KeptFinding, ...] = ()
    office: str = "กรมการพัฒนาชุมชน"
    closing: Closing = field(default_factory=Closing)
    quarter: Quarter | None = None  # set for a quarterly edition, of which `month` is the last month
    year_ago: Observations | None = None  # of the same month a year before, where a snapshot of it is kept
    asked: Mapping[str, tuple[Asked, ...]] = field(default_factory=dict)  # by unit, in the quarter before
    revision: int = 0
    boundaries: Boundaries | None = None  # polygons for the map
    was: Mapping[str, float | None] | None = None  # for a revision: the figures of the edition that it follows
    in_time: frozenset[str] = frozenset()  # for a revision: ids of the workbooks that had come at the closing
    closed: bool = True  # false while the month's closing is still to come
    ranking: bool = True  # whether parts that lead, rose most or need support are named above their table
    photos: Mapping[str, bytes] = field(default_factory=dict)  # thumbnails by their links, those that can be shown
    logo: bytes | None = None  # a PNG of few colours
    pages: str = ""  # public address of the folder of editions; empty where the office has published none

    @property
    def report(self) -> str:
        return "quarterly" if self.quarter else "monthly"

    @property
    def period(self) -> str:
        return str(self.quarter or self.month)

    def revised(self, revision: int, was: Mapping[str, float | None] | None = None) -> Material:
        """The same material for another revision, after an edition of these figures; nothing is arranged anew."""
        if (revision, was) == (self.revision, self.was):
            return self
        self._arrange()  # before it is copied, or each copy would do it again
        other = copy(self)
        object.__setattr__(other, "revision", revision)
        object.__setattr__(other, "was", was)
        return other

    def arranged(self) -> Material:
        """The same with everything arranged that is arranged once, and nothing that cannot leave this process."""
        other = copy(self)
        if self.boundaries is not None:  # its prepared polygons are of this process
            object.__setattr__(other, "boundaries", Boundaries(self.boundaries.areas))
        other._arrange()
        return other

    def _arrange(self) -> None:
        for name, each in vars(type(self)).items():
            if isinstance(each, cached_property):
                getattr(self, name)

    def page_of(self, code: str, figure: str = "") -> str:
        """Public address of the page of the cells behind a unit's figures; empty where none is published.

        A quarter's figures are those of its last month, so its page is that month's.
        """
        return pages_link(self.pages, f"{self.month}/{sources_file(code)}", figure)

    @property
    def began(self) -> dt.datetime:
        """The closing before the month, or before the quarter: what came since belongs to the period."""
        first = self.quarter.months[0] if self.quarter else self.month
        return first.previous.closes(self.closing)

    @cached_property
    def ever(self) -> frozenset[str]:
        """Districts that have reported in any of the months looked back upon."""
        return self.reporting.union(*(month.reporting() for month in self.earlier))

    @cached_property
    def books(self) -> Mapping[str, KeptWorkbook]:
        """The snapshot's workbooks by id."""
        return {book.workbook_id: book for book in self.snapshot.workbooks}

    @cached_property
    def sights(self) -> Sights:
        """The plots and villages with photographs that were reported in the month, by place."""
        began, until = self.month.previous.closes(self.closing), self.month.closes(self.closing)
        return sights_of(self.register, self.programmes, self.snapshot.workbooks, began, until) if self.photos else {}

    @cached_property
    def before(self) -> Observations | None:
        """The observations of the month, or for a quarter of its last month, with which this one is compared."""
        wanted = self.month
        for _ in range(3 if self.quarter else 1):
            wanted = wanted.previous
        return next((o for o in self.earlier if o.month == wanted), None)

    @cached_property
    def history(self) -> tuple[Observations, ...]:
        """Up to twelve months, the latest last, each once; of a quarter its months and the one before."""
        months = {o.month: o for o in self.earlier if o.month < self.month} | {self.month: self.observations}
        last = 4 if self.quarter else 12
        return tuple(months[month] for month in sorted(months))[-last:]

    @cached_property
    def _by_unit(self) -> Mapping[str, list[KeptFinding]]:
        found: dict[str, list[KeptFinding]] = {}
        for kept in self.findings:
            found.setdefault(kept.finding.unit or self._office_of.get(kept.finding.workbook_id, ""), []).append(kept)
        return found

    @cached_property
    def _office_of(self) -> Mapping[str, str]:
        return {book.workbook_id: book.office for book in self.snapshot.workbooks}

    def findings_of(self, unit: Unit) -> list[KeptFinding]:
        """Findings in the sheets of a unit's offices; those of no known office are the nation's."""
        if unit.level is Level.NATION:
            return list(self.findings)
        if unit.level is Level.DISTRICT:
            return self._by_unit.get(unit.code, [])
        provinces = self.provinces_of(unit)
        return [kept for code, found in self._by_unit.items() if code[:2] in provinces for kept in found]

    @cached_property
    def _offices(self) -> Mapping[str, tuple[KeptWorkbook, ...]]:
        found: dict[str, list[KeptWorkbook]] = {}
        for workbook in self.snapshot.workbooks:
            for code in dict.fromkeys(workbook.units or ("",)):
                found.setdefault(code, []).append(workbook)
        return {code: tuple(books) for code, books in found.items()}

    def workbooks_of(self, unit: Unit) -> tuple[KeptWorkbook, ...]:
        """The workbooks that hold a unit's rows."""
        if unit.level is Level.NATION:
            return self.snapshot.workbooks
        if unit.level is Level.DISTRICT:
            return self._offices.get(unit.code, ())
        provinces = self.provinces_of(unit)
        books = (book for code, found in self._offices.items() if code[:2] in provinces for book in found)
        return tuple({book.workbook_id: book for book in books}.values())

    @cached_property
    def told(self) -> Told:
        return told(self.register, self.programmes)

    @cached_property
    def provenance(self) -> Provenance:
        return Provenance.of(self.register, self.programmes, self.observations, self.units.values())

    @cached_property
    def outlines(self) -> Mapping[str, tuple[Ring, ...]]:
        """The rings of every drawn area, as longitude and latitude, by its code."""
        return {} if self.boundaries is None else rings_of(self.boundaries)

    @cached_property
    def listings(self) -> tuple[Listing, ...]:
        return listings(self.register, self.programmes, self.snapshot.workbooks)

    def places_of(self, unit: Unit) -> tuple[str, ...]:
        """Codes under which a unit's rows stand; all there are for the nation."""
        if unit.level is Level.NATION:
            return tuple(dict.fromkeys((*self.told.problems, *self.told.practices, *self.told.activities)))
        return self.lowest_of(unit.code)

    def provinces_of(self, unit: Unit) -> frozenset[str]:
        """Codes of the provinces in a unit, or of the one that it lies in."""
        if unit.level in (Level.NATION, Level.REGION):
            return frozenset(unit.parts)
        return frozenset((unit.code[:2],))

    def parts_of(self, unit: Unit) -> list[Unit]:
        """The units that a unit is the sum of; a district needs no entry of its own."""
        return [self.units.get(code) or Unit(code, Level.DISTRICT, area_name(code)) for code in unit.parts]

    def districts_of(self, unit: Unit) -> tuple[str, ...]:
        """Codes of the districts of a unit."""
        if unit.level is Level.DISTRICT:
            return (unit.code,)
        if unit.level is Level.PROVINCE:
            return unit.parts
        return tuple(code for part in unit.parts if part in self.units for code in self.units[part].parts)

    @cached_property
    def _lowest(self) -> Mapping[str, tuple[str, ...]]:
        lowest = {}
        for unit in self.units.values():
            own = {Level.PROVINCE: (f"{unit.code}{UNKNOWN}",), Level.NATION: (UNKNOWN,)}.get(unit.level, ())
            below = (f"{part}{UNKNOWN}" for part in unit.parts if len(part) == 2)
            lowest[unit.code] = (*self.districts_of(unit), *below, *own)
        return lowest

    def lowest_of(self, code: str) -> tuple[str, ...]:
        """Codes of the districts of a unit, and of the parts of it whose district is unknown."""
        return self._lowest.get(code, (code,))

    @cached_property
    def reporting(self) -> frozenset[str]:
        return self.observations.reporting()

    def known(self, codes: Iterable[str]) -> list[str]:
        """Those of the codes that have reported."""
        return [code for code in codes if code in self.reporting]

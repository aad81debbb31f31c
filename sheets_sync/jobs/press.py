"""All that the editions of one month or quarter are made of, gathered once for every unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..config import Config
from ..config.registry import WRONG
from ..indicators import Observations, check_sums, measure
from ..merge import Register, merge
from ..model import Asked, Attachment, Edition, KeptFinding, Letter, Level, Snapshot, Unit
from ..periods import Month, Quarter
from ..programmes import Programme, programmes_from, with_thresholds
from ..render import (
    EditionView,
    Material,
    MonthlyView,
    Templates,
    compose_edition,
    compose_quarter,
    compose_sources,
    render,
    sources_page,
)
from ..render.annexes import annexes_of, enclosing, fitting
from ..render.links import sources_file
from ..render.revising import figures_differ
from ..render.war_room import stages_then
from ..render.war_room.trail import Stages
from ..store import EditionRow, Store
from .due import QUARTERLY
from .late import in_time
from .photos import logo_for, photos_for
from .reader import read_boundaries
from .units import provinces_of, reported_units
from .weighing import weighed

MEGABYTE = 1_000_000
TREND = 12  # months that a trend looks back, this one included


@dataclass(frozen=True, slots=True)
class Press:
    """A month's material and the templates: from here every edition is a pure function of its unit."""

    material: Material
    templates: Templates
    sent: Mapping[Level, tuple[str, ...]]  # kinds of annexes
    largest: int  # bytes of a mail
    trails: Mapping[Month, Stages] = field(default_factory=dict)  # how far each plot was in the months before

    @classmethod
    def of(
        cls,
        config: Config,
        store: Store,
        period: Month | Quarter,
        units: Sequence[Unit],
        snapshot: Snapshot,
        *,
        closed: bool = True,
    ) -> Press:
        """Merge and measure the period's last month and those before it; RenderError when the levels disagree."""
        month = period.months[-1] if isinstance(period, Quarter) else period
        programmes = judged_by(config)
        register = merge(store.readings(snapshot), programmes)
        observations = measure(register, programmes, units, month)
        check_sums(observations, units)
        before = list(earlier(config, store, month, units, programmes, snapshot, register=register))
        material = Material(
            month=month,
            units={unit.code: unit for unit in units},
            programmes=programmes,
            observations=observations,
            register=register,
            snapshot=snapshot,
            earlier=tuple(then for then, _ in before),
            findings=findings_at(
                store, period.months[0] if isinstance(period, Quarter) else month, snapshot.taken_at, config
            ),
            office=config.office,
            boundaries=read_boundaries(config),
            closed=closed,
            closing=config.closes,
            quarter=period if isinstance(period, Quarter) else None,
            year_ago=year_before(config, store, month, units, programmes),
            asked=asked_before(store, period) if isinstance(period, Quarter) else {},
            ranking=config.ranking,
            photos=photos_for(config),
            logo=logo_for(config),
            pages=config.pages.url,
        )
        sent = {level: config.annexes_for(level) for level in Level}
        trails = {then.month: stages for then, stages in before} if config.pages.rooms else {}
        return cls(material, templates_of(config), sent, int(config.mail.largest_mb * MEGABYTE), trails)

    @classmethod
    def late(
        cls, config: Config, store: Store, period: Month | Quarter, latest: Snapshot, at_closing: Snapshot
    ) -> Press:
        """The press of a period's revisions: of the latest snapshot, with who had come at the closing in mind."""
        units = reported_units(config, provinces_of(at_closing) | provinces_of(latest))
        press = cls.of(config, store, period, units, latest)
        return replace(
            press, material=replace(press.material, in_time=in_time(config, at_closing, press.material.month))
        )

    def ready(self) -> Press:
        """The same with all arranged that every edition needs, to be handed to other processes."""
        return replace(self, material=self.material.arranged(), templates=replace(self.templates), trails={})

    def differs(self, unit: Unit, numbers: Mapping[str, float | None]) -> bool:
        """Whether any figure of the unit is another than in the edition that had these."""
        return figures_differ(numbers, self.material.observations.numbers(unit.code))

    def edition(self, unit: Unit, was: EditionRow | None = None, *, refuse: bool = True) -> Edition:
        """The edition of one unit, its first or the revision of the one it had, with its annexes.

        The letter says which annexes go with it, and what it does not say where it would be cut off. Raises
        TooLargeError where it would be however short it is, unless it is only to be looked at.
        """
        revision = was.revision + 1 if was else 0
        material = self.material.revised(revision, was.numbers if was else None)
        compose: Callable[[Material, Unit], EditionView] = compose_quarter if material.quarter else compose_edition
        view = compose(material, unit)
        letter, told, files = self._with_annexes(material, unit, view, refuse=refuse)
        asked = tuple(Asked(one.about, one.what, one.who, one.due, one.stood) for one in view.decisions)
        content = (letter, material.snapshot.hash, view.numbers, files, asked, told)
        return Edition(material.report, unit.code, material.period, revision, *content)

    def _with_annexes(
        self, material: Material, unit: Unit, view: EditionView, *, refuse: bool
    ) -> tuple[Letter, str, tuple[Attachment, ...]]:
        """The letter, what is to be known of it, and its annexes; a quarterly edition is all in its letter.

        Annexes are made of the whole view, also where the letter is shortened.
        """
        annexes = annexes_of(material, unit, view) if isinstance(view, MonthlyView) else {}
        kept, left = fitting(annexes, self.sent[unit.level], self.largest)

        def make(shown: EditionView, sections: Sequence[str]) -> Letter:
            if isinstance(shown, MonthlyView):
                shown = enclosing(shown, kept, left)
            return render(shown, self.templates, material.report, sections)

        letter, told = weighed(unit, view, make, self.templates.sections, printed="pdf" in kept, refuse=refuse)
        if not isinstance(view, MonthlyView):
            return letter, told, ()
        files = tuple(replace(file, sent=kind in kept) for kind, file in annexes.items())
        return letter, told, (*files, self._sources(material, unit))

    def _sources(self, material: Material, unit: Unit) -> Attachment:
        """The page of the cells behind the edition's figures, which lies beside it and is never sent."""
        page = sources_page(compose_sources(material, unit), self.templates)
        return Attachment(sources_file(unit.code), "text/html", page.encode("utf-8"), sent=False)


def judged_by(config: Config) -> tuple[Programme, ...]:
    """The programmes with the office's thresholds; a reading does not depend on these, so no sheet is read again."""
    of = {name: thresholds.given for name, thresholds in config.thresholds.of.items()}
    return with_thresholds(programmes_from(config.programmes), config.thresholds.given, of)


def templates_of(config: Config) -> Templates:
    """The templates with the office's own files, sections and words."""
    return Templates.open(config.templates, sections=config.sections, words=config.wording)


def earlier(
    config: Config,
    store: Store,
    month: Month,
    units: Sequence[Unit],
    programmes: Sequence[Programme],
    snapshot: Snapshot,
    *,
    register: Register,
) -> Iterable[tuple[Observations, Stages]]:
    """The observations of the months before that have a snapshot of their own, each snapshot measured once.

    Where the office has rooms made, each with the stages that the register's plots were in then.
    """
    last = snapshot.id
    for _ in range(TREND - 1):
        month = month.previous
        before = store.as_of(month.closes(config.closes), or_later=False)
        if before is None:
            return
        if before.id != last:
            then = merge(store.readings(before), programmes)
            stages = stages_then(register, then, programmes) if config.pages.rooms else {}
            yield measure(then, programmes, units, month), stages
            last = before.id


def asked_before(store: Store, quarter: Quarter) -> dict[str, tuple[Asked, ...]]:
    """What the last quarterly edition of each unit asked for, by unit."""
    before = str(quarter.previous)
    codes = {row.unit for row in store.editions(before) if row.report == QUARTERLY}
    kept = {code: store.edition(QUARTERLY, before, code) for code in sorted(codes)}
    return {code: edition.asked for code, edition in kept.items() if edition}


def year_before(
    config: Config, store: Store, month: Month, units: Sequence[Unit], programmes: Sequence[Programme]
) -> Observations | None:
    """The same month last year; None where no snapshot was taken in the month before its closing."""
    month = Month(month.year - 1, month.month)
    before = store.as_of(month.closes(config.closes), or_later=False)
    if before is None or before.taken_at <= month.previous.closes(config.closes):
        return None
    return measure(merge(store.readings(before), programmes), programmes, units, month)


def findings_at(store: Store, first: Month, taken_at: dt.datetime, config: Config) -> tuple[KeptFinding, ...]:
    """The findings that stood when the snapshot was taken, and those mended since the closing before a period."""
    before = first.previous.closes(config.closes)
    return tuple(
        kept
        for kept in store.findings(open_only=False)
        if kept.finding.code != WRONG  # of the list of recipients, which is no data of an office
        and kept.opened_at <= taken_at
        and (kept.closed_at is None or kept.closed_at > before)
    )

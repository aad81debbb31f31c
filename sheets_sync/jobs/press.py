"""All that the editions of one month or quarter are made of, gathered once for every unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..config import Config
from ..config.registry import WRONG
from ..indicators import Observations, check_sums, measure
from ..merge import merge
from ..model import Edition, KeptFinding, Level, Snapshot, Unit
from ..periods import Month, Quarter
from ..programmes import Programme, programmes_from, with_thresholds
from ..render import Material, Templates, compose_edition, render
from ..render.annexes import annexes_of, enclosing, fitting
from ..store import Store
from .reader import read_boundaries

MEGABYTE = 1_000_000
TREND = 12  # months that a trend looks back, this one included


@dataclass(frozen=True, slots=True)
class Press:
    """A month's material and the templates: from here every edition is a pure function of its unit."""

    material: Material
    templates: Templates
    sent: Mapping[Level, tuple[str, ...]]  # kinds of annexes
    largest: int  # bytes of a mail

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
        material = Material(
            month=month,
            units={unit.code: unit for unit in units},
            programmes=programmes,
            observations=observations,
            register=register,
            snapshot=snapshot,
            earlier=tuple(earlier(config, store, month, units, programmes, snapshot)),
            findings=findings_at(
                store, period.months[0] if isinstance(period, Quarter) else month, snapshot.taken_at, config
            ),
            office=config.office,
            boundaries=read_boundaries(config),
            closed=closed,
            closing=config.closes,
            quarter=period if isinstance(period, Quarter) else None,
            year_ago=year_before(config, store, month, units, programmes),
            ranking=config.ranking,
        )
        sent = {level: config.annexes_for(level) for level in Level}
        return cls(material, templates_of(config), sent, int(config.mail.largest_mb * MEGABYTE))

    def edition(self, unit: Unit, revision: int = 0) -> Edition:
        """The edition of one unit with its annexes, and with a word in the letter on which of them go with it."""
        material = self.material.revised(revision)
        view = compose_edition(material, unit)
        annexes = annexes_of(material, unit, view)
        kept, left = fitting(annexes, self.sent[unit.level], self.largest)
        letter = render(enclosing(view, kept, left), self.templates)
        files = tuple(replace(file, sent=kind in kept) for kind, file in annexes.items())
        content = (letter, material.snapshot.hash, view.numbers, files)
        return Edition(material.report, unit.code, material.period, revision, *content)


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
) -> Iterable[Observations]:
    """The observations of the months before that have a snapshot of their own, each snapshot measured once."""
    last = snapshot.id
    for _ in range(TREND - 1):
        month = month.previous
        before = store.as_of(month.closes(config.closes), or_later=False)
        if before is None:
            return
        if before.id != last:
            yield measure(merge(store.readings(before), programmes), programmes, units, month)
            last = before.id


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

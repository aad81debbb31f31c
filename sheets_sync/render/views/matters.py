"""What asks for something, and what was planned and told."""

from __future__ import annotations

from dataclasses import dataclass

from .marks import Mark


@dataclass(frozen=True, slots=True)
class Decision:
    """One matter that needs a decision: what, why, whose, until when."""

    mark: Mark
    what: str
    why: str
    who: str
    due: str
    about: str = ""  # what it is measured by: programme/indicator, silent, behind, villages, stopped, overdue
    stood: float | None = None  # how much of that there was, so that the next quarter can tell what came of it
    link: str = ""


@dataclass(frozen=True, slots=True)
class PlotRow:
    """One plot or village that its district should look at; its owner's name is masked."""

    name: str
    place: str
    state: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem in the officers' own words, and whose it is."""

    text: str
    offices: str
    times: str
    remedies: tuple[str, ...] = ()  # what officers suggest or note beside it
    more: str = ""  # how long a text that was cut is
    link: str = ""


@dataclass(frozen=True, slots=True)
class PlanPart:
    """An activity that is overdue or comes next, once, with the offices that have it in their plans."""

    activity: str
    office: str  # empty in a district's own edition
    when: str
    first: str = ""  # the earliest day
    offices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanGroup:
    """Activities that stand alike: overdue, coming, done or paused."""

    code: str
    title: str
    count: str  # entries in the offices' plans
    parts: tuple[PlanPart, ...]
    more: str = ""
    activities: int = 0  # of which at most six are shown
    offices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The four groups of a plan, each perhaps empty."""

    groups: tuple[PlanGroup, ...]

    def group(self, code: str) -> PlanGroup:
        return next(group for group in self.groups if group.code == code)

    @property
    def shown(self) -> tuple[PlanGroup, ...]:
        """The groups with something in them."""
        return tuple(group for group in self.groups if group.parts)


@dataclass(frozen=True, slots=True)
class Poverty:
    """How many households of the poverty list (TPMAP) have a plot, and how far those plots are."""

    sentence: str
    steps: tuple[tuple[str, str], ...]  # ขุดแล้วเสร็จ, 12 แปลง (40.0%)
    note: str

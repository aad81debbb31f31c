"""What a monthly edition says, in the order in which it is read: plain texts, ready for any template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Mark:
    """How something stands: a sign and a word, and a colour that never stands alone."""

    code: str
    sign: str
    word: str
    colour: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Who reports, on what, for which period, as of when, and how complete it is."""

    office: str
    title: str
    unit: str
    quarter: str
    as_of: str
    state: str  # ฉบับสมบูรณ์, ฉบับเบื้องต้น, แก้ไขครั้งที่ 1
    coverage: str  # ส่งข้อมูลแล้ว 16/18 อำเภอ
    missing: str  # who has not sent what is expected; empty when nobody
    late: str  # why the edition was made afterwards; empty when it was not


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
class Bar:
    """A share of a whole in percent (0–100), and where the pace of the year stands; for a bar of table cells."""

    filled: int
    colour: str

    @property
    def empty(self) -> int:
        return 100 - self.filled


@dataclass(frozen=True, slots=True)
class Figure:
    """One headline figure with what it is of, what changed, and how it stands."""

    label: str
    value: str
    unit: str
    of: str
    change: str
    mark: Mark
    bar: Bar | None = None
    was: str = ""  # เดิม: ต้องเร่ง, where the mark is another than in the period before
    year_ago: str = ""  # the same month last year
    link: str = ""  # to the cell, or to the page of the cells that it sums


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator: target, actual, percent and change, each a text; unknown is “…”, never 0."""

    label: str
    unit: str
    target: str
    actual: str
    percent: str
    change: str
    mark: Mark
    note: str  # จาก 11/18 อำเภอ
    explain: str


@dataclass(frozen=True, slots=True)
class ProgrammePart:
    """All indicators of one programme."""

    name: str
    rows: tuple[IndicatorRow, ...]


@dataclass(frozen=True, slots=True)
class Disbursement:
    """Money against the pace of the fiscal year."""

    programme: str
    unit: str
    allocated: str
    spent: str
    left: str
    percent: str
    pace: str
    spent_bar: Bar
    pace_bar: Bar
    sentence: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage in a table, with its bar, and a mark where it asks for something; unknown is “…” without them."""

    text: str
    bar: Bar | None
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One province or district, its shares in the table's columns, and what else it stands by."""

    name: str
    shares: tuple[Share, ...]
    why: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """Units that stand alike; `others` are named without a row where there are too many."""

    mark: Mark
    count: str
    rows: tuple[UnitRow, ...]
    others: str = ""


@dataclass(frozen=True, slots=True)
class UnitTable:
    """The units below by how they stand, those that need support first."""

    title: str
    head: str
    columns: tuple[str, ...]
    groups: tuple[UnitGroup, ...]
    due: tuple[str, ...] = ()  # what is due in each column by the month's end
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Parts by name with the figure that puts them there: near to what is due, risen most, to be supported first."""

    leading: tuple[tuple[str, str], ...]
    improved: tuple[tuple[str, str], ...]
    support: tuple[tuple[str, str], ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Trend:
    """Up to twelve months, the latest last: a share in each column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Share, ...]], ...]


@dataclass(frozen=True, slots=True)
class TrendLine:
    """One share over the months of a fiscal year, in percent; None where it is unknown or still to come."""

    label: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class TrendChart:
    """A fiscal year from October to September; `pace` is the percentage due by each month's end, empty for none."""

    year: str
    months: tuple[str, ...]
    lines: tuple[TrendLine, ...]
    pace: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a map's key: how it is marked, what it is, and how many there are."""

    marker: str
    colour: str
    label: str
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class MapArea:
    """An area on the map, in degrees: its rings, the entry of the key that it belongs to, and its name's place."""

    rings: tuple[Any, ...]  # arrays of longitude and latitude
    key: int | None = None
    name: str = ""
    place: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class MapChart:
    """Areas, pins over them with the number of their entry in the key, and the corners of what is to be seen."""

    areas: tuple[MapArea, ...]
    pins: tuple[tuple[float, float, int], ...]
    key: tuple[Key, ...]
    frame: tuple[float, float, float, float]  # west, south, east, north
    note: str = ""


@dataclass(frozen=True, slots=True)
class Illustration:
    """A picture in the mail: its Content-ID, what it shows in one sentence, its size, and what is drawn on it."""

    cid: str
    alt: str
    width: int
    height: int
    chart: TrendChart | MapChart


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


@dataclass(frozen=True, slots=True)
class ModelVillages:
    """The districts with, without, and not telling of a model village, where a programme asks for one in each."""

    title: str
    sentence: str
    having: str
    lacking: str
    mark: Mark
    waiting: str = ""
    linked: str = ""  # how many villages are joined to plots


@dataclass(frozen=True, slots=True)
class FindingRow:
    """Findings of one kind in one tab, each cell with its link; empty where a link must not be given."""

    what: str
    office: str
    tab: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RateRow:
    """Reporting of one unit (DHIS2): workbooks expected, come, come by the closing, and the share that came."""

    name: str
    expected: str
    actual: str
    on_time: str
    percent: str


@dataclass(frozen=True, slots=True)
class Revised:
    """A figure that a revision changed: what it was called, was and is."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Quality:
    """Who has not reported, whose data is old, and what of it must be mended."""

    reporting: str
    silent: str
    rates: tuple[RateRow, ...]
    all_in: str  # parts of which everything has come in time, by number
    stale: tuple[str, ...]
    more_stale: str
    kinds: tuple[tuple[str, str], ...]
    movement: str
    to_mend: tuple[FindingRow, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Source:
    """A workbook that the edition was made from, and whose it is."""

    title: str
    link: str
    read: str
    office: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionView:
    """What every edition says, whatever its report."""

    subject: str
    heading: Heading
    mark: Mark
    was: str  # เดิม: ต้องเร่ง
    sentence: str
    tally: str
    revised: tuple[Revised, ...]
    decisions: tuple[Decision, ...]
    figures: tuple[Figure, ...]
    pace: str
    units: UnitTable | None
    trend: Trend | None
    trend_picture: Illustration | None
    map_picture: Illustration | None
    problems: tuple[Problem, ...]
    villages: ModelVillages | None
    quality: Quality
    sources: tuple[Source, ...]
    more_sources: str
    reporter: str
    legend: tuple[Mark, ...]
    page: str  # address of the page that lists the cells behind the figures; empty where none is published
    key: str
    revision: str
    snapshot: str
    numbers: Mapping[str, float | None]
    enclosed: str = ""  # what goes with the mail
    left_out: str = ""  # what would have made it too large

    @property
    def illustrations(self) -> tuple[Illustration, ...]:
        """The pictures that there are, the one that says most first."""
        return tuple(each for each in (self.trend_picture, self.map_picture) if each)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyView(EditionView):
    """Everything that one edition of the monthly report says, for one unit."""

    programmes: tuple[ProgrammePart, ...]
    disbursement: Disbursement | None
    ranking: Ranking | None
    plots: tuple[PlotRow, ...]
    practices: tuple[Problem, ...]
    plan: Plan
    poverty: Poverty | None

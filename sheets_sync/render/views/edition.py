"""What an edition says, in the order in which it is read: plain texts, ready for any template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .charts import Illustration
from .figures import Disbursement, Figure, Lead, ProgrammePart, Revised
from .marks import Mark
from .matters import Decision, Plan, PlotRow, Poverty, Problem
from .photos import Photos
from .quality import Quality, Source
from .units import ModelVillages, Ranking, Trend, UnitTable

MOST_PICTURES = 3  # in a mail


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


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionView:
    """What every edition says, whatever its report."""

    subject: str
    heading: Heading
    mark: Mark
    was: str  # เดิม: ต้องเร่ง
    sentence: str
    leads: tuple[Lead, ...]  # what the sentence says, large and compared
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
    photos: Photos | None = None
    logo: Illustration | None = None
    enclosed: str = ""  # what goes with the mail
    left_out: str = ""  # what would have made it too large
    shortened: str = ""  # what its body does not say, because mail programs would cut it off

    @property
    def illustrations(self) -> tuple[Illustration, ...]:
        """The pictures of the mail, three at most: where a logo stands beside trend and photos, the map yields."""
        shown = (self.logo, self.trend_picture, self.photos.picture if self.photos else None, self.map_picture)
        return tuple(each for each in shown if each)[:MOST_PICTURES]

    @property
    def map_yields(self) -> bool:
        """Whether the map stands in the document only."""
        return self.map_picture is not None and self.map_picture not in self.illustrations


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

"""What editions and notices say: frozen texts, in the order in which they are read, ready for any template."""

from .charts import Illustration, Key, Logo, MapArea, MapChart, PhotoStrip, TrendChart, TrendLine
from .edition import EditionView, Heading, MonthlyView
from .figures import Disbursement, Figure, IndicatorRow, Lead, ProgrammePart, Revised
from .marks import Bar, Mark, Share
from .matters import Decision, Plan, PlanGroup, PlanPart, PlotRow, Poverty, Problem
from .notice import NoticeBook, NoticeHeading, NoticeRow, NoticeTab, NoticeView
from .photos import Caption, Photos
from .quality import FindingRow, Quality, RateRow, Source
from .quarter import Band, Cell, FollowUp, MatrixRow, QuarterlyView
from .sources import Awaiting, SourceFigure, SourceLine, SourceList, SourceProgramme, SourcesView
from .units import ModelVillages, Ranking, Trend, UnitGroup, UnitRow, UnitTable

__all__ = [
    "Awaiting",
    "Band",
    "Bar",
    "Caption",
    "Cell",
    "Decision",
    "Disbursement",
    "EditionView",
    "Figure",
    "FindingRow",
    "FollowUp",
    "Heading",
    "Illustration",
    "IndicatorRow",
    "Key",
    "Lead",
    "Logo",
    "MapArea",
    "MapChart",
    "Mark",
    "MatrixRow",
    "ModelVillages",
    "MonthlyView",
    "NoticeBook",
    "NoticeHeading",
    "NoticeRow",
    "NoticeTab",
    "NoticeView",
    "PhotoStrip",
    "Photos",
    "Plan",
    "PlanGroup",
    "PlanPart",
    "PlotRow",
    "Poverty",
    "Problem",
    "ProgrammePart",
    "Quality",
    "QuarterlyView",
    "Ranking",
    "RateRow",
    "Revised",
    "Share",
    "Source",
    "SourceFigure",
    "SourceLine",
    "SourceList",
    "SourceProgramme",
    "SourcesView",
    "Trend",
    "TrendChart",
    "TrendLine",
    "UnitGroup",
    "UnitRow",
    "UnitTable",
]

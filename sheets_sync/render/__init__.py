"""Observations and findings become editions that people can read."""

from __future__ import annotations

from .composing import compose_edition
from .discretion import Discretion
from .findings_tab import compose_findings_tab
from .masking import masked, masked_name
from .material import Material
from .notice import NoticeMaterial, notice_letter
from .quarter import compose_quarter
from .shortening import shorter, telling
from .sources import compose_sources, sources_page
from .templating import Templates, render
from .views import EditionView, MonthlyView, QuarterlyView

__all__ = [
    "Discretion",
    "EditionView",
    "Material",
    "MonthlyView",
    "NoticeMaterial",
    "QuarterlyView",
    "Templates",
    "compose_edition",
    "compose_findings_tab",
    "compose_quarter",
    "compose_sources",
    "masked",
    "masked_name",
    "notice_letter",
    "render",
    "shorter",
    "sources_page",
    "telling",
]

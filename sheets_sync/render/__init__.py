"""Observations and findings become editions that people can read."""

from __future__ import annotations

from .composing import compose_edition
from .discretion import Discretion
from .masking import masked, masked_name
from .material import Material
from .notice import NoticeMaterial, notice_letter
from .templating import Templates, render
from .view import MonthlyView

__all__ = [
    "Discretion",
    "Material",
    "MonthlyView",
    "NoticeMaterial",
    "Templates",
    "compose_edition",
    "masked",
    "masked_name",
    "notice_letter",
    "render",
]

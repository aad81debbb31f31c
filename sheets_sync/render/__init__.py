"""Observations and findings become editions that people can read."""

from __future__ import annotations

from .composing import compose_edition
from .masking import masked, masked_name
from .material import Material
from .templating import Templates, render
from .view import MonthlyView

__all__ = ["Material", "MonthlyView", "Templates", "compose_edition", "masked", "masked_name", "render"]

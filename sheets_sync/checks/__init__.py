"""Rules that look at what was understood and return Findings."""

from .moved import moved
from .rules import check_tables

__all__ = ["check_tables", "moved"]

"""What is reported on: units and what was observed of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """The levels of units, highest first."""

    NATION = "nation"
    REGION = "region"
    PROVINCE = "province"
    DISTRICT = "district"


@dataclass(frozen=True, slots=True)
class Unit:
    """Nation, inspection region, province or district (DHIS2: organisation unit)."""

    code: str  # nation, region-12, 46, 4607
    level: Level
    name: str  # Thai, with its word: จังหวัดกาฬสินธุ์
    parts: tuple[str, ...] = ()  # codes of the units it is the sum of


class Standing(StrEnum):
    """How an observation stands against its target and pace; always shown with its word and sign."""

    ON_TRACK = "on_track"
    HURRY = "hurry"
    SUPPORT = "support"
    DOUBTFUL = "doubtful"
    UNKNOWN = "unknown"
    PLAIN = "plain"  # a figure with no target to be judged by


@dataclass(frozen=True, slots=True)
class Observation:
    """An indicator's value for a unit and a period (SDMX: observation), with what it was made of.

    `numerator` and `denominator` are None when unknown; `known` of `expected` districts stand behind it.
    """

    programme: str
    indicator: str
    unit: str
    numerator: float | None
    denominator: float | None = None
    target: float | None = None
    known: int = 0
    expected: int = 0
    standing: Standing = Standing.PLAIN

    @property
    def value(self) -> float | None:
        """The numerator, or the percentage (0–100) where the indicator has a denominator."""
        if self.numerator is None or self.denominator is None:
            return self.numerator if self.denominator is None else None
        return None if self.denominator == 0 else 100 * self.numerator / self.denominator

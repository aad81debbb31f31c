"""Photographs of an edition: side by side in one picture, and what each shows."""

from __future__ import annotations

from dataclasses import dataclass

from .charts import Illustration


@dataclass(frozen=True, slots=True)
class Caption:
    """What one photograph shows, where, and who reported it when; never a person's name."""

    what: str
    place: str
    office: str
    day: str


@dataclass(frozen=True, slots=True)
class Photos:
    """One picture of up to three photographs, and their captions from left to right."""

    picture: Illustration
    captions: tuple[Caption, ...]

    @property
    def share(self) -> int:
        """Percent of the width that each caption has."""
        return 100 // len(self.captions)

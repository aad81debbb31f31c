"""All observations of one month, found by programme, indicator and unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..merge import UNKNOWN
from ..model import Observation
from ..periods import Month


@dataclass(frozen=True)
class Observations:
    """The observations of one month for all units, the parts whose district is unknown (`46??`, `??`) among them.

    `basis` says of a district's figure whether its register or the province's summary stands behind it.
    """

    month: Month
    by_key: Mapping[tuple[str, str, str], Observation]
    basis: Mapping[tuple[str, str, str], str] = field(default_factory=dict)

    def get(self, programme: str, indicator: str, unit: str) -> Observation:
        """One observation; where nothing was measured, one of which nothing is known."""
        found = self.by_key.get((programme, indicator, unit))
        return found or Observation(programme, indicator, unit, None)

    def of_unit(self, unit: str) -> tuple[Observation, ...]:
        """A unit's observations, in the order of the programmes' indicators."""
        return self._by_unit.get(unit, ())

    def __iter__(self) -> Iterator[Observation]:
        return iter(self.by_key.values())

    def __len__(self) -> int:
        return len(self.by_key)

    def reporting(self, programme: str = "") -> frozenset[str]:
        """Codes of the districts of which anything is known, in one programme or in any."""
        return frozenset(
            o.unit
            for o in self
            if len(o.unit) == 4 and o.known and programme in ("", o.programme) and not o.unit.endswith(UNKNOWN)
        )

    def numbers(self, unit: str) -> dict[str, float | None]:
        """A unit's figures by `programme/indicator`, their wholes by the same with `/of`: they tell revisions apart."""
        found = self.of_unit(unit)
        return {f"{o.programme}/{o.indicator}": o.numerator for o in found} | {
            f"{o.programme}/{o.indicator}/of": o.denominator for o in found if o.denominator is not None
        }

    @cached_property
    def _by_unit(self) -> Mapping[str, tuple[Observation, ...]]:
        units: dict[str, list[Observation]] = {}
        for observation in self:
            units.setdefault(observation.unit, []).append(observation)
        return {unit: tuple(found) for unit, found in units.items()}

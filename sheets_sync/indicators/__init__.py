"""The register of a month becomes observations: each indicator's value for each unit, with what it was made of."""

from __future__ import annotations

from .changes import between
from .measuring import measure
from .observations import Observations
from .provenance import SIDES, Added, Behind, Provenance, Side
from .sums import check_sums

__all__ = [
    "SIDES",
    "Added",
    "Behind",
    "Observations",
    "Provenance",
    "Side",
    "between",
    "check_sums",
    "measure",
]

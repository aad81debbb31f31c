"""Mistakes in the state of the work, and honest words for work that went off the track."""

from __future__ import annotations

from ..progress import STAGES
from ..styles.form import Typed
from .kinds import Mistake, Slip, unknown


def _not_begun(slip: Slip) -> bool:
    return STAGES.index(slip.value) < STAGES.index("digging")


def _at_work(slip: Slip) -> bool:
    return slip.value in ("contracted", "digging")


WORK: tuple[Mistake, ...] = (
    Mistake(
        "stage_unclear", "113", "STAGE_UNKNOWN", ("stage",), lambda s: "ติดปัญหา รอประสานงาน", reads=unknown, times=4
    ),
    Mistake(
        "stage_paid_early",
        "113",
        "STAGE_ORDER",
        ("stage",),
        lambda s: s.way("paid"),
        _not_begun,
        lambda s: "paid",
        sure=False,
    ),
    Mistake("stage_coloured", "37", "COLOUR_ONLY", ("stage",), lambda s: Typed(fill="92D050"), reads=unknown),
    Mistake("stage_water", "113", "", ("stage",), lambda s: "รอน้ำลด", _at_work, lambda s: "paused", times=4),
    Mistake("stage_withdrew", "113", "", ("stage",), lambda s: "สละสิทธิ์", _not_begun, lambda s: "withdrawn"),
)

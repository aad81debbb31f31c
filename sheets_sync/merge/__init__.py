"""District and province tables become one register: every row once, every value with its cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from ..model import Finding, Reading
from ..programmes import Programme
from .frames import frame_of, sources_of
from .levels import levels_disagree
from .measures import amounts, condition, per_unit
from .register import UNKNOWN, Register, finding_at
from .sameness import count_once, first_of_the_same

__all__ = ["UNKNOWN", "Register", "amounts", "condition", "finding_at", "first_of_the_same", "merge", "per_unit"]


def merge(readings: Iterable[Reading], programmes: Iterable[Programme]) -> Register:
    """Put the tables of all offices together and say where they contradict each other.

    One frame a programme and shape, one row a plot, village, activity or district summary; `counted` is false on
    rows that say again what another row says. Copied tabs are left out; a value that cannot be (a count below zero,
    a point outside the country) is unknown in the frame and a finding.
    """
    known = {programme.code: programme for programme in programmes}
    sources = sources_of(readings, known)
    tables = tuple(source.table for source in sources)
    frames: dict[tuple[str, str], pd.DataFrame] = {}
    conflicts: list[Finding] = []
    for code, shape in dict.fromkeys((source.programme, source.shape) for source in sources):
        same = [source for source in sources if (source.programme, source.shape) == (code, shape)]
        rows, impossible = frame_of(same, known[code], shape, tables)
        frames[code, shape], repeated = count_once(rows, known[code].shapes[shape], shape, tables)
        conflicts += impossible + repeated
    register = Register(frames, tables=tables)
    return replace(register, conflicts=(*conflicts, *levels_disagree(register, tuple(known.values()))))

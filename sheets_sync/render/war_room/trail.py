"""How far each plot was in months before: the same plot is found again by what tells two rows apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from ...merge import Register
from ...programmes import Programme
from ..register import unknown
from ..registers import Place

Stages = Mapping[Place, str]
"""By the place of a row its stage, empty where it is unknown or its programme has none; absent where it was not."""

SPOT = ["unit", "latitude", "longitude"]


def stages_then(now: Register, then: Register, programmes: Iterable[Programme]) -> Stages:
    """Of each plot and village that counts now the stage that it was in then."""
    found: dict[Place, str] = {}
    for programme in programmes:
        new, old = (register.counted(programme.code, "register") for register in (now, then))
        if new.empty or old.empty:
            continue
        left = dict.fromkeys(_places(new))
        for fields in (*programme.shapes["register"].identity, SPOT):
            before = dict(zip(_keys(old, fields), _stages(old), strict=True))
            before.pop(None, None)
            for place, key in zip(_places(new), _keys(new, fields), strict=True):
                if place in left and key is not None and key in before:
                    found[place] = before[key]
                    del left[place]
    return found


def _places(rows: pd.DataFrame) -> list[Place]:
    spots = rows[["workbook_id", "tab_id", "row"]].itertuples(index=False)
    return [(str(book), int(tab), int(row)) for book, tab, row in spots]


def _keys(rows: pd.DataFrame, fields: Sequence[str]) -> list[tuple[Any, ...] | None]:
    """What tells each row apart; None where a part of it is unknown."""
    if not set(fields) <= set(rows.columns):
        return [None] * len(rows)
    parts = rows[list(fields)].itertuples(index=False, name=None)
    return [None if any(unknown(part) for part in key) else key for key in parts]


def _stages(rows: pd.DataFrame) -> list[str]:
    return list(rows["stage"].fillna("").astype(str)) if "stage" in rows else [""] * len(rows)

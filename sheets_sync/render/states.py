"""How far a plot is in one of five words, each with its marker and colour; a village has its own."""

from __future__ import annotations

from ..programmes import Programme

STATES = (
    ("ยังไม่ลงมือ", "diamond", "#966300"),
    ("กำลังดำเนินการ", "square", "#2f5d8a"),
    ("แล้วเสร็จ", "circle", "#2e7d32"),
    ("หยุดหรือถอนตัว", "turned", "#b3402e"),
    ("ไม่ระบุสถานะ", "square", "#7b8794"),
)
BEGUN, FINISHED = 45, 70  # percent of the way from which a plot is being worked on, and is done
VILLAGE = ("triangle", "#6a4c93")


def state_of(programme: Programme, stage: str) -> str:
    """A stage in one of five words; where a programme has no stages, what its rows are."""
    if not programme.stages:
        return f"{programme.shapes['register'].row_label}{programme.short}"
    spec = programme.stages.get(stage)
    if spec is None:
        return STATES[4][0]
    if spec.off_track:
        return STATES[3][0]
    return STATES[(spec.weight >= BEGUN) + (spec.weight >= FINISHED)][0]

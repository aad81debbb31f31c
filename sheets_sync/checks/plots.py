"""What holds of one plot: its size, its land, and the order of the work on it."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Finding, Record
from .subject import Subject, figure, shown

NEAR = 0.001  # rai


def standard_size(subject: Subject) -> Iterator[Finding]:
    """A plot's size is one of its model's. Options: field, model, sizes (model -> rai)."""
    sizes: dict[str, list[float]] = subject.options["sizes"]
    every = sorted({size for group in sizes.values() for size in group})
    for record in subject.table.records:
        size, model = figure(record.values.get(subject.options["field"])), record.values.get(subject.options["model"])
        allowed = sizes.get(str(model), every)
        if size is not None and size not in allowed:
            of = f"แปลง {model}" if model else "แปลง"
            said = f"ขนาด {shown(size)} ไร่ ไม่ใช่ขนาดมาตรฐานของ{of} ({' หรือ '.join(map(str, allowed))} ไร่) โปรดตรวจสอบ"
            yield subject.at(record, subject.options["field"], said)


def area_covers_size(subject: Subject) -> Iterator[Finding]:
    """The land of the deed is at least the plot. Options: area, size."""
    for record in subject.table.records:
        area, size = (figure(record.values.get(subject.options[name])) for name in ("area", "size"))
        if area is not None and size is not None and area < size - NEAR:
            said = f"เนื้อที่ตามเอกสารสิทธิ์ {shown(area)} ไร่ น้อยกว่าขนาดแปลง {shown(size)} ไร่ โปรดตรวจสอบ"
            yield subject.at(record, subject.options["area"], said)


def stage_order(subject: Subject) -> Iterator[Finding]:
    """Nothing is done before its stage. Options: field, and after: field -> the stage that its figure or day needs."""
    order = [code for code, stage in subject.programme.stages.items() if not stage.off_track]
    name = subject.options["field"]
    for record in subject.table.records:
        stage = record.values.get(name)
        if not isinstance(stage, str) or stage not in order:
            continue
        early = _earliest_breach(subject, record, order, order.index(stage))
        if early:
            needed = subject.programme.stages[subject.options["after"][early]].label
            label = subject.programme.stages[stage].label
            said = f"สถานะ “{label}” แต่มี{subject.label(early)}แล้ว ซึ่งควรถึงขั้น “{needed}” โปรดตรวจสอบ"
            yield subject.at(record, name, said)


def _earliest_breach(subject: Subject, record: Record, order: list[str], now: int) -> str:
    """The first field that is filled although the plot's stage has not come so far."""
    for name, needed in subject.options["after"].items():
        value = record.values.get(name)
        if value and now < order.index(needed) and not subject.codes_at(record, name):
            return str(name)
    return ""

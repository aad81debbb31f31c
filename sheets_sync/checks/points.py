"""Points held against the polygons of districts, where a boundary file is configured."""

from __future__ import annotations

from collections.abc import Iterator

from ..areas import area_name
from ..model import Finding
from .subject import Subject, figure

COARSE_METRES = 12_000  # what a point of one decimal may be off


def in_district(subject: Subject) -> Iterator[Finding]:
    """A point lies in the district, or at least the province, that its row names. Options: latitude, longitude."""
    if subject.boundaries is None:
        return
    for record in subject.table.records:
        latitude, longitude = (figure(record.values.get(subject.options[n])) for n in ("latitude", "longitude"))
        code = record.values.get("district_code") or record.values.get("province_code")
        if latitude is None or longitude is None or not isinstance(code, str):
            continue
        coarse = "COORD_COARSE" in subject.codes_at(record, subject.options["latitude"])
        slack = COARSE_METRES if coarse else None
        if subject.boundaries.holds(code, latitude, longitude, slack) is not False:
            continue
        other = subject.boundaries.area_at(latitude, longitude)
        where = f"อยู่ในอำเภอ{area_name(other)}" if len(other) == 4 else "อยู่นอกเขตอำเภอที่รู้จัก"
        named = f"{'อำเภอ' if len(code) == 4 else 'จังหวัด'}{area_name(code)}"
        said = f"พิกัด {latitude:.6f}, {longitude:.6f} {where} ไม่ใช่{named} โปรดตรวจสอบ"
        yield subject.at_point(record, said)

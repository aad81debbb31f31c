"""Every plot and village of the country as a page tells of it, gathered once for all pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...merge import Register
from ...model import KeptFinding, Severity
from ...model.a1 import place_of
from ...periods import BANGKOK, Month, thai_date_short
from ...programmes import Programme
from ..labels import label_of
from ..links import cell_link
from ..masking import masked
from ..material import Material
from ..parts import cut
from ..register import unknown
from ..registers import Listing, Place, Row, Value
from ..told import SETTLED
from .trail import Stages

FACTS = (
    "size_rai", "model", "area_rai", "deed_type", "progress_percent", "contract_baht", "disbursed_baht", "dig_start",
    "dig_end", "trained", "aomue_count", "hh_total", "hh_growing", "hh_ge10", "kinds_avg", "saving_baht_month",
    "network_villages", "linked_plots",
)  # fmt: skip
"""Fields that a plot's card shows, in this order; none of them is about a person."""
NAMES = ("plot_code", "plot_no", "village")
MOST_LETTERS = 240  # of a problem in a card


@dataclass(frozen=True, slots=True)
class Task:
    """One activity of a plot's plan: what, how it stands, and the day that counts."""

    what: str
    state: str  # เลยกำหนด, ยังไม่ถึงกำหนด, ไม่ระบุกำหนด, ทำแล้ว, พักไว้ก่อน, ยกเลิก
    day: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One plot or village; unknown is None, and nobody can be told from it but by `owner`, a name's initials."""

    programme: int
    place: str  # code of its district, `46??` or `??`
    name: str
    where: str  # ต.หัวงัว หมู่ 5
    stages: tuple[str | None, ...]  # a code a month, the latest last; None where it was not there yet
    point: tuple[float, float] | None  # longitude, latitude
    facts: tuple[tuple[str, str], ...]  # heading and value
    link: str
    owner: str
    problem: str
    photos: tuple[str, ...]
    tasks: tuple[Task, ...]
    findings: tuple[tuple[str, str], ...]  # kind, and address of its cell

    @property
    def overdue(self) -> bool:
        return any(task.state == OVERDUE for task in self.tasks)


OVERDUE = "เลยกำหนด"


def entries_of(material: Material, trails: Mapping[Month, Stages]) -> dict[str, list[Entry]]:
    """The entries by the code of their place, programme after programme, in the order of their sheets."""
    found: dict[str, list[Entry]] = {}
    standing = findings_by_row(material)
    past = [trails.get(month.month, {}) for month in material.history[:-1]]
    for number, programme in enumerate(material.programmes):
        plans = Plans(material, programme)
        raw = dict(_raw(material.register, programme))
        for listing in (one for one in material.listings if one.programme is programme and one.shape == "register"):
            making = _Making(number, listing, {column.name: at for at, column in enumerate(listing.columns)})
            for place, rows in listing.rows.items():
                for order, row in enumerate(rows, start=1):
                    told = raw[row.at]
                    stages = (*(trail.get(row.at) for trail in past), row.stage)
                    found.setdefault(place, []).append(
                        making.entry(
                            place,
                            order,
                            row,
                            told,
                            stages=stages,
                            tasks=plans.of(told),
                            findings=standing.get(row.at, ()),
                        )
                    )
    return found


@dataclass(frozen=True, slots=True)
class _Making:
    """One register's rows on their way to being entries."""

    number: int
    listing: Listing
    columns: Mapping[str, int]

    def entry(
        self,
        place: str,
        order: int,
        row: Row,
        raw: Mapping[str, Any],
        *,
        stages: tuple[str | None, ...],
        tasks: tuple[Task, ...],
        findings: Sequence[tuple[str, str]],
    ) -> Entry:
        """One entry; what is shown comes from the listing, in which people are masked already."""
        x, y = self._of(row, "longitude"), self._of(row, "latitude")
        photos = raw.get("photos")
        label = self.listing.programme.shapes["register"].row_label
        return Entry(
            self.number,
            place,
            self._name(row) or f"{label} {order}",
            self._where(row),
            stages,
            (x, y) if isinstance(x, float) and isinstance(y, float) else None,
            tuple(self._facts(row)),
            row.link,
            self._owner(row),
            cut(text_of(self._of(row, "problem")), MOST_LETTERS),
            tuple(map(str, reversed(photos))) if isinstance(photos, list) else (),
            tasks,
            tuple(findings),
        )

    def _of(self, row: Row, name: str) -> Value:
        return row.values[self.columns[name]] if name in self.columns else None

    def _name(self, row: Row) -> str:
        """The code or number of a plot, or the name of a village; never a person's."""
        label = self.listing.programme.shapes["register"].row_label
        found = next((text_of(value) for name in NAMES if (value := self._of(row, name)) is not None), "")
        return found if not found or "plot_code" not in self.columns or "-" in found else f"{label} {found}"

    def _where(self, row: Row) -> str:
        parts = (("ต.", "tambon"), ("หมู่ ", "moo"))
        return " ".join(f"{sign}{text_of(v)}" for sign, name in parts if (v := self._of(row, name)) is not None)

    def _facts(self, row: Row) -> Iterator[tuple[str, str]]:
        for name in FACTS:
            if (value := self._of(row, name)) is not None:
                yield self.listing.columns[self.columns[name]].heading, text_of(value)

    def _owner(self, row: Row) -> str:
        """The initials of a name, for the district's own page."""
        for at, column in enumerate(self.listing.columns):
            if column.kind == "name" and column.name != "reporter" and row.values[at] is not None:
                return text_of(row.values[at])
        return ""


def text_of(value: Value) -> str:
    """A value as it is read; unknown is empty."""
    if isinstance(value, dt.date):
        return thai_date_short(value)
    return "" if value is None else f"{value:,.10g}" if isinstance(value, float) else value


def _raw(register: Register, programme: Programme) -> Iterator[tuple[Place, Mapping[str, Any]]]:
    """By place what a row's entry must know of it that a listing does not hand on."""
    rows = register.counted(programme.code, "register")
    wanted = ["workbook_id", "tab_id", "row", "unit", "plot_no", "owner_name", "photos"]
    for record in rows[[name for name in wanted if name in rows]].to_dict("records"):
        yield (
            (str(record["workbook_id"]), int(record["tab_id"]), int(record["row"])),
            {str(k): v for k, v in record.items()},
        )


class Plans:
    """The plans of a programme: an activity belongs to the plot of the same owner, or else of the same number."""

    def __init__(self, material: Material, programme: Programme) -> None:
        self._today = material.snapshot.taken_at.astimezone(BANGKOK).date().isoformat()
        self._by: dict[tuple[str, str, str], list[Task]] = {}
        frame = material.register.counted(programme.code, "plan")
        if frame.empty or "activity" not in frame:
            return
        for row in frame[frame["activity"].notna()].to_dict("records"):
            owner, number = (known(row.get(name)) for name in ("owner_name", "plot_no"))
            key = (str(row["unit"]), "owner", owner) if owner else (str(row["unit"]), "number", number)
            if owner or number:
                self._by.setdefault(key, []).append(self._task(row, owner))

    def of(self, raw: Mapping[str, Any]) -> tuple[Task, ...]:
        """The tasks of one plot, those overdue first."""
        unit, owner, number = (known(raw.get(name)) for name in ("unit", "owner_name", "plot_no"))
        found = [*self._by.get((unit, "owner", owner), ())] if owner else []
        found += self._by.get((unit, "number", number), ()) if number else ()
        return tuple(sorted(found, key=lambda task: task.state != OVERDUE))

    def _task(self, row: Mapping[Any, Any], owner: str) -> Task:
        what = masked(str(row["activity"]), (owner,) if owner else ())
        done, end = known(row.get("done_on")), known(row.get("planned_end")) or known(row.get("planned_start"))
        status = known(row.get("status"))
        state, day = "ยังไม่ถึงกำหนด" if end else "ไม่ระบุกำหนด", end
        if status == "paused":
            state = "พักไว้ก่อน"
        elif status == "cancelled":
            state = "ยกเลิก"
        elif done or status in SETTLED:
            state, day = "ทำแล้ว", done
        elif end and end < self._today:
            state = OVERDUE
        return Task(what, state, thai_date_short(dt.date.fromisoformat(day[:10])) if day else "")


def known(value: Any) -> str:
    """A value as text; unknown is empty."""
    return "" if unknown(value) else str(value)


def findings_by_row(material: Material) -> dict[Place, list[tuple[str, str]]]:
    """What must be mended in each row: its kind, which tells of nobody, and the address of its cell."""
    found: dict[Place, list[tuple[str, str]]] = {}
    for kept in material.findings:
        if kept.closed_at is None and kept.finding.severity is not Severity.INFO and (row := _row_of(kept)):
            finding = kept.finding
            link = cell_link(material.books.get(finding.workbook_id), finding.tab_id, finding.cell)
            found.setdefault((finding.workbook_id, finding.tab_id or 0, row), []).append((label_of(finding.code), link))
    return found


def _row_of(kept: KeptFinding) -> int:
    try:
        return place_of(kept.finding.cell)[0] + 1
    except ValueError:
        return 0

"""When an office touched its workbook last: our own writing of the findings tab is no touch of theirs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ..model import Cell, KeptWorkbook, Pull, Workbook, is_ours
from ..store import Store
from ..store.findings_tabs import KeptTab


@dataclass(frozen=True, slots=True)
class Touched:
    """Dates the workbooks that are written into; the others are as Drive dates them."""

    store: Store
    writing: bool  # findings tabs are written, so that what offices have in their workbooks must be known
    kept: Mapping[str, KeptTab]  # as the run found it, by the workbook's id

    @classmethod
    def of(cls, store: Store, writing: bool) -> Touched:
        return cls(store, writing, store.findings_tabs())

    def dated(self, pull: Pull, held: KeptWorkbook | None) -> Pull:
        """A pull that was read well, with the instant its office changed the workbook, which is the one `held` before
        where only we have changed it since.

        That the last hand in it was ours does not tell that no other was before it, so what stands in it is compared.
        Where there is nothing to compare it with, the earlier instant holds: what is old must never look new.
        """
        kept = self.kept.get(pull.workbook_id)
        if pull.workbook is None or not (kept or self.writing):
            return pull
        content = contents(pull.workbook)
        self.store.keep_findings_tab(pull.workbook_id, content=content)  # first, or a killed run would not know it
        if held and held.reading_hash and kept and _ours(pull, kept) and kept.content in ("", content):
            return replace(pull, changed_at=held.changed_at)
        return pull


def _ours(pull: Pull, kept: KeptTab) -> bool:
    """Whether we may have been the last in a workbook; Drive does not always tell who was."""
    return bool(kept.writer) and pull.changed_by in ("", kept.writer)


def contents(workbook: Workbook) -> str:
    """A hash of the values that an office has in its workbook, the same for a sheet and for its export.

    Of formulas only that they stand there, for their results change by themselves. Not colours, widths and the like:
    whoever only paints a cell is the last hand in the workbook, and known by that.
    """
    digest = hashlib.sha256()
    for tab in workbook.tabs:
        if not is_ours(tab):
            rows = [list(_typed(row)) for row in tab.rows]
            digest.update(repr((tab.title, rows)).encode("utf-8", "backslashreplace"))
    return digest.hexdigest()


def _typed(row: tuple[Cell, ...]) -> Iterator[object]:
    for cell in row:
        yield "=" if cell.formula else (cell.text if cell.value is None else cell.value, cell.link, cell.struck)

"""Each office's findings are written into a tab of their own in its workbook, where the configuration asks for that."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..config import Config
from ..errors import ConfigError, SourceError
from ..model import FindingsTab, KeptFinding, KeptWorkbook, Severity, WorkbookState
from ..programmes import Programme, programmes_from
from ..render import Discretion, compose_findings_tab
from ..sources import UnwritableWorkbook, Writer, open_writer
from ..store import Store
from ..store.findings_tabs import KeptTab

READ = (WorkbookState.FRESH, WorkbookState.UNCHANGED)  # what stands is what the office has; of others nobody knows
OFF = "findings_tab: is missing; without it nothing is ever written into a sheet (docs/operating.md)"
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class HandedBack:
    """What one round came to; `refused` needs a person, `later` is for the next run."""

    tabs: Mapping[str, int]  # written, unchanged, refused, later -> workbooks
    refused: tuple[str, ...] = ()  # workbook and mend

    @property
    def needs_person(self) -> bool:
        return bool(self.refused)


def hand_back(config: Config, store: Store, *, tell: Tell = lambda _: None) -> HandedBack:
    """Make every workbook's findings tab say what stands in it, and touch none that says so already.

    Whatever one workbook does, the others go on; what concerns all ends the round and is told. Raises ConfigError
    where `findings_tab` is missing or its key cannot be used.
    """
    if config.findings_tab is None:
        raise ConfigError([OFF])
    with open_writer(config.source, config.findings_tab) as writer:
        round_ = _Round(store, writer, programmes_from(config.programmes), tell)
        try:
            round_.all()
        except SourceError as error:
            round_.refuse(f"no workbook: {error}")
    return HandedBack(dict(round_.counts), tuple(round_.refused))


@dataclass
class _Round:
    store: Store
    writer: Writer
    programmes: tuple[Programme, ...]
    tell: Tell
    counts: Counter[str] = field(default_factory=Counter)
    refused: list[str] = field(default_factory=list)

    def all(self) -> None:
        asked: dict[str, list[KeptFinding]] = defaultdict(list)
        for kept in self.store.findings():
            if kept.finding.severity is not Severity.INFO:  # as in the notice
                asked[kept.finding.workbook_id].append(kept)
        marks, before = self.store.marks(), self.store.findings_tabs()
        for book in self.store.workbooks():
            if book.state in READ and book.workbook_id in marks and book.read_at:
                tab = self._tab(book, asked[book.workbook_id], book.read_at)
                known = before.get(book.workbook_id, KeptTab())
                self._one(book, tab, known, marks[book.workbook_id].version)

    def _tab(self, book: KeptWorkbook, standing: list[KeptFinding], read_at: dt.datetime) -> FindingsTab:
        readings = [self.store.reading(book.reading_hash)] if standing else []
        return compose_findings_tab(standing, Discretion.of(self.programmes, readings), read_at)

    def _one(self, book: KeptWorkbook, tab: FindingsTab, known: KeptTab, version: str) -> None:
        """Write one tab, and remember at once that it was; nothing is asked where nothing changed on either side."""
        if (known.digest, known.version) == (tab.digest, version):
            self.counts["unchanged"] += 1
            return
        self.store.keep_findings_tab(book.workbook_id, writer=self.writer.email, digest="")
        name = book.title or book.workbook_id
        try:
            written = self.writer.put(book.workbook_id, tab)
        except UnwritableWorkbook as left:
            if left.passes:
                self.counts["later"] += 1
                self.tell(f"findings tab of {name}: {left.reason}; the next run tries again")
            else:
                self.refuse(f"{name}: {left.reason}")
            return
        self.store.keep_findings_tab(book.workbook_id, digest=tab.digest, version=version)
        self.counts["written" if written else "unchanged"] += 1

    def refuse(self, why: str) -> None:
        """Note what a person has to mend."""
        self.counts["refused"] += 1
        self.refused.append(why)
        self.tell(f"findings tab of {why}")

"""What one pull came to is kept at once; what is doubted or cannot be read leaves the last good data."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..config import Config
from ..errors import UsageError
from ..model import KeptWorkbook, Pull, PullState, Reading, WorkbookState
from ..sources import Source
from ..store import Store
from .fingerprint import fingerprint, marked
from .guard import shrunk
from .reader import Reader
from .touched import Touched

UNREAD = "ระบบอ่านไฟล์นี้ไม่สำเร็จ ({kind}) จึงยังใช้ข้อมูลครั้งก่อน โปรดแจ้งผู้ดูแลระบบ"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Keeper:
    """Where pulls go in one run: the store, what it held before, and whose shrinking a person has confirmed."""

    store: Store
    source: Source
    run: int
    reader: Reader
    now: dt.datetime
    by: str  # fingerprint of the reader
    held: Mapping[str, KeptWorkbook]
    accepted: frozenset[str]
    touched: Touched
    told: set[str] = field(default_factory=set)  # ids that the source gave a Pull for in this run

    @classmethod
    def of(
        cls,
        config: Config,
        source: Source,
        store: Store,
        reader: Reader,
        *,
        run: int,
        now: dt.datetime,
        accept: Sequence[str],
    ) -> Keeper:
        """The keeper of one run; UsageError when `accept` names a workbook that there is not."""
        held = {workbook.workbook_id: workbook for workbook in store.workbooks()}
        known = {*held, *(workbook.title for workbook in held.values())}
        for name in accept:
            if name not in known:
                raise UsageError(f"--accept {name}: no such workbook; `sheets-sync status` lists them")
        by = fingerprint(config, reader.programmes)
        touched = Touched.of(store, config.findings_tab is not None)
        return cls(store, source, run, reader, now, by, held, frozenset(accept), touched)

    def let_go(self) -> list[KeptWorkbook]:
        """The workbooks known before that the source gave no Pull for: nobody asks for them any more.

        A source tells of every workbook that it should have, also of one that is gone; what it says nothing of was
        taken out of the configuration. Earlier snapshots keep it. A source that said nothing at all is not believed.
        """
        gone = [workbook for workbook_id, workbook in self.held.items() if workbook_id not in self.told]
        if not self.told:
            return []
        for workbook in gone:
            self.store.drop_workbook(workbook.workbook_id)
        return gone

    def keep(self, pull: Pull) -> tuple[str, str, Reading | None]:
        """Keep what a pull came to: changed, unchanged, held or failed; what its office is told; the new reading.

        Without a reading the last good one stands.
        """
        self.told.add(pull.workbook_id)
        state = WorkbookState.UNCHANGED if pull.state is PullState.UNCHANGED else pull.failure
        reading, message = None, pull.message
        if pull.state is PullState.CHANGED:
            reading, state, message = self._read(pull)
            pull = self.touched.dated(pull, self.held.get(pull.workbook_id)) if reading else pull
        self.store.keep_pull(
            self.run,
            replace(marked(pull, self.by), message=message),
            self.now,
            reading,
            state=state or WorkbookState.UNREADABLE,
            url=self.source.url(pull.workbook_id),
            units=reading.units if reading else (),
        )
        if pull.state is not PullState.CHANGED or reading:
            return pull.state, message, reading
        return ("held" if state is WorkbookState.HELD else PullState.FAILED), message, None

    def _read(self, pull: Pull) -> tuple[Reading | None, WorkbookState, str]:
        try:
            reading = self.reader.read(pull)
        except Exception as error:  # whatever one workbook does to the reader, the others go through
            log.debug("reading %s failed", pull.workbook_id, exc_info=True)  # no traceback reaches a user
            return None, WorkbookState.UNREADABLE, UNREAD.format(kind=type(error).__name__)
        last = self.held.get(pull.workbook_id)
        if last and last.reading_hash and not self.accepted & {pull.workbook_id, pull.title}:
            doubt = shrunk(self.store.reading(last.reading_hash), reading)
            if doubt:
                return None, WorkbookState.HELD, doubt
        return reading, WorkbookState.FRESH, pull.message

"""Workbooks in Google Drive: which changed, each read whole in one request, each with its own outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from itertools import islice
from types import MappingProxyType

from ...config.registry import TAB as RECIPIENTS_TAB
from ...config.source import GoogleSource
from ...config.values import SPREADSHEET_URL
from ...errors import SourceError
from ...model import Fetched, Mark, Pull, PullState, Workbook, WorkbookState, is_ours
from ..loss import refuse_loss
from ..unreadable import UnreadableWorkbook
from . import exports, grids, listing, messages, pictures, pieces
from .client import TRIES, Client
from .credentials import load_account
from .listing import Entry
from .pacing import Clock, OutOfTime, waits
from .troubles import Kind, Trouble

CONNECTIONS = 4
IN_A_ROW = 10  # workbooks that Google does not answer for, before the run stops asking
SHAKEN = 0.1  # share of the others that needed a second try, from which the trouble is Google's and not the sheet's
LOADING_RETRIES = 2
LOADING_WAIT = 5.0  # seconds, at the quota's usual pace
REGISTRY_TAB = "ชีต"
Outcome = Pull | Trouble | OutOfTime


def google_link(workbook_id: str) -> str:
    """Where a person opens a workbook."""
    return f"https://docs.google.com/spreadsheets/d/{workbook_id}/edit"


class GoogleWorkbooks:
    """A Source over Google Drive and Sheets, or over a loopback server that stands for them."""

    def __init__(
        self,
        settings: GoogleSource,
        *,
        progress: Callable[[str], None] | None = None,
        clock: Clock | None = None,
        who_changed: bool = False,
    ) -> None:
        self.settings = settings
        self.progress = progress or (lambda _: None)
        self.clock = clock or Clock()
        account = load_account(settings.credentials, settings.endpoint)
        self.url: Callable[[str], str] = google_link
        self.connections = CONNECTIONS
        self._masked = True
        self.registry: Workbook | None = None
        self.email = str(account.service_account_email)
        self.fields = f"{listing.FILE},{listing.CHANGED_BY}" if who_changed else listing.FILE
        self.client = Client(account, settings.endpoint, settings.reads_per_minute, self.clock)

    @property
    def requests(self) -> Mapping[str, int]:
        """How many requests were made, by Google's name of the call."""
        return dict(self.client.counts)

    def close(self) -> None:
        """Hang up."""
        self.client.close()

    def read(self, workbook_id: str) -> Workbook:
        """One workbook now. Raises UnreadableWorkbook with a Thai reason, and SourceError."""
        self.client.deadline = self.clock.now() + self.settings.deadline * 60
        outcome = self._attempt(Entry(workbook_id))
        if isinstance(outcome, Pull) and outcome.workbook is not None:
            return outcome.workbook
        pull = outcome if isinstance(outcome, Pull) else self._failed(Entry(workbook_id), outcome)
        raise UnreadableWorkbook(pull.message, pull.failure or WorkbookState.UNREADABLE)

    def allow(self, seconds: float) -> None:
        """Give what follows so many seconds, all together."""
        self.client.deadline = self.clock.now() + seconds

    def picture(self, file_id: str, version: str = "") -> Fetched:
        """A photograph of Drive's, or the newest of a folder, unless it is of that version. Raises SourceError."""
        return pictures.picture(self.client, file_id, version)

    def pull(self, known: Mapping[str, Mark], *, full: bool = False, accept_lost: bool = False) -> Iterator[Pull]:
        """One Pull a workbook, unchanged and lost ones first.

        Raises SourceError for what concerns all, also for many known ones lost at once unless `accept_lost`.
        """
        self.client.deadline = self.clock.now() + self.settings.deadline * 60
        doubt = {} if accept_lost else known
        to_read: list[Entry] = []
        for entry in self.entries(known, full=full, doubt=doubt):
            settled = self._settled(entry, known.get(entry.id), full)
            if settled is None:
                to_read.append(entry)
            else:
                yield settled
        to_read = [replace(entry, read_before=entry.id in known) for entry in to_read]
        to_read.sort(key=lambda entry: (entry.read_before, str(entry.changed_at)))
        yield from self._read_all(to_read, doubt)

    # ------------------------------------------------------------ which workbooks

    def entries(
        self, known: Mapping[str, Mark], *, full: bool = False, doubt: Mapping[str, Mark] = MappingProxyType({})
    ) -> list[Entry]:
        """Every workbook that is configured, visible or known; one in the trash only if configured or known.

        SourceError when Drive does not answer, or shows too many of those in `doubt` no more.
        """
        try:
            return self._listed(known, full, doubt)
        except Trouble as trouble:
            raise SourceError(f"Google Drive does not answer: {trouble.text}; try again later") from trouble
        except OutOfTime:
            raise SourceError("Google Drive did not answer before source.deadline; try again later") from None

    def _listed(self, known: Mapping[str, Mark], full: bool, doubt: Mapping[str, Mark]) -> list[Entry]:
        settings = self.settings
        asked = [*settings.spreadsheets, *(self._registered(settings.registry) if settings.registry else ())]
        if settings.folders:
            found, targets = listing.within(self.client, settings.folders, self.fields, asking_each=full)
            asked += targets
        else:
            found = listing.everything(self.client, self.fields)
        chosen = not settings.folders and bool(settings.spreadsheets or settings.registry)  # nothing but what is named
        seen = {entry.id: entry for entry in found}
        entries = {} if chosen else dict(seen)
        lost: set[str] = set()
        for file_id in asked:
            one = entries.setdefault(file_id, seen.get(file_id) or listing.one(self.client, file_id, self.fields))
            if one.trouble and one.trouble.state is WorkbookState.LOST_ACCESS:
                lost.add(file_id)
                refuse_loss(lost, doubt, self._share_again())
        gone = set() if chosen else known.keys() - entries.keys()
        refuse_loss(gone, doubt, self._share_again())
        for file_id in sorted(gone):
            entries[file_id] = self._gone(listing.one(self.client, file_id, self.fields))
        if settings.registry:
            entries.pop(settings.registry, None)
        wanted = {*asked, *known}
        return [entry for entry in entries.values() if not entry.trashed or entry.id in wanted]

    def _share_again(self) -> str:
        where = "the folders" if self.settings.folders else "the sheets"
        return f"see whether {where} are still shared with {self.email}"

    def _gone(self, entry: Entry) -> Entry:
        """A workbook that was read before and is listed no more: lost, in the trash, or moved elsewhere."""
        if entry.trouble or entry.trashed or not self.settings.folders:
            return entry
        trouble = Trouble(Kind.WORKBOOK, "moved", reason="moved", state=WorkbookState.LOST_ACCESS)
        return Entry(entry.id, entry.title, entry.mime, trouble=trouble)

    def _registered(self, registry: str) -> list[str]:
        """Ids of the links in the registry's tab of sheets; SourceError when there is no such tab, or no link in it.

        An empty registry must not come to mean every sheet that is shared with the account; one that only lists
        recipients will do where folders or sheets are named in the configuration.
        """
        try:
            self.registry = workbook = self.read(registry)
        except UnreadableWorkbook as error:
            raise SourceError(f"source.registry {registry} cannot be read: {error.reason}") from error
        cells = [cell for tab in workbook.tabs if tab.title.strip() == REGISTRY_TAB for row in tab.rows for cell in row]
        found = (SPREADSHEET_URL.search(text) for cell in cells for text in (cell.link, cell.text))
        ids = list(dict.fromkeys(match[1] for match in found if match))
        elsewhere = self.settings.folders or self.settings.spreadsheets
        if not ids and not (elsewhere and any(tab.title.strip() == RECIPIENTS_TAB for tab in workbook.tabs)):
            raise SourceError(f"source.registry {registry} has no tab {REGISTRY_TAB} with links of spreadsheets in it")
        return ids

    def _settled(self, entry: Entry, mark: Mark | None, full: bool) -> Pull | None:
        """The Pull that needs no reading, or None when the workbook is to be read."""
        if entry.trouble:
            return self._failed(entry, entry.trouble)
        if entry.trashed:
            return _failure(entry, WorkbookState.TRASHED, messages.TRASHED)
        if entry.mime in listing.OFFICE:
            return _failure(entry, WorkbookState.OFFICE_FILE, messages.OFFICE.format(email=self.email))
        if entry.mime != listing.SPREADSHEET:
            return _failure(entry, WorkbookState.UNREADABLE, messages.NOT_A_SHEET)
        if mark and mark.version == entry.version and (mark.swept or not full):
            return Pull(entry.id, entry.title, PullState.UNCHANGED, entry.version, entry.changed_at)
        return None

    # ------------------------------------------------------------ reading them

    def _read_all(self, entries: list[Entry], doubt: Mapping[str, Mark]) -> Iterator[Pull]:
        """Read each; those that Google kept silent about once more at the end, if it was silent about others too.

        Those in `doubt` that it says are not there come last, and not at all when they are too many.
        """
        silent: list[tuple[Entry, Trouble]] = []
        lost: dict[str, Pull] = {}
        read = shaken = row = 0
        for done, (entry, outcome) in enumerate(self._sweep(entries), 1):
            self.progress(f"{done}/{len(entries)} {entry.title or entry.id}")
            if isinstance(outcome, Trouble) and outcome.kind is not Kind.WORKBOOK:
                silent.append((entry, outcome))
                row += 1
                if row == IN_A_ROW and not read:
                    self.client.deadline = self.clock.now()
                continue
            if isinstance(outcome, Trouble) and outcome.state is WorkbookState.LOST_ACCESS and entry.id in doubt:
                lost[entry.id] = self._failed(entry, outcome)
                refuse_loss(lost, doubt, self._share_again())
                continue
            if isinstance(outcome, Pull):
                read, row = read + 1, 0
                shaken += outcome.requests > 1
            yield (
                self._down(entry) if isinstance(outcome, OutOfTime) and row >= IN_A_ROW else self._final(entry, outcome)
            )
        if silent and shaken and shaken >= SHAKEN * read:
            for entry, outcome in self._sweep([entry for entry, _ in silent]):
                yield self._final(entry, outcome)
        else:
            yield from (self._failed(entry, trouble) for entry, trouble in silent)
        yield from lost.values()

    def _sweep(self, entries: Iterable[Entry]) -> Iterator[tuple[Entry, Outcome]]:
        """Attempts on a few connections at once, each as it ends; what is under way at any time is bounded."""
        queue = iter(entries)
        under_way: dict[Future[Outcome], Entry] = {}
        pool = ThreadPoolExecutor(self.connections, thread_name_prefix="sheets")
        try:
            for entry in islice(queue, self.connections):
                under_way[pool.submit(self._attempt, entry)] = entry
            while under_way:
                done, _ = wait(under_way, return_when=FIRST_COMPLETED)
                for future in done:
                    entry, outcome = under_way.pop(future), future.result()
                    for following in islice(queue, 1):
                        under_way[pool.submit(self._attempt, following)] = following
                    yield entry, outcome
        finally:
            if under_way:
                self.client.deadline = self.clock.now()  # nobody waits for the rest, least of all who was asked to stop
            pool.shutdown(wait=not under_way, cancel_futures=True)

    def _attempt(self, entry: Entry) -> Outcome:
        try:
            workbook, tries = self._whole(entry)
            for pause in islice(waits(self.client.unit * LOADING_WAIT, draw=lambda: 1.0), LOADING_RETRIES):
                doubted = _loading(workbook) or (entry.read_before and _blank(workbook))
                if not doubted or self.clock.now() + pause > self.client.deadline:
                    break
                self.clock.sleep(pause)
                workbook, more = self._whole(entry)
                tries += more
        except (Trouble, OutOfTime) as outcome:
            return outcome
        pull = Pull(entry.id, entry.title or workbook.title, PullState.CHANGED, entry.version, entry.changed_at)
        return replace(pull, workbook=workbook, requests=tries, changed_by=entry.changed_by)

    def _whole(self, entry: Entry) -> tuple[Workbook, int]:
        """The workbook in one request, or, where that is too much for an answer, in pieces."""
        if self.settings.pull == "export":
            try:
                return exports.read(self.client, entry.id, entry.title)
            except Trouble as trouble:
                if trouble.reason != "export" and trouble.kind is not Kind.LARGE:
                    raise

        def attempt() -> Workbook:
            fields = grids.FIELDS if self._masked else ""
            return grids.workbook(self.client.spreadsheet(entry.id, fields), entry.id)

        try:
            return self.client.persist(attempt, divisible=True)
        except Trouble as trouble:
            if trouble.kind is Kind.LARGE:
                return pieces.read(self.client, entry.id)
            if trouble.reason != "argument" or not self._masked:
                raise
        self._masked = False  # a field of the mask is not known there: everything, then
        return self.client.persist(attempt)

    # ------------------------------------------------------------ what is told

    def _final(self, entry: Entry, outcome: Outcome) -> Pull:
        return outcome if isinstance(outcome, Pull) else self._failed(entry, outcome)

    def _failed(self, entry: Entry, trouble: Trouble | OutOfTime) -> Pull:
        if isinstance(trouble, OutOfTime):
            text = messages.OUT_OF_TIME.format(minutes=self.settings.deadline)
            return _failure(entry, WorkbookState.STALE, text)
        if trouble.reason == "moved":
            return _failure(entry, WorkbookState.LOST_ACCESS, messages.MOVED)
        if entry.mime == listing.FOLDER:
            return _failure(entry, WorkbookState.LOST_ACCESS, messages.FOLDER.format(email=self.email))
        return _failure(entry, *messages.of_trouble(trouble, self.email, TRIES))

    def _down(self, entry: Entry) -> Pull:
        return _failure(entry, WorkbookState.STALE, messages.DOWN)


def _failure(entry: Entry, state: WorkbookState, message: str) -> Pull:
    return Pull(
        entry.id, entry.title, PullState.FAILED, entry.version, entry.changed_at, failure=state, message=message
    )


def _blank(workbook: Workbook) -> bool:
    """Whether nothing of its office stands in a workbook: an answer that lost its rows looks like that, too (G20)."""
    return not any(tab.rows for tab in workbook.tabs if not is_ours(tab))


def _loading(workbook: Workbook) -> bool:
    """Whether a formula was not computed yet when the workbook was read."""
    return any(cell.error == "LOADING" for tab in workbook.tabs for row in tab.rows for cell in row)

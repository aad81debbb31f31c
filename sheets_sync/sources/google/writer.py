"""Our own tab in an office's spreadsheet: written whole or not at all, by an account that can do nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from ...config.findings_tab import FindingsTabSettings
from ...config.source import GoogleSource
from ...errors import ConfigError, SourceError
from ...model import FindingsTab
from ...model.findings_tab import TAB_ID, marked
from ..unwritable import UnwritableWorkbook
from .client import BATCH_UPDATE, Body, Client, as_object, call_name
from .credentials import Account, load_account
from .grids import well_shaped
from .pacing import Clock, OutOfTime, Pacer
from .pieces import quoted
from .troubles import Kind, Trouble

KEY = "findings_tab.credentials"
WRITE_SCOPES = ("https://www.googleapis.com/auth/spreadsheets",)
UPDATE = "https://sheets.googleapis.com/v4/spreadsheets/{}:batchUpdate"
TABS = "sheets(properties(sheetId,title))"
FIRST_CELL = "sheets(properties(sheetId),data(rowData(values(userEnteredValue(stringValue)))))"
PLACES = {
    "addSheet": "properties",
    "updateSheetProperties": "properties",
    "updateCells": "range",
    "updateDimensionProperties": "range",
}
WIDTHS = (130, 110, 430, 190, 120, 110)  # pixels of the table's columns; an office may choose others afterwards
BOLD = {"textFormat": {"bold": True}}
WRAPPED = {"wrapStrategy": "WRAP", "verticalAlignment": "TOP"}
LONGEST = 50_000  # letters of a cell that Google takes, counted as UTF-16 does
TRIES = 3  # for one workbook: the next run comes soon
SHARE = "share it with {email} as Editor"
MENDS = {
    "missing": f"not found, or not shared: {SHARE}",
    "unshared": f"may not be written: {SHARE}",
    "office": "an Office file: its office has to save it as a Google sheet",
    "protected": "our tab is protected there: let {email} edit it, or delete the tab",
    "full": "no room for more cells (10,000,000): delete rows, columns or tabs that are not used",
}
TAKEN = (
    "the tab “{title}” has the number of ours but not its mark in A1, so it is left alone: "
    "delete it, or restore A1 by File > Version history"
)


def load_writer(settings: GoogleSource, findings: FindingsTabSettings) -> Account:
    """The account that writes. Raises ConfigError where its key cannot be used, or is the reading account's."""
    account = load_account(findings.credentials, settings.endpoint, key=KEY, scopes=WRITE_SCOPES)
    email = str(account.service_account_email)
    if email == load_account(settings.credentials, settings.endpoint).service_account_email:
        raise ConfigError(
            [f"{KEY}: {findings.credentials}: {email} is the account of source.credentials, too; make a second one"]
        )
    return account


class WritingClient(Client):
    """The client that may also write, and lets no request out that names anything but the findings tab."""

    def __init__(self, account: Account, endpoint: str, reads_per_minute: int, clock: Clock) -> None:
        super().__init__(account, endpoint, reads_per_minute, clock)
        self.writes = Pacer(reads_per_minute, clock)  # a quota of its own, as large as that of reads

    def _refuse(self, method: str, endpoint: str, body: Body) -> None:
        if method.lower() == "get" and body is None:
            return
        ours = call_name(endpoint) == BATCH_UPDATE and method.lower() == "post" and body is not None
        if not ours or not all(map(_only_ours, (body or {}).get("requests", ()))):
            raise SourceError(f"{method} {endpoint}: this client writes nothing but the findings tab")

    def _pacer(self, name: str) -> Pacer | None:
        return self.writes if name == BATCH_UPDATE else super()._pacer(name)

    def _pause(self) -> None:
        super()._pause()
        self.writes.pause()

    def write(self, workbook_id: str, requests: list[dict[str, Any]]) -> None:
        """`spreadsheets.batchUpdate`: all of the requests or none; one attempt. Trouble where nobody can be sure."""
        answer = as_object(lambda: self.request("post", UPDATE.format(workbook_id), json={"requests": requests}).json())
        if answer.get("spreadsheetId") != workbook_id:
            raise Trouble(Kind.TRANSIENT, "the answer is of the wrong shape")


def _only_ours(request: Mapping[str, Any]) -> bool:
    """Whether a request is of a kind that we make, and about the findings tab; no sheetId is Google's first tab."""
    kind = next(iter(request), "")
    return len(request) == 1 and kind in PLACES and request[kind].get(PLACES[kind], {}).get("sheetId") == TAB_ID


@dataclass(frozen=True, slots=True)
class _There:
    """How a spreadsheet stands: whether the findings tab is in it, what it says, and the titles of the tabs."""

    present: bool
    says: str
    titles: frozenset[str]


class FindingsWriter:
    """Writes findings tabs into Google's spreadsheets, or those of a loopback server that stands for it."""

    def __init__(self, settings: GoogleSource, findings: FindingsTabSettings, *, clock: Clock | None = None) -> None:
        self.clock, self.title = clock or Clock(), findings.title
        account = load_writer(settings, findings)
        self.email = str(account.service_account_email)
        self.client = WritingClient(account, settings.endpoint, settings.reads_per_minute, self.clock)
        self.client.deadline = self.clock.now() + findings.minutes * 60

    def close(self) -> None:
        """Hang up."""
        self.client.close()

    def put(self, workbook_id: str, tab: FindingsTab) -> bool:
        """Make the tab say this, and make one where there is none and something to mend; whether it was written.

        Each attempt looks first, so that what was done though the answer said otherwise is not done again. Raises
        UnwritableWorkbook for this workbook, and SourceError for what concerns all.
        """
        try:
            return self.client.persist(lambda: self._attempt(workbook_id, tab), TRIES)[0]
        except OutOfTime:
            raise UnwritableWorkbook("the time of findings_tab.minutes was over", passes=True) from None
        except Trouble as trouble:
            passes = trouble.kind is not Kind.WORKBOOK
            reason = MENDS.get(trouble.reason, "Google does not do it ({text})")
            raise UnwritableWorkbook(reason.format(email=self.email, text=trouble.text), passes=passes) from trouble

    def _attempt(self, workbook_id: str, tab: FindingsTab) -> bool:
        there = self._look(workbook_id)
        if there.says == tab.digest or not (there.present or tab.table):
            return False
        self.client.write(workbook_id, _requests(tab, "" if there.present else _free(self.title, there.titles)))
        return True

    def _look(self, workbook_id: str) -> _There:
        """How the spreadsheet stands; UnwritableWorkbook where somebody's tab has our number."""
        answer = self.client.spreadsheet(workbook_id, TABS)
        with well_shaped():
            titles = {
                sheet["properties"].get("sheetId", 0): str(sheet["properties"]["title"]) for sheet in answer["sheets"]
            }
        every = frozenset(title.casefold() for title in titles.values())
        if TAB_ID not in titles:
            return _There(False, "", every)
        says = marked(self._first_cell(workbook_id, titles[TAB_ID]))
        if not says:
            raise UnwritableWorkbook(TAKEN.format(title=titles[TAB_ID]))
        return _There(True, says, every)

    def _first_cell(self, workbook_id: str, title: str) -> str:
        answer = self.client.spreadsheet(workbook_id, FIRST_CELL, f"{quoted(title)}!A1")
        with well_shaped():
            rows = answer["sheets"][0]["data"][0].get("rowData") or [{}]
            cells = rows[0].get("values") or [{}]
            return str((cells[0].get("userEnteredValue") or {}).get("stringValue", ""))


def _free(title: str, taken: frozenset[str]) -> str:
    """The title, or with the first number behind it that no tab has; Google tells no capital from a small letter."""
    names = (title if number == 1 else f"{title} ({number})" for number in count(1))
    return next(name for name in names if name.casefold() not in taken)


def _requests(tab: FindingsTab, new_title: str) -> list[dict[str, Any]]:
    """The whole tab: made, or cut to size, and every cell of it set to a text or to nothing."""
    rows = tab.rows
    high, wide = len(rows), max(map(len, rows))
    grid = {"rowCount": high, "columnCount": wide, "frozenRowCount": 0, "frozenColumnCount": 0}
    about: dict[str, Any] = {"sheetId": TAB_ID, "gridProperties": grid}
    first: dict[str, Any] = {"addSheet": {"properties": {**about, "title": new_title}}}
    if not new_title:
        first = {"updateSheetProperties": {"properties": about, "fields": f"gridProperties({','.join(grid)})"}}
    whole = {"startRowIndex": 0, "endRowIndex": high, "startColumnIndex": 0, "endColumnIndex": wide}
    heads = high - len(tab.table)
    cells = [{"values": [_cell(text, _look(number, heads)) for text in row]} for number, row in enumerate(rows)]
    fields = "userEnteredValue,userEnteredFormat(textFormat.bold,wrapStrategy,verticalAlignment)"
    update = {"range": {"sheetId": TAB_ID, **whole}, "rows": cells, "fields": fields}
    return [first, {"updateCells": update}, *(_widths(wide) if new_title else ())]


def _look(row: int, heads: int) -> Mapping[str, Any]:
    """Title and heads stand out; what may be long is broken into lines, once the table has begun."""
    return {**(BOLD if row in (0, heads) else {}), **(WRAPPED if row >= heads else {})}


def _widths(columns: int) -> Iterator[dict[str, Any]]:
    for at, pixels in enumerate(WIDTHS[:columns]):
        place = {"sheetId": TAB_ID, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
        properties = {"pixelSize": pixels}
        yield {"updateDimensionProperties": {"range": place, "properties": properties, "fields": "pixelSize"}}


def _cell(text: str, look: Mapping[str, Any]) -> dict[str, Any]:
    """A cell that holds a text as it stands: what begins with = is no formula in it."""
    return ({"userEnteredValue": {"stringValue": _cut(text)}} if text else {}) | {"userEnteredFormat": dict(look)}


def _cut(text: str) -> str:
    units = text.encode("utf-16-le", "replace")
    return text if len(units) <= 2 * LONGEST else units[: 2 * LONGEST - 2].decode("utf-16-le", "ignore") + "…"

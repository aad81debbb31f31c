"""What it costs to keep a fleet of workbooks in step: ours beside the ways its peers ask, on one loopback server.

Run `python benchmarks/sync.py`. Requests are counted by the server; a quota minute is sixty reads of one user. Times
are of the clock on the wall, every answer 300 ms late and no quota in force. gspread-pandas joins in where installed.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gspread
import openpyxl
from google.auth.transport.requests import AuthorizedSession
from google.oauth2.service_account import Credentials
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter

from sheets_sync.config.source import GoogleSource
from sheets_sync.model import Mark, PullState
from sheets_sync.sources.emulator import Emulator, Latency
from sheets_sync.sources.google.source import GoogleWorkbooks

WORKBOOKS, TABS, ROWS = 60, 5, 12
CHANGED = 20  # every so many-th workbook changes: one in twenty
LATE = 0.3  # seconds
READS = "spreadsheets.get", "values.get", "values.batchGet"
HOSTS = "https://sheets.googleapis.com", "https://www.googleapis.com"
SCOPES = [
    "https://www.googleapis.com/auth/spreadsheets.readonly",
    "https://www.googleapis.com/auth/drive.readonly",
]
Peer = Callable[[gspread.Client, str], None]


def gspread_usual(client: gspread.Client, key: str) -> None:
    """Open, list the tabs, read each: what gspread's own documentation shows."""
    for sheet in client.open_by_key(key).worksheets():
        sheet.get_all_values()


def gspread_by_title(client: gspread.Client, key: str) -> None:
    """Read each tab by its name, as many programs do; each name asks for the list of tabs again."""
    book = client.open_by_key(key)
    for title in [sheet.title for sheet in book.worksheets()]:
        book.worksheet(title).get_all_values()


def dlt_way(client: gspread.Client, key: str) -> None:
    """Three requests, as dlt's source of Google Sheets makes them: tabs, values, and the types of two rows."""
    http = client.http_client
    tabs = [sheet["properties"]["title"] for sheet in http.fetch_sheet_metadata(key)["sheets"]]
    http.values_batch_get(key, [f"'{title}'" for title in tabs])
    http.fetch_sheet_metadata(key, params={"includeGridData": "true", "ranges": [f"'{title}'!A1:Z2" for title in tabs]})


def gspread_pandas(client: gspread.Client, key: str) -> None:
    """A data frame a tab, as gspread-pandas makes them."""
    from gspread_pandas import Client, Spread  # noqa: PLC0415 - only where it is installed

    session: Any = client.http_client.session
    book = Spread(key, client=Client(creds=session.credentials, session=session))
    for sheet in book.sheets:
        book.sheet_to_df(sheet=sheet.title, index=0)


PEERS: Mapping[str, Peer] = {
    "gspread, worksheets()": gspread_usual,
    "gspread, worksheet(title)": gspread_by_title,
    "dlt's three requests": dlt_way,
} | ({"gspread-pandas": gspread_pandas} if importlib.util.find_spec("gspread_pandas") else {})


@dataclass(frozen=True, slots=True)
class Cost:
    """What one round of reading came to."""

    requests: int
    reads: int
    seconds: float


class Loopback(HTTPAdapter):
    """Sends what is meant for Google's hosts to the loopback server."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base

    def send(self, request: PreparedRequest, *args: Any, **more: Any) -> Response:
        for host in HOSTS:
            request.url = (request.url or "").replace(host, self.base)
        return super().send(request, *args, **more)


def fleet(folder: Path, number: int, tabs: int) -> None:
    """So many workbooks, each with so many tabs of a dozen rows."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for tab in range(tabs):
        sheet = made.create_sheet(f"แท็บ {tab + 1}")
        for row in range(ROWS):
            sheet.append([row, f"นายคนที่ {row} ใจดี", "หัวงัว", "HLM", 3, 104000])
    made.save(folder / "000.xlsx")
    for copy in range(1, number):
        (folder / f"{copy:03}.xlsx").write_bytes((folder / "000.xlsx").read_bytes())


def cost(server: Emulator, work: Callable[[], None]) -> Cost:
    before, began = len(server.requests), time.perf_counter()
    work()
    names = [call.name for call in server.requests[before:]]
    return Cost(len(names), sum(name in READS for name in names), time.perf_counter() - began)


def ours(server: Emulator, key: Path, known: dict[str, Mark]) -> Cost:
    """One pull of our source; `known` is brought up to date."""
    settings = GoogleSource(kind="google", credentials=key, endpoint=server.url, reads_per_minute=100_000)
    source = GoogleWorkbooks(settings)

    def work() -> None:
        for pull in source.pull(known):
            assert pull.state is not PullState.FAILED, pull.message
            known[pull.workbook_id] = Mark(pull.workbook_id, pull.version, pull.changed_at)

    try:
        return cost(server, work)
    finally:
        source.close()


def theirs(server: Emulator, key: Path, peer: Peer, keys: list[str]) -> Cost:
    """One round of a peer, which knows of no change and reads all there is."""
    account = Credentials.from_service_account_file(str(key), scopes=SCOPES)  # type: ignore[no-untyped-call]
    session = AuthorizedSession(account)  # type: ignore[no-untyped-call]
    for host in HOSTS:
        session.mount(host, Loopback(server.url))
    client = gspread.Client(account, session)

    def work() -> None:
        for one in keys:
            peer(client, one)

    return cost(server, work)


def table(server: Emulator, folder: Path, key: Path) -> list[tuple[str, Cost, Cost, Cost]]:
    """(who, the first pull, one with nothing changed, one with one workbook in twenty changed) of each."""
    keys = [server.id_of(path.name) for path in sorted(folder.glob("*.xlsx"))]
    known: dict[str, Mark] = {}
    first, same = ours(server, key, known), ours(server, key, known)
    for path in sorted(folder.glob("*.xlsx"))[::CHANGED]:
        os.utime(path)
    rows = [("sheets-sync", first, same, ours(server, key, known))]
    for name, peer in PEERS.items():
        once = theirs(server, key, peer, keys)
        rows.append((name, once, once, once))
    return rows


def show(rows: list[tuple[str, Cost, Cost, Cost]], workbooks: int) -> None:
    """The table of ratios: requests, quota minutes for a thousand workbooks, and time, each against ours."""
    (_, first, same, some), scale = rows[0], 1000 / workbooks
    print(f"{'':28}{'first pull':>24}{'nothing changed':>22}{'1 in 20 changed':>22}{'time':>16}")
    print(
        f"{'':28}{'requests':>12}{'min/1000':>12}{'requests':>12}{'ratio':>10}{'requests':>12}{'ratio':>10}{'s':>8}{'ratio':>8}"
    )
    for name, one, two, three in rows:
        print(
            f"{name:28}{one.requests:>12,}{one.reads * scale / 60:>12.1f}"
            f"{two.requests:>12,}{two.requests / same.requests:>10.1f}"
            f"{three.requests:>12,}{three.requests / some.requests:>10.1f}"
            f"{one.seconds:>8.1f}{one.seconds / first.seconds:>8.1f}"
        )


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--workbooks", type=int, default=WORKBOOKS)
    asked.add_argument("--tabs", type=int, default=TABS)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as work:
        folder, key = Path(work) / "drive", Path(work) / "key.json"
        folder.mkdir()
        fleet(folder, given.workbooks, given.tabs)
        with Emulator(folder, latency=Latency(LATE)) as server:
            server.credentials(key)
            print(f"{given.workbooks} workbooks of {given.tabs} tabs, every answer {LATE * 1000:.0f} ms late\n")
            show(table(server, folder, key), given.workbooks)


if __name__ == "__main__":
    main()

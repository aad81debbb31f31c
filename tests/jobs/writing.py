"""A district that keeps its sheets at Google, as far as this machine goes, and lets its findings tab be written."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl

from sheets_sync import jobs
from sheets_sync.config import Config, load_config
from sheets_sync.model import Cell, Finding, Severity, Tab, Workbook
from sheets_sync.model.a1 import place_of
from sheets_sync.model.findings_tab import TAB_ID
from sheets_sync.sources.emulator import Emulator, Rule
from sheets_sync.sources.emulator.library import File
from sheets_sync.sources.emulator.rules import Faults
from sheets_sync.store import Store

from ..conftest import NOW

TITLE = "ทะเบียนแปลงโคก หนอง นา อำเภอยางตลาด จังหวัดกาฬสินธุ์ ปีงบประมาณ 2564"
HEADS = ["ลำดับ", "ชื่อ-สกุล", "หมู่ที่", "ประเภท", "ขนาด (ไร่)", "วงเงินตามสัญญา", "สถานะ", "ปัญหา"]
RIGHT = [1, "นายสมชาย ใจดี", 1, "HLM", 3, 104000, "ขุดแล้วเสร็จ", ""]
WRONG = [2, "นางมะลิ มีสุข", 2, "HLM", "สามไร่กว่าๆ", 104000, "กำลังขุด", ""]
KEYS = "findings_tab: {credentials: findings-writer.json}"
TOUCHED = NOW.replace(month=1, day=28).timestamp()


class District:
    """A loopback server over a folder, a configuration that names it, and a store."""

    def __init__(self, folder: Path, emulator: Emulator, keys: str = KEYS) -> None:
        self.folder, self.emulator = folder, emulator
        emulator.credentials(folder / "credentials.json")
        emulator.credentials(folder / "findings-writer.json", "findings-writer")
        self.set(keys)
        self.told: list[str] = []

    def set(self, keys: str) -> None:
        """Switch findings tabs on or off."""
        people = "recipients: [{unit: '4607', email: yt@example.go.th}]\nregions: {}\nmail: {path: mail}\n"
        source = f"source: {{kind: google, endpoint: '{self.emulator.url}', reads_per_minute: 100000}}\n"
        (self.folder / "config.yaml").write_text(source + people + keys, encoding="utf-8")

    @property
    def config(self) -> Config:
        return load_config(self.folder / "config.yaml")

    def keep(self, name: str, *rows: Sequence[Any], at: float = TOUCHED) -> None:
        """An office's register, last touched at an instant."""
        book = openpyxl.Workbook()
        book.worksheets[0].title = "ทะเบียน"
        for row in ([TITLE], HEADS, *rows):
            book.worksheets[0].append(list(row))
        path = self.folder / "drive" / f"{name}.xlsx"
        book.save(path)
        os.utime(path, (at, at))

    @contextmanager
    def store(self) -> Iterator[Store]:
        with jobs.opened(self.config) as opened:
            yield opened

    def sync(self, days: int = 0) -> jobs.Synced:
        """Read what changed, so many days after the closing."""
        with self.store() as store:
            return jobs.sync_with(self.config, store, NOW + dt.timedelta(days), tell=self.told.append)

    def round(self) -> jobs.HandedBack:
        """Hand back what stands since the last sync."""
        with self.store() as store:
            return jobs.hand_back(self.config, store, tell=self.told.append)

    def both(self, days: int = 0) -> jobs.HandedBack:
        self.sync(days)
        return self.round()

    def add_finding(self, name: str, cell: str, message: str) -> None:
        """Hand back what stands, and one finding more."""
        self.sync()
        place = {"workbook_id": self.id(name), "tab": "ทะเบียน", "tab_id": 0, "unit": "4607"}
        more = Finding("STAGE_UNKNOWN", Severity.WARNING, cell, message, **place)
        with self.store() as store:
            store.keep_findings([*(kept.finding for kept in store.findings()), more], NOW)
        self.round()

    def bad(self, *rules: Rule) -> None:
        """What goes wrong from now on, and nothing else."""
        self.emulator.faults = Faults(rules, seed=1)

    # ------------------------------------------------------------ what there is

    def id(self, name: str) -> str:
        return self.emulator.id_of(f"{name}.xlsx")

    def file(self, name: str) -> File:
        file = self.emulator.library.file(self.id(name))
        assert file is not None
        return file

    def workbook(self, name: str) -> Workbook:
        return self.emulator.library.workbook(self.file(name))

    def ours(self, name: str) -> list[list[str]]:
        """The texts of the findings tab; nothing where there is none."""
        tabs = [tab for tab in self.workbook(name).tabs if tab.id == TAB_ID]
        return [[cell.text for cell in row] for tab in tabs for row in tab.rows]

    def theirs(self, name: str) -> bytes:
        """The officers' tabs, to the byte."""
        return repr([tab for tab in self.workbook(name).tabs if tab.id != TAB_ID]).encode()

    def calls(self, name: str) -> int:
        return sum(call.name == name for call in self.emulator.requests)

    def writes(self) -> list[dict[str, Any]]:
        """The body of whatever was asked for but by GET."""
        sent = [call for call in self.emulator.requests if call.method != "GET" and call.name != "token"]
        return [json.loads(call.body) for call in sent]

    def edit(self, name: str, change: Callable[[Workbook], Workbook]) -> None:
        """Somebody of the office works in the sheet."""
        self.emulator.library.edit(self.file(name), change)

    def add_tab(self, name: str, tab_id: int, title: str, text: str) -> None:
        """Somebody of the office adds a tab of their own."""
        tab = Tab(tab_id, title, ((Cell(text, text),),))
        self.edit(name, lambda workbook: replace(workbook, tabs=(*workbook.tabs, tab)))

    def delete_tab(self, name: str) -> None:
        """Somebody of the office deletes ours."""
        self.edit(name, lambda book: replace(book, tabs=tuple(tab for tab in book.tabs if tab.id != TAB_ID)))

    def type(self, name: str, cell: str, text: str) -> None:
        """Somebody of the office types into their register."""

        def typed(workbook: Workbook) -> Workbook:
            first = workbook.tabs[0]
            rows = [list(row) for row in first.rows]
            row, column = place_of(cell)
            rows[row][column] = Cell(text, text)
            return replace(workbook, tabs=(replace(first, rows=tuple(map(tuple, rows))), *workbook.tabs[1:]))

        self.edit(name, typed)


@contextmanager
def district(folder: Path) -> Iterator[District]:
    """Two offices: one with something to mend, one without."""
    (folder / "drive").mkdir()
    with Emulator(folder / "drive") as emulator:
        one = District(folder, emulator)
        one.keep("ยางตลาด", RIGHT, WRONG)
        one.keep("กมลาไสย", RIGHT)
        yield one

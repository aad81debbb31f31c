"""Invented workbooks, findings and editions, as short as they can be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sheets_sync.model import (
    Edition,
    Finding,
    Letter,
    Pull,
    PullState,
    Reading,
    Record,
    Severity,
    Table,
    Value,
    WorkbookState,
)
from sheets_sync.periods import BANGKOK
from sheets_sync.store import NewMessage, Store

NOW = dt.datetime(2021, 2, 5, 8, 0, tzinfo=BANGKOK)
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


def a_reading(workbook: str = "w1", *sizes: Value) -> Reading:
    rows = tuple(Record(6 + i, {"size_rai": size}) for i, size in enumerate(sizes))
    return Reading(workbook, f"ชีตของ {workbook}", (Table("ทะเบียนแปลง", 0, "khok_nong_na", "register", records=rows),))


def a_pull(workbook: str = "w1", state: PullState = PullState.CHANGED, version: str = "v1", message: str = "") -> Pull:
    return Pull(workbook, f"ชีตของ {workbook}", state, version, changed_at=NOW - DAY, message=message)


def keep(store: Store, reading: Reading, now: dt.datetime = NOW, version: str = "v1") -> None:
    """One run that read one changed workbook."""
    pull = a_pull(reading.workbook_id, version=version)
    store.keep_pull(store.start_run("sync", now), pull, now, reading, state=WorkbookState.FRESH, units=("4607",))


def a_finding(cell: str = "H9", *, unit: str = "4607", message: str = "ตรวจสอบพื้นที่", **place: str | int) -> Finding:
    finding = Finding("AREA_AS_DATE", Severity.WARNING, cell, message, "3 ม.ค. 2025", "3-1-25", tab="แปลง", tab_id=0)
    return finding.at(workbook_id="w1", unit=unit).at(**place)


def an_edition(unit: str = "46", revision: int = 0, period: str = "2564-01", snapshot_hash: str = "abc") -> Edition:
    letter = Letter("รายงานเดือนมกราคม 2564", "ข้อความ", "<p>ข้อความ</p>")
    return Edition("monthly", unit, period, revision, letter, snapshot_hash, {"plots": 12, "paid": None})


def mails(*recipients: str) -> Sequence[NewMessage]:
    return [NewMessage(name, f"<{name}>", f"To: {name}\r\n\r\n".encode()) for name in recipients]


def outbox_of(store: Store, *recipients: str) -> None:
    """One edition with a message to each recipient."""
    store.keep_edition(an_edition(), mails(*recipients), NOW)

"""The project's nouns: what a sheet holds, what was understood of it, and what is said about it."""

from .findings_tab import FindingsTab, is_ours
from .kept import (
    Asked,
    Attachment,
    Edition,
    KeptFinding,
    KeptWorkbook,
    Letter,
    Message,
    MessageState,
    Picture,
    Recipient,
    Snapshot,
)
from .photo import Fetched, Flaw, PhotoState, flawed
from .pull import Mark, Pull, PullState, WorkbookState
from .reading import Finding, IgnoredRow, Reading, Record, Severity, Table, Value
from .sheet import BLANK, Cell, Merge, Tab, Workbook
from .unit import Level, Observation, Standing, Unit

__all__ = [
    "BLANK",
    "Asked",
    "Attachment",
    "Cell",
    "Edition",
    "Fetched",
    "Finding",
    "FindingsTab",
    "Flaw",
    "IgnoredRow",
    "KeptFinding",
    "KeptWorkbook",
    "Letter",
    "Level",
    "Mark",
    "Merge",
    "Message",
    "MessageState",
    "Observation",
    "PhotoState",
    "Picture",
    "Pull",
    "PullState",
    "Reading",
    "Recipient",
    "Record",
    "Severity",
    "Snapshot",
    "Standing",
    "Tab",
    "Table",
    "Unit",
    "Value",
    "Workbook",
    "WorkbookState",
    "flawed",
    "is_ours",
]

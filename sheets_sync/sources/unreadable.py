"""What is raised when one workbook, and only that one, cannot be read."""

from __future__ import annotations

from ..errors import SheetsSyncError
from ..model import WorkbookState


class UnreadableWorkbook(SheetsSyncError):
    """One workbook cannot be read; `reason` is Thai, for the office that keeps it."""

    def __init__(self, reason: str, state: WorkbookState = WorkbookState.UNREADABLE) -> None:
        self.reason = reason
        self.state = state
        super().__init__(reason)

"""What is raised where our own tab cannot be written into a workbook."""

from __future__ import annotations


class UnwritableWorkbook(Exception):
    """One workbook was left as it is; `passes` where the next run may well succeed without anybody's doing."""

    def __init__(self, reason: str, *, passes: bool = False) -> None:
        self.reason, self.passes = reason, passes
        super().__init__(reason)

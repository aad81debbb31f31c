"""Workbooks in Google Drive, read and given their findings tab through the one client that imports gspread."""

from .doctor import examine, examine_writer
from .source import GoogleWorkbooks
from .writer import FindingsWriter

__all__ = ["FindingsWriter", "GoogleWorkbooks", "examine", "examine_writer"]

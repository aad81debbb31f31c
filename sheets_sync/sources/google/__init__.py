"""Workbooks in Google Drive, read through the one client that imports gspread."""

from .doctor import examine
from .source import GoogleWorkbooks

__all__ = ["GoogleWorkbooks", "examine"]

"""Workbooks in Google Drive, read through the one client that imports gspread."""

from .doctor import examine
from .source import GoogleWorkbooks, google_link

__all__ = ["GoogleWorkbooks", "examine", "google_link"]

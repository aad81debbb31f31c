"""Workbooks as LibreOffice Calc and other makers of OpenDocument keep them (.ods)."""

from .document import read_ods

__all__ = ["read_ods"]

"""From a grid as typed to tables: where the header is, which column is what, what each cell means."""

from .inspection import inspect_dict
from .workbooks import read_workbook

__all__ = ["inspect_dict", "read_workbook"]

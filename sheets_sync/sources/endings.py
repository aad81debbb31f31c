"""Files by their ending: which are read, how, and which are asked for anew."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ..model import Workbook, WorkbookState
from .delimited import read_csv
from .ods import read_ods
from .unreadable import UnreadableWorkbook
from .xlsx import read_xlsx

READERS: dict[str, Callable[[Path], Workbook]] = {".xlsx": read_xlsx, ".ods": read_ods, ".csv": read_csv}
OTHERS = (".xls", ".xlsm", ".xlsb", ".xltx", ".xltm", ".fods", ".numbers", ".tsv")
ENDINGS = (*READERS, *OTHERS)
RESAVE = (
    "ไฟล์ {name} ไม่ใช่ .xlsx .ods หรือ .csv กรุณาเปิดด้วย Excel หรือ LibreOffice เลือก บันทึกเป็น แล้วเลือก Excel Workbook (.xlsx)"
)
NO_FILE = "{name} ไม่ใช่ไฟล์ กรุณาเปลี่ยนชื่อ หรือส่งไฟล์ใหม่"
ODD_NAME = "ชื่อไฟล์ {name} มีตัวอักษรที่อ่านไม่ได้ กรุณาเปลี่ยนชื่อไฟล์"


def read_file(path: Path) -> Workbook:
    """The workbook in a file; `UnreadableWorkbook` with a Thai reason where there is none to be read."""
    ending = path.suffix.lower()
    if ending in OTHERS:
        raise UnreadableWorkbook(RESAVE.format(name=path.name), WorkbookState.OFFICE_FILE)
    if not stat.S_ISREG(opened(path).st_mode):  # a pipe would be waited for
        raise UnreadableWorkbook(NO_FILE.format(name=path.name))
    workbook = READERS.get(ending, read_xlsx)(path)
    tabs = tuple(replace(tab, title=legible(tab.title)) for tab in workbook.tabs)  # a .csv names its tab as itself
    return replace(workbook, id=legible(workbook.id), title=legible(workbook.title), tabs=tabs)


def opened(path: Path) -> os.stat_result:
    """What the machine knows of a file; `UnreadableWorkbook` where it cannot be reached."""
    try:
        return path.stat()
    except (OSError, ValueError) as error:
        told = error.strerror if isinstance(error, OSError) else error
        raise UnreadableWorkbook(f"เปิดไฟล์ไม่ได้ ({told})") from error


def legible(name: str) -> str:
    """A file's name as it can be shown and kept; a name in old Thai letters is not UTF-8."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name).decode("cp874", "replace")
    return name

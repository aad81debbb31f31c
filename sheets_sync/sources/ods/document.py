"""Read an .ods file as the Workbook that Google Sheets would make of it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from ...model import Workbook
from ..archive import WITHOUT_LOCK, Archive
from ..grid import LOCALE
from ..unreadable import UnreadableWorkbook
from .styles import Styles
from .tables import TablesReader

CONTENT, STYLES, MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"


def read_ods(path: Path, *, locale: str = LOCALE) -> Workbook:
    """The workbook in a file, its id the file's name and its title the name without the ending.

    What `read_xlsx` gives of an .xlsx, this gives of an .ods; the text of a cell is the one that the program which
    wrote the file showed. Raises `UnreadableWorkbook` with a Thai reason for a file that cannot be read.
    """
    with closing(Archive(path, ".ods")) as archive:
        _refuse_locked(archive)
        styles = Styles()
        archive.walk(STYLES, styles.start, styles.end)
        reader = TablesReader(styles, locale)
        archive.walk(CONTENT, reader.start, reader.end, reader.said)
        if not reader.tables:
            raise UnreadableWorkbook(f"ไฟล์ไม่มีแท็บข้อมูล หรือไม่ใช่ .ods {archive.again}")
    tabs = tuple(table.tab(number, reader.room) for number, table in enumerate(reader.tables))
    return Workbook(path.name, path.stem, tabs, locale)


def _refuse_locked(archive: Archive) -> None:
    """Refuse a file under a password, of which only the manifest can be read."""
    found: list[str] = []

    def start(tag: str, _attributes: Mapping[str, str]) -> None:
        if tag == "encryption-data":
            found.append(tag)

    archive.walk(MANIFEST, start)
    if found:
        raise UnreadableWorkbook(WITHOUT_LOCK)

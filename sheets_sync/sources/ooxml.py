"""The parts of an .xlsx file, opened with care: bombs, document types and broken archives are refused."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple
from xml.parsers import expat

from .unreadable import UnreadableWorkbook

MAX_PARTS = 200
MAX_BYTES = 100 * 1024 * 1024
MAX_RATIO = 100
SMALL = 1024 * 1024  # a part below this is harmless however well it is packed
BROKEN = (
    expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError,
    ValueError, LookupError, OverflowError,
)  # fmt: skip
OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
RESAVE = "กรุณาเปิดด้วย Excel แล้วบันทึกใหม่เป็น .xlsx"

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str, str], None]


class Doctype(Exception):
    """A part declares a document type, which no workbook needs."""


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2] if ":" in name else name


def walk(stream: BinaryIO, start: Start, end: End) -> None:
    """Call `start(name, attributes)` and `end(name, text)` for the elements of an XML part, in order."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parts: list[str] = []

    def opened(name: str, attributes: dict[str, str]) -> None:
        parts.clear()
        start(local(name), attributes)

    def closed(name: str) -> None:
        end(local(name), "".join(parts))
        parts.clear()

    def refuse(*_: object) -> None:
        raise Doctype

    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    parser.CharacterDataHandler = parts.append
    parser.StartDoctypeDeclHandler = refuse
    parser.ParseFile(stream)


def ignore(_name: str, _text: str) -> None:
    """An `end` for parts in which only attributes count."""


def attribute(attributes: Mapping[str, str], name: str) -> str:
    """An attribute by its name without prefix, for `r:id` may be called otherwise."""
    if name in attributes:
        return attributes[name]
    return next((value for key, value in attributes.items() if local(key) == name), "")


class Relation(NamedTuple):
    """What a part points at: a part of the archive by its name, or an address outside it."""

    kind: str  # worksheet, styles, sharedStrings, theme, hyperlink …
    target: str


class Package:
    """An .xlsx file open for reading; `UnreadableWorkbook` says in Thai why it is not one."""

    def __init__(self, path: Path) -> None:
        self._archive = _opened(path)
        self.names = frozenset(self._archive.namelist())

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def walk(self, name: str, start: Start, end: End = ignore) -> None:
        """Walk through one part; an absent part is an empty one."""
        if name not in self.names:
            return
        try:
            with self._archive.open(name) as stream:
                walk(stream, start, end)  # type: ignore[arg-type]
        except Doctype:
            raise UnreadableWorkbook(f"ไฟล์มีส่วนที่ไม่ปลอดภัย (DOCTYPE) {RESAVE}") from None
        except BROKEN as error:
            raise UnreadableWorkbook(f"ไฟล์ชำรุด ({name}) {RESAVE}") from error

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part points at, by the ids it uses."""
        folder, base = posixpath.split(name)
        found: dict[str, Relation] = {}

        def start(tag: str, attributes: Mapping[str, str]) -> None:
            if tag != "Relationship":
                return
            target = attributes.get("Target", "")
            if attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            kind = posixpath.basename(attributes.get("Type", ""))
            found[attributes.get("Id", "")] = Relation(kind, target)

        self.walk(posixpath.join(folder, "_rels", f"{base}.rels"), start)
        return found


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        with path.open("rb") as file:
            magic = file.read(8)
        if not magic:
            raise UnreadableWorkbook("ไฟล์ว่างเปล่า (0 ไบต์) กรุณาส่งไฟล์ใหม่")
        if magic == OLE_MAGIC:
            raise UnreadableWorkbook("ไฟล์ตั้งรหัสผ่านไว้ หรือเป็น .xls รุ่นเก่า กรุณาบันทึกใหม่เป็น .xlsx ที่ไม่มีรหัสผ่าน")
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, EOFError):
        raise UnreadableWorkbook(f"ไฟล์ชำรุด หรือไม่ใช่ .xlsx {RESAVE}") from None
    except OSError as error:
        raise UnreadableWorkbook(f"เปิดไฟล์ไม่ได้ ({error.strerror})") from error
    try:
        _check(archive)
    except UnreadableWorkbook:
        archive.close()
        raise
    return archive


def _check(archive: zipfile.ZipFile) -> None:
    """Refuse what would not fit into memory; pictures do not count, for they are never unpacked."""
    parts = [info for info in archive.infolist() if not info.filename.startswith("xl/media/")]
    total = sum(info.file_size for info in parts)
    packed = any(p.file_size > SMALL and p.file_size > MAX_RATIO * max(p.compress_size, 1) for p in parts)
    if len(parts) > MAX_PARTS or total > MAX_BYTES or packed:
        raise UnreadableWorkbook(
            f"ไฟล์ใหญ่ผิดปกติเมื่อคลายออก ({len(parts):,} ส่วน {total / 1024 / 1024:,.0f} MB) "
            "กรุณาลบแถวและแท็บที่ไม่ใช้ แล้วบันทึกใหม่เป็น .xlsx"
        )

"""The parts of an office file, opened with care: bombs, document types and broken archives are refused."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import IO
from xml.parsers import expat

from .unreadable import UnreadableWorkbook

MAX_PARTS = 200
MAX_BYTES = 100 * 1024 * 1024
MAX_RATIO = 100
MAX_DEPTH = 200  # elements within elements; a sheet needs a dozen
MAX_TAG = 1024 * 1024  # bytes of one tag with all its attributes
MAX_PIECES = 100  # of 8 KB, of one text; Google Sheets keeps 50,000 letters in a cell
PIECE = 64 * 1024
SMALL = 1024 * 1024  # a part below this is harmless however well it is packed
PICTURES = ("xl/media/", "Pictures/", "Thumbnails/", "ObjectReplacements/")  # never unpacked
LOCKED = 0x1  # the flag of a part that the archive itself keeps under a password
BROKEN = (
    expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError,
    ValueError, LookupError, OverflowError,
)  # fmt: skip
OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
WITHOUT_LOCK = "ไฟล์ตั้งรหัสผ่านไว้ กรุณาบันทึกใหม่ที่ไม่มีรหัสผ่าน"

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str, str], None]


class Doctype(Exception):
    """A part declares a document type, which no workbook needs."""


@lru_cache(maxsize=4096)
def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def walk(stream: IO[bytes], start: Start, end: End, said: Callable[[str], object] | None = None) -> None:
    """Call `start(name, attributes)` and `end(name, text)` for the elements of an XML part, in order.

    The text is what stands in an element behind its last child; where text and children are mixed, `said` hears every
    piece of it. Of a text beyond all bounds the rest is left out.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parts: list[str] = []
    depth = 0

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise ValueError(depth)
        parts.clear()
        start(local(name), attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(local(name), "".join(parts))
        parts.clear()

    def heard(text: str) -> None:
        if len(parts) < MAX_PIECES:
            parts.append(text)
        if said:
            said(text)

    def refuse(*_: object) -> None:
        raise Doctype

    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    parser.CharacterDataHandler = heard
    parser.StartDoctypeDeclHandler = refuse
    _feed(parser, stream)


def _feed(parser: expat.XMLParserType, stream: IO[bytes]) -> None:
    """Parse a stream by and by; a tag that does not end is refused, for the parser begins it anew with every piece."""
    fed = 0
    while piece := stream.read(PIECE):
        parser.Parse(piece, False)
        fed += len(piece)
        if fed - parser.CurrentByteIndex > MAX_TAG:
            raise ValueError(fed)
    parser.Parse(b"", True)


def ignore(_name: str, _text: str) -> None:
    """An `end` for parts in which only attributes count."""


class Archive:
    """An office file open for reading; `UnreadableWorkbook` says in Thai why it is none of its kind."""

    def __init__(self, path: Path, ending: str) -> None:
        self.ending = ending
        self.again = f"กรุณาเปิดไฟล์แล้วบันทึกใหม่เป็น {ending}"
        self._archive = self._opened(path)
        self.names = frozenset(self._archive.namelist())

    def close(self) -> None:
        """Let go of the file."""
        self._archive.close()

    def walk(self, name: str, start: Start, end: End = ignore, said: Callable[[str], object] | None = None) -> None:
        """Walk through one part; an absent part is an empty one."""
        if name not in self.names:
            return
        try:
            with self._archive.open(name) as stream:
                walk(stream, start, end, said)
        except Doctype:
            raise UnreadableWorkbook(f"ไฟล์มีส่วนที่ไม่ปลอดภัย (DOCTYPE) {self.again}") from None
        except BROKEN as error:
            raise UnreadableWorkbook(f"ไฟล์ชำรุด ({name}) {self.again}") from error

    def _opened(self, path: Path) -> zipfile.ZipFile:
        try:
            with path.open("rb") as file:
                magic = file.read(8)
            if not magic:
                raise UnreadableWorkbook("ไฟล์ว่างเปล่า (0 ไบต์) กรุณาส่งไฟล์ใหม่")
            if magic == OLE_MAGIC:
                raise UnreadableWorkbook(f"ไฟล์ตั้งรหัสผ่านไว้ หรือเป็น .xls รุ่นเก่า กรุณาบันทึกใหม่เป็น {self.ending} ที่ไม่มีรหัสผ่าน")
            archive = zipfile.ZipFile(path)
        except OSError as error:
            raise UnreadableWorkbook(f"เปิดไฟล์ไม่ได้ ({error.strerror})") from error
        except BROKEN:
            raise UnreadableWorkbook(f"ไฟล์ชำรุด หรือไม่ใช่ {self.ending} {self.again}") from None
        try:
            self._check(archive)
        except UnreadableWorkbook:
            archive.close()
            raise
        return archive

    def _check(self, archive: zipfile.ZipFile) -> None:
        """Refuse what is locked or would not fit into memory; pictures do not count, for they are never unpacked."""
        parts = [info for info in archive.infolist() if not info.filename.startswith(PICTURES)]
        if any(info.flag_bits & LOCKED for info in parts):
            raise UnreadableWorkbook(WITHOUT_LOCK)
        total = sum(info.file_size for info in parts)
        packed = any(p.file_size > SMALL and p.file_size > MAX_RATIO * max(p.compress_size, 1) for p in parts)
        if len(parts) > MAX_PARTS or total > MAX_BYTES or packed:
            raise UnreadableWorkbook(
                f"ไฟล์ใหญ่ผิดปกติเมื่อคลายออก ({len(parts):,} ส่วน {total / 1024 / 1024:,.0f} MB) "
                f"กรุณาลบแถวและแท็บที่ไม่ใช้ แล้วบันทึกใหม่เป็น {self.ending}"
            )

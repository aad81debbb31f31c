"""The parts of an .xlsx file, opened with care: bombs, document types and broken archives are refused."""

from __future__ import annotations

import colorsys
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, TypeVar
from xml.parsers import expat

from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.styles.numbers import BUILTIN_FORMATS

from .display import format_type
from .unreadable import UnreadableWorkbook

MAX_PARTS = 200
MAX_BYTES = 100 * 1024 * 1024
MAX_RATIO = 100
SMALL = 1024 * 1024  # a part below this is harmless however well it is packed
OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
LOCALE_FORMATS = {14: "DATE", 22: "DATE_TIME"}  # shown in the spreadsheet's own order of day and month

T = TypeVar("T")
Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str, str], None]


class Doctype(Exception):
    """A part declares a document type, which no workbook needs."""


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


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
            raise UnreadableWorkbook("ไฟล์มีส่วนที่ไม่ปลอดภัย (DOCTYPE) กรุณาเปิดด้วย Excel แล้วบันทึกใหม่เป็น .xlsx") from None
        except (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            reason = f"ไฟล์ชำรุด ({name}) กรุณาเปิดด้วย Excel แล้วบันทึกใหม่เป็น .xlsx"
            raise UnreadableWorkbook(reason) from error

    def relations(self, name: str) -> dict[str, str]:
        """What the relations of a part point at: part names within the archive, addresses outside it."""
        folder, base = posixpath.split(name)
        found: dict[str, str] = {}

        def start(tag: str, attributes: Mapping[str, str]) -> None:
            if tag != "Relationship":
                return
            target = attributes.get("Target", "")
            if attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            found[attributes.get("Id", "")] = target

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
        raise UnreadableWorkbook("ไฟล์ชำรุด หรือไม่ใช่ .xlsx กรุณาเปิดด้วย Excel แล้วบันทึกใหม่เป็น .xlsx") from None
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


# ---------------------------------------------------------------- texts and styles


def shared_strings(package: Package, name: str) -> list[str]:
    """The texts that cells name by number; readings in small print (rPh) are left out."""
    strings: list[str] = []
    state = {"text": "", "aside": 0}

    def start(tag: str, _attributes: Mapping[str, str]) -> None:
        if tag == "si":
            state["text"] = ""
        elif tag == "rPh":
            state["aside"] = 1

    def end(tag: str, text: str) -> None:
        if tag == "t" and not state["aside"]:
            state["text"] = f"{state['text']}{text}"
        elif tag == "rPh":
            state["aside"] = 0
        elif tag == "si":
            strings.append(unescape(str(state["text"])))

    package.walk(name, start, end)
    return strings


def unescape(text: str) -> str:
    """A text with `_x000D_` and its like written out, as Excel writes letters that XML cannot hold."""
    if "_x" not in text:
        return text
    pieces = text.split("_x")
    out = pieces[0]
    for piece in pieces[1:]:
        code = piece[:4]
        if len(piece) > 4 and piece[4] == "_" and all(c in "0123456789abcdefABCDEF" for c in code):
            out += chr(int(code, 16)) + piece[5:]
        else:
            out += f"_x{piece}"
    return out


@dataclass(frozen=True, slots=True)
class Style:
    """What of a cell's looks bears meaning."""

    format: str = ""  # Google's type
    pattern: str = ""
    font: str = ""
    fill: str = ""  # RRGGBB
    struck: bool = False


@dataclass(slots=True)
class _Book:
    """What styles.xml holds, while it is read."""

    formats: dict[int, str] = field(default_factory=dict)
    fonts: list[tuple[str, bool]] = field(default_factory=list)
    fills: list[str] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)


def styles(package: Package, name: str, theme: list[str]) -> list[Style]:
    """The styles that cells name by number."""
    book, inside, current = _Book(), [""], {"font": "", "struck": "", "fill": "", "pattern": ""}

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag in ("numFmts", "fonts", "fills", "cellXfs", "cellStyleXfs", "dxfs", "borders", "cellStyles"):
            inside[0] = tag
        elif inside[0] == "numFmts" and tag == "numFmt":
            book.formats[int(attributes.get("numFmtId", 0))] = attributes.get("formatCode", "")
        elif inside[0] == "fonts" and tag in ("font", "name", "strike"):
            _font(tag, attributes, current)
        elif inside[0] == "fills" and tag in ("fill", "patternFill", "fgColor"):
            _fill(tag, attributes, current, theme)
        elif inside[0] == "cellXfs" and tag == "xf":
            book.styles.append(_style(attributes, book))

    def end(tag: str, _text: str) -> None:
        if inside[0] == "fonts" and tag == "font":
            book.fonts.append((current["font"], bool(current["struck"])))
        elif inside[0] == "fills" and tag == "fill":
            book.fills.append(current["fill"] if current["pattern"] == "solid" else "")

    package.walk(name, start, end)
    return book.styles


def _font(tag: str, attributes: Mapping[str, str], current: dict[str, str]) -> None:
    if tag == "font":
        current["font"] = current["struck"] = ""
    elif tag == "name":
        current["font"] = attributes.get("val", "")
    else:
        current["struck"] = "" if attributes.get("val", "1") in ("0", "false") else "yes"


def _fill(tag: str, attributes: Mapping[str, str], current: dict[str, str], theme: list[str]) -> None:
    if tag == "fill":
        current["fill"] = current["pattern"] = ""
    elif tag == "patternFill":
        current["pattern"] = attributes.get("patternType", "")
    else:
        colour = colour_of(attributes, theme)
        current["fill"] = "" if colour == "FFFFFF" else colour


def _style(attributes: Mapping[str, str], book: _Book) -> Style:
    number = int(attributes.get("numFmtId", 0))
    font, struck = _at(book.fonts, attributes.get("fontId"), ("", False))
    fill = _at(book.fills, attributes.get("fillId"), "")
    if number in LOCALE_FORMATS and number not in book.formats:
        return Style(LOCALE_FORMATS[number], "", font, fill, struck)
    pattern = book.formats.get(number) or BUILTIN_FORMATS.get(number, "")
    kind = format_type(pattern)
    return Style(kind, pattern if kind else "", font, fill, struck)


def _at(items: list[T], index: str | None, default: T) -> T:
    number = int(index or 0)
    return items[number] if 0 <= number < len(items) else default


def colour_of(attributes: Mapping[str, str], theme: list[str]) -> str:
    """RRGGBB of a colour given outright, by the old palette, or by theme and tint; empty when automatic."""
    if "rgb" in attributes:
        return attributes["rgb"][-6:].upper()
    if "indexed" in attributes:
        number = int(attributes["indexed"])
        return COLOR_INDEX[number][-6:].upper() if number < len(COLOR_INDEX) else ""
    if "theme" not in attributes or int(attributes["theme"]) >= len(theme):
        return ""
    return tinted(theme[int(attributes["theme"])], float(attributes.get("tint", 0)))


def tinted(colour: str, tint: float) -> str:
    """A colour made lighter (tint above 0) or darker (below), as ECMA-376 18.8.19 says."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(255 * part):02X}" for part in colorsys.hls_to_rgb(hue, light, saturation))


def theme_colours(package: Package, name: str) -> list[str]:
    """The theme's colours in the order in which styles number them: light before dark."""
    found: list[str] = []

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "srgbClr" and len(found) < 12:
            found.append(attributes.get("val", "").upper())
        elif tag == "sysClr" and len(found) < 12:
            found.append(attributes.get("lastClr", "").upper())

    package.walk(name, start)
    if len(found) < 4:
        return []
    found[0:4] = found[1], found[0], found[3], found[2]
    return found

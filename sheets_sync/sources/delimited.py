"""Read a .csv file as the Workbook of one tab that Google Sheets would make of it."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from ..model import BLANK, Cell, Tab, Workbook
from .grid import LOCALE, LONGEST, MAX_COLUMNS, MAX_FAR, MAX_ROWS, Far, Room, tidy
from .unreadable import UnreadableWorkbook
from .worksheet import ERRORS

MAX_BYTES = 20 * 1024 * 1024  # some 200,000 rows
MAX_LINES = 2_000_000
SAMPLE = 64 * 1024  # letters by which the delimiter is told
DELIMITERS = ",;\t"
THAI = "cp874"  # Windows' Thai, which holds all of TIS-620
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f]")
MARKUP = re.compile(r"\s*<(?:!doctype|html|\?xml|table)", re.IGNORECASE)
NAMED = re.compile(r"sep=([,;|\t])\r?\n")  # what Excel writes to tell the delimiter
NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,11})(?:\.\d{1,15})?")  # 13 digits are a person's; a leading 0 is a telephone's
GROUPED = re.compile(r"-?[1-9]\d{0,2}(?:,\d{3}){1,3}(?:\.\d{1,15})?")
SHARE = re.compile(r"-?(?:0|[1-9]\d{0,5})(?:\.\d{1,10})?%")
AGAIN = "กรุณาเปิดไฟล์แล้วบันทึกใหม่เป็น CSV UTF-8 หรือ .xlsx"


def read_csv(path: Path, *, locale: str = LOCALE) -> Workbook:
    """The workbook in a file: one tab, titled as the file without its ending.

    Only what is a number beyond doubt becomes one; IDs and telephones keep their digits. Raises `UnreadableWorkbook`
    with a Thai reason for a file that is no text or no table.
    """
    text = _text(_bytes(path))
    named = NAMED.match(text)
    delimiter = named[1] if named else _delimiter(text)
    cells: dict[str, Cell] = {}
    far, room = Far(MAX_FAR), Room()
    rows = tidy(_rows(_lines(text[named.end() if named else 0 :], delimiter), cells, far, room))
    return Workbook(path.name, path.stem, (Tab(0, path.stem, rows, unread=far.told()),), locale)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableWorkbook(f"เปิดไฟล์ไม่ได้ ({error.strerror})") from error
    if not raw:
        raise UnreadableWorkbook("ไฟล์ว่างเปล่า (0 ไบต์) กรุณาส่งไฟล์ใหม่")
    if len(raw) > MAX_BYTES:
        raise UnreadableWorkbook(f"ไฟล์ใหญ่เกิน {MAX_BYTES // 1024 // 1024} MB กรุณาลบแถวที่ไม่ใช้ แล้วส่งใหม่")
    return raw


def _text(raw: bytes) -> str:
    """The letters of a file: UTF-16 by its mark, else UTF-8, else Thai Windows; refused where it is none of them."""
    marked = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", THAI):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if MARKUP.match(text):
            raise UnreadableWorkbook(f"ไฟล์เป็นหน้าเว็บ ไม่ใช่ .csv {AGAIN}")
        if "\0" in text or len(CONTROLS.findall(text)) * 100 > len(text):
            break
        if text.count("\n") > MAX_LINES:
            raise UnreadableWorkbook(f"ไฟล์มีเกิน {MAX_LINES:,} บรรทัด กรุณาลบแถวที่ไม่ใช้ แล้วส่งใหม่")
        return text
    raise UnreadableWorkbook(f"ไฟล์ไม่ใช่ข้อความ หรืออ่านตัวอักษรไม่ได้ {AGAIN}")


def _delimiter(text: str) -> str:
    """The one that parts most rows into the same number of cells, and among these the one that makes most cells."""
    return max(DELIMITERS, key=lambda delimiter: _evenness(text[:SAMPLE], delimiter))


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        widths = Counter(len(row) for row in rows if row)
    except csv.Error:
        return 0, 0
    width, rows_alike = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return (rows_alike / sum(widths.values()), width) if width > 1 else (0, 0)


def _lines(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows of texts; a quotation mark that nothing closes would swallow what follows, so it is refused."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from rows
    except csv.Error:
        reason = f'เครื่องหมายคำพูด (") ไม่ครบคู่ใกล้บรรทัดที่ {rows.line_num:,} {AGAIN}'
        raise UnreadableWorkbook(reason) from None


def _rows(lines: Iterable[list[str]], cells: dict[str, Cell], far: Far, room: Room) -> Iterator[list[Cell]]:
    for number, line in enumerate(lines):
        edge = 0 if number >= MAX_ROWS else MAX_COLUMNS
        for column, text in enumerate(islice(line, edge, None), edge):
            if text.strip():
                far.add(number, column)
        room.take(len(line[:edge]))
        yield [_cell(text, cells) for text in line[:edge]]


def _cell(text: str, cells: dict[str, Cell]) -> Cell:
    cell = cells.get(text)
    if cell is None:
        cell = cells[text] = _typed(text[:LONGEST])
    return cell


def _typed(text: str) -> Cell:
    """A text as Sheets takes it when it is imported, where that is certain."""
    bare = text.strip()
    if not bare:
        return BLANK
    if bare in ERRORS:
        return Cell(bare, error=ERRORS[bare])
    if bare.upper() in ("TRUE", "FALSE"):
        return Cell(bare.upper(), bare.upper() == "TRUE")
    if NUMBER.fullmatch(bare):
        return Cell(bare, float(bare))
    if GROUPED.fullmatch(bare):
        return Cell(bare, float(bare.replace(",", "")), "NUMBER", "#,##0.00" if "." in bare else "#,##0")
    if SHARE.fullmatch(bare):
        return Cell(bare, float(bare[:-1]) / 100, "PERCENT", "0.00%" if "." in bare else "0%")
    return Cell(text, text)

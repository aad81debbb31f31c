"""What each row under a header is: a record, or one of the many things that are none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from ..model import Cell
from .columns import Layout
from .grid import Grid
from .header import Band, is_number, numbers_columns, repeats
from .places import is_total, resolve_district
from .text import arabic, fold, line, says_nothing

END_AFTER = 5  # blank rows that end a table (mess.md, row 42)
REMARKS = frozenset({"remark", "problem", "best_practice"})
PLACES = frozenset({"province_code", "district_code", "tambon_code"})
FIRST_WORDS = 3  # texts of a row by which most rows are told
STRONG = 3  # filled columns that make a record even below a note

_SAMPLE = re.compile(r"^\(?\s*(?:แถว)?ตัวอย่าง|เป็นตัวอย่าง|^example|^sample", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"^(?:ลงชื่อ|ลงนาม|\(?ลงชื่อ|ตำแหน่ง|ผู้(?:รายงาน|ตรวจสอบ|รับรอง|จัดทำ|บันทึก|อนุมัติ|ให้ข้อมูล)|วันที่\s*[.…_]{3,}"
    r"|\(\s*(?:นาย|นาง|น\.ส\.|ว่าที่|[.…_]{5,}).*\)$|[.…_]{8,})|ผู้(?:รายงาน|ตรวจสอบ|รับรอง)\s*$"
)
_NOTE = re.compile(
    r"^(?:หมายเหตุ|หมาย เหตุ|\*|เกณฑ์|คำอธิบาย|คำชี้แจง|ข้อเสนอแนะ|ข้อสังเกต|สี\S+\s*(?:=|:|หมายถึง|คือ)|แหล่งข้อมูล"
    r"|ที่มา\s*:|ข้อมูล\s*ณ|ข้อมูลจาก|ปัญหา|\S\s*หมายถึง|note\s*:|remark\s*:)",
    re.IGNORECASE,
)
_BARE_TOTAL = re.compile(r"^(?:รวม|ยอดรวม|ผลรวม|รวมยอด|ยอดยก(?:มา|ไป)|total)?(?:ทั้งสิ้น|ทั้งหมด|ทั้งจังหวัด|ทั้งอำเภอ)?$")
_AVERAGE = re.compile(r"^(?:เฉลี่ย|ค่าเฉลี่ย|คิดเป็นร้อยละ|ร้อยละ|คิดเป็น|average)")
_COUNTED = re.compile(r"^\D{0,8}[\d,.]+\s*[^\d]{0,14}$")


class RowKind(StrEnum):
    """A record, or why a row is none (contract.md, section 2)."""

    RECORD = "record"
    TITLE = "title"
    HEADER = "header"
    COLUMN_NUMBERS = "column_numbers"
    TOTAL = "total"
    SECTION = "section"
    BLANK = "blank"
    SAMPLE = "sample"
    SCRATCH = "scratch"
    NOTE = "note"
    SIGNATURE = "signature"


def says_something(cell: Cell) -> bool:
    """Whether a person typed something here: not a formula, not a box left unticked, not a lone dash."""
    return not cell.blank and not cell.formula and cell.value is not False


@dataclass
class RowSorter:
    """Tells the rows of one table apart, from what stands in its columns."""

    grid: Grid
    band: Band
    layout: Layout

    def __post_init__(self) -> None:
        headed = [heading.column for heading in self.band.headings]
        self.left, self.right = min(headed), max(headed)
        self.mapped = {column.column: column.name for column in self.layout.kept}
        self.summary = self.layout.kind.name == "summary"

    def filled(self, row: int) -> list[int]:
        """The table's own columns in which something stands in a row."""
        filled = self.grid.filled(row)
        if filled and (filled[-1] > self.right or filled[0] < self.left):
            return [i for i in filled if self.left <= i <= self.right]
        return filled

    def sort(self, row: int, ended: bool = False) -> RowKind:
        """What a row is, as far as it can be told without its neighbours; SECTION stands for any lone text."""
        filled = self.filled(row)
        if not filled:
            return RowKind.BLANK
        if repeats(self.grid, row, self.band):
            return RowKind.HEADER
        if numbers_columns(self.grid, row) and self._under_header(row):
            return RowKind.COLUMN_NUMBERS
        cells = self.grid.tab.rows[row]
        words = ((i, line(cells[i].text)) for i in filled if not is_number(cells[i]))
        texts = list(islice(words, FIRST_WORDS))
        if any(_SAMPLE.search(text) for _, text in texts) or any(_is_marked(cells[i].text) for i in filled):
            return RowKind.SAMPLE
        if texts and _may_sum(texts[0][1]):
            texts += words
        if self._is_total(filled, texts):
            return RowKind.TOTAL
        alone = self._alone(filled, texts)
        if alone:
            return alone
        return self._weigh(row, filled, ended)

    def _is_total(self, filled: list[int], texts: list[tuple[int, str]]) -> bool:
        """Whether a row's label says that it is a sum, and nothing else in it names a record."""
        if not texts:
            return False
        at, label = texts[0]
        if not _may_sum(label):
            return False
        for i, text in texts[1:]:
            name = self.mapped.get(i, "")
            plain = name in REMARKS or i not in self.mapped or says_nothing(text)
            if not plain and not _COUNTED.match(arabic(text)) and text != label:
                return False
        if _BARE_TOTAL.match(fold(label)):
            return True
        same = {i for i, text in texts if text == label}  # a copied column repeats the label too
        own = ("moo", "house_no", "citizen_id_last4", "phones")
        return not any(i > at and i not in same and self.mapped.get(i) in own for i in filled)

    def _alone(self, filled: list[int], texts: list[tuple[int, str]]) -> RowKind | None:
        """What a row with one text, or hardly more, is: signature, note, section; None when it may be a record."""
        if not texts or len(filled) > 2:
            return self._signed(texts) if len(filled) <= 3 else None
        signed = self._signed(texts)
        if signed:
            return signed
        if len(filled) == 1:
            at, text = texts[0]
            if self._named(at) and _is_district(text):
                return None
            return RowKind.NOTE if _NOTE.match(text) else RowKind.SECTION
        return RowKind.NOTE if _NOTE.match(texts[0][1]) else None

    def _signed(self, texts: list[tuple[int, str]]) -> RowKind | None:
        return RowKind.SIGNATURE if any(_SIGNATURE.search(text) for _, text in texts) else None

    def _weigh(self, row: int, filled: list[int], ended: bool) -> RowKind:
        """A record when enough of the table's columns say something; numbered rows left empty are blank."""
        cells = self.grid.tab.rows[row]
        own = [i for i in filled if i in self.mapped and says_something(cells[i])]
        if not own:
            if 2 * sum(1 for i in filled if i in self.mapped and cells[i].error) > len(self.mapped):
                return RowKind.RECORD  # broken through and through; a lone #DIV/0! stands in rows not yet filled, too
            return (
                RowKind.BLANK
                if all(is_number(cells[i]) or not says_something(cells[i]) for i in filled)
                else RowKind.NOTE
            )
        if ended and len(own) < min(STRONG, len(self.mapped)):
            return RowKind.SCRATCH
        if len(own) == 1 and len(filled) == 1 and not self._named(own[0]):
            return RowKind.SCRATCH if is_number(cells[own[0]]) else RowKind.SECTION
        return RowKind.RECORD

    def _under_header(self, row: int) -> bool:
        """Whether only the header band, or its repetition, stands directly above a row."""
        return row == self.band.bottom or (row > 0 and repeats(self.grid, row - 1, self.band))

    def _named(self, column: int) -> bool:
        return self.summary and self.mapped.get(column) == "district_code"


def _is_district(text: str) -> bool:
    """Whether a lone text names a district, so that its row is one that reported nothing."""
    place = resolve_district(text)
    return bool(place.code) or any(doubt.code != "GEO_UNKNOWN" for doubt in place.doubts)


@lru_cache(maxsize=65536)
def _may_sum(label: str) -> bool:
    """Whether a label begins as those of sums and averages do."""
    return is_total(label) or bool(_AVERAGE.match(label))


def _is_marked(text: str) -> bool:
    """Whether a text says that its whole row is an example."""
    return "แถวนี้เป็นตัวอย่าง" in text or "แถวตัวอย่าง" in text


def is_ditto(cell: Cell) -> bool:
    """Whether a cell holds a mark that repeats the one above: a double quote, ,,, -"-, ๆ, //."""
    return len(cell.text) < LONGEST_MARK and cell.text.strip() in DITTO


LONGEST_MARK = 16
DITTO = frozenset(
    (
        '"',
        "”",
        "“",
        "''",
        "’’",
        "〃",
        ",,",
        '-"-',
        "-”-",
        "-“-",
        '- " -',
        "-''-",
        "ๆ",
        "“”",
        '" "',
        '"-"',
        "-//-",
        "〃〃",
        '""',
        "”“",
        "″",
        "-,,-",
        "ดังข้างบน",
        "เช่นเดียวกัน",
    )
)

"""Files by which one office could do harm to all, with what is to become of each."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from .bombs import BOMBS, with_part
from .books import BOOK, ods_row, raw_book, raw_ods, said, typed

HEADER = ("ลำดับ", "อำเภอ", "ตำบล", "หมู่ที่", "ชื่อ-สกุล", "ประเภท", "ขนาดแปลง (ไร่)", "หมายเหตุ")
TITLE = "ทะเบียนแปลงโคก หนอง นา จังหวัดกาฬสินธุ์"
PLOTS = (
    ("1", "ยางตลาด", "บัวบาน", "3", "นายสมชาย ใจดี", "HLM", "3", ""),
    ("2", "ยางตลาด", "เว่อ", "5", "นางมะลิ มีสุข", "CLM", "15", ""),
    ("3", "ยางตลาด", "อิตื้อ", "2", "นายบุญมา ทองดี", "HLM", "1", ""),
)
READ = ""


class Poison(NamedTuple):
    """A file, what its office is told of it (nothing when it is read), and how many records it gives."""

    make: Callable[[Path], object]
    told: str = READ
    records: int | None = None


def rows_with(remark: str, size: str = "3", district: str = "ยางตลาด") -> list[tuple[str, ...]]:
    """A register of four plots, the last with this remark and this size."""
    last = ("4", district, "นาเชือก", "7", "นายคำดี แสนดี", "HLM", size, remark)
    plots = [(no, district, *rest) for no, _, *rest in PLOTS]
    return [(TITLE,), HEADER, *plots, last]


def xml_cell(text: str) -> str:
    """A cell of an .xlsx; what begins with `<` or `=` after a bar is XML or a formula already."""
    if text.startswith("|"):
        return text[1:]
    if text.isdigit():
        return f"<c><v>{text}</v></c>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>' if text else "<c/>"


def ods_cell(text: str) -> str:
    """A cell of an .ods, likewise."""
    if text.startswith("|"):
        return text[1:]
    if text.isdigit():
        return typed("float", text, text)
    return said(escape(text)) if text else "<table:table-cell/>"


def csv_cell(text: str) -> str:
    """A cell of a .csv."""
    return f'"{text.removeprefix("|").replace(chr(34), chr(34) * 2)}"'


def register(remark: str, size: str = "3", district: str = "ยางตลาด") -> Callable[[Path], object]:
    """A register of four plots in whatever the file's ending asks for."""

    def make(path: Path) -> None:
        rows = rows_with(remark, size, district)
        if path.suffix == ".csv":
            text = "".join(",".join(map(csv_cell, row)) + "\n" for row in rows)
            path.write_bytes(text.encode())
        elif path.suffix == ".ods":
            raw_ods(path, "".join(ods_row(*map(ods_cell, row)) for row in rows))
        else:
            raw_book(path, sheet_data(rows))

    return make


def sheet_data(rows: list[tuple[str, ...]]) -> str:
    """The rows of an .xlsx."""
    lines = (f"<row>{''.join(map(xml_cell, row))}</row>" for row in rows)
    return f"<sheetData>{''.join(lines)}</sheetData>"


def plots(around: str = "{}", **more: str) -> Callable[[Path], object]:
    """An .xlsx with the four plots, and something around them or beside."""
    return lambda path: raw_book(path, around.format(sheet_data(rows_with(""))), **more)


def tabs(*titles: str) -> Callable[[Path], object]:
    """An .ods of tabs that are all alike."""
    rows = "".join(ods_row(*map(ods_cell, row)) for row in rows_with(""))
    more = "".join(f'<table:table table:name="{escape(t, {chr(34): "&quot;"})}">{rows}</table:table>' for t in titles)
    return lambda path: raw_ods(path, "", tables=more)


def called(title: str, *, times: int = 1) -> Callable[[Path], object]:
    """An .xlsx with the four plots under a tab of this name, or under several tabs that say they are one."""
    sheet = '<sheet name="แปลง" sheetId="1" r:id="rId1"/>'
    named = sheet.replace("แปลง", escape(title, {'"': "&quot;", "\n": "&#10;"}))
    return changed(plots(), "xl/workbook.xml", BOOK.replace(sheet, named * times))


def changed(make: Callable[[Path], object], name: str, text: str) -> Callable[[Path], object]:
    """A file of which one part is another."""

    def remake(path: Path) -> None:
        make(path)
        with zipfile.ZipFile(path) as old:
            parts = {info.filename: old.read(info) for info in old.infolist()}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            for part, content in {**parts, name: text.encode()}.items():
                new.writestr(part, content)

    return remake


def written(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def bomb(name: str, told: str | None = None) -> Poison:
    make, expected = BOMBS[name]
    return Poison(make, expected if told is None else told)


LETTERS = "ก" * 50_000
BIDI = "\u202eกลับ\u2066หน้า\u2069\u202c\u200f\u061c"
NOTHING_SEEN = "ดิน\u200b\u200c\u200d\u2060\ufeffดี\u0e3a\u0e3a\u0e3a\u0e3a"
STRANGE = "'\"&<>|/:!*?[]{}%$#@\\๑๒ก็ฺุ๊\u200b\U0001f331"
WIDE = "<sheetData><row>" + "<c><v>1</v></c>" * 16_384 + "</row></sheetData>"
SERIAL = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="15"/></cellXfs></styleSheet>'
BROKEN = '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>'
STYLED = (
    '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="rId2" Type="x/styles" Target="styles.xml"/>'
    '<Relationship Id="rId3" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)
CIRCLES = "<mergeCells>" + "".join(f'<mergeCell ref="A{n}:H{n + 3}"/><mergeCell ref="B{n}:C9"/>' for n in range(1, 7))
BY_RELATIONS = "xl/_rels/workbook.xml.rels"

POISONS: dict[str, Poison] = {
    # what burdens the machine; all others of this kind are in test_bombs.py
    "blanks.ods": bomb("blanks.ods"),
    "packed-rows.xlsx": bomb("packed-rows.xlsx"),
    "repeated-rows.ods": bomb("repeated-rows.ods"),
    "corner.xlsx": bomb("corner.xlsx", READ),
    "corner.ods": bomb("corner.ods", READ),
    "laughs.xlsx": bomb("laughs.xlsx"),
    "foreign.ods": bomb("foreign.ods"),
    "cut.xlsx": bomb("cut.xlsx"),
    "locked.ods": bomb("locked.ods"),
    "climbing.xlsx": bomb("climbing.xlsx"),
    "deep.ods": bomb("deep.ods"),
    "one-part.xlsx": bomb("one-part.xlsx"),
    "merges.ods": bomb("merges.ods"),
    "columns.xlsx": Poison(lambda path: raw_book(path, WIDE)),
    "merged-whole.xlsx": Poison(plots('{}<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), records=0),
    "merged-in-circles.xlsx": Poison(plots("{}" + CIRCLES + "</mergeCells>")),
    # what a cell may hold
    "surrogate.xlsx": Poison(register("ก_xD800_ข"), records=4),
    "surrogate.ods": Poison(register("|" + said("&#xD800;")), "ชำรุด"),
    "nul.xlsx": Poison(register("ก_x0000_ข_x0007_ค"), records=4),
    "nul.csv": Poison(register("ก\0ข"), "ไม่ใช่ข้อความ"),
    "control.csv": Poison(register("ก\x07\x1b[31mข"), records=4),
    "control.ods": Poison(register("|" + said("&#7;")), "ชำรุด"),
    "letters.xlsx": Poison(register(LETTERS), records=4),
    "letters.ods": Poison(register(LETTERS * 3), records=4),
    "letters.csv": Poison(register(LETTERS), records=4),
    "endless-letters.csv": Poison(register(LETTERS * 3), "คำพูด"),
    "bidi.csv": Poison(register(BIDI), records=4),
    "bidi.xlsx": Poison(register(BIDI, district=BIDI), records=4),
    "not-seen.ods": Poison(register(NOTHING_SEEN), records=4),
    "link.xlsx": Poison(register('|<c t="str"><f>HYPERLINK("javascript:alert(1)","ดู")</f><v>ดู</v></c>'), records=4),
    "command.xlsx": Poison(
        register("|<c t=\"str\"><f>DDE(&quot;cmd&quot;)</f><v>=cmd|' /C calc'!A0</v></c>"), records=4
    ),
    "command.csv": Poison(register("=cmd|' /C calc'!A0"), records=4),
    "script.ods": Poison(register("<script>alert(1)</script><img src=x onerror=alert(1)>"), records=4),
    "template.xlsx": Poison(register("{{7*7}} {{self.__init__.__globals__}}"), records=4),
    "template.csv": Poison(register("{{7*7}} {% for a in b %} ${x} {{self.__init__.__globals__}}"), records=4),
    "negative.xlsx": Poison(register("", "|<c><v>-1e308</v></c>"), records=4),
    "infinite.ods": Poison(register("", "|" + typed("float", "INF", "INF")), records=4),
    "no-number.xlsx": Poison(register("", "|<c><v>nan</v></c>"), records=4),
    "endless-number.csv": Poison(register("", "9" * 5_000), records=4),
    "error.xlsx": Poison(register("|" + BROKEN, "|" + BROKEN), records=4),
    "error.ods": Poison(register("", "|" + typed("string", "", "Err:508", 'calcext:value-type="error"')), records=4),
    "late-day.ods": Poison(register("|" + typed("date", "99999-12-31", "31/12/99999")), records=4),
    "late-day.xlsx": Poison(
        changed(changed(register('|<c s="1"><v>999999999</v></c>'), "xl/styles.xml", SERIAL), BY_RELATIONS, STYLED),
        records=4,
    ),
    # what a workbook may say of itself
    "title.xlsx": Poison(called(STRANGE[:31]), records=4),
    "title.ods": Poison(tabs("\u202e" + "ก" * 300)),
    "no-title.xlsx": Poison(called("")),
    "titles.ods": Poison(tabs("แปลง", "แปลง", "แปลง")),
    "titles.xlsx": Poison(called("แปลง", times=2), "ชำรุด"),
    "no-strings.xlsx": Poison(register('|<c t="s"><v>0</v></c>'), "ชำรุด"),
    "wrong-string.xlsx": Poison(
        changed(register('|<c t="s"><v>999999</v></c>'), "xl/sharedStrings.xml", "<sst><si><t>ก</t></si></sst>"),
        "ชำรุด",
    ),
    "no-style.xlsx": Poison(changed(register('|<c s="77"><v>5</v></c>'), BY_RELATIONS, STYLED), records=4),
    "no-sheet.xlsx": Poison(changed(plots(), BY_RELATIONS, STYLED.replace("sheet1", "sheet9")), "ชำรุด"),
    # what is no workbook
    "empty.xlsx": Poison(written(b""), "ว่างเปล่า"),
    "empty.csv": Poison(written(b""), "ว่างเปล่า"),
    "folder.xlsx": Poison(os.mkdir, "ไม่ใช่ไฟล์"),
    "broken-link.ods": Poison(lambda path: path.symlink_to(path.with_name("ไม่มี")), "เปิดไฟล์ไม่ได้"),
    "page.xlsx": Poison(written("<html><table><tr><td>ก".encode()), r"ไม่ใช่ \.xlsx"),
    "page.csv": Poison(written("<!DOCTYPE html><table><tr><td>ก".encode()), "หน้าเว็บ"),
    "text.ods": Poison(written("ก,ข\n".encode()), r"ไม่ใช่ \.ods"),
    "binary.csv": Poison(written(bytes(range(256)) * 40), "ไม่ใช่ข้อความ"),
    "archive.xlsx": Poison(with_part("ก.zip", [b"PK\x05\x06" + bytes(18)]), r"ไม่ใช่ \.xlsx"),
    "quotes.csv": Poison(written('ก,ข\n"ไม่ปิด,2\n3,4\n'.encode()), "คำพูด"),
    "old.xls": Poison(written(bytes.fromhex("d0cf11e0a1b11ae1")), "บันทึกเป็น"),
    "under-password.xlsx": Poison(written(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)), "รหัสผ่าน"),
    "\x1b[31m\nชื่อ'\"<b>;..csv": Poison(register(""), records=4),
    "\udca1\udcd2.csv": Poison(register(""), "เปลี่ยนชื่อไฟล์"),
}

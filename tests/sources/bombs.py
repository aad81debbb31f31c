"""Files that are made to break or to burden whoever opens them, with what is said of each."""

import random
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from .books import BOOK, RELATIONS, SHEET, ods_row, raw_book, raw_ods, said, typed

XFD = "XFD1048576 ระบบ"  # the cell is named, and nothing else left out
BIG, BROKEN, CROWDED, BEYOND = "ใหญ่ผิดปกติ", "ชำรุด", "10,000,000 เซลล์", "เกินแถวที่ 200,000"
LAUGHS = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "ฮา"}">' for i in range(10))
FILE = '<!ENTITY a9 SYSTEM "file:///etc/hostname">'
MERGED = 'table:number-columns-spanned="16384" table:number-rows-spanned="1048576"'
EVERYWHERE = 'table:number-columns-repeated="16384"'
TO_THE_END = 'table:number-rows-repeated="1048576"'

Make = Callable[[Path], object]


def filled_rows(row: Callable[[int], str], rows: int) -> str:
    """Rows with numbers by chance in them, which cannot be packed well."""
    dice = random.Random(7)  # noqa: S311
    return "".join(f"{row(number)}".replace("?", str(dice.getrandbits(40))) for number in range(1, rows + 1))


def cells(xml: str) -> Make:
    """An .xlsx with these rows."""
    return lambda path: raw_book(path, f"<sheetData>{xml}</sheetData>")


def rows(*xml: str, **more: str) -> Make:
    """An .ods with these rows."""
    return lambda path: raw_ods(path, "".join(xml), **more)


def lazily(make: Callable[[Path], Make]) -> Make:
    """A file whose text is not made before it is wanted."""
    return lambda path: make(path)(path)


def with_part(name: str, pieces: Iterable[bytes]) -> Make:
    """An archive of one part, written piece by piece."""

    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as part:
            for piece in pieces:
                part.write(piece)

    return make


def changed(make: Make, change: Callable[[bytes], bytes]) -> Make:
    """A file of which some bytes were changed afterwards."""

    def remake(path: Path) -> None:
        make(path)
        path.write_bytes(change(path.read_bytes()))

    return remake


def locked(raw: bytes) -> bytes:
    """The same archive, all of its parts marked as under a password."""
    raw = raw.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01")
    return raw.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")


def sized(raw: bytes) -> bytes:
    """The same archive, whose directory says that every part holds ten bytes."""
    at = raw.find(b"PK\x01\x02")
    out = bytearray(raw)
    while at >= 0:
        out[at + 24 : at + 28] = (10).to_bytes(4, "little")
        at = raw.find(b"PK\x01\x02", at + 4)
    return bytes(out)


def one_part_as_many_tabs(path: Path) -> None:
    sheet = '<sheet name="แปลง" sheetId="1" r:id="rId1"/>'
    raw_book(path, "<sheetData/>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", RELATIONS.format("officeDocument", "xl/workbook.xml"))
        archive.writestr("xl/workbook.xml", BOOK.replace(sheet, sheet * 5_000))
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS.format("worksheet", "worksheets/sheet1.xml"))
        archive.writestr("xl/worksheets/sheet1.xml", SHEET.format("<sheetData/>"))


def strings(doctype: str) -> Make:
    """An .xlsx whose shared strings declare entities."""

    def make(path: Path) -> None:
        parts = {"xl/worksheets/sheet1.xml": f"<!DOCTYPE a [{doctype}]>{SHEET.format('<sheetData>&a9;</sheetData>')}"}
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("_rels/.rels", RELATIONS.format("officeDocument", "xl/workbook.xml"))
            archive.writestr("xl/workbook.xml", BOOK)
            archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS.format("worksheet", "worksheets/sheet1.xml"))
            for name, text in parts.items():
                archive.writestr(name, text)

    return make


def entities(doctype: str) -> Make:
    """An .ods whose content declares entities."""
    return with_part("content.xml", [f"<!DOCTYPE a [{doctype}]><a>&a9;</a>".encode()])


BLANKS = [b" " * 1_000_000] * 300
ATTRIBUTES = " ".join(f'a{number}=""' for number in range(200_000))
DEEP = "<a>" * 100_000 + "</a>" * 100_000
TEXT_DOCUMENT = "<office:document-content><office:text><table:table/></office:text></office:document-content>"
ENCRYPTED = (
    "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
)

BOMBS: dict[str, tuple[Make, str]] = {
    "parts.xlsx": (lambda p: raw_book(p, "<sheetData/>", **{f"xl/x{i}.xml": "" for i in range(250)}), "ส่วน"),
    "parts.ods": (rows(said("x"), **{f"x{i}.xml": "" for i in range(250)}), "ส่วน"),
    "blanks.xlsx": (with_part("xl/worksheets/sheet1.xml", BLANKS), BIG),
    "blanks.ods": (with_part("content.xml", BLANKS[:110]), BIG),
    "packed-rows.xlsx": (lazily(lambda _: cells("<row/>" * 1_040_000)), BIG),
    "packed-rows.ods": (lazily(lambda _: rows("<table:table-row/>" * 1_040_000)), BIG),
    "rows.xlsx": (
        lazily(lambda _: cells(filled_rows(lambda n: f'<row r="{n}"><c r="A{n}"><v>?</v></c></row>', 320_000))),
        BEYOND,
    ),
    "rows.ods": (lazily(lambda _: rows(filled_rows(lambda _: ods_row(typed("float", "?")), 320_000))), BEYOND),
    "repeated-rows.ods": (rows(ods_row(said("x"), more=TO_THE_END)), BEYOND),
    "repeated-cells.ods": (rows(ods_row(said("x", EVERYWHERE), more='table:number-rows-repeated="99999"')), BEYOND),
    "wide.xlsx": (
        lazily(lambda _: cells("".join(f'<row r="{n}"><c r="ALL{n}"><v>{n}</v></c></row>' for n in range(1, 10_200)))),
        CROWDED,
    ),
    "wide.ods": (
        rows(
            ods_row(
                '<table:table-cell table:number-columns-repeated="999"/>',
                said("x"),
                more='table:number-rows-repeated="10200"',
            )
        ),
        CROWDED,
    ),
    "coloured.ods": (
        rows(
            ods_row(
                f'<table:table-cell table:style-name="c1" {EVERYWHERE}/>', more='table:number-rows-repeated="10200"'
            ),
            ods_row('<table:table-cell table:number-columns-repeated="999"/>', said("x")),
            styles='<style:style style:name="c1" style:family="table-cell"><style:table-cell-properties '
            'fo:background-color="#ffff00"/></style:style>',
        ),
        CROWDED,
    ),
    "corner.xlsx": (cells('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), XFD),
    "corner.ods": (
        rows(
            ods_row(more='table:number-rows-repeated="1048575"'),
            ods_row('<table:table-cell table:number-columns-repeated="16383"/>', said("x")),
        ),
        XFD,
    ),
    "laughs.xlsx": (strings(LAUGHS), "DOCTYPE"),
    "laughs.ods": (entities(LAUGHS), "DOCTYPE"),
    "foreign.xlsx": (strings(FILE), "DOCTYPE"),
    "foreign.ods": (entities(FILE), "DOCTYPE"),
    "cut.xlsx": (changed(cells("<row/>"), lambda raw: raw[: len(raw) // 2]), BROKEN),
    "cut.ods": (changed(rows(ods_row()), lambda raw: raw[: len(raw) // 2]), BROKEN),
    "lying.xlsx": (changed(cells("<row/>"), sized), BROKEN),
    "lying.ods": (changed(rows(ods_row()), sized), BROKEN),
    "climbing.xlsx": (lambda p: raw_book(p, "<sheetData/>", **{"../../x": "x", "/etc/x": "x", "C:\\x": "x"}), ""),
    "climbing.ods": (rows(ods_row(), **{"../../x": "x", "/etc/x": "x", "C:\\x": "x"}), ""),
    "other.xlsx": (with_part("word/document.xml", [b"<w:document/>"]), r"ไม่ใช่ \.xlsx"),
    "other.ods": (with_part("content.xml", [TEXT_DOCUMENT.encode()]), r"ไม่ใช่ \.ods"),
    "really-ods.xlsx": (rows(ods_row(said("x"))), r"ไม่ใช่ \.xlsx"),
    "really-xlsx.ods": (cells("<row/>"), r"ไม่ใช่ \.ods"),
    "locked.xlsx": (changed(cells("<row/>"), locked), "รหัสผ่าน"),
    "locked.ods": (changed(rows(ods_row()), locked), "รหัสผ่าน"),
    "encrypted.ods": (rows("\x01", **{"META-INF/manifest.xml": ENCRYPTED}), "รหัสผ่าน"),
    "deep.xlsx": (cells(DEEP), BROKEN),
    "deep.ods": (rows(DEEP), BROKEN),
    "endless-tag.xlsx": (cells(f"<row {ATTRIBUTES}/>"), BROKEN),
    "endless-tag.ods": (rows(f"<table:table-row {ATTRIBUTES}/>"), BROKEN),
    "one-part.xlsx": (one_part_as_many_tabs, BROKEN),
    "tabs.ods": (rows("", tables="<table:table/>" * 300), "200 แท็บ"),
    "letters.xlsx": (cells(f'<row><c r="{"A" * 900_000}1"><v>1</v></c></row>'), BROKEN),
    "columns.xlsx": (lambda p: raw_book(p, '<cols><col min="-999999999" max="9" hidden="1"/></cols><sheetData/>'), ""),
    "blank-letters.ods": (rows(ods_row(said('<text:s text:c="999999999"/>' * 1_000))), ""),
    "merges.ods": (rows(ods_row(said("x", MERGED), more='table:number-rows-repeated="100000"')), ""),
}

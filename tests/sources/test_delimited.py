"""A .csv becomes the workbook of one tab that Google Sheets would make of it, IDs and telephones kept whole."""

from pathlib import Path

import pytest

from sheets_sync.model import BLANK, Cell
from sheets_sync.sources.delimited import MAX_BYTES, read_csv
from sheets_sync.sources.unreadable import UnreadableWorkbook

HEADER = "ที่,ชื่อ-สกุล,บ้าน\n"


def texts(path: Path) -> list[list[str]]:
    return [[cell.text for cell in row] for row in read_csv(path).tabs[0].rows]


def written(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "ทะเบียน.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_the_tab_is_called_as_the_file(tmp_path: Path) -> None:
    workbook = read_csv(written(tmp_path, HEADER))
    assert (workbook.id, workbook.title, workbook.tabs[0].title, workbook.locale) == (
        "ทะเบียน.csv",
        "ทะเบียน",
        "ทะเบียน",
        "th_TH",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874", "tis-620"])
def test_every_encoding_of_thai_is_read(tmp_path: Path, encoding: str) -> None:
    assert texts(written(tmp_path, HEADER, encoding)) == [["ที่", "ชื่อ-สกุล", "บ้าน"]]


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_both_orders_of_utf_16_are_read(tmp_path: Path, mark: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(mark + HEADER.encode("utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"))
    assert texts(path) == [["ที่", "ชื่อ-สกุล", "บ้าน"]]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("ก,ข\n1,2\n", ["1", "2"]),
        ("ก;ข\n1;2\n", ["1", "2"]),
        ("ก\tข\n1\t2\n", ["1", "2"]),
        ("sep=|\nก,ข|ค\n1,2|3\n", ["1,2", "3"]),
        ("ก;ข\n1,5;2,5\n3,5;4\n", ["1,5", "2,5"]),
        ('ก,ข\n"1;2;3","2;3;4"\n', ["1;2;3", "2;3;4"]),
        ("ก\nข\n", ["ข"]),
        ("ทะเบียน\nก;ข\n1;2\n", ["ก", "ข"]),
        ('ก,ข\r\n"บรรทัด\r\nสอง ""อ้าง""",2\r\n', ['บรรทัด\r\nสอง "อ้าง"', "2"]),
    ],
)
def test_the_delimiter_is_told_by_the_rows(tmp_path: Path, text: str, row: list[str]) -> None:
    assert texts(written(tmp_path, text))[1] == row


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("3", Cell("3", 3.0)),
        (" -2.50 ", Cell("-2.50", -2.5)),
        ("0.5", Cell("0.5", 0.5)),
        ("104,000.00", Cell("104,000.00", 104000.0, "NUMBER", "#,##0.00")),
        ("80%", Cell("80%", 0.8, "PERCENT", "0%")),
        ("true", Cell("TRUE", True)),
        ("#REF!", Cell("#REF!", error="REF")),
        (" ", BLANK),
        *((text, Cell(text, text)) for text in (
            "0812345678", "007", "3460100123458", "3460100123458123", "1.2.3", "3-0-25", "1,2", "8/1/2564", "12:30",
            "=1+1", "+66812345678", "1E5", "3.46E+12", "inf", "nan", "๑๒", "١٢", "1_000", "-", "'5", " ก ",
        )),
    ],
)  # fmt: skip
def test_only_what_is_a_number_beyond_doubt_becomes_one(tmp_path: Path, text: str, cell: Cell) -> None:
    assert read_csv(written(tmp_path, f'"{text}",x\n')).tabs[0].rows[0][0] == cell


def test_blank_tails_are_cut_and_what_lies_too_far_out_is_named(tmp_path: Path) -> None:
    tab = read_csv(written(tmp_path, f"ก,ข,,\n\n,,\nค{',' * 1000}ง{',' * 99}จ\n,,\n")).tabs[0]
    assert [len(row) for row in tab.rows] == [2, 0, 0, 1]
    assert "ALM4 และอีก 1 เซลล์" in tab.unread


def test_rows_too_far_down_are_named(tmp_path: Path) -> None:
    tab = read_csv(written(tmp_path, "ก,ข\n" * 200_001)).tabs[0]
    assert len(tab.rows) == 200_000
    assert tab.rows[0][0] is tab.rows[-1][0]
    assert "A200001 และอีก 1 เซลล์" in tab.unread


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "ว่างเปล่า"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "ไม่ใช่ข้อความ"),
        ("ก,ข\n".encode() * 200 + b"\0", "ไม่ใช่ข้อความ"),
        ("ก,ข\n".encode("utf-16-le"), "ไม่ใช่ข้อความ"),
        ("ก,ข\n".encode() + b"\x81\x82\x83", "ไม่ใช่ข้อความ"),
        ("ก,ข\n".encode("utf-16") + b"\x00", "ไม่ใช่ข้อความ"),
        (bytes(range(1, 32)) * 9, "ไม่ใช่ข้อความ"),
        (b"PK\x03\x04\x14\x00\x00", "ไม่ใช่ข้อความ"),
        ("<!DOCTYPE html><table><tr><td>ก".encode(), "หน้าเว็บ"),
        ("\n <html>".encode("utf-16"), "หน้าเว็บ"),
        ('ก,ข\n"ไม่ปิด,2\n3,4\n'.encode(), "คำพูด.*บรรทัดที่ 3"),
        ('ก,ข\n"ปิด"แล้ว,2\n'.encode(), "คำพูด.*บรรทัดที่ 2"),
        (b"1" * (MAX_BYTES + 1), "20 MB"),
        (b"\n" * 2_000_001, "2,000,000 บรรทัด"),
        (b"1\n" * 300_001, "เกินแถวที่"),
        (b"x," * 10 + b"," * 2_000 + b"\n" + (b"," * 998 + b"x\n") * 10_050, "10,000,000 เซลล์"),
    ],
)
def test_what_is_no_table_is_refused_with_a_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableWorkbook, match=reason):
        read_csv(path)


def test_a_file_of_commas_alone_is_an_empty_tab(tmp_path: Path) -> None:
    tab = read_csv(written(tmp_path, "," * 1_000_000)).tabs[0]
    assert (tab.rows, tab.unread) == ((), "")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableWorkbook, match="เปิดไฟล์ไม่ได้"):
        read_csv(tmp_path / "a.csv")

"""How each column of a table was seen: known, weak, double, kept out, or not understood with its nearest guesses."""

from __future__ import annotations

from sheets_sync.model import Workbook
from sheets_sync.programmes import shipped_programmes
from sheets_sync.reading.seen import SeenColumn, columns_seen
from sheets_sync.reading.workbooks import look_through

from .sheets import TODAY, hashed, tab


def seen(text: str) -> dict[str, SeenColumn]:
    """The columns of the first table, by letter."""
    looked = look_through(Workbook("b", "ทะเบียน", (tab(text),)), shipped_programmes(), today=TODAY, hash_id=hashed)
    return {c.letter: c for c in columns_seen(looked.sheets[0], looked.reading.tables[0], looked.lexicon)}


REGISTER = """
ทะเบียนแปลง โคก หนอง นา จังหวัดกาฬสินธุ์
ลำดับ|ชื่อ-สกุล|ตำบล|ประเภท|ขนาดพื้นที่|ขนาดแปลง|นพต.|ฆฆฆ|งงง
1|นายสมชาย ใจดี|ยางตลาด|HLM|3|3|นายแดง|081-234-5678||ก
2|นางสมหญิง รักไทย|หัวงัว|HLM|1|1|นายแดง|089-765-4321||ข
3|นายสมศักดิ์ ใจงาม|อิตื้อ|CLM|15|15|นายแดง|086-111-2222||ค
"""


def test_every_column_is_accounted_for() -> None:
    """Numbering, fields, a second claim, one not kept, one not understood, an empty one, one without header."""
    states = {letter: column.state for letter, column in seen(REGISTER).items()}
    assert states == {
        "A": "numbering", "B": "known", "C": "known", "D": "known", "E": "known", "F": "double", "G": "not_kept",
        "H": "unknown", "I": "unused", "J": "unknown",
    }  # fmt: skip


def test_a_column_not_understood_has_two_guesses_by_its_content() -> None:
    """Telephone numbers under a header that says nothing."""
    column = seen(REGISTER)["H"]
    assert [guess.name for guess in column.guesses][:1] == ["phones"]
    assert len(column.guesses) == 2
    assert all(0 < guess.likeness < 0.8 for guess in column.guesses)


def test_a_column_tells_every_field_that_is_read_from_it() -> None:
    """One column of latitude and longitude."""
    columns = seen("""
โคก หนอง นา จังหวัดกาฬสินธุ์
ชื่อ-สกุล|ตำบล|ประเภท|ขนาดพื้นที่|พิกัด
นายสมชาย ใจดี|ยางตลาด|HLM|3|16.402745, 103.383460
""")
    assert (columns["E"].name, columns["E"].fields) == ("coordinates", ("latitude", "longitude"))


def test_a_tab_of_neither_programme_has_no_columns() -> None:
    """It is named and left alone."""
    assert seen("ชื่อ|เบอร์\nแดง|1") == {}

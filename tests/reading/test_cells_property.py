"""Nothing that can stand in a cell breaks a parser."""

import datetime as dt
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.codes import CODES
from sheets_sync.model import Cell
from sheets_sync.reading.cells import PARSERS, Context, parts_of, quoted, understand
from sheets_sync.reading.text import check_digit

PIECES = """- – / . , : ; ( ) % ฿ ° ' " + ๆ ฯ ✓ x P E N 0 1 3 15 64 2564 2021 ๐ ๒๙ 104,000 16.43 103.5
340550 1817399 1e9 99999999999999999999 ม.ค. ก.พ. ธ.ต. มกราคม ไตรมาส วันที่ ไร่ งาน ตร.ว. ตร.ม.
แสน ล้าน ร้อยละ โฉนด น.ส.3 ก สปก ส.ค.1 HLM CLM ม. หมู่ บ้าน ต. อ.เมือง จ. กาฬสินธุ์ กุฉินารายณ์
นาย น.ส. โทร 081-234-5678 รวม https://goo.gl/maps/x https://drive.google.com/x?q=1,2 CGM4+4J 48Q
ต่อ ครบ ไม่มี (เพิ่ม TRUE nan inf \u200b \u202e \x00 \ud800 \u0e4d\u0e32 เเ \u0e38\u0e38""".split()
PIECES += [" ", "\n", "\t"]
TYPED = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=8).map("".join),
)
VALUES = st.one_of(st.none(), st.booleans(), st.floats(), st.integers(-(10**18), 10**18).map(float), st.just(None))
CELLS = st.builds(
    Cell,
    text=TYPED,
    value=st.one_of(VALUES, TYPED),
    format=st.sampled_from(["", "DATE", "TIME", "DATE_TIME", "PERCENT", "NUMBER", "CURRENCY", "SCIENTIFIC", "TEXT"]),
    pattern=st.sampled_from(["", "d/m", "d/m/yyyy", "h:mm", "0%"]),
    link=st.one_of(st.just(""), TYPED),
    formula=st.one_of(st.just(""), TYPED),
    font=st.sampled_from(["", "Wingdings 2"]),
)
CHOICES = (("dug", ("ขุดแล้วเสร็จ", "ขุดแล้ว")), ("paid", ("เบิกจ่ายแล้ว",)))
CONTEXTS = st.builds(
    Context,
    day_first=st.booleans(),
    role=st.sampled_from(["", "start", "end"]),
    percent_scale=st.sampled_from([0, 1, 100]),
    thousands=st.booleans(),
    district=st.sampled_from(["", "4607", "9999"]),
    province=st.sampled_from(["", "46", "30", "99"]),
    today=st.sampled_from([None, dt.date(2026, 11, 22)]),
    since=st.sampled_from([None, dt.date(2019, 10, 1)]),
    zone=st.sampled_from([None, 48]),
    choices=st.sampled_from([(), CHOICES]),
)


@pytest.mark.parametrize("kind", PARSERS)
@settings(max_examples=60, deadline=None)
@given(cell=CELLS, context=CONTEXTS)
def test_any_cell_is_understood_or_doubted_and_never_raises(kind, cell, context):
    read = understand(kind, cell, context)
    assert set(parts_of(kind)) <= set(read.values)
    assert all(doubt.code in CODES and doubt.message for doubt in read.doubts)
    told = json.dumps(
        [dict(read.values), [[d.message, d.suggestion] for d in read.doubts]], allow_nan=False, ensure_ascii=False
    )
    assert not set(told.encode().decode()) & set("\u202e\u200b\x00")


@settings(max_examples=200, deadline=None)
@given(
    body=st.integers(10**11, 9 * 10**11 - 1).map(str),
    gap=st.sampled_from(["", "-", " ", ".", "/"]),
    around=TYPED,
    kind=st.sampled_from(sorted(PARSERS)),
    wrong=st.booleans(),
)
def test_thirteen_digits_of_a_citizen_appear_nowhere(body, gap, around, kind, wrong):
    digits = body + check_digit(body)
    typed = gap.join((digits[0], digits[1:5], digits[5:10], digits[10:12], digits[12]))
    read = understand("citizen_id" if wrong else "text", Cell(f"{around} {typed}", f"{around} {typed}"), Context())
    told = json.dumps([dict(read.values), [[d.message, d.suggestion] for d in read.doubts]], ensure_ascii=False)
    assert digits not in told
    assert typed not in told
    assert typed not in quoted("citizen_id", typed)


THAI, WIDE = ({ord("0") + n: first + n for n in range(10)} for first in (0x0E50, 0xFF10))


@settings(max_examples=150, deadline=None)
@given(
    digits=st.integers(10**12, 9 * 10**12 - 1).map(str),
    right=st.booleans(),
    gap=st.sampled_from(["", "-", " ", ".", "/", "\u200b"]),
    script=st.sampled_from([{}, THAI, WIDE]),
    around=st.sampled_from(["{}", "บัตร {} ค่ะ", "นายสมชาย ใจดี {}", "เลขที่{}"]),
)
def test_an_id_with_any_check_digit_is_in_no_reading_of_any_kind(digits, right, gap, script, around):
    digits = digits[:12] + check_digit(digits[:12]) if right else digits
    pieces = (digits[0], digits[1:5], digits[5:10], digits[10:12], digits[12])
    typed = around.format(gap.join(pieces).translate(script))
    number = Cell(f"{float(digits):.4E}", float(digits), "SCIENTIFIC")
    for kind in PARSERS:
        for cell in (Cell(typed, typed), number):
            read = understand(kind, cell, Context(choices=CHOICES))
            told = json.dumps([dict(read.values), [[d.message, d.suggestion] for d in read.doubts]], ensure_ascii=False)
            bare = "".join(str(int(letter)) if letter.isdecimal() else letter * letter.isalpha() for letter in told)
            assert digits[:9] not in bare
            if kind in ("count", "money", "number", "area", "size"):
                assert read.value is None
                assert {doubt.code for doubt in read.doubts} <= {"NUMBER_UNREADABLE", "AREA_UNREADABLE"}
                assert f"xxxx{digits[-4:]}" in bare


LONG = [
    "5" + "." * 50000 + "x",
    "5 " + "หมู่บ้าน" * 6000 + "x",
    "1," * 25000,
    "นาย " * 12000,
    "8 ม.ค. 64 - " * 4000,
    "ต.ก " * 12000,
    "https://" * 6000,
]


@pytest.mark.parametrize("kind", PARSERS)
@pytest.mark.parametrize("text", LONG, ids=lambda text: text[:8])
def test_a_cell_as_full_as_sheets_lets_it_be_is_read_at_once(kind, text):
    before = time.process_time()
    understand(kind, Cell(text, text), Context(province="46", district="4607", choices=CHOICES))
    assert time.process_time() - before < 2

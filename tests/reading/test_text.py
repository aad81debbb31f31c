"""Cleaning at the door, and the keys by which two typings are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.reading.text import (
    arabic,
    check_digit,
    clean,
    fold,
    line,
    mask_ids,
    pdf_fold,
    quote,
    says_nothing,
    says_unknown,
    skeleton,
    sound,
)


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("\u0e19\u0e4d\u0e49\u0e32", "น้ำ"),  # nikhahit, tone, sara aa
        ("\u0e19\u0e49\u0e4d\u0e32", "น้ำ"),  # tone, nikhahit, sara aa
        ("\u0e19\u0e33\u0e49", "น้ำ"),  # sara am before its tone
        ("\u0e01\u0e33แพง", "กำแพง"),
        ("ยาง\u200bตลาด\ufeff", "ยางตลาด"),
        ("\u202eยางตลาด\u202c", "ยางตลาด"),
        ("นา\x00ย\x0b", "นาย"),
        ("นาย\ud800 ก", "นาย ก"),
        ("ก\xa0ข", "ก ข"),
        ("ก\r\nข\tค ", "ก\nข\tค"),
        ("ｆｕｌｌ ½ ²", "ｆｕｌｌ ½ ²"),  # NFKC would change these
    ],
)
def test_what_is_stored_is_clean(typed, cleaned):
    assert clean(typed) == cleaned


@given(st.text(max_size=80))
def test_cleaning_twice_changes_nothing_and_leaves_only_what_can_be_stored(text):
    once = clean(text)
    assert clean(once) == once
    assert once.encode().decode() == once
    assert not set(once) & set("\x00\u200b\u202e\u2066\ufeff\r")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ชื่อ -\nสกุล", "ชื่อ-สกุล"),
        ("เเม่เเจ่ม", "แม่แจ่ม"),
        ("กุุสุมาลย์", "กุสุมาลย์"),
        ("นํ้าพอง", "น้ำพอง"),
        ("น.ส.๓ ก.", "นส3ก"),
        ("ขนาด (ไร่)", "ขนาดไร่"),
        ("H.L.M.", "hlm"),
        ("ก ำแพงเพชร", "กำแพงเพชร"),
    ],
)
def test_typings_of_one_word_have_one_key(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("นส3ก", "นส3"), ("ข้าว", "ขาว"), ("อำเภอ", "อำเภอ/เขต"), ("ปลูก", "% ปลูก")])
def test_different_words_keep_different_keys(one, other):
    assert fold(one) != fold(other)


def test_what_a_copy_from_pdf_breaks_and_what_typing_loses():
    assert pdf_fold("กาแพงเพชร") == pdf_fold("กำแพงเพชร")
    assert pdf_fold("พฒั นา") == pdf_fold("พัฒนา")
    assert skeleton("แม่เลย์") == skeleton("แม่เล่ย์")
    assert sound("โพธิไชย") == sound("โพธิ์ชัย")
    assert sound("กุฉินารายน์") == sound("กุฉินารายณ์")


def test_digits_and_lines():
    assert arabic("๒๕๖๔ ＋１２") == "2564 +12"
    assert line(" นาย \n สมชาย  ใจดี ") == "นาย สมชาย ใจดี"


@pytest.mark.parametrize("text", ["ไม่มีข้อมูล", "n/a", "N.A.", ".", "...", "…", "", "ไม่ทราบ", "?"])
def test_not_knowing(text):
    assert says_unknown(text)
    assert not says_nothing(text)


@pytest.mark.parametrize("text", ["-", "–", "−", "--", " - ", "ไม่มี", "-.-"])
def test_having_none(text):
    assert says_nothing(text)
    assert not says_unknown(text)


@given(st.integers(10**11, 9 * 10**11 - 1).map(str), st.sampled_from(["", "-", " ", ".", "/"]))
def test_a_citizen_id_in_a_text_keeps_its_last_four_digits_only(body, gap):
    digits = body + check_digit(body)
    typed = gap.join((digits[0], digits[1:5], digits[5:10], digits[10:12], digits[12]))
    masked = mask_ids(f"บัตร {typed} ค่ะ")
    assert digits[:9] not in masked.replace(gap, "")
    assert masked.replace(gap, "").endswith(f"{digits[-4:]}ค่ะ" if gap == " " else f"{digits[-4:]} ค่ะ")


@pytest.mark.parametrize(
    "text", ["1234567890123456", "สัญญา 12/2564 วงเงิน 104,000", "640114123456", "16.432810, 103.506580"]
)
def test_other_numbers_are_left_alone(text):
    assert mask_ids(text) == text


def test_a_message_quotes_one_short_line():
    assert quote("ถาม\nช่าง") == "“ถาม ช่าง”"
    assert len(quote("ก" * 5000)) == 62

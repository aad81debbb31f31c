"""Names, telephone numbers and citizen IDs."""

from __future__ import annotations

import re

from ...model import Cell, Severity
from ..text import NUMBERED, arabic, check_digit, fold, gives_no_value, line, mask_ids, plain, says_nothing
from ..understood import UNKNOWN, Context, Doubt, Understood, known, unknown
from .numbers import numeric

_RANKS = (
    r"ว่าที่\s?(?:ร้อยตรี|ร้อยโท|ร้อยเอก|พันตรี|ร\.?\s?ต\.?|ร\.?\s?ท\.?|ร\.?\s?อ\.?|พ\.?\s?ต\.?)(?:\s?หญิง)?"
    r"|พล\.?\s?ต\.?\s?[ตทอ]\.|(?:พล|พัน|ร้อย|เรือ|นาวา|นาวาอากาศ|เรืออากาศ|พันจ่า|จ่าสิบ|สิบ|ดาบ)(?:ตรี|โท|เอก)(?=[ก-ฮเแโใไ\s])"
    r"|[พรสจดนม]\.\s?(?:[จตสอทรวลดบผชญ]\.\s?){1,3}(?:หญิง)?|อส\.|ดาบตำรวจ|จ่าสิบตำรวจ|สิบตำรวจ(?:ตรี|โท|เอก)"
)
_HONOURS = (
    r"(?:ผศ|รศ|ศ)\.\s?(?:ดร\.)?|ดร\.|นพ\.|พญ\.|ทพ\.|อ\.|ครู(?=\s)|หม่อม(?:ราชวงศ์|หลวง)|ม\.[รล]\.(?:ว\.)?"
    r"|(?:mrs?|ms|miss)\.?(?=\s)"
)
_MONKS = r"พระ(?:มหา|ครู|อธิการ|ปลัด|สมุห์|ใบฎีกา|อาจารย์|ราช|เทพ|ธรรม|พรหม)?|เจ้าอาวาส|หลวง(?:พ่อ|ปู่|ตา)|แม่ชี|สามเณร"
_COMMON = r"นางสาว|น\.?\s?ส\.(?=\s?[ก-ฮเแโใไ])|นส\.|นา[ยง](?![ะ-ู็-์])|เด็กชาย|เด็กหญิง|ด\.\s?ช\.|ด\.\s?ญ\.|คุณ(?=\s)"
_PREFIX = re.compile(rf"^(?:(?:{_COMMON}|{_RANKS}|{_HONOURS})\s*)+", re.IGNORECASE)
_MONK = re.compile(rf"^(?:{_MONKS})", re.IGNORECASE)
_MISS = re.compile(r"^(?:น\.?\s?ส\.|นส\.)")
_BEHIND = re.compile(rf"^(?P<name>[^()]+?)\s*[(\[]\s*(?P<prefix>{_COMMON}|น\.?ส\.?|{_RANKS})\s*[)\]]$")
_NOTE = re.compile(r"\s*[(\[][^)\]]*[)\]]?|[*]+$|\s+(?:โทร|เบอร์|อายุ|บ้านเลขที่|ม\.\d).*$")
_TWO = re.compile(rf"\s*(?:[/,;+&]|\sและ\s?|\sกับ\s)\s*(?={_COMMON})")


def read_name(cell: Cell, context: Context) -> Understood:
    """A person's name: prefix and names, single spaces. Parts: value."""
    text = NUMBERED.sub("", line(cell.text))
    if gives_no_value(text) or numeric(cell) is not None:
        return UNKNOWN
    people = _TWO.split(text)
    if len(people) > 1 and all(_PREFIX.match(person) for person in people):
        return unknown(Doubt("MULTI_VALUE", "มีมากกว่าหนึ่งชื่อในช่องเดียว โปรดใส่ชื่อเจ้าของคนเดียว"))
    return _judged(tidy_name(text))


def tidy_name(text: str) -> str:
    """A name with its prefix in front and single spaces; น.ส. is written out, other prefixes stay as typed."""
    name = line(text)
    behind = _BEHIND.match(name)
    if behind:
        name = behind["prefix"] + behind["name"]
    name = line(_NOTE.sub("", name)).strip(" .,-") or line(text)
    prefix, rest = split_prefix(name)
    return mask_ids(prefix + rest)


def split_prefix(name: str) -> tuple[str, str]:
    """A name's prefix (`นาย`, `ว่าที่ ร.ต.`; empty when there is none) and the names behind it."""
    match = _PREFIX.match(name)
    if not match or not name[match.end() :].strip():
        return "", name
    prefix = match[0].strip()
    if _MISS.match(prefix):
        prefix = "นางสาว" + _MISS.sub("", prefix).strip()
    return prefix, name[match.end() :].strip()


def _judged(name: str) -> Understood:
    """The name, with a doubt when first name and surname are not told apart."""
    _, rest = split_prefix(name)
    if " " in rest or _MONK.match(name) or len(fold(rest)) < 2:
        return known(name or None)
    return known(name, Doubt("NAME_NO_SPACE", "ไม่มีช่องว่างระหว่างชื่อกับนามสกุล หรือยังไม่มีนามสกุล โปรดตรวจสอบ"))


def join_name(prefix: str, first: str, last: str) -> str | None:
    """A name from the three columns a sheet keeps it in; None when neither name is there."""
    names = " ".join(piece for piece in (line(first), line(last)) if piece and not says_nothing(piece))
    if not names:
        return None
    head = "" if says_nothing(prefix) else line(prefix)
    return tidy_name(head + names) if head else tidy_name(names)


# ---------------------------------------------------------------- telephones

_LABELS = re.compile(r"(?:เบอร์|โทรศัพท์|โทรสาร|โทร|มือถือ|หมายเลข|บ้าน|tel|mobile|phone|fax)[ฯ.:\s]*", re.IGNORECASE)
_EXTENSION = re.compile(r"\s*(?:ต่อ|กด|ext\.?)\s*\d+.*$")
_BETWEEN = re.compile(r"[,;/|\n]|หรือ|และ|กับ")
_MASKED = re.compile(r"\d[\d\s\-]*[x*•]{2,}", re.IGNORECASE)
_NO_PHONE = re.compile(r"^(?:ไม่|ยังไม่)")
MOBILE, LANDLINE = re.compile(r"0[689]\d{8}"), re.compile(r"0[2-57]\d{7}")


def _telephone(piece: str) -> tuple[str, bool]:
    """A Thai telephone number in a piece of text, and whether its leading zero had been lost; empty when none."""
    digits = re.sub(r"\D", "", piece)
    if piece.strip().startswith("+66") or (digits.startswith("66") and len(digits) in (10, 11)):
        digits = "0" + digits[2:].lstrip("0")
    if MOBILE.fullmatch(digits) or LANDLINE.fullmatch(digits):
        return digits, False
    if re.fullmatch(r"[689]\d{8}|[2-57]\d{7}", digits):
        return "0" + digits, True
    row = re.fullmatch(r"\D*(0[2-57][\d\s\-]*?\d)\s*-\s*\d{1,2}\D*", piece)  # 043-811223-4: two lines of one office
    return (re.sub(r"\D", "", row[1]), False) if row and LANDLINE.fullmatch(re.sub(r"\D", "", row[1])) else ("", False)


def read_phones(cell: Cell, context: Context) -> Understood:
    """Telephone numbers, digits only, in the order typed. Parts: value, a list or None."""
    number = numeric(cell)
    text = (
        str(int(number)) if number is not None and number == int(number) else arabic(line(cell.text.replace("\n", ",")))
    )
    if gives_no_value(text):
        return UNKNOWN
    found: list[str] = []
    bad = restored = masked = False
    for piece in _BETWEEN.split(_LABELS.sub(" ", _EXTENSION.sub("", text))):
        for number_text in _numbers_in(piece):
            phone, lost = _telephone(number_text)
            masked |= bool(_MASKED.search(number_text))
            bad |= not phone and not _MASKED.search(number_text)
            restored |= lost
            if phone and phone not in found:
                found.append(phone)
    return _phones(found, bad, restored, masked, text)


def _numbers_in(piece: str) -> list[str]:
    """The numbers of a piece between commas: one, or several that only spaces part."""
    if not re.search(r"\d", piece):
        return []
    if _telephone(piece)[0]:
        return [piece]
    words = piece.split()
    return words if len(words) > 1 and all(_telephone(word)[0] for word in words) else [piece]


def _phones(found: list[str], bad: bool, restored: bool, masked: bool, text: str) -> Understood:
    doubts: list[Doubt] = []
    if bad:
        severity = Severity.WARNING if found else None
        doubts.append(
            Doubt(
                "PHONE_BAD", "หมายเลขโทรศัพท์ไม่ครบหรือเกินหลัก โปรดตรวจสอบ (มือถือ 10 หลัก โทรศัพท์บ้าน 9 หลัก)", severity=severity
            )
        )
    elif restored:
        doubts.append(Doubt("PHONE_BAD", "เติมเลข 0 ข้างหน้าหมายเลขโทรศัพท์ให้แล้ว", severity=Severity.INFO))
    elif not found and not masked and not _NO_PHONE.match(text) and not re.search(r"\d", text):
        doubts.append(Doubt("PHONE_BAD", "ไม่พบหมายเลขโทรศัพท์ในช่องนี้ โปรดใส่เป็นตัวเลข"))
    return Understood({"value": found or None}, tuple(doubts))


# ---------------------------------------------------------------- citizen IDs

_MASKED_ID = re.compile(r"[x*•#]{2,}", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"\d[.,]?\d*e\+?\d+", re.IGNORECASE)


def read_citizen_id(cell: Cell, context: Context) -> Understood:
    """A citizen ID: its last four digits, and its keyed hash where the context hashes.

    The thirteen digits appear in no value and no message. Parts: value (the last four), citizen_id_hash.
    """
    number = numeric(cell)
    text = arabic(line(cell.text))
    if number is None and (gives_no_value(text) or _NO_PHONE.match(text)):
        return UNKNOWN
    if number is None and _MASKED_ID.search(text):
        return unknown(Doubt("CID_BAD", "เลขประจำตัวประชาชนถูกปิดบังไว้ จึงถือว่ายังไม่ทราบ", severity=Severity.INFO))
    if number is None and _SCIENTIFIC.fullmatch(text):
        return unknown(Doubt("CID_BAD", "เลขประจำตัวประชาชนถูกย่อเป็นรูป 3.46E+12 ตัวเลขหายไป โปรดพิมพ์ใหม่ให้ครบ 13 หลัก"))
    digits = str(abs(int(number))) if number is not None and number == int(number) else re.sub(r"\D", "", text)
    wrong = "เป็นเลขติดลบ" if number is not None and number < 0 else _wrong_id(digits)
    if wrong:
        return unknown(Doubt("CID_BAD", f"เลขประจำตัวประชาชนไม่ถูกต้อง ({wrong}) โปรดตรวจกับบัตร"))
    hashed = context.hash_id(digits) if context.hash_id else None
    return Understood({"value": digits[-4:], "citizen_id_hash": hashed})


def _wrong_id(digits: str) -> str:
    """Why thirteen digits are no citizen ID; empty when they are one."""
    if len(digits) != 13:
        return f"มี {len(digits)} หลัก ต้องมี 13 หลัก" if digits else "ไม่มีตัวเลข"
    if len(set(digits[:12])) == 1:
        return "เป็นเลขซ้ำ"
    return "" if check_digit(digits[:12]) == digits[12] else "เลขตรวจสอบหลักสุดท้ายไม่ตรง"


def quoted(kind: str, text: str) -> str:
    """What was typed, as a finding may repeat it: citizen IDs masked but for the last four digits."""
    if kind != "citizen_id":
        return mask_ids(text)
    hidden = set([i for i, letter in enumerate(text) if letter.isdecimal()][:-4])
    return "".join("x" if i in hidden else letter for i, letter in enumerate(text))


def is_name(text: str) -> bool:
    """Whether a text begins as a person's name does."""
    return (
        bool(_PREFIX.match(line(text)) or _MONK.match(line(text)) or _BEHIND.match(line(text)))
        and "ผู้" not in plain(text)[:3]
    )

"""People who do not exist: coined names, ids that no registrar issued, telephones that ring nowhere."""

from __future__ import annotations

import random
from dataclasses import dataclass

NO_PROVINCE = "29"  # citizen ids carry their registrar's province; no province has this number
MEN = (
    "สมชาย บุญส่ง ประหยัด วิเชียร คำพันธ์ ทองสา สุริยา อุทัย ไพรัช ณรงค์ชัย สวัสดิ์ ประยูร บัวผัน ชาญชัย ถวิล สมบูรณ์ วีระพล "
    "ชัยวัฒน์ จันทร์ดี พิชิต เกษม อำพร สำรวย มานิตย์ ธีรพงษ์ บรรเทิง ทวีศักดิ์ สงวน ไชยยศ นิพนธ์"
).split()
WOMEN = (
    "สมหมาย บุญเลี้ยง ทองใส คำหล้า ลำดวน สุภาวดี อรทัย จันทร์หอม วิไลวรรณ ประไพ สุนันทา หนูพิน เพ็ญนภา บัวลอย ดวงจันทร์ รัตนาภรณ์ "
    "ละออง กัลยา ทองคูณ ศิริลักษณ์ อุไรวรรณ พิกุล นงนุช แสงจันทร์ มาลัย"
).split()
# Three coined parts make a family name that nobody bears, yet reads like one of the country's.
FIRST_PARTS = "แก้ว ทอง ศรี บุญ พรม คำ จันทร์ วงศ์ สิงห์ แสน พล ชัย นา ภู รุ่ง เพชร อินทร์ บัว".split()
MIDDLE_PARTS = "ดอน ทุ่ง หนอง โนน ลำ ห้วย โคก บึง คลอง เนิน วัง ท่า ป่า ไร่".split()
LAST_PARTS = "งามตา ชื่นใจ รวงข้าว ใบเตย หว้าเขียว น้ำใส ขวัญดิน สายลม ตะวันทอง รักถิ่น ทรายแก้ว ปลาชุม ดอกคูน ร่มเย็น".split()


def dice(*key: object) -> random.Random:
    """A source of chance that depends on nothing but the words given, so that a seed gives the same sheets anywhere."""
    return random.Random("/".join(map(str, key)))  # noqa: S311 - sample sheets, not secrets


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person; the prefix is written without a space before the first name."""

    prefix: str
    first: str
    last: str

    def __str__(self) -> str:
        return f"{self.prefix}{self.first} {self.last}"


def person(chance: random.Random) -> Person:
    """Someone who could live in any village."""
    last = chance.choice(FIRST_PARTS) + chance.choice(MIDDLE_PARTS) + chance.choice(LAST_PARTS)
    if chance.random() < 0.55:
        return Person("นาย", chance.choice(MEN), last)
    return Person(chance.choice(("นาง", "นาง", "นางสาว")), chance.choice(WOMEN), last)


def check_digit(twelve: str) -> str:
    """The thirteenth digit of a citizen id: 11 less the weighted sum modulo 11, its last digit."""
    return str((11 - sum(int(d) * (13 - i) for i, d in enumerate(twelve)) % 11) % 10)


def citizen_id(chance: random.Random) -> str:
    """Thirteen digits with the right check digit, from a registrar in no province."""
    twelve = f"{chance.choice('35')}{NO_PROVINCE}{chance.randrange(100):02d}{chance.randrange(10**7):07d}"
    return twelve + check_digit(twelve)


def phone(chance: random.Random) -> str:
    """A mobile number in the shape 08x-00x-xxxx."""
    return f"08{chance.choice('1456789')}00{chance.randrange(10**5):05d}"


def head(seed: int, code: str) -> Person:
    """The head of an office, who signs under its tables."""
    return person(dice(seed, "head", code))

"""Ways of typing names, citizen ids and telephones."""

from __future__ import annotations

from ..people import Person
from .figures import thai
from .form import Typed


def name_gap(person: Person) -> str:
    """`นาย สมชาย  ใจดี`."""
    return f"{person.prefix} {person.first}  {person.last}"


def name_wide(person: Person) -> str:
    """`นายสมชาย   ใจดี ` with a space behind."""
    return f"{person.prefix}{person.first}   {person.last} "


def name_short(person: Person) -> str:
    """`น.ส.` for นางสาว."""
    return str(person).replace("นางสาว", "น.ส.")


def name_after(person: Person) -> str:
    """`สมชาย ใจดี (นาย)`."""
    return f"{person.first} {person.last} ({person.prefix})"


def name_lines(person: Person) -> str:
    """First and family name on two lines."""
    return f"{person.prefix}{person.first}\n{person.last}"


def id_dashes(number: str) -> str:
    """`3-2900-00123-45-8`."""
    return f"{number[0]}-{number[1:5]}-{number[5:10]}-{number[10:12]}-{number[12]}"


def id_spaces(number: str) -> str:
    """`3 2900 00123 45 8`."""
    return id_dashes(number).replace("-", " ")


def id_number(number: str) -> Typed:
    """A number cell of thirteen digits."""
    return Typed(int(number), "0")


def id_thai(number: str) -> str:
    """Dashes and Thai digits."""
    return thai(id_dashes(number))


def phone_dashes(number: str) -> str:
    """`081-001-2345`."""
    return f"{number[:3]}-{number[3:6]}-{number[6:]}"


def phone_half(number: str) -> str:
    """`081-0012345`."""
    return f"{number[:3]}-{number[3:]}"


def phone_spaces(number: str) -> str:
    """`081 001 2345`."""
    return f"{number[:3]} {number[3:6]} {number[6:]}"


def phone_thai(number: str) -> str:
    """`๐๘๑-๐๐๑-๒๓๔๕`."""
    return thai(phone_dashes(number))


def phone_66(number: str) -> str:
    """`+66810012345`."""
    return "+66" + number[1:]

"""Threats that have a test of their own: addresses, names of files, letters that look alike, numbers of people."""

from __future__ import annotations

import random
import re
import unicodedata
from itertools import product
from pathlib import Path

import pytest

from sheets_sync.config.values import google_id, one_address, one_sender
from sheets_sync.mail.folder import FolderMailer, file_name
from sheets_sync.reading.text import clean
from sheets_sync.render.annexes.pins import PHOTO
from sheets_sync.render.links import SAFE_LINK, SAFE_PAGES, SHEET, cell_link
from sheets_sync.render.masking import masked

from ..reading.sheets import read, tab
from ..render.building import kept
from .nasty import GAPS, THAI_ZERO, WIDE_ZERO, citizen_id, phone, scripted

# ---------------------------------------------------------------- S4: addresses

SCHEMES = [
    "javascript:",
    "JaVaScRiPt:",
    "java\tscript:",
    "java\nscript:",
    "\x01javascript:",
    " javascript:",
    "data:",
    "data:text/html;base64,",
]
SCHEMES += [
    "vbscript:",
    "file://",
    "file:///",
    "//",
    "\\\\",
    "/\\",
    "http://",
    "ftp://",
    "mailto:",
    "tel:",
    "blob:",
    "about:",
    "view-source:",
    "",
]
RESTS = [
    "alert(1)",
    "evil.example/x",
    "docs.google.com@evil.example/",
    "docs.google.com.evil.example/x",
    "evil.example/docs.google.com/",
]
RESTS += [
    "docs.google.com:8443/x",
    "docs.google.com\\@evil.example",
    "docs.google.com%2eevil.example/",
    "[::1]/x",
    "169.254.169.254/latest",
]
ODD = [scheme + rest for scheme, rest in product(SCHEMES, RESTS)]
ODD += [
    f"https://docs.google.com/a{tail}" for tail in ('"onx=1', "'x", "<b>", " x", "\n", "\x00", "(x)", "`x`", "\u202ex")
]


def test_of_two_hundred_odd_addresses_none_becomes_a_link() -> None:
    assert len(ODD) > 200
    for pattern in (SAFE_LINK, SAFE_PAGES, SHEET, PHOTO):
        assert [address for address in ODD if pattern.fullmatch(address)] == []
    assert [address for address in ODD if cell_link(kept("w", url=address), 0, "A1")] == []
    assert cell_link(kept("w"), 0, "A1").startswith("https://docs.google.com/spreadsheets/d/w/")


def test_an_odd_address_is_no_spreadsheet() -> None:
    for address in ODD:
        with pytest.raises(ValueError, match="expected the link or the id"):
            google_id(address, re.compile(r"https://docs\.google\.com/spreadsheets/d/([\w-]+)"), "spreadsheet")


# ---------------------------------------------------------------- S7: names of files


def odd_names() -> list[str]:
    """A thousand names as an address in somebody's sheet could bear them."""
    pieces = [
        "..",
        "/",
        "\\",
        "\x00",
        "CON",
        "nul.",
        "-rf",
        "\n",
        "ก" * 85,
        "．．／",
        "~",
        "$HOME",
        "*",
        "a" * 300,
        "Ａ",
        "a.",
        " ",
        "%2e%2e%2f",
        "\ud800",
    ]
    dice = random.Random(3)  # noqa: S311 - the same names each time
    return [f"{n}{''.join(dice.choices(pieces, k=4))}" for n in range(500)] + [
        f"{''.join(dice.choices(pieces, k=3))}{n}" for n in range(500)
    ]


def test_of_a_thousand_odd_names_all_lie_inside_and_none_falls_on_another(tmp_path: Path) -> None:
    names = [f"monthly/2564-01/46/0/{name}" for name in odd_names()]
    files = [file_name(name) for name in names]
    assert len(set(map(str.lower, files))) == len(set(names))
    for name in files:
        assert (tmp_path / name).resolve().parent == tmp_path.resolve()
        assert len(name.encode()) <= 255
        assert re.fullmatch(r"[a-z0-9][a-z0-9@._-]*\.eml", name)
    mailer = FolderMailer(tmp_path / "mail")
    for name in odd_names()[:20]:
        mailer.send(b"x", "a@b.example", name=name, on_dot=lambda: None)
    assert len(list((tmp_path / "mail").iterdir())) == 20
    assert [path for path in tmp_path.rglob("*") if path.is_file() and path.parent != tmp_path / "mail"] == []


@pytest.mark.parametrize(
    "name", ["a@b.th, c@d.th", "a@b.th\nBcc: c@d.th", "a@b.th>\r\nRCPT TO:<c@d.th", "ก@b.th", "a@b.th "]
)
def test_an_address_that_is_more_than_one_is_none(name: str) -> None:
    for take in (one_address, one_sender):
        with pytest.raises(ValueError, match="expected one"):
            take(name)


# ---------------------------------------------------------------- S8: letters


@pytest.mark.parametrize("seed", range(4))
def test_cleaning_is_normal_and_done_once(seed: int) -> None:
    """Over the whole of Unicode, half a surrogate included, and Thai marks in any order."""
    dice = random.Random(seed)  # noqa: S311 - the same texts each time
    pools = [range(0x110000), range(0xE01, 0xE5B), range(0x200B, 0x2070), (0xE4D, 0xE32, 0xE33, 0xE48, 0xE01)]
    for _ in range(5_000):
        text = "".join(chr(dice.choice(dice.choice(pools))) for _ in range(dice.randint(1, 12)))
        once = clean(text)
        assert clean(once) == once
        assert unicodedata.normalize("NFC", once) == once
        once.encode("utf-8")


@pytest.mark.parametrize("typed", ["ยางตлад", "Уang Talat", "ヤソトン", "ยาง⁠ตลาด๛๛", "𝒀𝒂𝒏𝒈"])
def test_a_name_in_letters_that_look_alike_is_a_finding_and_no_place(typed: str) -> None:
    (found,) = read(
        tab(f"โคก หนอง นา จังหวัดกาฬสินธุ์\nที่ | ชื่อ-สกุล | อำเภอ | รูปแบบ | ขนาด (ไร่)\n1 | นายสมชาย ใจดี | {typed} | HLM | 3")
    ).tables
    places = {record.values.get("district_code") for record in found.records}
    assert places <= {None, "4607"}
    assert places == {"4607"} or any(f.code.startswith("GEO") for f in found.findings)


# ---------------------------------------------------------------- S14: numbers of people


def test_of_twenty_thousand_citizen_ids_none_gets_through() -> None:
    dice = random.Random(14)  # noqa: S311 - the same numbers each time
    for n in range(20_000):
        digits, gap, zero = citizen_id(dice), GAPS[n % 6], ("0", THAI_ZERO, WIDE_ZERO)[n // 6 % 3]
        grouped = gap.join((digits[0], digits[1:5], digits[5:10], digits[10:12], digits[12]))
        written = grouped.translate({48 + d: chr(ord(zero) + d) for d in range(10)})
        shown = masked(f"ผู้ถือบัตร{written}อยู่บ้านนี้")
        assert shown == "ผู้ถือบัตร•••อยู่บ้านนี้", written


def test_of_five_thousand_telephones_none_gets_through() -> None:
    dice = random.Random(15)  # noqa: S311 - the same numbers each time
    for _ in range(5_000):
        written = scripted(phone(dice), dice)
        assert masked(f"โทร{written}ค่ะ") == "โทร•••ค่ะ", written


def test_money_and_coordinates_are_seldom_taken_for_people() -> None:
    """Figures as officers write them; thirteen digits on end are hidden whatever they are."""
    dice = random.Random(16)  # noqa: S311 - the same numbers each time
    money = [f"{dice.randrange(10**12):,} บาท" for _ in range(2_000)] + [
        f"{dice.randrange(10**8):,}.50" for _ in range(2_000)
    ]
    points = [f"{dice.uniform(6, 20):.6f}, {dice.uniform(98, 105):.6f}" for _ in range(2_000)]
    wrong = {
        name: sum(masked(text) != text for text in texts) for name, texts in (("money", money), ("points", points))
    }
    assert wrong["money"] == 0
    assert wrong["points"] <= 20

"""The texts, formats, fonts and colours that the cells of an .xlsx file name by number."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.styles.numbers import BUILTIN_FORMATS

from .ooxml import Package
from .patterns import format_type

T = TypeVar("T")
THAI_FORMATS = {  # ECMA-376 18.8.30: what Excel in Thai writes by number alone
    59: "[$-D00041E]0", 60: "[$-D00041E]0.00", 61: "[$-D00041E]#,##0", 62: "[$-D00041E]#,##0.00",
    67: "[$-D00041E]0%", 68: "[$-D00041E]0.00%", 71: "d/m/yyyy", 72: "d-mmm-yy", 73: "d-mmm", 74: "mmm-yy",
    75: "h:mm", 76: "h:mm:ss", 77: "d/m/yyyy h:mm", 78: "mm:ss", 79: "[h]:mm:ss", 80: "mm:ss", 81: "d/m/bb",
}  # fmt: skip
LOCALE_FORMATS = {14: "DATE", 22: "DATE_TIME"}  # shown in the spreadsheet's own order of day and month


def shared_strings(package: Package, name: str) -> list[str]:
    """The texts that cells name by number; readings in small print (rPh) are left out."""
    strings: list[str] = []
    whole, aside = "", False

    def start(tag: str, _attributes: Mapping[str, str]) -> None:
        nonlocal whole, aside
        if tag == "si":
            whole = ""
        elif tag == "rPh":
            aside = True

    def end(tag: str, text: str) -> None:
        nonlocal whole, aside
        if tag == "t" and not aside:
            whole += text
        elif tag == "rPh":
            aside = False
        elif tag == "si":
            strings.append(unescape(whole))

    package.walk(name, start, end)
    return strings


def unescape(text: str) -> str:
    """A text with `_x000D_` and its like written out; NUL and half letters, which nothing can store, left out."""
    if "_x" not in text:
        return text
    pieces = text.split("_x")
    out = pieces[0]
    for piece in pieces[1:]:
        code = piece[:4]
        if len(piece) > 4 and piece[4] == "_" and all(c in "0123456789abcdefABCDEF" for c in code):
            letter = int(code, 16)
            out += (chr(letter) if letter and not 0xD800 <= letter < 0xE000 else "") + piece[5:]
        else:
            out += f"_x{piece}"
    return out


@dataclass(frozen=True, slots=True)
class Style:
    """What of a cell's looks bears meaning."""

    format: str = ""  # Google's type
    pattern: str = ""
    font: str = ""
    fill: str = ""  # RRGGBB
    struck: bool = False


@dataclass(slots=True)
class _Book:
    """What styles.xml holds, while it is read."""

    formats: dict[int, str] = field(default_factory=dict)
    fonts: list[tuple[str, bool]] = field(default_factory=list)
    fills: list[str] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)


def styles(package: Package, name: str, theme: list[str]) -> list[Style]:
    """The styles that cells name by number."""
    book, inside, current = _Book(), [""], {"font": "", "struck": "", "fill": "", "pattern": ""}

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag in ("numFmts", "fonts", "fills", "cellXfs", "cellStyleXfs", "dxfs", "borders", "cellStyles"):
            inside[0] = tag
        elif inside[0] == "numFmts" and tag == "numFmt":
            book.formats[int(attributes.get("numFmtId", 0))] = attributes.get("formatCode", "")
        elif inside[0] == "fonts" and tag in ("font", "name", "strike"):
            _font(tag, attributes, current)
        elif inside[0] == "fills" and tag in ("fill", "patternFill", "fgColor"):
            _fill(tag, attributes, current, theme)
        elif inside[0] == "cellXfs" and tag == "xf":
            book.styles.append(_style(attributes, book))

    def end(tag: str, _text: str) -> None:
        if inside[0] == "fonts" and tag == "font":
            book.fonts.append((current["font"], bool(current["struck"])))
        elif inside[0] == "fills" and tag == "fill":
            book.fills.append(current["fill"] if current["pattern"] == "solid" else "")

    package.walk(name, start, end)
    return book.styles


def _font(tag: str, attributes: Mapping[str, str], current: dict[str, str]) -> None:
    if tag == "font":
        current["font"] = current["struck"] = ""
    elif tag == "name":
        current["font"] = attributes.get("val", "")
    else:
        current["struck"] = "" if attributes.get("val", "1") in ("0", "false") else "yes"


def _fill(tag: str, attributes: Mapping[str, str], current: dict[str, str], theme: list[str]) -> None:
    if tag == "fill":
        current["fill"] = current["pattern"] = ""
    elif tag == "patternFill":
        current["pattern"] = attributes.get("patternType", "")
    else:
        colour = colour_of(attributes, theme)
        current["fill"] = "" if colour == "FFFFFF" else colour


def _style(attributes: Mapping[str, str], book: _Book) -> Style:
    number = int(attributes.get("numFmtId", 0))
    font, struck = _at(book.fonts, attributes.get("fontId"), ("", False))
    fill = _at(book.fills, attributes.get("fillId"), "")
    if number in LOCALE_FORMATS and number not in book.formats:
        return Style(LOCALE_FORMATS[number], "", font, fill, struck)
    pattern = book.formats.get(number) or BUILTIN_FORMATS.get(number) or THAI_FORMATS.get(number, "")
    kind = format_type(pattern)
    return Style(kind, pattern if kind else "", font, fill, struck)


def _at(items: list[T], index: str | None, default: T) -> T:
    number = int(index or 0)
    return items[number] if 0 <= number < len(items) else default


def colour_of(attributes: Mapping[str, str], theme: list[str]) -> str:
    """RRGGBB of a colour given outright, by the old palette, or by theme and tint; empty when automatic."""
    if "rgb" in attributes:
        return attributes["rgb"][-6:].upper()
    if "indexed" in attributes:
        number = int(attributes["indexed"])
        return COLOR_INDEX[number][-6:].upper() if number < len(COLOR_INDEX) else ""
    if "theme" not in attributes or int(attributes["theme"]) >= len(theme):
        return ""
    return tinted(theme[int(attributes["theme"])], float(attributes.get("tint", 0)))


def tinted(colour: str, tint: float) -> str:
    """A colour made lighter (tint above 0) or darker (below), as ECMA-376 18.8.19 says."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(255 * part):02X}" for part in colorsys.hls_to_rgb(hue, light, saturation))


def theme_colours(package: Package, name: str) -> list[str]:
    """The theme's colours in the order in which styles number them: light before dark."""
    found: list[str] = []

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "srgbClr" and len(found) < 12:
            found.append(attributes.get("val", "").upper())
        elif tag == "sysClr" and len(found) < 12:
            found.append(attributes.get("lastClr", "").upper())

    package.walk(name, start)
    if len(found) < 4:
        return []
    found[0:4] = found[1], found[0], found[3], found[2]
    return found

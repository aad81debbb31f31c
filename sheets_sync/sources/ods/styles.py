"""What the cells, columns and tabs of an .ods file look like, as far as it bears meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..patterns import format_type
from ..styles import Style
from .formats import FORMATS, NumberFormat, patterns

MAX_PARENTS = 20
HIDDEN = "hidden"  # the key by which a tab's look is kept beside those of cells


@dataclass(frozen=True, slots=True)
class Look:
    """A style of a cell, and the address that the whole cell points at."""

    style: Style = field(default_factory=Style)
    link: str = ""


PLAIN = Look()


class Styles:
    """The styles of a file by name; a style has what its parent has unless it says otherwise."""

    def __init__(self) -> None:
        self.fonts: dict[str, str] = {}
        self.formats: dict[str, NumberFormat] = {}
        self.said: dict[str, dict[str, str]] = {}  # by name, what a style says itself
        self.format: NumberFormat | None = None
        self.style: dict[str, str] | None = None
        self.looks: dict[str, Look] = {}
        self.patterns: dict[str, str] | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self.format:
            self.format.start(tag, attributes)
        elif tag in FORMATS:
            self.format = self.formats[attributes.get("style:name", "")] = NumberFormat.of(tag, attributes)
        elif tag == "font-face":
            self.fonts[attributes.get("style:name", "")] = attributes.get("svg:font-family", "").strip("'\" ")
        elif tag in ("style", "default-style"):
            self._open(tag, attributes)
        elif self.style is not None:
            self._property(tag, attributes, self.style)

    def end(self, tag: str, text: str) -> None:
        if self.format and tag == self.format.kind:
            self.format = None
        elif self.format:
            self.format.end(tag, text)
        elif tag in ("style", "default-style"):
            self.style = None

    def _open(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.style = {}
        if attributes.get("style:family") not in ("table-cell", "table"):
            return
        parent = "" if tag == "default-style" else attributes.get("style:parent-style-name", "")
        self.style["parent"] = parent
        if "style:data-style-name" in attributes:
            self.style["format"] = attributes["style:data-style-name"]
        name = "" if tag == "default-style" else attributes.get("style:name", "")
        if tag == "style" or attributes.get("style:family") == "table-cell":
            self.said[name] = self.style

    def _property(self, tag: str, attributes: Mapping[str, str], style: dict[str, str]) -> None:
        if tag == "table-properties" and attributes.get("table:display") == "false":
            style[HIDDEN] = "yes"
        elif tag == "table-cell-properties" and "fo:background-color" in attributes:
            style["fill"] = attributes["fo:background-color"]
        elif tag == "hyperlink":
            style["link"] = attributes.get("xlink:href", "")
        elif tag == "text-properties":
            font = attributes.get("style:font-name")
            if font is not None or "fo:font-family" in attributes:
                style["font"] = self.fonts.get(font or "", font or attributes.get("fo:font-family", "").strip("'\" "))
            through = attributes.get("style:text-line-through-style", attributes.get("style:text-line-through-type"))
            if through is not None:
                style["struck"] = "" if through == "none" else "yes"

    def hidden(self, table_style: str) -> bool:
        """Whether a tab of this style is hidden."""
        return HIDDEN in self.said.get(table_style, {})

    def look(self, name: str) -> Look:
        """The look of the cells of a style."""
        look = self.looks.get(name)
        if look is None:
            look = self.looks[name] = self._look(name)
        return look

    def _look(self, name: str) -> Look:
        told: dict[str, str] = {}
        for _ in range(MAX_PARENTS):
            own = self.said.get(name, {})
            told = own | told
            if not name:
                break
            name = own.get("parent", "")
        if self.patterns is None:
            self.patterns = patterns(self.formats)
        pattern = self.patterns.get(told.get("format", ""), "")
        kind = format_type(pattern)
        style = Style(kind, pattern if kind else "", told.get("font", ""), _colour(told), bool(told.get("struck")))
        return Look(style, told.get("link", ""))


def _colour(told: Mapping[str, str]) -> str:
    colour = told.get("fill", "").removeprefix("#").upper()
    return colour if len(colour) == 6 and colour not in ("FFFFFF",) else ""

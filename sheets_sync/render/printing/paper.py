"""A document of pages: what stands where, in the operators of PDF, and the fonts that it needs."""

from __future__ import annotations

import io
import itertools
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import pydyf
import uharfbuzz as hb
from matplotlib.colors import to_rgb
from PIL import Image

from .lines import BLANK, Line
from .shaping import Shaped, face, glyph_of, letters_of

WIDTH, HEIGHT = 595.276, 841.89  # points of A4
UNNEEDED = (b"GSUB", b"GPOS", b"GDEF", b"name", b"post", b"OS/2", b"DSIG")  # tables that a page needs no more
FONTS = {"regular": "F1", "bold": "F2", "signs": "F3"}


class Page:
    """One page; measures are points from the left upper corner."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self.operators: list[str] = []
        self.links: list[tuple[float, float, float, float, str]] = []

    def words(self, x: float, y: float, line: Line, size: float) -> None:
        """A line of words on a base line that begins at the point.

        Readers that know of it copy the text as it was; the others put it together from the glyphs.
        """
        shown = ["BT"]
        for number, word in enumerate(line.words):
            goes_on = number + 1 < len(line.words) and line.words[number + 1].apart
            text = "".join(part.text for part in (*word.parts, *((BLANK,) if goes_on else ())))
            shown.append(f"{_ink(word.colour)} rg {size:g} 0 0 {size:g} {x + word.x:.2f} {HEIGHT - y:.2f} Tm")
            if not text.isascii():
                shown.append(f"/Span<</ActualText<feff{text.encode('utf-16-be').hex()}>>>BDC")
            for part in (*word.parts, *((BLANK,) if goes_on else ())):
                self._paper.use(part)
                shown.append(f"/{FONTS[part.face]} 1 Tf {part.shown}")
            if not text.isascii():
                shown.append("EMC")
        shown.append("ET")
        self.operators.append(" ".join(shown))

    def line(self, x: float, y: float, to: float, colour: str, width: float = 0.6) -> None:
        """A level line from x to `to`."""
        self.operators.append(f"{_ink(colour)} RG {width:g} w {x:.2f} {HEIGHT - y:.2f} m {to:.2f} {HEIGHT - y:.2f} l S")

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle."""
        self.operators.append(f"{_ink(colour)} rg {x:.2f} {HEIGHT - y - height:.2f} {width:.2f} {height:.2f} re f")

    def picture(self, name: str, x: float, y: float, width: float, height: float) -> None:
        """A picture of the paper's by its name."""
        self.operators.append(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {HEIGHT - y - height:.2f} cm /{name} Do Q")


@cache
def _ink(colour: str) -> str:
    return " ".join(f"{part:.3g}" for part in to_rgb(colour))


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of the document's table of contents."""

    title: str
    page: int
    y: float


class Paper:
    """A document in the making."""

    def __init__(self, title: str, author: str) -> None:
        self._title, self._author = title, author
        self.pages: list[Page] = []
        self.marks: list[Mark] = []
        self._used: dict[str, set[int]] = {name: set() for name in FONTS}
        self._seen: set[int] = set()
        self._pictures: dict[str, bytes] = {}

    def page(self) -> Page:
        """A new page at the end."""
        self.pages.append(Page(self))
        return self.pages[-1]

    def use(self, part: Shaped) -> None:
        """Take note of the glyphs that a piece needs."""
        if id(part) not in self._seen:  # pieces are shaped once and live as long as the process
            self._seen.add(id(part))
            self._used[part.face].update(glyph.cid for glyph in part.glyphs)

    def add_picture(self, name: str, raw: bytes) -> None:
        """A PNG of few colours or a JPEG, to be shown by its name."""
        self._pictures[name] = raw

    def bytes(self) -> bytes:
        """The document as a PDF: the same pages give the same bytes."""
        pdf = pydyf.PDF()
        pdf.info["Title"], pdf.info["Author"] = pydyf.String(self._title), pydyf.String(self._author)
        pdf.catalog["Lang"] = pydyf.String("th")
        pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        resources = pydyf.Dictionary({"Font": self._fonts(pdf), "XObject": self._images(pdf)})
        pdf.add_object(resources)
        made = [self._page(pdf, page, resources) for page in self.pages]
        self._contents(pdf, made)
        raw = io.BytesIO()
        pdf.write(raw, version=b"1.7", compress=True)
        return raw.getvalue()

    def _page(self, pdf: pydyf.PDF, page: Page, resources: pydyf.Dictionary) -> pydyf.Dictionary:
        content = _deflated("\n".join(page.operators).encode("ascii"))
        pdf.add_object(content)
        made = pydyf.Dictionary(
            {
                "Type": "/Page",
                "Parent": pdf.pages.reference,
                "MediaBox": pydyf.Array([0, 0, WIDTH, HEIGHT]),
                "Resources": resources.reference,
                "Contents": content.reference,
                "Tabs": "/S",
            }
        )
        if page.links:
            made["Annots"] = pydyf.Array([_link(pdf, *link) for link in page.links])
        pdf.add_page(made)
        return made

    def _contents(self, pdf: pydyf.PDF, pages: Sequence[pydyf.Dictionary]) -> None:
        """The headings as an outline, by which a reader finds its way."""
        if not self.marks:
            return
        root = pydyf.Dictionary({"Type": "/Outlines", "Count": len(self.marks)})
        pdf.add_object(root)
        items = []
        for mark in self.marks:
            where = pydyf.Array([pages[mark.page].reference, "/XYZ", 0, round(HEIGHT - mark.y), 0])
            items.append(pydyf.Dictionary({"Title": pydyf.String(mark.title), "Parent": root.reference, "Dest": where}))
            pdf.add_object(items[-1])
        for one, after in itertools.pairwise(items):
            one["Next"], after["Prev"] = after.reference, one.reference
        root["First"], root["Last"] = items[0].reference, items[-1].reference
        pdf.catalog["Outlines"] = root.reference

    def _fonts(self, pdf: pydyf.PDF) -> pydyf.Dictionary:
        used = {name: sorted(cids) for name, cids in self._used.items() if cids}
        return pydyf.Dictionary({FONTS[name]: _font(pdf, name, cids) for name, cids in used.items()})

    def _images(self, pdf: pydyf.PDF) -> pydyf.Dictionary:
        found = pydyf.Dictionary()
        for name, png in self._pictures.items():
            image = _image(png)
            pdf.add_object(image)
            found[name] = image.reference
        return found


def _deflated(raw: bytes, **more: int) -> pydyf.Stream:
    """A stream compressed as well as pays: pydyf's own level, 9, takes twice the time for a hundredth of the bytes."""
    return pydyf.Stream([zlib.compress(raw, 6)], {"Filter": "/FlateDecode", **more})


def _image(raw: bytes) -> pydyf.Stream:
    """A picture as PDF keeps it: a JPEG as it is, a PNG of a palette by its compressed rows; nothing is drawn anew."""
    return _jpeg(raw) if raw.startswith(b"\xff\xd8") else _png(raw)


def _jpeg(raw: bytes) -> pydyf.Stream:
    with Image.open(io.BytesIO(raw), formats=("JPEG",)) as picture:
        width, height = picture.size
    extra = {
        "Type": "/XObject", "Subtype": "/Image", "Width": width, "Height": height, "ColorSpace": "/DeviceRGB",
        "BitsPerComponent": 8, "Filter": "/DCTDecode",
    }  # fmt: skip
    return pydyf.Stream([raw], extra)


def _png(png: bytes) -> pydyf.Stream:
    chunks: dict[bytes, bytes] = {}
    place = 8
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        kind = png[place + 4 : place + 8]
        chunks[kind] = chunks.get(kind, b"") + png[place + 8 : place + 8 + length]
        place += length + 12
    width, height, bits = struct.unpack_from(">IIB", chunks[b"IHDR"])
    palette = chunks[b"PLTE"]
    colours = pydyf.Array(["/Indexed", "/DeviceRGB", len(palette) // 3 - 1, f"<{palette.hex()}>"])
    rows = pydyf.Dictionary({"Predictor": 15, "Colors": 1, "BitsPerComponent": bits, "Columns": width})
    extra = {
        "Type": "/XObject", "Subtype": "/Image", "Width": width, "Height": height, "ColorSpace": colours,
        "BitsPerComponent": bits, "Filter": "/FlateDecode", "DecodeParms": rows,
    }  # fmt: skip
    return pydyf.Stream([chunks[b"IDAT"]], extra)


def _link(pdf: pydyf.PDF, x: float, y: float, width: float, height: float, address: str) -> bytes:
    box = pydyf.Array([round(x, 2), round(HEIGHT - y, 2), round(x + width, 2), round(HEIGHT - y + height, 2)])
    action = pydyf.Dictionary({"S": "/URI", "URI": pydyf.String(address)})
    link = pydyf.Dictionary(
        {"Type": "/Annot", "Subtype": "/Link", "Rect": box, "Border": pydyf.Array([0, 0, 0]), "A": action}
    )
    pdf.add_object(link)
    reference: bytes = link.reference
    return reference


def _font(pdf: pydyf.PDF, name: str, cids: Sequence[int]) -> bytes:
    """A font with the glyphs that are used, their widths, and the letters that they stand for."""
    own, title = face(name), f"SHEETS+{'DejaVuSans' if name == 'signs' else f'Sarabun-{name.title()}'}"
    raw = _subset(name, frozenset(glyph_of(cid) for cid in cids))
    file = _deflated(raw, Length1=len(raw))
    pdf.add_object(file)
    descriptor = pydyf.Dictionary(
        {
            "Type": "/FontDescriptor", "FontName": f"/{title}", "Flags": 4, "ItalicAngle": 0, "Ascent": 1068,
            "FontBBox": pydyf.Array([-600, -500, 1200, 1300]), "Descent": -232, "CapHeight": 700, "StemV": 80,
            "FontFile2": file.reference,
        }
    )  # fmt: skip
    pdf.add_object(descriptor)
    places = _deflated(_places(cids))
    pdf.add_object(places)
    widths = pydyf.Array(f"{cid} [{own.advance(glyph_of(cid))}]" for cid in cids)
    system = pydyf.Dictionary(
        {"Registry": pydyf.String("Adobe"), "Ordering": pydyf.String("Identity"), "Supplement": 0}
    )
    below = pydyf.Dictionary(
        {
            "Type": "/Font", "Subtype": "/CIDFontType2", "BaseFont": f"/{title}", "CIDSystemInfo": system,
            "FontDescriptor": descriptor.reference, "DW": 0, "W": widths, "CIDToGIDMap": places.reference,
        }
    )  # fmt: skip
    pdf.add_object(below)
    copied = _deflated(_meanings(name, cids))
    pdf.add_object(copied)
    font = pydyf.Dictionary(
        {
            "Type": "/Font", "Subtype": "/Type0", "BaseFont": f"/{title}", "Encoding": "/Identity-H",
            "DescendantFonts": pydyf.Array([below.reference]), "ToUnicode": copied.reference,
        }
    )  # fmt: skip
    pdf.add_object(font)
    reference: bytes = font.reference
    return reference


def _subset(name: str, glyphs: frozenset[int]) -> bytes:
    """The font file with these glyphs only, under their old numbers."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING
    wanted.drop_table_tag_set.update(int.from_bytes(table, "big") for table in UNNEEDED)
    return bytes(hb.subset(face(name).source, wanted).blob.data)


def _places(cids: Sequence[int]) -> bytes:
    """By character id the number of its glyph."""
    table = bytearray(2 * (max(cids) + 1))
    for cid in cids:
        table[2 * cid : 2 * cid + 2] = glyph_of(cid).to_bytes(2, "big")
    return bytes(table)


def _meanings(name: str, cids: Sequence[int]) -> bytes:
    rows = [f"<{cid:04x}> <{letters_of(name, cid).encode('utf-16-be').hex()}>" for cid in cids]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Thai def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode("ascii")

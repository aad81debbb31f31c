"""What a PDF says and shows, by Chrome's own engine (PDFium)."""

from __future__ import annotations

import pypdfium2
from PIL import Image


def texts(raw: bytes) -> list[str]:
    """The text of each page as it would be copied."""
    document = pypdfium2.PdfDocument(raw)
    found = [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]
    document.close()
    return found


def said(raw: bytes) -> str:
    """All of it in one line, blanks and line breaks being the same."""
    return " ".join(" ".join(texts(raw)).split())


def shown(raw: bytes, page: int = 0, scale: float = 1) -> Image.Image:
    """A page as it is drawn, `scale` pixels a point."""
    document = pypdfium2.PdfDocument(raw)
    picture: Image.Image = document[page].render(scale=scale).to_pil().convert("L")
    document.close()
    return picture

"""An edition as files, for those who open a folder rather than a mail."""

from __future__ import annotations

from pathlib import Path

from ..files import write_whole
from ..model import Attachment, Edition, Letter, Picture


def lay_down(folder: Path, edition: Edition) -> None:
    """`46.html`, `46.txt`, the pictures that the page shows and the annexes, each whole-old or whole-new."""
    letter, unit = edition.letter, edition.unit
    files = {file_of(unit, picture): picture.content for picture in letter.pictures}
    files |= {_annex(unit, file): file.content for file in edition.attachments}
    files |= {f"{unit}.txt": letter.text.encode("utf-8"), f"{unit}.html": page_of(letter, unit).encode("utf-8")}
    for name, raw in files.items():  # the page last: where it lies, all that it shows lies too
        path = folder / name
        if not path.exists() or path.read_bytes() != raw:
            write_whole(path, raw)


def _annex(unit: str, file: Attachment) -> str:
    """`46.pdf`; a page keeps its name, since the edition itself is `46.html`."""
    return file.name if file.media_type == "text/html" else f"{unit}.{file.name.rsplit('.', 1)[-1]}"


def page_of(letter: Letter, unit: str) -> str:
    """The HTML with its pictures beside it instead of inside the mail."""
    page = letter.html
    for picture in letter.pictures:
        page = page.replace(f'src="cid:{picture.cid}"', f'src="{file_of(unit, picture)}"')
    return page


def file_of(unit: str, picture: Picture) -> str:
    """`46-trend.png` for the picture `trend@sheets-sync`."""
    ending = "jpg" if picture.media_type == "image/jpeg" else "png"
    return f"{unit}-{picture.cid.partition('@')[0]}.{ending}"

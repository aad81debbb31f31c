"""A letter with its pictures and attachments as the store keeps it: one zip, of equal bytes for equal letters."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import asdict

from ..model import Asked, Attachment, Letter, Picture

WORDS = "letter.json"
ZIP = b"PK"


def packed(letter: Letter, attachments: Sequence[Attachment] = (), asked: Sequence[Asked] = ()) -> bytes:
    """The letter's words and what it asked for deflated, what is compressed already as it is."""
    raw = io.BytesIO()
    index = {
        "words": [letter.subject, letter.text, letter.html],
        "pictures": [[picture.cid, picture.media_type] for picture in letter.pictures],
        "attachments": [[file.name, file.media_type, file.sent] for file in attachments],
        "asked": [asdict(one) for one in asked],
    }
    with zipfile.ZipFile(raw, "w") as archive:
        _put(archive, WORDS, json.dumps(index).encode("ascii"), zipfile.ZIP_DEFLATED)
        for number, picture in enumerate(letter.pictures):
            _put(archive, f"picture-{number}", picture.content)
        for number, file in enumerate(attachments):
            _put(archive, f"attachment-{number}", file.content)
    return raw.getvalue()


def unpacked(kept: bytes) -> tuple[Letter, tuple[Attachment, ...], tuple[Asked, ...]]:
    """The letter, its attachments, what it asked for; one of before there were pictures is a deflated list of words."""
    if not kept.startswith(ZIP):
        return Letter(*json.loads(zlib.decompress(kept))), (), ()
    with zipfile.ZipFile(io.BytesIO(kept)) as archive:
        index = json.loads(archive.read(WORDS))
        pictures = tuple(
            Picture(cid, archive.read(f"picture-{number}"), kind)
            for number, (cid, kind) in enumerate(index["pictures"])
        )
        files = tuple(
            Attachment(name, kind, archive.read(f"attachment-{number}"), sent)
            for number, (name, kind, sent) in enumerate(index["attachments"])
        )
        subject, text, html = index["words"]
        asked = tuple(Asked(**one) for one in index.get("asked", ()))
        return Letter(subject, text, html, pictures), files, asked


def _put(archive: zipfile.ZipFile, name: str, content: bytes, how: int = zipfile.ZIP_STORED) -> None:
    entry = zipfile.ZipInfo(name)  # dated 1980, so that equal letters are equal bytes
    archive.writestr(entry, content, compress_type=how)

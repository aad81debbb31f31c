"""A letter as the store keeps it: its words, and its pictures and files by their hashes."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType

from ..model import Asked, Attachment, Letter, Picture
from .blobs import named

WORDS = "letter.json"
ZIP = b"PK"


def packed(
    letter: Letter, attachments: Sequence[Attachment] = (), asked: Sequence[Asked] = ()
) -> tuple[bytes, dict[str, bytes]]:
    """The letter's words and what it asked for, and by their hashes the pictures and files that it names."""
    raw = io.BytesIO()
    pictures, files = ([named([each.content]) for each in kind] for kind in (letter.pictures, attachments))
    index = {
        "words": [letter.subject, letter.text, letter.html],
        "pictures": [[one.cid, one.media_type, *blob] for one, blob in zip(letter.pictures, pictures, strict=True)],
        "attachments": [
            [one.name, one.media_type, one.sent, *blob] for one, blob in zip(attachments, files, strict=True)
        ],
        "asked": [asdict(one) for one in asked],
    }
    with zipfile.ZipFile(raw, "w") as archive:
        entry = zipfile.ZipInfo(WORDS)  # dated 1980, so that equal letters are equal bytes
        archive.writestr(entry, json.dumps(index).encode("ascii"), compress_type=zipfile.ZIP_DEFLATED)
    return raw.getvalue(), {digest: content for blob in (*pictures, *files) for digest, content in blob.items()}


def blobs_of(kept: bytes) -> set[str]:
    """Hashes of what a kept letter names; none where an earlier version kept the bytes in the letter itself."""
    if not kept.startswith(ZIP):
        return set()
    with zipfile.ZipFile(io.BytesIO(kept)) as archive:
        index = json.loads(archive.read(WORDS))
    return {one[2] for one in index["pictures"] if len(one) > 2} | {
        one[3] for one in index["attachments"] if len(one) > 3
    }


def unpacked(
    kept: bytes, held: Mapping[str, bytes] = MappingProxyType({})
) -> tuple[Letter, tuple[Attachment, ...], tuple[Asked, ...]]:
    """The letter, its attachments, what it asked for, out of what `blobs_of` names; of every earlier version, too."""
    if not kept.startswith(ZIP):
        return Letter(*json.loads(zlib.decompress(kept))), (), ()
    with zipfile.ZipFile(io.BytesIO(kept)) as archive:
        index = json.loads(archive.read(WORDS))
        pictures = tuple(
            Picture(cid, held[at[0]] if at else archive.read(f"picture-{number}"), kind)
            for number, (cid, kind, *at) in enumerate(index["pictures"])
        )
        files = tuple(
            Attachment(name, kind, held[at[0]] if at else archive.read(f"attachment-{number}"), sent)
            for number, (name, kind, sent, *at) in enumerate(index["attachments"])
        )
        subject, text, html = index["words"]
        asked = tuple(Asked(**one) for one in index.get("asked", ()))
        return Letter(subject, text, html, pictures), files, asked

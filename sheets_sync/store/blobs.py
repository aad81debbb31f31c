"""Pictures and annexes, which stand in an edition and in every mail of it, kept once under their hash."""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Iterable, Mapping

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ..errors import StoreError
from .schema import blobs

HOLE = re.compile(rb"\0([0-9a-f]{64})\0")  # in a mail's place of a blob: no mail holds a NUL
LEAST = 1_000  # bytes below which a hole saves nothing
Blobs = Mapping[str, bytes]


def named(contents: Iterable[bytes]) -> dict[str, bytes]:
    """Contents by their hash."""
    return {hashlib.sha256(content).hexdigest(): content for content in contents}


def hollow(mail: bytes, found: Blobs) -> bytes:
    """A mail as it is kept: compressed, with holes where these blobs stand in it as base64."""
    if b"\0" not in mail:
        for digest, content in found.items():
            if len(content) >= LEAST:
                mail = mail.replace(_on_the_wire(content), b"\0%s\0" % digest.encode("ascii"))
    return zlib.compress(mail)


def holes(kept: bytes) -> set[str]:
    """Hashes of the blobs that a kept mail needs."""
    return {digest.decode("ascii") for digest in HOLE.findall(zlib.decompress(kept))}


def whole(connection: Connection, kept: bytes) -> bytes:
    """The mail as it was, to the byte; its own hash proves it."""
    mail = zlib.decompress(kept)
    held = fetched(connection, holes(kept))
    return HOLE.sub(lambda hole: _on_the_wire(held[hole[1].decode("ascii")]), mail) if held else mail


def fetched(connection: Connection, digests: Iterable[str]) -> dict[str, bytes]:
    """The blobs of these hashes; StoreError when one is missing or is not what its hash says."""
    wanted = set(digests)
    if not wanted:
        return {}
    rows = connection.execute(sa.select(blobs.c.sha256, blobs.c.content).where(blobs.c.sha256.in_(wanted)))
    found = {row.sha256: bytes(row.content) for row in rows}
    wrong = [digest for digest in sorted(wanted) if named([found.get(digest, b"")]).keys() != {digest}]
    if wrong:
        raise StoreError(f"store: blob {wrong[0][:12]} is missing or damaged; restore the database from its backup")
    return found


def _on_the_wire(content: bytes) -> bytes:
    """Base64 in lines of 76 letters, as mails are composed; the end of the last line left to the mail."""
    return base64.encodebytes(content).replace(b"\n", b"\r\n").removesuffix(b"\r\n")

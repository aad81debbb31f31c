"""The key under which citizen IDs are hashed: made once, kept beside the database, readable by the owner alone."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from ..errors import StoreError
from ..files import make_folder, sync_folder, write_synced

NAME = "citizen-key"
KEY_BYTES = 32
HASH_DIGITS = 32  # 128 bits: a chance collision among 10**8 people is below 10**-22


def citizen_key(folder: Path) -> bytes:
    """The key in a folder, made at the first call; StoreError when others can read it or it is no key."""
    path = folder / NAME
    try:
        if not path.exists():
            _create(path)
        if path.stat().st_mode & 0o077:
            raise StoreError(f"{path} can be read by others; run: chmod 600 {path}")
        key = path.read_bytes()
    except OSError as error:
        raise StoreError(f"{path} cannot be read or made: {error.strerror}; mend the rights of its folder") from error
    if len(key) != KEY_BYTES:
        raise StoreError(f"{path} is damaged: {len(key)} bytes instead of {KEY_BYTES}; restore it from the backup")
    return key


def keyed_hash(key: bytes) -> Callable[[str], str]:
    """HMAC-SHA256 under the key, in hex: one person gives one text, and without the key nobody can try IDs."""

    def hashed(text: str) -> str:
        return hmac.new(key, text.encode("utf-8"), hashlib.sha256).hexdigest()[:HASH_DIGITS]

    return hashed


def _create(path: Path) -> None:
    """Whole or not at all, and never over another's: written aside, synced, then linked under its name."""
    make_folder(path.parent, mode=0o700)
    aside = path.with_name(f".{NAME}-{secrets.token_hex(8)}")
    try:
        write_synced(aside, secrets.token_bytes(KEY_BYTES), mode=0o600)
        try:
            os.link(aside, path)
        except FileExistsError:
            return  # another process was first, and its key is the key
        sync_folder(path.parent)
    finally:
        aside.unlink(missing_ok=True)

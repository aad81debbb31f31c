"""What can be told of a logo before it is made anew: that it is there, not too large, and begins as a picture."""

from __future__ import annotations

from pathlib import Path

from .wording import shown

MOST_BYTES = 200_000


def logo_wrong(path: Path) -> str:
    """What is wrong with the file of a logo; empty where nothing shows yet."""
    if not path.is_file():
        return f"no such file: {shown(str(path))}"
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        return f"{shown(str(path))} cannot be read: {error.strerror}"
    if len(raw) > MOST_BYTES:
        return f"{shown(str(path))} is larger than {MOST_BYTES // 1000} KB; make the picture smaller"
    if not (raw.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (raw[:4], raw[8:12]) == (b"RIFF", b"WEBP")):
        return f"{shown(str(path))} is no PNG, JPEG or WEBP"
    return ""

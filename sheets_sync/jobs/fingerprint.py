"""What a reading depends on besides its workbook, so that a changed rule reads the unchanged sheet again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from .. import __version__
from ..config import Config
from ..model import Mark, Pull
from ..programmes import Programme

SEPARATOR = "#"
FOREIGN = "read by another reader"  # a version that no source gives


def fingerprint(config: Config, programmes: Sequence[Programme]) -> str:
    """A short hash of the reader's version, the programmes, the pinned columns and the boundary file."""
    boundaries = config.boundaries.read_bytes() if config.boundaries and config.boundaries.exists() else b""
    parts = [__version__, json.dumps(config.pins, sort_keys=True), *(p.model_dump_json() for p in programmes)]
    return hashlib.sha256("\n".join(parts).encode() + boundaries).hexdigest()[:12]


def known_to(marks: Mapping[str, Mark], reader: str) -> dict[str, Mark]:
    """The marks as the source wrote them; with a version that no workbook has where another reader read it.

    Every known workbook keeps its mark, for a source tells by it which have gone.
    """
    good = {}
    for workbook_id, mark in marks.items():
        version, _, by = mark.version.rpartition(SEPARATOR)
        good[workbook_id] = replace(mark, version=version if by == reader else FOREIGN)
    return good


def marked(pull: Pull, reader: str) -> Pull:
    """The pull with the reader's fingerprint beside the version of the workbook."""
    return replace(pull, version=f"{pull.version}{SEPARATOR}{reader}")

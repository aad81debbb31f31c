"""The parts of an .xlsx file and how they point at each other."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from .archive import Archive, local


def attribute(attributes: Mapping[str, str], name: str) -> str:
    """An attribute by its name without prefix, for `r:id` may be called otherwise."""
    if name in attributes:
        return attributes[name]
    return next((value for key, value in attributes.items() if local(key) == name), "")


class Relation(NamedTuple):
    """What a part points at: a part of the archive by its name, or an address outside it."""

    kind: str  # worksheet, styles, sharedStrings, theme, hyperlink …
    target: str


class Package(Archive):
    """An .xlsx file open for reading."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, ".xlsx")

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part points at, by the ids it uses."""
        folder, base = posixpath.split(name)
        found: dict[str, Relation] = {}

        def start(tag: str, attributes: Mapping[str, str]) -> None:
            if tag != "Relationship":
                return
            target = attributes.get("Target", "")
            if attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            kind = posixpath.basename(attributes.get("Type", ""))
            found[attributes.get("Id", "")] = Relation(kind, target)

        self.walk(posixpath.join(folder, "_rels", f"{base}.rels"), start)
        return found

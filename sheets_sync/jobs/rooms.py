"""The war room's pages are laid beside the editions: of every unit, from the same material as its edition."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ..config import Config
from ..errors import RenderError, SheetsSyncError
from ..files import write_whole
from ..model import Unit
from ..render.war_room import Rooms, room_page
from ..store import EditionRow
from .press import Press

FOLDER = "pages"
ENDING = ".html"


def rooms_folder(config: Config) -> Path:
    """Where the pages lie: `OUT/pages`."""
    return config.out / FOLDER


def rooms_file(config: Config, unit: Unit) -> Path:
    """The page of a unit."""
    return rooms_folder(config) / f"{unit.code}{ENDING}"


def lay_rooms(
    config: Config,
    press: Press,
    units: Sequence[Unit],
    rows: Mapping[str, EditionRow],
    tell: Callable[[str], None] = lambda _: None,
) -> int:
    """Render the page of each unit and lay it down, whole-old or whole-new; how many changed.

    `rows` are the editions that the units have, whose revision a page names. Raises RenderError with the unit, or
    with the file and line of a broken template.
    """
    rooms = Rooms(press.material, press.trails)
    laid = 0
    for unit in units:
        raw = _page(config, press, rooms, unit, rows).encode("utf-8")
        path = rooms_file(config, unit)
        if not path.exists() or path.read_bytes() != raw:
            write_whole(path, raw)
            laid += 1
            tell(f"laid {FOLDER}/{path.name}")
    return laid


def _page(config: Config, press: Press, rooms: Rooms, unit: Unit, rows: Mapping[str, EditionRow]) -> str:
    try:
        room = rooms.of(unit, rows[unit.code].revision if unit.code in rows else 0)
        return room_page(room, press.templates, tiles=config.pages.tiles, credit=config.pages.credit)
    except SheetsSyncError:
        raise
    except Exception as error:
        raise RenderError(f"page of {unit.code} ({unit.name}): {type(error).__name__}: {error}") from error

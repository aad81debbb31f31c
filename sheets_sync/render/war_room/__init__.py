"""The war room: one page a unit with its map, the state of every plot, and the figures of its edition."""

from __future__ import annotations

from .page import room_page
from .rooms import Room, Rooms
from .trail import stages_then

__all__ = ["Room", "Rooms", "room_page", "stages_then"]

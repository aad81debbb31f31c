"""Photographs behind the links of sheets: fetched by rule, made anew without any datum but the picture, and kept."""

from .links import drive_id, is_web
from .remaking import Darkroom
from .shelf import Note, Shelf
from .web import Web

__all__ = ["Darkroom", "Note", "Shelf", "Web", "drive_id", "is_web"]

"""Whether the photographs behind links are fetched: the keys of `photos`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .values import Deadline, Settings

Fetch = Literal["drive", "public", "none"]


class PhotoSettings(Settings):
    """From where photographs are fetched, and how many and how long in one run at most."""

    fetch: Fetch | None = None  # unset: drive where source.kind is google, else none
    most: Annotated[int, Field(ge=1, le=10_000)] = 600
    minutes: Deadline = 5

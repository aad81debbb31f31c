"""Where workbooks come from: the keys of `source`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator

from .values import Deadline, FolderId, Settings, SpreadsheetId, is_loopback
from .wording import shown


class GoogleSource(Settings):
    """Sheets read through Google's API, or through a loopback server that speaks it."""

    kind: Literal["google"]
    credentials: Path = Path("credentials.json")
    endpoint: str = ""
    folders: tuple[FolderId, ...] = ()
    spreadsheets: tuple[SpreadsheetId, ...] = ()
    registry: SpreadsheetId | None = None
    pull: Literal["sheets", "export"] = "sheets"
    reads_per_minute: Annotated[int, Field(ge=1)] = 60
    deadline: Deadline = 45

    @field_validator("endpoint")
    @classmethod
    def _stays_here(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme != "http" or not is_loopback(parts.hostname or "")):
            raise ValueError(f"expected a loopback address such as http://127.0.0.1:8085, got {shown(value)}")
        return value.rstrip("/")


class WorkbookSource(Settings):
    """A folder of files: .xlsx, .ods and .csv read directly (`workbooks`), .xlsx by a loopback server (`emulator`)."""

    kind: Literal["workbooks", "emulator"]
    path: Path
    reads_per_minute: Annotated[int, Field(ge=1)] = 6000
    deadline: Deadline = 45


SourceSettings = Annotated[GoogleSource | WorkbookSource, Field(discriminator="kind")]

"""A file of what was asked and answered, a line of JSON a call; it never holds a token, a query or a cell."""

from __future__ import annotations

import json
import threading
from pathlib import Path

from .answers import Answer, Call
from .library import timestamp
from .quotas import units
from .tokens import wall


class Journal:
    """Appends to one file; safe to write from several threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        path.open("a").close()  # what cannot be written to is told at once

    def note(self, call: Call, answer: Answer, fault: str = "") -> None:
        """Write one line; the status is 0 where no answer was sent, `bytes` is the part of the body that was."""
        line = {
            "time": timestamp(wall()),
            "name": call.name,
            "id": call.id,
            "status": 0 if answer.sent == 0 else answer.status,
            "bytes": len(answer.body[: answer.sent]),
            "units": units(call),
            **({"fault": fault} if fault else {}),
        }
        with self._lock, self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")

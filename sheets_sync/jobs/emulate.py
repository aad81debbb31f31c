"""The loopback Google server alone, for rehearsals and for other people's tests."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from ..errors import UsageError
from ..sources.emulator import Emulator


def emulate(
    folder: Path,
    port: int,
    credentials: Path,
    *,
    tell: Callable[[str], None],
    stop: threading.Event | None = None,
) -> None:
    """Serve a folder of .xlsx until interrupted; UsageError when there is no such folder."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: there is no such folder of .xlsx")
    with Emulator(folder, port=port) as server:
        server.credentials(credentials)
        tell(f"serving {folder} at {server.url}")
        tell("in config.yaml: source: {kind: google, endpoint: " + f'"{server.url}", credentials: {credentials}' + "}")
        (stop or threading.Event()).wait()

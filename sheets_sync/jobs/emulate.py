"""The loopback Google server alone, for rehearsals and for other people's tests."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..errors import UsageError
from ..sources.emulator import Emulator, Latency, Quotas, Rule
from ..sources.emulator.rules import parse


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What the server shows beside good answers; `latency` in milliseconds, of which half as much again by chance."""

    quota: bool = False
    scale: float = 1.0
    faults: tuple[str, ...] = ()
    latency: float = 0.0
    log: Path | None = None
    seed: int = 0


def emulate(
    folder: Path,
    port: int,
    credentials: Path,
    rehearsal: Rehearsal = Rehearsal(),
    *,
    tell: Callable[[str], None],
    stop: threading.Event | None = None,
) -> None:
    """Serve a folder of .xlsx until interrupted; UsageError when there is no such folder or fault."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: there is no such folder of .xlsx")
    if rehearsal.scale <= 0 or rehearsal.latency < 0:
        raise UsageError("--scale is more than 0, and --latency is 0 or more")
    with _emulator(folder, port, rehearsal) as server:
        server.credentials(credentials)
        tell(f"serving {folder} at {server.url}")
        tell("in config.yaml: source: {kind: google, endpoint: " + f'"{server.url}", credentials: {credentials}' + "}")
        (stop or threading.Event()).wait()


def _emulator(folder: Path, port: int, rehearsal: Rehearsal) -> Emulator:
    try:
        return Emulator(
            folder,
            port=port,
            faults=[_rule(text) for text in rehearsal.faults],
            seed=rehearsal.seed,
            quotas=Quotas(scale=rehearsal.scale) if rehearsal.quota else None,
            latency=_latency(rehearsal.latency),
            log=rehearsal.log,
        )
    except OSError as error:
        raise UsageError(f"port {port} or {rehearsal.log or 'the folder'} cannot be opened: {error}") from error


def _rule(text: str) -> Rule:
    try:
        return parse(text)
    except ValueError as error:
        raise UsageError(f"--fault {text}: {error}") from error


def _latency(milliseconds: float) -> Latency | None:
    return Latency(milliseconds / 1000, jitter=milliseconds / 2000) if milliseconds else None

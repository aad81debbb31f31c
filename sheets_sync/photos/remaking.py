"""Pictures are made anew in a darkroom: a process apart, which a broken or hostile file may take down alone."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO, Literal

from ..errors import RenderError
from ..model import Flaw

SCRIPT = Path(__file__).with_name("darkroom.py")
PATIENCE = 40.0  # seconds for one picture; the darkroom itself gives up after half of that


class Darkroom:
    """A process that makes pictures, while the `with` lasts; it is started at the first picture."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._one_at_a_time = threading.Lock()

    def __enter__(self) -> Darkroom:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._close()

    def photo(self, raw: bytes) -> bytes | Flaw:
        """A JPEG of at most 600 × 800 pixels and 48 KB without any datum but the picture, or what is wrong with it."""
        return self._made("photo", raw)

    def logo(self, raw: bytes) -> bytes | Flaw:
        """A PNG of few colours, 96 pixels high, or what is wrong with it."""
        return self._made("logo", raw)

    def _made(self, wanted: Literal["photo", "logo"], raw: bytes) -> bytes | Flaw:
        with self._one_at_a_time:
            process = self._started()
            watch = threading.Timer(PATIENCE, process.kill)
            watch.start()
            try:
                return _developed(process, wanted, raw)
            except (OSError, ValueError, EOFError):  # it went down: the next picture finds a new one
                self._close()
                return Flaw.BROKEN
            finally:
                watch.cancel()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process and self._process.poll() is not None:
            self._close()
        if self._process is None:
            try:
                self._process = subprocess.Popen(  # noqa: S603 - our own script, with nothing of anybody's in the command
                    [sys.executable, "-I", str(SCRIPT)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env={"LC_ALL": "C.UTF-8"},
                    cwd="/",
                )
            except OSError as error:
                raise RenderError(f"pictures cannot be made: {sys.executable}: {error.strerror}") from error
        return self._process

    def _close(self) -> None:
        if self._process is None:
            return
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                _hang_up(pipe)
        self._process.kill()
        self._process.wait()
        self._process = None


def _developed(process: subprocess.Popen[bytes], wanted: str, raw: bytes) -> bytes | Flaw:
    asking, answering = process.stdin, process.stdout
    assert asking and answering  # noqa: S101, PT018 - both are pipes
    asking.write(json.dumps({"for": wanted, "size": len(raw)}).encode() + b"\n" + raw)
    asking.flush()
    told = json.loads(answering.readline())
    picture = answering.read(told["size"])
    if told["flaw"]:
        return Flaw(told["flaw"])
    if len(picture) < told["size"] or not picture:
        raise EOFError
    return picture


def _hang_up(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:  # what was still to be written finds nobody
        return

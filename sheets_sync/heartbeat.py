"""A sign of life to a watchdog elsewhere, which calls a person when none comes."""

from __future__ import annotations

import threading
from collections.abc import Callable

import requests

LONGEST = 10.0  # seconds that a run waits for the watchdog
HEADERS = {"User-Agent": "sheets-sync"}


class Heartbeat:
    """Asks for `URL/start`, `URL` and `URL/fail`, and sends nothing with it; without a URL it does nothing.

    The watchdog never harms what it watches: whatever it answers, or if it does not, the run goes on.
    """

    def __init__(self, url: str, tell: Callable[[str], None] = lambda _: None, *, longest: float = LONGEST) -> None:
        self._url = url.rstrip("/")
        self._tell = tell
        self._longest = longest

    def start(self) -> None:
        self._beat("/start")

    def success(self) -> None:
        self._beat("")

    def fail(self) -> None:
        self._beat("/fail")

    def _beat(self, sign: str) -> None:
        """In a thread of its own: looking up a name, or a server that drips, knows no time-out."""
        if not self._url:
            return
        said: list[str] = []
        thread = threading.Thread(target=self._ask, args=(sign, said), daemon=True)
        thread.start()
        thread.join(self._longest)
        wrong = said[0] if said else f"no answer in {self._longest:g} s"
        if wrong:
            self._tell(f"heartbeat{sign}: {wrong}; the run goes on")

    def _ask(self, sign: str, said: list[str]) -> None:
        half = self._longest / 2  # to connect, and to answer
        try:
            with requests.get(
                self._url + sign, timeout=(half, half), allow_redirects=False, stream=True, headers=HEADERS
            ) as answer:
                said.append("" if answer.ok and not answer.is_redirect else f"answered {answer.status_code}")
        except (requests.RequestException, ValueError, OSError) as error:
            said.append(type(error).__name__)  # the address is a secret: whoever has it can feign life

"""The one door to Google: every request goes through this client, paced, counted, timed and judged."""

from __future__ import annotations

import io
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import gspread
import requests
from google.auth.exceptions import GoogleAuthError
from gspread.http_client import ParamsType
from gspread.urls import DRIVE_FILES_API_V3_URL

from ...errors import SourceError
from .credentials import Account, TokenRequest, sign_in, token_session
from .pacing import Clock, OutOfTime, Pacer, waits
from .troubles import Kind, Trouble, classify

T = TypeVar("T")
Body = Mapping[str, Any] | None
HOSTS = ("https://sheets.googleapis.com", "https://www.googleapis.com")
CONNECT, ANSWER = 10.0, 190.0  # seconds; Google itself gives up after 180
LARGEST = 24 * 2**20  # bytes of an answer: some 70,000 cells, which take ten times as much once they are understood
CHUNK = 2**16
TRIES = 6  # for one workbook
GLOBAL_TRIES = 10  # for what every workbook depends on
TOKEN_AGE = 45 * 60  # seconds after which a new one is fetched unasked
MEDIA, MEDIA_LARGEST = "files.get media", 10 * 2**20  # bytes of a photograph
EXPORT, EXPORTS = "files.export", 1600  # a minute: 200 of Drive's 325,000 units each (google.md, section 3)
BATCH_UPDATE = "spreadsheets.batchUpdate"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CALLS = (
    (re.compile(r"/v4/spreadsheets/[^/:]+:batchUpdate$"), BATCH_UPDATE),
    (re.compile(r"/v4/spreadsheets/[^/]+/values:batchGet"), "values.batchGet"),
    (re.compile(r"/v4/spreadsheets/[^/]+/values/"), "values.get"),
    (re.compile(r"/v4/spreadsheets/"), "spreadsheets.get"),
    (re.compile(r"/drive/v3/files/[^/]+/export"), EXPORT),
    (re.compile(r"/drive/v3/files/"), "files.get"),
    (re.compile(r"/drive/v3/files"), "files.list"),
    (re.compile(r"/drive/v3/changes"), "changes.list"),
)


def call_name(endpoint: str) -> str:
    """Google's name of the method behind an address."""
    return next((name for pattern, name in CALLS if pattern.search(endpoint)), "other")


class Client(gspread.HTTPClient):
    """gspread's HTTP client with a time-out, the quota's pace, a count, and errors that say what to do.

    `endpoint` is a loopback address that stands for Google's hosts, or empty. `deadline` is on `clock`.
    """

    def __init__(self, account: Account, endpoint: str, reads_per_minute: int, clock: Clock) -> None:
        super().__init__(account, requests.Session())
        self.session.trust_env = not endpoint
        self.account, self.endpoint, self.clock = account, endpoint, clock
        self.pacer = Pacer(reads_per_minute, clock)
        self.exports = Pacer(EXPORTS * reads_per_minute // 60 or 1, clock)  # at the same scale, where loopback has one
        self.unit = min(1.0, 60 / reads_per_minute) if endpoint else 1.0  # seconds; loopback may run faster
        self.counts: Counter[str] = Counter()
        self.deadline = float("inf")
        self._token_session = token_session(endpoint)
        self._signed_at = 0.0
        self._lock = threading.Lock()

    def close(self) -> None:
        """Hang up."""
        self.session.close()
        self._token_session.close()

    # ------------------------------------------------------------ one attempt

    def request(  # noqa: PLR0917 - gspread's own signature
        self,
        method: str,
        endpoint: str,
        params: ParamsType | None = None,
        data: bytes | None = None,
        json: Mapping[str, Any] | None = None,
        files: Any = None,
        headers: Any = None,
    ) -> requests.Response:
        """One attempt; raises Trouble for whatever is not a good answer. Only reading is possible."""
        self._refuse(method, endpoint, json)
        name, address = call_name(endpoint), self._address(endpoint)
        if isinstance(params, Mapping) and params.get("alt") == "media":
            name = MEDIA
        pacer = self._pacer(name)
        if pacer:
            with pacer.slot(self.deadline):
                return self._signed(name, address, params, json)
        return self._signed(name, address, params, json)

    def _refuse(self, method: str, endpoint: str, body: Body) -> None:
        """Raise SourceError for whatever is no reading."""
        if method.lower() != "get" or body is not None:
            raise SourceError(f"{method} {endpoint}: this client only reads")

    def _pacer(self, name: str) -> Pacer | None:
        """Whose slots a call takes; the few lists and files of Drive need none."""
        if name.startswith(("spreadsheets.", "values.")):
            return self.pacer
        return self.exports if name in (EXPORT, MEDIA) else None  # both cost Drive the same

    def _address(self, endpoint: str) -> str:
        if not self.endpoint:
            return endpoint
        for host in HOSTS:
            if endpoint.startswith(f"{host}/"):
                return self.endpoint + endpoint[len(host) :]
        raise SourceError(f"{endpoint} has no counterpart at {self.endpoint}")

    def _signed(self, name: str, address: str, params: ParamsType | None, body: Body) -> requests.Response:
        """One attempt with a token; a token that is not accepted is replaced twice before we give up."""
        token = ""
        for _ in range(3):
            token = self._token(rejected=token)
            try:
                return self._sent(name, address, params, body, token)
            except Trouble as trouble:
                if trouble.kind is not Kind.TOKEN:
                    raise
        raise SourceError("Google accepts none of the tokens it issues to this key; download a new key")

    def _sent(self, name: str, address: str, params: ParamsType | None, body: Body, token: str) -> requests.Response:
        left = min(ANSWER, self.deadline - self.clock.now())
        if left <= 0:
            raise OutOfTime
        self.counts[name] += 1
        try:
            with self.session.request(
                "GET" if body is None else "POST",
                address,
                params=params,
                json=body,
                headers={"Authorization": f"Bearer {token}"},
                timeout=(min(CONNECT, left), left),
                allow_redirects=False,
                stream=True,
            ) as answer:
                response = _whole(answer, time.monotonic() + left, MEDIA_LARGEST if name == MEDIA else LARGEST)
        except requests.ReadTimeout as error:
            raise Trouble(Kind.LARGE, f"{name}: no answer in {left:.0f} s") from error
        except requests.RequestException as error:
            raise Trouble(Kind.TRANSIENT, f"{name}: {type(error).__name__}") from error
        if response.status_code != 200:
            raise classify(response.status_code, response.content, response.headers.get("Retry-After", ""))
        wanted = XLSX if name == EXPORT else "json"
        if name != MEDIA and wanted not in response.headers.get("Content-Type", ""):
            raise Trouble(Kind.TRANSIENT, f"{name}: the answer is not {'an .xlsx' if name == EXPORT else 'JSON'}")
        return response

    def _token(self, rejected: str) -> str:
        """A token other than the rejected one; one thread fetches it for all."""
        with self._lock:
            aged = self.clock.now() - self._signed_at > TOKEN_AGE
            if not self.account.token or aged or self.account.token == rejected:
                self.counts["token"] += 1
                try:
                    sign_in(self.account, TokenRequest(self._token_session))
                except (GoogleAuthError, ValueError, TypeError) as error:
                    raise Trouble(Kind.TRANSIENT, f"the token answer is wrong: {type(error).__name__}") from error
                self._signed_at = self.clock.now()
            return str(self.account.token)

    # ------------------------------------------------------------ several attempts

    def persist(self, attempt: Callable[[], T], tries: int = TRIES, *, divisible: bool = False) -> tuple[T, int]:
        """The attempt's result and how many tries it took.

        Waits and tries again while the trouble may pass; raises the last Trouble, OutOfTime when the deadline comes
        first, and SourceError when every workbook would fail alike. Of what is `divisible` an answer too large is
        raised at once, for the caller to ask for less.
        """
        pauses = waits(self.unit)
        for number in range(1, tries + 1):
            try:
                return attempt(), number
            except Trouble as trouble:
                if trouble.kind is Kind.GLOBAL:
                    raise SourceError(trouble.text) from trouble
                if trouble.kind is Kind.WORKBOOK or number == tries or (divisible and trouble.kind is Kind.LARGE):
                    raise
                wait = max(next(pauses), trouble.wait * self.unit)
                if trouble.kind is Kind.QUOTA:
                    self._pause()
            if self.clock.now() + wait > self.deadline:
                raise OutOfTime
            self.clock.sleep(wait)
        raise AssertionError(tries)

    def _pause(self) -> None:
        """Hold everyone back whom the quota concerns."""
        self.pacer.pause()
        self.exports.pause()

    def fetch(self, endpoint: str, params: ParamsType, tries: int = GLOBAL_TRIES) -> dict[str, Any]:
        """The JSON object at an address of Drive."""
        return self.persist(lambda: as_object(lambda: self.request("get", endpoint, params=params).json()), tries)[0]

    def files(self, params: ParamsType, tries: int = GLOBAL_TRIES) -> dict[str, Any]:
        """One page of `files.list`; one that lists nothing says so by an empty list, or it is no page."""

        def attempt() -> dict[str, Any]:
            page = as_object(lambda: self.request("get", DRIVE_FILES_API_V3_URL, params=params).json())
            if not isinstance(page.get("files"), list):
                raise Trouble(Kind.TRANSIENT, "the answer is of the wrong shape")
            return page

        return self.persist(attempt, tries)[0]

    def file(self, file_id: str, params: ParamsType, tries: int = GLOBAL_TRIES) -> dict[str, Any]:
        """`files.get`."""
        return self.fetch(f"{DRIVE_FILES_API_V3_URL}/{file_id}", params, tries)

    def media(self, file_id: str) -> bytes:
        """`files.get` of what a file holds, at most ten megabytes; one attempt."""
        params: ParamsType = {"alt": "media", "supportsAllDrives": "true"}
        content: bytes = self.request("get", f"{DRIVE_FILES_API_V3_URL}/{file_id}", params=params).content
        return content

    def exported(self, workbook_id: str) -> bytes:
        """`files.export` as .xlsx; one attempt. Trouble with the reason `export` where Drive cannot."""
        answer = self.request("get", f"{DRIVE_FILES_API_V3_URL}/{workbook_id}/export", params={"mimeType": XLSX})
        if not answer.content.startswith(b"PK"):
            raise Trouble(Kind.TRANSIENT, "the export is cut short")
        return answer.content

    def spreadsheet(self, workbook_id: str, fields: str, place: str = "") -> dict[str, Any]:
        """`spreadsheets.get` with a field mask, or with all there is, of one place or of all; one attempt."""
        params: ParamsType = {"fields": fields} if fields else {"includeGridData": "true"}
        if place:
            params = {**params, "ranges": place}
        return as_object(lambda: self.fetch_sheet_metadata(workbook_id, params))


def _whole(answer: requests.Response, until: float, largest: int) -> requests.Response:
    """The answer with its body read to the end; Trouble when it is too large, or drips in for too long.

    `until` is by the machine's steady clock: a server that sends a byte a minute must not hold us for ever.
    """
    body = io.BytesIO()
    for chunk in answer.iter_content(CHUNK):
        body.write(chunk)
        if body.tell() > largest:
            raise Trouble(Kind.LARGE, f"the answer has more than {largest >> 20} MB")
        if time.monotonic() > until:
            raise Trouble(Kind.LARGE, "the answer comes too slowly")
    body.seek(0)
    whole = requests.Response()
    whole.status_code, whole.headers, whole.encoding, whole.raw = answer.status_code, answer.headers, "utf-8", body
    return whole


def as_object(fetch: Callable[[], Any]) -> dict[str, Any]:
    """The JSON object that is fetched; half a one, or none, is a trouble that may pass."""
    try:
        value = fetch()
    except (ValueError, RecursionError) as error:
        raise Trouble(Kind.TRANSIENT, "the answer is cut short") from error
    if not isinstance(value, dict) or "error" in value:
        raise Trouble(Kind.TRANSIENT, "the answer is of the wrong shape")
    return value
